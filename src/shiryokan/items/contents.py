"""The contents of a schedule: its chapters, parts and sections, and the items in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from shiryokan.instance.kept import kept, looked_up
from shiryokan.items.versions import items_in
from shiryokan.records import models
from shiryokan.records.headings import heading, headings
from shiryokan.registers.catalogue import REGISTERS

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""
_SCHEDULES_HELD = 8
"""Versions of schedules whose titles a process holds: half a megabyte for each of the largest."""


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
    """By which the chapter is named in an address; empty where another has the same name."""
    entries: list[Entry] = []
    chapters: list[Chapter] = []
    first: str = ""
    """The code of its first item."""
    last: str = ""
    """The code of its last item."""

    @property
    def count(self) -> int:
        """How many items stand under it."""
        return len(self.entries) + sum(each.count for each in self.chapters)


def anchor_of(above: Sequence[str]) -> str:
    """The name of a chapter in an address, by its own heading and those over it: their numbers, or
    what they are called where they have none."""
    return "-".join(each.split(" ")[0] for each in above)


def contents_of(extraction: models.Extraction) -> Chapter:
    """The contents of a version of a schedule. A heading that comes again, after another one, is
    the same chapter."""
    return arranged(entries_of(extraction))


def arranged(entries: Iterable[Entry]) -> Chapter:
    """The contents that items with their headings make."""
    whole = Chapter("", "")
    known: dict[tuple[str, ...], Chapter] = {(): whole}
    anchors: set[str] = set()
    for entry in entries:
        for depth in range(len(entry.above) + 1):
            above = tuple(entry.above[:depth])
            if above not in known:
                anchor = anchor_of(above)
                known[above] = Chapter(above[-1], "" if anchor in anchors else anchor)
                known[above[:-1]].chapters.append(known[above])
                anchors.add(anchor)
            known[above].first = known[above].first or entry.code
            known[above].last = entry.code
        known[tuple(entry.above)].entries.append(entry)
    return whole


def titles_of(extraction: models.Extraction) -> Mapping[str, str] | None:
    """What the items of a version of a schedule are called, by their codes; None as long as its
    contents are not made (:func:`entries_of`)."""
    try:
        return _titles_under(_key(extraction))
    except KeyError:
        return None


@lru_cache(_SCHEDULES_HELD)
def _titles_under(key: str) -> Mapping[str, str]:
    entries = looked_up(key, list[Entry])
    if entries is None:
        # no answer is held, since they may be made at any time
        raise KeyError(key)
    return {each.code: each.title for each in entries}


def _key(extraction: models.Extraction) -> str:
    """What the contents are kept under: when a record changes, so does the stamp."""
    version = REGISTERS[extraction.register].version
    return f"item-contents-{METHOD}.{version}-{extraction.pk}-{extraction.stamp}"


def entries_of(extraction: models.Extraction) -> list[Entry]:
    """The items of a version of a schedule, in their order; kept until it changes."""
    return kept(
        _key(extraction),
        list[Entry],
        lambda: [
            Entry(each.code, heading(each.record), headings(each.record))
            for each in items_in(extraction.pk)
        ],
    )
