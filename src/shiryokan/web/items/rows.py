"""The parts of an item as the rows of its page, and its points through the years as the rows of a
table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.documents.page_places import marked
from shiryokan.items.errata import Corrections
from shiryokan.items.speaking import Saying, note_among
from shiryokan.items.versions import Version
from shiryokan.paper.model import Box
from shiryokan.registers.comparison import Piece
from shiryokan.registers.fields import Branch
from shiryokan.registers.schedules import ItemPart
from shiryokan.web.items.addresses import page_address
from shiryokan.web.items.beside import Beside, Group, Letter, letters_of

_MOST_BOXES = 60
"""Boxes in an address that marks a note on its page."""
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_EDGE = 64.0, 18.0, 2.0
"""A small chart of points through the years, in pixels."""


class Anchor(msgspec.Struct, frozen=True):
    """Where a part stands: a page, and the address at which it is marked."""

    page: int
    address: str


class CorrectedText(msgspec.Struct, frozen=True):
    """A text of the schedule with the words that letters put in."""

    pieces: Sequence[Piece]
    letters: Sequence[Letter]


class PartRow(msgspec.Struct, frozen=True):
    """A part of the item, its texts that were corrected, and beside it what is said of it."""

    note: str
    branches: Sequence[Branch]
    anchors: Sequence[Anchor]
    corrected: Sequence[CorrectedText]
    groups: Sequence[Group]


class WorthRow(msgspec.Struct, frozen=True):
    """What one thing was worth in each version, and a line through its points."""

    what: str
    values: Sequence[tuple[str, bool]]
    spark: str


def rows_of(
    version: Version,
    parts: Sequence[ItemPart],
    sayings: Sequence[Saying],
    put_in: Corrections,
    beside: Beside,
) -> list[PartRow]:
    """The parts of a version, each with what is said of it."""
    labels = {part.note for part in parts}
    of_notes: dict[str, list[Saying]] = {}
    for each in sayings:
        # a note of another version, or misread: it is told with the whole item, never lost
        of_notes.setdefault(note_among(each.note, labels), []).append(each)
    return [
        PartRow(
            part.note, part.branches, _anchors(version, part),
            [
                CorrectedText(text.pieces, letters_of(text.by))
                for (note, _line), text in put_in.of_parts.items()
                if note == part.note
            ],
            beside.groups(of_notes.get(part.note, [])),
        )
        for part in parts
    ]  # fmt: skip


def _anchors(version: Version, part: ItemPart) -> list[Anchor]:
    boxes: dict[int, list[Box]] = {}
    for place in part.places:
        boxes.setdefault(place.page, []).extend(place.boxes)
    return [
        Anchor(
            page,
            marked(page_address(version.document, page), on_page[:_MOST_BOXES]),
        )
        for page, on_page in sorted(boxes.items())
    ]


def worth_of(rows: Sequence[Mapping[str, Any]]) -> list[WorthRow]:
    """What each thing was worth, of rows as :func:`shiryokan.items.history.worth_through` gives."""
    found = []
    for row in rows:
        before = ""
        values = []
        for value in row["values"]:
            values.append((value, bool(value) and bool(before) and value != before))
            before = value or before
        found.append(WorthRow(row["what"] or row["name"], values, _spark(row["numbers"])))
    return found


def _spark(numbers: Sequence[int | None]) -> str:
    """The points of a line through the versions, as SVG has them; nothing for fewer than two."""
    known = [(at, number) for at, number in enumerate(numbers) if number is not None]
    if len(known) < 2:
        return ""
    least, most = min(n for _, n in known), max(n for _, n in known)
    wide = _SPARK_WIDTH - 2 * _SPARK_EDGE
    high = _SPARK_HEIGHT - 2 * _SPARK_EDGE
    points = []
    for at, number in known:
        x = _SPARK_EDGE + wide * at / (len(numbers) - 1)
        part = (number - least) / (most - least) if most > least else 0.5
        points.append(f"{x:.1f},{_SPARK_EDGE + high * (1 - part):.1f}")
    return " ".join(points)
