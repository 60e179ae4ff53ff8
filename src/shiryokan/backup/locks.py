"""Locks of the home: who serves, who makes a backup; and of a backup, into which several houses may
write. The system lets go of them when their process ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shiryokan.backup.errors import BackupError
from shiryokan.instance.home import Home

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


def workers(home: Home) -> list[Path]:
    """The locks of workers that live."""
    return [path for path in home.locks.glob("worker-*") if _is_held(path)]


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False
