"""Corrections in reprinted lines: the paragraph in which something is struck out or inserted, and
the item, number and note under which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shiryokan.registers.base import Heading
from shiryokan.registers.errata.letters import CorrectedPaper, Cover, paper_named
from shiryokan.registers.errata.marked import Marked, joined_marked, stripped
from shiryokan.registers.errata.rows import Row, TableRows
from shiryokan.registers.errata.sentences import corrections_said
from shiryokan.registers.item_codes import cited
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.notices import heads
from shiryokan.registers.notices.labels import label_of
from shiryokan.registers.schedules import note_in, schedule_headed, schedule_in

_FULL = 2.5
"""A row that ends so near to the margin, in characters, may go on."""
_ANNEX = re.compile(r"[(【]?\s?別\s?添\s?(?P<number>[0-9]+)?\s?[)】]?")
_OUTER = re.compile(r"[(【]\s?別\s?添\s?(?P<number>[0-9]*)\s?(?P<aside>参考)?\s?[)】]")
"""The mark of an annex of the letter; that of the corrected paper has no brackets."""
_QUESTION = re.compile(r"問\s?(?P<number>[0-9]+(?:[-の][0-9]+)*)\s")
_TOPIC = re.compile(r"[【〔《](?P<title>[^】〕》]+)[】〕》]")
_ANSWER = re.compile(r"[(]\s?答\s?[)]|答\s")
_CRITERION = re.compile(r"第\s?[0-9]+(?:\s?の\s?[0-9]+)*\s+(?P<title>[^。]{2,60})")
_ORDINAL = re.compile(r"第\s?[0-9]+(?:の[0-9]+)*")
_NOTE = re.compile(r"注\s?(?P<number>[0-9]*)\s+")
_FORM = re.compile(r"(?:別紙)?様式\s?[0-9]+(?:\s?の\s?[0-9]+)*\s?")
_PAGE_NUMBER = re.compile(r"[-－]?\s?[0-9]{1,3}\s?[-－]?")
_ADDS = re.compile(r"次に次(?:の.{1,12})?を加え|次のように加え")
"""A sentence behind which stands what is to be put in."""
_CRITERION_LEVEL = 6
"""The rank of the head of a criterion among headings: below 章 and the like."""
_LONGEST_HEAD = 80
"""Characters of the head of an item at most."""
_TITLE_ROWS = 4
"""Rows under the mark of an annex that may say which paper it corrects."""


@dataclass
class Spot:
    """Where a paragraph stands."""

    paper: CorrectedPaper
    schedule: str = ""
    codes: tuple[str, ...] = ()
    name: str = ""
    section: tuple[Heading, ...] = ()
    place: tuple[str, ...] = ()
    number: str = ""
    note: str = ""


@dataclass
class Paragraph:
    """A corrected paragraph and where it stands."""

    spot: Spot
    text: Marked
    page: int
    said: bool = False
    """Whether sentences in it say what is corrected."""
    added: bool = False
    """Whether a sentence before it says that it is put in."""


@dataclass
class _State:
    paper: CorrectedPaper = field(default_factory=CorrectedPaper)
    schedule: str = ""
    codes: tuple[str, ...] = ()
    name: str = ""
    path: list[tuple[int, Heading]] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    question: str = ""
    note: str = ""
    adds: bool = False
    """Whether what follows is to be put into the paper whole."""


def is_outer_mark(row: Row) -> bool:
    """Whether a row marks an annex of the letter, in brackets."""
    return row.top and _OUTER.fullmatch(row.plain.strip()) is not None


class Reprints:
    """Takes the parts of a letter one by one and gathers corrected paragraphs."""

    def __init__(self, cover: Cover, right: float, *, outer_marked: bool) -> None:
        self.cover, self.right = cover, right
        self.state = _State(paper=cover.only)
        self.found: list[Paragraph] = []
        self._rows: list[Row] = []
        self._spot = self._here()
        self._title: list[str] = []
        self._title_page = 0
        self._entered = False
        self._known = {paper.name for paper in cover.papers.values()}
        self._begun = False
        self.outer_marked = outer_marked
        self.closed = False
        """Whether the rest of an annex only sets old and new text beside each other."""

    def row(self, row: Row) -> None:
        """The next row."""
        if _PAGE_NUMBER.fullmatch(row.plain.strip()) and not row.text.corrected:
            return
        if self._annex(row) or self.closed or self._head(row):
            return
        label = label_of(row.plain)
        if label is not None and self._is_label(row, label.form == "number"):
            self.leave()
            form, text = label.form, label.text
            if form == "number" and self.state.adds:
                # the next thing that is to be done
                self._reset()
                self.state.adds = False
            forms = [each for each, _ in self.state.labels]
            if form in forms:
                del self.state.labels[forms.index(form) :]
            self.state.labels.append((form, text))
            self._spot = self._here()
        elif self._ends_here(row):
            self.leave()
        if not self._rows:
            self._spot = self._here()
        self._rows.append(row)

    def cells(self, table: TableRows) -> None:
        """A table: each cell is a paragraph."""
        self.leave()
        if self.closed:
            return
        for cells in table.rows:
            for column in sorted(cells):
                if cells[column].corrected:
                    self._add(self._here(), cells[column], table.page)

    def leave(self) -> None:
        """The paragraph at hand ends."""
        rows, self._rows = self._rows, []
        if not rows:
            return
        text = joined_marked([row.text for row in rows])
        plain = narrow(text.new)
        if _ADDS.search(plain):
            self.state.adds = True
            self.state.codes = self.state.codes or tuple(codes_in([plain]))[-1:]
        elif any(True for _ in corrections_said(text.new)):
            self.found.append(Paragraph(self._spot, text, rows[0].page, said=True))
        elif any(row.text.corrected for row in rows):
            corrected = next(row for row in rows if row.text.corrected)
            self._add(self._spot, text, corrected.page)
        elif self.state.adds and self._spot.codes:
            self.found.append(Paragraph(self._spot, text.inserted(), rows[0].page, added=True))

    def _add(self, spot: Spot, text: Marked, page: int) -> None:
        if self._begun and text.edits():
            self.found.append(Paragraph(spot, text, page))

    def _here(self) -> Spot:
        state = self.state
        labels = [text for _, text in state.labels]
        number = next((t for form, t in state.labels if form == "bracket"), "")
        number = state.question or number or (labels[0] if labels else "")
        return Spot(
            state.paper, state.schedule, state.codes, state.name,
            tuple(heading for _, heading in state.path), tuple(labels), number, state.note,
        )  # fmt: skip

    def _annex(self, row: Row) -> bool:
        plain = row.plain.strip()
        if row.top and (match := _OUTER.fullmatch(plain)):
            self._enter(match["number"] or "", aside=bool(match["aside"]))
            return True
        if row.top and (match := _ANNEX.fullmatch(plain)):
            if self.outer_marked and self._begun:
                self.leave()
                self._reset(path=True)
            else:
                self._enter(match["number"] or "1")
            return True
        if _FORM.fullmatch(plain) and row.top:
            self.leave()
            self._reset(path=True)
            self.state.path = [(9, Heading("", plain))]
            return True
        if match := heads.TITLE.search(plain):
            self.leave()
            self._reset(path=True)
            self.state.schedule = heads.schedule_of(match)
            return True
        if schedule := schedule_headed(row.plain):
            self.leave()
            self._reset(path=True)
            self.state.schedule = schedule
            return True
        if row.page != self._title_page:
            self._title, self._title_page = [], row.page
        if row.page > 1 and len(self._title) < _TITLE_ROWS:
            self._title.append(plain)
            named = paper_named("".join(self._title))
            if named is not None and (self._entered or named.name in self._known):
                self.leave()
                self.state.paper = named
                self._begun = True
                self._title, self._entered = [""] * _TITLE_ROWS, False
                return True
        return False

    def _enter(self, number: str, *, aside: bool = False) -> None:
        """An annex of the letter begins."""
        self.leave()
        self.state = _State(paper=self.cover.papers.get(number) or self.cover.only)
        self.closed, self._begun, self._title, self._entered = aside, True, [], True

    def _reset(self, *, path: bool = False) -> None:
        state = self.state
        state.codes, state.name, state.labels = (), "", []
        state.question = state.note = ""
        if path:
            state.path = []

    def _head(self, row: Row) -> bool:
        plain = row.plain.strip()
        return (
            self._chapter(row, plain)
            or self._item(row, plain)
            or self._question(row, plain)
            or self._topic(row, plain)
            or self._criterion(row, plain)
            or self._of_note(row, plain)
        )

    def _chapter(self, row: Row, plain: str) -> bool:
        match = heads.HEADING.fullmatch(plain)
        if match is None:
            return False
        self.leave()
        level = heads.level_of(match["unit"])
        self._reset()
        heading = Heading("".join(match["number"].split()), match["title"].strip())
        self.state.path = [each for each in self.state.path if each[0] < level]
        self.state.path.append((level, heading))
        return not row.text.corrected

    def _item(self, row: Row, plain: str) -> bool:
        match = heads.HEAD.fullmatch(row.plain.rstrip())
        if match is None and self._previous_ends(row):
            match = heads.TIGHT_HEAD.fullmatch(plain)
        if match is None or plain.endswith(("。", "、")) or len(plain) > _LONGEST_HEAD:
            return False
        self.leave()
        text = row.text
        named = heads.names_of(text.traced(), narrow(text.new), match) if text.new else []
        self._reset()
        self.state.codes = tuple(code for each in named for code in each.codes)
        self.state.name = "、".join(each.name.text.strip() for each in named)
        self._begun = True
        self._open(row, text.corrected)
        return True

    def _question(self, row: Row, plain: str) -> bool:
        match = _QUESTION.match(plain)
        if match is not None:
            self.leave()
            self.state.question = f"問{match['number']}"
            self.state.labels, self.state.codes = [], ()
            self._begun = True
        elif self.state.question and _ANSWER.match(plain):
            self.leave()
        else:
            return False
        self._open(row, True)
        return True

    def _topic(self, row: Row, plain: str) -> bool:
        match = _TOPIC.fullmatch(plain)
        if match is None or row.text.corrected:
            return False
        self.leave()
        self._reset()
        self.state.name = match["title"].strip()
        self.state.schedule = schedule_in(match["title"]) or self.state.schedule
        return True

    def _criterion(self, row: Row, plain: str) -> bool:
        match = _CRITERION.fullmatch(plain)
        if match is None or plain.endswith(("。", "、")) or not self._previous_ends(row):
            return False
        self.leave()
        self._reset()
        self.state.name = match["title"].strip()
        ordinal = _ORDINAL.match("".join(plain.split()))
        self.state.path = [each for each in self.state.path if each[0] < _CRITERION_LEVEL]
        number = ordinal[0] if ordinal else ""
        self.state.path.append((_CRITERION_LEVEL, Heading(number, self.state.name)))
        self._open(row, row.text.corrected)
        return True

    def _of_note(self, row: Row, plain: str) -> bool:
        match = _NOTE.match(plain)
        if match is None or not self.state.codes:
            return False
        self.leave()
        self.state.note = note_in(f"注{match['number']}")
        self.state.labels = []
        self._open(row, True)
        return True

    def _open(self, row: Row, begins: bool) -> None:
        """A paragraph begins with a head, if there is anything in it."""
        if begins:
            self._rows, self._spot = [row], self._here()

    def _is_label(self, row: Row, number: bool) -> bool:
        return not number or self._previous_ends(row)

    def _previous_ends(self, row: Row) -> bool:
        if not self._rows or (self._rows[-1].page != row.page and row.top):
            return True
        last = self._rows[-1]
        return last.end < self.right - _FULL * last.em or last.plain.rstrip().endswith("。")

    def _ends_here(self, row: Row) -> bool:
        if not self._rows:
            return False
        last = self._rows[-1]
        short = last.end < self.right - _FULL * last.em
        return short and last.plain.rstrip().endswith(("。", "）", ")"))


def codes_in(texts: Sequence[str]) -> list[str]:
    """The codes that texts name, ranges left out."""
    return [code for text in texts for code in cited(text) if "~" not in code]


def without_label(text: Marked) -> Marked:
    """A paragraph without the label that it begins with."""
    label = label_of(narrow(text.new))
    if label is None:
        return text
    return stripped(text.without(label.end))
