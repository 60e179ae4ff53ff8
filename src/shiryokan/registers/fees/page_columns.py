"""Schedules that are set in two columns of a page: their rows in one, as they are read."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Line, Page
from shiryokan.registers.fees.rows import Row, rows_of

_MIDDLE = (0.4, 0.6)
"""Between which shares of the width of the text the white between two columns begins and ends."""
_CROSSING = 0.06
"""Share of the lines that may run over it, as titles do."""
_WHITE = 1.0
"""How wide it is at least, in characters."""
_BEHIND = 0.5
"""How far behind the rows of the first column it is that these are parted from the second, in
characters."""
_LEAST_LINES = 20
"""Lines of odd or of even pages at least, and on each side of the white."""
_LEFTMOST = 0.02
"""Share of the lines of a column that may begin left of its edge."""


def in_one_column(document: Document) -> list[Row]:
    """The rows of a document of two columns, those of the right column below those of the left one
    and at its place; none where its pages have one column."""
    cuts = {side: _white([p for p in document.pages if p.page % 2 == side]) for side in (0, 1)}
    if not any(cuts.values()):
        return []
    found: list[Row] = []
    for page in document.pages:
        cut = cuts[page.page % 2] or cuts[1 - page.page % 2]
        assert cut is not None
        at, shift = cut
        for right in (False, True):
            part = msgspec.structs.replace(
                page, blocks=tuple(_side(block, at, right=right) for block in page.blocks)
            )
            rows = rows_of(Document([part]))
            off = shift if right else 0.0
            found += [replace(row, x0=row.x0 - off, x1=row.x1 - off, shift=off) for row in rows]
    return found


def _white(pages: Sequence[Page]) -> tuple[float, float] | None:
    """Where the white between two columns is, and how far the second begins right of the first."""
    lines = [
        line
        for page in pages
        for block in page.blocks
        if block.kind != "furniture"
        for line in block.lines
        if line.direction == "ltr" and line.text.strip()
    ]
    if len(lines) < _LEAST_LINES:
        return None
    left = sorted(line.bbox.x0 for line in lines)[int(_LEFTMOST * len(lines))]
    right = sorted(line.bbox.x1 for line in lines)[-1 - int(_LEFTMOST * len(lines))]
    em = statistics.median(line.bbox.y1 - line.bbox.y0 for line in lines)
    first, last = (int(left + share * (right - left)) for share in _MIDDLE)
    crossed = [0] * (last - first)
    for line in lines:
        for at in range(max(int(line.bbox.x0), first), min(int(line.bbox.x1) + 1, last)):
            crossed[at - first] += 1
    best = run = end = 0
    for at, count in enumerate(crossed):
        run = run + 1 if count <= _CROSSING * len(lines) else 0
        best, end = max((best, end), (run, at))
    # few rows begin where codes do, most end where points do
    cut = first + end - best + _BEHIND * em
    sides = [
        sorted(line.bbox.x0 for line in lines if (line.bbox.x0 > cut) == behind)
        for behind in (False, True)
    ]
    if best < _WHITE * em or min(map(len, sides)) < _LEAST_LINES:
        return None
    begin, behind = (side[int(_LEFTMOST * len(side))] for side in sides)
    return cut, behind - begin


def _side(block: Block, cut: float, *, right: bool) -> Block:
    """The lines of a block on one side of the white; those that run over it stand left."""
    lines = tuple(_of_side(block.lines, cut, right=right))
    return msgspec.structs.replace(block, lines=lines, cells=())


def _of_side(lines: Sequence[Line], cut: float, *, right: bool) -> Iterator[Line]:
    for line in lines:
        at = _cut(line, cut)
        if at:
            yield _part(line, at, len(line.text)) if right else _part(line, 0, at)
        elif (line.bbox.x0 > cut) == right:
            yield line


def _cut(line: Line, cut: float) -> int:
    """Where a line that was read over the white is parted; 0 for any other, as a title."""
    if line.direction != "ltr" or not line.bbox.x0 < cut < line.bbox.x1:
        return 0
    if len(line.edges) != len(line.text) + 1:
        return 0
    height = line.bbox.y1 - line.bbox.y0
    at = next((k for k in range(1, len(line.text)) if line.edges[k] >= cut), 0)
    apart = at and (line.text[at - 1].isspace() or line.edges[at] - line.edges[at - 1] > height)
    return at if apart and line.text[:at].strip() else 0


def _part(line: Line, start: int, end: int) -> Line:
    """Characters ``start:end`` of a line without the white space around them."""
    text = line.text[start:end]
    start += len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return msgspec.structs.replace(
        line, text=line.text[start:end], bbox=line.part_box(start, end),
        edges=tuple(line.edges[start : end + 1]), underlined=(), struck=(),
    )  # fmt: skip
