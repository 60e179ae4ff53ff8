"""A form and what is answered to it as a workbook of our own."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import xlsxwriter

from shiryokan.japanese import eras
from shiryokan.paper.xml_text import allowed_text
from shiryokan.registers.checklists.model import Answer, Form, FormItem, Results, Stamp
from shiryokan.registers.checklists.workbook.read import STAMP_SHEET
from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.sheets import LONGEST_CELL

ANSWERS = {Answer.YES: "はい", Answer.NO: "いいえ", Answer.NOT_APPLICABLE: "対象外"}
"""How answers are written; 未確認 is an empty cell."""
_LONGEST_NAME = 31
"""Characters of the name of a sheet, by the format."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", ""))
_A4 = 9
_LINE_HEIGHT = 15.0
"""Points of a line: a height that is not said is one line to some programs."""
_FIRST_DAY = datetime.date(2000, 1, 1)
_HEAD_ROW = 4
_INSTRUCTION = (
    "確認結果は一覧から選び、確認した日を記入してください。"
    "「いいえ」のときは目標日も記入してください。"
)


@dataclass(frozen=True)
class _Column:
    """A column of the sheet: its head, the one over several, its width in characters, and what of
    an item it holds: ``answer``, ``checked_on`` and ``target_on`` are filled in, as is ``remark``;
    the rest is the form's."""

    kind: str
    head: str
    width: float
    round: int = 0


def workbook_of(form: Form, results: Results, stamp: Stamp, *, facility: str = "") -> bytes:
    """A workbook (xlsx) of a form with its answers: the key of each item in a hidden column, drop-
    downs and dates that are checked, what the form says protected, titles on each printed page, A4.
    :func:`.read.read_filled` reads it again. Raises :class:`.errors.WorkbookError` for a text that
    is longer than a cell may be."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    _Sheet(book, form, results).write(facility)
    hidden = book.add_worksheet(STAMP_SHEET)
    for row, (name, value) in enumerate(msgspec.structs.asdict(stamp).items()):
        hidden.write_string(row, 0, name)
        hidden.write_string(row, 1, value)
    hidden.protect()
    hidden.very_hidden()
    book.close()
    return out.getvalue()


class _Sheet:
    def __init__(self, book: xlsxwriter.Workbook, form: Form, results: Results) -> None:
        self.form, self.results = form, results
        name = (form.variant or "点検表").translate(_NOT_IN_NAMES)[:_LONGEST_NAME]
        self.sheet = book.add_worksheet(name or "点検表")
        font = {"font_name": "游ゴシック", "font_size": 10, "valign": "top", "text_wrap": True}
        self.formats: dict[str, Any] = {
            "title": book.add_format({"font_name": "游ゴシック", "font_size": 14, "bold": True}),
            "plain": book.add_format({"font_name": "游ゴシック", "font_size": 10}),
            "head": book.add_format(
                {**font, "bold": True, "border": 1, "bg_color": "#E7EDF3", "valign": "vcenter"}
            ),
            "fixed": book.add_format({**font, "border": 1}),
            "open": book.add_format({**font, "border": 1, "locked": False, "bg_color": "#FFFDF0"}),
            "day": book.add_format(
                {
                    **font, "border": 1, "locked": False, "bg_color": "#FFFDF0",
                    "num_format": "yyyy/m/d", "align": "left",
                }
            ),
        }  # fmt: skip
        self.columns = list(_columns(form))

    def write(self, facility: str) -> None:
        """Write all of the sheet."""
        self._put(0, 1, self.form.title, "title")
        self._put(1, 1, "施設名", "plain")
        self._put(1, 2, facility, "plain")
        self._put(2, 1, _INSTRUCTION, "plain")
        self._heads()
        first = _HEAD_ROW + 2
        for row, item in enumerate(self.form.items, first):
            self._item(row, item)
        for row, note in enumerate(self.form.notes, first + len(self.form.items) + 1):
            self._put(row, 1, note, "plain")
        self._rules(first, first + len(self.form.items) - 1)
        self._print()

    def _heads(self) -> None:
        top, low = _HEAD_ROW, _HEAD_ROW + 1
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, column.width, None, {"hidden": column.kind == "id"})
            if column.kind == "checked_on" and self.form.rounds > 1:
                self._put(low, at, column.head, "head")
            elif column.kind == "answer" and self.form.rounds > 1:
                self.sheet.merge_range(
                    top, at, top, at + 1, f"{column.round}回目", self.formats["head"]
                )
                self._put(low, at, column.head, "head")
            else:
                self.sheet.merge_range(top, at, low, at, column.head, self.formats["head"])

    def _item(self, row: int, item: FormItem) -> None:
        result = self.results.get(item.key)
        texts = {
            "id": item.key,
            "section": "\n".join(text for text in (item.section, item.sub_section) if text),
            "star": "★" if item.starred else "",
            "number": item.number,
            "words": item.words,
            "hearing": item.hearing,
            "who": item.who,
            "references": "\n".join(item.references),
            "remark": result.remark if result else "",
        }
        lines = max(_lines(texts.get(column.kind, ""), column.width) for column in self.columns)
        self.sheet.set_row(row, _LINE_HEIGHT * lines + 3)
        for at, column in enumerate(self.columns):
            check = None
            if result and column.round and column.round <= len(result.checks):
                check = result.checks[column.round - 1]
            if column.kind == "answer":
                self._put(row, at, ANSWERS.get(check.answer, "") if check else "", "open")
            elif column.kind == "checked_on":
                self._day(row, at, check.checked_on if check else None)
            elif column.kind == "target_on":
                self._day(row, at, result.target_on if result else None)
            else:
                style = "open" if column.kind == "remark" else "fixed"
                self._put(row, at, texts[column.kind], style)

    def _put(self, row: int, at: int, text: str, style: str) -> None:
        plain = allowed_text(text)
        if len(plain) > LONGEST_CELL:
            raise WorkbookError("workbook_long_text")
        if plain:
            self.sheet.write_string(row, at, plain, self.formats[style])
        else:
            self.sheet.write_blank(row, at, None, self.formats[style])

    def _day(self, row: int, at: int, day: datetime.date | None) -> None:
        if day is None:
            self.sheet.write_blank(row, at, None, self.formats["day"])
        else:
            self.sheet.write_datetime(row, at, day, self.formats["day"])

    def _rules(self, first: int, last: int) -> None:
        """Drop-downs, and which days are usual: a day out of the year can be typed nevertheless."""
        year = self.form.year
        rule: dict[str, Any] = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
        if year is not None:
            rule = {
                "validate": "date", "criteria": "between",
                "minimum": datetime.date(year, 4, 1), "maximum": datetime.date(year + 1, 3, 31),
                "error_type": "warning", "error_title": "日付の確認",
                "error_message": f"{_era_year(year)}の日付ではありません。このまま記入しますか。",
            }  # fmt: skip
        choices = {
            "validate": "list", "source": list(ANSWERS.values()), "error_title": "確認結果",
            "error_message": "一覧から選んでください。",
        }  # fmt: skip
        for at, column in enumerate(self.columns):
            if column.kind == "answer":
                self.sheet.data_validation(first, at, last, at, choices)
            elif column.kind in ("checked_on", "target_on"):
                self.sheet.data_validation(first, at, last, at, rule)

    def _print(self) -> None:
        sheet = self.sheet
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD_ROW, _HEAD_ROW + 1)
        sheet.set_footer("&C&P / &N")
        sheet.freeze_panes(_HEAD_ROW + 2, 0)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of ``width`` half-width characters."""
    lengths = [sum(1 if c.isascii() else 2 for c in line) for line in text.split("\n")]
    return sum(max(1, math.ceil(length / (width - 2))) for length in lengths)


def _era_year(year: int) -> str:
    return eras.written(eras.FiscalYear(year))


def _columns(form: Form) -> Sequence[_Column]:
    items = form.items
    found = [_Column("id", "_id", 8), _Column("section", "区分", 15)]
    if any(item.starred for item in items):
        found.append(_Column("star", "★", 4))
    found += [_Column("number", "番号", 8), _Column("words", "チェック内容", 52)]
    if any(item.hearing for item in items):
        found.append(_Column("hearing", "聴取方法のポイント", 30))
    if any(item.who for item in items):
        found.append(_Column("who", "対象者", 12))
    for turn in range(1, form.rounds + 1):
        found += [
            _Column("answer", "確認結果", 10, turn),
            _Column("checked_on", "確認日", 12, turn),
        ]
        if turn == 1:
            found.append(_Column("target_on", "目標日", 12))
    found.append(_Column("remark", "備考", 24))
    if any(item.references for item in items):
        found.append(_Column("references", "参照", 20))
    return found
