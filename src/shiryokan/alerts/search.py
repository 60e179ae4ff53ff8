"""Asks the search what a saved query finds. Nothing else in this room knows the search."""

from __future__ import annotations

from django.http import QueryDict

from shiryokan.i18n.explanations import TranslatedExplanation
from shiryokan.search import searcher
from shiryokan.search.hit import Hit
from shiryokan.search.indexing import engine
from shiryokan.search.lexer import BadQuery
from shiryokan.search.question import Question
from shiryokan.search.question import marking as marking_of
from shiryokan.search.results import explained

__all__ = [
    "Hit", "Place", "ask", "can_be_found", "count", "marking", "places", "problem", "tidied",
    "words",
]  # fmt: skip
Place = tuple[int, str]
"""A page of a document, and a record on it or nothing."""
_NO_PART = ("page", "sort", "view", "semantic", "csrfmiddlewaretoken")
"""What an address of the search page may say that is not part of what is looked for."""


def ask(query: str, *, document_id: str = "", limit: int = 20) -> list[Hit]:
    """What the query string finds, best first, in one document or everywhere; nothing if it
    cannot be understood."""
    return list(searcher.search(_question(query, document_id), limit=limit).hits)


def places(query: str, document_id: str, limit: int) -> set[Place]:
    """Where the query string finds something in a document: as :func:`ask`, without reading the
    pages again."""
    question = _question(query, document_id)
    try:
        request = searcher.request_of(question, question.query(), limit=limit)
    except BadQuery:
        return set()
    return {(match.page, match.record) for match in engine().search(request).matches}


def can_be_found(document_id: str) -> bool:
    """Whether the index holds the document at all."""
    return engine().pages_of(document_id) > 0


def count(query: str) -> int:
    """How many pages or records the query string finds now."""
    return searcher.search(_question(query), limit=1).total


def problem(query: str) -> TranslatedExplanation | None:
    """What is wrong with a query string, and what to do, in the reader's language."""
    try:
        _question(query).query()
    except BadQuery as bad:
        return explained(bad)
    return None


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


def _question(query: str, document_id: str = "") -> Question:
    question = Question.from_parameters(QueryDict(query)).with_kind_of_words()
    return question.replace(document=document_id)
