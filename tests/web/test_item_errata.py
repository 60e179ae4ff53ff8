"""Corrections at the item that they speak of: as of a day, in any order, and of each other."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django.test import Client
from tools.errata_letters.letter import Change, Letter, Paper, Run
from tools.errata_letters.typeset import LOOKS
from tools.errata_letters.typeset import typeset as typeset_letter
from tools.fee_notices.typeset import wide
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Item
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.records.models import Record
from tests import pdfs
from tests.web.conftest import Add, Fill

TITLE = "霧浜診療報酬点数表（令和{}年度）"
NOTICE = """（別添１）
医科診療報酬点数表に関する事項
第１章　基本診療料
{code}　{name}
(１)　霧の日に計画書を患者に交付した場合に限り算定する。
(２)　風の日は、{name}を所定点数の100分の50により算定する。
"""
PAPER = "診療報酬の算定方法の一部改正に伴う実施上の留意事項について"


@pytest.fixture(scope="module")
def item() -> Item:
    """The item that everything is about."""
    return next(iter(Author(11).revisions(1))).schedule.items[0]


def add_schedule(add: Add, folder: Path) -> None:
    path = folder / "schedule.pdf"
    typeset(next(iter(Author(11).revisions(1))).schedule, Look.of(1), path)
    add(path, title=TITLE.format(6))


def add_notice(add: Add, folder: Path, item: Item) -> None:
    path = folder / "notice.pdf"
    path.write_bytes(pdfs.pdf(NOTICE.format(code=wide(item.code), name=item.name)))
    add(path, title="留意事項（令和６年度）")


def add_letter(
    add: Add, folder: Path, item: Item, day: datetime.date, old: str, new: str, look: str = "plain"
) -> None:
    runs = [Run("kept", "霧の日に"), Run("struck", old), Run("inserted", new)]
    runs.append(Run("kept", "を患者に交付した場合に限り算定する。"))
    change = Change(item.code, item.name, 1, [run for run in runs if run.text])
    paper = Paper(PAPER, "保医発0305第4号", datetime.date(2024, 3, 5), "医科", [change])
    path = folder / f"letter-{day}-{look}.pdf"
    typeset_letter(Letter(day, [paper]), LOOKS[look], path)
    add(path, title=f"一部訂正について（{day}）")


MAY, JUNE = datetime.date(2024, 5, 7), datetime.date(2024, 6, 11)


@pytest.fixture
def house(fill: Fill, add: Add, tmp_path: Path, item: Item) -> str:
    """A schedule and a notice; the address of the item."""

    def add_papers() -> None:
        add_schedule(add, tmp_path)
        add_notice(add, tmp_path, item)

    fill(add_papers)
    return f"/fees/medical/{item.code}/"


def notice_in(page: str) -> str:
    """The paragraph of the notice, as the page has it."""
    return next(each for each in page.split("<article") if "p.1</a>" in each and "霧の日に" in each
                and "留意事項（令和６年度）" in each)  # fmt: skip


def words(pieces: str, tag: str) -> list[str]:
    """What stands in elements of a page, without what is read aloud alone."""
    found = [part.partition(f"</{tag}>")[0] for part in pieces.split(f"<{tag}>")[1:]]
    return [part.split("</span>")[1].split("<span")[0] for part in found]


@pytest.mark.parametrize("look", ["plain", "table"])
def test_a_correction_is_put_into_the_notice_as_of_its_day(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item, look: str
) -> None:
    add_letter(add, tmp_path, item, MAY, "計画書", "管理計画書等", look)
    page = client.get(house).content.decode()
    notice = notice_in(page)
    # a table tells no marks: what differs is found word by word
    assert words(notice, "del")[0] in "計画書"
    assert words(notice, "ins")[-1].endswith("等")
    assert f"一部訂正について（{MAY}）" in notice
    assert "訂正前の文" in notice
    assert "霧の日に計画書を患者に交付した場合に限り算定する。" in notice
    assert "このページの文に反映済み" in page
    before = client.get(house + "?on=2024-05-06").content.decode()
    assert "<del>" not in notice_in(before)
    assert "反映済み" not in before
    assert "<ins>" in notice_in(client.get(house + "?on=2024-05-07").content.decode())


def test_a_sentence_that_corrects_is_put_in_too(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item
) -> None:
    add_letter(add, tmp_path, item, MAY, "計画書", "同意書", "said")
    notice = notice_in(client.get(house).content.decode())
    assert words(notice, "del") == ["計画書"]
    assert words(notice, "ins") == ["同意書"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_correction_of_a_correction_holds_in_any_order_of_papers(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item, order: tuple[int, int]
) -> None:
    letters = [(MAY, "計画書", "同意書"), (JUNE, "同意書", "説明書")]
    for at in order:
        add_letter(add, tmp_path, item, *letters[at])
    notice = notice_in(client.get(house).content.decode())
    assert words(notice, "del") == ["計画書"]
    assert words(notice, "ins") == ["説明書"]
    assert str(MAY) in notice
    assert str(JUNE) in notice
    between = notice_in(client.get(house + "?on=2024-06-10").content.decode())
    assert words(between, "ins") == ["同意書"]


def test_a_letter_that_comes_before_its_notice_waits_for_it(
    client: Client, add: Add, tmp_path: Path, item: Item, empty_instance: Path
) -> None:
    address = f"/fees/medical/{item.code}/"
    add_letter(add, tmp_path, item, MAY, "計画書", "同意書")
    assert client.get(address).status_code == 404
    add_schedule(add, tmp_path)
    assert "訂正された文書がまだありません" in client.get(address).content.decode()
    add_notice(add, tmp_path, item)
    page = client.get(address).content.decode()
    assert "訂正された文書がまだありません" not in page
    assert words(notice_in(page), "ins") == ["同意書"]


def test_words_that_are_not_in_the_notice_are_told(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item
) -> None:
    add_letter(add, tmp_path, item, MAY, "診断書", "同意書")
    page = client.get(house).content.decode()
    assert "<del>" not in notice_in(page)
    assert "訂正前の語が手元の文に見つかりません" in page
    assert "診断書→同意書" in page


def test_a_notice_that_is_corrected_already_is_told(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item
) -> None:
    add_letter(add, tmp_path, item, MAY, "説明書", "計画書")
    page = client.get(house).content.decode()
    assert "手元の文は訂正後のもの" in page
    assert "<del>" not in notice_in(page)


def test_corrections_are_in_the_item_as_json(
    client: Client, house: str, add: Add, tmp_path: Path, item: Item
) -> None:
    add_letter(add, tmp_path, item, MAY, "計画書", "同意書")
    said = [
        each for part in client.get(house + "item.json").json()["parts"] for each in part["said"]
    ]
    (notice,) = [each for each in said if each["corrected"]]
    (letter,) = [each for each in said if each["correction"]]
    assert (
        notice["corrected"]["text"]["new"] == "霧の日に同意書を患者に交付した場合に限り算定する。"
    )
    assert notice["corrected"]["text"]["by"] == [letter["address"]]
    assert letter["correction"] == {"state": "applied", "missing": []}
    before = client.get(house + "item.json?on=2024-05-06").json()
    assert not [each for part in before["parts"] for each in part["said"] if each["corrected"]]


@pytest.fixture
def renamed(fill: Fill, add: Add, tmp_path: Path, item: Item) -> tuple[str, str]:
    """Two versions of a schedule, between which the item changed its code: the old and the new."""
    new_code = f"{item.code}-9"

    def add_papers() -> None:
        for year, revision in zip((4, 6), Author(11).revisions(2), strict=True):
            kept = next(iter(Author(11).revisions(1))).schedule.items[0]
            if year == 6:
                kept.code = new_code
                revision.schedule.items[0] = kept
            path = tmp_path / f"{year}.pdf"
            typeset(revision.schedule, Look.of(year), path)
            add(path, title=TITLE.format(year))

    fill(add_papers)
    return item.code, new_code


def test_an_item_is_followed_over_a_change_of_its_code(
    client: Client, renamed: tuple[str, str]
) -> None:
    old, new = renamed
    page = client.get(f"/fees/medical/{new}/").content.decode()
    assert f"前の版での区分番号は {old} です。" in page
    assert f'href="/fees/medical/{old}/?version=' in page
    points = page.partition('id="years"')[2]
    assert "2022年度" in points
    # what the item paid before stands in the same rows as what it pays now
    row = Record.objects.get(register="fees", year=2024, data__kind="item", data__code=new)
    rows = client.get(f"/fees/medical/{new}/points.csv").content.decode("utf-8-sig").splitlines()
    paid = [each.split(",")[-2:] for each in rows[1:]]
    assert paid
    assert all(before == after for before, after in paid), row.data
    page = client.get(f"/fees/medical/{old}/").content.decode()
    assert f"後の版では区分番号が {new} に変わりました。" in page
    assert f'href="/fees/medical/{new}/?version=' in page
