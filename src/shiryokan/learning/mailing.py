"""Tells people by mail of courses they have to do: when these are assigned, and a week before they
are due. A reminder is a row before it is sent, so that everybody is told once, whatever is killed
meanwhile; it is tried again with growing pauses (:mod:`shiryokan.delivery.attempts`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task

from shiryokan.delivery.attempts import note_failure, note_sent, queue_due_again
from shiryokan.delivery.errors import NotDelivered
from shiryokan.delivery.mail import Letter, send
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.learning import models
from shiryokan.learning.assigning import completions, duty_of, people_of, running

SOON = datetime.timedelta(days=7)
"""Before a due day people are reminded."""
_AT_ONCE = 500
_LOOKED_EVERY = datetime.timedelta(hours=1)
_looked: list[datetime.datetime] = []
"""When this worker looked last: every tick would ask too much of the database."""


def course_assigned(assignment: models.Assignment, **_signal: object) -> None:
    """Have those who come under an assignment told."""
    transaction.on_commit(lambda: tell_of_assignment.enqueue(assignment.pk))


@titled(_("受講指定の知らせ"))
@task(priority=1)
def tell_of_assignment(assignment_id: int, attempt: int = 1) -> None:
    """Write the reminders of an assignment, and have them sent."""
    with retried(tell_of_assignment, str(assignment_id), attempt, _give_up):
        found = running().filter(pk=int(assignment_id)).first()
        if found is not None:
            _write([found], models.Reminder.Kind.ASSIGNED, timezone.localdate())


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Write the reminders of what is soon due, each once, however many workers look."""
    now = now or timezone.now()
    queue_due_again(models.Reminder, send_reminder, now)
    if _looked and _looked[-1] <= now < _looked[-1] + _LOOKED_EVERY:
        return
    _looked[:] = [now]
    _write(running(), models.Reminder.Kind.SOON, timezone.localdate(now))


def _write(
    assignments: Iterable[models.Assignment], kind: models.Reminder.Kind, today: datetime.date
) -> None:
    if not current.config().sends_mail:
        return
    for assignment in assignments:
        people = list(people_of([assignment]).exclude(email=""))
        days = completions([assignment.course_id], [user.pk for user in people])
        rows = []
        lately = set(
            models.Reminder.objects.filter(
                assignment=assignment, created_at__gt=timezone.now() - SOON
            ).values_list("user_id", flat=True)
        )
        for user in people:
            if kind == models.Reminder.Kind.SOON and user.pk in lately:
                continue
            duty = duty_of(assignment, days.get((assignment.course_id, user.pk), []), today)
            is_soon = today <= duty.due <= today + SOON
            if duty.state != "done" and (kind == models.Reminder.Kind.ASSIGNED or is_soon):
                rows.append(
                    models.Reminder(assignment=assignment, user=user, kind=kind, due=duty.due)
                )
        with transaction.atomic():
            models.Reminder.objects.bulk_create(rows, _AT_ONCE, ignore_conflicts=True)
            # of two workers that write the same one is the first
            made = models.Reminder.objects.filter(pk__in=[row.pk for row in rows])
            for pk in made.values_list("pk", flat=True):
                send_reminder.enqueue(str(pk))


@titled(_("受講の期限の知らせ"))
@task(priority=1)
def send_reminder(reminder_id: str, attempt: int = 1) -> None:
    """Send a reminder that was not sent yet."""
    with retried(send_reminder, reminder_id, attempt, lambda why: _refuse(reminder_id, why)):
        row = _waiting(reminder_id)
        if row is None:
            return
        try:
            if not row.user.is_active or not row.user.email:
                raise NotDelivered("learning_no_address", final=True)
            send(letter(row))
        except NotDelivered as error:
            note_failure(row, error, timezone.now())
        else:
            note_sent(row, timezone.now())


def _waiting(reminder_id: str) -> models.Reminder | None:
    waiting = models.Reminder.objects.filter(pk=reminder_id, state=models.Reminder.State.WAITING)
    return waiting.select_related("user", "assignment__course").first()


def _refuse(reminder_id: str, refusal: Refusal) -> None:
    row = _waiting(reminder_id)
    if row is not None:
        error = NotDelivered(refusal.code, refusal.details, final=True)
        note_failure(row, error, timezone.now())


def _give_up(refusal: Refusal) -> None:
    """Whoever is soon due is told when the clock is looked at."""


def letter(row: models.Reminder) -> Letter:
    """The mail of a reminder, in the language of the instance: what is assigned, by when, where."""
    config = current.config()
    course = row.assignment.course
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("learning:course", args=[course.pk])
        context = {
            "course": course.title,
            "due": row.due,
            "soon": row.kind == models.Reminder.Kind.SOON,
            # without a public address the mail names the course alone
            "address": f"{config.base_url.rstrip('/')}{path}" if config.base_url else "",
            "language": settings.LANGUAGE_CODE,
        }
        subject = gettext("［資料館］受講する講座「%(title)s」") % {"title": course.title[:100]}
        return Letter(
            name=str(row.pk), to=row.user.email, subject=subject,
            text=render_to_string("learning/mail.txt", context),
            html=render_to_string("learning/mail.html", context),
            language=settings.LANGUAGE_CODE,
        )  # fmt: skip
