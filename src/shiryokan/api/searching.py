"""The one place where the API meets the search."""

from __future__ import annotations

import datetime

import msgspec

from shiryokan.api.schemas.search import HitKind
from shiryokan.library.models import Document, Page
from shiryokan.library.pages import page_from_row
from shiryokan.search import finding
from shiryokan.search.engine import SearchError

OFFERED = frozenset({"publisher", "council", "document"})
"""What the search takes of what the API knows to ask: publisher, council, ministry, document, kind,
year, date_from, date_to, sort. What is not here is neither described nor taken."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is searched for, and where; empty is everywhere."""

    text: str
    kind: str = ""
    publisher: str = ""
    council: str = ""
    ministry: str = ""
    document: str = ""
    year: int | None = None
    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    sort: str = "best"


class FoundHit(msgspec.Struct, frozen=True):
    """A page that was found, or the record on it that was."""

    document: Document
    page: int
    score: float
    snippet: tuple[tuple[str, bool], ...]
    kind: HitKind = "page"
    record: str = ""


class Answer(msgspec.Struct, frozen=True):
    """How many there are, those asked for, and values to narrow by with their counts; or what is
    wrong with the query: an explanation's code and a position from 0."""

    total: int
    hits: tuple[FoundHit, ...] = ()
    facets: dict[str, list[tuple[str, int]]] = {}
    problem: tuple[str, int] | None = None


class SearchDown(Exception):  # noqa: N818
    """The search cannot answer anyone just now."""


def search(wanted: Wanted, offset: int, limit: int) -> Answer:
    """Hits ``offset`` to ``offset + limit`` in the order wanted. Raises :class:`SearchDown`."""
    try:
        found = finding.find(
            wanted.text,
            offset=offset,
            limit=limit,
            publisher=wanted.publisher,
            council=wanted.council,
            document_id=wanted.document,
        )
    except SearchError as error:
        raise SearchDown from error
    hits = tuple(FoundHit(h.document, h.page, h.score, h.snippet) for h in found.hits)
    return Answer(found.total, hits, problem=found.problem)


def boxes(row: Page, text: str) -> list[tuple[float, float, float, float]]:
    """Where on a page the words of the query ``text`` stand."""
    return [(b.x0, b.y0, b.x1, b.y1) for b in finding.boxes(page_from_row(row), text)]
