"""The parts of a record: what its traces say that stands on the pages, one by one.

A note, a variant, a bullet, a paragraph: each value of a field has a trace with its places and its
exact text, in every register alike, so that no register is named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from shiryokan.paper.model import Box
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.squeezing import Squeezed, squeezed
from shiryokan.registers.base import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.source_text import Place

_TOUCH = 0.5
"""Points by which two boxes must overlap to be of one place."""


class Part:
    """One value of a field: where it stands, and its words. ``number`` counts the field's."""

    def __init__(self, key: str, field: str, number: int, places: Sequence[Place]) -> None:
        self.key = key
        self.field = field
        self.number = number
        self.places = tuple(places)
        self.text = "\n".join(place.text for place in places)

    @cached_property
    def squeezed(self) -> Squeezed:
        """Its words as they are compared."""
        return Squeezed(self.text)

    @property
    def words(self) -> str:
        """Its words without white space."""
        return self.squeezed.text

    def place_of(self, start: int, end: int) -> Place:
        """The place of characters ``start:end`` of :attr:`words`: the lines that have them, of the
        first page that does."""
        low, high = self.squeezed.span(start, end)
        at = 0
        for place in self.places:
            begin, at = at, at + len(place.text) + 1
            if begin < high and low < at:
                boxes = _lines(place, max(low - begin, 0), high - begin)
                return Place(place.page, boxes, place.text)
        return self.places[0]


def _lines(place: Place, start: int, end: int) -> tuple[Box, ...]:
    """The boxes of the lines with characters ``start:end`` of a place's text."""
    found = []
    at = 0
    for line, box in zip(place.text.split("\n"), place.boxes, strict=False):
        if at < end and start < at + len(line):
            found.append(box)
        at += len(line) + 1
    return tuple(found) or place.boxes


def parts_of(record: Record, register: str, field: str = "") -> list[Part]:
    """The parts of a record, those of its main fields first; of one field, if it is named."""
    fields = sorted(REGISTERS[register].fields, key=lambda each: not each.main)
    names = [each.name for each in fields if each.name in record.provenance]
    names += [name for name in record.provenance if name not in names]
    return [
        Part(record.key, name, number, trace.places)
        for name in names
        if field in ("", name)
        for number, trace in enumerate(record.provenance[name])
        if trace.places
    ]


def whole_of(record: Record, register: str) -> Part:
    """All that a record says as one part, in the order of its fields: for words that run from one
    value into the next."""
    names = [field.name for field in REGISTERS[register].fields]
    order = [name for name in names if name in record.provenance]
    places = [p for name in order for trace in record.provenance[name] for p in trace.places]
    return Part(record.key, "", 0, places)


def span_in(part: Part, quote: Quote) -> tuple[int, int] | None:
    """Where a quote's words stand in the words of a part, at the quote's own place; None where
    they do not stand there."""
    wanted = squeezed(quote.words)
    for start in part.squeezed.starts_of(wanted):
        place = part.place_of(start, start + len(wanted))
        if place.page == quote.page and _touch(place.boxes, quote.boxes):
            return start, start + len(wanted)
    return None


def _touch(some: Iterable[Box], others: Sequence[Box]) -> bool:
    return any(
        min(a.x1, b.x1) - max(a.x0, b.x0) > _TOUCH and min(a.y1, b.y1) - max(a.y0, b.y0) > _TOUCH
        for a in some
        for b in others
    )


def part_with(record: Record, register: str, quote: Quote) -> tuple[Part, tuple[int, int]] | None:
    """The part of a record in which a quote stands, and where in it; of several the longest."""
    found = [
        (part, span)
        for part in parts_of(record, register, quote.field)
        for span in [span_in(part, quote)]
        if span is not None
    ]
    if found:
        return max(found, key=lambda each: len(each[0].words))
    whole = whole_of(record, register)
    span = span_in(whole, quote) if whole.places else None
    return (whole, span) if span is not None else None
