"""Text made narrow for patterns keeps every place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.registers.narrow_text import narrow


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("（１）ＡＢ：２０％", "(1)AB:20%"),
        ("令和６年\u3000度\t１", "令和6年 度 1"),
        ("１‐２―３－４─５ｰ６−７", "1-2-3-4-5-6-7"),
        ("1ー2 データ", "1-2 データ"),
        ("⼈口", "人口"),
        ("㈱①ﾃﾞ", "㈱①ﾃﾞ"),
        ("１ー２" * 100, "1-2" * 100),
    ],
)
def test_what_is_narrow(text: str, plain: str) -> None:
    assert narrow(text) == plain


@given(st.text())
def test_the_length_is_kept_and_nothing_is_left_to_do(text: str) -> None:
    plain = narrow(text)
    assert len(plain) == len(text)
    assert narrow(plain) == plain


@given(st.text(alphabet="１2ー‐（a ", max_size=8), st.text(alphabet="１2ー‐（a ", max_size=8))
def test_only_a_long_mark_between_digits_depends_on_its_neighbours(one: str, two: str) -> None:
    assert narrow(one + "あ" + two) == narrow(one) + "あ" + narrow(two)
