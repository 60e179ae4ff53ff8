"""The items of a cell: its parts under their heads, and the bullets of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shiryokan.records.measures.roles import Role, head_of_part
from shiryokan.records.traced import Piece, Traced, joined

_BULLET = re.compile(
    r"[ 　]*(?P<sign>[・･•●○◎◯■□◆◇▪▶▷➢✓→⇒★☆※*＊〇]|[‐\-–—―－][ 　]?(?=\D)|"
    r"[(（]?[0-9０-９]{1,2}[)）][ 　]?|[①-⓿])[ 　]*"
)
_NEW = re.compile(r"[(（【［\[<＜〈]?[ 　]*新規[ 　]*[)）】］\]>＞〉]?")


class PartOfCell(NamedTuple):
    """Paragraphs under one head; without a head ``role`` is None."""

    role: Role | None
    head: Traced
    paragraphs: list[Traced]


def parts_of_cell(paragraphs: Sequence[Sequence[Traced]]) -> list[PartOfCell]:
    """The paragraphs of a cell, parted at the heads within it."""
    parts = [PartOfCell(None, Traced(), [])]
    for lines in paragraphs:
        # a head fills a line; the layout may have joined what follows to it
        head = head_of_part(joined(lines[:1]))
        if head:
            parts.append(PartOfCell(head[0], joined(lines[:1]), []))
            lines = lines[1:]  # noqa: PLW2901
        if lines:
            parts[-1].paragraphs.append(joined(lines))
    return [part for part in parts if part.role or part.paragraphs]


def items_of(paragraphs: Sequence[Traced]) -> list[Traced]:
    """The items of a list, without their signs.

    The sign of the first item is the list's own. A paragraph without a sign goes on with the item
    before it; signs of another kind begin a list within the item, and stay. Without any sign each
    paragraph is an item.
    """
    first = next((m for m in (_BULLET.match(p.text) for p in paragraphs) if m), None)
    if first is None:
        return [p for p in (p.strip(" 　") for p in paragraphs) if p]
    own = _kind(first["sign"])
    items: list[Traced] = []
    for paragraph in paragraphs:
        match = _BULLET.match(paragraph.text)
        text = paragraph.strip(" 　")
        if match and _kind(match["sign"]) == own:
            items.append(paragraph[match.end() :].strip(" 　"))
        elif items:
            between = Traced([Piece("\n", text.page, None, 0)]) if match else Traced()
            items[-1] = items[-1] + between + text
        else:
            items.append(text)
    return [item for item in items if item]


def _kind(sign: str) -> str:
    if re.search(r"[0-9０-９]", sign):
        return "1"
    return "①" if "①" <= sign[0] <= "⓿" else sign.strip(" 　")


def is_new_mark(text: Traced) -> bool:
    """Whether all of ``text`` is the mark of a new measure: （新規）."""
    return bool(_NEW.fullmatch(text.text.strip(" 　・")))
