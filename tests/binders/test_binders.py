"""Binders: pieces put in, moved and taken out; taken away as Markdown, PDF and Word."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.binders.export_text import escaped
from shiryokan.binders.models import Binder, Piece
from shiryokan.documents.collections import put_in
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.quotes.models import Quote
from shiryokan.records import models
from tests.quotes.conftest import work
from tests.quotes.test_judging import ENDED, STAYS, record
from tests.remarks.test_remarks import address_of, client_of


def test_pieces_are_put_in_moved_and_taken_away(
    versions: list[models.Extraction], hanako: User, tmp_path: Path
) -> None:
    old, new = versions
    client = client_of(hanako)
    ended = record(old, ENDED)
    gone = ended.data["next_plan"][0]
    page = f"/documents/{old.document_id}/pages/1"
    marked = address_of(record(old, "1/ウ"), STAYS)
    assert 'action="/binders/add"' in client.get(marked).content.decode()
    assert STAYS in client.get("/binders/add", {"address": marked}).content.decode()
    made = client.post("/binders/add", {"address": marked, "title": " 会議の  資料 "})
    binder = Binder.objects.get()
    assert made["Location"] == f"/binders/{binder.pk}/" and binder.title == "会議の 資料"
    at = made["Location"]
    client.post("/binders/add", {"address": page, "binder": str(binder.pk)})
    for address in (
        address_of(ended, gone), f"/subjects/{record(old, '2/ア').pk}/", "/search?q=訓練&kind=all",
    ):  # fmt: skip
        assert client.post(f"{at}put", {"address": address})["Location"].startswith(f"{at}#piece-")
    first = binder.pieces.first()
    assert first is not None
    client.post(
        f"{at}write", {"text": "次の文は*大事*です。\r\n1. 守ること", "after": str(first.pk)}
    )
    kinds = ["quote", "text", "page", "quote", "subject", "search"]
    assert list(binder.pieces.values_list("kind", flat=True)) == kinds
    work()
    html = client.get(at).content.decode()
    assert STAYS in html and gone in html and "state-gone" in html and "大事" in html
    assert "今のままでは使えないもの" in html
    text = binder.pieces.get(kind="text")
    client.post(f"{at}pieces/{text.pk}", {"move": "up"})
    assert binder.pieces.first() == text
    client.post(f"{at}pieces/{text.pk}", {"move": "up"})
    client.post(f"{at}pieces/{text.pk}", {"move": "last"})
    assert binder.pieces.last() == text
    client.post(f"{at}pieces/{text.pk}", {"move": "first"})
    client.post(f"{at}pieces/{text.pk}", {"text": "はじめに *読む* こと。"})
    # Markdown: what the documents say is no markup
    taken = client.get(f"{at}binder.md")
    markdown = taken.content.decode()
    assert markdown.startswith("# 会議の 資料\n\nはじめに \\*読む\\* こと。")
    assert f"> {STAYS}" in markdown and "— なし" in markdown and "— 現行" in markdown
    assert markdown.rstrip().splitlines()[-1].startswith("4. ") and "## 出典" in markdown
    assert "no-store" in taken["Cache-Control"]
    # PDF: read again by our own reader
    path = tmp_path / "binder.pdf"
    path.write_bytes(client.get(f"{at}binder.pdf").content)
    with IsolatedReader(path) as reader:
        pages = list(reader.pages())
    said = "".join("".join(p.text for p in pages).split())
    assert "".join(STAYS.split()) in said and "出典" in said and "はじめに" in said
    assert any(block.kind == "figure" or page_.width for page_ in pages for block in page_.blocks)
    # Word: opened by the library that writes it, with the crops in it
    word = docx.Document(io.BytesIO(client.get(f"{at}binder.docx").content))
    paragraphs = [each.text for each in word.paragraphs]
    assert STAYS in paragraphs and "出典" in paragraphs
    assert len(word.inline_shapes) == 3
    assert client.get(f"{at}binder.xlsx").status_code == 404
    # of a closed document nothing is told, in page and exports alike
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    for each in versions:
        put_in(each.document, closed)
    work()
    for address in (at, f"{at}binder.md"):
        said = client.get(address).content.decode()
        assert STAYS not in said and old.document.title not in said and "見られない" in said
    told = own_data_of(hanako)
    assert told["binders.binder.owner"][0]["title"] == "会議の 資料"
    assert {row["text"] for row in told["binders.piece"]} == {"", "はじめに *読む* こと。"}
    assert new.document.title not in str(told)
    erase(hanako)
    assert not Binder.objects.exists() and not Piece.objects.exists()
    assert not Quote.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_bound(hanako: User) -> None:
    client = client_of(hanako)
    assert client.post("/binders/", {"title": "  "})["Location"] == "/binders/"
    assert "名前がありません" in client.get("/binders/").content.decode()
    at = client.post("/binders/", {"title": "資料"})["Location"]
    for address in ("", "nonsense", "https://example.com/", "/search", "/documents/x/pages/1"):
        assert client.post(f"{at}put", {"address": address}).status_code in (302, 404)
    client.post(f"{at}write", {"text": "あ" * 10_001})
    client.post(f"{at}write", {"text": " "})
    assert not Piece.objects.exists()
    client.post(f"{at}write", {"text": "文"})
    piece = Piece.objects.get()
    other = client_of(get_user_model().objects.create_user("taro"))
    for address in (
        at,
        f"{at}put",
        f"{at}write",
        f"{at}pieces/{piece.pk}",
        f"{at}delete",
        f"{at}binder.md",
    ):
        assert other.post(address, {"out": "1"}).status_code == 404, address
    assert Client().get(at).status_code == 302
    client.post(f"{at}pieces/{piece.pk}", {"out": "1"})
    client.post(at, {"title": "別の名"})
    assert Binder.objects.get().title == "別の名"
    client.post(f"{at}delete")
    assert not Binder.objects.exists()


def test_markup_in_words_is_escaped() -> None:
    assert escaped("a*b_[c](d) <e>") == "a\\*b\\_\\[c\\](d) \\<e\\>"
    assert escaped("1. x\n- y") == "\\1. x\n\\- y"
