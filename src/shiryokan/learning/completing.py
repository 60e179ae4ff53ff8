"""When somebody has done a course: the training record and its certificate."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.documents.models import Document
from shiryokan.learning import models
from shiryokan.learning.asking import asked, last_attempts
from shiryokan.learning.assigning import completions, duty_of, of_person, strictest
from shiryokan.learning.certifying import certify
from shiryokan.learning.duties import Duty, due_day


class Progress(msgspec.Struct, frozen=True):
    """How far somebody is in a course in this round: of ``asked`` exercises ``answered`` and
    ``right``. ``read`` is that there are none, so that saying one has read it is enough."""

    asked: int
    answered: int
    right: int
    needed: int
    done: bool
    duty: Duty | None

    @property
    def percent(self) -> int:
        """Of the exercises that are right, rounded down: 79.9 is not 80."""
        return self.right * 100 // self.asked if self.asked else 0


def progress(user: User, course: models.Course) -> Progress:
    """How far a person, who is whoever reads now, is in a course."""
    return progresses(user, [course])[course.pk]


def progresses(user: User, courses: Iterable[models.Course]) -> dict[int, Progress]:
    """How far a person, who is whoever reads now, is in each of several courses."""
    found = {course.pk: course for course in courses}
    days = completions(found, [user.pk])
    duties: dict[int, list[Duty]] = defaultdict(list)
    for each in of_person(user).filter(course__in=found):
        duties[each.course_id].append(duty_of(each, days.get((each.course_id, user.pk), [])))
    exercises = list(asked().filter(course__in=found))
    last = last_attempts(user, exercises)
    return {
        pk: _progress(
            course,
            [last.get(cast("int", each.current_id)) for each in exercises if each.course_id == pk],
            days.get((pk, user.pk), []),
            strictest(duties[pk]),
        )
        for pk, course in found.items()
    }


def _progress(
    course: models.Course,
    attempts: Sequence[models.Attempt | None],
    days: list[datetime.date],
    found: Duty | None,
) -> Progress:
    """How far somebody is who last answered each exercise so."""
    since = since_of(days, course, found)
    last = [
        each
        for each in attempts
        if each is not None and (since is None or timezone.localdate(each.at) > since)
    ]
    needed = -(-len(attempts) * course.pass_percent // 100)
    done = any(since is None or day > since for day in days)
    return Progress(len(attempts), len(last), sum(each.right for each in last), needed, done, found)


def since_of(
    days: list[datetime.date], course: models.Course, found: Duty | None
) -> datetime.date | None:
    """The day after which what is done counts: of a duty that comes again its last due day, of a
    certificate that has run out the day it did."""
    if found is not None:
        return found.since if found.state != "done" else None
    if days and course.valid_months:
        until = due_day(max(days), course.valid_months, 1)
        if until < timezone.localdate():
            return until
    return None


def complete_if_done(user: User, course: models.Course) -> models.TrainingRecord | None:
    """Write down that a person has done a course, if they now have; once a round."""
    if course.state != models.Course.State.OPEN:
        return None
    with transaction.atomic():
        # of two answers that come at once one writes it down
        models.Course.objects.select_for_update().get(pk=course.pk)
        now = progress(user, course)
        if now.done or not now.asked or now.answered < now.asked or now.right < now.needed:
            return None
        return _write(user, course, now)


def complete_by_reading(user: User, course: models.Course) -> models.TrainingRecord | None:
    """Write down that a person has read a course that asks nothing of them."""
    if course.state != models.Course.State.OPEN:
        return None
    with transaction.atomic():
        models.Course.objects.select_for_update().get(pk=course.pk)
        now = progress(user, course)
        if now.done or now.asked:
            return None
        return _write(user, course, now)


def _write(user: User, course: models.Course, now: Progress) -> models.TrainingRecord:
    row = models.TrainingRecord.objects.create(
        user=user, name=name_of(user), department=department_of(user), course=course,
        title=course.title, completed_on=timezone.localdate(),
        percent=now.percent if now.asked else None,
        late=now.duty is not None and now.duty.state == "overdue", papers=papers_of(course),
    )  # fmt: skip
    certify(row, course)
    return row


def papers_of(course: models.Course) -> list[dict[str, Any]]:
    """The documents that a course now rests on, as whoever reads now sees them: title, SHA-256, and
    when it came."""
    quoted = models.Citation.objects.filter(lesson__course=course).values("document_id")
    asked_of = models.Citation.objects.filter(
        version__in=course.exercises.exclude(current=None).values("current"), judged=True
    ).values("document_id")
    found = Document.objects.filter(pk__in=quoted) | Document.objects.filter(pk__in=asked_of)
    return [
        {"title": each.title, "sha256": each.sha256} for each in found.distinct().order_by("title")
    ]


def name_of(user: User) -> str:
    """What a person is called on record."""
    # in Japanese the family name comes first
    whole = f"{user.last_name} {user.first_name}".strip()
    return (whole or user.get_username())[: models.NAME_LENGTH]


def department_of(user: User) -> str:
    """The groups of a person."""
    names = user.groups.order_by("name").values_list("name", flat=True)
    return "、".join(names)[: models.NAME_LENGTH]
