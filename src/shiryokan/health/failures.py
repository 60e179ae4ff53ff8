"""Work that could not be done: what, of what, why, and how it is tried again.

Four things are left behind by work that failed: a job that ended with an error nobody expected, an
intake that the instance could not take or waits with, a register that could not be taken out of a
document, and a document that was read and is not in the index.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks.base import Task, TaskResultStatus

from shiryokan.audit.record import record
from shiryokan.backup.check import unfinished
from shiryokan.backup.repair import read_anew, store_anew
from shiryokan.documents.ingest import read_document, store_intake
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.rereading import read_again, reread_document
from shiryokan.health import audit_kinds
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.jobs.causes import says_no_room
from shiryokan.jobs.models import Job
from shiryokan.jobs.retries import INTERNAL
from shiryokan.jobs.steps import title_of
from shiryokan.records.extraction import queue_structuring, structure_document
from shiryokan.records.models import Extraction
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.search.indexing import index_document, queue_indexing

Kind = Literal["job", "intake", "register", "index"]
MOST = 200
"""Of each kind so many are shown; all are tried again."""
_SETTLED = datetime.timedelta(minutes=5)
"""A document that was added more recently may still be about to be queued."""


class Failure(msgspec.Struct, frozen=True):
    """One thing that could not be done. ``document`` is the document that it is about, if there is
    one; ``detail`` is what the machine said, for whoever helps."""

    kind: Kind
    key: str
    step: str
    name: str
    document: str
    why: TranslatedExplanation
    at: datetime.datetime | None
    detail: str = ""

    @property
    def code(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}:{self.key}"


def failures(most: int | None = MOST) -> Iterator[Failure]:
    """All that could not be done, of each kind the newest first and ``most`` at most."""
    yield from map(_of_job, Job.objects.failed().order_by("-finished_at")[:most])
    yield from map(_of_intake, _intakes()[:most])
    yield from map(_of_extraction, _extractions()[:most])
    yield from map(_of_document, _unindexed()[:most])


def count() -> int:
    """How many there are."""
    rows: tuple[QuerySet[Any], ...] = (
        Job.objects.failed(), _intakes(), _extractions(), _unindexed(),
    )  # fmt: skip
    return sum(each.count() for each in rows)


def _name(step: Task[..., Any]) -> str:
    return _(title_of(step.module_path))


def _of_job(job: Any) -> Failure:
    key = str(next(iter(job.args_kwargs.get("args", [])), ""))
    # the key is a document's, or an intake's
    document = Document.everything.filter(pk=key).first()
    intake = None if document or len(key) < 32 else Intake.objects.filter(pk=key).first()
    lines = job.traceback.strip().splitlines()
    return Failure(
        "job", str(job.pk), _(title_of(job.task_path)),
        document.title if document else intake.name if intake else "",
        document.pk if document else "",
        _cause(job.exception_class_path, job.traceback), job.finished_at,
        lines[-1][:500] if lines else job.exception_class_path,
    )  # fmt: skip


def _cause(path: str, traceback: str) -> TranslatedExplanation:
    module, _dot, name = path.rpartition(".")
    if says_no_room(traceback):
        return explain("failed_no_room", {}, _)
    if module.startswith(("django.db", "sqlite3", "psycopg")):
        return explain("failed_database", {"kind": name}, _)
    return explain(INTERNAL, {"kind": name or "—"}, _)


def _intakes() -> QuerySet[Intake]:
    """What was given up by the fault of the instance, and what waits for it to be put right."""
    amiss = Q(state=Intake.State.STALLED) | Q(state=Intake.State.REFUSED, error=INTERNAL)
    later = Intake.objects.filter(
        document=OuterRef("document"), created_at__gt=OuterRef("created_at")
    )
    # what was read again since then is put right
    return (
        Intake.objects.filter(amiss)
        .exclude(Exists(later.filter(state=Intake.State.DONE)))
        .select_related("document")
        .order_by("-created_at")
    )


def _of_intake(intake: Intake) -> Failure:
    again = intake.kind == Intake.Kind.AGAIN
    step = reread_document if again else read_document if intake.document else store_intake
    return Failure(
        "intake", str(intake.pk), _name(step), intake.name, intake.document_id or "",
        explain(intake.error, intake.error_details, _), intake.ended_at or intake.started_at,
    )  # fmt: skip


def _extractions() -> QuerySet[Extraction]:
    failed = Extraction.objects.filter(state=Extraction.State.FAILED, register__in=REGISTERS)
    return failed.select_related("document").order_by("-at")


def _of_extraction(extraction: Extraction) -> Failure:
    title = _(REGISTERS[extraction.register].title)
    return Failure(
        "register", str(extraction.pk), _name(structure_document),
        extraction.document.title, extraction.document_id,
        explain("failed_grammar", {"register": title}, _), extraction.at,
    )  # fmt: skip


def _unindexed() -> QuerySet[Document]:
    """What was read, and that no job will put into the index."""
    coming = {key for step, key in unfinished() if step in ("index_document", "structure_document")}
    before = timezone.now() - _SETTLED
    read = Document.objects.filter(
        state=Document.State.READ, binned_at=None, page_count__gt=0, added_at__lt=before
    )
    return read.exclude(pk__in=coming).order_by("-added_at")


def _of_document(document: Document) -> Failure:
    return Failure(
        "index", document.pk, _name(index_document), document.title, document.pk,
        explain("failed_index", {}, _), None,
    )  # fmt: skip


@transaction.atomic
def retry(codes: set[str] | None = None) -> int:
    """Queue again what ``codes`` name, or all that failed; how many. What is amiss no more is
    passed over. It is on record, by whoever acts."""
    done = 0
    for failure in list(failures(None)):
        if codes is None or failure.code in codes:
            _AGAIN[failure.kind](failure)
            about = f"document:{failure.document}" if failure.document else f"job:{failure.code}"
            record(audit_kinds.RETRIED, about, failure.name, step=failure.step)
            done += 1
    return done


def _job_again(failure: Failure) -> None:
    job = Job.objects.select_for_update().get(pk=failure.key)
    step = import_string(job.task_path)
    arguments = job.args_kwargs["args"]
    # the attempts begin anew: whoever asks for it has put something right
    step.using(queue_name=job.queue_name).enqueue(*arguments)
    job.delete()


def _intake_again(failure: Failure) -> None:
    intake = Intake.objects.select_for_update().get(pk=failure.key)
    if intake.state == Intake.State.STALLED:
        # its job waits in the queue for its next look
        waiting = Job.objects.filter(
            status=TaskResultStatus.READY,
            args_kwargs__args__0__in=[failure.key, intake.document_id or failure.key],
        )
        if waiting.update(run_after=timezone.now()):
            return
    document = intake.document
    if intake.kind == Intake.Kind.AGAIN and document is not None:
        read_again([document])
    elif document is None:
        store_anew(failure.key)
    else:
        read_anew(document.pk)


def _register_again(failure: Failure) -> None:
    queue_structuring(failure.document)


_AGAIN: dict[Kind, Callable[[Failure], None]] = {
    "job": _job_again,
    "intake": _intake_again,
    "register": _register_again,
    "index": lambda failure: queue_indexing(failure.document),
}
