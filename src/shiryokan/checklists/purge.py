"""What checklists keep of a document that is no more: numbers and answers, none of its words."""

from __future__ import annotations

from django.db import transaction

from shiryokan.checklists.judging import WATCHED
from shiryokan.checklists.models import CheckItem, Citation, Evidence
from shiryokan.documents.models import Document


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget the words of a document that is purged, and judge what quotes it. One in the bin may
    come back."""
    if not Document.everything.filter(pk=document_id).exists():
        forget(document_id)
    for watched in WATCHED:
        watched.document_changed(document_id)


@transaction.atomic
def forget(document_id: str) -> None:
    """Take out the words of a document: items that were taken from it, and quotes of it."""
    CheckItem.objects.filter(checklist__document_id=document_id).update(
        words="", section="", sub_section="", hearing="", who=""
    )
    for quotes in (Citation.objects, Evidence.objects):
        quotes.filter(document_id=document_id).update(words="", before="", after="")
        quotes.filter(cause_document=document_id).update(cause_words="")
