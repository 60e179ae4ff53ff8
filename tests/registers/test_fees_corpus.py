"""Facts of true schedules, each looked up on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.aspects import headings_of
from shiryokan.registers.base import Extraction
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import FeeItem, Fees
from shiryokan.registers.fees.changes import as_rows, changes
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


@pytest.mark.parametrize(
    "name",
    ["mhlw-r6-medical-notice-677p", "mhlw-h28-old-new-table-344p", "mhlw-r1-amend-vert-land-32p"],
)
def test_notices_and_comparisons_are_no_schedules(corpus: Path, name: str) -> None:
    with IsolatedReader(corpus / "real" / f"{name}.pdf") as reader:
        pages = list(reader.pages())
    with pytest.raises(NoRecords):
        Fees().extract(pages, name)
