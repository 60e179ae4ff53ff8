"""The one interface between the house and its search index."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from shiryokan.search.query_language import Query


class IndexedPage(msgspec.Struct, frozen=True):
    """One page as it is indexed. ``title`` is given with the document's first page only, so that
    a title is one hit and not as many as the document has pages."""

    page: int
    text: str
    title: str = ""


class Shelf(msgspec.Struct, frozen=True):
    """What a document is filed under; it narrows a search. ``date`` is like 20240710, or 0."""

    publishers: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    date: int = 0


class Narrowing(msgspec.Struct, frozen=True):
    """Where to look; empty is everywhere."""

    publisher: str = ""
    council: str = ""
    document: str = ""


class Match(msgspec.Struct, frozen=True):
    """A page that matches, and how well (greater is better)."""

    document: str
    page: int
    score: float


class Results(msgspec.Struct, frozen=True):
    """The exact number of pages that match, and those that were asked for, best first."""

    total: int
    matches: tuple[Match, ...]


class SearchError(Exception):
    """The index cannot do what was asked."""


class IndexDamaged(SearchError):  # noqa: N818
    """The index cannot be read; it must be built anew from the pages."""


class IndexBusy(SearchError):  # noqa: N818
    """Something that does not wait its turn holds the index; try again later."""


class Writing(Protocol):
    """An index being changed. What was done holds when the block ends without an error."""

    def replace(self, document: str, shelf: Shelf, pages: Iterable[IndexedPage]) -> None:
        """Put a document's pages in the place of those that were there, if any."""

    def remove(self, document: str) -> None:
        """Take a document out."""

    def clear(self) -> None:
        """Take everything out."""


class SearchEngine(Protocol):
    """A full-text index over pages. It is disposable: the pages are the truth."""

    def writing(self, *, anew: bool = False) -> AbstractContextManager[Writing]:
        """Change the index; waits while another process does. With ``anew`` it begins empty, and
        a damaged index is thrown away. Raises :class:`IndexDamaged`, :class:`IndexBusy`."""

    def search(
        self, query: Query, narrowing: Narrowing, *, offset: int = 0, limit: int = 20
    ) -> Results:
        """The pages that match. Raises :class:`IndexDamaged`."""

    def count(self) -> int:
        """Pages in the index. Raises :class:`IndexDamaged`, as does :meth:`pages_of`."""

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""

    def versions(self) -> dict[str, str]:
        """What makes the index what it is; one made by other versions is never read."""
