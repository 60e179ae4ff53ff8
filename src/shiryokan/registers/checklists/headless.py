"""Tables without a head: what stands in their columns says what these hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shiryokan.registers.checklists.evidence import asks
from shiryokan.registers.checklists.grid import Grid
from shiryokan.registers.checklists.headings import counts_only, may_head
from shiryokan.registers.checklists.heads import Column, Head, settled
from shiryokan.registers.checklists.numbers import leading, parts_of
from shiryokan.registers.checklists.titles import names_form

_FEWEST = 2
"""Rows that ask at least."""
_MOST = 0.6
"""Share of what stands in the column of what is asked that asks, at least."""


def head_by_content(grid: Grid) -> Head | None:
    """What the columns of a table hold whose head is missing, as a head above its first row; None
    where nothing in it is asked row by row, with a number or an answer beside it."""
    first = _first_row(grid)
    if first is None:
        return None
    body = replace(grid, cells=[cell for cell in grid.cells if cell.row >= first])
    columns = {at: Column("") for at in range(grid.width)}
    words = settled(body, first - 1, columns, named=False, titled=True)
    if words is None:
        return None
    told = [
        cell for cell in body.cells
        if cell.column == words and cell.columns == 1 and cell.text.text.strip()
    ]  # fmt: skip
    numbers = [at for at, column in columns.items() if column.kind == "number"]
    asked = [
        cell for cell in told
        if asks(cell.text.text.strip()) and (
            leading(cell.text.text.strip())
            or any((own := body.at(cell.row, at)) and parts_of(own.text.text.strip())
                   for at in numbers)
        )
    ]  # fmt: skip
    if len(asked) < _FEWEST or len(asked) < _MOST * len(told):
        return None
    if not any(column.kind in ("answer", "option", "yes") for column in columns.values()):
        # nothing is printed where the answer goes
        empty = [at for at in range(words + 1, grid.width) if _is_empty(body, at)]
        if not empty:
            return None
        columns[empty[0]] = Column("answer", 1)
    return Head(first - 1, first - 1, columns)


def _is_empty(grid: Grid, at: int) -> bool:
    cells = [cell for cell in grid.cells if cell.column == at and cell.columns == 1]
    return bool(cells) and not any(cell.text.text.strip() for cell in cells)


def _first_row(grid: Grid) -> int | None:
    """The first row that asks, or of the headings directly above it."""
    rows = sorted(grid.rows)
    texts = {
        row: [text for cell in grid.rows[row] if (text := cell.text.text.strip())] for row in rows
    }
    first = next(
        (n for n, row in enumerate(rows) if len(grid.rows[row]) > 1 and any(map(asks, texts[row]))),
        None,
    )
    if first is None:
        return None
    while first and _heads(texts[rows[first - 1]]):
        first -= 1
    return rows[first]


def _heads(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are a heading, alone or behind its number."""
    if len(texts) == 2 and (parts_of(texts[0]) or counts_only(texts[0])):
        texts = texts[1:]
    return len(texts) == 1 and may_head(texts[0]) and not names_form(texts[0])
