"""Jobs, the homes whose workers do them, and which of these workers are alive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models, transaction
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

from shiryokan.jobs.errors import LeaseLost

if TYPE_CHECKING:
    from django_stubs_ext.db.models.manager import RelatedManager


class Home(models.Model):
    """A home folder whose workers have worked this queue, and where it was last seen."""

    id = models.CharField(primary_key=True, max_length=32)
    host = models.CharField(max_length=255)
    folder = models.CharField(max_length=4096)

    if TYPE_CHECKING:
        heartbeats: RelatedManager[Heartbeat]

    class Meta:
        ordering: ClassVar = ["host", "folder"]

    def __str__(self) -> str:
        return f"{self.host}:{self.folder}"


class Heartbeat(models.Model):
    """A worker that is alive, as long as ``at`` moves on. It is written, and judged, by the clock
    of the database alone, for those of two machines may differ."""

    worker = models.CharField(primary_key=True, max_length=64)
    home = models.ForeignKey(Home, models.CASCADE, related_name="heartbeats")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["worker"]

    def __str__(self) -> str:
        return self.worker


class Remembered(models.Model):
    """An entry of the cache that several servers share, as Django's own cache in a database has
    it."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["cache_key"]

    def __str__(self) -> str:
        return self.cache_key


class Look(models.Model):
    """When an instance of several homes last looked at the clock (:mod:`.clock`): one row, by the
    clock of the database."""

    seen = models.DateTimeField()
    sure = models.DateTimeField()
    leapt = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.seen)


_at_work = threading.local()


@contextmanager
def at_work(worker: str) -> Iterator[None]:
    """Within the block this thread works as ``worker``, whose heartbeat :func:`confirm` wants."""
    _at_work.worker = worker
    try:
        yield
    finally:
        _at_work.worker = None


def confirm() -> None:
    """Within a transaction: make sure that this thread's job is its own until the transaction ends.

    Raises :class:`LeaseLost`. Nothing is done outside of a worker's jobs, and in a home that shares
    its database with none.
    """
    worker = getattr(_at_work, "worker", None)
    if worker and not Heartbeat.objects.filter(pk=worker).update(at=Now()):
        raise LeaseLost(worker)


class Job(DBTaskResult[Any, Any]):
    """A job, which is begun and ended only by a worker that is not taken for dead."""

    class Meta:
        proxy = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save what has become of it. Raises :class:`LeaseLost`."""
        with transaction.atomic():
            confirm()
            super().save(*args, **kwargs)

    def set_failed(self, exc: BaseException) -> None:
        """Note why it was not done. Raises :class:`LeaseLost`."""
        if isinstance(exc, LeaseLost):
            raise exc
        super().set_failed(exc)
