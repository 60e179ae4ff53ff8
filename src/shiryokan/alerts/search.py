"""Asks the search what a saved query finds. Nothing else in this room knows the search."""

from __future__ import annotations

import msgspec
from django.http import QueryDict

from shiryokan.documents.models import Document
from shiryokan.search import find
from shiryokan.search.find import Asked
from shiryokan.search.indexing import engine
from shiryokan.search.parameters import asked_of
from shiryokan.search.parameters import marking as marking_of
from shiryokan.search.query_language import BadQuery

Place = tuple[int, str]
"""A page of a document, and a record on it or nothing."""
_NO_PART = ("page", "sort", "view", "meaning", "csrfmiddlewaretoken")
"""What an address of the search page may say that is not part of what is looked for."""


class Hit(msgspec.Struct, frozen=True):
    """A page, or a record on it, that was found. ``snippet`` is text in parts, each marked
    whether it is a hit."""

    document: Document
    page: int
    title: str
    snippet: tuple[tuple[str, bool], ...]
    record: str = ""


def ask(query: str, *, document_id: str = "", limit: int = 20) -> list[Hit]:
    """What the query string finds, best first, in one document or everywhere; nothing if it
    cannot be understood."""
    return list(_found(query, document_id, limit)[1])


def places(query: str, document_id: str, limit: int) -> set[Place]:
    """Where the query string finds something in a document: as :func:`ask`, without reading the
    pages again."""
    asked = _asked(query, document_id)
    try:
        parsed = find.query_of(asked)
    except BadQuery:
        return set()
    matches = engine().search(find.request_of(asked, parsed, limit=limit)).matches
    return {(match.page, match.record) for match in matches}


def can_be_found(document_id: str) -> bool:
    """Whether the index holds the document at all."""
    return engine().pages_of(document_id) > 0


def count(query: str) -> int:
    """How many pages or records the query string finds now."""
    return _found(query, "", 1)[0]


def problem(query: str) -> tuple[str, int] | None:
    """What is wrong with a query string: an explanation's code, and a position from 0."""
    return find.found(asked_of(QueryDict(query)), limit=1).problem


def words(query: str) -> str:
    """What the reader typed."""
    return QueryDict(query).get("q", "").strip()


def marking(query: str) -> str:
    """The part of an address that marks on a page what the query string finds."""
    return marking_of(QueryDict(query))


def tidied(query: str) -> str:
    """The query string without what is not part of the search, always in one form."""
    given = QueryDict(query)
    kept = QueryDict(mutable=True)
    for name in sorted(given):
        values = [value for value in given.getlist(name) if value.strip()]
        if values and name not in _NO_PART:
            kept.setlist(name, values)
    return kept.urlencode()


def _found(query: str, document_id: str, limit: int) -> tuple[int, list[Hit]]:
    found = find.found(_asked(query, document_id), limit=limit)
    return found.total, [
        Hit(
            hit.document,
            hit.page,
            hit.document.title,
            hit.snippet,
            str(hit.record.pk) if hit.record else "",
        )
        for hit in found.hits
    ]


def _asked(query: str, document_id: str) -> Asked:
    return msgspec.structs.replace(asked_of(QueryDict(query)), document=document_id)
