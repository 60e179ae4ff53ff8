"""By when a course is to be done, from when it was."""

from __future__ import annotations

import datetime

import pytest

from shiryokan.learning.duties import Duty, due_day, duty


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("every", "done", "today", "state", "due", "since"),
    [
        (0, [], "2026-03-01", "open", "2026-03-31", None),
        (0, [], "2026-03-31", "open", "2026-03-31", None),
        (0, [], "2026-04-01", "overdue", "2026-03-31", None),
        (0, ["2026-01-05"], "2027-04-01", "done", "2026-03-31", None),
        (12, [], "2026-04-01", "overdue", "2026-03-31", None),
        # who has done it in time has done it until the next round opens
        (12, ["2026-03-01"], "2026-03-31", "done", "2027-03-31", "2026-09-30"),
        (12, ["2026-03-01"], "2026-04-01", "done", "2027-03-31", "2026-09-30"),
        (12, ["2026-03-01"], "2026-10-01", "open", "2027-03-31", "2026-09-30"),
        (12, ["2026-03-01"], "2027-04-01", "overdue", "2027-03-31", "2026-09-30"),
        # who is early does not do the next round as well
        (12, ["2026-03-01", "2026-03-20"], "2026-10-01", "open", "2027-03-31", "2026-09-30"),
        # who is late has done the rounds that are open then, and no more
        (12, ["2026-05-01"], "2026-05-02", "done", "2027-03-31", "2026-09-30"),
        (12, ["2026-11-01"], "2026-11-02", "done", "2028-03-31", "2027-09-30"),
        (12, ["2028-05-01"], "2028-05-02", "done", "2029-03-31", "2028-09-30"),
        (12, ["2026-03-01", "2027-02-01"], "2027-04-01", "done", "2028-03-31", "2027-09-30"),
        (1, ["2026-03-01"], "2026-04-01", "open", "2026-04-30", "2026-03-31"),
    ],
)
def test_a_duty(
    every: int, done: list[str], today: str, state: str, due: str, since: str | None
) -> None:
    found = duty(day("2026-03-31"), every, map(day, done), day(today))
    assert found == Duty(state, day(due), day(since) if since else None)  # type: ignore[arg-type]


def test_the_last_day_of_a_short_month() -> None:
    assert due_day(day("2026-01-31"), 1, 1) == day("2026-02-28")
    assert due_day(day("2026-01-31"), 1, 13) == day("2027-02-28")
    assert due_day(day("2023-08-31"), 6, 1) == day("2024-02-29")
