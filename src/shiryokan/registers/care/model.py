"""What a care fee schedule (介護給付費単位数表) says of one service, or of one branch of it."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record

NAME = "care"
"""Of the register."""
Way = Literal["add", "subtract", "to"]
"""What is done with an amount: it is added (加算), taken off (減算), or paid instead (算定)."""


class Rate(msgspec.Struct, frozen=True, array_like=True):
    """A share of what is paid otherwise: 1000分の245 is ``[245, 1000]``."""

    numerator: int
    denominator: int


class Amount(msgspec.Struct, frozen=True, omit_defaults=True):
    """An amount in the sentence of a note: points, or a rate, and what is done with it."""

    kind: Way | None = None
    points: int | None = None
    rate: Rate | None = None


class NoteItem(msgspec.Struct, kw_only=True):
    """A labelled entry of a note; ``path`` are the labels within the note down to its own."""

    label: str
    path: list[str]
    name: str = ""
    points: int | None = None
    rate: Rate | None = None
    unit: str = ""
    amounts: list[Amount] = msgspec.field(default_factory=list)


class CareNote(msgspec.Struct, kw_only=True):
    """A note (注) of a service or a branch.

    ``label`` is ``注``, or ``注2`` though only ``２`` may be printed (``printed_label``). ``text``
    is its sentences, without its ``items``, in the order printed.
    """

    label: str
    printed_label: str = ""
    text: str = ""
    amounts: list[Amount] = msgspec.field(default_factory=list)
    items: list[NoteItem] = msgspec.field(default_factory=list)


class CareFee(Record, kw_only=True):
    """A service of a care fee schedule, or a branch or leaf of the tree below it.

    ``path`` are the labels from the service down, in NFKC: ``["1", "イ", "(1)", "(一)", "a"]``;
    kanji by which services are numbered are digits there. ``service`` is the name of the service,
    ``above`` are the headings over the record, ``schedule`` is the title of the table.

    ``points`` are 単位, ``rate`` a share of other points; a branch that only groups others has
    neither. ``value`` is what is printed for either. ``unit`` is what is printed with it
    (1月につき), ``unit_effective`` that of itself or the nearest above.
    """

    service: str
    path: list[str]
    name: str
    points: int | None = None
    rate: Rate | None = None
    value: str = ""
    unit: str = ""
    unit_effective: str = ""
    notes: list[CareNote] = msgspec.field(default_factory=list)
    above: list[Heading] = msgspec.field(default_factory=list)
    schedule: str = ""
    deleted: bool = False
