"""What is looked for: a tree of words and conditions, as the engines understand it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from shiryokan.japanese.spellings import Why

TextField = Literal["text", "title"]
NameField = Literal["publisher", "council", "ministry", "document", "kind"]
KeyField = Literal["collection", "document"]


class Row(msgspec.Struct, frozen=True):
    """Atoms that must stand one after the other, and why this spelling is looked for."""

    atoms: tuple[str, ...]
    why: Why = "written"


class Words(msgspec.Struct, frozen=True):
    """Something written: any of ``rows`` in ``field`` (``text`` is the text or the title), or any
    of ``times`` (see :mod:`.times`). ``tokens`` are its words in the dictionary's normalised form,
    by which pages are ranked. ``typed`` is what the reader wrote."""

    typed: str
    rows: tuple[Row, ...]
    field: TextField = "text"
    times: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True):
    """Filed under a name: exactly ``name``, or, where ``row`` is given, any name that holds it."""

    field: NameField
    name: str = ""
    row: tuple[str, ...] = ()


class Among(msgspec.Struct, frozen=True):
    """Of one of the documents, or in one of the collections, whose keys are given."""

    field: KeyField
    keys: tuple[str, ...]


class Dated(msgspec.Struct, frozen=True):
    """Of a document whose date lies between two days, both included."""

    first: datetime.date
    last: datetime.date


class All(msgspec.Struct, frozen=True):
    """Every one of ``parts`` holds."""

    parts: tuple[Node, ...]


class Either(msgspec.Struct, frozen=True):
    """At least one of ``parts`` holds."""

    parts: tuple[Node, ...]


class Not(msgspec.Struct, frozen=True):
    """``part`` does not hold."""

    part: Node


Node = Words | Named | Among | Dated | All | Either | Not


class Query(msgspec.Struct, frozen=True):
    """A whole query."""

    root: Node

    def shown(self) -> list[Words]:
        """What is looked for in the text and must stand there, for highlighting."""
        return [node for node in _positive(self.root) if node.field == "text"]

    def kinds(self) -> frozenset[str] | None:
        """The only kinds of entries that it can find, if it says so."""
        return _kinds(self.root)

    def narrowed(self, *parts: Node) -> Query:
        """This query, and ``parts`` hold as well."""
        return Query(All((self.root, *parts))) if parts else self


def _kinds(node: Node) -> frozenset[str] | None:
    match node:
        case Named(field="kind", name=name):
            return frozenset((name,))
        case All(parts=parts):
            stated = [kinds for part in parts if (kinds := _kinds(part)) is not None]
            return frozenset.intersection(*stated) if stated else None
        case Either(parts=parts):
            each = [_kinds(part) for part in parts]
            stated = [kinds for kinds in each if kinds is not None]
            return frozenset().union(*stated) if len(stated) == len(each) else None
        case _:
            return None


def _positive(node: Node) -> Iterator[Words]:
    match node:
        case Words():
            yield node
        case All(parts=parts) | Either(parts=parts):
            for part in parts:
                yield from _positive(part)
        case _:
            return
