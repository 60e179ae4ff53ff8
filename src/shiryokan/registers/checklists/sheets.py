"""What of a workbook's sheets is a form: several on one sheet, and one that goes on over sheets."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from shiryokan.registers.checklists.evidence import asks
from shiryokan.registers.checklists.grid import Grid
from shiryokan.registers.checklists.heads import Head, head_of
from shiryokan.registers.checklists.numbers import parts_of
from shiryokan.registers.checklists.titles import names_form

_TOP = 12
"""Rows over the head of a form at most, where its title is looked for."""
_FEWEST = 2
"""Rows that ask on a sheet that goes on without a head, at least."""
_MOST = 0.6
"""Share of its rows that ask as those above do, at least."""


def headed_grids(grids: Iterable[Grid]) -> Iterator[tuple[Grid, Head | None]]:
    """Each form of the sheets with its head, in order. A sheet without a head that goes on as the
    one before has that one's, above its first row; others have none."""
    before: Head | None = None
    for grid in grids:
        for part in by_titles(grid):
            head = None if part.hidden else head_of(part, titled=says_title(part))
            if head is None and before is not None and goes_on(part, before):
                head = Head(-1, -1, before.columns)
            yield part, head
            before = head or before


def by_titles(grid: Grid) -> list[Grid]:
    """A sheet parted where the title of another form stands over another head."""
    titles = [row for row in sorted(grid.rows) if _names(grid, row)][1:]
    last = max(grid.rows, default=0) + 1
    found: list[Grid] = []
    start = 0
    for title, end in itertools.pairwise([*titles, last]):
        if head_of(_between(grid, title, end), titled=True) and head_of(
            _between(grid, start, title), titled=True
        ):
            found.append(_between(grid, start, title))
            start = title
    return [*found, _between(grid, start, last)] if found else [grid]


def _between(grid: Grid, start: int, end: int) -> Grid:
    return replace(
        grid,
        cells=[cell for cell in grid.cells if start <= cell.row < end],
        before=grid.before if start == 0 else (),
    )


def _names(grid: Grid, row: int) -> bool:
    texts = [text for cell in grid.rows[row] if (text := cell.text.text.strip())]
    return len(texts) == 1 and names_form(texts[0])


def says_title(grid: Grid) -> bool:
    """Whether a title that names a form stands at the top of a sheet or a table."""
    top = min(grid.rows, default=0)
    return any(names_form(cell.text.text) for cell in grid.cells if cell.row < top + _TOP)


def goes_on(grid: Grid, head: Head) -> bool:
    """Whether a sheet without a title asks in the columns in which the one before did."""
    if grid.hidden or says_title(grid):
        return False
    (words,) = head.places("words")[:1] or (-1,)
    numbers = [at for at in head.places("number") if at != words]
    asked = told = 0
    for row in grid.rows:
        cell = grid.at(row, words)
        if cell is None or (cell.row, cell.column) != (row, words) or not cell.text.text.strip():
            continue
        told += 1
        beside = [each for at in numbers if (each := grid.at(row, at)) and each.column == at]
        numbered = any(parts_of(each.text.text.strip().lstrip("★☆◎")) for each in beside)
        asked += asks(cell.text.text.strip()) and (numbered or not numbers)
    return asked >= _FEWEST and asked >= _MOST * told
