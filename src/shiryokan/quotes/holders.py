"""Rooms that hold quotes say who works with them (持ち主).

A room that builds something upon quoted places registers a :class:`QuoteHolder` in its
``AppConfig.ready``::

    from shiryokan.quotes.holders import register
    from shiryokan.news.quoting import ArticleQuotes

    register(ArticleQuotes())

Who asks for the people whose work quotes a document need know none of these rooms.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from typing import ClassVar

import msgspec

from shiryokan.paper.model import Box
from shiryokan.registers.statements.draft import Cited, Side


class AlteredQuote(msgspec.Struct, frozen=True):
    """A quote that a later paper, which is no edition of its document, corrected or withdrew.

    ``document`` and ``key`` are its own, ``place`` where it stands and ``cause`` what the later
    paper says; ``withdrawn`` tells which of the two it is."""

    document: str
    key: str
    place: Cited
    cause: Cited
    withdrawn: bool


def altered_quote(
    quote: Place, cause: Place, *, key: str, field: str, withdrawn: bool
) -> AlteredQuote:
    """A quote and its cause, each a document, page, boxes and words."""
    return AlteredQuote(
        document=quote.document,
        key=key,
        place=_cited("old", quote, key, field),
        cause=_cited("new", cause, "", ""),
        withdrawn=withdrawn,
    )


class Place(msgspec.Struct, frozen=True):
    """Words of a document and where they stand; ``boxes`` as rows keep them."""

    document: str
    page: int
    boxes: Sequence[Sequence[float]]
    words: str


def _cited(side: Side, place: Place, key: str, field: str) -> Cited:
    boxes = tuple(Box(*box) for box in place.boxes)
    return Cited(side, place.document, key, field, place.page, boxes, place.words)


LATER_PAPERS = ("letter", "answer")
"""Causes of standings that are later papers and no editions."""


class QuoteHolder(ABC):
    """A room that holds quotes. It is asked as one who sees everything: whoever shows what it says
    has to leave out documents that its reader may not see."""

    kind: ClassVar[str]
    """Its name for programs."""
    title: ClassVar[str]
    """What is built upon its quotes, for people, as a message: 記事."""

    @abstractmethod
    def documents(self) -> Iterable[str]:
        """The ids of the documents that are quoted, in any order."""

    @abstractmethod
    def people(self, documents: Collection[str]) -> Iterable[int]:
        """The keys of the accounts whose work here quotes any of the documents; one may be named
        more than once."""

    def altered(self) -> Iterable[AlteredQuote]:
        """The quotes that later papers corrected or withdrew, where the room keeps the words."""
        return ()

    def keys(self, documents: Collection[str]) -> Iterable[str]:
        """The keys of the records of these documents that are quoted, where that is known."""
        return ()


_holders: dict[str, QuoteHolder] = {}


def register(holder: QuoteHolder) -> None:
    """Have a room asked. One of the same name takes the other's place."""
    _holders[holder.kind] = holder


def quoted_documents() -> set[str]:
    """The ids of all documents that are quoted anywhere."""
    return {document for holder in _holders.values() for document in holder.documents()}


def altered_quotes() -> dict[tuple[str, str], list[AlteredQuote]]:
    """All quotes that later papers corrected or withdrew, by their document and the later one; the
    same words once."""
    found: dict[tuple[str, str], dict[str, AlteredQuote]] = {}
    for holder in _holders.values():
        for each in holder.altered():
            pair = each.document, each.cause.document
            found.setdefault(pair, {}).setdefault(each.place.words, each)
    return {pair: list(quotes.values()) for pair, quotes in found.items()}


def people_quoting(documents: Collection[str]) -> dict[int, set[str]]:
    """The keys of the accounts whose work quotes any of the documents, each with the titles of what
    quotes them (messages)."""
    found: dict[int, set[str]] = {}
    for holder in _holders.values():
        for person in holder.people(documents):
            found.setdefault(person, set()).add(holder.title)
    return found


def quoted_keys(documents: Collection[str]) -> set[str]:
    """The keys of the records of these documents that are quoted anywhere."""
    return {key for holder in _holders.values() for key in holder.keys(documents) if key}
