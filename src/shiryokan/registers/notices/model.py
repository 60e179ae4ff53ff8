"""What a notice says on how an item is counted: one numbered paragraph a record."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record

Schedule = Literal["", "medical", "dental", "dispensing"]
"""The fee schedule (点数表) that a paragraph is about; empty where the document does not say."""


class Notice(Record, kw_only=True):
    """One numbered paragraph (留意事項) of an item, with the lower lines within it.

    ``code`` is ASCII as in the register of fee items (``A101-2``; of dispensing ``10-2``), and
    empty for general rules (通則) and other paragraphs that are no item's. ``number`` is that of
    the paragraph in ASCII (``(1)``), empty where it has none. ``section`` are the headings over the
    item from the chapter down, ``part`` those within it (``3 悪性腫瘍特異物質治療管理料``).
    ``text`` is NFKC but for signs that it would undo (①); a lower line, or a row of a table with a
    tab between its cells, stands in a line of its own.

    ``notes`` are the notes (注) of its own item that it speaks of, ``references`` the codes of
    other items of the same schedule, ``elsewhere`` those of others with the name of the schedule
    (``医科A234-2``). ``shared`` are the codes that stand with ``code`` in one head; each has its
    own record.
    """

    code: str = ""
    name: str = ""
    number: str = ""
    text: str
    section: list[Heading] = msgspec.field(default_factory=list)
    part: list[Heading] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    references: list[str] = msgspec.field(default_factory=list)
    elsewhere: list[str] = msgspec.field(default_factory=list)
    shared: list[str] = msgspec.field(default_factory=list)
    schedule: Schedule = ""
    deleted: bool = False
    year: int | None = None
