"""The trainer's table: who has to do a course, who has, and the rate by department."""

from __future__ import annotations

import datetime
from collections import defaultdict

import msgspec
from django.contrib.auth.models import Group, User
from django.utils import timezone

from shiryokan.learning import models
from shiryokan.learning.assigning import completions, duty_of, running, strictest
from shiryokan.learning.duties import Duty, State


class PersonRow(msgspec.Struct, frozen=True):
    """One person: how they stand, and when they last did the course."""

    user_id: int
    username: str
    name: str
    departments: tuple[str, ...]
    duty: Duty
    last: datetime.date | None

    @property
    def state(self) -> State:
        """Of the duty."""
        return self.duty.state


class DepartmentRow(msgspec.Struct, frozen=True):
    """A department: of ``people`` so many have done it and so many are late."""

    name: str
    people: int
    done: int
    overdue: int

    @property
    def percent(self) -> int:
        """Rounded down: 99.9 is not all."""
        return self.done * 100 // self.people if self.people else 0


class TrainingTable(msgspec.Struct, frozen=True):
    """All who come under the assignments of a course: those who are late first."""

    people: list[PersonRow]
    departments: list[DepartmentRow]
    total: DepartmentRow


def training_table(course: models.Course, today: datetime.date | None = None) -> TrainingTable:
    """The table of a course, of today."""
    today = today or timezone.localdate()
    assignments = list(running().filter(course=course))
    active = User.objects.filter(is_active=True).order_by("username")
    people = {
        pk: (username, f"{last} {first}".strip() or username)
        for pk, username, last, first in active.values_list(
            "pk", "username", "last_name", "first_name"
        )
    }
    names = dict(Group.objects.values_list("pk", "name"))
    groups: dict[int, set[int]] = defaultdict(set)
    for user_id, group_id in User.groups.through.objects.values_list("user_id", "group_id"):
        groups[user_id].add(group_id)
    days = completions([course.pk])
    rows = []
    for pk, (username, name) in people.items():
        own = [
            each
            for each in assignments
            if each.user_id == pk
            or each.group_id in groups[pk]
            or (each.user_id is None and each.group_id is None)
        ]
        if not own:
            continue
        done = days.get((course.pk, pk), [])
        found = strictest(duty_of(each, done, today) for each in own)
        assert found is not None
        departments = tuple(sorted(names[each] for each in groups[pk]))
        rows.append(PersonRow(pk, username, name, departments, found, max(done, default=None)))
    order = {"overdue": 0, "open": 1, "done": 2}
    rows.sort(key=lambda row: (order[row.state], row.duty.due, row.departments, row.username))
    return TrainingTable(rows, _departments(rows), _summed("", rows))


def _departments(rows: list[PersonRow]) -> list[DepartmentRow]:
    """Each department by name, and at the end those who are in none."""
    found: dict[str, list[PersonRow]] = defaultdict(list)
    for row in rows:
        for name in row.departments or ("",):
            found[name].append(row)
    return [_summed(name, found[name]) for name in sorted(found, key=lambda name: (not name, name))]


def _summed(name: str, rows: list[PersonRow]) -> DepartmentRow:
    return DepartmentRow(
        name, len(rows), sum(row.state == "done" for row in rows),
        sum(row.state == "overdue" for row in rows),
    )  # fmt: skip
