"""Reads a page in a limited process of its own: pages are files of strangers."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec

from shiryokan.lookout.reading.model import PageRead
from shiryokan.lookout.reading.question import LIMITS, Question
from shiryokan.paper.sandbox import system_call_filter


class PageNotRead(Exception):  # noqa: N818
    """A page could not be read within the limits."""


def read_isolated(data: bytes, address: str, encoding: str = "", media_type: str = "") -> PageRead:
    """What a page or feed lists. Raises :class:`PageNotRead`."""
    question = Question(data, address, encoding, media_type, system_call_filter())
    environment = {
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "PYTHONUTF8": "1",
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "shiryokan.lookout.reading.child"],
            input=msgspec.msgpack.encode(question),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            close_fds=True,
            start_new_session=True,
            timeout=LIMITS.file_seconds + LIMITS.open_seconds,
            check=True,
        )
        return msgspec.msgpack.decode(done.stdout, type=PageRead)
    except (subprocess.SubprocessError, msgspec.MsgspecError) as error:
        raise PageNotRead(str(error)[:200]) from error
