"""When it is time to tell: pure functions of moments."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import msgspec

from shiryokan.instance import current

GAP = datetime.timedelta(minutes=5)
"""Between two immediate messages: what comes in meanwhile is sent together."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Timetable(msgspec.Struct, frozen=True):
    """When digests are sent: at ``hour`` in ``zone``; the weekly ones on ``weekday`` (Monday
    is 0)."""

    zone: ZoneInfo
    hour: int
    weekday: int


def timetable() -> Timetable:
    """The timetable of this instance."""
    config = current.config()
    weekday = WEEKDAYS.index(config.alerts_weekday)
    return Timetable(ZoneInfo(config.time_zone), config.alerts_hour, weekday)


def due(
    frequency: str,
    waiting_since: datetime.datetime,
    last_sent_at: datetime.datetime | None,
    now: datetime.datetime,
    table: Timetable,
) -> bool:
    """Whether what has waited since a moment is to be sent now; ``last_sent_at`` is when something
    was sent last.

    A digest is due when its hour has struck since the oldest of its hits was found; so one that
    was missed, because no worker ran, is sent as soon as one does.
    """
    if frequency == "immediate":
        # a time to come is of a clock that was wrong
        return last_sent_at is None or not last_sent_at <= now < last_sent_at + GAP
    return waiting_since < latest_moment(frequency, now, table)


def latest_moment(frequency: str, now: datetime.datetime, table: Timetable) -> datetime.datetime:
    """The last time before or at ``now`` at which digests were to be sent, in UTC."""
    day = now.astimezone(table.zone).date()
    if frequency == "weekly":
        day -= datetime.timedelta(days=(day.weekday() - table.weekday) % 7)
    moment = _at_hour(day, table)
    if moment > now:
        moment = _at_hour(day - datetime.timedelta(days=7 if frequency == "weekly" else 1), table)
    return moment


def _at_hour(day: datetime.date, table: Timetable) -> datetime.datetime:
    local = datetime.datetime.combine(day, datetime.time(table.hour), table.zone)
    return local.astimezone(datetime.UTC)


def next_moment(frequency: str, now: datetime.datetime, table: Timetable) -> datetime.datetime:
    """The first time after ``now`` at which digests are to be sent, in UTC."""
    day = latest_moment(frequency, now, table).astimezone(table.zone).date()
    return _at_hour(day + datetime.timedelta(days=7 if frequency == "weekly" else 1), table)
