"""What is said when nothing is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from shiryokan.search.hints import hint
from shiryokan.search.question import Question
from tests import pdfs
from tests.documents.conftest import Add, add, empty_instance

__all__ = ["add", "empty_instance"]
pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = (
    "年次計画を作る", "平年成績の表", "平年成の値", "10000円を超える額", "第二回会議の議事",
    "基本的な方針を定める", "基本的な考え方",
)  # fmt: skip


@pytest.fixture
def instance(add: Add, tmp_path: Path) -> None:
    for number, text in enumerate(TEXTS):
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(pdfs.pdf(text))
        add(path)


def test_a_misspelt_word_is_put_right_and_a_number_never(instance: None) -> None:
    assert hint(Question(text="年次計書")) == "年次計画"
    for typed in ("1,000円", "1000円", "第三回会議", "平均年齢"):
        assert hint(Question(text=typed)) is None, typed


def test_sentences_of_an_explanation_stand_apart_in_english(instance: None) -> None:
    for address in ("/search?q=%22a", "/search.atom?q=%22a", "/search.csv?q=%22a"):
        for language, between in (("ja", "。"), ("en", ". ")):
            client = Client(headers={"Accept-Language": language})
            client.cookies["django_language"] = language
            said = client.get(address).content.decode()
            assert between in said, (address, language)
            assert language == "ja" or not re.search(r"[a-z)][.][A-Z]", said), said
