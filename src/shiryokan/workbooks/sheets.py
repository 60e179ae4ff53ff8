"""What the limited process says of a workbook, and what it is asked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

MOST_BYTES = 10 * 1024 * 1024
"""Of a file that is read."""
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes to which the parts of a file may unfold, as its directory says."""
MOST_PARTS = 2000
"""Parts of a file: a workbook has some twenty, and a few for each sheet."""
MOST_SHEETS = 60
MOST_ROWS = 5000
"""Rows of a sheet: the longest forms have some hundreds."""
MOST_COLUMNS = 200
LONGEST_CELL = 32767
"""Characters of a cell: no program for workbooks holds more."""
SECONDS = 20
"""Of the process, on the clock and of the processor."""
MEMORY = 700 * 1024 * 1024
"""Bytes of address space of the process: calamine takes some 300 MB for a file of 5 MB."""


class Day(msgspec.Struct, frozen=True, tag="day"):
    """A cell that holds a date: ISO 8601, with its time."""

    iso: str


class Offer(msgspec.Struct, frozen=True):
    """A drop-down: the ranges of cells that have it (as ``E7:E15``), and what it offers, nothing
    where that stands in other cells."""

    ranges: list[str]
    options: list[str]


class Sheet(msgspec.Struct, frozen=True):
    """A sheet: its rows from A1 on, the ranges of its merged cells (first row, first column, last
    row, last column, from 0), the cells that hold a formula without its result, those that hold
    an error (#REF!), its drop-downs, and the rows and columns that are hidden (from 0)."""

    name: str
    hidden: bool
    rows: list[list[str | float | bool | Day | None]]
    merged: list[tuple[int, int, int, int]]
    unworked: list[str]
    failed: list[str]
    offers: list[Offer]
    hidden_rows: list[int]
    hidden_columns: list[int]


class Read(msgspec.Struct, frozen=True, tag="read"):
    """Asks for the sheets of a workbook. ``program`` is the filter of system calls with which the
    process shuts itself in (:mod:`shiryokan.paper.sandbox`)."""

    data: bytes
    program: bytes


class Write(msgspec.Struct, frozen=True):
    """What is put into a cell of a sheet. Of ``texts`` that mean the same the first is written that
    the cell's drop-down offers, or the first of all; ``day`` (ISO 8601) is written as a date."""

    sheet: str
    cell: str
    texts: Sequence[str] = ()
    day: str = ""


class Fill(msgspec.Struct, frozen=True, tag="fill"):
    """Asks for a workbook with some of its cells filled in."""

    data: bytes
    program: bytes
    writes: list[Write]


class Sheets(msgspec.Struct, frozen=True, tag="sheets"):
    """The answer to :class:`Read`."""

    sheets: list[Sheet]


class Filled(msgspec.Struct, frozen=True, tag="filled"):
    """The answer to :class:`Fill`: the workbook, and the cells that could not be filled."""

    data: bytes
    refused: list[str]


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """The code of a :class:`.errors.WorkbookError`."""

    code: str


Request = Read | Fill
Reply = Sheets | Filled | Failed


Value = str | float | bool | datetime.date | datetime.datetime | None
"""What a cell holds."""


def value_of(held: str | float | bool | Day | None) -> Value:
    """What a cell of a :class:`Sheet` holds, a day as one."""
    return datetime.datetime.fromisoformat(held.iso) if isinstance(held, Day) else held


def written(value: Value) -> str:
    """What a cell holds, as text: whole numbers without a point, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value
