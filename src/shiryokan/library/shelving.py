"""Puts documents into collections, which decide who sees them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from shiryokan.library.models import Collection, Document
from shiryokan.library.visibility import sight


def choosable() -> QuerySet[Collection]:
    """The collections whose documents whoever acts may see, and so may put documents into."""
    now = sight()
    rows = Collection.objects.all()
    return rows if now.everything else rows.filter(pk__in=now.collections)


@transaction.atomic
def put_in(document: Document, collection: Collection | None) -> None:
    """Put a document into a collection, or into none. Who does not see it there finds it no more
    at once; who does finds it when it is indexed anew."""
    if document.collection_id != (collection.pk if collection else None):
        document.collection = collection
        document.unsettled = True
        document.save(update_fields=["collection", "unsettled"])
