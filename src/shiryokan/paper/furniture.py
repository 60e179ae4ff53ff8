"""Furniture: running headers, footers and page labels, which belong to the pages and not the text.

They are known by coming back page after page at the same place; a page's label at its foot also by
its form. A line of the text may come back too, as an answer does that is given twice: it stands in
line with the text around it, at its left edge and in its size, as far from it as its lines or
paragraphs are from each other. :class:`shiryokan.paper.document.Document` decides once which lines
they are.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.paper.page_edge import EDGE, SIDE, is_foot_label, is_page_label

_STEP = 4.0
"""Furniture keeps its place to this many points."""
_NEIGHBOURS = 6
"""Pages apart at most, for two of them to speak for each other (left and right pages differ)."""
_SHORT_DOCUMENT = 4
"""Up to so many pages a line need come back only once."""
_LONGEST = 90
"""Characters of a header or footer, at most: a longer one is a paragraph."""
_MOST_LINES = 2
"""Lines of a header or footer, at most."""
_OFTEN = 5
"""Pages close by on which a line that stands in line with the text comes back, to be furniture all
the same: a running title may stand on the grid of the text, an answer is seldom given so often."""
_SAME_EDGE = 0.75
"""Points within which left edges are one; those of the next such step are so too."""
_SAME_SIZE = 0.25
"""Points of height within which sizes are one, likewise."""
_TOUCH = 1.5
"""Points by which lines one below the other may run into each other."""
_SAME_STEP = 1.0
"""Points by which steps from line to line differ that are one."""
_PAIRS = 2
"""Lines, and steps from line to line, that show what is usual in a text."""
_NEAREST = 8
"""Lines looked at, from the edge inwards, for the one next to a line: beside it stand few."""
_DIGITS = re.compile(r"[0-9０-９]+|(?<=[-‐－ 　])[ivxlcⅰ-ⅿ]+(?=[-‐－ 　])")
_NUMBER_BESIDE = re.compile(r"^[-－p.．]*0[-－]*|[-－p.．]*0[-－]*$")
"""A page's number at either end of a line, its digits being 0."""
_SHORT_WORDS = 4
"""Characters beside a page's number that are a running title, more than so many."""
_SPACE = re.compile(r"\s")

Likeness = tuple[str, bool, int]
"""What is the same on every page: the text without its digits, whether it stands at the top or
bottom and not at a side, and its place there."""


class Span(NamedTuple):
    """Lines ``start`` to ``end`` (exclusive) of block ``block`` (both from 0) of a page."""

    block: int
    start: int
    end: int


class EdgeText(NamedTuple):
    """Lines at a page's edge, and what they are known by if they come back. One without a
    ``likeness`` is furniture by itself. ``in_line`` ones stand as the lines of the text do."""

    span: Span
    likeness: Likeness | None
    in_line: bool = False


def edge_texts(page: Page) -> tuple[EdgeText, ...]:
    """What may be furniture of a page as it was read."""
    if not page.width or not page.height:
        return ()
    label = _foot_label(page)
    found = [EdgeText(label, None)] if label else []
    text: _Text | None = None
    for number, block in enumerate(page.blocks):
        if block.kind == "furniture" or not block.lines:
            continue
        end = len(block.lines) - (label is not None and label.block == number)
        if block.cells:
            spans = _lone_cells(block, number)
        else:
            spans = [Span(number, 0, end)]
            if end > 1:
                spans += [Span(number, 0, 1), Span(number, end - 1, end)]
        for span in spans:
            lines = block.lines[span.start : span.end]
            likeness = _likeness(lines, page)
            if likeness is not None:
                text = text or _Text(page)
                found.append(EdgeText(span, likeness, likeness[1] and text.holds(lines)))
    return tuple(found)


def furniture_of(edges: Sequence[tuple[EdgeText, ...]]) -> list[tuple[Span, ...]]:
    """For each page of a document, given :func:`edge_texts` of all of them, its furniture.

    What stands at the edge of three pages or more within a few pages of each other (of two, where
    the document has no more than four) is furniture; what stands in line with the text only if it
    comes back often.
    """
    where: defaultdict[Likeness, list[int]] = defaultdict(list)
    for at, texts in enumerate(edges):
        for likeness in {text.likeness for text in texts if text.likeness}:
            where[likeness].append(at)
    needed = 3 if len(edges) > _SHORT_DOCUMENT else 2
    known = {likeness: _coming_back(found, needed) for likeness, found in where.items()}
    text = {t.likeness for texts in edges for t in texts if t.in_line and t.likeness}
    often = {likeness: _coming_back(where[likeness], _OFTEN) for likeness in text}
    return [
        _disjoint(
            [
                t.span
                for t in texts
                if t.likeness is None or at in (often if t.in_line else known)[t.likeness]
            ]
        )
        for at, texts in enumerate(edges)
    ]


def with_furniture(page: Page, spans: Sequence[Span]) -> Page:
    """``page`` with the lines of ``spans`` as furniture: where they are a part of a block, they
    become a block of their own."""
    if not spans:
        return page
    blocks: list[Block] = []
    for number, block in enumerate(page.blocks):
        own = [span for span in spans if span.block == number]
        if block.cells and own:
            blocks += _table_without(block, own)
            continue
        at = 0
        for _, start, end in own:
            blocks += _part(block, at, start)
            blocks += _part(block, start, end, furniture=True)
            at = end
        blocks += _part(block, at, len(block.lines)) if own else [block]
    return msgspec.structs.replace(page, blocks=tuple(blocks))


def _foot_label(page: Page) -> Span | None:
    """The lowest line of the page, if it is its label and ends a paragraph."""
    lowest: tuple[float, Span, Line] | None = None
    for number, block in enumerate(page.blocks):
        if block.cells:
            continue
        for at, line in enumerate(block.lines):
            if lowest is None or line.bbox.y1 > lowest[0]:
                lowest = line.bbox.y1, Span(number, at, at + 1), line
    if lowest is None:
        return None
    _, span, line = lowest
    block = page.blocks[span.block]
    if block.kind == "furniture" or span.end < len(block.lines) or _has_text_beside(page, line):
        return None
    return span if is_foot_label(line.text, line.bbox.y0, page.height) else None


def _has_text_beside(page: Page, label: Line) -> bool:
    """Whether another line stands in the row of ``label``: it is then the mark of a note, or a
    number within a row, and no label."""
    middle = (label.bbox.y0 + label.bbox.y1) / 2
    return any(
        line is not label and line.bbox.y0 < middle < line.bbox.y1
        for block in page.blocks
        for line in block.lines
    )


class _Text:
    """How the lines of a page's text stand: their left edges and sizes, the steps between them."""

    def __init__(self, page: Page) -> None:
        lines = [n for block in page.blocks for n in block.lines if n.direction == "ltr"]
        self._height = page.height
        self._above = sorted(lines, key=lambda line: line.bbox.y0)
        self._tops = [line.bbox.y0 for line in self._above]
        self._below = sorted(lines, key=lambda line: line.bbox.y1)
        self._feet = [line.bbox.y1 for line in self._below]
        inner = [n for n in lines if EDGE * page.height < n.bbox.y0 < (1 - EDGE) * page.height]
        self._looks = Counter(map(_look, inner))
        steps = (b.bbox.y0 - a.bbox.y0 for a, b in itertools.pairwise(inner) if _above(a, b))
        self._steps = sorted(step for step in steps if step > 0)

    def holds(self, lines: Sequence[Line]) -> bool:
        """Whether ``lines``, at the upper or lower edge of the page, stand as the text's own: all
        of them, or the inner one where a title above it is of one block with it."""
        upper = lines[0].bbox.y0 + lines[-1].bbox.y1 < self._height
        inner = lines[-1:] if upper else lines[:1]
        return self._holds(lines) or (len(lines) > 1 and self._holds(inner))

    def _holds(self, lines: Sequence[Line]) -> bool:
        if any(line.direction != "ltr" for line in lines):
            return False
        if is_page_label("".join(line.text for line in lines)):
            return False
        box = _bounds(lines)
        x, size = _look(lines[0])
        near = itertools.product(range(x - 1, x + 2), range(size - 1, size + 2))
        like = sum(self._looks[look] for look in near)
        step = self._step(box, lines)
        if like < _PAIRS or step is None:
            return False
        at = bisect.bisect_left(self._steps, step - _SAME_STEP)
        return bisect.bisect_right(self._steps, step + _SAME_STEP) - at >= _PAIRS

    def _step(self, box: Box, lines: Sequence[Line]) -> float | None:
        """From the line at the edge to the next one inwards."""
        if box.y0 + box.y1 < self._height:
            at = bisect.bisect_left(self._tops, box.y1 - _TOUCH)
            for line in self._above[at : at + _NEAREST]:
                if _overlap(line.bbox, box):
                    return line.bbox.y0 - lines[-1].bbox.y0
            return None
        at = bisect.bisect_right(self._feet, box.y0 + _TOUCH)
        for line in reversed(self._below[max(at - _NEAREST, 0) : at]):
            if _overlap(line.bbox, box):
                return lines[0].bbox.y0 - line.bbox.y0
        return None


def _look(line: Line) -> tuple[int, int]:
    """Where a line begins and how high it is, in steps that are one to the eye."""
    height = line.bbox.y1 - line.bbox.y0
    return round(line.bbox.x0 / _SAME_EDGE), round(height / _SAME_SIZE)


def _above(a: Line, b: Line) -> bool:
    return b.bbox.y0 > a.bbox.y0 and _overlap(a.bbox, b.bbox)


def _overlap(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1


def _lone_cells(block: Block, number: int) -> list[Span]:
    """The first and the last row of an open table, where only one of its cells has text: a header
    or footer that stands in a column was read as a row of it."""
    filled = [cell for cell in block.cells if cell.end > cell.start]
    if block.ruled or not filled:
        return []
    found: list[Span] = []
    for row in sorted({min(c.row for c in filled), max(c.row + c.rows - 1 for c in filled)}):
        mine = [cell for cell in filled if cell.row <= row < cell.row + cell.rows]
        if len(mine) == 1 and mine[0].rows == 1:
            span = Span(number, mine[0].start, mine[0].end)
            # what is taken out leaves the order of the others' lines as it is
            found += [span] if span.start == 0 or span.end == len(block.lines) else []
    return found if len(found) < len(filled) else []


def _table_without(block: Block, spans: Sequence[Span]) -> list[Block]:
    """An open table without the rows of which ``spans`` are all, and these as furniture."""
    rows = [cell.row for cell in block.cells if any(cell.start == start for _, start, _ in spans)]
    lines: list[Line] = []
    cells: list[Cell] = []
    for cell in block.cells:
        if cell.row in rows:
            continue
        shift = len(lines) - cell.start
        cells.append(
            msgspec.structs.replace(
                cell, row=cell.row - sum(row < cell.row for row in rows),
                start=cell.start + shift, end=cell.end + shift,
                paragraphs=tuple(number + shift for number in cell.paragraphs),
            )
        )  # fmt: skip
        lines += block.lines[cell.start : cell.end]
    table = msgspec.structs.replace(
        block, lines=tuple(lines), cells=tuple(cells), bbox=_bounds(lines)
    )
    aside = {
        start: Block("furniture", _bounds(block.lines[start:end]), block.lines[start:end])
        for _, start, end in spans
    }
    return [*(b for at, b in aside.items() if not at), table, *(b for at, b in aside.items() if at)]


def _likeness(lines: Sequence[Line], page: Page) -> Likeness | None:
    if not lines or len(lines) > _MOST_LINES:
        return None
    box = _bounds(lines)
    x, y = (box.x0 + box.x1) / 2 / page.width, (box.y0 + box.y1) / 2 / page.height
    upright = min(y, 1 - y) < EDGE
    if not upright and not min(x, 1 - x) < SIDE:
        return None
    text = "".join(line.text for line in lines)
    if len(text) > _LONGEST:
        return None
    place = box.y0 if upright else box.x0
    words = _DIGITS.sub("0", _SPACE.sub("", text))
    # the page's number may stand beside the words on some pages and be a line of its own on others
    bare = _NUMBER_BESIDE.sub("", words)
    return bare if len(bare) > _SHORT_WORDS else words, upright, round(place / _STEP)


def _bounds(lines: Sequence[Line]) -> Box:
    box = lines[0].bbox
    for line in lines[1:]:
        box = box.union(line.bbox)
    return box


def _coming_back(found: list[int], needed: int) -> set[int]:
    """Those of the pages that have enough others close by."""
    if len(found) < needed:
        return set()
    close: Counter[int] = Counter()
    for i, at in enumerate(found):
        for other in found[i + 1 : i + 1 + needed]:
            if other - at <= _NEIGHBOURS:
                close[at] += 1
                close[other] += 1
    return {at for at, count in close.items() if count >= needed - 1}


def _disjoint(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order; one that lies within another, longer one is part of it."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.block, s.start, -s.end)):
        if kept and kept[-1].block == span.block and span.start < kept[-1].end:
            continue
        kept.append(span)
    return tuple(kept)


def _part(block: Block, start: int, end: int, *, furniture: bool = False) -> list[Block]:
    if start == end:
        return []
    lines = block.lines[start:end]
    kind, level = ("furniture", 0) if furniture else (block.kind, block.level)
    return [
        msgspec.structs.replace(block, kind=kind, level=level, lines=lines, bbox=_bounds(lines))
    ]
