"""What stands beside a part of an item: when it was said, of which note, and how much at once."""

from __future__ import annotations

import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.test import Client
from tools.fee_schedules.editing import Author
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.documents.models import Document
from shiryokan.items.speaking import note_among
from shiryokan.records.models import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import Branch, Shown
from shiryokan.web.items.beside import Group, Said, Told
from shiryokan.web.items.rows import PartRow, worth_of
from shiryokan.web.items.templatetags.item_parts import item_rows
from tests import pdfs
from tests.web.conftest import Add, Fill
from tests.web.test_items import LETTER, of_item


def test_a_letter_tells_its_own_day_where_nobody_entered_one(
    client: Client, fill: Fill, add: Add, tmp_path: Path
) -> None:
    def add_papers() -> None:
        for year, revision in zip((4, 6), Author(11).revisions(2), strict=True):
            typeset(revision.schedule, Look.of(year), tmp_path / f"{year}.pdf")
            add(tmp_path / f"{year}.pdf", title=f"霧浜診療報酬点数表（令和{year}年度）")
        item = of_item().data
        letter = tmp_path / "letter.pdf"
        letter.write_bytes(pdfs.pdf(LETTER.format(code=item["code"], name=item["name"])))
        add(letter, title="疑義解釈資料の送付について（その１）")

    fill(add_papers)
    address = f"/fees/medical/{of_item().data['code']}/"
    page = client.get(address).content.decode()
    assert '<time datetime="2024-05-07">2024年5月7日</time>' in page
    # it is of no use to the version before
    old = Document.objects.get(title__contains="令和4年度")
    before = client.get(f"{address}?version={old.pk}").content.decode()
    assert "ほかの年度のもの 2件" in before
    # nor was it there a day earlier
    assert "霧の日に限り" not in client.get(f"{address}?on=2024-05-06").content.decode()
    # in the table the answer is what is opened first, and what paper has open
    table = client.get("/registers/answers/").content.decode()
    assert '<details class="answer"><summary>回答、' in table


@pytest.mark.parametrize(
    ("note", "labels", "found"),
    [
        ("12注5", {"注5", "12注5"}, "12注5"),
        ("12注5", {"注5"}, "注5"),
        ("12注5", {"11注5"}, ""),
        ("注5", {"12注5"}, ""),
        ("", {"注1"}, ""),
    ],
)
def test_a_note_of_a_variant_is_its_own_or_that_of_the_whole_item(
    note: str, labels: set[str], found: str
) -> None:
    assert note_among(note, labels) == found


def test_amounts_are_called_as_their_schedule_calls_them() -> None:
    rows = [PartRow("", [Branch("イ", "見守り")], [], [], [])]
    called = {name: REGISTERS[name].amounts for name in ("fees", "care")}
    assert called == {"fees": "点数", "care": "単位数"}
    assert "単位数と内訳" in item_rows(rows, None, called["care"])
    assert "単位数は注にあります" in item_rows([PartRow("", [], [], [], [])], None, called["care"])


def test_what_has_ended_is_told_without_stress() -> None:
    """A dash is no amount that a revision changed."""
    through = {
        "what": "加算",
        "name": "加算",
        "values": ["21点", "28点", ""],
        "numbers": [21, 28, None],
    }
    (row,) = worth_of([through])
    assert list(row.values) == [("21点", False), ("28点", True), ("", False)]


def test_what_is_folded_away_is_called_more_only_beside_something() -> None:
    beside = shown(Group("留意事項", [said("あ")], [said("い")], []))
    assert "<summary>ほかの1件を開く</summary>" in beside
    alone = shown(Group("訂正・正誤", [], [said("い")], []))
    assert "<summary>1件を開く</summary>" in alone


def test_many_paragraphs_are_opened_by_what_they_are_about() -> None:
    of = [("1 指導料", 5), ("2 管理料", 9)]
    many = [
        said(f"B001　治療管理料　{part}　({n})") for part, most in of for n in range(1, most + 1)
    ]
    page = shown(Group("留意事項", [said("B001　治療管理料　1 指導料　(0)")], many, []))
    assert re.findall(r'class="subject"><summary><span lang="ja">(.*?)</span>.*?(\d+件)<', page) == [
        ("1 指導料", "5件"), ("2 管理料", "9件"),
    ]  # fmt: skip
    # paper, on which nothing can be opened, tells how many there are instead of naming each
    assert '<p class="on-paper meta">ほかの14件は、画面のページにあります。</p>' in page
    assert 'class="more-said many"' in page


def test_many_paragraphs_with_little_in_common_stand_as_they_are() -> None:
    page = shown(Group("疑義解釈", [], [said(f"{n}　初診料") for n in range(1, 20)], []))
    assert "subject" not in page
    few = shown(Group("留意事項", [], [said(f"A　一　({n})") for n in (1, 2)], []))
    assert "many" not in few and "on-paper" not in few


def test_an_answer_of_several_lines_keeps_them_apart() -> None:
    page = shown(
        Group("疑義解釈", [said("1　初診料", "次が該当する。", "・加算１", "・加算２")], [], [])
    )
    assert "次が該当する。<br>・加算１<br>・加算２" in page


def said(heading: str, *answer: str) -> Said:
    document = Document(id="0123456789abcdef", title="霧浜の通知")
    record = Record(id=uuid.uuid4(), register="notices", page=1, document=document, data={})
    fields = [Told("本文", Shown(("霧の日。",)))]
    if answer:
        fields.append(Told("回答", Shown(answer)))
    return Said(record, heading, fields, False, datetime.date(2024, 5, 7), None, "")


def shown(group: Group) -> str:
    return item_rows([PartRow("注1", [], [], [], [group])], None, "点数")
