"""Numbers and times in a text are typed values at their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.registers.values import values_in


@pytest.mark.parametrize(
    ("text", "number", "unit", "about"),
    [
        ("講習会を 2 回開催した", 2, "回", ""),
        ("延べ 10,266 名が参加した", 10266, "名", "延べ"),
        ("約１２０施設に配った", 120, "施設", "約"),
        ("99.5％を超えた", 99.5, "％", ""),
        ("20 社以上と協議した", 20, "社", "以上"),
        ("3か国と結んだ", 3, "か国", ""),
    ],
)
def test_numbers(text: str, number: float, unit: str, about: str) -> None:
    (value,) = values_in(text)
    assert (value.kind, value.number, value.unit, value.about) == ("number", number, unit, about)
    assert text[value.start : value.end] == value.text


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        ("2023 年 11 月に改定した", "month", "2023-11"),
        ("令和6年度から始める", "fiscal year", "2024"),
        ("令和６年７月１０日に決定した", "day", "2024-07-10"),
        ("2025年までに", "year", "2025"),
    ],
)
def test_times(text: str, kind: str, time: str) -> None:
    (value,) = values_in(text)
    assert (value.kind, value.time) == (kind, time)


def test_numbers_of_a_time_are_no_values_of_their_own() -> None:
    found = values_in("2023 年 11 月に 2 回、延べ 168 名", "progress", 3)
    assert [(v.kind, v.number, v.field, v.item) for v in found] == [
        ("month", None, "progress", 3),
        ("number", 2, "progress", 3),
        ("number", 168, "progress", 3),
    ]


@given(st.text(alphabet="0123456789０１,.年月日回名令和 約延べ元", max_size=30))
def test_each_value_stands_where_it_says(text: str) -> None:
    for value in values_in(text):
        assert text[value.start : value.end] == value.text
