"""A correction of another paper as a record."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record
from shiryokan.registers.rewording import Edit

Way = Literal["marks", "table", "sentence"]
"""How a letter corrects: by a reprint with struck and underlined words, by a table of wrong and
right (誤・正), or by a sentence (「甲」を「乙」に改める)."""


class Erratum(Record, kw_only=True):
    """One paragraph of another paper that a letter corrects.

    ``date`` is that of the letter, in ISO 8601. ``paper`` is what the corrected paper is called,
    ``paper_number`` its number (保医発0305第4号) and ``paper_date`` its day. ``schedule`` is that
    of a fee schedule or empty; ``codes`` the items under which the paragraph stands, in ASCII, and
    ``name`` the name in the head over it. ``number`` is the paragraph's (``(11)``; ``問104``),
    ``place`` the labels down to the corrected line, ``note`` a note of the item (``注5``).
    ``section`` are the headings above. ``old`` and ``new`` are the paragraph without and with the
    corrections; a paragraph that is put in whole has no ``old``, one that goes no ``new``.
    ``edits`` are the corrections in it, in order.
    """

    date: str = ""
    paper: str = ""
    paper_number: str = ""
    paper_date: str = ""
    section: list[Heading] = msgspec.field(default_factory=list)
    schedule: str = ""
    codes: list[str] = msgspec.field(default_factory=list)
    name: str = ""
    number: str = ""
    place: list[str] = msgspec.field(default_factory=list)
    note: str = ""
    old: str = ""
    new: str = ""
    edits: list[Edit] = msgspec.field(default_factory=list)
    way: Way = "marks"
    year: int | None = None
