"""The confidence of lines, on kinds and looks that nothing was fitted to."""

from __future__ import annotations

import numpy as np
import pytest
from tools.layout_training.calibration import (
    doubted,
    expected_error,
    found_at,
    on_doubted_pages,
)
from tools.layout_training.line_samples import LineSamples, sample_lines
from tools.office_pages import HELD_KINDS, HELD_LOOKS

from shiryokan.paper.model import Box, Line, Reason

LOOKS = tuple(HELD_LOOKS)[:3]

SEED = 960_001
LEAST_OF_WRONG, MOST_OF_RIGHT, MOST_ERROR = 0.3, 0.06, 0.1
"""Bounds for a sample of forty pages; what many pages show is in docs/office-pages.md."""


@pytest.fixture(scope="module")
def samples() -> LineSamples:
    return sample_lines(HELD_KINDS, LOOKS, [SEED], LineSamples())


@pytest.mark.thorough
def test_confidence_is_the_share_of_lines_that_are_right(samples: LineSamples) -> None:
    said = np.array([line.confidence for line in samples.lines])
    assert expected_error(said, ~samples.wrong) < MOST_ERROR


@pytest.mark.thorough
def test_doubts_sit_on_wrong_lines(samples: LineSamples) -> None:
    doubt, wrong = doubted(samples), samples.wrong
    assert wrong.sum() > 100
    assert doubt[wrong].mean() > LEAST_OF_WRONG
    assert doubt[~wrong].mean() < MOST_OF_RIGHT


def test_the_expected_error_is_the_distance_from_what_is_said() -> None:
    said = np.array([0.85] * 10 + [1.0] * 10)
    right = np.array([True] * 6 + [False] * 4 + [True] * 10)
    assert expected_error(said, right) == pytest.approx(0.5 * 0.25)


def test_what_is_found_is_told_for_a_share_of_the_right_lines() -> None:
    said = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 0.05, 0.35, 0.95])
    wrong = np.array([False] * 10 + [True] * 3)
    assert found_at(said, wrong, 0.0) == pytest.approx(1 / 3)
    assert found_at(said, wrong, 0.5) == pytest.approx(2 / 3)
    assert found_at(said, wrong, 1.0) == 1.0


def test_a_wrong_line_is_near_a_doubt_that_stands_on_its_page() -> None:
    samples = LineSamples(
        faults=[{"broken"}, set(), {"parted"}, {"parted"}, set(), set(), set()],
        pages=[0, 0, 1, 2, 3, 4, 4],
        lines=[
            _line(), _line("columns"), _line("unmapped"), _line("line"),
            _line(), _line(), _line("columns"),
        ],
    )  # fmt: skip
    assert on_doubted_pages(samples) == pytest.approx((2 / 3, 1 / 2))


def _line(*reasons: Reason) -> Line:
    return Line("文", Box(0.0, 0.0, 10.0, 10.0), reasons=reasons)
