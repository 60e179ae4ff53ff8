"""Filled workbooks of other makes: forms without a head, on several sheets, several in one file."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence

import pytest
import xlsxwriter

from shiryokan.registers.checklists.model import Answer, Check, Form, ItemResult
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from shiryokan.registers.checklists.workbook.given import fill_given
from shiryokan.registers.checklists.workbook.read import read_filled

Sheets = Mapping[str, Sequence[Sequence[str]]]

ASKED = (
    "綱の傷みを毎日確かめているか。",
    "浮き輪の数を帳簿と照らし合わせているか。",
    "桟橋の灯りを日没の前に点検しているか。",
    "船の鍵を当番が預かっているか。",
    "潮の高さを記録しているか。",
    "救命胴衣の置き場所を示しているか。",
)
TITLE = "令和7年度 桟橋の点検表（当番用）"


def _book(sheets: Sheets) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(at, column, text)
    return out.getvalue()


def _without_head(printed: str) -> Sheets:
    items = [[f"({n})", words, printed] for n, words in enumerate(ASKED, 1)]
    return {"点検": [[TITLE], ["1　道具"], *items]}


def _on_two_sheets() -> Sheets:
    rows = [[f"1-{n}", words, ""] for n, words in enumerate(ASKED, 1)]
    head = ["番号", "点検項目", "結果"]
    return {"その1": [[TITLE], head, *rows[:3]], "その2": rows[3:]}


def _two_forms() -> Sheets:
    head = ["番号", "点検項目", "結果"]
    mine = [[f"1-{n}", words, ""] for n, words in enumerate(ASKED, 1)]
    other = [[f"1-{n}", f"委託先が{words}", ""] for n, words in enumerate(ASKED, 1)]
    return {"点検": [[TITLE], head, *mine, [], ["委託先の点検表"], head, *other]}


MAKES = {
    "without a head": _without_head("はい・いいえ"),
    "without a head, empty": _without_head(""),
    "on two sheets": _on_two_sheets(),
    "two forms": _two_forms(),
}


def _form(data: bytes) -> Form:
    return forms_of_workbook(data)[0]


@pytest.mark.parametrize("make", [make for make in MAKES if make != "without a head, empty"])
def test_what_is_filled_in_its_place_is_read_back(make: str) -> None:
    data = _book(MAKES[make])
    form = _form(data)
    assert [item.words for item in form.items] == list(ASKED)
    said = (Answer.YES, Answer.NO, Answer.UNCHECKED) * 2
    results = {
        item.key: ItemResult((Check(answer),))
        for item, answer in zip(form.items, said, strict=True)
    }
    given = fill_given(data, form, results)
    assert not given.unplaced
    filled = read_filled(given.data, [form])
    assert filled.results == results
    assert not (filled.problems or filled.unmatched or filled.missing)


def test_answers_typed_behind_items_without_a_head_are_read() -> None:
    form = _form(_book(MAKES["without a head"]))
    rows = [list(row) for row in MAKES["without a head, empty"]["点検"]]
    for row, (mark, day, remark) in zip(
        rows[2:], (("○", "R7.6.8", ""), ("×", "", "来月に買う"), ("", "", ""), ("レ", "6/9", "")),
        strict=False,
    ):  # fmt: skip
        row[2:] = [mark, day, remark]
    filled = read_filled(_book({"点検": rows}), [form])
    assert [filled.results[item.key] for item in form.items[:4]] == [
        ItemResult((Check(Answer.YES, datetime.date(2025, 6, 8)),)),
        ItemResult((Check(Answer.NO),), remark="来月に買う"),
        ItemResult((Check(),)),
        ItemResult((Check(Answer.YES, datetime.date(2025, 6, 9)),)),
    ]


def test_the_other_form_of_a_file_stays_empty() -> None:
    data = _book(MAKES["two forms"])
    mine, other = forms_of_workbook(data)
    results = {item.key: ItemResult((Check(Answer.YES),)) for item in other.items}
    filled = fill_given(data, other, results)
    assert read_filled(filled.data, [other]).results == results
    assert all(r.latest == Check() for r in read_filled(filled.data, [mine]).results.values())
