"""The sheets of a workbook as tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shiryokan.registers.checklists.grid import Grid, GridCell, untraced
from shiryokan.workbooks.sheets import MOST_COLUMNS, Sheet, value_of, written


def grids_of_sheets(sheets: Sequence[Sheet]) -> list[Grid]:
    """A table for each sheet, hidden ones too."""
    return [_grid(sheet) for sheet in sheets]


def shown_grids(sheets: Sequence[Sheet]) -> list[Grid]:
    """A table for each sheet that is shown, without the rows and columns that are hidden."""
    found = []
    for sheet in sheets:
        if sheet.hidden:
            continue
        grid = _grid(sheet)
        rows, columns = set(sheet.hidden_rows), set(sheet.hidden_columns)
        found.append(
            replace(
                grid,
                cells=[
                    cell for cell in grid.cells
                    if not rows.issuperset(range(cell.row, cell.row + cell.rows))
                    and not columns.issuperset(range(cell.column, cell.column + cell.columns))
                ],
            )
        )  # fmt: skip
    return found


def _grid(sheet: Sheet) -> Grid:
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in sheet.merged}
    covered = {
        (row, column)
        for a, b, c, d in sheet.merged
        for row in range(a, min(c, a + len(sheet.rows)) + 1)
        for column in range(b, d + 1)
    } - spans.keys()
    offers = _offers(sheet)
    cells = []
    for row, values in enumerate(sheet.rows):
        for column in range(max([len(values), *(c + 1 for r, c in offers if r == row)])):
            held = values[column] if column < len(values) else None
            place = row, column
            if place in covered or (held is None and place not in spans and place not in offers):
                continue
            value = value_of(held)
            rows, columns = spans.get(place, (1, 1))
            cells.append(
                GridCell(
                    row, column, untraced(written(value)), rows, columns, value,
                    offers=offers.get(place, ()),
                )
            )  # fmt: skip
    return Grid(cells, sheet=sheet.name, hidden=sheet.hidden)


_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


def _offers(sheet: Sheet) -> dict[tuple[int, int], tuple[str, ...]]:
    """The cells that have a drop-down, within the rows of the sheet that hold anything."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for offer in sheet.offers:
        options = tuple(option.strip() for option in offer.options) or ("",)
        for text in offer.ranges:
            if not (match := _RANGE.fullmatch(text)):
                continue
            top, left = int(match[2]) - 1, _column(match[1])
            bottom = int(match[4]) - 1 if match[4] else top
            right = _column(match[3]) if match[3] else left
            for row in range(top, min(bottom + 1, len(sheet.rows))):
                for column in range(left, min(right + 1, MOST_COLUMNS)):
                    found[row, column] = options
    return found


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - ord("A") + 1
    return at - 1
