"""White behind a number is told by the places of the characters where the text has none."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Box, Line
from shiryokan.registers.label_white import white_behind
from shiryokan.registers.writing_lines import Seen


def seen(text: str, wide: dict[int, float]) -> Seen:
    """A line whose characters take ten points, or as many as ``wide`` says."""
    edges = [0.0]
    for at in range(len(text)):
        edges.append(edges[-1] + wide.get(at, 10.0))
    box = Box(0, 0, edges[-1], 10)
    return Seen(Line(text, box, tuple(edges)), 1, 0, edges[-1], 0, 10)


def ends(text: str) -> int:
    return len(text) if text in ("第二款", "第一", "一", "三十", "三") else 0


@pytest.mark.parametrize(
    ("text", "wide", "behind"),
    [
        ("第二款見守り料", {1: 12.0, 2: 15.0}, 3),
        ("第一見守り料", {1: 15.0}, 2),
        ("三十歯科の料", {0: 12.0, 1: 16.0}, 2),
        ("第二見守り料", {1: 15.0}, 0),
        ("見守り料の表", {1: 15.0}, 0),
    ],
    ids=["a wide numeral within", "alone", "the widest", "no number ends", "no number"],
)
def test_the_widest_white_behind_which_a_number_ends(
    text: str, wide: dict[int, float], behind: int
) -> None:
    assert white_behind(seen(text, wide), ends, {}) == behind
