"""Syntax trees made undisturbed, on the Pythons where a collection of garbage disturbs them.

Python 3.11.0 to 3.11.7 (Debian 12 has 3.11.2) counts the depth of every tree that is being made in
one place. When the garbage collector runs meanwhile and a finalizer has a tree made too, the count
is off when the outer tree is done, and ``ast.parse`` raises ``SystemError: AST constructor
recursion depth mismatch`` (CPython's gh-106905, mended in 3.11.8). pytest parses the whole file of
a test that failed, and formatting an exception parses its line, so a finalizer that raises or logs
while a failure is reported (an event loop whose browser did not start has such) ended the whole
run and the report with it.
"""

from __future__ import annotations

import ast
import functools
import gc
import sys
import threading
from typing import Any

DISTURBED_SINCE, MENDED_IN = (3, 11, 0), (3, 11, 8)


def guard() -> None:
    """On such a Python: have no garbage collected while ``ast.parse`` makes a tree.

    Without that nothing can run in between: making a tree never lets go of the interpreter's lock.
    """
    if not DISTURBED_SINCE <= sys.version_info[:3] < MENDED_IN:
        return
    parse = ast.parse
    # of two threads the first to be done would switch collecting on under the other
    lock = threading.RLock()

    @functools.wraps(parse)
    def parse_undisturbed(*arguments: Any, **options: Any) -> ast.AST:
        with lock:
            collecting = gc.isenabled()
            gc.disable()
            try:
                return parse(*arguments, **options)
            finally:
                if collecting:
                    gc.enable()

    ast.parse = parse_undisturbed
