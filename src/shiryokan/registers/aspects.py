"""What of a record is compared: its place, its words, and how much each says of its identity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec


class Side(msgspec.Struct, frozen=True):
    """One text of a record for the comparison: ``weight`` in likeness, 0 for none."""

    name: str
    old: Callable[[Any], str]
    new: Callable[[Any], str]
    weight: float


class Aspects(msgspec.Struct, frozen=True):
    """How records of a register are compared.

    ``place`` tells where a record stands (it has *moved* when that changes); ``texts`` are what it
    says: those whose change makes it *changed*. ``halves`` are texts of which a split or merged
    record has a part.
    """

    place: Callable[[Any], Sequence[str]]
    texts: Sequence[Side]
    halves: Side
    least: float = 0.6
    place_weight: float = 0.1
    identity: Callable[[Any], str] | None = None
    """What names a record for good, as a code does: records of one name are paired first, unless
    they are too little alike (``least_named``), as when a code was given anew."""
    lasting: bool = False
    """Whether ``identity`` is printed on the pages and outlives a version, as a code does; or only
    pairs these two."""
    least_named: float = 0.4
    placeholder: Callable[[Any], bool] | None = None
    """Which records stand for nothing, as an item that only says that it was deleted: they are left
    out, so that what was deleted has ended and what takes its place is new."""


def lines_of(name: str) -> Callable[[Any], str]:
    """The text of the attribute ``name``; a list has an item a line."""

    def text(record: Any) -> str:
        value = getattr(record, name)
        return "\n".join(value) if isinstance(value, list | tuple) else str(value or "")

    return text


def same(name: str, weight: float) -> Side:
    """The attribute ``name``, compared with itself."""
    return Side(name, lines_of(name), lines_of(name), weight)


def nothing(_record: Any) -> str:
    """No text: for ``halves`` of what is never split."""
    return ""


def headings_of(path: Sequence[Any]) -> list[str]:
    """Numbers and titles of a path, by turns, as a place."""
    return [text for heading in path for text in (heading.number, heading.title)]
