"""Locks of the home: who serves, who makes a backup; and of a backup, into which several instances
may write. The system lets go of them when their process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.models.functions import Now

from shiryokan.backup.errors import BackupError
from shiryokan.instance import current
from shiryokan.instance.home import Home
from shiryokan.jobs.lease import LOST_AFTER, is_shared
from shiryokan.jobs.locks import Lock, lock_of
from shiryokan.jobs.models import Heartbeat

SERVE, BACKUP = "serve", "backup"


@contextmanager
def held(home: Home, name: str) -> Iterator[bool]:
    """Hold a lock; whether it could be had."""
    home.locks.mkdir(parents=True, exist_ok=True)
    with _locked(home.locks / name) as alone:
        yield alone


@contextmanager
def alone_in(dest: Path) -> Iterator[None]:
    """Be the only one who changes a backup. Raises :class:`BackupError` if another does."""
    with _locked(dest / "lock") as alone:
        if not alone:
            raise BackupError("backup_running")
        yield


@contextmanager
def _locked(path: Path) -> Iterator[bool]:
    with path.open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def living_workers() -> int:
    """How many workers of the instance live: of this home, or of all homes that share the
    database."""
    if is_shared():
        return Heartbeat.objects.filter(at__gte=Now() - LOST_AFTER).count()
    return len(workers(current.home()))


def workers(home: Home) -> list[Path]:
    """The locks of workers that live."""
    found = {path: path.name.removeprefix("worker-") for path in home.locks.glob("worker-*")}
    return [path for path, worker in found.items() if lock_of(home.locks, worker) is Lock.HELD]
