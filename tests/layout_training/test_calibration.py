"""The confidence of lines, on kinds and looks that nothing was fitted to."""

from __future__ import annotations

import numpy as np
import pytest
from tools.layout_training.calibration import doubted, expected_error
from tools.layout_training.line_samples import LineSamples, sample_lines
from tools.office_pages import HELD_KINDS, HELD_LOOKS

LOOKS = tuple(HELD_LOOKS)[:3]

SEED = 960_001
LEAST_OF_WRONG, MOST_OF_RIGHT, MOST_ERROR = 0.3, 0.06, 0.1
"""Bounds for a sample of forty pages; what many pages show is in docs/office-pages.md."""


@pytest.fixture(scope="module")
def samples() -> LineSamples:
    return sample_lines(HELD_KINDS, LOOKS, [SEED], LineSamples())


def test_confidence_is_the_share_of_lines_that_are_right(samples: LineSamples) -> None:
    said = np.array([line.confidence for line in samples.lines])
    assert expected_error(said, ~samples.wrong) < MOST_ERROR


def test_doubts_sit_on_wrong_lines(samples: LineSamples) -> None:
    doubt, wrong = doubted(samples), samples.wrong
    assert wrong.sum() > 100
    assert doubt[wrong].mean() > LEAST_OF_WRONG
    assert doubt[~wrong].mean() < MOST_OF_RIGHT


def test_the_expected_error_is_the_distance_from_what_is_said() -> None:
    said = np.array([0.85] * 10 + [1.0] * 10)
    right = np.array([True] * 6 + [False] * 4 + [True] * 10)
    assert expected_error(said, right) == pytest.approx(0.5 * 0.25)
