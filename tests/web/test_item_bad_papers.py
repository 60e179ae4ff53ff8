"""Papers that do not fit each other: shown plainly, nothing lost, put right when the rest comes."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from tools.fee_notices.typeset import wide
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Item
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.documents.models import Document
from shiryokan.records.extraction import place_anew
from shiryokan.records.models import Extraction, Record
from tests import pdfs
from tests.web.conftest import Add

NOTICE = """（別添１）
医科診療報酬点数表に関する事項
第１章　基本診療料
{code}　{name}
(１)　{word}の日に計画書を患者に交付した場合に限り算定する。
(２)　風の日は、所定点数の100分の50により算定する。
"""
FIRST = """事務連絡
令和６年５月７日
疑義解釈資料の送付について（その１）
医科診療報酬点数表関係
【{name}】
問１　「{code}」{name}について、霧の日に限り算定できるのか。
（答）霧の日に限らず算定できる。
問２　届出の時期はいつか。
（答）毎年四月である。
"""
LATER = """事務連絡
令和６年６月20日
疑義解釈資料の送付について（その２）
医科診療報酬点数表関係
【{name}】
問１　「{code}」{name}の取扱いはどうなるか。
（答）「疑義解釈資料の送付について（その１）」（令和６年５月７日）の問１は廃止する。
問２　届出の時期はいつか。
（答）毎年四月である。
"""
MANY = """事務連絡
令和６年５月７日
疑義解釈資料の送付について（その３）
医科診療報酬点数表関係
【検査】
問１　次の項目はいずれも霧の日に限り算定できるのか。
{codes}
（答）いずれも霧の日に限らず算定できる。
問２　届出の時期はいつか。
（答）毎年四月である。
"""


@pytest.fixture(scope="module")
def item() -> Item:
    return next(iter(Author(11).revisions(1))).schedule.items[0]


@pytest.fixture
def paper(add: Add, tmp_path: Path, item: Item, empty_instance: Path) -> Paper:
    return Paper(add, tmp_path, item)


class Paper:
    """Adds papers on the item."""

    def __init__(self, add: Add, folder: Path, item: Item) -> None:
        self.add, self.folder, self.item = add, folder, item
        self.count = 0

    def schedule(self, title: str = "霧浜診療報酬点数表（令和６年度）") -> None:
        path = self.folder / "schedule.pdf"
        typeset(next(iter(Author(11).revisions(1))).schedule, Look.of(1), path)
        self.add(path, title=title)

    def version(self, year: int, code: str) -> None:
        """A schedule of a year of the era in which the item has a code."""
        (revision, *_) = Author(11).revisions(1)
        revision.schedule.items[0].code = code
        path = self.folder / f"schedule-{year}.pdf"
        typeset(revision.schedule, Look.of(year), path)
        self.add(path, title=f"霧浜診療報酬点数表（令和{year}年度）")

    def text(self, template: str, title: str, **told: str) -> None:
        self.count += 1
        path = self.folder / f"{self.count}.pdf"
        fill = {"code": wide(self.item.code), "name": self.item.name, "word": "霧"} | told
        path.write_bytes(pdfs.pdf(template.format(**fill)))
        self.add(path, title=title)

    @property
    def address(self) -> str:
        return f"/fees/medical/{self.item.code}/"


def test_a_schedule_of_an_unknown_year_is_shown_and_put_in_order_later(
    client: Client, paper: Paper
) -> None:
    paper.schedule(title="霧浜診療報酬点数表")
    paper.text(NOTICE, "留意事項（令和６年度）")
    page = client.get(paper.address).content.decode()
    assert "この点数表は改定の年が分かりません。" in page
    assert "霧の日に計画書を" in page
    document = Document.objects.get(title="霧浜診療報酬点数表")
    document.title = "霧浜診療報酬点数表（令和６年度）"
    with transaction.atomic():
        document.save()
        place_anew(document.pk)
    answer = client.get(paper.address)
    page = answer.content.decode()
    assert "改定の年が分かりません" not in page
    assert ">霧浜診療報酬点数表（令和６年度）</option>" in page
    assert answer.context["version"].year == 2024


def test_a_notice_on_an_item_that_is_not_there_waits_for_it(client: Client, paper: Paper) -> None:
    paper.text(NOTICE, "留意事項（令和６年度）")
    answer = client.get(paper.address)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "この区分番号について書かれたもの" in page
    assert "留意事項（令和６年度）" in page
    paper.schedule()
    assert "霧の日に計画書を" in client.get(paper.address).content.decode()


def test_a_notice_by_a_code_that_changed_is_led_on_when_the_older_schedule_comes(
    client: Client, paper: Paper
) -> None:
    old, new = paper.item.code, f"{paper.item.code}-9"
    paper.version(6, new)
    paper.text(NOTICE, "留意事項（令和４年度）")
    answer = client.get(paper.address)
    assert answer.status_code == 404
    assert "留意事項（令和４年度）" in answer.content.decode()
    assert "前の版での区分番号" not in client.get(f"/fees/medical/{new}/").content.decode()
    paper.version(4, old)
    page = client.get(paper.address).content.decode()
    assert "霧の日に計画書を" in page
    assert f"後の版では区分番号が {new} に変わりました。" in page
    page = client.get(f"/fees/medical/{new}/").content.decode()
    assert f"前の版での区分番号は {old} です。" in page


def test_a_schedule_without_a_year_beside_others_hides_none_of_them(
    client: Client, paper: Paper
) -> None:
    paper.version(6, paper.item.code)
    paper.schedule(title="霧浜診療報酬点数表")
    page = client.get(paper.address).content.decode()
    options = page.partition("<select")[2].partition("</select>")[0]
    assert "霧浜診療報酬点数表（令和6年度）" in options
    assert options.count("</option>") >= 2
    document = Document.objects.get(title="霧浜診療報酬点数表")
    page = client.get(f"{paper.address}?version={document.pk}").content.decode()
    assert "この点数表は改定の年が分かりません。" in page


def test_two_notices_on_one_item_are_both_shown(client: Client, paper: Paper) -> None:
    paper.schedule()
    paper.text(NOTICE, "留意事項（令和６年度）")
    paper.text(NOTICE, "留意事項の改定（令和６年度）", word="雪")
    page = client.get(paper.address).content.decode()
    assert "霧の日に計画書を" in page
    assert "雪の日に計画書を" in page
    assert page.count("留意事項（令和６年度）</span> p.1") >= 1
    assert page.count("留意事項の改定（令和６年度）</span> p.1") >= 1


def test_a_withdrawal_of_a_question_that_is_not_there_is_told_and_holds_when_it_comes(
    client: Client, paper: Paper
) -> None:
    paper.schedule()
    paper.text(LATER, "疑義解釈資料の送付について（その２）")
    page = client.get(paper.address).content.decode()
    assert "対象の問がまだありません" in page
    assert "問１は廃止する" in page
    paper.text(FIRST, "疑義解釈資料の送付について（その１）")
    page = client.get(paper.address).content.decode()
    assert "対象の問がまだありません" not in page
    struck = page.partition('<article class="said withdrawn">')[2].partition("</article>")[0]
    assert "霧の日に限り算定できるのか" in struck


def test_an_answer_that_names_three_hundred_items_tells_what_it_left_out(
    client: Client, paper: Paper
) -> None:
    paper.schedule()
    codes = [f"「D{n:03}」" for n in range(300)] + [f"「{paper.item.code}」"]
    lines = "\n".join("、".join(codes[at : at + 6]) + "、" for at in range(0, len(codes), 6))
    first = f"「{paper.item.code}」、\n"
    # more lines than a page has: two of them
    text = MANY.format(codes=first + lines)
    cut = text.split("\n")
    pages = ["\n".join(cut[at : at + 35]) for at in range(0, len(cut), 35)]
    path = paper.folder / "many.pdf"
    path.write_bytes(pdfs.pdf(*pages))
    paper.add(path, title="疑義解釈資料の送付について（その３）")
    row = Record.objects.get(register="answers", data__number="1")
    left = row.data["links_left_out"]
    assert left
    assert len(row.data["links"]) + left >= 300
    page = client.get(f"/records/{row.pk}/items").content.decode()
    assert f"ほかの{left}件は結び付けていません" in page
    assert "次の項目はいずれも霧の日に" in client.get(paper.address).content.decode()


def test_nothing_of_what_does_not_fit_is_lost(paper: Paper) -> None:
    paper.text(LATER, "疑義解釈資料の送付について（その２）")
    paper.text(NOTICE, "留意事項（令和６年度）")
    found = Extraction.objects.filter(state="found").values_list("register", flat=True)
    assert {"answers", "notices"} <= set(found)


@pytest.mark.parametrize("newest_first", [False, True])
def test_an_item_that_changed_its_code_is_one_under_both(
    client: Client, paper: Paper, newest_first: bool
) -> None:
    """In whatever order the schedules and a notice on the old code come."""
    schedule = next(iter(Author(11).revisions(1))).schedule
    revised = deepcopy(schedule)
    old = paper.item.code
    new = f"{old}-9"
    revised.items[0].code = new

    def newest() -> None:
        path = paper.folder / "newest.pdf"
        typeset(revised, Look.of(1), path)
        paper.add(path, title="霧浜診療報酬点数表（令和８年度）")

    for step in (newest, paper.schedule) if newest_first else (paper.schedule, newest):
        step()
    paper.text(NOTICE, "留意事項（令和６年度）")
    page = client.get(f"/fees/medical/{old}/").content.decode()
    assert f"後の版では区分番号が {new} に変わりました。" in page
    assert f'href="/fees/medical/{new}/?version=' in page
    assert "霧の日に計画書を" in page
    page = client.get(f"/fees/medical/{new}/").content.decode()
    assert f"前の版での区分番号は {old} です。" in page
    assert "霧浜診療報酬点数表（令和６年度）" in page
