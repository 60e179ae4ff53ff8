"""The one place where the API meets the search."""

from __future__ import annotations

import datetime
from typing import get_args

import msgspec

from shiryokan.api.schemas.search import HitKind
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.search import find
from shiryokan.search.engine import SearchError, Sort
from shiryokan.search.marks import boxes_of, spans_on

OFFERED = frozenset({
    "kind", "publisher", "council", "ministry", "document", "year", "date_from", "date_to", "sort",
    "exact",
})  # fmt: skip
"""What the search takes of what the API knows to ask. """


_KINDS: dict[str, HitKind] = {kind: kind for kind in get_args(HitKind)}


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
    sort: Sort = "best"
    exact: bool = False


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
    asked = find.Asked(
        text=wanted.text, kind=wanted.kind, publisher=wanted.publisher, council=wanted.council,
        ministry=wanted.ministry, year=wanted.year or 0, first=wanted.date_from,
        last=wanted.date_to, document=wanted.document, sort=wanted.sort, exact=wanted.exact,
    )  # fmt: skip
    try:
        found = find.found(asked, offset=offset, limit=limit, facets=True)
    except SearchError as error:
        raise SearchDown from error
    hits = tuple(map(_found_hit, found.hits))
    facets: dict[str, list[tuple[str, int]]] = {"kind": sorted(found.counts.kinds.items())}
    facets |= {name: list(values) for name, values in found.counts.facets.items()}
    facets = {name: [(v, n) for v, n in values if v != "0"] for name, values in facets.items()}
    return Answer(found.total, hits, facets, found.problem)


def _found_hit(hit: find.Hit) -> FoundHit:
    record = str(hit.record.pk) if hit.record else ""
    return FoundHit(hit.document, hit.page, hit.score, hit.snippet, _KINDS[hit.kind], record)


def boxes(row: Page, text: str, *, exact: bool = False) -> list[tuple[float, float, float, float]]:
    """Where on a page the words of the query ``text`` stand."""
    page = page_from_row(row)
    hits = spans_on(page, None, None, find.parse_checked(text, exact=exact))
    return [(b.x0, b.y0, b.x1, b.y1) for boxes in boxes_of(page, hits) for b in boxes]
