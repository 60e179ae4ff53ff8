"""What a search keeps of a document that is no more: that it was found, and none of its text."""

from __future__ import annotations

from django.utils import timezone

from shiryokan.alerts.models import SavedSearchHit
from shiryokan.documents.models import Document


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget title and words of a document that is purged. One in the bin may come back."""
    if Document.everything.filter(pk=document_id).exists():
        return
    hits = SavedSearchHit.objects.filter(document_id=document_id)
    hits.update(title="", snippet=[])
    # the row stays, so that the same file, added once more, is not sent twice
    hits.filter(read_at=None).update(read_at=timezone.now())
