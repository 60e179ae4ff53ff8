"""Tables within a cell of a frame: the layout puts them behind the frame, and a question's table
would stand behind its answer. By their heights they are put where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiryokan.paper.model import Box
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced

_Place = tuple[int, float]
"""A page, and a height on it in points from its upper edge."""


def with_inner_tables(flow: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with each table that stands within the frame before it between what stands
    above and below it there."""
    found: list[TracedPassage] = []
    at = 0
    while at < len(flow):
        frame = flow[at]
        at += 1
        inner: list[TracedPassage] = []
        while frame.cells and at < len(flow) and _is_within(flow[at], frame):
            inner.append(flow[at])
            at += 1
        rest: TracedPassage | None = frame
        for table in inner:
            if rest is None:
                found.append(table)
                continue
            top = _places(table)[0]
            above = _part(rest, top, below=False)
            rest = _part(rest, top, below=True)
            found += [part for part in (above, table) if part is not None]
        if rest is not None:
            found.append(rest)
    return found


def _lines(passage: TracedPassage) -> Iterator[Traced]:
    for cell in passage.cells:
        for own in cell.lines:
            yield from own


def _box(line: Traced) -> Box | None:
    own = next((piece.line for piece in line.pieces if piece.line), None)
    return own.bbox if own is not None and own.direction == "ltr" else None


def _places(passage: TracedPassage) -> list[_Place]:
    """Where the lines of a table begin, from above."""
    return sorted((line.page, box.y0) for line in _lines(passage) if (box := _box(line)))


def _is_within(table: TracedPassage, frame: TracedPassage) -> bool:
    """Whether a table stands between the first and the last line of a frame, and further in."""
    if not table.cells or table.page not in {page for page, _ in _places(frame)}:
        return False
    own, around = _places(table), _places(frame)
    if not own or not around[0] < own[0] < around[-1] or own[0][0] != own[-1][0]:
        return False
    page = own[0][0]
    lefts = [
        min(box.x0 for line in _lines(each) if line.page == page and (box := _box(line)))
        for each in (table, frame)
        if any(line.page == page and _box(line) for line in _lines(each))
    ]
    return len(lefts) > 1 and lefts[0] > lefts[1]


def _part(frame: TracedPassage, top: _Place, *, below: bool) -> TracedPassage | None:
    """The cells of a frame with their lines above a place, or below it; None if there are none."""
    cells = []
    for cell in frame.cells:
        lines = tuple(kept for own in cell.lines if (kept := _kept(own, top, below=below)))
        if lines:
            cells.append(replace(cell, lines=lines))
    if not cells:
        return None
    first = min(cell.row for cell in cells)
    moved = tuple(_up(cell, first) for cell in cells)
    return replace(frame, page=moved[0].lines[0][0].page, cells=moved)


def _kept(own: Sequence[Traced], top: _Place, *, below: bool) -> tuple[Traced, ...]:
    return tuple(
        line
        for line in own
        if (((line.page, box.y0) > top) if (box := _box(line)) else not below) == below
    )


def _up(cell: TracedCell, first: int) -> TracedCell:
    return replace(cell, row=cell.row - first)
