"""Invented care fee schedules in two revisions: what is read and told of them, against the truth."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.care_schedules.editing import Author
from tools.care_schedules.schedule import paths
from tools.care_schedules.score import facts, measure

LEAST = 0.99
"""Share of items, of points and of changes of a kind that are to be right (issue 14)."""


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("look", ["dots", "boxes", "upright", "columns", "pillar"])
def test_all_of_a_schedule_is_read_in_any_look(look: str, tmp_path: Path) -> None:
    score = measure([1], [look], tmp_path)
    for kind, true in score.true.items():
        assert score.right[kind] >= LEAST * true, (kind, score.wrong)
        assert score.right[kind] >= LEAST * score.told[kind], (kind, score.wrong)
    assert score.true["items"] > 300


def test_the_truth_knows_things_by_their_numbers_and_not_their_labels() -> None:
    author = Author(3)
    before = author.schedule()
    assert not list(facts(before, before))
    after = author.revised(before)
    after.services[0].children.insert(0, author.revised(before).services[1].children[0])
    told = list(facts(before, after))
    assert ("relabelled", ("1", "イ"), ("1", "ロ")) in told
    assert len({path for path, _, _ in paths(after)}) == len(list(paths(after)))
