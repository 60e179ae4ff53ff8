"""Where nothing is found, a right page is two clicks away."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest
from django.test import Client

from shiryokan.documents.models import Document
from tests.search.test_retrieval import LOST, UNANSWERED
from tests.web.conftest import Add, Fill

DOCUMENTS = ("mikagami-plan-2024", "mikagami-plan-2025", "mikagami-guideline")
_HINT = re.compile(r'<ul class="hints".*?</ul>', re.DOTALL)


@pytest.fixture
def instance(fill: Fill, add: Add, samples: Path) -> None:
    def add_documents() -> None:
        for name in DOCUMENTS:
            add(samples / f"{name}.pdf", title=name)

    fill(add_documents)


def links(page: str) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'href="([^"]+)"', page)]


def offered(client: Client, query: str) -> list[str]:
    """The addresses that the page offers where the query finds nothing."""
    page = client.get("/search", {"q": query}).content.decode()
    assert '<ol class="results">' not in page, query
    found = _HINT.search(page)
    return links(found.group()) if found else []


def test_a_right_page_is_two_clicks_away(client: Client, instance: None) -> None:
    ids = {document.title: document.pk for document in Document.objects.all()}
    asked = 0
    with LOST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            right = [page.split(":") for page in row["right pages"].split()]
            wanted = {f"/documents/{ids[name]}/pages/{n}" for name, n in right if name in ids}
            if not wanted or row["query"] in UNANSWERED:
                continue
            asked += 1
            second = [
                link.partition("?")[0]
                for first in offered(client, row["query"])
                for link in links(client.get(f"/search{first}").content.decode())
            ]
            assert wanted.intersection(second), row["query"]
    assert asked >= 10


def test_the_missing_word_is_named_and_narrowing_is_kept(client: Client, instance: None) -> None:
    asked = {"q": "公民館 相談員 宇宙旅行", "year": "1999"}
    page = client.get("/search", asked).content.decode()
    assert page.count('<strong lang="ja">') == 3, "in 1999 there is none of them"
    page = client.get("/search", {"q": asked["q"], "view": "hits"}).content.decode()
    assert re.findall(r'<strong lang="ja">(.*?)</strong>', page) == ["宇宙旅行"]
    hints = _HINT.search(page)
    assert hints and all("view=hits" in link for link in links(hints.group()))


def test_in_english(client: Client, instance: None) -> None:
    client.cookies["django_language"] = "en"
    page = client.get("/search", {"q": "年次系各"}, headers={"Accept-Language": "en"})
    assert "These find something" in page.content.decode()
    assert "sounds the same or nearly so" in page.content.decode()


def test_a_program_is_helped_as_well(client: Client, instance: None) -> None:
    answer = client.get("/api/v1/search", {"q": "公民館 宇宙旅行"}).json()
    assert answer["missing"] == ["宇宙旅行"]
    assert [(hint["query"], hint["why"]) for hint in answer["hints"]] == [("公民館", "without")]
    assert answer["hints"][0]["total"] > 0
    answer = client.get("/api/v1/search", {"q": "公民館"}).json()
    assert answer["missing"] == answer["hints"] == []


def test_nothing_is_offered_that_finds_nothing(client: Client, instance: None) -> None:
    assert offered(client, "鵺鵺鵺") == []
    page = client.get("/search", {"q": "鵺" * 490})
    assert page.status_code == 200
