"""Lists cut into answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import msgspec
from django.db.models import Model, QuerySet

from shiryokan.api.cursors import after, seal, unseal

M = TypeVar("M", bound=Model)


class Slice(msgspec.Struct, Generic[M], frozen=True):
    """Some rows of a list, how many there are in all, and a cursor for the rows that follow."""

    rows: Sequence[M]
    total: int
    cursor: str


def cut(
    name: str,
    rows: QuerySet[M],
    order: Sequence[str],
    parameters: Mapping[str, Any],
    place: Callable[[M], Sequence[Any]],
) -> Slice[M]:
    """The rows of the list ``name`` that ``parameters`` wants: at most its ``limit``, after its
    ``cursor``. ``place`` is where a row stands in the ``order``."""
    conditions = {key: value for key, value in parameters.items() if key not in ("limit", "cursor")}
    limit: int = parameters["limit"]
    begin = unseal(name, conditions, parameters["cursor"])
    found = list(after(rows, order, begin)[: limit + 1])
    more = len(found) > limit
    cursor = seal(name, conditions, place(found[limit - 1])) if more else ""
    return Slice(found[:limit], rows.count(), cursor)
