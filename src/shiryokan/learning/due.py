"""The courses that a person has to do, with their days, for the table of deadlines."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse

from shiryokan.deadlines.sources import DueDate
from shiryokan.i18n import message as _
from shiryokan.learning.assigning import completions, duty_of, of_person

COURSES = _("受講")


def due_dates(user: User) -> Iterator[DueDate]:
    """A day for each assignment that somebody comes under."""
    assignments = list(of_person(user))
    done = completions({each.course_id for each in assignments}, [user.pk])
    for each in assignments:
        duty = duty_of(each, done.get((each.course_id, user.pk), ()))
        yield DueDate(
            key=f"{each.pk}:{duty.due.isoformat()}", day=duty.due, title=each.course.title,
            path=reverse("learning:course", args=[each.course_id]), done=duty.state == "done",
        )  # fmt: skip
