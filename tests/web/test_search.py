"""The search over HTTP: facets, orders, files, suggestions, synonyms, bad queries."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from shiryokan.documents.models import Document
from shiryokan.instance import current
from tests.web.conftest import Add, Fill


@pytest.fixture
def plans(fill: Fill, add: Add, samples: Path) -> None:
    def add_plans() -> None:
        for year in (2024, 2025):
            add(samples / f"mikagami-plan-{year}.pdf", title=f"計画{year}", publisher="水鏡市")

    fill(add_plans)


def hits(client: Client, **asked: str) -> list[dict[str, object]]:
    answer = client.get("/search.json", asked)
    assert answer.status_code == 200
    found = json.loads(answer.content)
    assert found["total"] == len(found["hits"])
    return list(found["hits"])


def test_a_search_as_json_and_csv_has_the_same_rows(client: Client, plans: None) -> None:
    found = hits(client, q="訓練", kind="all")
    assert {hit["kind"] for hit in found} == {"page", "measures"}
    lines = client.get("/search.csv", {"q": "訓練", "kind": "all"}).content.decode("utf-8-sig")
    assert len(lines.strip().splitlines()) >= len(found) + 1
    for hit in found:
        assert client.get(str(hit["address"]).removeprefix("http://testserver")).status_code == 200


def test_narrowed_and_ordered(client: Client, plans: None) -> None:
    everything = hits(client, q="訓練")
    assert hits(client, q="訓練", publisher="水鏡市") == everything
    assert hits(client, q="訓練", publisher="別の町") == []
    assert [h["title"] for h in hits(client, q="訓練", sort="nonsense")] == [
        h["title"] for h in everything
    ]
    some = hits(client, q="訓練 ministry:危機管理室")
    assert 0 < len(some) <= len(everything)


@pytest.mark.parametrize(
    "query", ['"', "(a", "a)", "NOT", "kind:x", "date:x", "-a", "OR", "((((((((((a))))))))))"]
)
def test_a_bad_query_is_explained_everywhere(
    client: Client, empty_instance: Path, query: str
) -> None:
    page = client.get("/search", {"q": query})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert client.get("/search.csv", {"q": query}).status_code == 422


@pytest.mark.parametrize(
    "odd", ["\x00", "a\x00b", "\ufffe", "😀", "%", "_", "'", "\\", "１" * 400, "(" * 400]
)
def test_odd_characters_do_no_harm_anywhere(client: Client, plans: None, odd: str) -> None:
    for asked in ({"q": odd}, {"q": "訓練", "publisher": odd}, {"q": "訓練", "ministry": odd}):
        assert client.get("/search", asked).status_code == 200
    assert client.get("/search/suggest", {"q": odd}).status_code == 200
    assert (
        client.get("/search", {"q": "訓練", "year": odd, "page": odd, "kind": odd}).status_code
        == 200
    )


def test_suggestions_know_the_names_of_records(
    client: Client, fill: Fill, add: Add, samples: Path
) -> None:
    fill(lambda: add(samples / "mikagami-guideline.pdf", title="手引書"))
    found = client.get("/search/suggest", {"q": "情報の分"}).json()["suggestions"]
    assert ("情報の分類", "台帳の項目") in [(each["query"], each["from"]) for each in found]


def test_suggestions_come_from_the_text_and_the_names(client: Client, plans: None) -> None:
    def suggested(typed: str) -> list[str]:
        answer = client.get("/search/suggest", {"q": typed})
        return [each["query"] for each in answer.json()["suggestions"]]

    assert any("訓練" in query for query in suggested("訓"))
    assert "訓練" in suggested("くんれ")
    assert "電子カルテ" in suggested("でんしか")
    assert suggested("病院 水鏡")[-1].startswith("病院 ")
    assert 'publisher:"水鏡市"' in suggested("publisher:水")
    assert suggested("") == suggested("x" * 500) == suggested("nofield:x") == []


def test_an_editor_keeps_synonyms_and_they_hold_at_once(client: Client, plans: None) -> None:
    assert client.get("/search/synonyms").status_code == 302
    client.force_login(get_user_model().objects.create_user("hanako", is_staff=True))
    assert hits(client, q="まぼろし語") == []
    bad = client.post("/search/synonyms", {"words": "まぼろし語"})
    assert bad.status_code == 422
    client.post("/search/synonyms", {"words": "まぼろし語\n訓練", "note": "試し"})
    assert len(hits(client, q="まぼろし語")) == len(hits(client, q="訓練")) > 0
    assert hits(client, q='"まぼろし語"') == []
    page = client.get("/search/synonyms").content.decode()
    number = page.split("?group=")[1].split('"')[0]
    client.post("/search/synonyms", {"group": number, "delete": "yes"})
    assert hits(client, q="まぼろし語") == []


def test_what_is_typed_is_never_part_of_the_page_as_markup(client: Client, plans: None) -> None:
    page = client.get("/search", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert Document.objects.count() == 2


def test_a_kind_in_the_query_chooses_the_tab(client: Client, plans: None) -> None:
    alone = hits(client, q="訓練", kind="measures")
    assert alone
    for asked in ("kind:measures 訓練", "種類:施策 訓練"):
        assert hits(client, q=asked) == alone
        page = client.get("/search", {"q": asked}).content.decode()
        (shown,) = re.findall(r'aria-current="page">[^<]+<span class="count">(\d+)', page)
        assert int(shown) == len(alone)


def test_a_feed_of_what_one_reader_sees_is_kept_by_no_shared_cache(
    client: Client, plans: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/search.atom?q=訓練"
    assert client.get(address)["Cache-Control"] == "max-age=300"
    client.force_login(get_user_model().objects.create_user("yomi"))
    assert client.get(address)["Cache-Control"] == "private, max-age=300"
    config = msgspec.structs.replace(current.config(), closed=True)
    monkeypatch.setattr(current, "config", lambda: config)
    assert client.get(address)["Cache-Control"] == "private, max-age=300"


def test_documents_that_are_still_read_are_spoken_of(client: Client, plans: None) -> None:
    """Whoever finds nothing learns that it may be in what is not read yet."""
    said = "まだ読み取っている文書が"
    assert said not in client.get("/search", {"q": "訓練"}).content.decode()
    Document.objects.filter(title="計画2025").update(state=Document.State.STORED)
    for query in ("訓練", "どこにもない言葉"):
        assert f"{said}1件あります" in client.get("/search", {"q": query}).content.decode()
