"""The pages answer, say where things come from, and let nothing in."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from shiryokan.documents.models import Document, Page
from shiryokan.documents.originals import original_store
from tests.web.conftest import Add, Fill
from tests.web.test_page_view import bare_marks

ORIGIN = {
    "title": "年次計画",
    "publisher": "水鏡市",
    "council": "推進会議",
    "meeting": "第3回",
    "source_url": "https://www.city.mikagami.example/plan.pdf",
}


@pytest.fixture
def document(fill: Fill, add: Add, samples: Path) -> Document:
    fill(lambda: add(samples / "mikagami-plan-2025.pdf", date=datetime.date(2025, 5, 20), **ORIGIN))
    return Document.objects.get()


def body(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_empty_instance_says_what_to_do_next(client: Client, empty_instance: object) -> None:
    assert "まだ文書がありません" in body(client, "/")
    assert "shiryokan add" in body(client, "/")


def test_the_entrance_lists_documents_and_the_ways_in(client: Client, document: Document) -> None:
    home = body(client, "/")
    for word in ("年次計画", "水鏡市", "推進会議", "2025年"):
        assert word in home


def test_a_document_shows_its_origin(client: Client, document: Document) -> None:
    page = body(client, f"/documents/{document.pk}/")
    for word in (ORIGIN["source_url"], "公開元URL", "推進会議（第3回", "2025年5月20日", "《"):
        assert word in page
    assert page.count('loading="lazy"') == 4
    assert document.sha256 in page


def test_a_page_has_picture_text_overlay_origin_and_citations(
    client: Client, document: Document
) -> None:
    page = body(client, f"/documents/{document.pk}/pages/3?q=夜間を想定した訓練")
    assert f"/documents/{document.pk}/pages/3/picture/screen.webp" in page
    assert page.count("<text ") == len(re.findall(r'<span class="line"', page)) > 20
    assert "<mark>夜間を想定した訓練</mark>" in bare_marks(page)
    assert 'class="hit"' in page
    assert "水鏡市「年次計画」、推進会議 第3回、2025年5月20日、p.3。" in page
    assert "@techreport{shiryokan-" in page


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("picture/thumbnail.webp", "image/webp"),
        ("picture/screen.webp", "image/webp"),
        ("picture/low.jpg?download", "image/jpeg"),
        ("picture/high.png?download", "image/png"),
        ("text.txt", "text/plain; charset=utf-8"),
        ("text.json", "application/json"),
        ("text.md", "text/markdown; charset=utf-8"),
        ("citation.bib", "application/x-bibtex; charset=utf-8"),
        ("citation.json", "application/vnd.citationstyles.csl+json"),
    ],
)
def test_what_can_be_taken_away(
    client: Client, document: Document, suffix: str, media_type: str
) -> None:
    answer = client.get(f"/documents/{document.pk}/pages/2/{suffix}")
    assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
    assert answer["X-Content-Type-Options"] == "nosniff"
    if not suffix.startswith("picture") or "download" in suffix:
        assert answer["Content-Disposition"].startswith("attachment")


def test_the_original_comes_back_byte_for_byte(client: Client, document: Document) -> None:
    answer = client.get(f"/documents/{document.pk}/original")
    assert b"".join(answer.streaming_content) == original_store().path(document.sha256).read_bytes()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_citation_for_reference_managers(client: Client, document: Document) -> None:
    (item,) = json.loads(client.get(f"/documents/{document.pk}/pages/2/citation.json").content)
    assert item["title"] == "年次計画"
    assert item["issued"] == {"date-parts": [[2025, 5, 20]]}
    assert item["URL"].endswith(f"/documents/{document.pk}/pages/2")


def test_search_shows_hits_and_keeps_the_query_on_the_way(
    client: Client, document: Document
) -> None:
    page = body(client, "/search?q=夜間を想定した訓練")
    assert "<mark>夜間を想定した訓練</mark>" in bare_marks(page)
    assert f"/documents/{document.pk}/pages/3?q=%E5%A4%9C" in page
    assert "1ページ見つかりました" in page
    within = body(client, f"/documents/{document.pk}/find?q=訓練")
    assert "2ページ" in within or "3ページ" in within


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ('"閉じない', "引用符が閉じていません"),
        ("OR", "OR の前か後"),
        ("-医療", "除く言葉だけ"),
        ("医" * 600, "多すぎます"),
        ("存在しない語句", "言葉を短くするか"),
    ],
)
def test_a_query_that_fails_is_explained(
    client: Client, document: Document, query: str, word: str
) -> None:
    assert word in body(client, f"/search?q={query}")


@pytest.mark.parametrize("page", ["0", "-1", "abc", "99999999999", "2"])
def test_odd_page_numbers_of_results_do_no_harm(
    client: Client, document: Document, page: str
) -> None:
    assert client.get(f"/search?q=訓練&page={page}").status_code == 200
    assert client.get(f"/documents/?page={page}&year={page}").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/documents/0000000000000000/",
        "/documents/0000000000000000/pages/1",
        "/documents/{pk}/pages/0",
        "/documents/{pk}/pages/5",
        "/documents/{pk}/pages/1/picture/screen.png",
        "/documents/{pk}/pages/1/picture/giant.webp",
        "/documents/{pk}/pages/1/text.pdf",
        "/documents/?publisher=999",
        "/nowhere",
    ],
)
def test_what_is_not_there(client: Client, document: Document, address: str) -> None:
    assert "お探しのページはありません" in body(client, address.format(pk=document.pk), 404)


@pytest.mark.parametrize(("wanted", "number"), [("3", 3), ("99", 4), ("x", 1), ("-4", 1), ("", 1)])
def test_the_jump_box_goes_to_the_nearest_page(
    client: Client, document: Document, wanted: str, number: int
) -> None:
    answer = client.get(f"/documents/{document.pk}/go", {"page": wanted})
    assert answer["Location"] == f"/documents/{document.pk}/pages/{number}"


def test_a_page_that_could_not_be_read_shows_its_picture_and_a_clear_word(
    client: Client, document: Document
) -> None:
    Page.objects.filter(number=2).update(
        text="", layout=b"", width=0, height=0, unreadable=True, warnings=[{"code": "too_slow"}]
    )
    page = body(client, f"/documents/{document.pk}/pages/2")
    assert "読み取りに時間がかかりすぎたため" in page
    assert "pages/2/picture/screen.webp" in page
    assert "文字を読み取れないページが1ページ" in body(client, f"/documents/{document.pk}/")


def test_text_of_documents_is_never_markup(client: Client, document: Document) -> None:
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    Document.objects.update(
        title=attack, file_name=attack, outline=[{"level": 0, "title": attack, "page": 1}]
    )
    for address in (
        "/",
        "/documents/",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/pages/1?q={attack}",
        "/search?q=訓練",
    ):
        page = body(client, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_every_page_sends_a_strict_policy(client: Client, document: Document) -> None:
    for address in ("/", f"/documents/{document.pk}/pages/1", "/search?q=a", "/about", "/nowhere"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert not re.search(
            r"<script(?![^>]*src=)|\son\w+=|\sstyle=", client.get(address).content.decode()
        )


def test_english_by_switch(client: Client, document: Document) -> None:
    answer = client.post("/language", {"language": "en", "next": "/"}, follow=True)
    assert "Read, find and cite policy documents." in answer.content.decode()
    assert '<html lang="en">' in answer.content.decode()


PUBLIC_ADMIN = "admin/"


def _views(resolver: URLResolver, prefix: str = "") -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += _views(entry, route)
        elif isinstance(entry, URLPattern):
            found.append((route, entry.callback))
    return found


def test_every_view_has_a_rule() -> None:
    views = [v for v in _views(get_resolver()) if not v[0].startswith(PUBLIC_ADMIN)]
    assert len(views) > 15
    assert [
        route
        for route, view in views
        if getattr(view, "rule", None)
        not in ("public", "always_public", "adders", "editors", "members", "administrators")
    ] == []


def test_who_may_not_add_is_sent_to_sign_in(client: Client, empty_instance: object) -> None:
    for address in (reverse("uploads:upload"), "/admin/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    assert (
        client.post(reverse("uploads:upload"), {"urls": "https://example.com/a.pdf"}).status_code
        == 302
    )
