"""What a draft is: statements with the places that they were made from, by chapter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

import msgspec

from shiryokan.paper.model import Box
from shiryokan.registers.source_text import Place

Side = Literal["old", "new", ""]
"""For what a citation stands: what was before, what is in force now, or neither."""

Why = Literal["place", "worth", "alike", "elsewhere", "kind"]
"""Why nothing is said of a change: ``place`` what it speaks of stands under its label not once;
``worth`` its points are not in the place that would be cited; ``alike`` something like it came or
went beside it, which may be the same; ``elsewhere`` its words stand in the other version too, at
another place; ``kind`` the comparison found a split or a merger, which it only guesses."""


class Cited(msgspec.Struct, frozen=True):
    """A place that a sentence was made from: one side of a change, in the field of a record.

    ``page`` is from 1, ``boxes`` in points from the upper left corner, ``words`` what stands in
    them, a line a line."""

    side: Side
    document: str
    key: str
    field: str
    page: int
    boxes: tuple[Box, ...]
    words: str


class Statement(msgspec.Struct, frozen=True):
    """A sentence, and the places it was made from. ``about`` names the record: its code or key."""

    text: str
    about: str
    cited: tuple[Cited, ...]


class TableRow(msgspec.Struct, frozen=True):
    """A change in a table: what it is, its worth before and after, and both places."""

    name: str
    old: str
    new: str
    cited: tuple[Cited, ...]


class LeftOut(msgspec.Struct, frozen=True):
    """A change of which nothing is said. Pages are those of its two sides; 0 where one is not."""

    about: str
    words: str
    why: Why
    old_page: int = 0
    new_page: int = 0


class Chapter(msgspec.Struct):
    """The statements below one heading of the papers; its own place where that is known."""

    title: str
    cited: tuple[Cited, ...] = ()
    statements: list[Statement] = msgspec.field(default_factory=list)


class Draft(msgspec.Struct):
    """What changed between two versions, by chapter in the order of the new one, and what was left
    out because the comparison is not sure."""

    chapters: list[Chapter] = msgspec.field(default_factory=list)
    left_out: list[LeftOut] = msgspec.field(default_factory=list)

    @property
    def count(self) -> int:
        """How many statements."""
        return sum(len(chapter.statements) for chapter in self.chapters)

    def add(self, chapter: Chapter, statement: Statement) -> None:
        """Put a statement below its chapter; one that is there already is not opened again."""
        known = next((each for each in self.chapters if each.title == chapter.title), None)
        if known is None:
            known = chapter
            self.chapters.append(chapter)
        known.statements.append(statement)


class Placed(Protocol):
    """What has places: the trace of a value."""

    @property
    def places(self) -> tuple[Place, ...]:
        """On which pages and where."""


def places_on(traces: Iterable[Placed], page: int) -> list[Place]:
    """The places of traces on one page, each once."""
    found = (place for trace in traces for place in trace.places if place.page == page)
    return list(dict.fromkeys(found))


def cited_at(
    side: Side, document: str, key: str, field: str, places: Sequence[Place]
) -> Cited | None:
    """The citation of places that stand on one page; None where there are none."""
    if not places:
        return None
    return Cited(
        side, document, key, field, places[0].page,
        tuple(box for place in places for box in place.boxes),
        "\n".join(place.text for place in places),
    )  # fmt: skip
