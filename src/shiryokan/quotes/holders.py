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
from collections.abc import Collection, Iterable
from typing import ClassVar


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
