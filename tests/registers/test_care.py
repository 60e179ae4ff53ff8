"""What is hard in a care fee schedule, each in a few rows set by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.enumeration import IROHA
from shiryokan.japanese.numerals import in_kanji
from shiryokan.paper.model import Page
from shiryokan.registers.base import Extraction
from shiryokan.registers.care import Amount, Care, CareFee, Rate
from shiryokan.registers.care.changes import as_row, changes
from shiryokan.registers.care.labels import follows, labels_of, note_label_of
from shiryokan.registers.care.points_report import Points
from shiryokan.registers.care.values import amounts_in, is_worth, number
from shiryokan.registers.errors import NoRecords
from tests.paper.pages import STEP, block, line, page, vertical
from tests.registers.schedule import LEFT, PITCH, RIGHT, TOP, Row, prose, row

FILLER = [
    row(0, "９　音楽費（１日につき）"),
    row(1, "イ　個人で行う場合", "100単位"),
    row(1, "ロ　二人で行う場合", "80単位"),
    row(1, "ハ　三人で行う場合", "60単位"),
]
"""A service that makes a few rows a schedule."""


def pages(*rows: Row) -> list[Page]:
    made: list[Page] = []
    for at in range(0, len(rows), 45):
        blocks = []
        for i, each in enumerate(rows[at : at + 45]):
            y = TOP + PITCH * i
            if each.text:
                blocks.append(block(line(each.text, LEFT + STEP * each.indent, y)))
            if each.worth:
                x = RIGHT - STEP * len(each.worth)
                blocks.append(block(line(each.worth, x, y)))
        made.append(page(*blocks, number=len(made) + 1))
    return made


def extract(*rows: Row) -> Extraction[CareFee]:
    """What is read of these rows, which stand before the filler."""
    found = Care().extract(pages(*rows, *FILLER), "doc")
    assert [record.key for record in found.records[-4:]] == ["9", "9/イ", "9/ロ", "9/ハ"]
    return Extraction(found.records[:-4], found.unplaced)


def records(*rows: Row) -> dict[str, CareFee]:
    return {record.key: record for record in extract(*rows).records}


def test_a_tree_with_all_levels_units_points_and_a_rate() -> None:
    found = records(
        row(4, "別表　指定居宅支援サービス介護給付費単位数表"),
        row(0, "１　園芸費（１月につき）"),
        row(1, "イ　大きな庭の場合"),
        row(2, "⑴　花を植える場合"),
        row(3, "㈠　春の場合"),
        row(4, "ａ　支援区分１"),
        row(5, "ⅰ　朝の場合", "1,302単位"),
        row(5, "ⅱ　夜の場合", "17単位"),
        row(1, "ロ　水やり加算（１回につき）", "24単位"),
        row(1, "ハ　職員体制加算"),
        row(2, "⑴　職員体制加算（Ⅰ）　　所定単位数の1000分の245に相当する単位数"),
    )
    leaf = found["1/イ/(1)/(一)/a/i"]
    assert (leaf.name, leaf.points, leaf.value) == ("朝の場合", 1302, "1,302単位")
    assert leaf.path == ["1", "イ", "(1)", "(一)", "a", "i"]
    assert (leaf.service, leaf.unit, leaf.unit_effective) == ("園芸費", "", "１月につき")
    assert [h.title for h in leaf.above][:2] == ["園芸費", "大きな庭の場合"]
    assert leaf.schedule == "別表　指定居宅支援サービス介護給付費単位数表"
    assert (found["1/ロ"].unit, found["1/ロ"].unit_effective) == ("１回につき", "１回につき")
    assert found["1/ハ/(1)"].rate == Rate(245, 1000)
    assert found["1/ハ/(1)"].name == "職員体制加算（Ⅰ）"
    assert found["1/イ"].points is None


@pytest.mark.parametrize("signs", ["（12）", "－12－"])
def test_the_number_of_a_vertical_page_in_brackets_is_of_no_row(signs: str) -> None:
    rows = ["１　園芸費（一日につき）"]
    rows += [f"{kana}　{'花' * 20}の場合{'…' * 9}百二十単位" for kana in IROHA[:12]]
    lines = [vertical(text, 540 - 18 * at) for at, text in enumerate(rows)]
    # each of its signs stands beside another, below a row of its own
    below = [vertical(sign, 430 - 18 * at, 500) for at, sign in enumerate(signs)]
    (made,) = [page(*(block(each) for each in (*lines, *below)))]
    found = {record.key: record for record in Care().extract([made], "doc").records}
    assert {record.points for key, record in found.items() if "/" in key} == {120}
    assert {record.name for key, record in found.items() if "/" in key} == {f"{'花' * 20}の場合"}
    assert len(found) == 13


def test_labels_go_on_past_the_tenth_kana_and_points_are_in_any_order() -> None:
    names = [
        row(1, f"{kana}　第{at}の場合", f"{1000 - at}単位") for at, kana in enumerate(IROHA[:20])
    ]
    found = records(row(0, "１　園芸費"), *names)
    assert [record.path[-1] for record in found.values()][1:] == list(IROHA[:20])
    assert found["1/ネ"].points == 981


def test_notes_belong_to_the_service_or_to_a_branch_by_how_far_they_are_set_in() -> None:
    found = records(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合", "10単位"),
        *prose(
            3, "注１　別に定める者については、所定単位数の100分の85に相当する単位数を算定する。" * 2
        ),
        *prose(
            4, "　２　イについて、一人で行うときは、１月につき24単位を所定単位数に加算する。" * 2
        ),
        row(1, "ロ　水やり加算", "5単位"),
        *prose(4, "注　水をやった場合に、12単位を所定単位数から減算する。" * 3),
    )
    service, branch = found["1"], found["1/ロ"]
    assert [note.label for note in service.notes] == ["注1", "注2"]
    assert service.notes[1].printed_label == "2"
    assert service.notes[0].amounts[0] == Amount(kind="to", rate=Rate(85, 100))
    assert service.notes[1].amounts[0] == Amount(kind="add", points=24)
    assert [note.label for note in branch.notes] == ["注"]
    assert branch.notes[0].amounts[0] == Amount(kind="subtract", points=12)
    assert not found["1/イ"].notes


def test_a_note_has_entries_with_others_below_them_and_words_behind_them() -> None:
    found = records(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合", "10単位"),
        row(1, "ロ　水やり加算"),
        row(2, "⑴　水やり加算（Ⅰ）", "7単位"),
        row(2, "⑵　水やり加算（Ⅱ）", "5単位"),
        row(2, "注　次に掲げる単位数を所定単位数に加算する。"),
        row(4, "イ　朝に行うこと。"),
        row(5, "⑴　晴れの日に行うこと。"),
        row(5, "⑵　雨の日に行わないこと。"),
        row(4, "ロ　特別水やり加算", "3単位"),
        row(4, "ただし、夏に限る。"),
        row(1, "ハ　草取り加算", "9単位"),
    )
    (note,) = found["1/ロ"].notes
    assert note.text == "次に掲げる単位数を所定単位数に加算する。ただし、夏に限る。"
    assert [(item.path, item.points) for item in note.items] == [
        (["イ"], None),
        (["イ", "(1)"], None),
        (["イ", "(2)"], None),
        (["ロ"], 3),
    ]
    assert found["1/ハ"].points == 9
    assert [row["points"] for row in Points().rows(list(found.values()), [], None)] == [
        10, 3, 7, 5, 9,
    ]  # fmt: skip


def test_prose_that_begins_like_a_label_is_prose() -> None:
    found = records(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合", "10単位"),
        row(2, "注　" + "庭の手入れを行う者について届出をした事業所において" * 2),
        row(4, "ロ　及びハに掲げる者に対して行った場合は、算定しない。"),
        row(1, "ロ　鉢の場合", "8単位"),
    )
    assert list(found) == ["1", "1/イ", "1/ロ"]
    assert found["1/ロ"].points == 8


def test_placeholders_alone_and_for_several_labels() -> None:
    found = records(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合", "10単位"),
        row(1, "ロ及びハ　削除"),
        row(1, "ニ　鉢の場合", "8単位"),
        row(1, "ニの２　苗の場合", "6単位"),
        row(1, "ホ　削除"),
    )
    assert [key for key, record in found.items() if record.deleted] == ["1/ロ", "1/ハ", "1/ホ"]
    assert found["1/ニの2"].points == 6


def test_a_service_without_a_number_and_one_between_two() -> None:
    found = records(
        row(4, "別表　指定園芸支援介護給付費単位数表"),
        row(0, "園芸支援費"),
        row(1, "イ　庭の場合", "10単位"),
        row(4, "別表　指定音楽サービス介護給付費単位数表"),
        row(0, "１　歌費"),
        row(1, "イ　朝の場合", "20単位"),
        row(0, "１の２　笛費"),
        row(1, "イ　朝の場合", "30単位"),
    )
    assert found["園芸支援費"].path == []
    assert found["イ"].service == "園芸支援費"
    assert found["1の2/イ"].points == 30
    assert found["1/イ"].schedule == "別表　指定音楽サービス介護給付費単位数表"


def test_points_of_a_name_that_runs_over_rows_stand_on_the_last_or_below() -> None:
    found = records(
        row(0, "１　園芸費"),
        row(1, "イ　とても長い名前の庭において行う場合であって春から夏にかけて"),
        row(3, "支援を行うもの", "10単位"),
        row(1, "ロ　鉢の場合"),
        row(1, "", "8単位"),
    )
    assert found["1/イ"].name.endswith("かけて支援を行うもの")
    assert (found["1/イ"].points, found["1/ロ"].points) == (10, 8)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row(0, "１　園芸料"), row(1, "イ　庭の場合", "10点"), row(1, "ロ　鉢の場合", "9点")],
        [
            row(0, f"{n}　単位について、1日につき{n}単位を加算することを説明する。")
            for n in range(1, 9)
        ],
        [row(0, "改正後　　改正前"), *FILLER],
    ],
)
def test_other_documents_are_refused(rows: list[Row]) -> None:
    with pytest.raises(NoRecords):
        Care().extract(pages(*rows))


def test_a_branch_under_another_label_is_the_same_and_what_changed_is_told() -> None:
    old = extract(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合", "10単位"),
        row(1, "ロ　水やり加算（１日につき）", "5単位"),
        row(1, "ハ　草取り加算", "9単位"),
        row(1, "ニ　見回り加算", "4単位"),
    ).records
    new = extract(
        row(0, "１　園芸費"),
        row(1, "イ　庭の場合"),
        row(2, "⑴　晴れの日に行う場合", "11単位"),
        row(2, "⑵　雨の日に行う場合", "9単位"),
        row(1, "ロ　植木鉢運搬加算", "3単位"),
        row(1, "ハ　水やり加算（１月につき）", "6単位"),
        row(1, "ニ　草取り推進加算", "9単位"),
    ).records
    told = {(c.kind, "/".join((c.old or c.new).path)) for c in changes(old, new)}  # type: ignore[union-attr]
    assert told == {
        ("divided", "1/イ"), ("new", "1/ロ"), ("relabelled", "1/ロ"), ("points", "1/ロ"),
        ("unit", "1/ロ"), ("relabelled", "1/ハ"), ("renamed", "1/ハ"), ("ended", "1/ニ"),
    }  # fmt: skip
    rows = [as_row(change) for change in changes(old, new)]
    assert {row["parts"] for row in rows if row["kind"] == "divided"} == {
        "晴れの日に行う場合 11単位、雨の日に行う場合 9単位"
    }
    assert changes(old, old) == []


@given(st.integers(1, 9999))
def test_numbers_are_read_in_digits_and_in_kanji(value: int) -> None:
    wide = f"{value:,}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,"})
    for printed in (str(value), f"{value:,}", wide, in_kanji(value)):
        assert number(printed) == value
        assert is_worth(f"{printed}単位")


@given(st.integers(1, 99), st.sampled_from((100, 1000)), st.booleans())
def test_amounts_in_sentences_know_what_is_done_with_them(
    share: int, whole: int, upright: bool
) -> None:
    text = f"所定単位数の{whole}分の{share}に相当する単位数を所定単位数から減算する。"
    if upright:
        text = text.replace(str(whole), in_kanji(whole), 1).replace(
            f"の{share}に", f"の{in_kanji(share)}に"
        )
    assert amounts_in(text) == [Amount(kind="subtract", rate=Rate(share, whole))]


def test_labels_of_one_sign_and_of_three_are_the_same() -> None:
    for printed in ("⑶　名", "(3) 名", "（３）名", "（３）　名"):
        assert [label.text for label in labels_of(printed)] == ["(3)"]
    assert {label.kind for label in labels_of("二　名")} == {"number", "kana"}
    assert {label.kind for label in labels_of("ｉ　名")} == {"latin", "roman"}
    first, second = labels_of("⑼　名")[0], labels_of("⑽　名")[0]
    assert (follows(second, first), follows(first, second)) == (1, 0)
    for text in ("１日につき", "（２）の①", "イ及びロについて", "⑴から⑶までの"):
        assert not labels_of(text)
    note = note_label_of("注４の２　この場合")
    assert note is not None
    assert (note.text, note.number, note.branch) == ("注4の2", 4, 2)
    assert note_label_of("注意する") is None
