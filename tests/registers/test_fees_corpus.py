"""Facts of true schedules, each looked up on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.registers.aspects import headings_of
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.changes import as_rows, changes
from shiryokan.registers.fees.course import PointsCourse
from shiryokan.registers.fees.model import Range
from tests.readings import pages_of


def read(path: Path) -> Extraction[FeeItem]:
    return Fees().extract(pages_of(path), path.stem)


@pytest.fixture(scope="module")
def medical(corpus: Path) -> Extraction[FeeItem]:
    return read(corpus / "fees" / "medical-r6.pdf")


@pytest.fixture(scope="module")
def items(medical: Extraction[FeeItem]) -> dict[str, FeeItem]:
    return {item.key: item for item in medical.records}


def variant(item: FeeItem, *label: str) -> tuple[str, int | None]:
    return next((v.name, v.points) for v in item.variants if v.label == list(label))


def test_a_whole_schedule(medical: Extraction[FeeItem], items: dict[str, FeeItem]) -> None:
    assert len(items) == len(medical.records) >= 2500
    assert sum(len(item.variants) for item in medical.records) >= 4050
    assert sum(len(item.notes) for item in medical.records) >= 2090
    assert {left.why for left in medical.unplaced} == {"orphan"}


def test_the_first_visit(items: dict[str, FeeItem]) -> None:
    first = items["A000"]
    assert (first.name, first.points, first.page) == ("初診料", 291, 3)
    assert headings_of(first.path) == [
        "第１章",
        "基本診療料",
        "第１部",
        "初・再診料",
        "第１節",
        "初診料",
    ]
    assert [note.number for note in first.notes] == [str(n) for n in range(1, 17)]
    assert {"A246", "A103"} & set(items["A101"].references) == {"A246"}


def test_variants_in_two_and_three_levels(items: dict[str, FeeItem]) -> None:
    assert items["A100"].unit == "１日につき"
    assert variant(items["A100"], "1", "イ") == ("急性期一般入院料１", 1688)
    assert variant(items["A400"], "1", "イ", "(1)") == ("麻酔を伴う手術を行った場合", 2947)
    assert variant(items["B001"], "4", "イ", "(2)", "②") == ("月の２回目", 500)


def test_a_list_longer_than_the_alphabet_of_its_labels(items: dict[str, FeeItem]) -> None:
    last = variant(items["A400"], "2", "イヰ")
    assert last == ("Ｍ００１－２　ガンマナイフによる定位放射線治療", 60796)
    assert variant(items["O102"], "165") == ("入院ベースアップ評価料165", 165)


def test_notes_of_variants(items: dict[str, FeeItem]) -> None:
    own = [note for note in items["D287"].notes if note.variant == ["1", "イ"]]
    assert [note.text for note in own] == ["患者１人につき月２回に限り算定する。"]


def test_groups_and_deleted_items(items: dict[str, FeeItem]) -> None:
    assert items["D282-4"].group == "皮膚科学的検査"
    assert items["A003"].deleted
    assert items["K130"].deleted
    assert not items["K131-2"].deleted


def test_dispensing(corpus: Path) -> None:
    found = {item.key: item for item in read(corpus / "fees" / "dispensing-r6.pdf").records}
    assert variant(found["00"], "3", "ロ") == ("", 19)
    assert found["10-2"].name == "調剤管理料"
    assert [key for key, item in found.items() if item.deleted][:4] == ["10", "11", "12", "13"]
    assert found["30"].value == "材料価格を10円で除して得た点数"


@pytest.mark.thorough
def test_what_two_years_changed(corpus: Path, medical: Extraction[FeeItem]) -> None:
    old = read(corpus / "fees" / "medical-r4.pdf").records
    rows = {
        (row["kind"], row["code"], row["new_label"]): row
        for row in as_rows(changes(old, medical.records))
    }
    first = rows["points", "A000", ""]
    assert (first["old_points"], first["new_points"]) == (288, 291)
    assert (first["old_page"], first["new_page"]) == (3, 3)
    assert rows["renamed", "B001-3", ""]["new_name"] == "生活習慣病管理料（Ⅰ）"
    assert ("new", "A253", "") in rows
    assert ("ended", "K358", "") in rows
    assert ("points", "A400", "1 イ (1)") not in rows
    note = rows["note_points", "A000", "注1"]
    assert (note["old_points"], note["new_points"]) == (251, 253)


@pytest.mark.parametrize(
    "name",
    [
        # read by no other test, for a third of a minute
        pytest.param("mhlw-r6-medical-notice-677p", marks=pytest.mark.slow),
        pytest.param("mhlw-h28-old-new-table-344p", marks=pytest.mark.slow),
        "mhlw-r6-dispensing-notice",
        "mhlw-r1-amend-vert-land-32p",
    ],
)
def test_notices_and_comparisons_are_no_schedules(corpus: Path, name: str) -> None:
    pages = pages_of(corpus / "real" / f"{name}.pdf")
    with pytest.raises(NoRecords):
        Fees().extract(pages, name)


@pytest.fixture(scope="module")
def dispensing(corpus: Path) -> dict[str, list[FeeItem]]:
    return {
        year: read(corpus / "fees" / f"dispensing-{year}.pdf").records
        for year in ("r4", "r6", "r8")
    }


def test_additions_are_found_by_their_names(dispensing: dict[str, list[FeeItem]]) -> None:
    additions = {each.key: each for each in dispensing["r6"] if each.kind == "addition"}
    support = [additions[f"00/地域支援体制加算{n}"] for n in "１２３４"]
    assert [(each.place, each.points) for each in support] == [
        ("注5イ", 32), ("注5ロ", 40), ("注5ハ", 10), ("注5ニ", 32),
    ]  # fmt: skip
    assert {each.parent for each in support} == {"00"}
    assert additions["01/自家製剤加算"].range == Range(20, 90)
    assert additions["01/夜間・休日等加算"].points == 40


def test_changes_of_notes_and_what_was_divided(dispensing: dict[str, list[FeeItem]]) -> None:
    rows = as_rows(changes(dispensing["r6"], dispensing["r8"]))
    told = {
        (row["kind"], row["code"], row["old_label"], row["new_label"]): (
            row["old_points"], row["new_points"],
        )
        for row in rows
    }  # fmt: skip
    support = {("イ", (32, 27)), ("ロ", (40, 59)), ("ハ", (10, 67)), ("ニ", (32, 37))}
    for label, points in support:
        assert told["note_points", "00", f"注5 {label}", f"注5 {label}"] == points
    assert told["note_new", "00", "", "注5 ホ"] == (None, 59)
    assert told["note_points", "00", "注12 イ", "注12"] == (15, 30)
    assert told["divided", "10-3", "1", "1 イ"] == told["divided", "10-3", "1", "1 ロ"] == (45, 45)
    assert not any(row["old_name"] == "削除" or row["new_name"] == "削除" for row in rows)


def test_three_schedules_side_by_side(dispensing: dict[str, list[FeeItem]]) -> None:
    rows = PointsCourse().rows([dispensing[year] for year in ("r4", "r6", "r8")])
    numbers = {(row["code"], row["what"]): row["numbers"] for row in rows}
    assert numbers["00", "1 調剤基本料１"] == [42, 45, 47]
    assert numbers["00", "注12 在宅薬学総合体制加算１"] == [None, 15, 30]
    assert numbers["00", "注5 ハ 地域支援・医薬品供給対応体制加算３"] == [17, 10, 67]
    assert numbers["01", "6 外用薬"] == [10, 10, 10]
