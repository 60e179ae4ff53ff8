"""What fails for want of room waits for it, and is never given up."""

from __future__ import annotations

import errno
import sqlite3
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError

from shiryokan.jobs import retries
from shiryokan.jobs.causes import out_of_room
from shiryokan.jobs.retries import ATTEMPTS, Refusal, retried


def chained(inner: BaseException) -> Exception:
    try:
        raise RuntimeError("outer") from inner
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("error", "room"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (OSError(errno.EROFS, "Read-only file system"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError("attempt to write a readonly database"), True),
        (ValueError("An IO error occurred: No space left on device (os error 28)"), True),
        (chained(sqlite3.OperationalError("disk I/O error")), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (DatabaseError("no such table"), False),
        (ValueError("broken"), False),
    ],
)
def test_want_of_room_is_told_from_other_failures(error: Exception, room: bool) -> None:
    assert out_of_room(error) == room


class Step:
    """A step whose queue may be full as well."""

    name = "store_intake"

    def __init__(self, full: int = 0) -> None:
        self.full, self.queued = full, []  # type: ignore[var-annotated]

    def using(self, **_how: Any) -> Step:
        return self

    def enqueue(self, key: str, *, attempt: int) -> None:
        if self.full:
            self.full -= 1
            raise OperationalError("database or disk is full")
        self.queued.append((key, attempt))


def test_a_full_disk_never_ends_what_was_acknowledged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "ROOM_SECONDS", 0.0)
    step, refused = Step(full=3), []
    with retried(step, "7", ATTEMPTS, refused.append):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert refused == []
    assert step.queued == [("7", ATTEMPTS)]


def test_other_failures_of_the_machine_end_after_some_attempts() -> None:
    step, refused = Step(), []
    with retried(step, "7", 1, refused.append):
        raise ValueError("broken")
    assert (step.queued, refused) == ([("7", 2)], [])
    with retried(step, "7", ATTEMPTS, refused.append):
        raise ValueError("broken")
    assert [refusal.code for refusal in refused] == ["internal"]
    assert isinstance(refused[0], Refusal)
