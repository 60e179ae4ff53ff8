"""How often one may ask: a token bucket for each token and each address.

Where servers share a PostgreSQL database, the buckets are rows of it, and its clock is theirs: one
statement takes a request out. Else:

The buckets lie in a small SQLite file of their own in the home folder. Every process of an instance
shares that folder, so the count is right with any number of server processes, which Django's
cache in memory could not be; and a reading request neither waits for the write lock of the main
database, which ingest holds, nor for the disk. The file may be deleted at any time.
"""

from __future__ import annotations

import datetime
import logging
import math
import sqlite3
import threading
import time
from pathlib import Path

import msgspec
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from shiryokan.api.models import Allowance
from shiryokan.instance import current
from shiryokan.jobs.lease import is_shared

logger = logging.getLogger(__name__)

MINUTE = 60.0
_SWEEP_SECONDS = 60.0
_BUSY_SECONDS = 2.0


class Bucket(msgspec.Struct, frozen=True):
    """What is left at a moment, in requests."""

    left: float
    at: float


class Answer(msgspec.Struct, frozen=True):
    """Whether a request may pass; ``left`` more may follow at once; seconds until one may
    (``wait``), and until all may again (``reset``)."""

    allowed: bool
    limit: int
    left: int
    wait: int
    reset: int


def spend(bucket: Bucket | None, per_minute: int, now: float) -> tuple[Bucket, Answer]:
    """Take one request out of a bucket, which holds ``per_minute`` and fills in a minute."""
    left = float(per_minute)
    if bucket is not None:
        # a clock that was set back gives nothing away
        left = min(left, bucket.left + max(now - bucket.at, 0.0) * per_minute / MINUTE)
    allowed = left >= 1.0
    if allowed:
        left -= 1.0
    return Bucket(left, now), _answer(allowed, left, per_minute)


def _answer(allowed: bool, left: float, per_minute: int) -> Answer:
    wait = 0 if left >= 1.0 else math.ceil((1.0 - left) * MINUTE / per_minute)
    reset = math.ceil((per_minute - left) * MINUTE / per_minute)
    return Answer(allowed, per_minute, int(left), wait, reset)


class Buckets:
    """All buckets of an instance, for all of its processes and threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._own = threading.local()
        self._swept_at = 0.0

    @staticmethod
    def of_instance() -> Buckets | SharedBuckets:
        """The buckets of the running instance."""
        if is_shared():
            return _shared
        path = current.home().rate_limits
        with _lock:
            return _open.setdefault(path, Buckets(path))

    def ask(self, key: str, per_minute: int, now: float | None = None) -> Answer:
        """Take one request out of the bucket of ``key``.

        If the file cannot be used, the request passes: the buckets are there for fairness, and a
        instance that answers is worth more than one that counts.
        """
        now = time.time() if now is None else now
        try:
            return self._ask(key, per_minute, now)
        except sqlite3.Error as error:
            logger.warning("the rate limits in %s cannot be used: %s", self.path, error)
            self._own.connection = None
            return spend(None, per_minute, now)[1]

    def _ask(self, key: str, per_minute: int, now: float) -> Answer:
        connection = self._connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            row = connection.execute(
                "SELECT free, at FROM buckets WHERE key = ?", (key,)
            ).fetchone()
            bucket, answer = spend(Bucket(*row) if row else None, per_minute, now)
            connection.execute(
                "REPLACE INTO buckets VALUES (?, ?, ?)", (key, bucket.left, bucket.at)
            )
            if now - self._swept_at > _SWEEP_SECONDS:
                # a bucket that nobody touched for a minute is full, as one that is not there is
                connection.execute("DELETE FROM buckets WHERE at < ?", (now - MINUTE,))
                self._swept_at = now
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
        return answer

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS buckets"
                " (key TEXT PRIMARY KEY, free REAL NOT NULL, at REAL NOT NULL) WITHOUT ROWID"
            )
            self._own.connection = connection
        return connection


_lock = threading.Lock()
_open: dict[Path, Buckets] = {}


_FILLED = """LEAST(%(most)s, a.free
    + GREATEST(EXTRACT(EPOCH FROM clock_timestamp() - a.at), 0) * %(most)s / 60)"""
_SPEND = f"""
INSERT INTO api_allowance AS a (key, free, at, allowed)
VALUES (%(key)s, %(most)s - 1, clock_timestamp(), true)
ON CONFLICT (key) DO UPDATE SET
    free = {_FILLED} - CASE WHEN {_FILLED} >= 1 THEN 1 ELSE 0 END,
    allowed = {_FILLED} >= 1,
    at = clock_timestamp()
RETURNING allowed, free
"""  # noqa: S608  our own words


_FULL_AFTER = datetime.timedelta(minutes=1)


class SharedBuckets:
    """The buckets of all servers that share a PostgreSQL database."""

    def __init__(self) -> None:
        self._swept_at = 0.0

    def ask(self, key: str, per_minute: int, now: float | None = None) -> Answer:
        """As :meth:`Buckets.ask`, by the clock of the database."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(_SPEND, {"key": key[:255], "most": float(per_minute)})
                allowed, left = cursor.fetchone()
                if time.monotonic() - self._swept_at > _SWEEP_SECONDS:
                    self._swept_at = time.monotonic()
                    Allowance.objects.filter(at__lt=Now() - _FULL_AFTER).delete()
        except DatabaseError as error:
            logger.warning("the rate limits in the database cannot be used: %s", error)
            return spend(None, per_minute, time.time())[1]
        return _answer(allowed, left, per_minute)


_shared = SharedBuckets()
