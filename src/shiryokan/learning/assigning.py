"""Who has to do which course, and how they stand to it."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.learning import audit_kinds, models
from shiryokan.learning.duties import Duty, duty
from shiryokan.learning.errors import LearningError
from shiryokan.learning.signals import assigned

MOST_MONTHS = 120


@transaction.atomic
def assign(
    course: models.Course, by: User, *, group: Group | None, user: User | None,
    due: datetime.date, every_months: int,
) -> models.Assignment:  # fmt: skip
    """Say that a group, a person, or everybody has to do a course. The same is said once."""
    if not 0 <= every_months <= MOST_MONTHS:
        raise LearningError("learning_number")
    if course.state == models.Course.State.CLOSED:
        raise LearningError("learning_closed")
    made, is_new = models.Assignment.objects.get_or_create(
        course=course,
        group=group,
        user=user,
        due=due,
        every_months=every_months,
        ended_at=None,
        defaults={"by": by},
    )
    if is_new:
        whom = f"group:{group.pk}" if group else f"user:{user.pk}" if user else ""
        record(
            audit_kinds.ASSIGNED, f"course:{course.pk}", course.title, to=whom,
            due=due.isoformat(), every_months=every_months,
        )  # fmt: skip
        assigned.send(None, assignment=made)
    return made


@transaction.atomic
def end(assignment: models.Assignment) -> None:
    """Let an assignment be over. What was done for it stays on record."""
    if assignment.ended_at is None:
        assignment.ended_at = timezone.now()
        assignment.save(update_fields=["ended_at"])
        record(audit_kinds.UNASSIGNED, f"course:{assignment.course_id}", assignment.course.title)


def running() -> QuerySet[models.Assignment]:
    """The assignments that hold."""
    open_ = models.Course.State.OPEN
    found = models.Assignment.objects.filter(ended_at=None, course__state=open_)
    return found.select_related("course", "group", "user")


def of_person(user: User) -> QuerySet[models.Assignment]:
    """The assignments that somebody comes under now: who changes department comes under those of
    the new one, and what they have done counts on."""
    mine = Q(user=user) | Q(group__in=user.groups.all()) | Q(group=None, user=None)
    return running().filter(mine)


def people_of(assignments: Iterable[models.Assignment]) -> QuerySet[User]:
    """Who comes under any of the assignments, and still has an account."""
    found = list(assignments)
    active = User.objects.filter(is_active=True)
    if any(each.group_id is None and each.user_id is None for each in found):
        return active
    groups = [each.group_id for each in found if each.group_id]
    users = [each.user_id for each in found if each.user_id]
    return active.filter(Q(groups__in=groups) | Q(pk__in=users)).distinct()


def completions(
    course_ids: Iterable[int], users: Iterable[int] | None = None
) -> dict[tuple[int, int], list[datetime.date]]:
    """The days on which people did courses, by course and person."""
    rows = models.TrainingRecord.objects.filter(course__in=course_ids, user__isnull=False)
    if users is not None:
        rows = rows.filter(user__in=users)
    found: dict[tuple[int, int], list[datetime.date]] = defaultdict(list)
    for course, user, day in rows.order_by().values_list("course_id", "user_id", "completed_on"):
        found[course, user].append(day)
    return found


def duty_of(
    assignment: models.Assignment, days: Iterable[datetime.date], today: datetime.date | None = None
) -> Duty:
    """How somebody who did the course on ``days`` stands to an assignment."""
    today = today or timezone.localdate()
    return duty(assignment.due, assignment.every_months, days, today)


def strictest(duties: Iterable[Duty]) -> Duty | None:
    """Of several duties to one course the one to see to first."""
    order = {"overdue": 0, "open": 1, "done": 2}
    return min(duties, key=lambda each: (order[each.state], each.due), default=None)
