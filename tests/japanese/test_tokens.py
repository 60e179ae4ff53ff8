"""Words of a text: nothing of it is lost, however long it is."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiryokan.japanese import tokens
from shiryokan.japanese.tokens import words


def surfaces(text: str) -> list[str]:
    return [word.surface for word in words(text)]


def test_words_are_those_a_reader_sees() -> None:
    assert surfaces("引き続き、手引きの周知を行う。") == [
        "引き", "続き", "、", "手引き", "の", "周知", "を", "行う", "。",
    ]  # fmt: skip


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_the_words_joined_are_the_text(text: str) -> None:
    assert "".join(surfaces(text)) == text


def test_a_text_longer_than_sudachi_takes() -> None:
    text = "霧浜市の灯台を点検する。" * 5_000
    assert "".join(surfaces(text)) == text


SENTENCES = (
    "霧浜市の灯台を点検する。", "（新設）手引きの周知を行う。", "3．届出は不要とする。",
    "「別に定める日。」とあるのは、令和6年6月1日とする。", "ア　次のいずれかに該当すること。",
)  # fmt: skip


@settings(max_examples=20)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12))
def test_words_are_the_same_in_pieces_and_in_one(sentences: list[str]) -> None:
    text = "".join(sentences)
    whole = tokens.words_and_names(text), list(words(text)), tokens.reading(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokens, "_PIECE", 10)
        assert (tokens.words_and_names(text), list(words(text)), tokens.reading(text)) == whole


OUTSIDE = ("12,345円", "678日", "qxz社", "vwk法", "ヱビタン錠", "ヱビトン錠", "（ろ）患者（ろ）")
"""Numbers and words that the dictionary does not have: it has one number for all of a kind."""


@settings(max_examples=30)
@given(st.lists(st.sampled_from(SENTENCES + OUTSIDE), min_size=1, max_size=8))
def test_what_is_kept_of_words_is_what_each_tells_in_its_text(texts: list[str]) -> None:
    text = "".join(texts)
    found, runs = tokens.words_and_names(text)
    assert found == [word.normalized for word in words(text) if word.full]
    assert {noun for run in runs for noun, _reading in run} <= {w.surface for w in words(text)}


def test_without_the_dictionary_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sudachipy", None)
    tokens.dictionary.cache_clear()
    with pytest.raises(ImportError, match=r"pip install 'shiryokan\[words\]'"):
        tokens.dictionary()
