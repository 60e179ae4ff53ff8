"""Pages that are like a page."""

from __future__ import annotations

import msgspec
import numpy as np

from shiryokan.access.scope import current_scope
from shiryokan.search.hit import Hit
from shiryokan.semantic.availability import side_for_readers
from shiryokan.semantic.embedders import Vectors
from shiryokan.semantic.results import hits_near
from shiryokan.semantic.vectors import Near

_LOOKED_THROUGH = 20
"""So many times as many pages are looked through for a reader who does not see all of them."""


class Similar(msgspec.Struct, frozen=True):
    """Pages like a page, the likest first: of other documents, and of the same one."""

    others: tuple[Hit, ...] = ()
    same: tuple[Hit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.others or self.same)


def similar_to(document_id: str, page: int, limit: int = 5) -> Similar:
    """Pages that are like this one; nothing where the semantic search is off, or the page not
    computed yet."""
    opened = side_for_readers()
    if opened is None:
        return Similar()
    model, store = opened
    own = store.of_page(document_id, page)
    if not len(own):
        return Similar()
    middle = _middle(own)
    most = limit if current_scope().everything else limit * _LOOKED_THROUGH
    others = store.nearest(middle, most, apart_from=document_id)
    same = [
        each for each in store.nearest(middle, limit + 1, within=document_id) if each.page != page
    ]
    return Similar(_shown(others, model.alike, limit), _shown(same, model.alike, limit))


def similar_pages(document_id: str, page: int, limit: int = 5) -> list[Hit]:
    """Pages of other documents that are like this one, the likest first."""
    return list(similar_to(document_id, page, limit).others)


def _middle(rows: Vectors) -> Vectors:
    middle: Vectors = rows.mean(axis=0)
    middle /= max(float(np.linalg.norm(middle)), 1e-9)
    return middle


def _shown(near: list[Near], alike: float, limit: int) -> tuple[Hit, ...]:
    return tuple(hits_near(each for each in near if each.nearness >= alike)[:limit])
