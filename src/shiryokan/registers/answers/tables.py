"""Questions and answers in tables: a column of questions, and one of answers beside it.

A row is a question. Where a row has no number of its own in a table that numbers them, it is the
rest of the one before, which a page end has cut.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from shiryokan.registers.answers import asking, marks
from shiryokan.registers.answers.cut_names import whole_paragraphs
from shiryokan.registers.answers.marks import Number
from shiryokan.registers.answers.tags import tag_behind
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell
from shiryokan.registers.source_text import Piece, Traced, joined
from shiryokan.registers.writing_lines import start_of

_ABOUT = r"(?:の)?(?:事項|内容|要旨|概要|本文|\(?案\)?|等)?"
_ASKING = (
    r"(?:.{1,8}[たの])?[おご御]?"
    rf"(?:{marks.ASKS}|{marks.OPINES}|問い?合わ?せ|質疑|疑義|Q|QUESTION|Question)(?:照会)?"
)
_ANSWERING = (
    r"(?:.{0,12}(?:の|に対する|への|に関する))?[ご御]?"
    r"(?:回答|応答|答え?|見解|考え方?|対応(?:方針)?|A|ANSWER|Answer)"
)
COLUMNS = {
    "both": re.compile(rf"{_ASKING}{_ABOUT}(?:[/・&と\-]|及び)?{_ANSWERING}{_ABOUT}"),
    "question": re.compile(rf"{_ASKING}{_ABOUT}"),
    "answer": re.compile(rf"{_ANSWERING}{_ABOUT}"),
    "number": re.compile(
        rf"(?:(?:{_ASKING}|通し?|整理|管理|受付|連|項)?(?:番号?|No\.?|NO\.?|№)|№|#|項目番号)"
    ),
    "topic": re.compile(
        r"項目名?|分類|(?:大|中|小)(?:項目|分類)|区分|件名|種[別類]|.{0,6}(?:種別|項目)|カテゴリー?|該当箇所|資料名|分野|テーマ|対象"
    ),
}
"""What the columns are called in the table's first row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what its cells of each kind hold, a paragraph each; ``rest``: of the row before."""

    number: Traced
    topic: Traced
    question: list[Traced]
    answer: list[Traced]
    left: float
    rest: bool
    begins: bool = False
    """The answer begins in it, although it is the rest of a row."""
    tag: Traced = field(default_factory=Traced)
    """What a column of tags says of it."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Columns that were told by what stands in them, and the titles over them, if any."""

    columns: Mapping[str, int]
    titles: frozenset[str]

    def title_row(self, cells: Sequence[TracedCell]) -> int:
        """The last row of titles at the top of a table; -1 if it has none."""
        last = -1
        for row in sorted({cell.row for cell in cells}):
            texts = {"".join(narrow(cell.text).split()) for cell in cells if cell.row == row}
            if not texts - {""} <= self.titles:
                break
            last = row
        return last


def columns_of(cells: Sequence[TracedCell]) -> dict[str, int]:
    """The columns by their kind; empty unless there are questions and answers among them."""
    return _titled(cells)[0]


def title_row(cells: Sequence[TracedCell]) -> int:
    """The row of the titles: a heading may have been taken to the table above it."""
    return _titled(cells)[1]


def _titled(cells: Sequence[TracedCell]) -> tuple[dict[str, int], int]:
    for row in range(_TITLES_WITHIN):
        if found := _titles([cell for cell in cells if cell.row == row]):
            if "number" not in found and (counting := _counting(cells, row, found.values())):
                found["number"] = counting[0]
            return found, row
    return {}, 0


def _counting(cells: Sequence[TracedCell], titles: int, taken: Collection[int]) -> list[int]:
    """The columns, besides those ``taken``, whose cells are nothing but numbers that go up."""
    found = []
    for column in sorted({cell.column for cell in cells} - set(taken)):
        texts = [
            narrow(cell.text).strip()
            for cell in cells
            if cell.column == column and cell.row > titles and cell.text.strip()
        ]
        numbers = [Number.of(each).parts for each in texts if _is_lone_number(each)]
        if texts and len(numbers) == len(texts) == len(set(numbers)):
            found.append(column)
    return found


_TITLES_WITHIN = 3
"""Rows at the top of a table among which the titles are."""


def _titles(cells: Sequence[TracedCell]) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell in cells:
        title = "".join(narrow(cell.text).split())
        for name, pattern in COLUMNS.items():
            if not pattern.fullmatch(title):
                continue
            if name == "question" and name in found and "number" not in found:
                # 問 over the numbers, 質問 over the words
                found["number"], found[name] = found[name], cell.column
            found.setdefault(name, cell.column)
    if "both" in found and found.keys().isdisjoint(("question", "answer")):
        return found
    found.pop("both", None)
    return found if {"question", "answer"} <= found.keys() else {}


def rows_of(
    cells: Sequence[TracedCell], columns: Mapping[str, int], *, titles: int
) -> Iterator[Row]:
    """The rows of a table below that of its ``titles``, which is -1 if there is none."""
    numbered = "number" in columns
    said = _texts([cell for cell in cells if cell.row == titles])
    heading = Traced()
    for own in rows_by_page(cells):
        if own[0].row <= titles or (said and _texts(own) == said):
            continue
        if not numbered and len(_texts(own)) == 1 and _heads(own, columns):
            heading = next(part for cell in own for part in cell.paragraphs if part)
            continue
        row = own[0].row
        parts = {name: _in(own, cells, row, column) for name, column in columns.items()}
        begins = False
        if "both" in parts:
            parts["question"], parts["answer"] = _halves(parts["both"])
            begins = bool(parts["answer"])
        if not (parts["question"] or parts["answer"]):
            continue
        # narrow as it is, its mark may be broken over lines
        number = Traced(piece for part in parts.get("number", []) for piece in part.pieces)
        rest = not number if numbered else not parts["question"]
        if not numbered and rest and row == titles + 1:
            rest = False
        if rest and "both" in parts and not begins:
            # of the answer, if that has begun
            parts["question"], parts["answer"] = [], parts["question"]
        left = min(
            (start_of(each) for cell in own for each in cell.paragraphs if each), default=0.0
        )
        topic = next(iter(parts.get("topic", [])), heading)
        number, behind = tag_behind(number)
        tag = Traced(piece for part in parts.get("tag", []) for piece in part.pieces) or behind
        yield Row(number, topic, parts["question"], parts["answer"], left, rest, begins, tag)


def _halves(paragraphs: list[Traced]) -> tuple[list[Traced], list[Traced]]:
    """The paragraphs of a cell that holds both: the question, and from its mark on the answer."""
    starts = (at for at, text in enumerate(paragraphs) if marks.ANSWER.match(narrow(text.text)))
    answer = next(starts, len(paragraphs))
    return paragraphs[:answer], paragraphs[answer:]


def rows_by_page(cells: Sequence[TracedCell]) -> Iterator[list[TracedCell]]:
    """The cells of each row, by columns. A row is parted where a page ends in it and a mark stands
    at the top of the next: those are two rows, which the page end has joined."""
    for row in sorted({cell.row for cell in cells}):
        own = sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)
        pages = sorted({line.page for cell in own for lines in cell.lines for line in lines} - {0})
        begins = [page for page in pages[1:] if any(_marked_at_top(cell, page) for cell in own)]
        for first, end in zip([0, *begins], [*begins, 0], strict=True):
            yield from _by_marks([of_pages(cell, first, end) for cell in own] if begins else own)


def _by_marks(own: Sequence[TracedCell]) -> Iterator[list[TracedCell]]:
    """The cells of a row, parted where the first holds several marks, each in a line of its own:
    those are rows that a page end has joined."""
    first = own[0] if own else None
    lines = [line for each in first.lines for line in each if line.text.strip()] if first else []
    alone = [line for line in lines if line.places() and _is_mark(narrow(line.text).strip())]
    if len(own) < 2 or len(alone) < 2 or len(alone) < len(lines):
        yield list(own)
        return
    tops = [(line.page, _top(line) - _SAME_ROW * _height(line)) for line in alone]
    for begin, end in itertools.zip_longest(tops, tops[1:]):
        yield [_between(cell, begin, end) for cell in own]


def _between(
    cell: TracedCell, begin: tuple[int, float], end: tuple[int, float] | None
) -> TracedCell:
    """The lines of a cell from a place on, and before another if there is one."""
    kept = tuple(
        tuple(
            line
            for line in each
            if begin <= (line.page, _top(line)) and (end is None or (line.page, _top(line)) < end)
        )
        for each in cell.lines
    )
    return replace(cell, lines=tuple(each for each in kept if each))


_SAME_ROW = 0.5
"""Share of its height by which a line may stand above the mark beside it."""


def _is_mark(plain: str) -> bool:
    return bool(marks.QUESTION.fullmatch(plain) or marks.ANSWER.fullmatch(plain))


def _top(line: Traced) -> float:
    return next((place.boxes[0].y0 for place in line.places()), 0.0)


def _height(line: Traced) -> float:
    return next((place.boxes[0].y1 - place.boxes[0].y0 for place in line.places()), 0.0)


def _texts(cells: Sequence[TracedCell]) -> set[str]:
    return {"".join(narrow(cell.text).split()) for cell in cells} - {""}


_HEADING = 24
"""Characters of a heading between rows at most."""


def _heads(own: Sequence[TracedCell], columns: Mapping[str, int]) -> bool:
    """Whether the only text of a row, in the column of questions, is a heading over those below."""
    text = next("".join(cell.text.split()) for cell in own if cell.text.strip())
    column = next(cell.column for cell in own if cell.text.strip())
    short = len(text) <= _HEADING and not asking.ends_sentence(text)
    return short and column == columns.get("question")


def _marked_at_top(cell: TracedCell, page: int) -> bool:
    """Whether the first line of a cell on a page is the mark of a question or begins with one."""
    first = next((line for lines in cell.lines for line in lines if line.page == page), Traced())
    plain = narrow(first.text).strip()
    above = narrow("".join(x.text for own in cell.lines for x in own if x.page < page)).strip()
    bare = _is_lone_number(plain) and (cell.column == 0 or _is_lone_number(above))
    return bool(marks.QUESTION.match(plain) or marks.ANSWER.match(plain)) or bare


def _is_lone_number(plain: str) -> bool:
    return len(plain) < BARE and marks.NUMERAL.fullmatch(plain) is not None


BARE = 8
"""Characters of a number that stands alone in a cell, at most."""


def of_pages(cell: TracedCell, first: int, end: int) -> TracedCell:
    """The lines of a cell from page ``first`` on, and before page ``end`` if there is one."""
    kept = tuple(
        tuple(line for line in lines if first <= line.page and (not end or line.page < end))
        for lines in cell.lines
    )
    return replace(cell, lines=tuple(lines for lines in kept if lines))


def asked(row: Row) -> Traced:
    """The first paragraph of a row's question, with its mark before it."""
    first = row.question[0] if row.question else Traced()
    plain = narrow(row.number.text).strip()
    if marks.QUESTION.fullmatch(plain):
        return _marked("", row.number, first)
    again = marks.QUESTION.match(narrow(first.text))
    if match := marks.NUMERAL.search(narrow(row.number.text)):
        own = again is not None and Number.of(again["number"]) == Number.of(match.group())
        if again and own and (again["after"] or not marks.REFERRED.match(first.text, again.end())):
            return first
        return _marked("問", row.number.cut(match), first)
    if again or marks.BARE_QUESTION.match(narrow(first.text)):
        return first
    return _marked("（問）", Traced(), first)


def answered(row: Row) -> Traced:
    """The first paragraph of a row's answer, with its mark before it."""
    first = row.answer[0]
    return first if marks.ANSWER.match(narrow(first.text)) else _marked("（答）", Traced(), first)


def _marked(word: str, number: Traced, text: Traced) -> Traced:
    space = [Piece("\u3000", text.page, None, 0)] if number else []
    mark = [Piece(word, number.page or text.page, None, 0)] if word else []
    return Traced([*mark, *number.pieces, *space, *text.pieces])


def _in(
    own: Sequence[TracedCell], cells: Sequence[TracedCell], row: int, column: int
) -> list[Traced]:
    """The paragraphs of the cell that covers a place: a cell may reach over rows."""
    for cell in [*own, *cells]:
        if cell.column == column and cell.row <= row < cell.row + cell.rows:
            return [joined(lines) for lines in whole_paragraphs(cell.lines)]
    return []
