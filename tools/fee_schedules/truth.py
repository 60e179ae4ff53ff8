"""What changed between two revisions, from the numbers of the things in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tools.fee_schedules.editing import Revision
from tools.fee_schedules.schedule import Schedule


class Fact(NamedTuple):
    """One change: of points, or that something is new, has ended, was divided or put together."""

    kind: str
    code: str
    old_label: str
    new_label: str
    old_points: int | None
    new_points: int | None


class _Place(NamedTuple):
    code: str
    label: str
    points: int


_Places = dict[int, _Place]


def facts(before: Schedule, after: Revision) -> Counter[Fact]:
    """All changes from a schedule to its revision."""
    codes = [
        {item.code for item in schedule.items if not item.deleted}
        for schedule in (before, after.schedule)
    ]
    both = codes[0] & codes[1]
    old, new = _places(before), _places(after.schedule)
    found = Counter(_of_items(before, after.schedule, both))
    found.update(_of_points(old, new))
    found.update(_of_parts(old, new, after))
    found.update(_of_rest(old, new, after, both))
    found.update(_of_plain_notes(before, after.schedule, both))
    return found


def _of_items(before: Schedule, after: Schedule, both: set[str]) -> Iterator[Fact]:
    for item in before.items:
        if not item.deleted and item.code not in both:
            yield Fact("ended", item.code, "", "", item.points, None)
    for item in after.items:
        if not item.deleted and item.code not in both:
            yield Fact("new", item.code, "", "", None, item.points)


def _of_points(old: _Places, new: _Places) -> Iterator[Fact]:
    for uid in old.keys() & new.keys():
        a, b = old[uid], new[uid]
        if a.points != b.points:
            yield Fact("points", b.code, a.label, b.label, a.points, b.points)


def _of_parts(old: _Places, new: _Places, after: Revision) -> Iterator[Fact]:
    for part in new.keys() - old.keys():
        if (whole := after.parts.get(part)) in old.keys() - new.keys():
            a, b = old[whole], new[part]
            yield Fact("divided", b.code, a.label, b.label, a.points, b.points)
    for part in old.keys() - new.keys():
        if (whole := after.wholes.get(part)) in new.keys() - old.keys():
            a, b = old[part], new[whole]
            yield Fact("merged", b.code, a.label, b.label, a.points, b.points)


def _of_rest(old: _Places, new: _Places, after: Revision, both: set[str]) -> Iterator[Fact]:
    """What is new, or has ended, and has nothing to do with anything else."""
    divided = {whole for part, whole in after.parts.items() if part in new}
    made = {whole for part, whole in after.wholes.items() if part in old}
    joined = {part for part, whole in after.wholes.items() if whole in new}
    for uid in new.keys() - old.keys() - after.parts.keys() - made:
        if (b := new[uid]).code in both:
            yield Fact("new", b.code, "", b.label, None, b.points)
    for uid in old.keys() - new.keys() - joined - divided:
        if (a := old[uid]).code in both:
            yield Fact("ended", a.code, a.label, "", a.points, None)


def _of_plain_notes(before: Schedule, after: Schedule, both: set[str]) -> Iterator[Fact]:
    """Notes that pay nothing."""
    old, new = (
        {uid: (item.code, label) for item in schedule.items for uid, label in item.plain_notes()}
        for schedule in (before, after)
    )
    for uid in new.keys() - old.keys():
        if new[uid][0] in both:
            yield Fact("new", new[uid][0], "", new[uid][1], None, None)
    for uid in old.keys() - new.keys():
        if old[uid][0] in both:
            yield Fact("ended", old[uid][0], old[uid][1], "", None, None)


def _places(schedule: Schedule) -> _Places:
    return {
        uid: _Place(item.code, label, points)
        for item in schedule.items
        for uid, label, points in item.paid()
    }
