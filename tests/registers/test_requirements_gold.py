"""Requirements against sentences that were judged by reading their pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from shiryokan.paper.model import Page
from tests.readings import pages_of
from tests.registers.requirements_gold import GOLD, Score, gold, measure

LEAST = 0.95


@pytest.fixture(scope="module", params=["held back", "all"])
def score(request: pytest.FixtureRequest, corpus: Path) -> Score:
    def read(document: str) -> Sequence[Page]:
        return pages_of(corpus / "real" / document)

    return measure(read, lambda judged: judged.held or request.param == "all")


def test_precision_and_recall(score: Score) -> None:
    assert score.precision >= LEAST and score.recall >= LEAST, score.wrong


def test_strengths(score: Score) -> None:
    assert score.same_strength >= LEAST * score.sentences, score.wrong


def test_the_gold_has_enough_of_each_and_no_sentence_of_a_document() -> None:
    judged = gold()
    held = [each for each in judged if each.held]
    assert len(judged) >= 200 and 3 * len(held) >= 0.9 * len(judged)
    assert {each.strength for each in held} == {"must", "should", "may", "none"}
    assert all(len(each.begin) <= 12 and len(each.end) <= 8 for each in judged)
    assert GOLD.is_file()
