"""Both years' forms are read from PDF and workbook, mapped, and ten filled workbooks read."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tools.compared_text import narrow

from shiryokan.registers.checklists.forms import forms_of_pages
from shiryokan.registers.checklists.mapping import map_forms
from shiryokan.registers.checklists.model import Answer, Check, FilledForm, Form
from shiryokan.registers.checklists.register import Checklists
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from shiryokan.registers.checklists.workbook.read import read_filled
from shiryokan.registers.errors import NoRecords
from tests.readings import pages_of, some_pages_of

pytestmark = pytest.mark.corpus
VARIANTS = {"医療機関確認用": "iryo", "薬局確認用": "yakkyoku", "事業者確認用": "jigyo"}
RESULTS = {Answer.YES: "yes", Answer.NO: "no", Answer.UNCHECKED: None}
FILLED = (
    "01-clean", "02-dates-as-text", "03-marks", "04-extra-rows", "05-sorted", "06-formulas",
    "07-last-years-form", "08-numbers-became-dates", "09-dates-without-year", "10-other-sheet-first",
)  # fmt: skip


@cache
def _workbook_form(path: Path) -> Form:
    (form,) = forms_of_workbook(path.read_bytes())
    return form


def _truth(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _said(form: Form) -> list[tuple[str, ...]]:
    return [
        (
            i.key,
            narrow(i.section),
            narrow(i.sub_section),
            narrow(i.words),
            narrow("".join(i.references)),
        )
        for i in form.items
    ]


def _true(truth: Any) -> list[tuple[str, ...]]:
    return [
        (
            i["no"],
            narrow(i["section"]),
            narrow(i["sub"]),
            narrow(i["text"]),
            narrow(i["reference"])[1:],
        )
        for i in truth["items"]
    ]


@pytest.mark.parametrize("variant", VARIANTS.values())
@pytest.mark.parametrize("year", [2024, 2025])
def test_a_form_is_read_whole_from_pages_and_from_a_workbook(
    corpus: Path, variant: str, year: int
) -> None:
    folder = corpus / "checklists"
    truth = _truth(folder / f"{variant}-{year}.json")
    (paper,) = forms_of_pages(pages_of(folder / f"{variant}-{year}.pdf"))
    for form in (paper, _workbook_form(folder / f"{variant}-{year}.xlsx")):
        assert (form.variant, form.year, form.rounds) == (truth["variant"], year, 2)
        assert _said(form) == _true(truth)
    assert all(place.page and place.boxes for item in paper.items for place in item.places)


@pytest.mark.parametrize("variant", VARIANTS.values())
def test_the_years_are_mapped_as_their_truth_says(corpus: Path, variant: str) -> None:
    folder = corpus / "checklists"
    truth = _truth(folder / f"{variant}.mapping.json")["mapping"]
    old, new = (_workbook_form(folder / f"{variant}-{year}.xlsx") for year in (2024, 2025))
    found = [
        (c.kind, c.old and c.old.key, c.new and c.new.key, c.renumbered, c.references_changed)
        for c in map_forms(old, new)
    ]
    assert len(found) == len(truth)
    assert set(found) == {
        (m["kind"], m["old_no"], m["new_no"], m["renumbered"], m["reference_changed"])
        for m in truth
    }


def test_what_was_reworded_is_told_word_by_word(corpus: Path) -> None:
    folder = corpus / "checklists"
    old, new = (_workbook_form(folder / f"iryo-{year}.xlsx") for year in (2024, 2025))
    first = map_forms(old, new)[0]
    assert [(p.old, p.new) for p in first.words if p.op != "same"] == [("", "とその代理")]


@cache
def _read(corpus: Path, name: str) -> tuple[Any, FilledForm]:
    folder = corpus / "checklists"
    truth = _truth(folder / "filled" / f"{name}.json")
    variant = VARIANTS[truth["variant"]]
    forms = [_workbook_form(folder / f"{variant}-{year}.xlsx") for year in (2025, 2024)]
    return truth, read_filled((folder / "filled" / f"{name}.xlsx").read_bytes(), forms)


def _check(check: Check) -> dict[str, str | None]:
    day = check.checked_on
    return {"result": RESULTS[check.answer], "date": day.isoformat() if day else None}


@pytest.mark.parametrize("name", FILLED)
def test_a_filled_workbook_is_read_as_its_truth_says(corpus: Path, name: str) -> None:
    truth, filled = _read(corpus, name)
    assert (filled.form.year, filled.facility) == (truth["form_year"], truth["facility"])
    assert not filled.missing
    assert set(filled.results) == {answer["no"] for answer in truth["answers"]}
    for answer in truth["answers"]:
        result = filled.results[answer["no"]]
        first, second = map(_check, result.checks)
        goal = result.target_on.isoformat() if result.target_on else None
        assert (first, goal, second, result.remark) == (
            answer["first"], answer["goal"], answer["second"], answer["remark"]
        ), answer["no"]  # fmt: skip
    problems = [problem.code for row in filled.rows for problem in row.problems]
    assert not problems


def test_what_is_odd_about_a_workbook_is_named(corpus: Path) -> None:
    def odd(name: str) -> list[tuple[str, str]]:
        filled = _read(corpus, name)[1]
        return [(problem.code, problem.sheet) for problem in filled.problems]

    assert odd("01-clean") == []
    assert odd("07-last-years-form") == [("other_form", ""), ("year_differs", "")]
    assert odd("10-other-sheet-first") == [
        ("sheet_left_out", "手引き"),
        ("sheet_left_out", "前年度"),
    ]
    extra = _read(corpus, "04-extra-rows")[1].unmatched
    assert [(row.sheet, row.row, row.raw["words"]) for row in extra] == [
        ("事業者確認用", 11, "（補足）保守の窓口は別紙のとおり"),
        ("事業者確認用", 19, "（補足）保守の窓口は別紙のとおり"),
    ]


def test_items_are_records_with_their_places(corpus: Path) -> None:
    pages = pages_of(corpus / "checklists" / "iryo-2025.pdf")
    register = Checklists()
    assert register.glance(pages)
    extraction = register.extract(pages, "a" * 64)
    assert [record.key for record in extraction.records[:4]] == ["1(1)", "1(2)", "1(3)", "2(1)"]
    record = extraction.records[3]
    assert [(h.number, h.title) for h in record.section] == [("２", "管理・運用"), ("", "全般")]
    words = record.provenance["words"][0].places[0]
    assert words.page == 1
    assert len(words.boxes) == 2  # two lines
    assert not extraction.unplaced


@pytest.mark.parametrize(
    "name",
    [
        "mhlw-covid-20220801-table", "osaka-covid-20210407", "mof-aml-action-plan-4p",
        "fsa-insurance-slides",
    ],
)  # fmt: skip
def test_a_document_that_asks_nothing_is_no_checklist(corpus: Path, name: str) -> None:
    pages = some_pages_of(corpus / "real" / f"{name}.pdf", range(1, 2))
    with pytest.raises(NoRecords):
        Checklists().extract(pages)


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_letter_of_corrections_that_quotes_sheets_has_no_form(corpus: Path) -> None:
    pages = pages_of(corpus / "errata" / "kaiteikankei_r060501_1.pdf")
    with pytest.raises(NoRecords):
        Checklists().extract(pages)
