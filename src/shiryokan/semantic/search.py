"""Full-text and semantic search in one order of hits (hybrid search)."""

from __future__ import annotations

from itertools import islice

import msgspec

from shiryokan.search.document_entries import metadata_of
from shiryokan.search.hit import Hit
from shiryokan.search.question import Question
from shiryokan.search.results import SearchResults
from shiryokan.search.searcher import search
from shiryokan.semantic.availability import side_for_readers
from shiryokan.semantic.embedders import Vectors
from shiryokan.semantic.filters import Narrowing, query_text
from shiryokan.semantic.fusion import fused
from shiryokan.semantic.results import hits_near
from shiryokan.semantic.similar import similar_pages
from shiryokan.semantic.vectors import Near, VectorStore

__all__ = ["hybrid_search", "similar_pages"]
LOOKED_AT = 100
"""Pages of each side that are fused."""
_DEEPEST = 2000
"""Nearest pages that are looked through for those that a wide narrowing leaves."""


def hybrid_search(question: Question, *, offset: int = 0, limit: int = LOOKED_AT) -> SearchResults:
    """What the full text finds, with the best pages of both sides as its hits; of each is said
    whether only its meaning was near. The number and the counts are the full text's."""
    results = search(question, limit=LOOKED_AT, facets=True)
    hits = list(results.hits)
    opened = side_for_readers()
    text = query_text(results.query) if results.query else ""
    if opened is not None and results.query is not None and text:
        model, store = opened
        near = _near(store, model.query(text), Narrowing(question, results.query))
        hits = _sorted(_fused(hits, near), question)
    more = len(hits) > offset + limit
    return msgspec.structs.replace(results, hits=tuple(hits[offset : offset + limit]), more=more)


def _fused(by_words: list[Hit], near: list[Near]) -> list[Hit]:
    """The hits of both sides in one order."""
    found = {(hit.document.pk, hit.page): hit for hit in by_words}
    only_near = [each for each in near if (each.document, each.page) not in found]
    order = fused(list(found), [(each.document, each.page) for each in near])
    found |= {(hit.document.pk, hit.page): hit for hit in hits_near(only_near)}
    return [found[place] for place in order if place in found]


def _near(store: VectorStore, question: Vectors, narrowing: Narrowing) -> list[Near]:
    among = narrowing.pages()
    if among is not None:
        return store.nearest(question, LOOKED_AT, among=among)
    near = {
        (each.document, each.page): each
        for each in store.nearest(question, LOOKED_AT if narrowing.is_none else _DEEPEST)
    }
    return [near[page] for page in islice(narrowing.of_these(near), LOOKED_AT)]


def _sorted(hits: list[Hit], question: Question) -> list[Hit]:
    """By the documents' dates, if that is asked; those without a date come last."""
    if question.sort not in ("newest", "oldest"):
        return hits
    newest = question.sort == "newest"

    def key(hit: Hit) -> tuple[bool, int]:
        date = metadata_of(hit.document).date
        return date == 0, -date if newest else date

    return sorted(hits, key=key)
