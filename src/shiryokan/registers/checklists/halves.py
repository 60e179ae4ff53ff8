"""Forms that print two items side by side: the right half is read below the left one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.grid import Grid, GridCell
from shiryokan.registers.checklists.heads import kind_of

_FEWEST = 4
"""Heads of two halves at least."""


def unfolded(grid: Grid) -> Iterator[Grid]:
    """A table whose head says the same twice from left to right as one for each half; any other as
    it is. In a table with several heads each stretch is unfolded by itself, and what covers both
    halves stands before them."""
    middle = _middle(grid)
    if middle is None:
        yield grid
        return
    heads = [row for row in grid.rows if _splits(grid.rows[row]) is not None]
    # what stands over the next head belongs to it
    starts = [_start(grid, row, heads) for row in heads]
    above = [cell for cell in grid.cells if cell.row < starts[0]]
    ends = [*starts[1:], max(cell.row for cell in grid.cells) + 1]
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        own = [cell for cell in grid.cells if start <= cell.row < end]
        wide = [c for c in own if c.column < middle < c.column + c.columns or c.row < heads[n]]
        left = [c for c in own if c not in wide and c.column < middle]
        right = [c for c in own if c not in wide and c.column >= middle]
        moved = [replace(c, column=c.column - middle, home=(c.row, c.column)) for c in right]
        clipped = [replace(c, columns=min(c.columns, middle - c.column)) for c in wide]
        lead = above if n == 0 else []
        before = grid.before if n == 0 else ()
        yield replace(grid, cells=[*lead, *clipped, *left], before=before)
        yield replace(grid, cells=moved, before=())


def _start(grid: Grid, row: int, heads: list[int]) -> int:
    """The first of the rows over a head that hold one text each."""
    start = row
    while (
        start - 1 in grid.rows
        and start - 1 not in heads
        and sum(bool(cell.text.text.strip()) for cell in grid.rows[start - 1]) <= 1
    ):
        start -= 1
    return start


def _middle(grid: Grid) -> int | None:
    found = [at for row in grid.rows.values() if (at := _splits(row)) is not None]
    return found[0] if found and len(set(found)) == 1 else None


def _splits(cells: list[GridCell]) -> int | None:
    """Where the second half of a head begins; None for a row that does not say all twice."""
    own = [cell for cell in cells if cell.text.text.strip()]
    half = len(own) // 2
    if len(own) < _FEWEST or len(own) % 2:
        return None
    texts = [squeezed(cell.text.text) for cell in own]
    if texts[:half] != texts[half:] or "words" not in map(kind_of, texts[:half]):
        return None
    return own[half].column
