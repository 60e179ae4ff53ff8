"""Finds pages, and says where on them the words stand."""

from __future__ import annotations

import msgspec

from shiryokan.library import house
from shiryokan.library.models import Document, Page
from shiryokan.paper import model as paper
from shiryokan.paper.model import Box, Line
from shiryokan.paper.part_box import part_box
from shiryokan.search.engine import Match, Narrowing
from shiryokan.search.indexing import engine
from shiryokan.search.query_language import BadQuery, Query, parse
from shiryokan.search.snippets import highlights, snippet


class Hit(msgspec.Struct, frozen=True):
    """A page that was found. ``snippet`` is text in parts, each marked whether it is a hit."""

    document: Document
    page: int
    score: float
    snippet: tuple[tuple[str, bool], ...]


class Found(msgspec.Struct, frozen=True):
    """The exact number of pages found and the hits asked for; or what is wrong with the query,
    as an explanation's code and a position from 0."""

    total: int
    hits: tuple[Hit, ...] = ()
    problem: tuple[str, int] | None = None


def find(
    text: str,
    *,
    offset: int = 0,
    limit: int = 20,
    publisher: str = "",
    council: str = "",
    document_id: str = "",
) -> Found:
    """The pages that match the query ``text``, best first."""
    try:
        query = parse_checked(text)
    except BadQuery as bad:
        return Found(0, problem=(bad.code, bad.position))
    narrowing = Narrowing(publisher, council, document_id)
    results = engine().search(query, narrowing, offset=offset, limit=limit)
    return Found(results.total, tuple(_hits(results.matches, query)))


def parse_checked(text: str) -> Query:
    """The query that ``text`` says, if it is not too long. Raises :class:`BadQuery`."""
    most = house.config().query_characters
    if len(text) > most:
        raise BadQuery("query_long", most)
    return parse(text)


def pages_found(text: str, document_id: str) -> list[int]:
    """Numbers of all pages of a document that match, in order; none for a bad query."""
    try:
        query = parse_checked(text)
    except BadQuery:
        return []
    most = house.config().pages
    results = engine().search(query, Narrowing(document=document_id), limit=most)
    return sorted(match.page for match in results.matches)


def boxes(page: paper.Page, text: str) -> list[Box]:
    """Where on the page the query's words stand: a box for each line's part of each hit."""
    try:
        query = parse_checked(text)
    except BadQuery:
        return []
    found: list[Box] = []
    places = _line_places(page)
    for start, end in highlights(page.text, query):
        for begin, line in places:
            a, b = max(start - begin, 0), min(end - begin, len(line.text))
            if a < b:
                found.append(part_box(line, a, b))
    return found


def _line_places(page: paper.Page) -> list[tuple[int, Line]]:
    """Each line with the offset in the page's text at which it begins."""
    places: list[tuple[int, Line]] = []
    at = 0
    for block in page.blocks:
        for line in block.lines:
            begin = page.text.find(line.text, at)
            if begin >= 0:
                places.append((begin, line))
                at = begin + len(line.text)
    return places


def _hits(matches: tuple[Match, ...], query: Query) -> list[Hit]:
    ids = {match.document for match in matches}
    documents = {
        document.pk: document
        for document in Document.objects.filter(pk__in=ids)
        .defer("outline")
        .prefetch_related("origins__publisher", "origins__council", "origins__meeting")
    }
    texts = {
        (row.document_id, row.number): row.text
        for row in Page.objects.filter(
            document_id__in=ids, number__in={match.page for match in matches}
        ).only("document_id", "number", "text")
    }
    hits = []
    for match in matches:
        text = texts.get((match.document, match.page))
        if text is not None and match.document in documents:
            shown = snippet(text, highlights(text, query))
            hits.append(Hit(documents[match.document], match.page, match.score, shown.parts))
    return hits
