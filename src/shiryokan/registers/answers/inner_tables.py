"""Tables within a cell of a frame: the layout has their cells as lines of that cell, or puts them
behind the frame, where a question's table would stand behind its answer. By their places they are
told, and put where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiryokan.paper.model import Box
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced

_LEVEL = 0.5
"""How far apart lines of one row may begin, as a share of their height."""
_ROWS = _COLUMNS = 2
"""Rows and columns of a table within a cell, at least."""
_Place = tuple[int, float]
"""A page, and a height on it in points from its upper edge."""


def with_inner_tables(flow: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with each table that stands within the frame before it, or within a cell of
    it, between what stands above and below it there."""
    found: list[TracedPassage] = []
    at = 0
    while at < len(flow):
        frame, inner = _without_tables(flow[at])
        at += 1
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


def _without_tables(frame: TracedPassage) -> tuple[TracedPassage, list[TracedPassage]]:
    """A frame without the tables in its cells, and these from above."""
    if max((cell.column for cell in frame.cells), default=0) != 1:
        return frame, []
    cells: list[TracedCell] = []
    inner: list[TracedPassage] = []
    for cell in frame.cells:
        rows = _rows(cell) if cell.column else []
        runs = [run for run in _runs(rows) if len(run) < len(rows)]
        inner += [_table([row for row, _ in rows[run.start : run.stop]]) for run in runs]
        gone = {at for run in runs for _, ats in rows[run.start : run.stop] for at in ats}
        kept = tuple(own for at, own in enumerate(cell.lines) if at not in gone)
        cells.append(replace(cell, lines=kept))
    return (replace(frame, cells=tuple(cells)), inner) if inner else (frame, [])


_Row = tuple[list[Traced], set[int]]
"""The pieces of a line from the left, and the numbers of their paragraphs."""


def _rows(cell: TracedCell) -> list[_Row]:
    """The lines of a cell, those on one level as one row."""
    rows: list[_Row] = []
    last: Box | None = None
    for at, own in enumerate(cell.lines):
        for line in own:
            box = _box(line)
            level = (
                box is not None
                and last is not None
                and abs(box.y0 - last.y0) < _LEVEL * (box.y1 - box.y0)
                and box.x0 > last.x1
                and line.page == rows[-1][0][-1].page
            )
            if level:
                rows[-1][0].append(line)
                rows[-1][1].add(at)
            else:
                rows.append(([line], {at}))
            last = box
    return rows


def _runs(rows: Sequence[_Row]) -> list[range]:
    """Where several rows after each other have pieces at the same places."""
    runs: list[range] = []
    for at, (row, _) in enumerate(rows):
        if len(row) < _COLUMNS:
            continue
        if runs and runs[-1].stop == at and len(row) == len(rows[at - 1][0]):
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return [run for run in runs if len(run) >= _ROWS]


def _table(rows: Sequence[Sequence[Traced]]) -> TracedPassage:
    cells = tuple(
        TracedCell(row, column, 1, 1, ((line,),))
        for row, pieces in enumerate(rows)
        for column, line in enumerate(pieces)
    )
    return TracedPassage("table", rows[0][0].page, Traced(), 0, cells)


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
