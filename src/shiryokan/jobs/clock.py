"""Up to when the instance believes its clock.

What time alone decides cannot be taken back: a clock that jumps ahead would empty the bin. An
instance that was closed for a while sees the same jump, and nothing tells the two apart but what
comes after: a wrong clock is set back, a right one goes on. So a leap is believed when the clock
has gone on from there for some days, or leaps again days later, as that of an instance that is
seldom open does. Jobs and alerts need none of this: they can be done early without harm.
"""

from __future__ import annotations

import contextlib
import datetime
import os
from pathlib import Path

import msgspec
from django.db import connection
from django.utils import timezone

from shiryokan.audit.models import AuditEntry
from shiryokan.instance import current
from shiryokan.jobs.lease import is_shared
from shiryokan.jobs.models import Look

LEAP = datetime.timedelta(days=2)
"""More than this between two looks is a leap; workers look every few seconds."""
BELIEVED_AFTER = datetime.timedelta(days=3)
"""How long the clock has to go on after a leap."""
_ROW = 1
_NOTED_EVERY = datetime.timedelta(minutes=1)


class Clock(msgspec.Struct, frozen=True):
    """When the instance last looked, up to when it is sure, and the first look after a leap."""

    seen: datetime.datetime
    sure: datetime.datetime
    leapt: datetime.datetime | None = None


def looked(clock: Clock, now: datetime.datetime) -> Clock:
    """The clock after one more look at it."""
    if now < clock.seen:
        # it was set back: what was ahead is taken back too
        return Clock(now, min(clock.sure, now))
    went_on = clock.leapt is None or now - clock.leapt >= BELIEVED_AFTER
    if now - clock.seen > LEAP:
        return Clock(now, clock.seen if went_on else clock.sure, now)
    return Clock(now, now) if went_on else Clock(now, clock.sure, clock.leapt)


def sure_time(now: datetime.datetime | None = None) -> datetime.datetime:
    """Look at the clock: now, or the earlier moment up to which the instance is sure of it."""
    now = now or _now()
    noted = _noted()
    clock = looked(noted or _of_the_audit_log(now), now)
    worth_noting = (
        noted is None
        or clock.leapt != noted.leapt
        or not datetime.timedelta() <= now - noted.seen < _NOTED_EVERY
    )
    if worth_noting:
        _note(clock)
    return clock.sure


def _place() -> Path:
    return current.home().clock


def _now() -> datetime.datetime:
    """The time. Of the clocks of several machines that of their database counts."""
    if not is_shared():
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime.datetime = cursor.fetchone()[0]
    return now


def _noted() -> Clock | None:
    if is_shared():
        row = Look.objects.filter(pk=_ROW).first()
        return Clock(row.seen, row.sure, row.leapt) if row else None
    try:
        return msgspec.json.decode(_place().read_bytes(), type=Clock)
    except (OSError, msgspec.MsgspecError):
        return None


def _of_the_audit_log(now: datetime.datetime) -> Clock:
    """Where nothing was noted yet, the last entry says until when the instance was open."""
    last = AuditEntry.objects.order_by("-number").values_list("at", flat=True).first()
    seen = min(last or now, now)
    return Clock(seen, seen)


def _note(clock: Clock) -> None:
    if is_shared():
        noted = {"seen": clock.seen, "sure": clock.sure, "leapt": clock.leapt}
        Look.objects.update_or_create(pk=_ROW, defaults=noted)
        return
    part = _place().with_name(f".part-{_place().name}-{os.getpid()}")
    # on a full disk the last note stays, and a leap is found again at the next look
    with contextlib.suppress(OSError):
        part.write_bytes(msgspec.json.encode(clock))
        part.replace(_place())
