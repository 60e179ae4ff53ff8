"""Processes that leave the processor to whatever else wants it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_LOWEST = 19
"""Niceness: some hundredth of a processor that others want."""


def yield_to_others() -> None:
    """Have this process, and those that it starts, run where nothing else wants to.

    Where Linux shares the processor among sessions first and then within each, a niceness says
    nothing beside other sessions (sched(7), "The autogroup feature"): a process that leads one
    tells it of the whole session too.
    """
    with contextlib.suppress(OSError):
        os.nice(_LOWEST)
    if os.name == "posix" and os.getsid(0) == os.getpid():
        # not there on other systems, and where the feature is off
        with contextlib.suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(_LOWEST), "ascii")
