"""What a query finds, newest documents first, for feeds."""

from __future__ import annotations

from shiryokan.alerts.search import Hit, ask, count
from shiryokan.documents.models import Document

ENTRIES = 30
_ALL = 200
"""Up to so many hits all of them are looked at, and the newest are exact."""
_DOCUMENTS = 300
"""With more, so many of the newest documents are asked one by one."""
_PER_DOCUMENT = 5


def newest(query: str) -> list[Hit]:
    """The newest hits, by when their document came into the instance."""
    if count(query) <= _ALL:
        found = ask(query, limit=_ALL)
    else:
        found = _of_newest_documents(query)
        if len(found) < ENTRIES:
            have = {(hit.document.pk, hit.page, hit.record_id) for hit in found}
            found += [
                hit
                for hit in ask(query, limit=_ALL)
                if (hit.document.pk, hit.page, hit.record_id) not in have
            ]
    # sorting keeps the order of a document's hits, best first
    found.sort(key=lambda hit: (hit.document.added_at, hit.document.pk), reverse=True)
    return found[:ENTRIES]


def _of_newest_documents(query: str) -> list[Hit]:
    found: list[Hit] = []
    ids = Document.objects.filter(state=Document.State.INDEXED).values_list("pk", flat=True)
    for document_id in ids[:_DOCUMENTS]:
        found += ask(query, document_id=document_id, limit=_PER_DOCUMENT)
        if len(found) >= ENTRIES:
            break
    return found
