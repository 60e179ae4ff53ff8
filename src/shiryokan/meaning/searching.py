"""Pages by their words and by their meaning, in one order; and pages like a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from django.db.models import Q

from shiryokan.library.models import Document, Page
from shiryokan.meaning.embedding import side
from shiryokan.meaning.vectors import Near
from shiryokan.search.finding import Asked, Found, found
from shiryokan.search.hits import Hit

LOOKED_AT = 100
"""Pages of each side that are fused."""
_K = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Buettcher, SIGIR 2009)."""
_Item = TypeVar("_Item")
SIMILAR = 0.86
"""Nearness from which pages are called similar: e5's vectors all lie close together."""


def fused(*orders: Sequence[_Item]) -> list[_Item]:
    """The items of several orders in one: each counts 1/(60 + its place) in every order."""
    worth: dict[_Item, float] = {}
    for order in orders:
        for place, item in enumerate(order, 1):
            worth[item] = worth.get(item, 0.0) + 1 / (_K + place)
    return sorted(worth, key=lambda item: -worth[item])


def find_by_both(asked: Asked, words: str) -> tuple[Found, list[tuple[Hit, bool]]]:
    """What the full text finds, and the best pages of both sides, each with whether only its
    meaning was near. ``words`` are what was typed, as a question."""
    result = found(asked, limit=LOOKED_AT, facets=True)
    opened = side()
    if opened is None or result.problem:
        return result, [(hit, False) for hit in result.hits]
    model, store = opened
    near = store.nearest(model.query(words), LOOKED_AT, _among(asked))
    by_place = {(hit.document.pk, hit.page): hit for hit in result.hits}
    shown = {(each.document, each.page): each for each in near}
    order = fused(list(by_place), list(shown))
    only = {place: hit for place, hit in _hits(near).items() if place not in by_place}
    rows = []
    for place in order:
        hit = by_place.get(place) or only.get(place)
        if hit is not None:
            rows.append((hit, place not in by_place))
    return result, rows


def similar_pages(document_id: str, page: int, limit: int = 5) -> list[Hit]:
    """Pages of other documents that are like this one, the likest first."""
    opened = side()
    if opened is None:
        return []
    own = opened[1].of_page(document_id, page)
    if not len(own):
        return []
    middle = own.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    near = opened[1].nearest(middle, limit, apart_from=document_id)
    hits = _hits([each for each in near if each.nearness >= SIMILAR])
    return list(hits.values())


def _among(asked: Asked) -> set[str] | None:
    """The documents that the search is narrowed to; None for all."""
    where = Q()
    if asked.publisher:
        where &= Q(origins__publisher__name=asked.publisher)
    if asked.council:
        where &= Q(origins__council__name=asked.council)
    if asked.year:
        where &= Q(origins__date__year=asked.year)
    if asked.first:
        where &= Q(origins__date__gte=asked.first)
    if asked.last:
        where &= Q(origins__date__lte=asked.last)
    if asked.ministry:
        where &= Q(records__facets__field="ministries", records__facets__value=asked.ministry)
    if asked.document:
        where &= Q(pk=asked.document)
    return set(Document.objects.filter(where).values_list("pk", flat=True)) if where else None


def _hits(near: list[Near]) -> dict[tuple[str, int], Hit]:
    """The passages as hits, whose text is shown and nothing in it marked."""
    ids = {each.document for each in near}
    documents = {
        document.pk: document
        for document in Document.objects.filter(pk__in=ids)
        .defer("outline")
        .prefetch_related("origins__publisher", "origins__council", "origins__meeting")
    }
    texts = {
        (row.document_id, row.number): row.text
        for row in Page.objects.filter(
            document__in=ids, number__in={each.page for each in near}
        ).only("document", "number", "text")
    }
    made = {}
    for each in near:
        document, text = documents.get(each.document), texts.get((each.document, each.page))
        if document is not None and text is not None:
            piece = text[each.start : each.end].replace("\n", "").strip()
            hit = Hit(document, each.page, each.nearness, ((piece, False),))
            made[each.document, each.page] = hit
    return made
