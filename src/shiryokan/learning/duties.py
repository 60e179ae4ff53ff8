"""When somebody has to have done a course (期限), from when it was done. Pure."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from typing import Literal

import msgspec

State = Literal["done", "open", "overdue"]


class Duty(msgspec.Struct, frozen=True):
    """How somebody stands to an assignment: by when it is to be done (next), and since when what
    they do counts for that; None where all that was ever done does."""

    state: State
    due: datetime.date
    since: datetime.date | None = None


def duty(
    first_due: datetime.date,
    every_months: int,
    completions: Iterable[datetime.date],
    today: datetime.date,
) -> Duty:
    """The duty of somebody who did the course on the days ``completions``.

    ``every_months`` of 0: once is enough. Otherwise it is due again so many months after each due
    day, and a round is open for the later half of the time before it: who is early does not do it
    twice, who is late has done the rounds that are open then, and no more.
    """
    done = sorted(completions)
    if not every_months:
        return Duty("done" if done else _late(first_due, today), first_due)
    number = 0
    for day in done:
        if number == 0 or day > _opens(first_due, every_months, number):
            number += 1
            while _opens(first_due, every_months, number) < day:
                number += 1
    due = due_day(first_due, every_months, number)
    if not number:
        return Duty(_late(due, today), due)
    since = _opens(first_due, every_months, number)
    return Duty("done" if today <= since else _late(due, today), due, since)


def _opens(first: datetime.date, months: int, number: int) -> datetime.date:
    """The day after which what is done counts for a round."""
    return due_day(first, 1, months * number - (months + 1) // 2)


def due_day(first: datetime.date, months: int, number: int) -> datetime.date:
    """The due day of a round (from 0): the same day of the month, or its last one."""
    years, month = divmod(first.month - 1 + months * number, 12)
    year, month = first.year + years, month + 1
    return datetime.date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _late(due: datetime.date, today: datetime.date) -> State:
    return "overdue" if today > due else "open"
