"""Pages that say the same in other words are found, if a model is set."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from shiryokan.search.query_parser import parse
from shiryokan.search.question import Question
from shiryokan.semantic import filters
from shiryokan.semantic.filters import conditions, query_text
from shiryokan.semantic.search import hybrid_search
from tests.semantic.conftest import FESTIVAL, LOCKING, WATER, Lay

QUESTION = "席を立つ場合のパソコンの扱い"


def titles(text: str, **asked: object) -> list[str]:
    results = hybrid_search(Question(text=text, **asked))  # type: ignore[arg-type]
    return [hit.document.title for hit in results.hits]


@pytest.fixture
def three(semantic_on: None, lay: Lay) -> None:
    lay("手引", LOCKING, publisher="総務省", date=datetime.date(2024, 5, 1))
    lay("水道", WATER, publisher="京都市", council="水道審議会", date=datetime.date(2023, 5, 1))
    lay("祭り", FESTIVAL, publisher="京都市", date=datetime.date(2022, 5, 1))


def test_a_page_without_any_word_of_the_question_is_found(three: None, client: Client) -> None:
    results = hybrid_search(Question(text=QUESTION))
    assert results.total == 0
    hit = results.hits[0]
    assert (hit.document.title, hit.semantic_only) == ("手引", True)
    ((passage, marked),) = hit.snippet
    assert passage == LOCKING
    assert not marked
    page = client.get("/search", {"q": QUESTION, "semantic": "1"}).content.decode()
    assert "意味の近いページ" in page
    assert LOCKING in page


def test_what_has_the_words_is_not_called_near_in_meaning(three: None) -> None:
    results = hybrid_search(Question(text="施錠"))
    assert results.total == 1
    first, *others = results.hits
    assert (first.document.title, first.semantic_only) == ("手引", False)
    assert [hit.semantic_only for hit in others] == [True, True]


@pytest.mark.parametrize("most", [filters.MOST_PAGES, 1])
def test_what_narrows_the_search_narrows_both_sides(
    three: None, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """Also where so many pages are left that they are not all asked for."""
    monkeypatch.setattr(filters, "MOST_PAGES", most)
    assert titles(QUESTION, publisher="だれもいない") == []
    assert set(titles(QUESTION, publisher="京都市")) == {"水道", "祭り"}
    assert titles(QUESTION, year=2023) == ["水道"]
    assert titles(QUESTION, council="水道審議会") == ["水道"]
    assert titles(QUESTION, date_to=datetime.date(2022, 12, 31)) == ["祭り"]
    assert titles(QUESTION, ministry="総務省") == []
    assert titles(f"{QUESTION} publisher:総務省") == ["手引"]
    assert titles(f"{QUESTION} year:2022") == ["祭り"]
    assert set(titles(f"{QUESTION} -第三者")) == {"水道", "祭り"}
    assert set(titles(f"{QUESTION} -publisher:京都市")) == {"手引"}
    assert len(titles(f"{QUESTION} OR publisher:京都市")) == 3


def test_the_order_that_was_asked_for_holds_for_both_sides(three: None) -> None:
    assert titles(QUESTION, sort="newest") == ["手引", "水道", "祭り"]
    assert titles(QUESTION, sort="oldest") == ["祭り", "水道", "手引"]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("席を立つ 画面", "席を立つ 画面"),
        ('"席を立つ" -京都 year:2024', "席を立つ"),
        ("publisher:総務省", ""),
        ("(画面 OR 端末) ministry:総務省", "画面 端末"),
    ],
)
def test_the_model_is_asked_the_words_alone(text: str, question: str) -> None:
    assert query_text(parse(text)) == question


def test_what_is_one_way_of_several_narrows_nothing() -> None:
    assert conditions(parse("画面").root) == []
    assert conditions(parse("画面 OR year:2024").root) == []
    assert len(conditions(parse("画面 (year:2023 OR year:2024) -端末").root)) == 2


def test_queries_that_say_nothing_or_are_wrong_are_answered(three: None, client: Client) -> None:
    for text in ("publisher:京都市", '"', "(((", "-施錠", "year:9999", "、。", "😀" * 100, "\x00"):
        assert client.get("/search", {"q": text, "semantic": "1"}).status_code == 200
    assert hybrid_search(Question(text="(((")).problem


def test_a_model_that_cannot_be_used_leaves_the_full_text(
    broken_model: None, lay: Lay, client: Client
) -> None:
    document = lay("手引", LOCKING)
    assert titles("施錠") == ["手引"]
    for address in (f"/documents/{document}/pages/1", "/search?q=施錠&semantic=1"):
        assert client.get(address).status_code == 200
    assert "意味の近い" not in client.get("/search?q=施錠").content.decode()


def test_without_a_model_nothing_is_computed_or_shown(lay: Lay, client: Client) -> None:
    lay("手引", LOCKING)
    page = client.get("/search", {"q": "画面", "semantic": "1"}).content.decode()
    assert "意味の近い" not in page
