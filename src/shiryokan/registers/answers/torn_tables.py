"""Tables without rules whose titles come again, over each page or each chapter, and were read into
their rows: put together anew by where the titles stand, and where the numbers do.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shiryokan.japanese.enumeration import KANJI
from shiryokan.paper.model import Box
from shiryokan.registers.answers import asking, marks, tables
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined

_NEAR = 4.0
"""Points by which a line may stand before the others of its column, or above its number."""
_HANGS = 0.8
"""Share of its height by which a line that begins with a bracket hangs out of its column."""
_ROW = 0.6
"""Share of its height by which the lines of one row differ at most."""
_FEWEST = 2
"""Columns whose titles must come again together."""
_BELOW = 0.9
"""White above a line that is the rest of a number, in its heights, at most."""
_JOINS = ("の", "-")
"""What parts of a number are joined with."""
_CLOSE = 3.0
"""White between a heading and the titles below it, in its heights, at most."""
_HEADING = 40
"""Characters of a heading over titles that come again, at most."""
_LEVEL = 0.8
"""Share of the rows whose number stands beside the first line of the question, at least."""
_EARLY = 2.0
"""How far before the end of its column a line ends with which a paragraph does, in its heights."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: Traced
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def plain(self) -> str:
        return "".join(narrow(self.text.text).split())


def put_together(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with each table whose rows hold titles, its own or those of the table before,
    as tables that do not, and with the headings between them."""
    found: list[TracedPassage] = []
    known: _Titles | None = None
    for passage in passages:
        if not passage.cells:
            found.append(passage)
            continue
        own = _Titles.of(passage)
        titles = own or known
        found += (titles and _again(passage, titles, own=own is not None)) or [passage]
        known = own or known
    return found


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of a table: which columns hold what, their cells, and the row they stand in."""

    columns: dict[str, int]
    cells: tuple[TracedCell, ...]
    row: int

    @classmethod
    def of(cls, passage: TracedPassage) -> _Titles | None:
        columns = tables.columns_of(passage.cells)
        if "number" not in columns or not {"question", "answer"} <= columns.keys():
            return None
        row = tables.title_row(passage.cells)
        own = sorted((c for c in passage.cells if c.row == row), key=lambda cell: cell.column)
        return cls(columns, tuple(cell for cell in own if cell.text.strip()), row)

    @property
    def words(self) -> dict[int, str]:
        """The titles by their columns."""
        return {cell.column: "".join(narrow(cell.text).split()) for cell in self.cells}


def _again(passage: TracedPassage, titles: _Titles, *, own: bool) -> list[TracedPassage]:
    lines = sorted(_lines(passage), key=_place)
    rows = list(_title_rows(lines, titles))
    if len(rows) < 1 + own or not _begins_level(passage, titles):
        return []
    margins = _margins(lines, titles)
    lefts = _lefts(passage, titles, margins, titles.row if own else -1)
    return list(_Sheet(titles, lefts, margins, lines, rows).passages()) if lefts else []


def _lines(passage: TracedPassage) -> Iterator[_Line]:
    for cell in passage.cells:
        for own in cell.lines:
            for line in own:
                if line.text.strip() and line.places():
                    boxes = line.places()[0].boxes
                    first, last = boxes[0], boxes[-1]
                    yield _Line(line, line.page, first.x0, first.y0, last.x1, first.y1)


def _begins_level(passage: TracedPassage, titles: _Titles) -> bool:
    """Whether numbers stand beside the first lines of their questions: not so where cells are
    centred."""
    firsts: dict[int, dict[int, Box]] = defaultdict(dict)
    for cell in passage.cells:
        line = next((line for own in cell.lines for line in own if line.places()), None)
        if line is not None:
            firsts[cell.row][cell.column] = line.places()[0].boxes[0]
    both = {titles.columns["number"], titles.columns["question"]}
    pairs = [[own[at] for at in sorted(both)] for own in firsts.values() if both <= own.keys()]
    level = sum(abs(one.y0 - other.y0) < _ROW * (one.y1 - one.y0) for one, other in pairs)
    return level >= _LEVEL * len(pairs) > 0


def _title_rows(lines: Sequence[_Line], titles: _Titles) -> Iterator[list[int]]:
    """The places of lines that are the titles once more, side by side, those that are broken over
    lines with all of theirs."""
    said = set(titles.words.values())
    parts = {
        "".join(narrow(line.text).split()) for c in titles.cells for own in c.lines for line in own
    }
    rows: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if line.plain in said:
            if rows[-1] and not _beside(lines[rows[-1][0]], line):
                rows.append([])
            rows[-1].append(at)
    for own in rows:
        if len({lines[n].plain for n in own}) >= _FEWEST:
            first = lines[own[0]]
            reach = _CLOSE * (first.bottom - first.top)
            begin = bisect_left(lines, (first.page, first.top - reach), key=_place)
            end = bisect_left(lines, (first.page, first.top + reach), key=_place)
            yield own + [at for at in range(begin, end) if lines[at].plain in parts - said]


def _place(line: _Line) -> tuple[int, float]:
    return line.page, line.top


def _beside(one: _Line, other: _Line) -> bool:
    return one.page == other.page and abs(one.top - other.top) < _ROW * (one.bottom - one.top)


def _margins(lines: Sequence[_Line], titles: _Titles) -> dict[int, float]:
    """Where the first column begins on each page: left pages may have other margins than right
    ones."""
    said = set(titles.words.values())
    found: dict[int, float] = {}
    for page, own in itertools.groupby(lines, key=lambda line: line.page):
        first = min(own, key=lambda line: line.left)
        if first.plain in said or marks.NUMERAL.fullmatch(first.plain):
            found[page] = first.left
        else:
            # a row that goes on, without its number
            same = [left for other, left in found.items() if other % 2 == page % 2]
            found[page] = (same or [*found.values(), first.left])[-1]
    return found


def _lefts(
    passage: TracedPassage, titles: _Titles, margins: dict[int, float], row: int
) -> dict[int, float]:
    """Where the lines of each column begin, from the first on, as most of them do; none if not all
    are known."""
    found: dict[int, float] = {}
    said = set(titles.words.values())
    for column in titles.words:
        places: Counter[int] = Counter(
            round(line.places()[0].boxes[0].x0 - margins[line.page])
            for cell in passage.cells
            if cell.column == column and cell.row > row
            for own in cell.lines
            for line in own
            if line.places() and "".join(narrow(line.text).split()) not in said
        )
        if not places:
            return {}
        found[column] = float(places.most_common(1)[0][0])
    return found if list(found.values()) == sorted(found.values()) else {}


class _Sheet:
    """A table, and what it is anew."""

    def __init__(
        self, titles: _Titles, lefts: dict[int, float], margins: dict[int, float],
        lines: Sequence[_Line], rows: Sequence[list[int]],
    ) -> None:  # fmt: skip
        self.titles, self.lefts, self.margins, self.lines = titles, lefts, margins, lines
        self.number = titles.columns["number"]
        self.begins = {own[0]: own for own in rows}
        self.titled = {at for own in rows for at in own}

    def passages(self) -> Iterator[TracedPassage]:
        """The headings and the tables."""
        rows: list[list[_Line]] = []
        for at, line in enumerate(self.lines):
            heading = self._heading(rows[-1], line) if at in self.begins and rows else []
            if heading:
                rows[-1] = [each for each in rows[-1] if each not in heading]
                yield from self._table([row for row in rows if row])
                text = parted([each.text for each in heading], "\u3000")
                yield TracedPassage("heading", text.page, text, 2, (), (text,))
                rows = []
            if at in self.titled:
                continue
            number = self._column(line) == self.number
            begins = number and marks.NUMERAL.match(line.plain) and not self._goes_on(rows, line)
            if not rows or begins:
                rows.append(self._above(rows, line) if number else [])
            rows[-1].append(line)
        yield from self._table([row for row in rows if row])

    def _goes_on(self, rows: list[list[_Line]], line: _Line) -> bool:
        """Whether a number that is broken over lines goes on: 2-, and 10 right below."""
        own = [each for each in rows[-1] if self._column(each) == self.number] if rows else []
        if not own or own[-1].page != line.page:
            return False
        if line.top - own[-1].bottom >= _BELOW * (line.bottom - line.top):
            return False
        if own[-1].plain.endswith(_JOINS) or line.plain.startswith(_JOINS):
            return True
        # a number in kanji may have each of its signs in a line, while its question goes on
        question = self.titles.columns["question"]
        above = [e for e in rows[-1] if self._column(e) == question and not self._is_at(e, line)]
        under_way = bool(above) and not asking.ends_sentence(above[-1].plain)
        return under_way and all(part in KANJI for part in own[-1].plain + line.plain)

    def _above(self, rows: list[list[_Line]], number: _Line) -> list[_Line]:
        """The lines at the end of the row before that stand beside a number, a little above it."""
        if not rows:
            return []
        own = [line for line in rows[-1] if self._is_at(line, number)]
        rows[-1] = [line for line in rows[-1] if line not in own]
        return own

    def _is_at(self, line: _Line, number: _Line) -> bool:
        return line.page == number.page and line.top > number.top - _NEAR

    def _heading(self, row: Sequence[_Line], title: _Line) -> list[_Line]:
        """The lines right above titles that come again, which are a heading over them: what stands
        there begins in the first column, and is in none of the others."""
        last = row[-1]
        own = [line for line in row if _beside(line, last)]
        first = min(own, key=lambda line: line.left)
        near = last.page == title.page and title.top - last.bottom < _CLOSE * (
            last.bottom - last.top
        )
        apart = [line for line in own if line is not first]
        columns = [x for x in self.lefts.values() if x != min(self.lefts.values())]
        in_columns = any(abs(self._at(each) - x) < _NEAR for each in apart for x in columns)
        at_first = abs(self._at(first) - min(self.lefts.values())) < 2 * _NEAR
        short = sum(len(each.plain) for each in own) <= _HEADING
        others = [line.bottom for line in row if line not in own and line.page == last.page]
        above = last.top > max(others, default=0.0)
        return own if near and at_first and short and above and not in_columns else []

    def _at(self, line: _Line) -> float:
        return line.left - self.margins[line.page]

    def _column(self, line: _Line) -> int:
        near = max(_NEAR, _HANGS * (line.bottom - line.top))
        fitting = [column for column, left in self.lefts.items() if self._at(line) >= left - near]
        return max(fitting, default=min(self.lefts))

    def _table(self, rows: Sequence[Sequence[_Line]]) -> Iterator[TracedPassage]:
        if not rows:
            return
        cells = [
            TracedCell(0, at, 1, 1, ((joined(cell.paragraphs),),))
            for at, cell in enumerate(self.titles.cells)
        ]
        for number, row in enumerate(rows, 1):
            for at, cell in enumerate(self.titles.cells):
                own = [line for line in row if self._column(line) == cell.column]
                lines = tuple(tuple(part) for part in self._paragraphs(own))
                cells.append(TracedCell(number, at, 1, 1, lines))
        yield TracedPassage("table", rows[0][0].page, Traced(), 0, tuple(cells))

    def _paragraphs(self, own: Sequence[_Line]) -> Iterator[list[Traced]]:
        """The lines of a cell, cut where an item begins or a line ends early."""
        end = max((line.right for line in own), default=0.0)
        part: list[_Line] = []
        for line in own:
            if part:
                above = part[-1]
                size = above.bottom - above.top
                short = above.right < end - _EARLY * size and above.plain.endswith("。")
                if short or marks.ITEM.match(line.plain):
                    yield [each.text for each in part]
                    part = []
            part.append(line)
        if part:
            yield [each.text for each in part]
