"""The flow of a letter: that of any document, with two things put right that only questions tell.

A question that is struck out whole, with its answer, has no words left in the flow; those that were
struck out are given back to it, so that it can be told and counted as deleted. And what the layout
joined to a table over a page end, although it begins a question there, is parted from it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.flow import FlowLine, Part, Passage
from shiryokan.paper.model import Line
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.annex_marks import breaks, marks_at_top
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedPassage, traced, traced_flow
from shiryokan.registers.source_text import Traced


def letter_flow(document: Document) -> list[TracedPassage]:
    """The passages of a letter, in reading order."""
    flow: list[TracedPassage] = []
    struck = _Struck()
    turns = breaks(marks_at_top(document.pages))
    for passage, usual in zip(document.flow_by_pages, traced_flow(document), strict=True):
        parted = list(_parted(passage, document, turns))
        read = [struck.read(each) for each in parted]
        if len(read) == 1 and read[0] is passage:
            flow.append(usual)
        else:
            flow += map(traced, read)
    return flow


def is_struck(text: Traced) -> bool:
    """Whether a text is one that is struck out whole."""
    lines = [piece.line for piece in text.pieces if piece.line is not None]
    return bool(lines) and all(line.struck and line.text == _words(line) for line in lines)


def _words(line: Line) -> str:
    return "".join(each.text for each in line.struck)


def _begins(text: str) -> bool:
    plain = narrow(text).strip()
    if marks.ANNEX.fullmatch(plain) or marks.BRACKETED.fullmatch(plain):
        return True
    return any(mark.match(plain) for mark in (marks.QUESTION, marks.ANSWER))


# --- questions that are struck out whole


class _Struck:
    """Reads passages in their order, and gives questions that are struck out their words."""

    def __init__(self) -> None:
        self.within = False

    def read(self, passage: Passage) -> Passage:
        """The passage itself, where nothing of it is struck out whole."""
        if not any(_is_gone(each.line) for each in passage.lines):
            if any(each.text.strip() for each in passage.lines):
                self.within = False
            return passage
        asked = _struck_rows(passage)
        if asked:
            self.within = True
        lines = tuple(self._line(each, struck=at in asked) for at, each in enumerate(passage.lines))
        return passage if lines == passage.lines else msgspec.structs.replace(passage, lines=lines)

    def _line(self, each: FlowLine, *, struck: bool) -> FlowLine:
        if not _is_gone(each.line):
            self.within = self.within and not each.text.strip()
            return each
        words = _words(each.line)
        if struck or marks.QUESTION.match(narrow(words).strip()):
            self.within = True
        if not self.within:
            return each
        boxes = [struck.bbox for struck in each.line.struck]
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        line = msgspec.structs.replace(each.line, text=words, bbox=box, edges=())
        return msgspec.structs.replace(each, line=line, start=0, end=len(words))


def _struck_rows(passage: Passage) -> set[int]:
    """The lines of a table's rows that are struck out whole and begin or end with a number, as
    rows of questions do."""
    found: set[int] = set()
    for row in {cell.row for cell in passage.cells}:
        own = [cell for cell in passage.cells if cell.row == row and cell.start < cell.end]
        at = [number for cell in own for number in range(cell.start, cell.end)]
        if len(own) < _FEWEST_CELLS or not all(_is_gone(passage.lines[n].line) for n in at):
            continue
        words = ["".join(_words(e.line) for e in passage.lines[c.start : c.end]) for c in own]
        plain = [narrow(text).strip() for text in words]
        if any(marks.NUMERAL.fullmatch(each) or marks.QUESTION.fullmatch(each) for each in plain):
            found.update(at)
    return found


_FEWEST_CELLS = 2
"""A number, and a question."""


def _is_gone(line: Line) -> bool:
    """Whether all of a line is struck out."""
    return not line.text.strip() and bool(line.struck)


# --- what was joined to a table over a page end


def _parted(passage: Passage, document: Document, turns: frozenset[int]) -> Iterator[Passage]:
    """A table, cut at a page end behind which an annex begins, or a question in a block of text
    that was taken for the rest of its last row. What stands behind is as it is on its page."""
    pages = sorted({part.page for part in passage.parts})
    if not passage.cells or len(pages) < 2:
        yield passage
        return
    blocks = {page.page: page.blocks for page in document.pages if page.page in pages}
    texts = [p for p in passage.parts if not blocks[p.page][p.block].cells]
    begins = {part.page for part in texts if _asks(passage, part)} | turns
    cut = next((page for page in pages[1:] if page in begins), None)
    if cut is None:
        yield passage
        return
    yield _of_lines(passage, lambda each: each.page < cut)
    behind = [part for part in texts if part.page >= cut]
    for part in behind:
        block = blocks[part.page][part.block]
        lines = tuple(
            FlowLine(part.page, part.block, number, line, 0, len(line.text))
            for number, line in enumerate(block.lines)
        )
        whole = Part(part.page, part.block, 0, len(block.lines))
        yield Passage(block.kind, "", lines, (whole,), block.level)
    taken = {(part.page, part.block) for part in behind}
    rest = _of_lines(
        passage, lambda each: each.page >= cut and (each.page, each.block) not in taken
    )
    if rest.lines:
        yield from _parted(rest, document, turns)


def _asks(passage: Passage, part: Part) -> bool:
    """Whether a question, an answer or a heading over one begins in a part of a passage."""
    own = (e for e in passage.lines if (e.page, e.block) == (part.page, part.block))
    return any(_begins(each.text) for each in own)


def _of_lines(passage: Passage, stays: Callable[[FlowLine], bool]) -> Passage:
    """A table of those rows of another that have any of the lines, and with these only."""
    kept = [stays(each) for each in passage.lines]
    before = [sum(kept[:number]) for number in range(len(kept) + 1)]
    rows = {c.row for c in passage.cells if before[c.start] < before[c.end]}
    numbers = {row: number for number, row in enumerate(sorted(rows))}
    cells = tuple(
        msgspec.structs.replace(
            cell, row=numbers[cell.row], start=before[cell.start], end=before[cell.end],
            paragraphs=tuple(sorted({before[p] for p in cell.paragraphs})),
        )
        for cell in passage.cells
        if cell.row in rows
    )  # fmt: skip
    lines = tuple(each for each, stay in zip(passage.lines, kept, strict=True) if stay)
    places = {(each.page, each.block) for each in lines}
    parts = tuple(part for part in passage.parts if (part.page, part.block) in places)
    return msgspec.structs.replace(passage, lines=lines, cells=cells, parts=parts)
