"""What is due by the clock. Every worker looks at it now and then."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from shiryokan.alerts.check import queue_forgotten
from shiryokan.alerts.delivery import queue_due_again
from shiryokan.alerts.models import Arrival, Channel, SavedSearch
from shiryokan.alerts.notify import tell_what_is_due
from shiryokan.jobs.rows import update_if_any

_AHEAD = datetime.timedelta(minutes=1)
_BEGINNINGS: tuple[tuple[type[models.Model], str], ...] = (
    (SavedSearch, "since"), (Channel, "since"), (Channel, "waiting_since"), (Arrival, "queued_at"),
)  # fmt: skip
"""Moments from which on something is news, or waits."""


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Queue digests whose hour has struck, deliveries to be tried again, and checks that were
    given up."""
    now = now or timezone.now()
    take_back_what_is_ahead(now)
    tell_what_is_due(now)
    queue_due_again(now)
    queue_forgotten(now)


def take_back_what_is_ahead(now: datetime.datetime) -> None:
    """What begins in the future was dated by a clock that was wrong, and begins now: else nothing
    would be sent until that time comes."""
    for model, field in _BEGINNINGS:
        ahead = model._default_manager.filter(**{f"{field}__gt": now + _AHEAD})
        # what was found between the clock's being set right and now is news as well
        update_if_any(ahead, **{field: now - _AHEAD})
