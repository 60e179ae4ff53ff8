"""What a reader sees, kept in one place: the managers of all that belongs to documents ask here.

Whoever reads is set around a request, or around what is done for someone
(:func:`shiryokan.access.readers.reading_as`). The command line and the worker are the keeper's and
see everything. In a server process, where somebody always reads, what is asked outside of a request
finds nothing: forgetting is safe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import msgspec
from django.db import models
from django.db.models import Q, QuerySet

ModelT = TypeVar("ModelT", bound=models.Model)


class Sight(msgspec.Struct, frozen=True):
    """Which documents are seen: all, those in the bin too; or, of those that are not there, the
    ones of some collections, and perhaps those of none."""

    everything: bool = False
    bare: bool = False
    collections: frozenset[int] = frozenset()


KEEPER = Sight(everything=True)
"""Sees all that there is."""
NOBODY = Sight()
"""Sees nothing."""

_reader: ContextVar[Callable[[], Sight] | None] = ContextVar("reader", default=None)
_outside = [KEEPER]


def sight() -> Sight:
    """What whoever reads just now sees."""
    now = _reader.get()
    return now() if now is not None else _outside[0]


def nothing_outside_of_requests() -> None:
    """From now on this process sees nothing unless somebody is said to read."""
    _outside[0] = NOBODY


@contextmanager
def seeing(what: Callable[[], Sight]) -> Iterator[None]:
    """Within the block, ``what()`` is seen; it is asked once, when it is first needed."""
    known: list[Sight] = []

    def once() -> Sight:
        if not known:
            # the question itself is the keeper's
            token = _reader.set(lambda: KEEPER)
            try:
                known.append(what())
            finally:
                _reader.reset(token)
        return known[0]

    token = _reader.set(once)
    try:
        yield
    finally:
        _reader.reset(token)


def visible(path: str = "") -> Q:
    """The condition that the document at ``path`` (``"document__"``, or nothing) is seen."""
    now = sight()
    if now.everything:
        return Q()
    return Q(**{f"{path}binned_at__isnull": True}) & shelved_in_sight(path)


def shelved_in_sight(path: str = "") -> Q:
    """The condition that the document at ``path`` is in a collection that is seen, be it in the
    bin or not."""
    now = sight()
    if now.everything:
        return Q()
    seen = Q(**{f"{path}collection__in": now.collections})
    return seen | Q(**{f"{path}collection__isnull": True}) if now.bare else seen


class VisibleDocuments(models.Manager[ModelT]):
    """Documents that are seen."""

    path = ""

    def get_queryset(self) -> QuerySet[ModelT]:
        """Only what is seen."""
        rows = super().get_queryset()
        return rows if sight().everything else rows.filter(visible(self.path))


class OfVisibleDocuments(VisibleDocuments[ModelT]):
    """What belongs to documents that are seen."""

    path = "document__"
