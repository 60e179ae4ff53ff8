"""The criteria for one thing as a record."""

from __future__ import annotations

import msgspec

from shiryokan.registers.base import Heading, Record


class Criterion(Record, kw_only=True):
    """What is numbered and says what it is for, with all that stands below it.

    ``section`` are the heads over it, the outermost first. ``number`` is as printed (``一の二``),
    ``name`` what the criteria are for; of a sentence that names nothing, the title of its section.
    ``text`` has a paragraph or a lower item a line, each with its number. ``forms`` are the forms
    to be handed in, ``codes`` the fee items, ``notes`` the notes that it names.
    """

    section: list[Heading] = msgspec.field(default_factory=list)
    number: str
    name: str
    text: str
    forms: list[str] = msgspec.field(default_factory=list)
    codes: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
