"""Invented facility criteria, typeset and read back, are found whole: heads, sentences, paragraphs.

The looks stand for kinds of papers: notices (通知) from left to right, and ordinances (告示) from top
to bottom with kanji numbers, level numbers in a place of their own, and several tiers.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.facility_criteria.score import measure


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["notice", "flush", "stepped", "tight", "centred", "first row"])
def test_notices_on_how_to_report_are_found_whole(look: str, tmp_path: Path) -> None:
    score = measure(look, range(2), tmp_path)
    assert score.counts["items"] > 400
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["items"], score.wrong
    assert score.counts["in order"] == 2
    assert score.counts["referred"] == score.counts["titles"], score.wrong


def test_tiers_whose_first_line_is_short_are_parted(tmp_path: Path) -> None:
    score = measure("landscape tiers", range(1), tmp_path)
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong


def test_numbers_with_hardly_any_white_behind_them_are_found(tmp_path: Path) -> None:
    score = measure("manual", range(1), tmp_path)
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["in order"] == 1


def test_roman_numbers_head_sections_where_no_others_do(tmp_path: Path) -> None:
    score = measure("brochure", range(300, 301), tmp_path)
    assert score.counts["items"] > 200
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["in order"] == 1


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["upright", "upright signs", "upright landscape", "ordinance"])
def test_ordinances_are_found_whole(look: str, tmp_path: Path) -> None:
    score = measure(look, range(1), tmp_path)
    assert score.counts["items"] > 400
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["items"], score.wrong
    assert score.counts["referred"] >= 0.98 * score.counts["titles"], score.wrong


@pytest.mark.parametrize("look", ["composed 7", "composed 9"], ids=["titles", "signs"])
def test_titles_at_the_heads_of_pages_and_signs_in_the_margin_are_none_of_it(
    look: str, tmp_path: Path
) -> None:
    score = measure(look, range(600, 601), tmp_path)
    assert score.counts["items"] > 200
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["in order"] == 1


def test_what_ends_a_sentence_at_the_head_of_vertical_pages_is_of_the_text(tmp_path: Path) -> None:
    score = measure("composed 6", range(600, 601), tmp_path)
    assert score.counts["items"] > 400
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong


@pytest.mark.parametrize("look", ["composed 13", "composed 21"], ids=["sign", "branch"])
def test_numbers_whose_white_the_text_has_not_are_found(look: str, tmp_path: Path) -> None:
    score = measure(look, range(600, 601), tmp_path)
    assert score.counts["items"] > 200
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["items"], score.wrong


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "look", ["composed 2", "composed 5", "composed 8", "composed 11", "composed 15"]
)
def test_looks_put_together_by_chance_are_found_whole(look: str, tmp_path: Path) -> None:
    score = measure(look, range(600, 601), tmp_path)
    assert score.counts["items"] > 200
    assert score.counts["right"] >= 0.99 * score.counts["items"], score.wrong
    assert score.counts["made up"] <= 0.01 * score.counts["items"], score.wrong
