"""A change of a text as a record."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record

Side = Literal["old", "new"]
Kind = Literal["changed", "added", "deleted"]
MarkKind = Literal["underlined", "struck"]


class Mark(msgspec.Struct, frozen=True):
    """Words that are marked: characters ``start:end`` of the old or the new text."""

    side: Side
    start: int
    end: int
    kind: MarkKind
    text: str


class Amendment(Record, kw_only=True):
    """One row, or one numbered place, that differs between the old text and the new.

    ``old`` and ``new`` are as printed, a paragraph a line; where nothing stands on a side it says
    so as the table does (``（新設）``, ``（削る）``), or is empty. ``place`` are heads and numbers
    it stands under, the outermost first. ``sign`` is what the table calls the change
    (``注の見直し``), ``remark`` what a column of remarks says, ``title`` what the table is called.
    """

    title: str = ""
    place: list[Heading] = msgspec.field(default_factory=list)
    sign: str = ""
    kind: Kind
    old: str
    new: str
    marks: list[Mark] = msgspec.field(default_factory=list)
    remark: str = ""
