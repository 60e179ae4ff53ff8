"""The document cut at every line that may begin a question, an answer or a heading.

The layout sometimes takes a heading to the paragraph above it; what a line says counts here more
than the paragraph it was put in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from shiryokan.paper.model import BlockKind, Line, Page
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.annex_marks import breaks, marks_at_top
from shiryokan.registers.answers.columns_by_place import Places
from shiryokan.registers.answers.cut_names import is_cut, whole_paragraphs
from shiryokan.registers.answers.letter_flow import is_struck
from shiryokan.registers.answers.tables import (
    Learned,
    Row,
    answered,
    asked,
    columns_of,
    rows_by_page,
    rows_of,
    title_row,
)
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined
from shiryokan.registers.writing_lines import is_vertical

_APART: tuple[BlockKind, ...] = ("table", "footnote", "caption", "furniture")
_LETTER = 14.0
"""A line that ends so close to the margin has no room for another letter."""
_NAMED = re.compile(r"疑義解釈[^。]*(?<![。号て）)])$|疑義解釈[^。]*事務連絡[）)]$")
"""What names a letter and ends in the middle of a sentence."""
_FEWEST_MARKS = 2
"""So many cells that hold a mark alone tell that a table is a frame."""
_LONGEST_MARK = 16
"""Characters of a mark that stands alone, at most."""
_ENDS = ("。", ":", "か", "?", "】", "〕", ".", "等)")
_BEGINS = (
    "(例",
    "(注",
    "(参考",
    "(答",
    "なお",
    "また",
    "ただし",
    "この",
    "その",
    "したがって",
    "【",
    "例",
    "注",
    "※",
)
"""How a paragraph ends and begins."""


Role = Literal["", "question", "rest of question", "answer", "rest of answer"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, an item, a heading or a row of a table. ``plain`` is its text made narrow, as
    long as the text. ``x`` is where its first line begins along its writing. ``opens``: it began a
    block; ``glued``: it is part of the paragraph above if it proves to be no mark; ``top``: nothing
    of the flow stands above it on its page; ``full``: its last line reaches the margin; ``struck``:
    it is of a question that is struck out whole.

    In a table whose columns have titles the ``role`` of each paragraph is known, and the ``topic``
    that stands beside a question; else they are empty."""

    text: Traced
    plain: str
    kind: BlockKind
    level: int
    x: float
    opens: bool
    glued: bool
    top: bool
    full: bool
    struck: bool = False
    role: Role = ""
    topic: Traced = field(default_factory=Traced)

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.text.page


def units(
    passages: Sequence[TracedPassage],
    pages: Sequence[Page],
    *,
    columns: bool = False,
    learned: Mapping[int, Learned] | None = None,
) -> list[Unit]:
    """The units of a document, given its flow and its pages. With ``columns``, tables of questions
    are read by the titles of their columns, or by what was ``learned`` of them, by the number of
    columns."""
    found: list[Unit] = []
    known = _Columns(learned or {})
    margins = {page.page: _margin(page) for page in pages}
    last_page = 0
    annex = ""
    tops = marks_at_top(pages)
    turns = breaks(tops)
    for passage in passages:
        is_table = passage.kind == "table"
        if columns and (own := known.units(passage)):
            found += own
            last_page = own[-1].text.places()[-1].page if own[-1].text.places() else last_page
            continue
        pieces = _rows(passage) if is_table else _pieces(passage, margins, turns)
        for number, (lines, text) in enumerate(pieces):
            plain = narrow(text.text).strip()
            if not plain:
                continue
            if marks.ANNEX.fullmatch(plain):
                if plain == annex and text.page != last_page:
                    # the annex says on each of its pages which it is
                    last_page = text.page
                    continue
                annex = plain
            mark = tops.get(text.page) if text.page != last_page else None
            # in short letters nearly every page begins with the mark of an annex
            if mark is not None and narrow(mark.text).strip() != annex:
                annex = narrow(mark.text).strip()
                found.append(_mark_unit(mark, annex))
            if found and passage.kind not in _APART and is_cut(found[-1].text, text):
                found[-1] = _merged(found[-1], text, margins, lines)
                last_page = text.places()[-1].page if text.places() else text.page
                continue
            opens = number == 0
            kind = _kind(passage, text, found)
            before = found[-1] if found and passage.kind not in _APART else None
            found.append(
                Unit(
                    text, narrow(text.text), kind, passage.level, _start(lines[0]), opens,
                    _is_mark(lines[0]) if not opens else _goes_on(before, lines[0]),
                    text.page != last_page, _is_full(lines[-1], margins), is_struck(text),
                )
            )  # fmt: skip
            last_page = text.places()[-1].page if text.places() else text.page
    return found


def without_page_notes(read: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units, and apart from them the notes at the feet of pages whose sign stands nowhere in
    the question above them: they are of the page, or of the letter as a whole."""
    kept: list[Unit] = []
    notes: list[Unit] = []
    said: list[str] = []
    for unit in read:
        sign = _NOTE.match(unit.plain.strip()) if unit.kind == "footnote" else None
        if sign and not any(sign.group() in words for words in said):
            notes.append(unit)
            continue
        if unit.role == "question" or marks.QUESTION.match(unit.plain):
            said = []
        said.append(unit.plain)
        kept.append(unit)
    return kept, notes


_NOTE = re.compile(r"(?:[※*†‡]|注)\s?\d*")
"""The sign of a note."""


class _Columns:
    """Tables of questions: the titles hold for those on the next pages that have none."""

    def __init__(self, learned: Mapping[int, Learned]) -> None:
        self.learned = learned
        self.columns: Mapping[str, int] = {}
        self.count = 0
        self.cells: list[TracedCell] = []

    def units(self, passage: TracedPassage) -> list[Unit]:
        """The units of a table; none if its columns are of something else."""
        if not passage.cells:
            return self._by_place(passage) if passage.kind in ("text", "list") else []
        own: Mapping[str, int] = columns_of(passage.cells)
        titles = title_row(passage.cells) if own else -1
        count = max(cell.column + cell.columns for cell in passage.cells)
        learned = None if own else self.learned.get(count)
        if learned is not None:
            own, titles = learned.columns, learned.title_row(passage.cells)
        if own:
            self.columns, self.count, self.cells = own, count, []
        columns = self.columns
        if columns and count != self.count and (placed := self._by_place(passage)):
            return placed
        if columns and count < self.count and _is_pair(passage):
            # where a row is left open at a page's end, numbers are read as a part of the questions
            columns = {"question": 0, "answer": 1}
        elif not columns or count != self.count:
            return []
        if count == self.count:
            self.cells += passage.cells
        rows = rows_of(passage.cells, columns, titles=titles)
        above = [c for c in passage.cells if learned is None and c.row < titles]
        heads = [_above(part) for cell in above for part in cell.paragraphs if part]
        return [*heads, *(unit for row in rows for unit in _of_row(row))]

    def _by_place(self, passage: TracedPassage) -> list[Unit]:
        """The units of rows that were not read as such."""
        if "number" not in self.columns:
            return []
        cells = Places(self.cells, self.count).cells(passage, self.columns["number"])
        rows = rows_of(cells, self.columns, titles=-1)
        return [unit for row in rows for unit in _of_row(row)]


def _above(text: Traced) -> Unit:
    """A heading that was taken for the first row of a table."""
    return Unit(
        text, narrow(text.text), "text", 0, _start(text), opens=True, glued=False, top=False,
        full=False,
    )  # fmt: skip


def _is_pair(passage: TracedPassage) -> bool:
    """Whether a table has two columns, and its first row a question in the first."""
    first = next((cell for cell in passage.cells if (cell.row, cell.column) == (0, 0)), None)
    pair = {cell.column for cell in passage.cells} == {0, 1}
    return pair and first is not None and marks.QUESTION.match(narrow(first.text)) is not None


def _of_row(row: Row) -> Iterator[Unit]:
    """The units of a row: its question and its answer, a paragraph each."""
    questions: list[tuple[Traced, Role]] = [(text, "rest of question") for text in row.question]
    answers: list[tuple[Traced, Role]] = [(text, "rest of answer") for text in row.answer]
    if not row.rest:
        questions[:1] = [(asked(row), "question")]
    if answers and (not row.rest or row.begins):
        answers[:1] = [(answered(row), "answer")]
    for pieces in (questions, answers):
        for number, (text, role) in enumerate(pieces):
            glued = row.rest and number == 0
            yield Unit(
                text, narrow(text.text), "table", 0, row.left, not glued, glued, top=False,
                full=False, struck=is_struck(text), role=role, topic=row.topic,
            )  # fmt: skip


def _kind(passage: TracedPassage, text: Traced, found: Sequence[Unit]) -> BlockKind:
    """That of the passage; but a heading, or a title above a frame, may have been taken for the
    row of a table."""
    if passage.kind != "table" or "\t" in text.text:
        return passage.kind
    if len([cell for cell in passage.cells if _lone_mark(cell)]) >= _FEWEST_MARKS:
        # marks at the margin were taken for a column: it is no table
        return "text"
    titled = found and marks.ANNEX.fullmatch(found[-1].plain.strip())
    signed = marks.SIGNED.fullmatch(narrow(text.text).strip())
    return "text" if titled or signed else "table"


def _merged(before: Unit, text: Traced, margins: dict[int, float], lines: Sequence[Traced]) -> Unit:
    whole = joined([before.text, text])
    full = _is_full(lines[-1], margins)
    return replace(before, text=whole, plain=narrow(whole.text), full=full)


def _mark_unit(mark: Traced, plain: str) -> Unit:
    return Unit(
        mark.strip(), plain, "text", 0, _start(mark), opens=True, glued=False, top=True, full=False
    )


def paragraphs(read: Sequence[Unit]) -> list[Traced]:
    """The texts of units, those put together again that are parts of one paragraph."""
    found: list[Traced] = []
    for unit in read:
        if found and (unit.glued or _NAMED.search(found[-1].text)):
            found[-1] = joined([found[-1], unit.text])
        else:
            found.append(unit.text)
    return found


def _margin(page: Page) -> float:
    body = [line for b in page.blocks if not b.cells for line in b.lines]
    if is_vertical(page):
        body = [line for line in body if line.direction == "ttb"]
    return max(map(_line_end, body), default=0.0)


def _line_end(line: Line) -> float:
    return line.bbox.y1 if line.direction == "ttb" else line.bbox.x1


def _start(line: Traced) -> float:
    """Where a line begins along its writing."""
    first = next((piece.line for piece in line.pieces if piece.line), None)
    if first is None:
        return 0.0
    return first.bbox.y0 if first.direction == "ttb" else first.bbox.x0


def _is_full(line: Traced, margins: dict[int, float]) -> bool:
    ends = [(p.page, _line_end(p.line)) for p in line.pieces if p.line]
    return bool(ends) and ends[-1][1] >= margins.get(ends[-1][0], 0.0) - _LETTER


def _goes_on(before: Unit | None, line: Traced) -> bool:
    """Whether a block goes on with the sentence above, from which the layout has cut it: the line
    above is full and ends no sentence, and this one begins none."""
    if before is None or not before.full or before.kind in _APART or _is_item(line):
        return False
    if marks.ANNEX.fullmatch(before.plain.strip()):
        return False
    return not before.plain.endswith(_ENDS) and not narrow(line.text).strip().startswith(_BEGINS)


def _pieces(
    passage: TracedPassage, margins: dict[int, float], turns: frozenset[int]
) -> Iterator[tuple[list[Traced], Traced]]:
    lines: list[Traced] = []
    item = bool(passage.lines) and _is_item(passage.lines[0])
    for line in passage.lines:
        new_item = lines and _is_item(line) and (item or not _is_full(lines[-1], margins))
        turned = lines and line.page in turns and line.page != lines[-1].page
        if lines and (_begins(line) or new_item or turned):
            yield lines, joined(lines)
            lines = []
        lines.append(line)
        if _stands_alone(line):
            yield lines, joined(lines)
            lines = []
    if lines:
        yield lines, joined(lines)


def _is_item(line: Traced) -> bool:
    return marks.ITEM.match(narrow(line.text).strip()) is not None


def _stands_alone(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    return bool(marks.ANNEX.fullmatch(plain) or marks.BRACKETED.fullmatch(plain))


def _begins(line: Traced) -> bool:
    return _stands_alone(line) or _is_mark(line)


def _is_mark(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER)
    return not _stands_alone(line) and any(pattern.match(plain) for pattern in patterns)


def _rows(passage: TracedPassage) -> Iterator[tuple[list[Traced], Traced]]:
    """The rows of a table, its cells parted by a tab. Where cells hold questions or answers, with
    the mark in a cell of its own or not, each of these begins anew, and their lines are read as
    those of a paragraph: the table is a frame around them, unless its columns have
    titles."""
    titled = bool(columns_of(passage.cells))
    for cells in rows_by_page(passage.cells):
        lone = any(_lone_mark(cell) for cell in cells)
        if not titled and (lone or any(_marks(own) for cell in cells for own in cell.lines)):
            yield from _framed(cells)
            continue
        parts = [joined(cell.paragraphs) for cell in cells]
        parts = [part for part in parts if part]
        if len(parts) == 2 and marks.LONE_SIGN.fullmatch(narrow(parts[0].text).strip()):
            # headings whose signs were taken for a column
            yield parts, parted(parts, "\u3000")
        elif parts:
            yield parts, parted(parts, "\t")


def _lone_mark(cell: TracedCell) -> Traced:
    """The mark of a question or an answer, where there is nothing else in a cell. Narrow as it is,
    it may be broken over lines."""
    lines = [line for own in cell.lines for line in own if line.text.strip()]
    whole = Traced(piece for line in lines for piece in line.pieces)
    return whole if len(whole) <= _LONGEST_MARK and _is_lone_mark(whole) else Traced()


def _marks(lines: Sequence[Traced]) -> bool:
    """Whether a question or an answer begins in a paragraph of a cell."""
    return any(_is_mark(line) for line in lines[:1]) or any(
        _is_mark(line) and before.text.rstrip().endswith("。")
        for before, line in itertools.pairwise(lines)
    )


def _cut(lines: Sequence[Traced]) -> Iterator[list[Traced]]:
    """The lines of a paragraph of a cell, cut where a question or an answer begins."""
    start = 0
    for at in range(1, len(lines)):
        if _is_mark(lines[at]) and lines[at - 1].text.rstrip().endswith("。"):
            yield list(lines[start:at])
            start = at
    yield list(lines[start:])


def _framed(cells: Sequence[TracedCell]) -> Iterator[tuple[list[Traced], Traced]]:
    """Questions and answers in the cells of a row."""
    mark: list[Traced] = []
    for cell in cells:
        own = _lone_mark(cell)
        if mark and own and marks.BARE_QUESTION.fullmatch(narrow(own.text).strip()):
            # the number stands beside the word
            continue
        if not mark and own:
            mark = [own]
            continue
        for lines in (part for whole in whole_paragraphs(cell.lines) for part in _cut(whole)):
            if not mark and len(lines) == 1 and _is_lone_mark(lines[0]):
                mark = list(lines)
                continue
            whole = joined(lines)
            yield [*mark, *lines], parted([*mark, whole], "\u3000") if mark else whole
            mark = []
    if mark:
        yield mark, joined(mark)


def _is_lone_mark(line: Traced) -> bool:
    """Whether a line is the mark of a question or an answer and nothing else."""
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER)
    return any(pattern.fullmatch(plain) for pattern in patterns)
