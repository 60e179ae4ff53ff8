"""What the lookout keeps of a purged document: that it was found, and none of its words."""

from __future__ import annotations

from django.db.models import Q

from shiryokan.documents.models import Document
from shiryokan.lookout.models import Address, Find, Listing


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget the words that pages say of a document that is purged. One in the bin may come back.

    Its address and bytes stay known, so that it is not found once more.
    """
    if Document.everything.filter(pk=document_id).exists():
        return
    finds = Find.everything.filter(Q(document_id=document_id) | Q(old_document_id=document_id))
    if not finds.exists():
        return
    finds.filter(document_id=document_id).update(title="", label="", old_title="", hidden=True)
    targets = Address.objects.filter(sha256__startswith=document_id)
    Listing.objects.filter(target__in=targets).update(text="", title="", before=None)
