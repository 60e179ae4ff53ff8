"""What the cells of one row say: answers, days and a remark."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from shiryokan.registers.checklists.answers import answer_of, day_of, is_choice
from shiryokan.registers.checklists.grid import GridCell, address
from shiryokan.registers.checklists.model import Answer, Check, ItemResult, Problem
from shiryokan.registers.checklists.workbook.rows import TypedRow
from shiryokan.workbooks.sheets import written

OddCells = Mapping[tuple[str, str], str]
"""Cells of sheets whose value is not in the file, and the code of the problem with each."""
_WITH_DAY = re.compile(
    r"(?P<answer>[^0-9０-９(（令平RH]+?)[\s　]*[（(]?[\s　]*"
    r"(?P<day>(?:令和|平成|[RH]|[0-9０-９]).*?)[）)]?"
)
_MARKS: tuple[tuple[str, Answer], ...] = (
    ("yes", Answer.YES), ("no", Answer.NO), ("not_applicable", Answer.NOT_APPLICABLE),
)  # fmt: skip


def result_of(
    row: TypedRow, rounds: int, year: int | None, odd: OddCells
) -> tuple[ItemResult, list[Problem]]:
    """What a row says, in ``rounds`` rounds or as many as its sheet has, and the cells of it that
    could not be understood. ``year`` is the fiscal year that it is about."""
    reader = _Reader(row, year, odd)
    rounds = max(rounds, row.head.rounds)
    checks = tuple(reader.check(turn) for turn in range(1, rounds + 1))
    target = next((day for _, cell in row.of("target_on") if (day := reader.day(cell))), None)
    remarks = [written(cell.value).strip() for _, cell in row.of("remark")]
    return ItemResult(checks, target, "\n".join(remarks)), reader.problems


class _Reader:
    def __init__(self, row: TypedRow, year: int | None, odd: OddCells) -> None:
        self.row = row
        self.year = year
        self.problems: list[Problem] = []
        for at in range(row.grid.width):
            cell = row.grid.sheet, address(row.row, at)
            if cell in odd:
                self.problems.append(Problem(code=odd[cell], sheet=cell[0], cell=cell[1]))

    def check(self, turn: int) -> Check:
        """The answer and the day of one round."""
        answer, day = self._answer(turn)
        for at, cell in self.row.of("checked_on"):
            if self.row.head.columns[at].round == turn:
                day = self.day(cell) or day
        return Check(answer, day)

    def day(self, cell: GridCell) -> datetime.date | None:
        """The day of a cell."""
        if isinstance(cell.value, str) and is_choice(cell.value):
            return None
        day = day_of(cell.value, self.year)
        if day is None:
            self._say("date_unclear", cell)
        elif self.year is not None and not self._within(day):
            self._say("date_outside", cell)
        return day

    def _within(self, day: datetime.date) -> bool:
        assert self.year is not None
        return datetime.date(self.year, 4, 1) <= day < datetime.date(self.year + 1, 4, 1)

    def _answer(self, turn: int) -> tuple[Answer, datetime.date | None]:
        found: list[tuple[Answer, datetime.date | None, GridCell]] = []
        for kind, meant in (("answer", None), *_MARKS):
            for at, cell in self.row.of(kind):  # type: ignore[arg-type]
                if self.row.head.columns[at].round != turn:
                    continue
                answer, day = (
                    self._said(cell) if meant is None else (self._marked(cell, meant), None)
                )
                if answer is not Answer.UNCHECKED:
                    found.append((answer, day, cell))
        if not found:
            return Answer.UNCHECKED, None
        if len({answer for answer, _, _ in found}) > 1:
            self._say("answers_differ", found[1][2])
            return Answer.UNCHECKED, None
        return found[0][0], found[0][1]

    def _said(self, cell: GridCell) -> tuple[Answer, datetime.date | None]:
        """What a cell for an answer says; the day too, where it stands with it."""
        answer = answer_of(cell.value)
        if answer is not None:
            return answer, None
        text = written(cell.value).strip()
        if match := _WITH_DAY.fullmatch(text):
            answer = answer_of(match["answer"])
            day = day_of(match["day"], self.year)
            if answer is not None and day is not None:
                return answer, day
        self._say("answer_unclear", cell)
        return Answer.UNCHECKED, None

    def _marked(self, cell: GridCell, meant: Answer) -> Answer:
        """What a mark in the column of an answer says."""
        said = answer_of(cell.value)
        if said is Answer.UNCHECKED:
            return said
        if said in (Answer.YES, meant):
            return meant
        self._say("answer_unclear", cell)
        return Answer.UNCHECKED

    def _say(self, code: str, cell: GridCell) -> None:
        place = self.row.grid.place(cell)
        if place:
            self.problems.append(
                Problem(code=code, sheet=place.sheet, cell=place.cell, found=written(cell.value))
            )
