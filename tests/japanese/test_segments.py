"""A text cut without a dictionary: about its words, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.segments import segments


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("引き続き、手引きの周知を行う。",
         ["引", "き", "続", "き", "、", "手引", "き", "の", "周知", "を", "行", "う", "。"]),
        ("個人情報保護委員会", ["個人", "情報", "保護", "委員", "会"]),
        ("100分の10に相当する点数", ["100", "分", "の", "10", "に", "相当", "する", "点数"]),
        ("6,013点、1.5倍、１，２００円", ["6,013", "点", "、", "1.5", "倍", "、", "１，２００", "円"]),
        ("1,23と4,5,6", ["1", ",", "23", "と", "4", ",", "5", ",", "6"]),
        ("クラウド  IaaS\nを", ["クラウド", "  ", "IaaS", "\n", "を"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_is_cut_by_its_letters(text: str, cut: list[str]) -> None:
    assert segments(text) == cut


@given(st.text(max_size=60) | st.text("灯台ヶをにぁーア１a 。\n", max_size=60))
def test_the_segments_joined_are_the_text(text: str) -> None:
    assert "".join(segments(text)) == text
    assert all(segments(text))


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    text = "あいうえお" * 100_000
    assert "".join(segments(text)) == text
