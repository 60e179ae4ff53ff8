"""A search finds what its reader sees, and nothing else.

The index knows each document's collection; which of them a reader sees is asked of the database
each time, so that a change of rights needs no change of the index and holds at once. A document
that was put elsewhere is *unsettled* until it is indexed anew, and not found by whoever does not
see it in its new place.
"""

from __future__ import annotations

from shiryokan.access.scope import current_scope, visible
from shiryokan.documents.models import Document
from shiryokan.search.document_entries import collection_key
from shiryokan.search.engine import NO_COLLECTION
from shiryokan.search.query import Among, Node, Not


def scope_conditions() -> list[Node]:
    """Conditions by which only what is seen is found; none for whoever sees everything."""
    scope = current_scope()
    if scope.everything:
        return []
    keys = sorted(map(collection_key, scope.collections)) + (
        [NO_COLLECTION] if scope.uncollected else []
    )
    parts: list[Node] = [Among("collection", tuple(keys))]
    moved = Document.everything.filter(unsettled=True).exclude(visible())
    hidden = tuple(moved.order_by().values_list("pk", flat=True))
    if hidden:
        parts.append(Not(Among("document", hidden)))
    return parts


def settle(document_id: str, collection: int | None) -> None:
    """Note that the index has a document in ``collection``, unless it was put elsewhere since."""
    still = Document.everything.filter(pk=document_id, collection=collection, binned_at=None)
    still.filter(unsettled=True).update(unsettled=False)
