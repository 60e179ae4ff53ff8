"""What is due by the clock. Every worker looks at it now and then, and when it starts: so a digest
that fell due while the house was closed comes when it opens, one with all that happened."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from shiryokan.delivery.attempts import queue_due_again
from shiryokan.digest.confirming import forget_expired
from shiryokan.digest.following import next_of
from shiryokan.digest.making import make_digest
from shiryokan.digest.models import Confirmation, DigestDelivery, Frequency, Subscriber
from shiryokan.digest.sending import deliver_confirmation, deliver_digest

_LONGEST = {
    Frequency.DAILY: datetime.timedelta(days=1, hours=2),
    Frequency.WEEKLY: datetime.timedelta(days=7, hours=2),
}
"""From one digest to the next, with an hour that a change of summer time adds, and one to spare."""


def look_at_the_clock(now: datetime.datetime | None = None, **_tick: object) -> None:
    """Queue digests whose hour has struck, and mails to be tried again."""
    now = now or timezone.now()
    take_back_what_is_ahead(now)
    due = Subscriber.objects.filter(next_at__lte=now)
    for subscriber in due:
        with transaction.atomic():
            # of two workers one is the first to change the row
            mine = due.filter(pk=subscriber.pk, next_at=subscriber.next_at)
            if mine.update(next_at=next_of(subscriber, now)):
                make_digest.enqueue(str(subscriber.pk))
    queue_due_again(DigestDelivery, deliver_digest, now)
    queue_due_again(Confirmation, deliver_confirmation, now)
    forget_expired(now)


def take_back_what_is_ahead(now: datetime.datetime) -> None:
    """What is due later than a digest can be was dated by a clock that was wrong."""
    for frequency, longest in _LONGEST.items():
        ahead = Subscriber.objects.filter(frequency=frequency, next_at__gt=now + longest)
        for subscriber in ahead:
            ahead.filter(pk=subscriber.pk).update(next_at=next_of(subscriber, now))
