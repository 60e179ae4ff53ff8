"""Amounts of tables as exact numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.amounts import Amount, amount_of

WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("△43,300", "-43300", ""),
        ("▲ 1,234", "-1234", ""),
        ("１，２３４千円", "1234", "千円"),
        ("24.6％", "24.6", "%"),
        ("△０．５", "-0.5", ""),
        ("￥12,302,290－", "12302290", ""),
        ("金17,767,310円也", "17767310", "円"),
        ("1億2,000万円", "120000000", "円"),
        ("3億円", "3", "億円"),
        ("12 人", "12", "人"),
        ("1250", "1250", ""),
        ("0", "0", ""),
        ("50㎡", "50", "m2"),
    ],
)
def test_an_amount_is_its_number_and_its_unit(text: str, number: str, unit: str) -> None:
    assert amount_of(text) == Amount(Decimal(number), unit)


@pytest.mark.parametrize(
    "text",
    ["", "－", "…", "令和6年度", "6年", "3月", "第1号", "015-908-9811", "007", "1,23", "12,3456",
     "(1,234)", "1件につき200円", "約300円", "1-2", "１級", "1/2", "円", "千円", "2,4,6"],
)  # fmt: skip
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount_of(text) is None


def test_what_a_unit_counts_can_be_added_up() -> None:
    amounts = [amount_of(text) for text in ("1,234千円", "△5,000円", "２億円", "0.5百万円")]
    assert [a.counted for a in amounts if a] == ["円"] * 4
    assert sum(a.value for a in amounts if a) == 1_234_000 - 5_000 + 200_000_000 + 500_000


@given(
    st.decimals(-(10**12), 10**12, places=2) | st.integers(-(10**15), 10**15).map(Decimal),
    st.sampled_from(["", "円", "千円", "%", "人"]), st.booleans(), st.booleans(),
)  # fmt: skip
def test_every_written_number_comes_back(
    number: Decimal, unit: str, grouped: bool, wide: bool
) -> None:
    text = f"{abs(number):,}" if grouped else f"{abs(number)}"
    text = ("△" if number < 0 else "") + text + unit
    assert amount_of(text.translate(WIDE) if wide else text) == Amount(number, unit)
