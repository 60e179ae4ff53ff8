"""Records and other rows as files, read back by other programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import msgspec
import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from shiryokan.paper.formulas import unformulated
from shiryokan.registers.base import Heading, Register, Trace, Unplaced
from shiryokan.registers.comparison import compare
from shiryokan.registers.errors import ParquetMissing, TooManyRows
from shiryokan.registers.export import (
    FORMS,
    Column,
    Source,
    Table,
    attributed,
    data_package,
    packed,
    table_of,
)
from shiryokan.registers.export.comparison import comparison_table
from shiryokan.registers.export.data_package import Texts
from shiryokan.registers.export.texts import cell_text, lines_of
from shiryokan.registers.fees import Fees
from shiryokan.registers.fields import Date
from shiryokan.registers.measures import Deadline, Measure, Measures
from shiryokan.registers.source_text import Place
from shiryokan.registers.values import Value

SHEETS = "shiryokan.registers.export.xlsx_file"
SENTENCES = [
    "霧浜港の防波堤について、点検の手引きを取りまとめた。",
    "市民講座を３回開催し、延べ120人が参加した。",
]


def measure(**changed: Any) -> Measure:
    values: dict[str, Any] = {
        "document": "plan",
        "key": "1/(2)/ア",
        "page": 7,
        "provenance": {"label": [Trace((Place(7, ((1.0, 2.0, 3.0, 4.0),), "(ア)"),), 0.9)]},  # type: ignore[arg-type]
        "confidence": 0.9,
        "section": [Heading("1", "港と海"), Heading("(2)", "夜間の安全")],
        "label": "ア",
        "ministries": ["港湾局", "水道局"],
        "previous_plan": "防波堤を点検する。",
        "progress": SENTENCES,
        "next_plan": ["引き続き点検する。"],
        "deadline": Deadline("令和７年秋", datetime.date(2025, 11, 30), 2025, "autumn"),
        "year": 2025,
        "reprint": True,
        "values": [Value("number", "３回", 5, 7, "progress", 1, 3.0, "回")],
    }
    return Measure(**(values | changed))


def address(record: Any) -> str:
    return f"https://library.example/plan/{record.page}"


def measures(*records: Measure, **options: Any) -> Table:
    return table_of("measures", "施策", records, Measures.fields, address, **options)


def table(values: list[Any], kind: Any = "text", name: str = "it") -> Table:
    return Table("rows", "表", [Column(name, "それ", kind)], [{name: value} for value in values])


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data: bytes, number: int = 0) -> Worksheet:
    found: Worksheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[number]
    return found


def by_title(data: bytes) -> dict[str, Any]:
    first, second = list(sheet(data).iter_rows())[:2]
    return {str(head.value): cell for head, cell in zip(first, second, strict=True)}


# --- the table of a register


def test_the_columns_are_the_registers_fields_and_where_a_record_stands() -> None:
    made = measures(measure())
    names = [column.name for column in made.columns]
    assert names[0] == "key"
    assert names[-7:] == [
        "confidence", "page", "address",
        "document", "publisher", "document_year", "document_address",
    ]  # fmt: skip
    assert {field.name for field in Measures.fields} <= set(names)
    assert made.rows[0]["address"] == "https://library.example/plan/7"


def test_columns_can_be_chosen_and_their_titles_translated() -> None:
    chosen = [field for field in Measures.fields if field.name in ("label", "progress")]
    made = table_of("measures", "施策", [measure()], chosen, address, translate="<{}>".format)
    assert [column.name for column in made.columns][1:3] == ["label", "progress"]
    assert [column.title for column in made.columns][1:3] == ["<符号>", "<成果・進捗状況>"]
    assert made.title == "<施策>"


def test_titles_differ_even_where_words_do_not() -> None:
    made = table_of("measures", "施策", [], Measures.fields, address, translate=lambda _: "同じ")
    titles = [column.title for column in made.columns]
    assert len(set(titles)) == len(titles)


def test_a_document_is_named_and_never_by_its_hash() -> None:
    source = Source("年次計画", "霧浜市", 2025, "https://library.example/plan/")
    made = measures(measure(document="9f" * 32), source=lambda _: source)
    told = {
        "document": "年次計画",
        "publisher": "霧浜市",
        "document_year": 2025,
        "document_address": "https://library.example/plan/",
    }
    assert told.items() <= made.rows[0].items()
    line = json.loads(FORMS["jsonl"].write(made))
    assert told.items() <= line.items()
    for form in ("csv", "jsonl"):
        assert "9f9f" not in FORMS[form].write(made).decode()


LEFT = (
    Unplaced(3, "orphan", "どの施策にも属さない文。"), Unplaced(9, "disorder", "(2) → (4)"),
)  # fmt: skip


def test_what_could_not_be_placed_is_counted_in_every_form() -> None:
    sources = {"a": Source("甲計画", unplaced=LEFT), "b": Source("乙計画", unplaced=())}
    records = [measure(document="a"), measure(document="a"), measure(document="b")]
    made = measures(*records, source=lambda record: sources[record.document])
    assert [row["unplaced"] for row in made.rows] == [2, 2, 0]
    head, *rows = csv_rows(FORMS["csv"].write(made))
    at = head.index("文書で置き場所の分からなかったもの")
    assert [row[at] for row in rows] == ["2", "2", "0"]
    lines = FORMS["jsonl"].write(made).splitlines()
    assert [json.loads(line)["unplaced"] for line in lines] == [2, 2, 0]
    kept = pq.read_table(io.BytesIO(FORMS["parquet"].write(made)))
    assert kept["unplaced"].to_pylist() == [2, 2, 0]
    data = FORMS["xlsx"].write(made)
    assert by_title(data)["文書で置き場所の分からなかったもの"].value == 2


def test_what_could_not_be_placed_is_listed_on_a_sheet_and_in_the_description() -> None:
    source = Source("甲計画", unplaced=LEFT)
    made = measures(measure(), source=lambda _: source)
    listed = sheet(FORMS["xlsx"].write(made), 1)
    assert listed.title == "置き場所の分からなかったもの"
    assert [[cell.value for cell in row] for row in listed.iter_rows()] == [
        ["文書", "ページ", "理由", "文"],
        ["甲計画", 3, "どの項目にも属さない文章です。", "どの施策にも属さない文。"],
        ["甲計画", 9, "番号や符号の順が飛んでいます。", "(2) → (4)"],
    ]
    assert [each["page"] for each in data_package(made, "csv")["unplaced"]] == [3, 9]


def test_where_nobody_tells_what_was_left_out_there_is_no_count() -> None:
    made = measures(measure(), source=lambda _: Source("甲計画"))
    assert "unplaced" not in made.rows[0]
    assert "unplaced" not in [column.name for column in made.columns]
    assert "unplaced" not in data_package(made, "csv")


def test_both_documents_of_a_comparison_are_named_in_each_row() -> None:
    made = attributed(
        table(["一", "二"]), {"old": Source("計画2024", "霧浜市", 2024), "new": Source("計画2025")}
    )
    assert [column.title for column in made.columns][1:4] == [
        "文書（前の版）", "発行者（前の版）", "文書の年度（前の版）",
    ]  # fmt: skip
    assert [
        (row["old_document"], row["old_document_year"], row["new_document"]) for row in made.rows
    ] == [("計画2024", 2024, "計画2025")] * 2


@pytest.mark.parametrize("until", ["2025-13-01", "来年", ""])
def test_what_is_no_day_is_no_date(until: str) -> None:
    class Dated(Measure, kw_only=True):
        day: str = ""

    field = msgspec.structs.replace(Measures.fields[1], name="day", kind=Date())
    record = Dated(document="", key="k", page=1, provenance={}, section=[], label="", day=until)
    row = table_of("measures", "施策", [record], [field], address).rows[0]
    assert (row["day"], row["day_until"]) == (until, None)


# --- values as texts


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "○"),
        (False, ""),
        (3, "3"),
        (3.0, "3"),
        (0.25, "0.25"),
        (datetime.date(2025, 11, 30), "2025-11-30"),
        (["港湾局", "水道局"], "港湾局\n水道局"),
        ([{"number": "6.1", "title": "入口の管理"}], "6.1　入口の管理"),
        ([["a", "b"], ["c"]], "a b\nc"),
    ],
)
def test_any_value_is_one_text(value: Any, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("register", "name", "value", "text"),
    [
        (
            Fees, "variants",
            [{"label": ["1", "イ"], "name": "初回", "points": 120, "value": ""}],
            "1イ　初回　120点",
        ),
        (
            Fees, "variants",
            [{"label": ["2"], "name": "", "points": 9, "value": "9点（夜間）"}], "2　9点（夜間）",
        ),
        (Fees, "variants", [{"label": ["3"], "name": "旧", "deleted": True}], "3　旧　削除"),
        (
            Fees, "notes", [{"number": "1", "text": "月１回\nに限る。", "variant": []}],
            "注1　月１回 に限る。",
        ),
        (Measures, "values", [{"kind": "number", "text": "３回", "start": 1, "end": 3}], "３回"),
    ],
)  # fmt: skip
def test_a_table_of_a_register_has_a_line_for_each_row(
    register: type[Register[Any]], name: str, value: Any, text: str
) -> None:
    field = register().field(name)
    assert field is not None
    (column,) = field.columns(str)
    assert column.text is not None
    assert column.text(value) == text


def test_sentences_of_a_list_have_marks_and_names_have_none() -> None:
    assert lines_of(SENTENCES) == "\n".join(f"・{each}" for each in SENTENCES)
    assert lines_of(SENTENCES[:1]) == SENTENCES[0]
    assert lines_of(["港湾局", "水道局"]) == "港湾局\n水道局"


# --- CSV


def test_csv_is_what_excel_opens_as_it_should() -> None:
    data = FORMS["csv"].write(measures(measure()))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    head, row = csv_rows(data)
    cells = dict(zip(head, row, strict=True))
    assert cells["府省庁"] == "港湾局\n水道局"
    assert cells["成果・進捗状況"] == "\n".join(SENTENCES)
    assert (cells["期限"], cells["日付の値"]) == ("令和７年秋", "2025-11-30")
    assert (cells["再掲"], cells["新規"]) == ("○", "")
    assert (cells["計画年度"], cells["ページ"]) == ("2025", "7")


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "＝1", "-", "=-1"])
def test_a_formula_is_made_a_text(text: str) -> None:
    (cell,) = csv_rows(FORMS["csv"].write(table([text])))[1]
    assert cell == (text if text == "-" else f"'{text}")


@pytest.mark.parametrize("text", ["-3", "+5", "-1,200", "-0.5%", "△3", "3-1"])
def test_a_number_is_no_formula(text: str) -> None:
    assert csv_rows(FORMS["csv"].write(table([text])))[1] == [text]


@given(st.lists(st.text(), min_size=1, max_size=5))
@example(["\n@"])
@settings(deadline=None)
def test_any_text_comes_back_from_csv(texts: list[str]) -> None:
    rows = csv_rows(FORMS["csv"].write(table([f"x{text}" for text in texts])))
    assert rows[0] == ["それ"]
    # a line within may begin like a formula, too
    assert [row[0] for row in rows[1:]] == [unformulated(f"x{kept(text)}") for text in texts]


def kept(text: str) -> str:
    """What a file can hold of a text."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


# --- XLSX


def test_numbers_dates_and_flags_are_what_they_are() -> None:
    cells = by_title(FORMS["xlsx"].write(measures(measure())))
    assert (cells["計画年度"].value, cells["計画年度"].number_format) == (2025, "0")
    assert cells["日付の値"].value == datetime.datetime(2025, 11, 30)
    assert cells["再掲"].value == "○"
    assert cells["信頼度"].value == 0.9
    assert cells["成果・進捗状況"].value == "\n".join(f"・{each}" for each in SENTENCES)
    assert cells["ページのアドレス"].hyperlink.target == "https://library.example/plan/7"


def test_columns_without_any_value_are_left_out() -> None:
    cells = by_title(FORMS["xlsx"].write(measures(measure(deadline=None))))
    assert "期限" not in cells
    assert "新規" not in cells
    assert next(iter(sheet(FORMS["xlsx"].write(measures())).iter_rows()))[0].value == "項目"


def test_the_sheet_is_ready_for_the_screen_and_for_paper() -> None:
    made = sheet(FORMS["xlsx"].write(measures(measure(), measure(key="2"))))
    head, cell = made["A1"], made["A2"]
    assert made.title == "施策"
    assert head.font.b and head.fill.fgColor.rgb not in (None, "00000000")
    assert (cell.font.name, cell.font.sz) == ("游ゴシック", 10)
    assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")
    assert cell.border.left.style == "thin"
    assert made.freeze_panes == "B2"
    assert made.auto_filter.ref.endswith("3")
    setup = made.page_setup
    assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert made.sheet_properties.pageSetUpPr.fitToPage
    assert made.print_title_rows == "$1:$1"
    assert made.oddFooter.center.text == "&P / &N"


def test_the_book_has_a_title() -> None:
    book = openpyxl.load_workbook(io.BytesIO(FORMS["xlsx"].write(measures(measure()))))
    assert book.properties.title == "施策"


def test_long_texts_get_room_and_short_ones_do_not() -> None:
    columns = [Column("a", "短"), Column("b", "長")]
    rows = [{"a": "港湾局", "b": "防波堤を点検し、結果を公表する。" * 12}]
    made = sheet(FORMS["xlsx"].write(Table("t", "表", columns, rows)))
    assert made.column_dimensions["A"].width < 14
    assert 30 < made.column_dimensions["B"].width < 75
    lines = sum(2 for _ in rows[0]["b"]) / made.column_dimensions["B"].width
    assert made.row_dimensions[2].height > lines * 13


@pytest.mark.parametrize("text", ["=1+1", "{=A1}", "https://a.example/", "007", "2024/1/2"])
def test_a_text_stays_a_text(text: str) -> None:
    cell = sheet(FORMS["xlsx"].write(table([text])))["A2"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.hyperlink is None


@pytest.mark.parametrize("value", [datetime.date(1868, 1, 25), 2**60 + 1, float("inf")])
def test_what_the_format_cannot_hold_as_a_number_is_a_text(value: Any) -> None:
    assert sheet(FORMS["xlsx"].write(table([value], "decimal")))["A2"].value == str(value)


@given(st.lists(st.text(), min_size=1, max_size=4), st.text())
@settings(deadline=None, max_examples=60)
def test_any_text_comes_back_from_a_workbook(texts: list[str], title: str) -> None:
    made = msgspec.structs.replace(table([f"x{text}" for text in texts]), title=title)
    rows = list(sheet(FORMS["xlsx"].write(made)).iter_rows(values_only=True))
    assert rows == [("それ",), *((f"x{kept(text)}",) for text in texts)]


@pytest.mark.parametrize("title", ["", "'", "[a]:b", "History", "続き", "長" * 40, "a&b" * 99])
def test_any_title_makes_a_sheet(title: str) -> None:
    made = msgspec.structs.replace(table(["長" * 40_000]), title=title)
    assert sheet(FORMS["xlsx"].write(made))["A2"].value.startswith("長")


@pytest.mark.parametrize("letter", ["長", "𠮷"])
def test_what_is_too_long_for_a_cell_goes_on_elsewhere(letter: str) -> None:
    text = "".join(f"{letter}{number}。" for number in range(18_000))
    data = FORMS["xlsx"].write(table(["短い", text]))
    first = sheet(data)["A3"].value
    assert len(first.encode("utf-16-le")) <= 2 * 32_767
    assert first.endswith("…［続きはシート「続き」］")
    rest = list(sheet(data, 1).iter_rows(min_row=2, values_only=True))
    assert {row[:2] for row in rest} == {(3, "それ")}
    mark = "…［続きはシート「続き」］"
    assert first.removesuffix(mark) + "".join(str(row[2]) for row in rest) == text
    assert csv_rows(FORMS["csv"].write(table([text])))[1] == [text]


def test_links_beyond_the_limit_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[SHEETS], "MOST_LINKS", 2)
    links = [f"https://a.example/{number}" for number in range(3)] + ["https://a/" + "b" * 3_000]
    cells = [row[0] for row in sheet(FORMS["xlsx"].write(table(links, "address"))).iter_rows()][1:]
    assert [cell.value for cell in cells] == links
    assert [bool(cell.hyperlink) for cell in cells] == [True, True, False, False]


def test_too_many_rows_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sys.modules[SHEETS].MOST_ROWS == 1_048_575
    monkeypatch.setattr(sys.modules[SHEETS], "MOST_ROWS", 2)
    with pytest.raises(TooManyRows) as told:
        FORMS["xlsx"].write(table(["a"] * 3))
    assert told.value.details == {"rows": 3, "most": 2}


# --- JSON Lines


def test_a_line_has_all_of_a_record() -> None:
    record = measure()
    line = json.loads(FORMS["jsonl"].write(measures(record)))
    assert (line["schema"], line["register"], line["id"]) == (4, "measures", record.id)
    assert (line["key"], line["page"], line["document"]) == ("1/(2)/ア", 7, "plan")
    assert line["section"] == [
        {"number": "1", "title": "港と海"},
        {"number": "(2)", "title": "夜間の安全"},
    ]
    assert (line["label"], line["ministries"]) == ("ア", ["港湾局", "水道局"])
    assert line["previous_plan"] == "防波堤を点検する。"
    assert (line["progress"], line["next_plan"]) == (SENTENCES, ["引き続き点検する。"])
    assert (line["reprint"], line["confidence"]) == (True, 0.9)
    assert line["deadline"]["until"] == "2025-11-30"
    place = line["provenance"]["label"][0]["places"][0]
    assert (place["page"], place["boxes"], place["text"]) == (7, [[1, 2, 3, 4]], "(ア)")
    assert line["values"][0]["number"] == 3
    assert line["address"] == "https://library.example/plan/7"


def test_lines_have_all_fields_whatever_columns_are_chosen() -> None:
    made = table_of("measures", "施策", [measure()], [], address)
    assert "next_plan" in json.loads(FORMS["jsonl"].write(made))


@given(st.text(st.characters()))
@settings(deadline=None)
def test_any_text_comes_back_from_lines(text: str) -> None:
    data = FORMS["jsonl"].write(table([text, "次"]))
    assert [json.loads(line)["it"] for line in data.splitlines()] == [text, "次"]


# --- Parquet


def test_parquet_has_types() -> None:
    data = FORMS["parquet"].write(measures(measure(), measure(key="2", deadline=None, year=None)))
    found = pq.read_table(io.BytesIO(data))
    types = {field.name: str(field.type) for field in found.schema}
    assert types["ministries"] == "list<element: string>"
    assert (types["year"], types["reprint"]) == ("int64", "bool")
    assert (types["deadline_until"], types["confidence"]) == ("date32[day]", "double")
    first, second = found.to_pylist()
    assert first["progress"] == SENTENCES
    assert first["deadline_until"] == datetime.date(2025, 11, 30)
    assert (second["deadline_until"], second["year"]) == (None, None)
    assert json.loads(first["values"])[0]["number"] == 3
    assert found.schema.field("label").metadata[b"title"] == "符号".encode()


def test_types_are_the_same_without_rows() -> None:
    some = pq.read_schema(io.BytesIO(FORMS["parquet"].write(measures(measure()))))
    assert pq.read_schema(io.BytesIO(FORMS["parquet"].write(measures()))) == some


def test_parquet_without_pyarrow_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ParquetMissing) as told:
        FORMS["parquet"].write(measures(measure()))
    assert told.value.code == "parquet_missing"


@given(st.text(st.characters()))
@settings(deadline=None, max_examples=30)
def test_any_text_makes_parquet(text: str) -> None:
    columns = [Column("a", "あ"), Column("b", "い", "texts"), Column("c", "う", "parts")]
    row = {"a": text, "b": [text], "c": [{"text": text}]}
    found = pq.read_table(io.BytesIO(FORMS["parquet"].write(Table("t", "表", columns, [row]))))
    assert found.to_pylist()[0]["b"] == [text.encode("utf-8", "replace").decode()]


# --- with a description


def unpacked(folder: Path, made: Table, origins: Texts = ()) -> frictionless.Package:
    data = packed(made, "csv", FORMS["csv"].write(made), origins)
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    return frictionless.Package(str(folder / "datapackage.json"))


def test_the_package_describes_its_data(tmp_path: Path) -> None:
    records = [measure(), measure(key="2", deadline=None, year=None, reprint=False)]
    origin = {"title": "年次計画", "path": "https://library.example/plan"}
    package = unpacked(tmp_path, measures(*records), [origin])
    report = package.validate()
    assert report.valid, report.flatten(["message"])
    (resource,) = package.resources
    types = {field.title: field.type for field in resource.schema.fields}
    assert (types["計画年度"], types["日付の値"]) == ("integer", "date")
    assert (types["再掲"], types["信頼度"]) == ("boolean", "number")
    described = {field.title: field.description for field in resource.schema.fields}
    assert described["次の計画"] == "next_plan"
    first, second = resource.read_rows()
    assert (first["再掲"], first["計画年度"]) == (True, 2025)
    assert first["日付の値"] == datetime.date(2025, 11, 30)
    assert (second["日付の値"], second["計画年度"]) == (None, None)


def test_a_changed_file_does_not_pass(tmp_path: Path) -> None:
    unpacked(tmp_path, measures(measure()))
    path = tmp_path / "measures.csv"
    path.write_bytes(path.read_bytes().replace("港湾局".encode(), "水門局".encode()))
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_sources_and_licences_are_there_if_they_are_known() -> None:
    made = measures(measure())
    licence = {"name": "CC-BY-4.0", "path": "https://licence.example/by"}
    assert {"sources", "licenses"}.isdisjoint(data_package(made, "csv"))
    assert data_package(made, "csv", licences=[licence])["licenses"] == [licence]


@pytest.mark.parametrize("suffix", FORMS)
def test_every_form_can_be_described(suffix: str) -> None:
    made = measures(measure())
    about = data_package(made, suffix, data=FORMS[suffix].write(made))
    assert about["resources"][0]["path"] == f"measures.{suffix}"
    assert frictionless.Package.from_descriptor(about).resources


def test_the_same_data_make_the_same_package() -> None:
    made = measures(measure())
    data = FORMS["csv"].write(made)
    assert packed(made, "csv", data) == packed(made, "csv", data)


# --- comparisons and other rows


def compared(**options: Any) -> Table:
    old = [measure(), measure(key="2", label="イ", next_plan=["灯台を直す。"], progress=[])]
    new = [measure(next_plan=["引き続き夜も点検する。"])]
    made = compare("measures", old, new)
    words = {"next_plan": "次の計画"}
    return comparison_table(made, made.changes, "前 → 後", words, **options)


def test_a_comparison_is_a_table_of_differing_texts() -> None:
    kinds = {"changed": "変わった", "ended": "なくなった"}
    where: Callable[[str, str], tuple[int, str]] = lambda side, key: (3, f"{side}#{key}")  # noqa: E731
    first, last = compared(kinds=kinds, where=where).rows
    assert (first["kind"], first["field"]) == ("変わった", "次の計画")
    assert (first["old_text"], first["new_text"]) == (
        "引き続き点検する。",
        "引き続き夜も点検する。",
    )
    assert (first["old_address"], first["new_address"]) == ("old#1/(2)/ア", "new#1/(2)/ア")
    assert (last["kind"], last["old_page"], last["new_page"]) == ("なくなった", 3, None)


def test_lines_of_a_comparison_have_the_pieces() -> None:
    line = json.loads(FORMS["jsonl"].write(compared()).splitlines()[0])
    assert (line["schema"], line["register"], line["kind"]) == (4, "measures", "changed")
    assert (
        "".join(piece["new"] for piece in line["fields"][0]["pieces"]) == line["fields"][0]["new"]
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_writes_any_rows(form: str) -> None:
    assert FORMS[form].write(compared())
    assert isinstance(FORMS[form].write(Table("empty", "なし", [Column("a", "あ")], [])), bytes)
