"""Invented notices and criteria that Chromium prints in looks put together by chance."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import hands
from tools.facility_criteria import hands as criteria
from tools.facility_criteria.score import measure as measure_criteria
from tools.fee_notices import hands as notices
from tools.fee_notices.score import measure as measure_notices
from tools.labels_by_sample import label

LEAST = 0.99
"""Share of paragraphs and of items that are to be right."""


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("seed", [5, 8, 605], ids=["tiers", "sides", "codes alone"])
def test_papers_of_other_hands_are_read(seed: int, tmp_path: Path) -> None:
    notice = measure_notices("hands", [seed], tmp_path)
    assert notice.counts["paragraphs"] >= 70
    assert notice.counts["whole"] >= LEAST * notice.counts["paragraphs"], notice.wrong
    paper = measure_criteria("hands", [seed], tmp_path)
    assert paper.counts["items"] >= 150
    assert paper.counts["right"] >= LEAST * paper.counts["items"], paper.wrong


@pytest.mark.parametrize(
    ("sample", "number", "printed"),
    [
        ("（１）", 12, "（１２）"), ("(１1)", 3, "(３)"), ("(１1)", 12, "(12)"), ("㈠", 4, "㈣"),
        ("㈠", 11, "（十一）"), ("①", 20, "⑳"), ("ア．", 3, "ウ．"), ("（イ）", 2, "（ロ）"),
        ("一", 12, "十二"), ("i", 4, "iv"), ("・", 7, "・"), ("第１1", 2, "第２"),
    ],
)  # fmt: skip
def test_labels_go_on_as_they_begin(sample: str, number: int, printed: str) -> None:
    assert label(sample, number) == printed


def test_papers_of_a_hand_are_the_same_each_time_and_differ_by_seed() -> None:
    of = [notices.manner(seed, hands.hand(seed)) for seed in range(40)]
    assert of == [notices.manner(seed, hands.hand(seed)) for seed in range(40)]
    assert len({each.number for each in of}) > 5
    kinds = {criteria.manner(seed, hands.hand(seed)).kind for seed in range(40)}
    assert kinds == {"ordinance", "notice"}
