"""Kinds of fields: how each shows, narrows, exports and reads its values."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from shiryokan.registers.base import Register
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.days import month_in_words
from shiryokan.registers.fields import (
    KINDS,
    Branch,
    Choice,
    Code,
    Date,
    Field,
    Flag,
    Kind,
    Labels,
    List,
    NotReadable,
    Number,
    Path,
    Range,
    Shown,
    Table,
    Text,
    Tree,
)

PATH = [{"number": "1", "title": "港と海"}, {"number": "", "title": "夜間"}]
STEPS = Table(
    (
        Field("label", "符号", List()),
        Field("points", "点数", Number()),
        Field("off", "廃止", Flag()),
    )
)
ROWS = [
    {"label": ["1", "イ"], "points": 1200, "off": False},
    {"label": ["2"], "points": None, "off": False},
]


@pytest.mark.parametrize(
    ("kind", "value", "lines"),
    [
        (Text(), "一行目\n二行目", ("一行目", "二行目")), (Text(), "", ()), (Text(), None, ()),
        (Code(), "A101-2", ("A101-2",)),
        (Choice({"must": "しなければならない"}), "must", ("しなければならない",)),
        (Choice({"must": "しなければならない"}), "other", ("other",)), (Choice({}), None, ()),
        (List(), ["港湾局", "水道局"], ("港湾局", "水道局")), (List(), [], ()),
        (Number(), 1200, ("1200",)), (Number(), 0, ("0",)), (Number(), None, ()),
        (Flag(), True, ("○",)), (Flag(), False, ()),
        (Date(), "2025-09-30", ("2025年9月30日",)), (Date(), "未定", ("未定",)), (Date(), None, ()),
        (Date(), {"text": "秋", "until": "2025-11-30"}, ("秋（2025年11月30日 まで）",)),
        (Path(), PATH, ("1 港と海 › 夜間",)), (Path(), [], ()),
        (Range("点"), {"least": 19, "most": 1045}, ("19～1,045点",)),
        (Range("点"), {"least": 45, "most": 45}, ("45点",)), (Range("点"), None, ()),
    ],
)  # fmt: skip
def test_a_value_is_shown(kind: Kind, value: Any, lines: tuple[str, ...]) -> None:
    assert kind.shown(value, str).lines == lines
    assert kind.shown(value, str).empty == (not lines)


def test_a_table_shows_the_columns_that_say_anything() -> None:
    shown = STEPS.shown(ROWS, {"符号": "Label", "点数": "Points"}.get)  # type: ignore[arg-type]
    assert (shown.heads, shown.numbers) == (("Label", "Points"), (False, True))
    assert shown.rows == (("1 イ", "1,200"), ("2", ""))
    assert STEPS.short(ROWS, str).lines == ("2件",)


def test_what_is_long_is_cut_in_a_cell() -> None:
    assert Text().short("あ" * 200, str).lines == ("あ" * 90 + "…",)
    assert List().short(["あ" * 60, "い" * 60, "う"], str).lines == (
        "あ" * 60,
        "い" * 30 + "…",
    )
    assert List().short(["あ" * 90, "い"], str).lines == ("あ" * 90 + "…",)


@pytest.mark.parametrize(
    ("kind", "value", "facets"),
    [
        (Text(), "区分", ["区分"]), (Text(), "", []), (List(), ["a", "", "b"], ["a", "b"]),
        (Number(), 2025, ["2025"]), (Number(), None, []), (Flag(), False, ["no"]),
        (Path(), PATH, ["1 港と海"]), (Path(), [], []), (STEPS, ROWS, []),
    ],
)  # fmt: skip
def test_records_are_counted_by_a_value(kind: Kind, value: Any, facets: list[str]) -> None:
    assert kind.facets(value) == facets


def test_only_the_documents_words_are_found_by() -> None:
    assert list(Choice({"must": "義務"}).texts("must")) == []
    assert list(Path().texts(PATH)) == ["1", "港と海", "", "夜間"]
    assert list(STEPS.texts(ROWS)) == ["1", "イ", "2"]
    assert list(Table(STEPS.fields, written_there=False).texts(ROWS)) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Text(), "一行目\n二行目"), (Code(), "A1"), (Choice({"must": "義務"}), "must"),
        (Choice({"must": "義務"}), None), (List(), ["a", "b"]), (Number(), 12), (Number(), None),
        (Flag(), True), (Flag(), False), (Path(), PATH),
        (Path(), [{"number": "第１章", "title": "港 と 海"}, {"number": "(ア)", "title": "夜"}]),
        (Path(), [{"number": "", "title": "港と海の まち"}]),
    ],
)  # fmt: skip
def test_what_an_editor_finds_in_the_form_is_read_as_the_same_value(kind: Kind, value: Any) -> None:
    assert kind.editor
    assert kind.parsed(kind.written(value)) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [(Number(), "来年"), (Number(), "1.5"), (Choice({"must": "義務"}), "should")],
)
def test_what_is_no_value_is_not_readable(kind: Kind, written: str) -> None:
    with pytest.raises(NotReadable):
        kind.parsed(written)


def test_a_date_has_a_column_of_days() -> None:
    field = Field("until", "期限", Date())
    assert [(c.name, c.kind) for c in field.columns(str)] == [
        ("until", "text"),
        ("until_until", "date"),
    ]
    assert field.cells({"text": "秋", "until": "2025-11-30"}) == {
        "until": "秋", "until_until": datetime.date(2025, 11, 30),
    }  # fmt: skip
    assert field.cells("来年")["until_until"] is None


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(kind().about for kind in KINDS)


def test_a_range_is_two_numbers_in_a_file() -> None:
    field = Field("range", "点数", Range("点"))
    assert [(c.name, c.title) for c in field.columns(str)] == [
        ("range_least", "点数（最小）"), ("range_most", "点数（最大）"),
    ]  # fmt: skip
    assert field.cells({"least": 19, "most": 45}) == {"range_least": 19, "range_most": 45}
    assert field.cells(None) == {"range_least": None, "range_most": None}


def test_a_tree_is_shown_by_its_branches() -> None:
    tree = Tree(grown=lambda rows: tuple(Branch(text=row["name"]) for row in rows))
    assert tree.shown([{"name": "内服薬"}], str) == Shown(branches=(Branch(text="内服薬"),))
    assert tree.shown([], str).empty


def test_labels_are_one_line_and_months_are_in_words() -> None:
    labels = Labels()
    assert labels.shown(["3", "イ", "(1)"], str).lines == ("3 イ (1)",)
    assert not labels.shown(["3", "イ"], str).listed
    assert labels.shown([], str).empty
    assert month_in_words("2022-05", str) == "2022年5月"
    assert [month_in_words(text, str) for text in ("2022", "2022-13", "")] == [
        "2022",
        "2022-13",
        "",
    ]


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda each: each.name)
def test_no_main_text_is_left_out_of_a_records_page_unless_another_field_says_it(
    register: Register[Any],
) -> None:
    aside = {field.name for field in register.fields if field.main and field.aside}
    # the sentences of a requirement are its text; the range of an item's points are its points
    assert aside == {"requirements": {"text"}, "fees": {"points"}}.get(register.name, set())
