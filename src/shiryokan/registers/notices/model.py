"""A paragraph of a notice on how fee items are counted."""

from __future__ import annotations

import msgspec

from shiryokan.registers.base import Heading, Record


class Notice(Record, kw_only=True):
    """One top paragraph of one item, with all that stands below it.

    ``schedule`` is ``medical``, ``dental``, ``dispensing`` or empty where it is not told.
    ``code`` is in ASCII (``A000``, ``10-2``; the first where a head has several), empty for general
    rules. ``number`` is ``(1)`` or ``1`` as it is counted, empty where nothing is. ``text`` has a
    paragraph or an item a line. ``notes`` are the notes named (``注1``), ``codes`` the other
    items named (``A001``). ``year`` is the fiscal year told before the first head.
    """

    schedule: str = ""
    code: str = ""
    name: str
    number: str
    text: str
    section: list[Heading]
    notes: list[str] = msgspec.field(default_factory=list)
    codes: list[str] = msgspec.field(default_factory=list)
    year: int | None = None
