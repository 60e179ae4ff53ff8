"""Attempts to deliver what is a row before it is sent: tried again with growing pauses.

A delivery is marked as sent after it was taken. A worker that is killed between the two sends it
once more when it comes back: a message is rather doubled than lost, and the double has the same
name, by which its receiver knows it.
"""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shiryokan.delivery.errors import NotDelivered

PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""Before each further attempt."""
MOST_FAILURES = 5
"""Deliveries that fail one after the other, each with all its attempts, before nothing more is sent
to an address."""


class Attempted(models.Model):
    """Something that is to be delivered. Written before it is sent."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("順番待ち")
        SENT = "sent", _("届けました")
        FAILED = "failed", _("届きませんでした")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    """When it is tried again; null while a job for it is in the queue."""
    error = models.CharField(max_length=50, blank=True)
    error_details = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="%(class)s_again",
            )
        ]


def note_sent(row: Attempted, now: datetime.datetime) -> bool:
    """Note that it was taken; whether it was not noted before."""
    waiting = type(row)._default_manager.filter(pk=row.pk, state=Attempted.State.WAITING)
    return bool(
        waiting.update(
            state=Attempted.State.SENT,
            attempts=F("attempts") + 1,
            next_at=None,
            ended_at=now,
            error="",
            error_details={},
        )
    )


def note_failure(
    row: Attempted, error: NotDelivered, now: datetime.datetime, *, once: bool = False
) -> bool:
    """Note why it was not taken; whether it is tried again: not if the error is final, after all
    pauses, or if it is tried ``once``."""
    attempts = row.attempts + 1
    again = not (error.final or once or attempts > len(PAUSES))
    type(row)._default_manager.filter(pk=row.pk).update(
        attempts=attempts,
        error=error.code,
        error_details=error.details,
        state=Attempted.State.WAITING if again else Attempted.State.FAILED,
        next_at=now + PAUSES[attempts - 1] if again else None,
        ended_at=None if again else now,
    )
    return again


def queue_due_again(model: type[Attempted], step: Any, now: datetime.datetime) -> None:
    """Queue ``step`` for what failed and whose time to be tried again has come."""
    # further ahead than any pause is of a clock that was wrong
    come = Q(next_at__lte=now) | Q(next_at__gt=now + 2 * PAUSES[-1])
    due = model._default_manager.filter(come, state=Attempted.State.WAITING)
    for key in due.values_list("pk", flat=True):
        with transaction.atomic():
            # of two workers one is the first to change the row, so there is one job
            if due.filter(pk=key).update(next_at=None):
                step.enqueue(str(key))
