"""What pictures have to do with what becomes of documents."""

from __future__ import annotations

from shiryokan.documents.models import Document
from shiryokan.scans.keeping import forget_readings_of_nobody
from shiryokan.scans.planning import plan


def document_read(document_id: str, **_signal: object) -> None:
    """Have the pictures of a document read that was read, or came back out of the bin."""
    plan(document_id)


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget what was read of the pictures of a document that is purged. One in the bin may come
    back."""
    if not Document.everything.filter(pk=document_id).exists():
        forget_readings_of_nobody()
