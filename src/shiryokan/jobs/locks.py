"""Lock files of workers: they tell this home, and no other, which of its workers live."""

from __future__ import annotations

import enum
import fcntl
import os
import uuid
from pathlib import Path
from typing import IO


class WorkerLock:
    """A lock file named by a worker, held as long as its process lives."""

    def __init__(self, folder: Path) -> None:
        self.worker_id = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / f"worker-{self.worker_id}"
        part = folder / f".part-{self._path.name}"
        self._file: IO[bytes] = part.open("wb")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # under its name it is never seen without its lock
        part.rename(self._path)

    def release(self) -> None:
        """Let go, as the end of the process would."""
        self._path.unlink(missing_ok=True)
        self._file.close()


class Lock(enum.Enum):
    """What a worker's lock file tells."""

    HELD = enum.auto()
    FREE = enum.auto()
    ABSENT = enum.auto()
    """Nothing: the worker ended well, or is of another home."""


def lock_of(folder: Path, worker_id: str) -> Lock:
    """Whether a worker's process still holds its lock in this home's ``folder``."""
    try:
        with (folder / f"worker-{worker_id}").open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return Lock.ABSENT
    except BlockingIOError:
        return Lock.HELD
    return Lock.FREE
