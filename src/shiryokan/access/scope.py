"""What a reader sees, kept in one place: the managers of all that belongs to documents ask here.

Whoever reads is set around a request, or around what is done for someone
(:func:`shiryokan.access.readers.reading_as`). The command line and the worker see everything. In a
server process, where somebody always reads, what is asked outside of a request finds nothing:
forgetting is safe.
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


class Scope(msgspec.Struct, frozen=True):
    """Which documents are seen: all, those in the bin too; or, of those that are not there, the
    ones of some collections, and perhaps those of none."""

    everything: bool = False
    uncollected: bool = False
    collections: frozenset[int] = frozenset()


EVERYTHING = Scope(everything=True)
"""Sees all that there is."""
NOTHING = Scope()
"""Sees nothing."""

_reader: ContextVar[Callable[[], Scope] | None] = ContextVar("reader", default=None)
_outside = [EVERYTHING]


def current_scope() -> Scope:
    """What whoever reads just now sees."""
    now = _reader.get()
    return now() if now is not None else _outside[0]


def nothing_outside_of_requests() -> None:
    """From now on this process sees nothing unless somebody is said to read."""
    _outside[0] = NOTHING


@contextmanager
def within_scope(what: Callable[[], Scope]) -> Iterator[None]:
    """Within the block, ``what()`` is seen; it is asked once, when it is first needed."""
    known: list[Scope] = []

    def once() -> Scope:
        if not known:
            # the question itself is asked of everything
            token = _reader.set(lambda: EVERYTHING)
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
    now = current_scope()
    if now.everything:
        return Q()
    return Q(**{f"{path}binned_at__isnull": True}) & in_visible_collection(path)


def in_visible_collection(path: str = "") -> Q:
    """The condition that the document at ``path`` is in a collection that is seen, be it in the
    bin or not."""
    now = current_scope()
    if now.everything:
        return Q()
    seen = Q(**{f"{path}collection__in": now.collections})
    return seen | Q(**{f"{path}collection__isnull": True}) if now.uncollected else seen


class VisibleDocuments(models.Manager[ModelT]):
    """Documents that are seen."""

    path = ""

    def get_queryset(self) -> QuerySet[ModelT]:
        """Only what is seen."""
        rows = super().get_queryset()
        return rows if current_scope().everything else rows.filter(visible(self.path))


class OfVisibleDocuments(VisibleDocuments[ModelT]):
    """What belongs to documents that are seen."""

    path = "document__"
