"""Workbooks in disorder, of strangers and of others: nothing is dropped in silence."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from shiryokan.registers.checklists.messages import EXPLANATIONS, PROBLEM_WORDS
from shiryokan.registers.checklists.model import (
    Answer,
    Check,
    FilledForm,
    Form,
    FormItem,
    ItemResult,
    Stamp,
)
from shiryokan.registers.checklists.workbook.forms import forms_of_workbook
from shiryokan.registers.checklists.workbook.given import fill_given
from shiryokan.registers.checklists.workbook.read import read_filled
from shiryokan.registers.checklists.workbook.write import workbook_of
from shiryokan.workbooks import sheets
from shiryokan.workbooks.errors import WorkbookError
from tests.registers.checklist_forms import FORM, opened

DAY = datetime.date(2025, 5, 8)
YES = ItemResult((Check(Answer.YES, DAY), Check()))
STAMP = Stamp(organisation="here", assessment="one", form="f")
ANSWERED = {item.key: YES for item in FORM.items}
CODES = set(PROBLEM_WORDS)


def _edited(edit: Callable[[Worksheet], object]) -> FilledForm:
    book = opened(workbook_of(FORM, ANSWERED, STAMP))
    edit(book.sheet)
    filled = read_filled(book.data(), [FORM], STAMP)
    told = [p.code for row in (*filled.rows, *filled.unmatched) for p in row.problems]
    assert {*told, *(p.code for p in filled.problems)} <= CODES
    return filled


def _problems(filled: FilledForm) -> list[tuple[str, str]]:
    return [(p.code, p.cell) for row in (*filled.rows, *filled.unmatched) for p in row.problems]


def test_an_answer_or_a_day_that_cannot_be_understood_is_named_with_its_cell() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E7"], sheet["F8"], sheet["F9"] = "△", "来月", "2015/5/8"

    filled = _edited(edit)
    assert sorted(_problems(filled)) == [
        ("answer_unclear", "E7"), ("date_outside", "F9"), ("date_unclear", "F8"),
    ]  # fmt: skip
    assert filled.results["1(1)"].checks[0] == Check(Answer.UNCHECKED, DAY)
    assert filled.results["1(2)"].checks[0] == Check(Answer.YES, None)
    assert filled.results["1(3)"].checks[0].checked_on == datetime.date(2015, 5, 8)


def test_an_answer_and_its_day_in_one_cell_are_both_read() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E7"], sheet["F7"] = "いいえ（令和7年6月2日）", None

    expected = Check(Answer.NO, datetime.date(2025, 6, 2))
    assert _edited(edit).results["1(1)"].checks[0] == expected


def test_a_row_that_stands_twice_is_read_once_and_named() -> None:
    def edit(sheet: Worksheet) -> None:
        for column in range(1, 12):
            sheet.cell(16, column).value = sheet.cell(8, column).value
        sheet["E16"] = "いいえ"

    filled = _edited(edit)
    assert filled.results["1(2)"] == YES
    assert [(row.row, [p.code for p in row.problems]) for row in filled.unmatched] == [
        (16, ["twice"])
    ]


def test_a_hidden_number_that_the_rows_were_sorted_without_gives_way_to_the_words() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["A7"], sheet["A8"] = "1(2)", "1(1)"
        sheet["E7"] = "いいえ"

    filled = _edited(edit)
    assert filled.results["1(1)"].checks[0].answer is Answer.NO
    assert filled.results["1(2)"] == YES
    assert [code for code, _ in _problems(filled)] == ["id_differs", "id_differs"]


def test_words_that_were_changed_or_are_gone_are_named_and_the_number_is_followed() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D7"] = "責任者とその代理を書面で任命しているか。"
        sheet["D8"] = None

    filled = _edited(edit)
    assert filled.results == ANSWERED
    assert [code for code, _ in _problems(filled)] == ["words_differ", "words_missing"]


def test_a_row_that_was_deleted_is_missing_and_one_that_says_something_else_is_of_no_item() -> None:
    def edit(sheet: Worksheet) -> None:
        for column in range(1, 4):
            sheet.cell(7, column).value = None
        sheet["D7"] = "来年から始める工事の計画"

    filled = _edited(edit)
    assert [item.key for item in filled.missing] == ["1(1)"]
    assert [(row.row, row.raw["words"]) for row in filled.unmatched] == [
        (7, "来年から始める工事の計画")
    ]


def test_a_merged_answer_is_of_all_its_rows() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E7"] = "いいえ"
        sheet.merge_cells("E7:E9")

    filled = _edited(edit)
    assert [filled.results[f"1({n})"].checks[0].answer for n in (1, 2, 3)] == [Answer.NO] * 3


def test_a_formula_without_its_result_and_one_that_fails_are_named() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["E7"] = '=IF(1=1,"はい","いいえ")'
        sheet["F8"] = "#REF!"

    found = _problems(_edited(edit))
    assert ("formula_empty", "E7") in found
    assert ("formula_error", "F8") in found


def test_rows_below_another_table_and_notes_of_ones_own_are_not_lost() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D20"] = "院長に報告した"
        sheet["M9"] = "欄外の覚え"

    filled = _edited(edit)
    assert [(row.row, row.text) for row in filled.unmatched] == [(20, "院長に報告した")]
    assert filled.rows[2].raw["column13"] == "欄外の覚え"


def test_whose_workbook_it_is_is_told() -> None:
    data = workbook_of(FORM, ANSWERED, STAMP)
    for stamp, code in (
        (Stamp(organisation="there", assessment="two"), "other_organisation"),
        (Stamp(organisation="here", assessment="two"), "other_assessment"),
    ):
        filled = read_filled(data, [FORM], stamp)
        assert [problem.code for problem in filled.problems] == [code]
    assert read_filled(data, [FORM], STAMP).problems == ()


def test_last_years_form_is_read_as_it_is_and_told() -> None:
    last = Form(
        title="令和6年度版　渡し舟の点検表（本館確認用）", variant="本館確認用", year=2024,
        items=(
            *FORM.items[1:],
            FormItem(key="9(1)", number="9(1)", words="狼煙の台を毎月掃いているか。"),
        ),
    )  # fmt: skip
    data = workbook_of(last, {"9(1)": YES}, STAMP)
    filled = read_filled(data, [FORM, last], STAMP)
    assert filled.form is last
    assert [problem.code for problem in filled.problems] == ["other_form"]
    assert filled.results["9(1)"].checks[0].answer is Answer.YES
    alone = read_filled(data, [FORM], STAMP)
    assert [row.raw["words"] for row in alone.unmatched] == ["狼煙の台を毎月掃いているか。"]
    assert [problem.code for problem in alone.problems] == ["year_differs"]


def _refused(data: bytes) -> str:
    with pytest.raises(WorkbookError) as caught:
        read_filled(data, [FORM])
    assert caught.value.code in EXPLANATIONS
    return caught.value.code


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * (sheets.MOST_UNPACKED + 1))
    return out.getvalue()


def _wide_sheet(rows: int) -> bytes:
    book = xlsxwriter.Workbook(out := io.BytesIO(), {"constant_memory": True})
    page = book.add_worksheet()
    for row in range(rows):
        page.write_number(row, 0, 1)
    book.close()
    return out.getvalue()


def _far_cell() -> bytes:
    book = xlsxwriter.Workbook(out := io.BytesIO())
    page = book.add_worksheet()
    page.write_string(0, 0, "a")
    page.write_string(1_048_575, 16_383, "b")
    book.close()
    return out.getvalue()


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: b"PK\x03\x04 no workbook", "workbook_unreadable"),
        (lambda: b"%PDF-1.7", "workbook_unreadable"),
        (lambda: b"", "workbook_unreadable"),
        (lambda: bytes(sheets.MOST_BYTES + 1), "workbook_too_large"),
        (_bomb, "workbook_too_large"),
        (lambda: _wide_sheet(300_000), "workbook_too_large"),
        (_far_cell, "workbook_too_large"),
        (lambda: _wide_sheet(3), "workbook_no_form"),
    ],
)
def test_a_file_that_is_no_form_or_a_bomb_is_refused(data: Callable[[], bytes], code: str) -> None:
    assert _refused(data()) == code


def test_a_workbook_that_is_cut_off_is_refused() -> None:
    data = workbook_of(FORM, ANSWERED, STAMP)
    assert _refused(data[: len(data) // 2]) == "workbook_unreadable"


@pytest.fixture
def given_book(tmp_path: Path) -> bytes:
    """A ministry's form: merged sections, a drop-down of its own, はい and いいえ as 適 and 否."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "調査書"
    sheet["A1"], sheet["A2"] = "令和7年度　渡し舟の点検表（本館確認用）", "施設名"
    heads = ("区分", "番号", "点検内容", "判定", "点検日", "改善期限", "備考")
    for column, head in enumerate(heads, 1):
        sheet.cell(4, column).value = head
        sheet.cell(4, column).font = openpyxl.styles.Font(bold=True)
    for row, item in enumerate(FORM.items, 5):
        sheet.cell(row, 1).value = item.section
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = item.number, item.words
    sheet.merge_cells("A5:A7")
    rule = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1='"適,否"')
    rule.add("D5:D13")
    sheet.add_data_validation(rule)
    book.save(path := tmp_path / "given.xlsx")
    return path.read_bytes()


def test_a_given_workbook_is_filled_in_its_place(given_book: bytes) -> None:
    (form,) = forms_of_workbook(given_book)
    assert (form.rounds, len(form.items)) == (1, 9)
    no = ItemResult((Check(Answer.NO, DAY),), datetime.date(2025, 9, 1), "=業者に依頼")
    yes = ItemResult((Check(Answer.YES, DAY),))
    results = {item.key: yes for item in form.items} | {"1(2)": no}
    filled = fill_given(given_book, form, results, facility="みずうみ組合")
    assert (filled.unplaced, filled.problems) == ((), ())
    sheet = openpyxl.load_workbook(io.BytesIO(filled.data))["調査書"]
    assert [sheet[f"D{row}"].value for row in (5, 6, 7)] == ["適", "否", "適"]
    assert sheet["E6"].value == datetime.datetime(2025, 5, 8)
    assert (sheet["G6"].value, sheet["G6"].data_type) == ("=業者に依頼", "s")
    assert "A5:A7" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["C4"].font.bold
    assert sheet.data_validations.dataValidation[0].formula1 == '"適,否"'
    read = read_filled(filled.data, [form])
    assert (read.results, read.facility) == (results, "みずうみ組合")


def test_an_answer_for_which_a_given_workbook_has_no_place_is_told(given_book: bytes) -> None:
    (form,) = forms_of_workbook(given_book)
    strange = FormItem(key="9(9)", number="9(9)", words="灯台の霧笛を鳴らしているか。")
    longer = Form(title=form.title, items=(*form.items, strange))
    second = ItemResult((Check(Answer.YES, DAY), Check(Answer.NO, DAY)))
    filled = fill_given(given_book, longer, {"9(9)": YES, "1(1)": second, "1(2)": YES})
    # the form has one round only
    assert [item.key for item in filled.unplaced] == ["1(1)", "9(9)"]


def test_what_is_no_xlsx_cannot_be_filled_in() -> None:
    with pytest.raises(WorkbookError):
        fill_given(b"\xd0\xcf\x11\xe0" + bytes(600), FORM, ANSWERED)


def test_our_workbook_is_protected_but_for_what_is_filled_in() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(FORM, ANSWERED, STAMP)))
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert [cell.protection.locked for cell in sheet[7]][:10] == [True] * 4 + [False] * 6
    kinds = {(rule.type, str(rule.sqref)) for rule in sheet.data_validations.dataValidation}
    assert ("list", "E7:E15") in kinds
    assert ("date", "F7:F15") in kinds
    assert (sheet.print_title_rows, sheet.page_setup.paperSize) == ("$5:$6", 9)
    assert book.worksheets[1].sheet_state == "veryHidden"


def test_a_text_that_no_cell_can_hold_is_refused_and_not_cut() -> None:
    long = ItemResult((Check(),), None, "あ" * (sheets.LONGEST_CELL + 1))
    with pytest.raises(WorkbookError) as caught:
        workbook_of(FORM, {"1(1)": long}, STAMP)
    assert caught.value.code == "workbook_long_text"


def test_a_given_workbook_keeps_its_lists_formulas_and_how_it_is_printed() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet, listed = book.add_worksheet("点検表"), book.add_worksheet("選択肢")
    listed.hide()
    listed.write_column(0, 0, ["適", "否", "非該当"])
    sheet.merge_range(0, 0, 0, 3, FORM.title)
    sheet.write_formula(1, 3, '=COUNTIF(C4:C12,"適")', None, 0)
    sheet.write_row(2, 0, ["番号", "点検内容", "判定", "備考"])
    for at, item in enumerate(FORM.items, 3):
        sheet.write_row(at, 0, [item.number, item.words])
    book.define_name("回答", "=選択肢!$A$1:$A$3")
    sheet.data_validation("C4:C6", {"validate": "list", "source": "=選択肢!$A$1:$A$3"})
    sheet.data_validation("C7:C12", {"validate": "list", "source": "=回答"})
    sheet.set_landscape()
    sheet.print_area("A1:D12")
    sheet.repeat_rows(2)
    sheet.set_footer("&C&P/&N")
    sheet.write_comment("C4", "一覧から選ぶ")
    book.close()
    said = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE)
    results = {item.key: ItemResult((Check(said[at % 3]),)) for at, item in enumerate(FORM.items)}
    filled = fill_given(out.getvalue(), FORM, results)
    assert (filled.unplaced, filled.problems) == ((), ())
    made = openpyxl.load_workbook(io.BytesIO(filled.data))["点検表"]
    assert [made.cell(row, 3).value for row in range(4, 13)] == ["適", "否", "非該当"] * 3
    assert made["D2"].value == '=COUNTIF(C4:C12,"適")'
    assert {str(rule.formula1) for rule in made.data_validations.dataValidation} == {
        "選択肢!$A$1:$A$3", "回答",
    }  # fmt: skip
    assert [str(each) for each in made.merged_cells.ranges] == ["A1:D1"]
    assert made.page_setup.orientation == "landscape" and made.print_title_rows == "$3:$3"
    assert made.print_area == "'点検表'!$A$1:$D$12" and made.oddFooter.center.text == "&P/&N"
    assert made["C4"].comment is not None
