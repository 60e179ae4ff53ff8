"""Numbers of texts in digits, so that texts are held against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.numerals import by_place, in_digits, in_kanji


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("千二百点", "1200点"),
        ("一、二〇〇点", "1200点"),
        ("1,200点", "1200点"),
        ("12,345,678円", "12345678円"),
        ("千分の二百四十五", "1000分の245"),
        ("一、二、三", "1、2、3"),
        ("1,2,3", "1,2,3"),
        ("十五二", "十五二"),
        ("", ""),
    ],
)
def test_numbers_of_a_text_are_said_in_digits(text: str, plain: str) -> None:
    assert in_digits(text) == plain


@given(st.integers(1, 9999))
def test_all_ways_to_write_a_number_are_one(number: int) -> None:
    ways = {str(number), f"{number:,}", in_kanji(number), by_place(number)}
    assert {in_digits(f"次の{way}点") for way in ways} == {f"次の{number}点"}
