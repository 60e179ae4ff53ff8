"""A requirement of a guideline, or what is said to it."""

from __future__ import annotations

from typing import Literal

import msgspec

from shiryokan.registers.base import Heading, Record

Kind = Literal["control", "purpose", "guidance", "recommendation", "information", "text"]
"""``control`` what is required (管理策); ``purpose`` what it is for (目的); ``guidance`` how it is
done (実施の手引); ``recommendation`` what others are wished to do (実施が望まれる事項);
``information`` what else is to be known (関連情報); ``text`` where the guideline does not part
them."""
Strength = Literal["must", "should", "may", "none"]


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a requirement's text, or an item or a cell without one, and how strongly it
    obliges."""

    text: str
    strength: Strength


class Requirement(Record, kw_only=True):
    """One part of a numbered requirement; the parts of one have the same ``number``.

    ``number`` is the number by which the guideline itself refers to it, in ASCII: ``6.1.2``, or
    where numbers are counted within their section the whole path, ``Ⅳ.3(1)2)``. ``section`` are
    the headings over it, the outer one first. ``part`` is the heading of the part as printed.
    ``text`` has a paragraph or an item a line; ``items`` are the items among them. ``sentences``
    are all of its sentences in order; those that oblige have their places in the provenance.
    ``strength`` is that of the strongest of them.
    """

    number: str
    title: str
    section: list[Heading] = msgspec.field(default_factory=list)
    kind: Kind
    part: str = ""
    text: str
    items: list[str] = msgspec.field(default_factory=list)
    sentences: list[Sentence] = msgspec.field(default_factory=list)
    strength: Strength
