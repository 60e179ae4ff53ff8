"""The one interface between the instance and its search index."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Literal, Protocol

import msgspec

from shiryokan.search.analysis import Analysed
from shiryokan.search.query import Query

Sort = Literal["best", "recent", "newest", "oldest"]
"""By how well a page matches; the same with newer documents raised; by the documents' dates."""
FacetName = Literal["publisher", "council", "ministry", "year"]
Vocabulary = Literal["names", "tokens", "sounds", "heads"]
"""Fields whose terms can be asked for by how they begin."""
NO_COLLECTION = "0"
"""Key of no collection."""
FACETS: tuple[FacetName, ...] = ("publisher", "council", "ministry", "year")


class Metadata(msgspec.Struct, frozen=True):
    """What a document is filed under; it narrows a search. ``date`` is like 20240710, or 0;
    ``collection`` is the key of the one it is in, which decides who finds it, or
    :data:`NO_COLLECTION`."""

    publishers: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    date: int = 0
    collection: str = NO_COLLECTION


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of the index. ``kind`` is one of :data:`.kinds.KINDS`, or empty for all;
    ``facets`` asks for the counts."""

    query: Query
    kind: str = ""
    sort: Sort = "best"
    offset: int = 0
    limit: int = 20
    facets: bool = False


class Match(msgspec.Struct, frozen=True):
    """An entry that matches, and how well (greater is better). ``record`` is the id of a record
    (a UUID), and empty for a page."""

    document: str
    page: int
    kind: str
    record: str
    score: float


class Counts(msgspec.Struct, frozen=True):
    """How many entries there are of each kind, and, within the kind that was asked for, under
    each name of a facet, most first."""

    kinds: dict[str, int] = {}
    facets: dict[FacetName, list[tuple[str, int]]] = {}


class EngineResults(msgspec.Struct, frozen=True):
    """The exact number of entries that match, and those that were asked for, in order."""

    total: int
    matches: tuple[Match, ...]
    counts: Counts = Counts()


class SearchError(Exception):
    """The index cannot do what was asked."""


class IndexDamaged(SearchError):  # noqa: N818
    """The index cannot be read; it must be built anew from the pages."""


class IndexBusy(SearchError):  # noqa: N818
    """Something that does not wait its turn holds the index; try again later."""


class Writing(Protocol):
    """An index being changed. What was done holds when the block ends without an error."""

    def replace(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put a document's entries in the place of those that were there, if any. ``document``
        is 16 hexadecimal digits."""

    def add(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put further entries of a document in."""

    def remove(self, document: str) -> None:
        """Take a document out."""

    def clear(self) -> None:
        """Take everything out."""


class SearchEngine(Protocol):
    """A full-text index over pages and records. It is disposable: the database is the truth."""

    def writing(self, *, anew: bool = False) -> AbstractContextManager[Writing]:
        """Change the index; waits while another process does. With ``anew`` it begins empty, and
        a damaged index is thrown away. Raises :class:`IndexDamaged`, :class:`IndexBusy`."""

    def search(self, request: Request) -> EngineResults:
        """The entries that match. Raises :class:`IndexDamaged`."""

    def records(self, request: Request) -> frozenset[uuid.UUID]:
        """The ids of all records that match, however many: the request's order, offset, limit and
        counts are not looked at. Raises :class:`IndexDamaged`."""

    def terms(self, field: Vocabulary, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Names (compound nouns) or words of the index that begin with ``prefix``, folded, or
        names behind their readings (see :func:`.analysis.sounding`), or names of records; with
        the number of entries that hold each, or of such as are indexed together, most first."""

    def count(self, kind: str = "") -> int:
        """Entries in the index, of one kind or all. Raises :class:`IndexDamaged`, as does
        :meth:`pages_of`."""

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""

    def versions(self) -> dict[str, str]:
        """What makes the index what it is; one made by other versions is never read."""
