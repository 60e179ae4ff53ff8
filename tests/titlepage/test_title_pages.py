"""Titles of invented first pages on which the title does not come first; a third is held back."""

from __future__ import annotations

import re
import unicodedata

import pytest

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.titlepage.guess import PROPOSED, guess
from tests.titlepage.title_pages import HELD_BACK, OPEN, TitleCase

MARGIN = 56.0
LEAST_HELD_BACK = 0.85


@pytest.mark.parametrize("case", OPEN, ids=lambda case: case.name)
def test_the_title_of_a_page_that_rules_were_made_by(case: TitleCase) -> None:
    assert is_right(case), guessed(case)


def test_the_titles_of_pages_held_back() -> None:
    right = sum(map(is_right, HELD_BACK))
    print(f"held back: {right} of {len(HELD_BACK)}")
    assert right >= LEAST_HELD_BACK * len(HELD_BACK)


def is_right(case: TitleCase) -> bool:
    return _plain(guessed(case)) in [_plain(title) for title in case.titles]


def guessed(case: TitleCase) -> str:
    found = guess([_page(case)], file_name="a.pdf").title
    return found.value if found and found.confidence >= PROPOSED else ""


def _page(case: TitleCase) -> Page:
    width, height = case.size
    blocks = []
    for row in case.rows.strip().split("\n"):
        where, size, top, text = row.split(" ", 3)
        high, y0 = float(size), float(top)
        wide = sum(0.5 if unicodedata.east_asian_width(c) in "NaH" else 1 for c in text)
        length = min(high * wide, width - 2 * MARGIN)
        x0 = {"c": (width - length) / 2, "r": width - MARGIN - length}.get(where, MARGIN)
        box = Box(x0, y0, x0 + length, y0 + high)
        blocks.append(Block("text", box, (Line(text, box),)))
    return Page(1, width, height, case.rows, tuple(blocks))


def _plain(text: str) -> str:
    return re.sub(r"[\s・]", "", unicodedata.normalize("NFKC", text)).lower()
