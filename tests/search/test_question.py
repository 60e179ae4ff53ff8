"""A question, and the address of the search page that asks it."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.documents.models import Document
from shiryokan.search.hit import Hit
from shiryokan.search.kinds import KINDS
from shiryokan.search.query_parser import parse
from shiryokan.search.question import SORTS, Question
from shiryokan.search.results import SearchResults

NAME = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=8)
QUESTIONS = st.builds(
    Question,
    text=NAME.map(str.strip),
    kind=st.sampled_from(["", *KINDS]),
    publisher=NAME,
    council=NAME,
    ministry=NAME,
    year=st.none() | st.integers(1, 9999),
    date_from=st.none() | st.dates(),
    date_to=st.none() | st.dates(),
    sort=st.sampled_from(SORTS),
    exact=st.booleans(),
)


@given(QUESTIONS)
def test_an_address_gives_back_the_question_it_was_made_from(question: Question) -> None:
    assert Question.from_parameters(question.to_parameters()) == question


def test_what_an_address_says_that_nobody_can_ask_is_left_out() -> None:
    given = {"q": " a\x00 ", "kind": "x", "sort": "x", "year": "0000", "from": "1", "to": "x"}
    assert Question.from_parameters(given) == Question(text="a")


@pytest.mark.parametrize("wrong", [{"kind": "x"}, {"sort": "x"}, {"year": 0}, {"year": 10_000}])
def test_a_question_that_cannot_be_asked_is_not_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        Question(text="a", **wrong)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_the_words_of_a_query_may_name_its_kind() -> None:
    typed = Question(text="kind:fees 点").with_kind_of_words()
    assert typed.kind == "fees"
    assert Question(text="(", year=datetime.MAXYEAR).with_kind_of_words().kind == "page"


@pytest.mark.parametrize(
    ("typed", "stands", "told"),
    [
        ("株式会社", "㈱", "(株)"),
        ("50㎡", "50平方メートル", "50平方メートル"),
        ("申し込み書", "申込書", "申込書"),
        ("△43,300", "43,300", "43300"),
        ("叱責", "𠮟責", "𠮟責"),
    ],
)
def test_the_other_spellings_of_the_hits_are_told(typed: str, stands: str, told: str) -> None:
    hit = Hit(Document(), 1, 1.0, (("前", False), (stands, True)))
    results = SearchResults(query=parse(typed), hits=(hit,))
    assert results.other_spellings == [(typed, [told])]
