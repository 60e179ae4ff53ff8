"""Which documents are new, for kinds that follow what documents say."""

from __future__ import annotations

from django.db.models import Max, QuerySet

from shiryokan.following.models import DocumentArrival


def document_indexed(document_id: str, **_signal: object) -> None:
    """Note that a document can be found, if it is the first time; within the transaction that makes
    it so."""
    DocumentArrival.objects.get_or_create(document_id=document_id)


def newest() -> int:
    """The number of the document that came last; 0 where there is none."""
    return DocumentArrival.objects.aggregate(newest=Max("number"))["newest"] or 0


def came_after(number: int) -> QuerySet[DocumentArrival, str]:
    """The ids of the documents that came after the one of that number, to be asked for within
    another question."""
    found = DocumentArrival.objects.filter(number__gt=number).order_by()
    return found.values_list("document_id", flat=True)
