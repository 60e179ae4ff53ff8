"""Letters set from top to bottom: their lines put to paragraphs by marks, by indents and by where
they end, instead of the tables and headings that the layout takes them for."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Line, Page
from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.upright_pages import as_written
from shiryokan.registers.vertical_signs import at_head, is_label
from shiryokan.registers.writing_lines import Seen, is_vertical, seen_lines, visual_rows

_ROOM = 1.5
"""White at a line's end, in characters, behind which its paragraph ends."""
_FURTHER_OUT = 1.5
"""How much further out a new paragraph begins than the one before, in characters."""
_GAP = 0.5
"""White between two lines of one row, in characters, that is read as a space."""


def paragraphed(document: Document) -> Document:
    """The document, each vertical page without ruled tables as paragraphs."""
    pages = [_page(page) for page in document.pages]
    if all(new is old for new, old in zip(pages, document.pages, strict=True)):
        return document
    return Document(pages)


def _page(page: Page) -> Page:
    if not is_vertical(page) or any(block.ruled for block in page.blocks):
        return page
    page = as_written(page)
    kept = tuple(block for block in page.blocks if block.kind == "furniture")
    lines = [
        each
        for each in seen_lines(page, vertical=True)
        if not is_label(each.line, page) and not at_head(each.line, page)
    ]
    lines = [each for each in lines if not _is_below(each, lines)]
    rows = [_joined(row) for row in visual_rows(lines)]
    if not rows:
        return page
    made = tuple(_block(own) for own in _paragraphs(rows))
    return msgspec.structs.replace(page, blocks=(*made, *kept))


def _is_below(line: Seen, lines: Sequence[Seen]) -> bool:
    """Whether a line is nothing but a number that begins where all others have ended, but for signs
    that hang: that of the page, close below its text."""
    if not line.line.text.strip().isdecimal():
        return False
    ends = [each.a1 for each in lines if each is not line]
    return bool(ends) and line.a0 >= max(ends) - line.em


def _joined(row: Sequence[Seen]) -> Line:
    """A row as one line."""
    first = row[0].line
    if len(row) == 1:
        return first
    text, edges = first.text, list(row[0].edges())
    box = first.bbox
    for before, each in itertools.pairwise(row):
        if each.a0 - before.a1 > _GAP * each.em:
            text += "\u3000"
            edges.append(each.a0)
        text += each.line.text
        edges += list(each.edges())[1:]
        box = box.union(each.line.bbox)
    confidence = min(each.line.confidence for each in row)
    return Line(text, box, tuple(edges), "ttb", confidence=confidence)


def _paragraphs(rows: Sequence[Line]) -> Iterator[list[Line]]:
    end = max(line.bbox.y1 for line in rows)
    own: list[Line] = []
    for line in rows:
        if own and (_ends(own[-1], end) or _begins(line) or _stands_out(own[-1], line)):
            yield own
            own = []
        own.append(line)
    yield own


def _ends(line: Line, end: float) -> bool:
    return line.bbox.y1 < end - _ROOM * (line.bbox.x1 - line.bbox.x0)


def _stands_out(last: Line, line: Line) -> bool:
    """Whether a line begins so much further out than a finished sentence that it is none of its
    paragraph, whose first line may be set in by one character."""
    size = line.bbox.x1 - line.bbox.x0
    return last.text.endswith("。") and line.bbox.y0 < last.bbox.y0 - _FURTHER_OUT * size


def _begins(line: Line) -> bool:
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER, marks.ITEM)
    return any(pattern.match(plain) for pattern in patterns)


def _block(lines: Sequence[Line]) -> Block:
    box = lines[0].bbox
    for line in lines[1:]:
        box = box.union(line.bbox)
    return Block("text", box, tuple(lines))
