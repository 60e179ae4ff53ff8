"""Puts documents into collections, which decide who sees them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from shiryokan.access.models import Collection
from shiryokan.access.scope import current_scope
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Document


def choosable() -> QuerySet[Collection]:
    """The collections whose documents whoever acts may see, and so may put documents into."""
    now = current_scope()
    rows = Collection.objects.all()
    return rows if now.everything else rows.filter(pk__in=now.collections)


def record_collection(collection: Collection) -> None:
    """Keep on record who may see a collection from now on."""
    record(
        audit_kinds.COLLECTION, f"collection:{collection.pk}", collection.name,
        visibility=collection.visibility,
        groups=sorted(collection.groups.values_list("name", flat=True)),
    )  # fmt: skip


@transaction.atomic
def put_in(document: Document, collection: Collection | None) -> None:
    """Put a document into a collection, or into none. Who does not see it there finds it no more
    at once; who does finds it when it is indexed anew."""
    if document.collection_id != (collection.pk if collection else None):
        document.collection = collection
        document.unsettled = True
        document.save(update_fields=["collection", "unsettled"])
        record(
            audit_kinds.MOVED_TO_COLLECTION, f"document:{document.pk}", document.title,
            collection=collection.name if collection else "",
        )  # fmt: skip
