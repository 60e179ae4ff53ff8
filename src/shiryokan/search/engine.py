"""The one interface between the instance and its search index."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Literal, Protocol, runtime_checkable

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


class DocumentMatches(msgspec.Struct, frozen=True):
    """The best entries of a document that match, and how many more of it do, as far as was looked
    for."""

    matches: tuple[Match, ...]
    more: int


class DocumentResults(msgspec.Struct, frozen=True):
    """The exact number of entries that match, those documents of them that were asked for, in the
    order of their best entries, and whether others follow."""

    total: int
    documents: tuple[DocumentMatches, ...]
    more: bool
    counts: Counts = Counts()


class SearchError(Exception):
    """The index cannot do what was asked. ``code`` is that of what is
    told: no command shows a traceback of it."""

    code = "index_refuses"
    told = True


class IndexDamaged(SearchError):  # noqa: N818
    """The index cannot be read; it must be built anew from the pages."""

    code = "index_damaged"


class IndexMissing(IndexDamaged):
    """There is no index, or it is not yet built; ``shiryokan reindex`` makes one."""

    code = "index_missing"


class IndexAway(SearchError):  # noqa: N818
    """What keeps the index cannot be reached, or answers with less than was asked for."""

    code = "index_away"


class IndexBusy(SearchError):  # noqa: N818
    """Something that does not wait its turn holds the index; try again later."""

    code = "index_busy"


class Writing(Protocol):
    """An index being changed. What was done holds, and is found, when the block ends without an
    error; in an index on other machines a part of it may be found before."""

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
    """A full-text index over pages and records. It is disposable: the database is the truth.

    One on other machines raises :class:`IndexAway` and :class:`IndexBusy` from everything but
    :meth:`versions`.
    """

    def writing(self, *, anew: bool = False) -> AbstractContextManager[Writing]:
        """Change the index; waits while another process does, where one only may. With ``anew`` it
        begins empty, and a damaged index is thrown away. Raises :class:`IndexDamaged`,
        :class:`IndexBusy`."""

    def search(self, request: Request) -> EngineResults:
        """The entries that match. Raises :class:`IndexDamaged`."""

    def documents(self, request: Request, best: int) -> DocumentResults:
        """The documents of the entries that match, each with at most ``best`` of them; the
        request's offset and limit count documents. Raises :class:`IndexDamaged`."""

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


@runtime_checkable
class BuildsInParts(Protocol):
    """An engine whose index many processes and machines build together, beside the one that
    answers."""

    @property
    def building_prefix(self) -> str:
        """How the names begin of the indexes that this version builds."""

    def is_building(self, name: str) -> bool:
        """Whether the index is there and being built."""

    def begin_building(self) -> str:
        """Make an empty index beside the one that answers, in the place of another that was begun;
        its name."""

    def building(self, name: str) -> AbstractContextManager[Writing]:
        """Put documents into it. Raises :class:`IndexMissing` if it is no more."""

    def end_building(self, name: str) -> None:
        """Have it answer from now on."""


@runtime_checkable
class KeptByCluster(Protocol):
    """An engine whose index servers keep that are looked after by others."""

    def health(self) -> tuple[str, int]:
        """``green``, ``yellow`` (copies are missing) or ``red`` (entries are), and the number of
        servers."""

    def other_indexes(self) -> list[str]:
        """Indexes of other versions, by their names."""

    def remove_other_indexes(self) -> list[str]:
        """Remove them; their names."""
