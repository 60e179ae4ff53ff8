"""What is due by the clock. Every worker looks at it now and then."""

from __future__ import annotations

import datetime

from django.utils import timezone

from shiryokan.watch.checking import queue_forgotten
from shiryokan.watch.delivering import queue_due_again
from shiryokan.watch.telling import tell_what_is_due


def look_at_the_clock(now: datetime.datetime | None = None) -> None:
    """Queue digests whose hour has struck, deliveries to be tried again, and checks that were
    given up."""
    now = now or timezone.now()
    tell_what_is_due(now)
    queue_due_again(now)
    queue_forgotten(now)
