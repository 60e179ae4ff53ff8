"""Pages of vertical writing that the layout read from left to right, as they are written."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from shiryokan.paper.model import Block, Box, Line, Page, Span
from shiryokan.registers.vertical_signs import at_head, is_label
from shiryokan.registers.writing_lines import is_vertical

_SHARE = 0.02
"""Share of a page's lines that are read from top to bottom at least, for a look at the others."""
_ACROSS = 0.03
"""Share of a vertical page's characters that were read across it, from which on all are read
anew."""
_NARROW = 0.7
"""Characters narrower than so much of their height may be set beside each other in one place."""
_FEW = 0.003
"""Share of a page's characters that are so at most."""
_NEXT = (0.8, 1.15)
"""How far apart the middles of characters are that follow each other, in characters; lines stand
further apart."""
_ALIGNED = 0.25
"""How far off each other's line these middles may be, in characters."""
_MORE = 2
"""How many times more characters must follow each other downwards than to the right."""
_WHITE = 0.6
"""White between two characters, in characters, at which a line is one line still, with white."""
_PARTED = 3.0
"""White at which it is two."""


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    line: Line
    box: Box
    marked: bool

    @property
    def x(self) -> float:
        return (self.box.x0 + self.box.x1) / 2

    @property
    def y(self) -> float:
        return (self.box.y0 + self.box.y1) / 2


def as_written(page: Page) -> Page:
    """The page with lines from top to bottom, where its characters follow each other so and it, or
    much of it, was read otherwise."""
    body = [b for b in page.blocks if b.kind != "furniture"]
    lines = [
        line for block in body for line in block.lines
        if not is_label(line, page) and not at_head(line, page)
    ]  # fmt: skip
    down = sum(line.direction == "ttb" for line in lines)
    if not lines or down < max(1, _SHARE * len(lines)):
        return page
    vertical = is_vertical(page)
    across = sum(len(line.text) for line in lines if line.direction == "ltr")
    if vertical and across < _ACROSS * sum(len(line.text) for line in lines):
        return page
    signs = [sign for line in lines for sign in _signs(line)]
    if not signs:
        return page
    em = statistics.median(sign.box.y1 - sign.box.y0 for sign in signs)
    if vertical:
        widths = [sign.box.x1 - sign.box.x0 for sign in signs if sign.line.direction == "ltr"]
        narrow = sum(width < _NARROW * em for width in widths)
        # numbers that are set level in their lines are narrow
        if narrow > _FEW * len(signs):
            return page
    below, beside = _neighbours(signs, em)
    if below <= _MORE * beside:
        return page
    made = tuple(Block("text", line.bbox, (line,)) for line in _columns(signs, em))
    kept = tuple(block for block in page.blocks if block.kind == "furniture")
    rules = tuple(_without_lines(block) for block in body if block.ruled and block.cells)
    return msgspec.structs.replace(page, blocks=(*made, *rules, *kept))


def _without_lines(block: Block) -> Block:
    """A ruled table as its cells alone."""
    cells = tuple(msgspec.structs.replace(cell, start=0, end=0) for cell in block.cells)
    return msgspec.structs.replace(block, lines=(), cells=cells)


def _signs(line: Line) -> Iterator[_Sign]:
    for at, sign in enumerate(line.text):
        if sign.isspace():
            continue
        box = line.part_box(at, at + 1)
        if line.direction == "ltr":
            # what is white up to the next sign is none of it
            box = box._replace(x1=min(box.x1, box.x0 + box.y1 - box.y0))
        marked = any(a <= at < b for a, b in line.underlined)
        yield _Sign(sign, line, box, marked)


def _neighbours(signs: list[_Sign], em: float) -> tuple[int, int]:
    """How many characters are followed by one below them, and by one beside them."""
    places: dict[tuple[int, int], list[_Sign]] = {}
    for sign in signs:
        places.setdefault((int(sign.x / em), int(sign.y / em)), []).append(sign)
    below = beside = 0
    low, high = _NEXT
    for sign in signs:
        column, row = int(sign.x / em), int(sign.y / em)
        near = [
            other
            for dx in (-1, 0, 1, 2)
            for dy in (-1, 0, 1, 2)
            for other in places.get((column + dx, row + dy), ())
        ]
        below += any(
            low * em < o.y - sign.y < high * em and abs(o.x - sign.x) < _ALIGNED * em for o in near
        )
        beside += any(
            low * em < o.x - sign.x < high * em and abs(o.y - sign.y) < _ALIGNED * em for o in near
        )
    return below, beside


def _columns(signs: list[_Sign], em: float) -> Iterator[Line]:
    """Lines from top to bottom, from right to left."""
    columns: list[list[_Sign]] = []
    for sign in sorted(signs, key=lambda s: -s.x):
        if columns and columns[-1][0].x - sign.x < 2 * _ALIGNED * em:
            columns[-1].append(sign)
        else:
            columns.append([sign])
    for column in columns:
        line: list[_Sign] = []
        for sign in sorted(column, key=lambda s: s.y):
            if line and sign.box.y0 - line[-1].box.y1 > _PARTED * em:
                yield _line(line, em)
                line = []
            line.append(sign)
        yield _line(line, em)


def _line(signs: list[_Sign], em: float) -> Line:
    text, edges = "", [signs[0].box.y0]
    marks: list[Span] = []
    for number, sign in enumerate(signs):
        if number and sign.box.y0 - signs[number - 1].box.y1 > _WHITE * em:
            text += "　"
            edges.append(sign.box.y0)
        if sign.marked and marks and marks[-1][1] == len(text):
            marks[-1] = Span(marks[-1][0], len(text) + 1)
        elif sign.marked:
            marks.append(Span(len(text), len(text) + 1))
        text += sign.text
        edges.append(sign.box.y1)
    box = Box(min(s.box.x0 for s in signs), edges[0], max(s.box.x1 for s in signs), edges[-1])
    confidence = min(sign.line.confidence for sign in signs)
    return Line(text, box, tuple(edges), "ttb", confidence=confidence, underlined=tuple(marks))
