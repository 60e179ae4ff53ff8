"""Asks the search what a saved query finds. Nothing else in this room knows the search."""

from __future__ import annotations

import msgspec
from django.http import QueryDict

from shiryokan.library.models import Document
from shiryokan.search import finding
from shiryokan.search.asking import asked_of

_NO_PART = ("page", "sort", "view", "csrfmiddlewaretoken")
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


def count(query: str) -> int:
    """How many pages or records the query string finds now."""
    return _found(query, "", 1)[0]


def problem(query: str) -> tuple[str, int] | None:
    """What is wrong with a query string: an explanation's code, and a position from 0."""
    return finding.found(asked_of(QueryDict(query)), limit=1).problem


def words(query: str) -> str:
    """What the reader typed."""
    return QueryDict(query).get("q", "").strip()


def tidied(query: str) -> str:
    """The query string without what is not part of the search, always in one form."""
    given = QueryDict(query, mutable=True)
    for name in list(given):
        values = [value for value in given.getlist(name) if value.strip()]
        if values and name not in _NO_PART:
            given.setlist(name, values)
        else:
            del given[name]
    return given.urlencode()


def _found(query: str, document_id: str, limit: int) -> tuple[int, list[Hit]]:
    asked = msgspec.structs.replace(asked_of(QueryDict(query)), document=document_id)
    found = finding.found(asked, limit=limit)
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
