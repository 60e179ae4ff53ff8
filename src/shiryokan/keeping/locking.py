"""Locks of the home: who serves, who makes a backup; let go of when their process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shiryokan.library.home import Home
from shiryokan.library.jobs import worker_lives

SERVE, BACKUP = "serve", "backup"


@contextmanager
def held(home: Home, name: str) -> Iterator[bool]:
    """Hold a lock; whether it could be had."""
    home.locks.mkdir(parents=True, exist_ok=True)
    with (home.locks / name).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def workers(home: Home) -> list[Path]:
    """The locks of workers that live."""
    found = home.locks.glob("worker-*")
    return [path for path in found if worker_lives(home.locks, path.name.removeprefix("worker-"))]
