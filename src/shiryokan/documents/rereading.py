"""Reads documents again that are there, as after the reader has learnt something; by whoever edits.

Nothing is lost meanwhile: each page keeps what it has until it is read anew, and one that cannot be
read this time keeps it for good. Titles and origins that people gave, corrections and confirmed
links stay. What is asked for is an :class:`.Intake` of its own kind, so that it is shown how far it
is, and why it failed, as of what is handed in.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import task

from shiryokan.audit.actor import actor
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.amending import amended
from shiryokan.documents.guessing import entitle
from shiryokan.documents.ingest import (
    PAGES_PER_COMMIT,
    refuse_intake,
    refusing_unreadable,
    stall,
    telling_of_the_store,
)
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.originals import ORIGINAL_MISSING, original_store
from shiryokan.documents.pages import keep_furniture, row_from_page
from shiryokan.documents.signals import document_read
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import near_originals
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.isolated import IsolatedReader, is_unreadable, pages_by_two
from shiryokan.paper.model import Page, Summary
from shiryokan.paper.version import VERSION

GONE = "document_gone"
"""Code of why a document is not read again that was put into the bin, or purged, meanwhile."""
_OVERWRITTEN = ["width", "height", "text", "layout", "warnings", "unreadable", "source"]


@transaction.atomic
def read_again(documents: Iterable[Document]) -> uuid.UUID:
    """Queue documents for being read again, each unless it is about to be read anyway.

    Returns the batch, by which their progress is asked for. Each is on record, by whoever acts.
    """
    batch = uuid.uuid4()
    for document in documents:
        intake = Intake.objects.create(
            batch=batch, kind=Intake.Kind.AGAIN, source="", name=document.title[:255],
            home=document.home, by=actor(), document=document,
        )  # fmt: skip
        record(audit_kinds.REREAD, f"document:{document.pk}", document.title, batch=str(batch))
        # its file lies in the home into which it was handed, if that is still there
        near_originals(reread_document, document.home).enqueue(str(intake.pk))
    return batch


@titled(_("読み直し"))
@task(priority=-1)
def reread_document(intake_id: str, attempt: int = 1) -> None:
    """Read a document's pages again into the rows of those that it has; queue what follows."""
    intake = Intake.objects.filter(pk=intake_id, kind=Intake.Kind.AGAIN).first()
    if intake is None or intake.ended or intake.state == Intake.State.INDEXING:
        return
    step, this = near_originals(reread_document), Intake.objects.filter(pk=intake.pk)
    with (
        retried(step, intake_id, attempt, lambda refusal: refuse_intake(intake, refusal)),
        telling_of_the_store(this),
    ):
        there = Document.objects.filter(binned_at=None)
        document = there.filter(pk=intake.document_id or "").first()
        if document is None:
            raise Refusal(GONE)
        if document.state == Document.State.STORED:
            # it is being read for the first time, and that is enough
            this.update(state=Intake.State.READING)
            return
        try:
            with (
                refusing_unreadable(attempt),
                original_store().local_copy(document.sha256) as path,
            ):
                _read(intake, document, path)
        except FileNotFoundError:
            stall(this, ORIGINAL_MISSING)


def _read(intake: Intake, document: Document, path: Path) -> None:
    """Read what is left of the pages."""
    of_it = Intake.objects.filter(pk=intake.pk)
    if intake.started_at is None:
        intake.started_at = timezone.now()
    of_it.update(state=Intake.State.READING, error="", started_at=intake.started_at)
    with IsolatedReader(path, current.config().limits()) as reader:
        pages = iter(pages_by_two(reader, intake.pages_read + 1))
        while batch := list(islice(pages, PAGES_PER_COMMIT)):
            with transaction.atomic():
                confirm()
                keep_pages(document, batch)
                of_it.update(pages_read=batch[-1].page)
        with transaction.atomic():
            confirm()
            _end(of_it.get(), document, reader.summary)


def keep_pages(document: Document, pages: list[Page]) -> None:
    """Within a transaction: put pages into the place of those that are there, unless these say
    more."""
    numbers = [page.page for page in pages]
    there = dict(document.pages.filter(number__in=numbers).values_list("number", "pk"))
    changed, new = [], []
    for page, source in amended(document, pages):
        row = row_from_page(document.pk, page, source)
        if page.page not in there:
            new.append(row)
        elif not is_unreadable(page):
            row.pk = there[page.page]
            changed.append(row)
    PageRow.objects.bulk_update(changed, _OVERWRITTEN)
    PageRow.objects.bulk_create(new, ignore_conflicts=True)


def _end(intake: Intake, document: Document, summary: Summary) -> None:
    """All pages are read: what is decided of them together, and what comes after."""
    # whoever described the document meanwhile is not written over
    mark_read_again(Document.objects.select_for_update(of=("self",)).get(pk=document.pk), summary)
    intake.state = Intake.State.INDEXING
    intake.save(update_fields=["state"])


def mark_read_again(document: Document, summary: Summary) -> None:
    """Within a transaction: all pages of a document, whose row is locked, are in their place. What
    is decided of them together is decided, and what comes after is queued."""
    last = document.pages.aggregate(last=Max("number"))["last"] or 0
    document.page_count = document.pages_read = max(summary.pages, last)
    document.outline = [
        {"level": item.level, "title": item.title, "page": item.page} for item in summary.outline
    ]
    document.state, document.read_with = Document.State.READ, VERSION
    document.save(update_fields=["page_count", "pages_read", "outline", "state", "read_with"])
    keep_furniture(document, {})
    entitle(document, summary.title, summary.author, summary.created)
    document_read.send(Document, document_id=document.pk)
