"""Answers a question: by hits one by one, by documents, or by the records of a register."""

from __future__ import annotations

import datetime
import uuid

from shiryokan.instance import current
from shiryokan.search.engine import Request
from shiryokan.search.hit import Hit, hits_of
from shiryokan.search.indexing import engine
from shiryokan.search.kinds import STRUCK
from shiryokan.search.lexer import BadQuery
from shiryokan.search.query import Dated, Named, NameField, Node, Not, Query
from shiryokan.search.question import Question
from shiryokan.search.results import Group, SearchResults
from shiryokan.search.visibility import scope_conditions

BEST_PAGES = 3
"""Pages of a document that are shown."""
_NAMES: tuple[NameField, ...] = ("publisher", "council", "ministry", "document")


def search(
    question: Question, *, offset: int = 0, limit: int = 20, facets: bool = False
) -> SearchResults:
    """The entries that match, in order; ``facets`` asks for the counts. Raises
    :class:`.engine.SearchError` where the index cannot be asked."""
    try:
        query = question.query()
    except BadQuery as problem:
        return SearchResults(problem=problem)
    results = engine().search(
        request_of(question, query, offset=offset, limit=limit, facets=facets)
    )
    return SearchResults(
        total=results.total,
        hits=tuple(hits_of(results.matches, query)),
        counts=results.counts,
        more=results.total > offset + limit,
        query=query,
    )


def search_documents(question: Question, *, offset: int = 0, limit: int = 10) -> SearchResults:
    """The documents whose pages match, best first, each with its best pages."""
    try:
        query = question.query()
    except BadQuery as problem:
        return SearchResults(problem=problem)
    request = request_of(question, query, offset=offset, limit=limit, facets=True)
    results = engine().documents(request, BEST_PAGES)
    hits = hits_of([match for each in results.documents for match in each.matches], query)
    hits_by_document: dict[str, list[Hit]] = {}
    for hit in hits:
        hits_by_document.setdefault(hit.document.pk, []).append(hit)
    return SearchResults(
        total=results.total,
        hits=tuple(hits),
        groups=tuple(
            Group(own[0].document, tuple(own), each.more)
            for each in results.documents
            if (own := hits_by_document.get(each.matches[0].document))
        ),
        counts=results.counts,
        more=results.more,
        query=query,
    )


def matching_records(question: Question) -> frozenset[uuid.UUID] | None:
    """The ids of all records of the question's kind that match; None where no word is asked, which
    narrows nothing. Raises :class:`BadQuery`, and :class:`.engine.SearchError` where the index
    cannot be asked."""
    if not question.text:
        return None
    return engine().records(request_of(question, question.query()))


def search_in_document(question: Question, *, offset: int = 0, limit: int = 20) -> SearchResults:
    """The pages of the question's document that match, in the order of the document."""
    try:
        query = question.query()
    except BadQuery as problem:
        return SearchResults(problem=problem)
    request = request_of(question, query, limit=current.config().pages)
    found = sorted(engine().search(request).matches, key=lambda match: match.page)
    return SearchResults(
        total=len(found),
        hits=tuple(hits_of(found[offset : offset + limit], query)),
        more=len(found) > offset + limit,
        query=query,
    )


def matching_pages(query: Query, document_id: str) -> list[int]:
    """Numbers of all pages of a document that match, in order."""
    question = Question(text="", document=document_id)
    results = engine().search(request_of(question, query, limit=current.config().pages))
    return sorted(match.page for match in results.matches)


def request_of(
    question: Question, query: Query, *, offset: int = 0, limit: int = 20, facets: bool = False
) -> Request:
    """What is asked of the index: ``query`` where and in the order that ``question`` says, among
    what the reader may see."""
    parts: list[Node] = [
        Named(field, name) for field in _NAMES if (name := getattr(question, field))
    ]
    if question.year:
        first = datetime.date(question.year, 1, 1)
        parts.append(Dated(first, first.replace(month=12, day=31)))
    if question.date_from or question.date_to:
        last = question.date_to or datetime.date.max
        parts.append(Dated(question.date_from or datetime.date.min, last))
    if question.kind != STRUCK:
        parts.append(Not(Named("kind", STRUCK)))
    return Request(
        query=query.narrowed(*parts, *scope_conditions()),
        kind=question.kind,
        sort=question.sort,
        offset=offset,
        limit=limit,
        facets=facets,
    )
