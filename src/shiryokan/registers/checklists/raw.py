"""Forms and items as they are read, every text with its place, and what is cut out of texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shiryokan.registers.checklists.headings import Headings
from shiryokan.registers.checklists.model import CellPlace
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Traced, joined

LINE_END = re.compile("\n")
BULLET = re.compile(r"[・•◦‐-][ 　]*(?=\S)")
"""A sign before what is asked that counts nothing."""
_REFERENCE = re.compile(r"[▶►▷⇒→]")
_STAR = re.compile(r"[★☆◎]")


@dataclass(frozen=True)
class RawItem:
    """An item as it stands in a table, every text with its place."""

    number: Traced
    words: Traced
    section: tuple[Traced, Traced]
    sub_section: tuple[Traced, Traced]
    references: Sequence[Traced]
    who: Sequence[tuple[str, Traced]]
    star: Traced
    hearing: Traced
    cell: CellPlace | None
    key: str
    answers: Sequence[str]


@dataclass
class RawForm:
    """A form as its tables state it; ``headings`` are what stands over the rows that follow,
    ``left`` what asks something and could not be read, ``doubts`` the codes of what is doubted."""

    title: Traced
    variant: str
    year: int | None
    rounds: int
    items: list[RawItem] = field(default_factory=list)
    notes: list[Traced] = field(default_factory=list)
    headings: Headings = field(default_factory=Headings)
    left: list[Traced] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    perhaps: Traced = field(default_factory=Traced)
    """What stands over the first table, and may be the name of its section."""


def flat(text: Traced) -> Traced:
    """A cell's text as one line."""
    return joined(text.split(LINE_END))


def without_star(text: Traced, star: Traced) -> tuple[Traced, Traced]:
    """A text without the star at its beginning or end, and the star, or the one that is known."""
    match = _STAR.match(text.text) or _STAR.search(text.text[-1:])
    if not match:
        return text, star
    if text.text[:1] == match[0]:
        return text[1:].strip(), star or text[:1]
    return text[:-1].strip(), star or text[-1:]


def references_of(text: Traced) -> list[Traced]:
    """The places that a cell of references names."""
    if _REFERENCE.search(text.text):
        parts = text.split(_REFERENCE)
    else:
        parts = text.split(re.compile(r"\n(?![0-9０-９.．(（]+$)|[、，;；]"))
    return [parted(part.split(LINE_END), " ").strip("　 ・") for part in parts]


def without_references(text: Traced) -> tuple[Traced, list[Traced]]:
    """A text without the places that it cites at its end, and these."""
    match = re.search(r"[（(]?[▶►▷][^。]*?[）)]?$", text.text)
    if not match or not match.start():
        return text, []
    return text[: match.start()].strip(), references_of(text.cut(match).strip("（()） "))
