"""Invented schedules in three revisions: what the register tells of them, against their edits."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tools.fee_schedules.editing import Author, Revision
from tools.fee_schedules.schedule import Amount, Item, Note, Schedule, Thing
from tools.fee_schedules.score import Score, measure, read_back
from tools.fee_schedules.truth import Fact, facts
from tools.fee_schedules.typeset import HANDS, THIRD_HAND, Look, typeset

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.registers.fees import Fees

LEAST = 0.995
"""Precision and recall that changes of fees are to have (issue 13)."""


def schedule(*items: Item) -> Schedule:
    return Schedule("点数表", list(items))


def test_the_truth_knows_things_by_their_numbers() -> None:
    before = schedule(
        Item(1, "A000", "初診料", points=100),
        Item(2, "A001", "再診料", variants=[Thing(3, "昼", 10), Thing(4, "夜", 20)]),
        Item(5, "A002", "削除", deleted=True),
    )
    after = schedule(
        Item(1, "A000", "初診料", variants=[Thing(6, "紙", 100), Thing(7, "電話", 90)]),
        Item(2, "A001", "再診料", variants=[Thing(4, "夜", 25), Thing(8, "朝", 15)]),
        Item(9, "A002", "電話料", points=5),
    )
    found = facts(before, Revision(after, parts={6: 1, 7: 1}))
    assert found == Counter(
        [
            Fact("divided", "A000", "", "1", 100, 100),
            Fact("divided", "A000", "", "2", 100, 90),
            Fact("points", "A001", "2", "1", 20, 25),
            Fact("ended", "A001", "1", "", 10, None),
            Fact("new", "A001", "", "2", None, 15),
            Fact("new", "A002", "", "", None, 5),
        ]
    )


def test_a_note_says_what_it_pays() -> None:
    both = [Amount(1, "朝加算", 5), Amount(2, "夜加算", 1200)]
    assert Note(3, "", "訪問した場合", both).sentence() == (
        "訪問した場合は、朝加算又は夜加算として、それぞれ5点又は1,200点を所定点数に加算する。"
    )


def test_what_is_typeset_is_read_back(tmp_path: Path) -> None:
    revisions = Author(7).revisions(1)
    (read,) = read_back(revisions, 7, tmp_path)
    items = [each for each in read if each.kind == "item"]
    made = revisions[0].schedule.items
    assert [(each.code, each.name, each.points) for each in items] == [
        (each.code, each.name, each.points) for each in made
    ]
    for found, true in zip(items, made, strict=True):
        paid = [points for _uid, _label, points in true.paid()]
        told = [found.points, *(v.points for v in found.variants)]
        told += [points for note in found.notes for points in note.points]
        assert [points for points in told if points is not None] == paid


@pytest.mark.thorough
@pytest.mark.guarding
def test_changes_are_told_as_they_were_made(tmp_path: Path) -> None:
    score = measure(range(3), tmp_path)
    right, told, true = (count.total() for count in (score.right, score.told, score.true))
    assert true > 600
    assert min(right / told, right / true) >= LEAST, (score.missed, score.made_up)
    assert score.right["points"] >= LEAST * max(score.true["points"], score.told["points"])
    assert score.true["divided"] > 20


@pytest.mark.parametrize(
    "look", range(HANDS), ids=["points right behind names", "two columns", "a ruled table"]
)
def test_looks_of_a_third_hand_are_read_whole(look: int, tmp_path: Path) -> None:
    made = Author(310).revisions(1)[0].schedule
    path = tmp_path / "schedule.pdf"
    typeset(made, Look.of(THIRD_HAND + look), path)
    with IsolatedReader(path) as reader:
        records = Fees().extract(list(reader.pages())).records
    score = Score()
    score.read("look", made, records)
    paid, _read, right = score.looks["look"]
    assert paid > 200
    assert right >= LEAST * paid
