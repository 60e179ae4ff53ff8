"""Words of a text: nothing of it is lost, however long it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.tokens import tokens


def test_words_are_those_a_reader_sees() -> None:
    assert tokens("引き続き、手引きの周知を行う。") == [
        "引き続き", "、", "手引き", "の", "周知", "を", "行う", "。",
    ]  # fmt: skip


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_the_words_joined_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_a_text_longer_than_sudachi_takes() -> None:
    text = "霧浜市の灯台を点検する。" * 5_000
    assert "".join(tokens(text)) == text
