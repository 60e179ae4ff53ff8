"""Finds pages and records, one by one or by document."""

from __future__ import annotations

import datetime

import msgspec

from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.search.engine import Counts, Match, Request, Sort
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.hits import Hit, hits_of
from shiryokan.search.indexing import engine
from shiryokan.search.kinds import KINDS, PAGE
from shiryokan.search.query import Dated, Named, Node, Query
from shiryokan.search.query_language import BadQuery, parse
from shiryokan.search.synonym_store import current_synonyms
from shiryokan.search.visibility import seen_parts

__all__ = [
    "Asked",
    "Found",
    "Group",
    "Hit",
    "find",
    "find_documents",
    "found",
    "of_said_kind",
    "pages_found",
    "request_of",
]
WINDOW = 400
"""Hits that are looked through first for the documents to show."""
MOST_HITS = 50_000
"""Hits that are ever looked through."""
BEST_PAGES = 3


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A search as a reader asks it: the query as typed, and where to look; empty is everywhere.
    ``first`` and ``last`` are the days between which the documents' dates lie."""

    text: str
    kind: str = PAGE
    publisher: str = ""
    council: str = ""
    ministry: str = ""
    year: int = 0
    first: datetime.date | None = None
    last: datetime.date | None = None
    document: str = ""
    sort: Sort = "best"
    exact: bool = False


class Group(msgspec.Struct, frozen=True):
    """A document that was found: its best pages, and how many more of its pages are among the
    hits that were looked through."""

    document: Document
    hits: tuple[Hit, ...]
    more: int


class Found(msgspec.Struct, frozen=True):
    """The exact number of entries found and the hits asked for; or what is wrong with the query,
    as an explanation's code and a position from 0."""

    total: int
    hits: tuple[Hit, ...] = ()
    problem: tuple[str, int] | None = None
    counts: Counts = Counts()
    groups: tuple[Group, ...] = ()
    more: bool = False
    query: Query | None = None

    @property
    def also(self) -> list[tuple[str, list[str]]]:
        """What was typed, and the other spellings of it that the hits shown here have."""
        if self.query is None:
            return []
        seen = [
            "".join(atoms_of(part)) for hit in self.hits for part, marked in hit.snippet if marked
        ]
        said = []
        for words in self.query.shown():
            others = ["".join(row.atoms) for row in words.rows if row.why != "written"]
            said.append((words.typed, [o for o in others if any(o in part for part in seen)]))
        return [(typed, others) for typed, others in said if others]

    @property
    def varied(self) -> bool:
        """Whether other spellings than the typed ones were looked for."""
        return self.query is not None and any(
            row.why != "written" for words in self.query.shown() for row in words.rows
        )


def find(
    text: str,
    *,
    offset: int = 0,
    limit: int = 20,
    publisher: str = "",
    council: str = "",
    ministry: str = "",
    year: int = 0,
    document_id: str = "",
    kind: str = PAGE,
    sort: Sort = "best",
    exact: bool = False,
    facets: bool = False,
) -> Found:
    """The entries that match the query ``text``, in order. ``kind`` is one of
    :data:`.kinds.KINDS`, or empty for all of them."""
    asked = Asked(
        text=text, kind=kind, publisher=publisher, council=council, ministry=ministry, year=year,
        document=document_id, sort=sort, exact=exact,
    )  # fmt: skip
    return found(asked, offset=offset, limit=limit, facets=facets)


def found(asked: Asked, *, offset: int = 0, limit: int = 20, facets: bool = False) -> Found:
    """The entries that match, in order."""
    try:
        query = query_of(asked)
    except BadQuery as bad:
        return Found(0, problem=(bad.code, bad.position))
    request = request_of(asked, query, offset=offset, limit=limit, facets=facets)
    results = engine().search(request)
    hits = tuple(hits_of(results.matches, query))
    more = results.total > offset + limit
    return Found(results.total, hits, counts=results.counts, more=more, query=query)


def find_documents(asked: Asked, *, offset: int = 0, limit: int = 10) -> Found:
    """The documents whose pages match, best first, each with its best pages."""
    try:
        query = query_of(asked)
    except BadQuery as bad:
        return Found(0, problem=(bad.code, bad.position))
    window = WINDOW
    results = engine().search(request_of(asked, query, limit=window, facets=True))
    counts = results.counts
    groups = _grouped(results.matches)
    while len(groups) <= offset + limit and results.total > window and window < MOST_HITS:
        window = min(window * 8, MOST_HITS)
        results = engine().search(request_of(asked, query, limit=window, facets=False))
        groups = _grouped(results.matches)
    shown = groups[offset : offset + limit]
    hits = hits_of([match for group in shown for match in group[:BEST_PAGES]], query)
    by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        by_document.setdefault(hit.document.pk, []).append(hit)
    made = tuple(
        Group(own[0].document, tuple(own), len(group) - min(len(group), BEST_PAGES))
        for group in shown
        if (own := by_document.get(group[0].document))
    )
    more = len(groups) > offset + limit
    return Found(results.total, tuple(hits), None, counts, made, more, query)


def _grouped(matches: tuple[Match, ...]) -> list[list[Match]]:
    groups: dict[str, list[Match]] = {}
    for match in matches:
        groups.setdefault(match.document, []).append(match)
    return list(groups.values())


def request_of(
    asked: Asked, query: Query, *, offset: int = 0, limit: int = 20, facets: bool = False
) -> Request:
    """What is asked of the index: ``query`` where and in the order that ``asked`` says."""
    parts: list[Node] = []
    for field in ("publisher", "council", "ministry", "document"):
        if name := getattr(asked, field):
            parts.append(Named(field, name))
    if asked.year:
        year = min(max(asked.year, 1), 9999)
        parts.append(Dated(datetime.date(year, 1, 1), datetime.date(year, 12, 31)))
    if asked.first or asked.last:
        parts.append(Dated(asked.first or datetime.date.min, asked.last or datetime.date.max))
    return Request(
        query=query.narrowed(*parts, *seen_parts()),
        kind=asked.kind if asked.kind in KINDS else "",
        sort=asked.sort,
        offset=offset,
        limit=limit,
        facets=facets,
    )


def of_said_kind(asked: Asked) -> Asked:
    """``asked`` among the kind of entries that its own words say: of any other kind nothing could
    be found."""
    try:
        said = query_of(asked).kinds()
    except BadQuery:
        return asked
    if not said:
        return asked
    return msgspec.structs.replace(asked, kind=next(iter(said)) if len(said) == 1 else "")


def query_of(asked: Asked) -> Query:
    """The query that is asked. Raises :class:`BadQuery`."""
    return parse_checked(asked.text, exact=asked.exact)


def parse_checked(text: str, *, exact: bool = False) -> Query:
    """The query that ``text`` says, if it is not too long. Raises :class:`BadQuery`."""
    most = current.config().query_characters
    if len(text) > most:
        raise BadQuery("query_long", most)
    return parse(text.replace("\x00", " "), current_synonyms(), exact=exact)


def pages_found(query: Query, document_id: str) -> list[int]:
    """Numbers of all pages of a document that match, in order."""
    asked = Asked(text="", document=document_id)
    results = engine().search(request_of(asked, query, limit=current.config().pages))
    return sorted(match.page for match in results.matches)
