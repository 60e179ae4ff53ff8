"""An attendance sheet as rows of text: CSV in UTF-8 or Shift_JIS, or the first sheet of a workbook.

Pure. A workbook is read by calamine in a process of its own with limits of memory and time
(:func:`rows_of`), for a small file may unfold to gigabytes.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

MOST_ROWS = 5000
"""Rows of a sheet: more than any room holds."""
MOST_BYTES = 5 * 1024 * 1024
_MOST_COLUMNS = 50
_LONGEST_CELL = 500
_SECONDS = 20
_MEMORY = 700 * 1024 * 1024
"""Bytes of address space of the process that reads a workbook: calamine takes some 300 MB for one
of 5 MB."""


class NotASheet(ValueError):  # noqa: N818
    """The file cannot be read as rows, or has too many (``long``)."""

    def __init__(self, *, long: bool = False) -> None:
        super().__init__("long" if long else "unreadable")
        self.long = long


def rows_of(data: bytes) -> list[list[str]]:
    """The rows of a sheet, without those that are empty; raises :class:`NotASheet`."""
    if len(data) > MOST_BYTES:
        raise NotASheet(long=True)
    rows = _workbook(data) if data.startswith(b"PK\x03\x04") else _csv(data)
    found = [[cell.strip()[:_LONGEST_CELL] for cell in row[:_MOST_COLUMNS]] for row in rows]
    found = [row for row in found if any(row)]
    if len(found) > MOST_ROWS:
        raise NotASheet(long=True)
    return found


def _csv(data: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        separator = "\t" if "\t" in text.split("\n", 1)[0] else ","
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error:
            break
    raise NotASheet


def _workbook(data: bytes) -> list[list[str]]:
    command = [sys.executable, "-m", "shiryokan.learning.attendance.sheet"]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=True
        )
        rows: list[list[str]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise NotASheet from None
    return rows


def _read() -> None:
    """Read a workbook from the standard input within limits, and write its rows as JSON."""
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheet = book.get_sheet_by_index(0)
    # one more than there may be, so that it is told
    rows = sheet.to_python(nrows=MOST_ROWS + 1)
    json.dump([[_text(cell) for cell in row[:_MOST_COLUMNS]] for row in rows], sys.stdout)


def _text(cell: object) -> str:
    # a number that was typed is a float to a workbook
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:_LONGEST_CELL]


if __name__ == "__main__":
    _read()
