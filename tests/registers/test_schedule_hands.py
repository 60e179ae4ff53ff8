"""Invented schedules that Chromium prints in looks put together by chance, against their truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import hands
from tools.care_schedules import hands as care
from tools.care_schedules import printed as printed_care
from tools.fee_schedules import hands as fees
from tools.fee_schedules import printed as printed_fees

LEAST = 0.99
"""Share of items and of points that are to be right."""


pytestmark = pytest.mark.usefixtures("chromium")


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("seed", [7, 13, 604, 613], ids=["upright", "table", "level", "tiers"])
def test_schedules_of_other_hands_are_read(seed: int, tmp_path: Path) -> None:
    for score in (care.measure_hands([seed], tmp_path), fees.measure_hands([seed], tmp_path)):
        assert score.true["items"] >= 40
        for kind, true in score.true.items():
            if kind != "notes":
                assert score.right[kind] >= LEAST * max(true, score.told[kind]), score.wrong


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["printed 22", "printed 30"], ids=["upright table", "ruled"])
def test_schedules_in_tables_are_read(look: str, tmp_path: Path) -> None:
    (care_score,) = printed_care.measure_printed([look], [0], tmp_path)
    (fee_score,) = printed_fees.measure_printed([look], [0], tmp_path)
    for score in (care_score, fee_score):
        assert score.true["items"] >= 40
        for kind, true in score.true.items():
            assert score.right[kind] >= LEAST * max(true, score.told[kind]), score.wrong


def test_a_hand_is_the_same_each_time_and_differs_by_its_seed() -> None:
    assert hands.hand(3) == hands.hand(3)
    assert len({hands.hand(seed).font for seed in range(40)}) > 3
    assert {hands.hand(seed).upright for seed in range(40)} == {True, False}


def test_a_hand_says_numbers_in_its_own_way() -> None:
    said = {hands.hand(seed).say("1,234点又は30日") for seed in range(500, 560)}
    assert {"千二百三十四点又は三十日", "1,234点又は30日", "１，２３４点又は３０日"} <= said
