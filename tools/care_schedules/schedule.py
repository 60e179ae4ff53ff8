"""A schedule as a tree. Each thing keeps its number (``uid``) in all revisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオク"
KANJI = "一二三四五六七八九十"
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
Rate = tuple[int, int]
"""Numerator and denominator."""


@dataclass
class Item:
    """An entry of a note."""

    name: str
    points: int | None = None
    rate: Rate | None = None
    children: list[Item] = field(default_factory=list)


@dataclass
class Note:
    """A note: its text, its entries, and what it says behind them."""

    uid: int
    text: str
    items: list[Item] = field(default_factory=list)
    after: str = ""
    deleted: bool = False


@dataclass
class Node:
    """A service or a branch. ``level`` is 0 for a service; a level may be skipped below it."""

    uid: int
    name: str
    level: int
    points: int | None = None
    rate: Rate | None = None
    unit: str = ""
    notes: list[Note] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    deleted: bool = False

    def all(self) -> Iterator[Node]:
        """Itself and all below it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass
class Schedule:
    """One revision; ``divided`` are the numbers of what was divided since the one before."""

    title: str
    services: list[Node]
    divided: set[int] = field(default_factory=set)


def label(level: int, at: int) -> str:
    """The label of the thing ``at`` (from 0) in its level, in NFKC."""
    return (
        str(at + 1), IROHA[at], f"({at + 1})", f"({_kanji(at + 1)})", chr(ord("a") + at),
        ROMAN[at % 10],
    )[level]  # fmt: skip


def _kanji(number: int) -> str:
    return KANJI[number - 1] if number <= 10 else f"十{KANJI[number - 11]}"


def paths(schedule: Schedule) -> Iterator[tuple[tuple[str, ...], Node, str]]:
    """Each node with its labels and the unit that holds for it, in order."""
    yield from _paths(schedule.services, (), "")


def _paths(
    nodes: list[Node], above: tuple[str, ...], unit: str
) -> Iterator[tuple[tuple[str, ...], Node, str]]:
    for at, node in enumerate(nodes):
        path, holds = (*above, label(node.level, at)), node.unit or unit
        yield path, node, holds
        yield from _paths(node.children, path, holds)


def note_label(at: int, count: int) -> str:
    """注 for a note alone, 注2 for the second of several."""
    return "注" if count == 1 else f"注{at + 1}"
