"""What is a page's number by itself, and what only where it comes back."""

from __future__ import annotations

import pytest

from shiryokan.paper.page_edge import is_dashed_label, is_sure_label

HEIGHT = 800.0


@pytest.mark.parametrize("text", ["- 53 -", "－十二－", "― 3 ―", " -1- "])
def test_a_number_between_dashes_is_that_of_a_page(text: str) -> None:
    assert is_dashed_label(text)
    assert is_sure_label(text, 400, 410, HEIGHT)


@pytest.mark.parametrize("text", ["53", "-53", "-", "--", "- 点 -", "－53点－", "12/47"])
def test_other_lines_are_not_told_by_dashes(text: str) -> None:
    assert not is_dashed_label(text)


def test_a_number_of_all_is_that_of_a_page_at_its_edge_alone() -> None:
    assert is_sure_label("12／47", 780, 790, HEIGHT)
    assert not is_sure_label("12／47", 400, 410, HEIGHT)
    assert not is_sure_label("47／12", 780, 790, HEIGHT)
