"""What a fee schedule says of one item: its points, variants and notes."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record


class Variant(msgspec.Struct, kw_only=True):
    """One line of the tree of variants under an item, as ``１ → イ → (1)``.

    ``label`` is the path from the top in ASCII digits and brackets: ``["1", "イ", "(1)"]``.
    ``points`` is empty where a variant only groups others, or where its worth is no plain number;
    ``value`` is the worth as it is printed ("450点（特別入院基本料等については、300点）").
    """

    label: list[str]
    name: str = ""
    points: int | None = None
    value: str = ""
    unit: str = ""
    deleted: bool = False


class NotePart(msgspec.Struct, kw_only=True):
    """A lettered entry within a note; ``label`` is its path within the note."""

    label: list[str]
    text: str = ""
    points: int | None = None
    value: str = ""


class Note(msgspec.Struct, kw_only=True):
    """One note (注) of an item, or of one of its variants.

    ``number`` is empty where a note stands alone. ``text`` is all of it, a lettered entry a line;
    ``parts`` are these entries once more, taken apart. ``points`` are all amounts named in it.
    ``variant`` is the label of the variant it is set under; empty where it is the whole item's.
    """

    number: str = ""
    text: str = ""
    points: list[int] = msgspec.field(default_factory=list)
    variant: list[str] = msgspec.field(default_factory=list)
    parts: list[NotePart] = msgspec.field(default_factory=list)


class Range(msgspec.Struct, frozen=True):
    """The least and the most points that are paid."""

    least: int
    most: int


class FeeItem(Record, kw_only=True):
    """An item of a fee schedule (区分番号), or an addition (加算) that one of its notes pays under
    a name of its own.

    ``schedule`` is ``medical``, ``dental`` or ``dispensing``.
    ``code`` is ASCII: ``A101-2``; of dispensing ``10-2``. ``path`` are the headings over it
    from the chapter down; ``group`` is the bracketed line within a section that it stands under.
    ``references`` are the codes named in its notes and values, a range as ``A100~A109``. ``range``
    is that of its points and its variants', empty where it has none.

    An addition has the code of its item; ``parent`` is that item's key, ``place`` the note and
    the entry in it (注5イ), and ``rule`` what the note says; its variants are what it is divided
    into.
    """

    schedule: str = ""
    code: str
    name: str
    kind: Literal["item", "addition"] = "item"
    unit: str = ""
    path: list[Heading] = msgspec.field(default_factory=list)
    group: str = ""
    points: int | None = None
    value: str = ""
    variants: list[Variant] = msgspec.field(default_factory=list)
    notes: list[Note] = msgspec.field(default_factory=list)
    references: list[str] = msgspec.field(default_factory=list)
    deleted: bool = False
    range: Range | None = None
    parent: str = ""
    place: str = ""
    rule: str = ""
