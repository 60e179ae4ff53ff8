"""The contents of a schedule: its chapters, parts and sections, and the items in each."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from django.core.cache import cache

from shiryokan.items.versions import items_in
from shiryokan.records import models
from shiryokan.records.headings import heading, headings
from shiryokan.registers.catalogue import REGISTERS

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""


class Entry(msgspec.Struct, frozen=True):
    """An item in the contents: its code, what it is called, and the headings over it."""

    code: str
    title: str
    above: Sequence[str]


class Chapter(msgspec.Struct):
    """What stands under one heading: items, and the headings below it. That of a whole schedule has
    no title."""

    title: str
    anchor: str
    """By which the chapter is named in an address."""
    entries: list[Entry] = []
    chapters: list[Chapter] = []

    @property
    def count(self) -> int:
        """How many items stand under it."""
        return len(self.entries) + sum(each.count for each in self.chapters)

    @property
    def first(self) -> str:
        """The code of its first item."""
        return self.entries[0].code if self.entries else self.chapters[0].first

    @property
    def last(self) -> str:
        """The code of its last item."""
        return self.chapters[-1].last if self.chapters else self.entries[-1].code


def anchor_of(above: Sequence[str]) -> str:
    """The name of a chapter in an address, by its own heading and those over it: their numbers, or
    what they are called where they have none."""
    return "-".join(each.split(" ")[0] for each in above)


def contents_of(extraction: models.Extraction) -> Chapter:
    """The contents of a version of a schedule. A heading that comes again, after another one, is
    the same chapter."""
    whole = Chapter("", "")
    known: dict[tuple[str, ...], Chapter] = {(): whole}
    for entry in entries_of(extraction):
        for depth in range(1, len(entry.above) + 1):
            above = tuple(entry.above[:depth])
            if above not in known:
                known[above] = Chapter(above[-1], anchor_of(above))
                known[above[:-1]].chapters.append(known[above])
        known[tuple(entry.above)].entries.append(entry)
    return whole


def entries_of(extraction: models.Extraction) -> list[Entry]:
    """The items of a version of a schedule, in their order; kept until it changes."""
    version = REGISTERS[extraction.register].version
    key = f"item-contents-{METHOD}.{version}-{extraction.pk}-{extraction.stamp}"
    kept = cache.get(key)
    if kept is not None:
        return msgspec.msgpack.decode(kept, type=list[Entry])
    made = [
        Entry(each.code, heading(each.record), headings(each.record))
        for each in items_in(extraction.pk)
    ]
    cache.set(key, msgspec.msgpack.encode(made), timeout=None)
    return made
