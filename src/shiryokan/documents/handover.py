"""Takes over the jobs of homes without a worker, where this home sees the files that they need.

Homes may share their folders, a home may be restored under another id, and the file of a document
may have been handed in here as well. A path on another machine names another file here, so that
jobs of such files stay with their home.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shiryokan.documents.incoming import incoming
from shiryokan.documents.ingest import read_document, store_intake
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import original_store
from shiryokan.documents.removal import forget_original
from shiryokan.documents.rereading import reread_document
from shiryokan.instance import current
from shiryokan.jobs import lease
from shiryokan.jobs.models import Heartbeat, Job
from shiryokan.jobs.queues import is_behind, queues

_AT_ONCE = 50
"""Jobs that are looked at between two jobs."""


def waiting_elsewhere() -> QuerySet[DBTaskResult[Any, Any]]:
    """Jobs that wait for a home of which no worker is alive; what is behind all else is left to the
    room that put it there."""
    living = Heartbeat.objects.values("home")
    waiting = Job.objects.filter(status=TaskResultStatus.READY).exclude(is_behind())
    return waiting.exclude(queue_name__in=queues()).exclude(queue_name__in=living)


def take_over(**_tick: object) -> None:
    """Put those of the jobs that wait elsewhere into this home's queue whose files it sees."""
    for job in waiting_elsewhere().order_by("?")[:_AT_ONCE]:
        if not lease.is_shared() or _sees(job):
            Job.objects.filter(pk=job.pk, status=TaskResultStatus.READY).update(
                queue_name=current.home().id()
            )


def _sees(job: DBTaskResult[Any, Any]) -> bool:
    key = job.args_kwargs["args"][0]
    # none of them is of a file of one machine: of such the path is all that is known
    if original_store().shared and job.task_path != store_intake.module_path:
        return True
    match job.task_path:
        case store_intake.module_path:
            intake = Intake.objects.filter(pk=key).first()
            if intake is None or intake.kind == Intake.Kind.URL:
                return True
            return intake.kind == Intake.Kind.UPLOAD and incoming().has(intake.source)
        case read_document.module_path:
            sha256 = Document.everything.filter(pk=key).values_list("sha256", flat=True).first()
            return sha256 is None or original_store().has(sha256)
        case reread_document.module_path:
            intake = Intake.objects.filter(pk=key).select_related("document").first()
            document = intake.document if intake else None
            return document is None or original_store().has(document.sha256)
        case forget_original.module_path:
            return original_store().has(key)
        case _:
            return True
