"""Whether a record was here once: its address says so, as that of its document does."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models.signals import pre_delete

from shiryokan.documents.models import Document
from shiryokan.documents.purged import document_is_gone
from shiryokan.records.models import GoneRecord, Record

_AT_ONCE = 1000


def watch() -> None:
    """Have the records of a document that is purged remembered by their ids alone."""
    pre_delete.connect(_remember, sender=Document, dispatch_uid="records.purged")


def _remember(instance: Document, **_others: Any) -> None:
    if instance.binned_at is None:
        return
    ids = Record._base_manager.filter(document=instance.pk).values_list("pk", flat=True)
    gone = (GoneRecord(id=pk, document=instance.pk) for pk in ids)
    # the same file may have been here, and gone, before
    GoneRecord.objects.bulk_create(gone, batch_size=_AT_ONCE, ignore_conflicts=True)


def record_is_gone(record_id: uuid.UUID) -> bool:
    """Whether the document of a record that whoever asks could see is in the bin, or was
    purged."""
    rows = Record._base_manager.filter(pk=record_id).values_list("document_id", flat=True)
    gone = GoneRecord.objects.filter(pk=record_id).values_list("document", flat=True)
    document_id = rows.first() or gone.first()
    return document_is_gone(document_id or "")
