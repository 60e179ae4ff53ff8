"""What is drawn at no common edges is a figure with its labels whole; tables on grounds, with signs
and pictures, are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.paper.drawn import read
from tests.paper.figure_pages import (
    FIGURES,
    HELD_FIGURES,
    HELD_TABLES,
    LAST_TABLES,
    TABLES,
    page_with,
    score,
)

WHOLE = {
    "stacked_across": 0.97, "pie": 0.95, "scatter": 0.85, "flow": 0.85, "timeline": 0.85,
    "columns_stacked": 0.95, "pictured": 0.95, "cycle": 0.95,
}  # fmt: skip
"""The share of labels that are whole in a figure, at least, of those kinds that are read as such."""

EVERY_TABLE = TABLES | HELD_TABLES | LAST_TABLES


@pytest.mark.parametrize("kind", WHOLE)
def test_labels_of_a_drawing_are_whole_in_a_figure(tmp_path: Path, kind: str) -> None:
    whole = labels = prose = every_line = 0
    for seed in range(5):
        data, pen = page_with((FIGURES | HELD_FIGURES)[kind], seed)
        found = score(read(tmp_path, data), pen)
        whole, labels = whole + found.whole, labels + found.labels
        prose, every_line = prose + found.prose, every_line + found.every_line
    assert whole >= WHOLE[kind] * labels
    assert prose == every_line


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("kind", EVERY_TABLE)
def test_tables_on_what_is_drawn_are_no_figures(tmp_path: Path, kind: str) -> None:
    for seed in range(8):
        data, pen = page_with(EVERY_TABLE[kind], seed)
        found = score(read(tmp_path, data), pen)
        assert not found.figures, f"{kind} {seed}"
