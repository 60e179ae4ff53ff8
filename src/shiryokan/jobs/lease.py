"""A worker's right to its job, where other homes work the same queue.

A home cannot see whether a worker on another machine lives. So each worker that shares its
database keeps a row of it fresh (:class:`.models.Heartbeat`); the jobs of one whose row has not
moved for :data:`LOST_AFTER` are put back, and its row is deleted. A worker that was only slow finds
its row gone: :func:`.models.confirm` then ends its job, before anything more is written.

A home that keeps its own embedded database shares it with nobody, and none of this is done.
"""

from __future__ import annotations

import datetime
import logging
import socket
import threading

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from shiryokan.instance import current
from shiryokan.jobs.models import Heartbeat, Home

_log = logging.getLogger("shiryokan.jobs")
BEAT_SECONDS = 5.0
"""How often a worker says that it is alive."""
LOST_AFTER = datetime.timedelta(seconds=30)
"""A worker that has not said so for this long, by the database's clock, is taken for dead: several
beats may be lost to a short break of the network."""


def is_shared() -> bool:
    """Whether other homes may work the same queue: whether the database lies outside the home."""
    return bool(current.config().database_url)


def stopped() -> QuerySet[Heartbeat]:
    """The heartbeats that have stopped."""
    return Heartbeat.objects.filter(at__lt=Now() - LOST_AFTER)


class Lease:
    """A heartbeat, kept going by a thread until :meth:`end`."""

    def __init__(self, worker: str) -> None:
        self.worker = worker
        self.lost = False
        self._end = threading.Event()
        home, _ = Home.objects.update_or_create(
            id=current.home().id(),
            defaults={"host": socket.gethostname(), "folder": str(current.home().folder)},
        )
        Heartbeat.objects.create(worker=worker, home=home, at=Now())
        self._thread = threading.Thread(target=self._beat, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Take the heartbeat away, as a worker that has no job any more."""
        self._end.set()
        self._thread.join()
        Heartbeat.objects.filter(pk=self.worker).delete()

    def _beat(self) -> None:
        try:
            while not self._end.wait(BEAT_SECONDS):
                try:
                    alive = Heartbeat.objects.filter(pk=self.worker).update(at=Now())
                except DatabaseError:
                    # it may come back before the others give this worker up
                    _log.warning("the heartbeat could not be written", exc_info=True)
                    connection.close()
                    continue
                if not alive:
                    self.lost = True
                    return
        finally:
            connection.close()
