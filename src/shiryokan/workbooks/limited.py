"""Asks the limited process: a workbook is a stranger's file, and a small one may unfold to
gigabytes."""

from __future__ import annotations

import subprocess
import sys

import msgspec

from shiryokan.paper.sandbox import system_call_filter
from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.sheets import (
    MOST_BYTES,
    SECONDS,
    Failed,
    Fill,
    Filled,
    Read,
    Reply,
    Sheet,
    Sheets,
    Write,
)

_COMMAND = [sys.executable, "-m", "shiryokan.workbooks.child"]
_REPLIES = msgspec.msgpack.Decoder(Reply)


def sheets_of(data: bytes) -> list[Sheet]:
    """The sheets of a workbook (xlsx, xlsm, xls, xlsb or ods). Raises :class:`WorkbookError`."""
    reply = _asked(Read(data, system_call_filter()), data)
    assert isinstance(reply, Sheets)
    return reply.sheets


def filled_with(data: bytes, writes: list[Write]) -> Filled:
    """A workbook (xlsx or xlsm) with some of its cells filled in. Raises :class:`WorkbookError`."""
    reply = _asked(Fill(data, system_call_filter(), writes), data)
    assert isinstance(reply, Filled)
    return reply


def _asked(request: Read | Fill, data: bytes) -> Reply:
    if len(data) > MOST_BYTES:
        raise WorkbookError("workbook_too_large")
    try:
        done = subprocess.run(
            _COMMAND,
            input=msgspec.msgpack.encode(request),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise WorkbookError("workbook_too_large") from None
    try:
        reply: Reply = _REPLIES.decode(done.stdout)
    except (msgspec.DecodeError, msgspec.ValidationError):
        # a limit ends it by a signal, or in the middle of its answer; a fault of a library does not
        ended = done.returncode < 0 or b"MemoryError" in done.stderr
        raise WorkbookError("workbook_too_large" if ended else "workbook_unreadable") from None
    if isinstance(reply, Failed):
        raise WorkbookError(reply.code)
    return reply
