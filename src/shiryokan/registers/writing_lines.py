"""The lines of a page along the writing, so that a grammar reads horizontal and vertical alike.

``a`` runs with the characters of a line (x of horizontal writing, y of vertical), ``c`` from line
to line (y; or from the right edge of the page to the left), both in points.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.paper.model import Block, Line, Page
from shiryokan.registers.source_text import Traced

SMALLER = 0.92
"""Share of the size of a page's text below which a note at its foot is set."""
_ROW = 0.6
"""Share of a line's thickness by which lines of one row may differ."""
_RUBY = re.compile("[ぁ-ゖー]{1,6}")
_RUBY_SIZE = 0.6
"""Share of the size of a page's text up to which kana beside it are ruby."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A line along the writing, in points."""

    line: Line
    page: int
    a0: float
    a1: float
    c0: float
    c1: float

    @property
    def em(self) -> float:
        """The size of its characters."""
        return max(self.c1 - self.c0, 1.0)

    def edges(self) -> Sequence[float]:
        """Where its characters stand along the writing."""
        line = self.line
        if len(line.edges) == len(line.text) + 1 and len(line.text.strip()) > 1:
            return line.edges
        step = (self.a1 - self.a0) / max(len(line.text), 1)
        return [self.a0 + step * i for i in range(len(line.text) + 1)]

    def traced(self, start: int = 0, end: int | None = None) -> Traced:
        """Its characters with their place."""
        return Traced.of(self.page, self.line, start, end)


def start_of(text: Traced) -> float:
    """Where a text begins along its writing, in points: its left edge, or its upper one where it is
    vertical. 0 if nothing of it was printed."""
    line = next((piece.line for piece in text.pieces if piece.line), None)
    if line is None:
        return 0.0
    return line.bbox.y0 if line.direction == "ttb" else line.bbox.x0


def seen_lines(page: Page, *, vertical: bool, sentences: bool = False) -> list[Seen]:
    """The lines of one writing, but for furniture, in order across the page. ``sentences``: what
    ends a sentence in vertical lines is none, though many pages may begin with the same."""
    found: list[Seen] = []
    aside: list[Seen] = []
    notes = footnotes(page, vertical=vertical)
    for block in page.blocks:
        if block in notes:
            continue
        for line in block.lines:
            if (line.direction == "ttb") != vertical and len(line.text.strip()) > 1:
                continue
            if not line.text.strip() and not line.struck:
                continue
            x0, y0, x1, y1 = line.bbox
            ends = sentences and line.direction == "ttb" and line.text.rstrip().endswith("。")
            into = aside if block.kind == "furniture" and not ends else found
            if vertical:
                into.append(Seen(line, page.page, y0, y1, page.width - x1, page.width - x0))
            else:
                into.append(Seen(line, page.page, x0, x1, y0, y1))
    # a code at the edge of a list is repeated on its pages and is of its row all the same
    rows = {round(each.c0) for each in found}
    found += [each for each in aside if rows & {round(each.c0) + k for k in (-1, 0, 1)}]
    found.sort(key=lambda each: (each.c0 + each.c1, each.a0))
    return found


def footnotes(page: Page, *, vertical: bool) -> list[Block]:
    """What stands in small behind the text of a page, and is none of it."""
    body = [block for block in page.blocks if block.kind != "furniture"]
    found = [block for block in body if block.kind == "footnote"]
    if body and body[-1].kind != "footnote" and _is_noted(body[-1]):
        # with the number of the page it may be taken for a table
        found.append(body[-1])
    if not found:
        return []
    usual = _thickness(vertical, [block for block in body if block not in found])
    return [block for block in found if _thickness(vertical, [block]) < SMALLER * usual]


def _is_noted(block: Block) -> bool:
    """Whether a block begins with the sign of a note."""
    first = block.lines[0].text.strip() if block.lines else ""
    return first.startswith(_NOTE_SIGNS) and not block.ruled


_NOTE_SIGNS = ("※", "注", "*", "＊", "†")


def _thickness(vertical: bool, blocks: Sequence[Block]) -> float:
    """The median thickness of the lines of blocks, in points."""
    found = [
        line.bbox.x1 - line.bbox.x0 if vertical else line.bbox.y1 - line.bbox.y0
        for block in blocks
        for line in block.lines
    ]
    return statistics.median(found) if found else 0.0


def is_ruby(text: str, size: float, usual: float) -> bool:
    """Whether a line is kana of ruby that stand in a line of their own: ``size`` is that of its
    characters, ``usual`` that of the page's text."""
    return size < _RUBY_SIZE * usual and _RUBY.fullmatch(text.strip()) is not None


def is_vertical(page: Page) -> bool:
    """Whether most of the page's characters are set from top to bottom."""
    down = other = 0
    for block in page.blocks:
        for line in block.lines:
            down += len(line.text) if line.direction == "ttb" else 0
            other += len(line.text) if line.direction != "ttb" else 0
    return down > other


def visual_rows(lines: Sequence[Seen]) -> Iterator[list[Seen]]:
    """Lines that stand beside each other."""
    row: list[Seen] = []
    for each in lines:
        if row and abs((each.c0 + each.c1) - (row[0].c0 + row[0].c1)) / 2 > _ROW * row[0].em:
            yield sorted(row, key=lambda s: s.a0)
            row = []
        row.append(each)
    if row:
        yield sorted(row, key=lambda s: s.a0)
