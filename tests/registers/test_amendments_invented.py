"""Invented comparisons of old and new text, typeset and read back, tell each change at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.amendment_tables import hands_score
from tools.amendment_tables.score import measure


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "look",
    [
        "columns", "rows", "old first", "short heads", "remarks", "open", "shaded", "upright",
        "upright rows", "plan", "open old first",
    ],
)  # fmt: skip
def test_each_change_is_told_at_its_place_with_both_texts(look: str, tmp_path: Path) -> None:
    score = measure(look, range(2), tmp_path)
    assert score.counts["changes"] > 50
    assert score.counts["right"] >= 0.99 * score.counts["changes"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["changes"], score.wrong


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["columns", "short heads", "upright rows"])
def test_the_title_over_a_table_is_that_of_its_changes(look: str, tmp_path: Path) -> None:
    assert measure(look, range(2), tmp_path).counts["titles"] == 2


@pytest.mark.parametrize("look", ["old first", "upright rows"])
def test_what_is_underlined_is_marked(look: str, tmp_path: Path) -> None:
    score = measure(look, range(2), tmp_path)
    assert score.counts["marked right"] >= 0.9 * score.counts["changes"], score.wrong


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "look", ["hand 1", "hand 2", "hand 8", "hand 10", "hand 12", "hand 14", "hand 16", "hand 26"]
)
def test_looks_of_another_hand_are_told_whole(look: str, tmp_path: Path) -> None:
    score = hands_score.measure(look, range(1000, 1001), tmp_path)
    assert score.counts["changes"] > 30
    assert score.counts["right"] >= 0.99 * score.counts["changes"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["changes"], score.wrong


def test_places_of_two_short_tables_of_another_hand(tmp_path: Path) -> None:
    score = hands_score.measure("hand 32", range(1000, 1001), tmp_path)
    assert score.counts["changes"] > 30
    assert score.counts["right"] == score.counts["changes"], score.wrong
    assert score.counts["titles"] == 1
