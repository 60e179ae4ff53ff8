"""The document cut at every line that may begin a question, an answer or a heading.

The layout sometimes takes a heading to the paragraph above it; what a line says counts here more
than the paragraph it was put in.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from shiryokan.paper.model import BlockKind, Line, Page
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.annex_marks import breaks, marks_at_top
from shiryokan.registers.answers.columns_by_place import Places
from shiryokan.registers.answers.cut_names import is_cut, whole_paragraphs
from shiryokan.registers.answers.document_lines import Halves
from shiryokan.registers.answers.foot_notes import NOTE
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
from shiryokan.registers.answers.tags import is_tag, tag_column
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined
from shiryokan.registers.writing_lines import is_vertical, start_of

_APART: tuple[BlockKind, ...] = ("table", "footnote", "caption", "furniture")
_LETTER = 14.0
"""A line that ends so close to the margin has no room for another letter."""
_NAMED = re.compile(r"疑義解釈[^。]*(?<![。号て）)])$|疑義解釈[^。]*事務連絡[）)]$")
"""What names a letter and ends in the middle of a sentence."""
_FEWEST_MARKS = 2
"""So many cells that hold a mark alone tell that a table is a frame."""
_LONGEST_HEADING = 40
"""Characters of a heading that was taken for a row, at most."""
_LONGEST_MARK = 16
"""Characters of a mark that stands alone, at most."""
_OUT = 3.0
"""Points by which a line begins further out than the one above at least."""
_FEWEST_LINES = 5
"""Lines of a page's body from which its margin is told."""
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
    and the ``tag`` that stand beside a question; else they are empty."""

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
    tag: Traced = field(default_factory=Traced)

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
    margins = _Margins(passages, pages)
    last_page = 0
    annex = ""
    tops = marks_at_top(pages)
    turns = breaks(tops)
    for passage in passages:
        is_table = passage.kind == "table"
        if columns and (own := known.units(passage)) is not None:
            found += own
            if own and own[-1].text.places():
                last_page = own[-1].text.places()[-1].page
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
            if (sign := _sign_between(found, passage, text)) is not None:
                found[-1] = _merged(found[-1], text, sign, margins, lines)
                last_page = text.places()[-1].page if text.places() else text.page
                continue
            opens = number == 0
            kind = _kind(passage, text, found)
            before = found[-1] if found and passage.kind not in _APART else None
            found.append(
                Unit(
                    text, narrow(text.text), kind, passage.level, margins.start(lines[0]), opens,
                    _is_mark(lines[0]) if not opens else _goes_on(before, lines[0]),
                    text.page != last_page, margins.reached(lines[-1]), is_struck(text),
                )
            )  # fmt: skip
            last_page = text.places()[-1].page if text.places() else text.page
    return found


def without_page_notes(read: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """The units, and apart from them the notes whose sign stands nowhere in the question above
    them: they are of the page, of a table of questions, or of the letter as a whole. Such a note
    stands at the foot of a page, below a table of questions, or in the same words on two pages."""
    kept: list[Unit] = []
    notes: list[Unit] = []
    said: list[str] = []
    again = _on_two_pages(read)
    for unit in read:
        sign = NOTE.match(unit.plain.strip())
        below = bool(kept) and bool(kept[-1].role) and not unit.role
        apart = unit.kind == "footnote" or below or (bool(notes) and _is_rest(notes[-1], unit))
        of_page = (apart or unit.plain.strip() in again) and not unit.role
        if sign and of_page and not any(sign["name"] in words for words in said):
            notes.append(unit)
            continue
        if unit.role == "question" or marks.QUESTION.match(unit.plain):
            said = []
        said.append(unit.plain)
        kept.append(unit)
    return kept, notes


def _is_rest(note: Unit, unit: Unit) -> bool:
    """Whether a unit stands on the page of a note that is apart, below it."""
    return note.page == unit.page and not unit.role


def _on_two_pages(read: Sequence[Unit]) -> set[str]:
    """The notes that stand in the same words at the ends of at least two pages. Answers that are
    alike have the same notes too, and questions after them."""
    pages: dict[str, set[int]] = defaultdict(set)
    asked = 0
    for unit in reversed(read):
        if unit.role or marks.QUESTION.match(unit.plain):
            asked = unit.page
        elif asked != unit.page and NOTE.match(unit.plain.strip()):
            pages[unit.plain.strip()].add(unit.page)
    return {words for words, own in pages.items() if len(own) > 1}


class _Columns:
    """Tables of questions: the titles hold for those on the next pages that have none."""

    def __init__(self, learned: Mapping[int, Learned]) -> None:
        self.learned = learned
        self.columns: Mapping[str, int] = {}
        self.count = 0
        self.cells: list[TracedCell] = []

    def units(self, passage: TracedPassage) -> list[Unit] | None:
        """The units of a table; None if its columns are of something else."""
        if not passage.cells:
            placed = self._by_place(passage) if passage.kind in ("text", "list") else []
            return placed or None
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
            return None
        if count == self.count:
            self.cells += passage.cells
        tags = tag_column(passage.cells, columns, titles=titles)
        if tags is not None:
            columns = {n: c for n, c in columns.items() if c != tags} | {"tag": tags}
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
        text, narrow(text.text), "text", 0, start_of(text), opens=True, glued=False, top=False,
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
                tag=row.tag if is_tag(row.tag) else Traced(),
            )  # fmt: skip


def _kind(passage: TracedPassage, text: Traced, found: Sequence[Unit]) -> BlockKind:
    """That of the passage; but a heading, or a title above a frame, may have been taken for the
    row of a table."""
    if passage.kind != "table" or "\t" in text.text:
        return passage.kind
    plain = narrow(text.text).strip()
    if marks.CHAPTER.match(plain):
        return "heading"
    if len([cell for cell in passage.cells if _lone_mark(cell)]) >= _FEWEST_MARKS:
        # marks at the margin were taken for a column: it is no table
        return "text"
    titled = found and marks.ANNEX.fullmatch(found[-1].plain.strip())
    return "text" if titled or marks.SIGNED.fullmatch(plain) else "table"


def _sign_between(found: Sequence[Unit], passage: TracedPassage, text: Traced) -> str | None:
    """What stands between a unit and the text behind it that is a part of it; None if it is not."""
    if not found:
        return None
    if passage.kind not in _APART and is_cut(found[-1].text, text):
        return ""
    return "\u3000" if _continues_chapter(found[-1], text) else None


def _merged(
    before: Unit, text: Traced, sign: str, margins: _Margins, lines: Sequence[Traced]
) -> Unit:
    parts = [before.text, text]
    whole = parted(parts, sign) if sign else joined(parts)
    full = margins.reached(lines[-1])
    return replace(before, text=whole, plain=narrow(whole.text), full=full)


def _mark_unit(mark: Traced, plain: str) -> Unit:
    return Unit(
        mark.strip(),
        plain,
        "text",
        0,
        start_of(mark),
        opens=True,
        glued=False,
        top=True,
        full=False,
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


class _Margins:
    """Where lines stand to the margins of their page, or of their column where it has two."""

    def __init__(self, passages: Sequence[TracedPassage], pages: Sequence[Page]) -> None:
        self.halves = Halves(passages, pages)
        bodies = {page.page: _ends(page) for page in pages}
        usual = [max(bodies[page.page]) for page in pages if _is_of_text(page)]
        # a page of few lines, as the last one of a letter or one of tables, tells no margin
        known = statistics.median(usual) if usual else 0.0
        self.ends = {
            page.page: max(*bodies[page.page], 0.0, 0.0 if _is_of_text(page) else known)
            for page in pages
        }

    def start(self, line: Traced) -> float:
        """Where a line begins along its writing, as if it stood in the first column."""
        at = start_of(line)
        return at - self.halves.shift(line.page, at)

    def reached(self, line: Traced) -> bool:
        """Whether a line has no room for another letter."""
        last = next((p for p in reversed(line.pieces) if p.line), None)
        if last is None or last.line is None:
            return False
        end = _line_end(last.line) + self.halves.room(last.page, last.line.bbox.x0)
        return end >= self.ends.get(last.page, 0.0) - _LETTER


def _is_of_text(page: Page) -> bool:
    """Whether a page has enough lines outside of tables, and more than within."""
    within = sum(len(block.lines) for block in page.blocks if block.cells)
    body = sum(len(block.lines) for block in page.blocks if not block.cells)
    return body >= max(_FEWEST_LINES, within)


def _ends(page: Page) -> list[float]:
    """Where the lines of a page's body end along their writing."""
    body = [line for b in page.blocks if not b.cells for line in b.lines]
    if is_vertical(page):
        body = [line for line in body if line.direction == "ttb"]
    return [_line_end(line) for line in body]


def _line_end(line: Line) -> float:
    return line.bbox.y1 if line.direction == "ttb" else line.bbox.x1


def _goes_on(before: Unit | None, line: Traced) -> bool:
    """Whether a block goes on with the sentence above, from which the layout has cut it: the line
    above is full and ends no sentence, and this one begins none."""
    if before is None or not before.full or before.kind in _APART or _is_item(line):
        return False
    if marks.ANNEX.fullmatch(before.plain.strip()):
        return False
    return not before.plain.endswith(_ENDS) and not narrow(line.text).strip().startswith(_BEGINS)


def _pieces(
    passage: TracedPassage, margins: _Margins, turns: frozenset[int]
) -> Iterator[tuple[list[Traced], Traced]]:
    lines: list[Traced] = []
    item = bool(passage.lines) and _is_item(passage.lines[0])
    for line in passage.lines:
        new_item = lines and _is_item(line) and (item or not margins.reached(lines[-1]))
        turned = lines and line.page in turns and line.page != lines[-1].page
        stands_below = (
            lines and line is passage.lines[-1] and _is_below_end(lines[-1], line, margins)
        )
        if lines and (_begins(line) or new_item or turned or stands_below):
            yield lines, joined(lines)
            lines = []
        lines.append(line)
        if _stands_alone(line) or _is_part_title(line, margins):
            yield lines, joined(lines)
            lines = []
    if lines:
        yield lines, joined(lines)


def _is_below_end(before: Traced, line: Traced, margins: _Margins) -> bool:
    """Whether the last line of a paragraph stands below a sentence or an item that has ended, and
    ends none itself: it may be the heading over the next question."""
    plain = narrow(line.text).strip()
    if len(plain) > _LONGEST_HEADING or plain.endswith(("。", ")", "」")) or margins.reached(line):
        return False
    ended = before.text.rstrip().endswith("。")
    short = not margins.reached(before)
    further_out = start_of(line) < start_of(before) - _OUT
    return (ended and (short or further_out)) or (short and further_out)


def _is_part_title(line: Traced, margins: _Margins) -> bool:
    """Whether a line is the title of a part (医科診療報酬点数表関係), which no paragraph goes on
    behind."""
    plain = narrow(line.text).strip()
    return (
        len(plain) <= _LONGEST_HEADING
        and marks.OF_PART.search(plain) is not None
        and not margins.reached(line)
    )


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
        if len(parts) == 2 and _heads_row(parts[0], parts[1]):
            # headings whose signs or numbers were taken for a column
            yield parts, parted(parts, "\u3000")
        elif parts:
            yield parts, parted(parts, "\t")


def _heads_row(sign: Traced, words: Traced) -> bool:
    """Whether a row is a heading: its sign, or the number of a chapter, and its words."""
    plain = narrow(sign.text).strip()
    if marks.LONE_SIGN.fullmatch(plain):
        return True
    short = len(words) <= _LONGEST_HEADING and not words.text.rstrip().endswith("。")
    return short and marks.CHAPTER.fullmatch(plain) is not None


def _lone_mark(cell: TracedCell) -> Traced:
    """The mark of a question or an answer, where there is nothing else in a cell. Narrow as it is,
    it may be broken over lines."""
    lines = [line for own in cell.lines for line in own if line.text.strip()]
    whole = Traced(piece for line in lines for piece in line.pieces)
    if len(lines) > 1 and _is_beside(lines[0], lines[1]):
        # the sign of a list stands behind the mark
        whole = parted(lines, "\u3000")
    return whole if len(whole) <= _LONGEST_MARK and _is_lone_mark(whole) else Traced()


def _continues_chapter(before: Unit, text: Traced) -> bool:
    """Whether a text stands beside the number of a chapter, as its name."""
    alone = marks.CHAPTER.fullmatch(before.plain.strip()) is not None
    return alone and not before.role and _is_beside(before.text, text)


def _is_beside(one: Traced, other: Traced) -> bool:
    """Whether two lines stand in one row, with white between them."""
    boxes = [line.places()[0].boxes[0] for line in (one, other) if line.places()]
    if len(boxes) < 2 or one.page != other.page:
        return False
    height = boxes[0].y1 - boxes[0].y0
    level = abs(boxes[0].y0 - boxes[1].y0) < height / 2
    return level and boxes[1].x0 - boxes[0].x1 > height / 2


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
            if len(lines) == 1 and (_is_lone_sign(lines[0]) if mark else _is_lone_mark(lines[0])):
                # the sign of the first item of a list may stand in a cell as well
                mark = [*mark, *lines]
                continue
            whole = joined(lines)
            yield [*mark, *lines], parted([*mark, whole], "\u3000") if mark else whole
            mark = []
    if mark:
        yield mark, joined(mark)


def _is_lone_sign(line: Traced) -> bool:
    return marks.LISTED.fullmatch(narrow(line.text).strip()) is not None


def _is_lone_mark(line: Traced) -> bool:
    """Whether a line is the mark of a question or an answer and nothing else."""
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.BARE_QUESTION, marks.ANSWER)
    return any(pattern.fullmatch(plain) for pattern in patterns)
