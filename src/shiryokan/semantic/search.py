"""Pages by their words and by their meaning, in one order."""

from __future__ import annotations

from itertools import islice

from shiryokan.documents.models import Document
from shiryokan.search.document_entries import shelf_of
from shiryokan.search.find import Asked, Found, found
from shiryokan.search.hits import Hit
from shiryokan.semantic.availability import side_for_readers
from shiryokan.semantic.embedders import Vectors
from shiryokan.semantic.filters import Narrowing, meant
from shiryokan.semantic.fusion import fused
from shiryokan.semantic.results import hits_near
from shiryokan.semantic.similar import similar_pages
from shiryokan.semantic.vectors import Near, VectorStore

__all__ = ["find_by_both", "similar_pages"]
LOOKED_AT = 100
"""Pages of each side that are fused."""
_DEEPEST = 2000
"""Nearest pages that are looked through for those that a wide narrowing leaves."""


def find_by_both(asked: Asked, words: str = "") -> tuple[Found, list[tuple[Hit, bool]]]:
    """What the full text finds, and the best pages of both sides, each with whether only its
    meaning was near. The model is asked the query's words; ``words`` is not looked at."""
    result = found(asked, limit=LOOKED_AT, facets=True)
    opened = side_for_readers()
    if opened is None or result.query is None:
        return result, [(hit, False) for hit in result.hits]
    question = meant(result.query)
    if not question:
        return result, [(hit, False) for hit in result.hits]
    model, store = opened
    near = _near(store, model.query(question), Narrowing(asked, result.query))
    by_words = {(hit.document.pk, hit.page): hit for hit in result.hits}
    only = {
        (hit.document.pk, hit.page): hit
        for hit in hits_near(each for each in near if (each.document, each.page) not in by_words)
    }
    order = fused(list(by_words), [(each.document, each.page) for each in near])
    both = {**only, **by_words}
    rows = [(both[place], place in only) for place in order if place in both]
    return result, _sorted(rows, asked)


def _near(store: VectorStore, question: Vectors, narrowing: Narrowing) -> list[Near]:
    among = narrowing.pages()
    if among is not None:
        return store.nearest(question, LOOKED_AT, among=among)
    near = {
        (each.document, each.page): each
        for each in store.nearest(question, LOOKED_AT if narrowing.is_none else _DEEPEST)
    }
    return [near[page] for page in islice(narrowing.of_these(near), LOOKED_AT)]


def _sorted(rows: list[tuple[Hit, bool]], asked: Asked) -> list[tuple[Hit, bool]]:
    """By the documents' dates, if that is asked; those without a date come last."""
    if asked.sort not in ("newest", "oldest"):
        return rows
    newest = asked.sort == "newest"

    def key(row: tuple[Hit, bool]) -> tuple[bool, int]:
        date = _date(row[0].document)
        return date == 0, -date if newest else date

    return sorted(rows, key=key)


def _date(document: Document) -> int:
    return shelf_of(document).date
