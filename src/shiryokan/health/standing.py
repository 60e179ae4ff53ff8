"""How the house stands in numbers: queue, workers, room, index, backup, version."""

from __future__ import annotations

import datetime
import importlib.metadata
import platform
import shutil
from collections import Counter

import django
import msgspec
from django.db import connection
from django.db.models import Sum
from django.utils.translation import gettext
from django_tasks.base import TaskResultStatus

from shiryokan.audit.models import AuditEntry
from shiryokan.backup import audit_kinds
from shiryokan.backup.locks import workers
from shiryokan.documents.models import Document, Page
from shiryokan.instance import current
from shiryokan.jobs.models import Heartbeat, Job
from shiryokan.jobs.steps import title_of
from shiryokan.jobs.worker import oldest_waiting
from shiryokan.search.engine import SearchError
from shiryokan.search.indexing import engine
from shiryokan.search.kinds import PAGE


class Worker(msgspec.Struct, frozen=True):
    """A worker that is alive, by its number among them from 1. ``place`` is its home, where homes
    share the database; ``seen`` when its heartbeat moved last; ``step`` and ``since`` what it does,
    if it does anything."""

    number: int
    place: str
    seen: datetime.datetime | None
    step: str
    since: datetime.datetime | None


class Standing(msgspec.Struct, frozen=True):
    """The numbers. ``queue`` has waiting and running jobs by step; sizes are bytes; an index that
    cannot be asked has no count."""

    documents: int
    searchable: int
    pages: int
    indexed: int | None
    original_bytes: int
    free: int
    disk: int
    queue: list[tuple[str, int, int]]
    waiting: int
    running: int
    oldest: datetime.timedelta
    workers: list[Worker]
    last_backup: datetime.datetime | None
    version: str
    python: str
    django: str
    database: str


def standing() -> Standing:
    """The numbers now."""
    home = current.home()
    room = shutil.disk_usage(home.folder)
    states = Counter(
        Job.objects.filter(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
        .order_by()
        .values_list("task_path", "status")
    )
    steps = sorted({path for path, _status in states})
    queue = [
        (
            gettext(title_of(path)),
            states[path, TaskResultStatus.READY],
            states[path, TaskResultStatus.RUNNING],
        )
        for path in steps
    ]
    backup = AuditEntry.objects.filter(kind=audit_kinds.BACKED_UP).first()
    return Standing(
        documents=Document.objects.count(),
        searchable=Document.objects.filter(state=Document.State.INDEXED).count(),
        pages=Page.objects.filter(document__state=Document.State.INDEXED).count(),
        indexed=_indexed(),
        original_bytes=Document.objects.aggregate(sum=Sum("size"))["sum"] or 0,
        free=room.free,
        disk=room.total,
        queue=queue,
        waiting=sum(waiting for _name, waiting, _running in queue),
        running=sum(running for _name, _waiting, running in queue),
        oldest=oldest_waiting(),
        workers=_workers(),
        last_backup=backup.at if backup else None,
        version=importlib.metadata.version("shiryokan"),
        python=platform.python_version(),
        django=django.get_version(),
        database=connection.display_name,
    )


def _indexed() -> int | None:
    try:
        return engine().count(PAGE)
    except (SearchError, OSError):
        return None


def _workers() -> list[Worker]:
    """Those of this home by their locks, and those of others by their heartbeats."""
    busy = {job.worker_ids[-1]: job for job in Job.objects.running() if job.worker_ids}
    beats = {beat.pk: beat for beat in Heartbeat.objects.select_related("home")}
    here = {path.name.removeprefix("worker-") for path in workers(current.home())}
    found = []
    for number, name in enumerate(sorted(here | beats.keys()), 1):
        beat, job = beats.get(name), busy.get(name)
        step = gettext(title_of(job.task_path)) if job else ""
        since = job.started_at if job else None
        place, seen = (str(beat.home), beat.at) if beat else ("", None)
        found.append(Worker(number, place, seen, step, since))
    return found
