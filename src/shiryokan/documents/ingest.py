"""The steps of ingest as durable jobs: store → read pages → (structure and index, which the search
adds).

Each step may be run again from any point: it looks at what is there and goes on. A step and the
job that follows it are written in one transaction, so that none is lost and none is doubled.

Both steps need files of the home into which the thing was handed, so that its workers alone do
them. A file of it that cannot be seen is no fault of whoever handed it in: the step waits for it.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.access.models import Collection
from shiryokan.audit.actor import SYSTEM
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.amending import amended
from shiryokan.documents.catalogue import describe
from shiryokan.documents.description import Description, description_from_data
from shiryokan.documents.fetched import fetched_file
from shiryokan.documents.guessing import entitle
from shiryokan.documents.incoming import incoming
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document, Intake
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.names import safe_name, title_from
from shiryokan.documents.originals import (
    ORIGINAL_MISSING,
    Stored,
    TooManyBytes,
    original_store,
)
from shiryokan.documents.pages import keep_furniture, row_from_page
from shiryokan.documents.removal import forget, queue_forgetting
from shiryokan.documents.signals import document_described, document_read, document_removed
from shiryokan.documents.store_errors import OriginalDamaged, StoreUnavailable
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import at_home, near_originals
from shiryokan.jobs.retries import ATTEMPTS, INTERNAL, Refusal, Stalled, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.errors import PaperError, ReaderDied
from shiryokan.paper.furniture import EdgeText, edge_texts
from shiryokan.paper.isolated import IsolatedReader, pages_by_two
from shiryokan.paper.model import Page, Summary
from shiryokan.paper.version import VERSION

UPLOAD_MISSING = "upload_missing"
"""Code of what a step waits for, as :data:`.ORIGINAL_MISSING` is."""
PAGES_PER_COMMIT = 25
"""Pages that are read between two commits: at most so many are read again after a kill."""


@titled(_("保管"))
@task(priority=10)
def store_intake(intake_id: str, attempt: int = 1) -> None:
    """Keep the bytes of what was handed in, and queue their reading."""
    intake = Intake.objects.filter(pk=intake_id, document=None).first()
    if intake is None or intake.ended:
        return
    step, this = near_intake(store_intake, intake), Intake.objects.filter(pk=intake.pk)
    with (
        retried(step, intake_id, attempt, lambda refusal: refuse_intake(intake, refusal)),
        telling_of_the_store(this),
    ):
        if intake.kind == Intake.Kind.UPLOAD and not incoming().has(intake.source):
            stall(this, UPLOAD_MISSING)
        Intake.objects.filter(pk=intake.pk).update(
            state=Intake.State.WAITING, error="", started_at=timezone.now()
        )
        with (
            _bytes_of(intake) as (source, retrieved_at, name, description),
            original_store().put(source, current.config().upload_bytes) as stored,
        ):
            refusal = _filed(intake, stored, name, description, retrieved_at)
        if refusal is not None:
            # what stayed here without a row would be taken in by a repair, and shown to everyone
            if original_store().shared:
                queue_forgetting(stored.sha256)
            forget(stored.sha256)
            raise refusal
        _drop_upload(intake)


def _filed(
    intake: Intake,
    stored: Stored,
    name: str,
    description: Description,
    retrieved_at: datetime.datetime | None,
) -> Refusal | None:
    """Why what was stored is not taken in; None if it was."""
    if stored.size == 0:
        return Refusal("empty_file")
    try:
        _file_document(intake, stored, name, description, retrieved_at)
    except Refusal as refusal:
        return refusal
    return None


def stall(intakes: QuerySet[Intake], code: str) -> NoReturn:
    """Say what is waited for, and wait."""
    intakes.update(state=Intake.State.STALLED, error=code, error_details={})
    raise Stalled(code)


@contextlib.contextmanager
def telling_of_the_store(intakes: QuerySet[Intake]) -> Iterator[None]:
    """Say beside what was handed in that the store is waited for, when it is."""
    try:
        yield
    except (StoreUnavailable, OriginalDamaged) as error:
        intakes.update(state=Intake.State.STALLED, error=error.code, error_details={})
        raise


def near_intake(step: Any, intake: Intake) -> Any:
    """A step, to be queued for workers that reach what was handed in."""
    return at_home(step) if intake.kind == Intake.Kind.FILE else near_originals(step)


@contextlib.contextmanager
def _bytes_of(
    intake: Intake,
) -> Iterator[tuple[BinaryIO, datetime.datetime | None, str, Description]]:
    description = description_from_data(intake.description)
    try:
        if intake.kind == Intake.Kind.URL:
            with fetched_file(intake.source) as (fetched, source):
                name = safe_name(fetched.file_name) or intake.name
                yield source, fetched.fetched_at, name, description
        else:
            with _opened(intake) as source:
                yield source, description.retrieved_at, intake.name, description
    except FileNotFoundError as error:
        raise Refusal("file_missing", file=intake.name) from error
    except IsADirectoryError as error:
        raise Refusal("is_a_folder", file=intake.name) from error
    except PermissionError as error:
        raise Refusal("file_forbidden", file=intake.name) from error
    except TooManyBytes as error:
        raise Refusal("too_large", limit=error.limit) from error


@transaction.atomic
def _file_document(
    intake: Intake,
    stored: Stored,
    name: str,
    description: Description,
    retrieved_at: datetime.datetime | None,
) -> None:
    confirm()
    home = current.home().id()
    document, new = Document.objects.get_or_create(
        sha256=stored.sha256,
        defaults={
            "home": home,
            "id": stored.sha256[:DOCUMENT_ID_LENGTH],
            "size": stored.size,
            "file_name": name,
            "title": title_from("", name),
            "collection": _collection(description),
        },
    )
    if document.binned_at is not None:
        raise Refusal("in_the_bin", title=document.title)
    said_more = describe(document, description, retrieved_at)
    _record(intake, document, new=new, said_more=said_more)
    intake.document, intake.name = document, name
    # what could not be read by the fault of the instance is read when it is handed in again
    if new or _held_up(document):
        intake.state = Intake.State.READING
        Document.everything.filter(pk=document.pk).update(home=home)
        near_originals(read_document).enqueue(document.pk)
    else:
        intake.state, intake.ended_at = Intake.State.KNOWN, timezone.now()
        if said_more and document.state != Document.State.STORED:
            document_described.send(Document, document_id=document.pk)
    intake.save(update_fields=["document", "name", "state", "ended_at"])


def _held_up(document: Document) -> bool:
    unread = document.state == Document.State.STORED
    return unread and document.intakes.filter(error__in=(INTERNAL, ORIGINAL_MISSING)).exists()


def _record(intake: Intake, document: Document, *, new: bool, said_more: bool) -> None:
    """The audit entry is of whoever handed it in, though the instance's worker does it."""
    if new or said_more:
        kind = audit_kinds.ADDED if new else audit_kinds.DESCRIBED
        record(
            kind, f"document:{document.pk}", document.title, by=intake.by or SYSTEM,
            intake=str(intake.pk), sha256=document.sha256,
        )  # fmt: skip


def _collection(description: Description) -> Collection | None:
    """The collection as given. What was meant for few never becomes public by mistake."""
    if not description.collection:
        return None
    found = Collection.objects.filter(name=description.collection).first()
    if found is None:
        raise Refusal("no_collection", collection=description.collection)
    return found


def _drop_upload(intake: Intake) -> None:
    if intake.kind == Intake.Kind.UPLOAD:
        incoming().remove(intake.source)


def _opened(intake: Intake) -> BinaryIO:
    """What was handed in. An upload is of this very instance, even if its row was written in
    another that this one was restored from."""
    if intake.kind == Intake.Kind.UPLOAD:
        return incoming().open(intake.source)
    return Path(intake.source).open("rb")


@titled(_("読み取り"))
@task(priority=0)
def read_document(document_id: str, attempt: int = 1) -> None:
    """Read the pages that are not read yet, in a limited process; queue what follows."""
    document = Document.objects.filter(pk=document_id, state=Document.State.STORED).first()
    if document is None:
        return
    step = near_originals(read_document)
    unfinished = document.intakes.exclude(state__in=Intake.ENDED)
    with (
        retried(step, document_id, attempt, lambda refusal: refuse_document(document_id, refusal)),
        telling_of_the_store(unfinished),
        refusing_unreadable(attempt),
    ):
        try:
            with original_store().local_copy(document.sha256) as path:
                _read_pages(document, path)
        except FileNotFoundError:
            stall(unfinished, ORIGINAL_MISSING)


@contextlib.contextmanager
def refusing_unreadable(attempt: int) -> Iterator[None]:
    """Make a refusal of what cannot be read, when it is read for the ``attempt``-th time."""
    try:
        yield
    except ReaderDied as error:
        if attempt < ATTEMPTS:
            # it may have been killed, which says nothing against the file
            raise
        raise Refusal(error.code, **error.details) from error
    except PaperError as error:
        raise Refusal(error.code, **error.details) from error


def _read_pages(document: Document, path: Path) -> None:
    """Read what is left. The last pages and that the document was read are one transaction."""
    # what may be furniture of them, by page
    edges: dict[int, tuple[EdgeText, ...]] = {}
    unfinished = document.intakes.exclude(state__in=Intake.ENDED)
    read = document.pages.count()
    unfinished.filter(state=Intake.State.STALLED).update(state=Intake.State.READING, error="")
    if read == 0:
        # the seconds that are shown are of the work, not of waiting for one's turn
        unfinished.update(started_at=timezone.now())
    with IsolatedReader(path, current.config().limits()) as reader:
        summary = reader.summary
        if read == 0:
            _keep_summary(document, summary)
        for batch in _batches(pages_by_two(reader, read + 1), PAGES_PER_COMMIT):
            with transaction.atomic():
                confirm()
                kept = amended(document, batch)
                rows = [row_from_page(document.pk, page, source) for page, source in kept]
                PageRow.objects.bulk_create(rows, ignore_conflicts=True)
                document.pages_read = batch[-1].page
                document.save(update_fields=["pages_read"])
                edges |= {page.page: edge_texts(page) for page, _source in kept}
                if document.pages_read >= summary.pages:
                    _mark_read(document, edges, summary)
        if read >= summary.pages:
            with transaction.atomic():
                confirm()
                _mark_read(document, edges, summary)


def _mark_read(
    document: Document, edges: dict[int, tuple[EdgeText, ...]], summary: Summary
) -> None:
    unread = Document.objects.filter(pk=document.pk, state=Document.State.STORED)
    if not unread.update(state=Document.State.READ, read_with=VERSION):
        return
    keep_furniture(document, edges)
    entitle(document, summary.title, summary.author, summary.created)
    document.intakes.filter(state=Intake.State.READING).update(state=Intake.State.INDEXING)
    document_read.send(Document, document_id=document.pk)


def _batches(pages: Iterable[Page], size: int) -> Iterator[list[Page]]:
    iterator = iter(pages)
    while batch := list(islice(iterator, size)):
        yield batch


def _keep_summary(document: Document, summary: Summary) -> None:
    document.page_count = summary.pages
    document.outline = [
        {"level": item.level, "title": item.title, "page": item.page} for item in summary.outline
    ]
    if not document.title_given:
        document.title = title_from(summary.title, document.file_name)
    document.save(update_fields=["page_count", "outline", "title"])


def finish_document(document_id: str) -> None:
    """Within a transaction: mark a document as finished. It is found by the search, with its
    records."""
    Document.objects.filter(pk=document_id).update(state=Document.State.INDEXED)
    Intake.objects.filter(
        document_id=document_id, state__in=(Intake.State.READING, Intake.State.INDEXING)
    ).update(state=Intake.State.DONE, ended_at=timezone.now())


def refuse_intake(intake: Intake, refusal: Refusal) -> None:
    """End an intake with the reason why it is not taken in; where that is the fault of the instance
    what was handed in stays."""
    Intake.objects.filter(pk=intake.pk).update(
        state=Intake.State.REFUSED,
        error=refusal.code,
        error_details=refusal.details,
        ended_at=timezone.now(),
    )
    if refusal.code != INTERNAL:
        _drop_upload(intake)


def refuse_document(document_id: str, refusal: Refusal) -> None:
    """Take a document that cannot be read out of the library; its intakes keep the reason. Where
    that is the fault of the instance the document stays, unread."""
    with transaction.atomic():
        confirm()
        document = Document.objects.filter(pk=document_id).first()
        if document is None:
            return
        document.intakes.exclude(state=Intake.State.DONE).update(
            state=Intake.State.REFUSED,
            error=refusal.code,
            error_details=refusal.details,
            ended_at=timezone.now(),
        )
        if refusal.code == INTERNAL:
            return
        sha256 = document.sha256
        document.delete()
        document_removed.send(Document, document_id=document_id)
        queue_forgetting(sha256)
    forget(sha256)
