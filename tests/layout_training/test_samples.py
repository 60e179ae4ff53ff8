"""The decisions that the weights are fitted to are asked of the layout as it is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from tools.layout_training.samples import Samples, sample
from tools.office_pages import generate

LOOK, SEED = "open", 7
ASKED = {
    "panels": "starts",
    "paired-lists": "columns",
    "timetable": "cuts",
    "fee-table": "cuts",
}
"""Kinds of pages, and a decision that is met on each."""


@pytest.mark.parametrize("kind", ASKED)
def test_the_right_answers_are_noted_beside_what_is_seen(kind: str, tmp_path: Path) -> None:
    pdf, truth = generate(kind, LOOK, SEED)
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf)
    samples = Samples()
    sample(path, asdict(truth), samples, 0, frozenset())
    decision = ASKED[kind]
    assert samples.features[decision]
    assert len(samples.features[decision]) == len(samples.right[decision])
    assert set(samples.right[decision]) <= {0.0, 1.0}
