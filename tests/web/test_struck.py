"""Words that are struck out: shown as such beside the picture, searched only when asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from reportlab.pdfgen.canvas import Canvas

from shiryokan.documents.models import Document
from tests.documents.conftest import Add
from tests.paper.drawn import SIZE, Pen

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(add: Add, tmp_path: Path) -> Document:
    """A letter that puts 電子処方箋サービス in the place of 電子カルテシステム."""
    path = tmp_path / "letter.pdf"
    canvas = Canvas(str(path), pagesize=SIZE, invariant=1)
    hand = Pen(canvas, 50, 500)
    hand.write("算定要件は")
    x0, x1 = hand.write("電子カルテシステム")
    canvas.setLineWidth(0.6)
    canvas.line(x0, 503.5, x1, 503.5)
    x0, x1 = hand.write("電子処方箋サービス")
    canvas.line(x0, 498.5, x1, 498.5)
    hand.write("の利用とする。")
    canvas.save()
    add(path, title="訂正通知", publisher="水鏡市")
    return Document.objects.get()


def found(client: Client, **asked: str) -> list[dict[str, object]]:
    return list(json.loads(client.get("/search.json", asked).content)["hits"])


def test_struck_words_are_found_only_when_asked_for(client: Client, letter: Document) -> None:
    assert len(found(client, q="電子処方箋サービス")) == 1
    for kind in ("page", "all"):
        assert found(client, q="電子カルテシステム", kind=kind) == []
    for asked in ({"kind": "struck"}, {}):
        query = "電子カルテシステム" if asked else "電子カルテシステム kind:取消線"
        (hit,) = found(client, q=query, **asked)
        assert hit["page"] == 1 and "電子カルテシステム" in str(hit["text"])
    assert found(client, q="電子処方箋サービス", kind="struck") == []


def test_the_search_page_leads_to_struck_words(client: Client, letter: Document) -> None:
    shown = client.get("/search", {"q": "電子カルテシステム"}).content.decode()
    assert "取消線で消された文字" in shown and "kind=struck" in shown
    shown = client.get("/search", {"q": "電子カルテシステム", "kind": "struck"}).content.decode()
    assert "訂正通知" in shown
    counts = re.findall(r'<span class="count">(\d*)</span>', shown)
    assert counts[:3] == ["0", "1", "0"], "pages, struck words, and all without these"


def test_the_api_finds_struck_words_when_asked_for(client: Client, letter: Document) -> None:
    for kind, count in (("struck", 1), ("page", 0), ("", 0)):
        answer = client.get("/api/v1/search", {"q": "電子カルテシステム", "kind": kind})
        assert answer.status_code == 200, answer.content
        assert len(answer.json()["items"]) == count
    page = client.get(f"/api/v1/documents/{letter.pk}/pages/1").json()
    (line,) = page["blocks"][0]["lines"]
    assert [gone["text"] for gone in line["struck"]] == ["電子カルテシステム"]
    assert line["text"][line["underlined"][0]["start"] : line["underlined"][0]["end"]] == (
        "電子処方箋サービス"
    )


def test_the_page_view_shows_them_struck_out(client: Client, letter: Document) -> None:
    shown = client.get(f"/documents/{letter.pk}/pages/1", follow=True).content.decode()
    assert "<del>電子カルテシステム</del><u>電子処方箋サービス</u>の利用とする。" in shown
