"""Quotes of the gold beside the newer papers: no quote that went or changed is said to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import readings
from tests.quotes import gold

SMALL = (
    "fees/dispensing-r4.pdf",
    "plan/lined-2024-draft.pdf",
    "plan/open-2024-draft.pdf",
    "notices/dental-r6.pdf",
)
"""Papers that are read within some seconds; ``bench/quotes.py`` takes them all."""
LEAST_RIGHT = 0.98


def test_the_gold_has_what_was_asked_for() -> None:
    rows = gold.rows()
    assert len(rows) >= 300
    assert {row.standing for row in rows} == {"holds", "changed", "gone", "corrected"}
    assert len({row.hash for row in rows}) > len(rows) * 0.9
    held = [row for row in rows if row.set == "held"]
    assert 0.25 < len(held) / len(rows) < 0.42
    # no more than the ends of a quote is kept of a paper
    assert all(len(row.begins) <= 12 and len(row.ends) <= 12 for row in rows)


@pytest.mark.thorough
@pytest.mark.corpus
def test_quotes_stand_beside_the_newer_paper_as_they_should(corpus: Path) -> None:
    asked = [row for row in gold.rows() if row.old in SMALL]
    found = list(gold.judged(asked, lambda name: readings.pages_of(corpus / name)))
    assert len(found) == len(asked) > 150
    for each in found:
        if each.standing.state == "holds":
            assert each.row.standing == "holds", each.row
        elif each.standing.state != "unsure":
            assert each.standing.cause is not None and each.standing.cause.document == each.row.new
    right = sum(each.standing.state == each.row.standing for each in found)
    assert right / len(found) >= LEAST_RIGHT
