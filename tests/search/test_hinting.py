"""What is said when nothing is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from shiryokan.search.hints import help_for
from shiryokan.search.question import Question
from tests import pdfs
from tests.documents.conftest import Add, Fill, add, empty_instance, fill

__all__ = ["add", "empty_instance", "fill"]
pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = (
    "年次計画を作る", "平年成績の表", "平年成の値", "10000円を超える額", "第二回会議の議事",
    "基本的な方針を定める", "基本的な考え方",
)  # fmt: skip


@pytest.fixture
def instance(fill: Fill, add: Add, tmp_path: Path) -> None:
    fill(lambda: add_texts(add, tmp_path))


def add_texts(add: Add, folder: Path) -> None:
    for number, text in enumerate(TEXTS):
        path = folder / f"{number}.pdf"
        path.write_bytes(pdfs.pdf(text))
        add(path)


def offered(typed: str) -> list[tuple[str, str]]:
    return [(hint.query, hint.why) for hint in help_for(Question(text=typed)).hints]


def test_a_misspelt_word_is_put_right_and_a_number_never(instance: None) -> None:
    assert ("年次計画", "spelling") in offered("年次計書")
    for typed in ("1,000円", "1000円", "第三回会議", "平均年齢"):
        put_right = [query for query, why in offered(typed) if why in ("sound", "spelling")]
        assert put_right == [], typed


def test_what_sounds_the_same_is_found_in_kana_wrong_kanji_and_latin_letters(
    instance: None,
) -> None:
    for typed in ("ねんじけいかく", "年次系各", "nenji keikaku", "ﾈﾝｼﾞｹｲｶｸ"):
        assert offered(typed)[0] == ("年次計画", "sound"), typed


def test_a_question_is_taken_as_its_words(instance: None) -> None:
    assert offered("年次計画はどうやって作るのですか？")[0] == ("年次計画 作る", "words")


def test_the_missing_word_is_named_and_left_out(instance: None) -> None:
    found = help_for(Question(text="年次計画 宇宙旅行"))
    assert found.missing == ("宇宙旅行",)
    assert [(hint.query, hint.why) for hint in found.hints] == [("年次計画", "without")]
    assert [hint.total for hint in found.hints] == [1]


def test_words_that_never_stand_together_are_offered_singly(instance: None) -> None:
    assert ("年次計画 OR 議事", "any") in offered("年次計画 議事")


def test_what_was_typed_with_signs_is_kept(instance: None) -> None:
    assert offered("年次計書 -議事")[0] == ("年次計画 -議事", "spelling")
    assert offered('"年次計画を作らない"') == []
    assert help_for(Question(text='"年次')).hints == ()


def test_sentences_of_an_explanation_stand_apart_in_english(instance: None) -> None:
    for address in ("/search?q=%22a", "/search.atom?q=%22a", "/search.csv?q=%22a"):
        for language, between in (("ja", "。"), ("en", ". ")):
            client = Client(headers={"Accept-Language": language})
            client.cookies["django_language"] = language
            said = client.get(address).content.decode()
            assert between in said, (address, language)
            assert language == "ja" or not re.search(r"[a-z)][.][A-Z]", said), said
