"""The bin: deleting is two steps, and between them lies a time in which it can be undone.

A document in the bin is seen by nobody (:mod:`.visibility`) and found by no search; all of it is
still there. When its time is over, or an administrator says so, it is purged: pages, records,
corrections, vectors, pictures and the original. What stays is the audit entry, with its SHA-256.
"""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shiryokan.access.scope import in_visible_collection
from shiryokan.audit.actor import SYSTEM, acting
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Document
from shiryokan.documents.removal import forget, queue_forgetting
from shiryokan.documents.signals import document_removed, document_restored
from shiryokan.instance import current
from shiryokan.jobs.clock import sure_time

MOST_AT_ONCE = 20
"""Documents that are purged between two jobs."""


def binned() -> QuerySet[Document]:
    """What is in the bin, of the collections that whoever asks sees."""
    return Document.everything.filter(in_visible_collection(), binned_at__isnull=False)


def holds_anything() -> bool:
    """Whether anything is in the bin, whoever asks."""
    return Document.everything.filter(binned_at__isnull=False).exists()


def grace() -> datetime.timedelta:
    """How long a document stays in the bin."""
    return datetime.timedelta(days=current.config().bin_days)


def until(document: Document) -> datetime.datetime | None:
    """When a document's time in the bin is over; None for one that is not there."""
    return document.binned_at + grace() if document.binned_at else None


@transaction.atomic
def put_in_bin(document: Document, because: str = "") -> None:
    """Take a document from everyone's view, at once. Nothing of it is lost yet."""
    taken = Document.everything.filter(pk=document.pk, binned_at=None).update(
        binned_at=timezone.now(), binned_because=because[:500], unsettled=True
    )
    if taken:
        record(
            audit_kinds.BINNED, f"document:{document.pk}", document.title,
            because=because[:500], sha256=document.sha256,
        )  # fmt: skip
        document_removed.send(Document, document_id=document.pk)


@transaction.atomic
def take_out_of_bin(document: Document) -> None:
    """Bring a document back; it is seen at once, and found when it is indexed again."""
    taken = Document.everything.filter(pk=document.pk, binned_at__isnull=False).update(
        binned_at=None, binned_because="", unsettled=False
    )
    if taken:
        record(audit_kinds.UNBINNED, f"document:{document.pk}", document.title)
        if document.state != Document.State.STORED:
            document_restored.send(Document, document_id=document.pk)


def purge(document: Document) -> bool:
    """Remove a document that is in the bin for good; whether it was still there."""
    with transaction.atomic():
        still = Document.everything.select_for_update().filter(
            pk=document.pk, binned_at__isnull=False
        )
        found = still.first()
        if found is None:
            return False
        record(
            audit_kinds.PURGED, f"document:{found.pk}", found.title, sha256=found.sha256,
            pages=found.page_count, uncollected=found.collection_id is None,
        )  # fmt: skip
        found.delete()
        document_removed.send(Document, document_id=document.pk)
        queue_forgetting(found.sha256)
    forget(found.sha256)
    return True


def purge_what_is_due(**_tick: object) -> None:
    """Purge some of what has been in the bin for long enough, by a clock that is believed."""
    before = sure_time() - grace()
    due = Document.everything.filter(binned_at__lt=before).order_by("binned_at")[:MOST_AT_ONCE]
    with acting(SYSTEM):
        for document in due:
            purge(document)
