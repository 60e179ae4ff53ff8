"""CSV that Excel opens as it should, and JSON Lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from shiryokan.paper.formulas import unformulated
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.texts import as_json, cell_text, legal

BOM = "\ufeff"
"""Without it, Excel takes UTF-8 for the code page of the country."""


def csv_file(table: Table) -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180), titles in the first line.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(csv_cell(column.title) for column in table.columns)
    for row in table.rows:
        writer.writerow(csv_cell(shown(column, row)) for column in table.columns)
    return (BOM + out.getvalue()).encode()


def shown(column: Column, row: Mapping[str, Any]) -> Any:
    """A value as people read it."""
    value = row.get(column.name)
    return value if column.text is None else column.text(value)


def csv_cell(value: Any) -> str:
    """A value as a cell has it."""
    return unformulated(legal(cell_text(value)))


def jsonl_file(table: Table) -> bytes:
    """A JSON object a line, with everything that is known of the row."""
    rows = table.lines if table.lines is not None else table.rows
    return b"".join(as_json(row) + b"\n" for row in rows)
