"""What a paper corrects in a text of another paper."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """One edit of a text: the words struck out, and those inserted in their place; one may be
    empty. ``start`` and ``end`` are the inserted words in the new text, or where the struck ones
    stood."""

    struck: str = ""
    inserted: str = ""
    start: int = 0
    end: int = 0


class Rewording(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper corrects in a text of another: a paragraph as it is corrected, and the edits in
    it.

    ``registers`` are those whose records the corrected paper has; ``year`` is that of its revision,
    ``number`` and ``note`` where in an item the paragraph stands, ``date`` the day of the
    correction in ISO 8601. Any of them may be empty. ``new`` is the paragraph with its edits.
    """

    new: str
    edits: Sequence[Edit] = ()
    registers: Sequence[str] = ()
    year: int | None = None
    number: str = ""
    note: str = ""
    date: str = ""
