"""The sheets of a workbook as tables."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from shiryokan.registers.checklists.grid import Grid, GridCell, Value, untraced
from shiryokan.registers.checklists.workbook.sheets import Day, Sheet


def grids_of_sheets(sheets: Sequence[Sheet]) -> list[Grid]:
    """A table for each sheet, hidden ones too."""
    return [_grid(sheet) for sheet in sheets]


def _grid(sheet: Sheet) -> Grid:
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in sheet.merged}
    covered = {
        (row, column)
        for a, b, c, d in sheet.merged
        for row in range(a, min(c, a + len(sheet.rows)) + 1)
        for column in range(b, d + 1)
    } - spans.keys()
    cells = []
    for row, values in enumerate(sheet.rows):
        for column, held in enumerate(values):
            if (row, column) in covered or (held is None and (row, column) not in spans):
                continue
            value = datetime.datetime.fromisoformat(held.iso) if isinstance(held, Day) else held
            rows, columns = spans.get((row, column), (1, 1))
            cells.append(GridCell(row, column, untraced(written(value)), rows, columns, value))
    return Grid(cells, sheet=sheet.name, hidden=sheet.hidden)


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
