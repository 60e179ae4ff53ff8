"""What a query finds, the newest documents first, for feeds."""

from __future__ import annotations

import msgspec

from shiryokan.alerts.search import Hit, ask, count, places
from shiryokan.documents.models import Document

ENTRIES = 30
"""Documents of a feed."""
_ALL = 200
"""Up to so many hits all of them are looked at, and the newest are exact."""
_DOCUMENTS = 300
"""With more, so many of the newest documents are asked one by one."""
SHOWN = 5
"""Hits of a document that are shown with the words around them."""
_MOST_PAGES = 500
"""Hits of a document that are looked at for the numbers of their pages."""


class Found(msgspec.Struct, frozen=True):
    """A document with its first hits, the best one first, and the pages of all."""

    document: Document
    hits: list[Hit]
    pages: list[int]


def newest(query: str) -> list[Found]:
    """The newest documents that a query finds, by when they came into the instance."""
    if count(query) <= _ALL:
        found = _by_document(ask(query, limit=_ALL))
    else:
        found = _of_newest_documents(query)
        if len(found) < ENTRIES:
            found = _by_document(ask(query, limit=_ALL)) | found
    first = sorted(
        found.values(), key=lambda hits: (hits[0].document.added_at, hits[0].document.pk),
        reverse=True,
    )[:ENTRIES]  # fmt: skip
    return [Found(hits[0].document, hits[:SHOWN], _pages(query, hits)) for hits in first]


def _by_document(hits: list[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.document.pk, []).append(hit)
    return found


def _pages(query: str, hits: list[Hit]) -> list[int]:
    """The pages of all hits of a document of which some are known."""
    return sorted({page for page, _ in places(query, hits[0].document.pk, _MOST_PAGES)})


def _of_newest_documents(query: str) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    ids = Document.objects.filter(state=Document.State.INDEXED).values_list("pk", flat=True)
    for document_id in ids[:_DOCUMENTS]:
        if hits := ask(query, document_id=document_id, limit=SHOWN):
            found[document_id] = hits
        if len(found) >= ENTRIES:
            break
    return found
