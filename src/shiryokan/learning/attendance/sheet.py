"""An attendance sheet as rows of text: CSV in UTF-8 or Shift_JIS, or the first sheet of a workbook.

Pure. Workbooks are read by :mod:`shiryokan.workbooks`, in a limited process.
"""

from __future__ import annotations

import csv
import io

from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.limited import sheets_of
from shiryokan.workbooks.sheets import value_of, written

MOST_ROWS = 5000
"""Rows of a sheet: more than any room holds."""
MOST_BYTES = 5 * 1024 * 1024
_MOST_COLUMNS = 50
_LONGEST_CELL = 500


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
    try:
        sheets = sheets_of(data)
    except WorkbookError as error:
        raise NotASheet(long=error.code == "workbook_too_large") from None
    return [[written(value_of(cell)) for cell in row] for row in sheets[0].rows] if sheets else []
