"""Links of records to items: confirmed, put right, refused, added, taken back and taken away."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from tools.fee_schedules.editing import Author
from tools.fee_schedules.schedule import Item
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.audit.models import AuditEntry
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.models import Document
from shiryokan.documents.pages import document_from_rows
from shiryokan.records.extraction import extract
from shiryokan.records.models import ItemLink, Record
from tests import pdfs
from tests.web.conftest import Add, Fill

LETTER = """事務連絡
令和６年５月７日
疑義解釈資料の送付について（その１）
医科診療報酬点数表関係
【{name}】
問１　「{code}」{name}について、霧の日に限り算定できるのか。
（答）霧の日に限らず算定できる。
問２　届出の時期はいつか。
（答）毎年四月である。
"""
CODE, NAME = "霧の日に限り算定できるのか", "届出の時期はいつか"
"""Questions that name the code, and that stand below the name of the item alone."""


@pytest.fixture(scope="module")
def items() -> list[Item]:
    return [i for i in next(iter(Author(11).revisions(1))).schedule.items if not i.deleted]


@pytest.fixture
def house(fill: Fill, add: Add, tmp_path: Path, items: list[Item]) -> None:
    """A schedule, and a letter on its first item."""

    def add_papers() -> None:
        path = tmp_path / "schedule.pdf"
        typeset(next(iter(Author(11).revisions(1))).schedule, Look.of(1), path)
        add(path, title="霧浜診療報酬点数表（令和６年度）")
        letter = tmp_path / "letter.pdf"
        letter.write_bytes(pdfs.pdf(LETTER.format(code=items[0].code, name=items[0].name)))
        add(letter, title="疑義解釈資料の送付について（その１）", date="2024-05-07")

    fill(add_papers)


@pytest.fixture
def editor(house: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("hanako", is_staff=True))
    return client


def question(number: int) -> Record:
    return Record.objects.filter(register="answers").order_by("position")[number - 1]


def page_of(client: Client, item: Item) -> str:
    return client.get(f"/fees/medical/{item.code}/").content.decode()


def found_of(client: Client, record: Record) -> list[str]:
    """The references as the forms of the page name them."""
    page = client.get(f"/records/{record.pk}/items").content.decode()
    parts = page.split('name="found" hidden>')[1:]
    return list(dict.fromkeys(part.partition("</textarea>")[0] for part in parts))


def say(client: Client, record: Record, **told: str) -> None:
    answer = client.post(f"/records/{record.pk}/items/say", told, follow=True)
    assert answer.status_code == 200
    assert "項目とのつながりを記録しました。" in answer.content.decode()


def test_a_link_by_name_is_confirmed_for_good(
    editor: Client, house: None, items: list[Item]
) -> None:
    row = question(2)
    assert "名称による" in page_of(editor, items[0])
    (found,) = found_of(editor, row)
    # the page knows which item bears the name: one button confirms it
    asked = editor.get(f"/records/{row.pk}/items").content.decode()
    assert f'name="code" value="{items[0].code}"><input type="hidden" name="note"' in asked
    say(editor, row, found=found, schedule="medical", code=items[0].code)
    page = page_of(editor, items[0])
    assert "つながりを確認済み" in page
    assert "名称による" not in page
    links = editor.get(f"/records/{row.pk}/items").content.decode()
    assert "確認済み" in links
    assert "hanako さんが" in links
    entry = AuditEntry.objects.get(kind="item_linked")
    assert entry.about == f"record:{row.pk}"


def test_a_link_is_put_right_refused_added_and_taken_back(
    editor: Client, house: None, items: list[Item]
) -> None:
    row, other = question(1), items[1]
    found = next(each for each in found_of(editor, row) if items[0].code in each)
    say(editor, row, found=found, schedule="medical", code=other.code, reason="読み違い")
    assert CODE in page_of(editor, other)
    assert CODE not in page_of(editor, items[0]) or "名称による" in page_of(editor, items[0])
    for named in found_of(editor, row):
        say(editor, row, found=named, about="no")
    assert CODE not in page_of(editor, items[0])
    say(editor, row, schedule="medical", code=items[2].code.lower(), note="注１")
    assert CODE in page_of(editor, items[2])
    for link in ItemLink.objects.filter(withdrawn_at=None):
        editor.post(f"/records/{row.pk}/items/withdraw", {"link": link.pk})
    assert CODE in page_of(editor, items[0])
    assert CODE not in page_of(editor, items[2])
    # all of it stays on record
    assert ItemLink.objects.filter(withdrawn_by__username="hanako").count() >= 3
    assert AuditEntry.objects.filter(kind="item_link_withdrawn").exists()
    assert "読み違い" in editor.get(f"/records/{row.pk}/items").content.decode()


def test_what_was_said_holds_when_the_letter_is_read_again(
    editor: Client, house: None, items: list[Item]
) -> None:
    row = question(2)
    (found,) = found_of(editor, row)
    say(editor, row, found=found, schedule="medical", code=items[3].code)
    document = Document.objects.get(pk=row.document_id)
    extract(document, "answers", document_from_rows(document))
    assert NAME in page_of(editor, items[3])
    assert NAME not in page_of(editor, items[0])


@pytest.mark.parametrize(
    "told",
    [
        {"schedule": "nothing", "code": "A000"},
        {"schedule": "medical", "code": "../x"},
        {"schedule": "medical", "code": ""},
        {"schedule": "medical", "code": "A000", "note": "その他の注の長い長い長い長い説明を書いた"},
        {"about": "no"},
        {"found": "x", "about": "no"},
    ],
)
def test_what_is_no_item_is_refused_in_words(
    editor: Client, house: None, told: dict[str, str]
) -> None:
    answer = editor.post(f"/records/{question(1).pk}/items/say", told)
    assert answer.status_code == 422
    assert "区分番号（A101-2 など）" in answer.content.decode()
    assert not ItemLink.objects.exists()


def test_an_item_that_is_not_here_yet_waits(editor: Client, house: None, items: list[Item]) -> None:
    row = question(2)
    say(editor, row, schedule="medical", code="Z999")
    assert "この項目の点数表はまだありません。" in editor.get(
        f"/records/{row.pk}/items"
    ).content.decode()  # fmt: skip


def test_only_editors_say_and_all_may_look(client: Client, house: None) -> None:
    row = question(1)
    page = client.get(f"/records/{row.pk}/items").content.decode()
    assert "区分番号による" in page
    assert '<form method="post" action="/records/' not in page
    for name in ("say", "withdraw"):
        answer = client.post(f"/records/{row.pk}/items/{name}")
        assert answer["Location"].startswith("/account/login/")


def test_links_are_taken_away_with_how_each_was_made(
    editor: Client, client: Client, house: None, items: list[Item]
) -> None:
    row = question(2)
    (found,) = found_of(editor, row)
    say(editor, row, found=found, schedule="medical", code=items[0].code, reason="確かめた")
    answer = editor.get("/fees/medical/links.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    told = {(each["見出し"], each["つながり"]): each for each in rows}
    assert {how for _, how in told} >= {"確認済み", "区分番号による"}
    confirmed = next(each for each in rows if each["つながり"] == "確認済み")
    assert confirmed["判断した人"] == "hanako"
    assert confirmed["区分番号"] == items[0].code
    assert confirmed["理由"] == "確かめた"
    told_to_all = client.get("/fees/medical/links.jsonl").content.decode()
    assert "hanako" not in told_to_all
    assert "confirmed" in told_to_all
    assert client.get("/fees/nothing/links.csv").status_code == 404
    assert client.get("/fees/medical/links.exe").status_code == 404


def test_links_go_with_their_document(editor: Client, house: None) -> None:
    row = question(2)
    (found,) = found_of(editor, row)
    say(editor, row, found=found, about="no")
    document = Document.objects.get(pk=row.document_id)
    put_in_bin(document, "取り下げ")
    purge(document)
    assert not ItemLink.objects.exists()
