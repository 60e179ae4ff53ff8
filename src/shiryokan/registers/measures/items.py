"""The items of a cell: its parts under their heads, and the bullets of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shiryokan.japanese.enumeration import ALL_SIGNS, DIGIT, SIGNS
from shiryokan.registers.measures.roles import Role, head_of_part
from shiryokan.registers.source_text import Piece, Traced, joined

Lines = tuple[Traced, ...]
_BULLET = re.compile(
    r"[ 　]*(?P<sign>[・･•●○◎◯■□◆◇▪▶▷➢✓→⇒★☆※*＊〇]|"
    r"[‐–—―－][ 　]?|-[ 　]?(?=[^0-9]|[0-9]{2,}[年回件名人])|"
    rf"[(（]?[{DIGIT}]{{1,2}}[)）][ 　]?|[{ALL_SIGNS}])[ 　]*"
)
_SENTENCE_ENDS = ("。", "．", "）", "」", "】", ")", "：", ":", "！", "？")
_NEW = re.compile(r"[(（【［\[<＜〈]?[ 　]*新規[ 　]*[)）】］\]>＞〉]?")


class PartOfCell(NamedTuple):
    """Paragraphs, as their lines, under one head; without a head ``role`` is None."""

    role: Role | None
    head: Traced
    paragraphs: list[Lines]


def parts_of_cell(paragraphs: Sequence[Lines]) -> list[PartOfCell]:
    """The paragraphs of a cell, parted at the heads within it.

    A head fills a line; the layout may have joined what stands before and after it.
    """
    parts = [PartOfCell(None, Traced(), [])]
    for lines in paragraphs:
        start = 0
        for at, line in enumerate(lines):
            head = head_of_part(line.text)
            if head:
                parts[-1].paragraphs.append(lines[start:at])
                parts.append(PartOfCell(head[0], line, []))
                start = at + 1
        parts[-1].paragraphs.append(lines[start:])
    return [
        PartOfCell(part.role, part.head, [lines for lines in part.paragraphs if lines])
        for part in parts
        if part.role or any(part.paragraphs)
    ]


def items_of(paragraphs: Sequence[Lines]) -> list[Traced]:
    """The items of a list, without their signs.

    The sign of the first item is the list's own; each line that begins with it begins an item. A
    paragraph without a sign goes on with the item before it; signs of another kind begin a list
    within the item, and stay. Without any sign each paragraph is an item, unless it begins in the
    middle of a sentence.
    """
    first = next((m for m in (_BULLET.match(lines[0].text) for lines in paragraphs) if m), None)
    if first is None:
        return _without_signs(paragraphs)
    own = _kind(first["sign"])
    items: list[Traced] = []
    for lines in paragraphs:
        for number, piece in enumerate(_at_signs(lines, own)):
            text = joined(piece)
            match = _BULLET.match(text.text)
            if match and _kind(match["sign"]) == own:
                items.append(text[match.end() :].strip(" 　"))
            elif items:
                items[-1] = _with(items[-1], text.strip(" 　"), bool(match) and number == 0)
            else:
                items.append(text.strip(" 　"))
    return [item for item in items if item]


def _without_signs(paragraphs: Sequence[Lines]) -> list[Traced]:
    """Each paragraph; what a sentence of the one before goes on in belongs to that."""
    found = [p for p in (joined(lines).strip(" 　") for lines in paragraphs) if p]
    in_sentences = sum(p.text.endswith("。") for p in found) * 2 > len(found)
    items: list[Traced] = []
    for text in found:
        if items and _is_cut_off(items[-1].text, in_sentences):
            items[-1] = joined([items[-1], text])
        else:
            items.append(text)
    return items


def _is_cut_off(text: str, in_sentences: bool) -> bool:
    """Whether a paragraph ends in the middle: within brackets, or, where the paragraphs are
    sentences, without the end of one."""
    opened = sum(text.count(sign) for sign in "「『（【〔")
    closed = sum(text.count(sign) for sign in "」』）】〕")
    return opened > closed or (in_sentences and not text.endswith(_SENTENCE_ENDS))


def _at_signs(lines: Lines, own: str) -> list[list[Traced]]:
    """The lines of a paragraph, parted where a line begins with the list's own sign.

    Numbers may begin a line by chance; they count only where a paragraph begins.
    """
    pieces: list[list[Traced]] = [[]]
    for line in lines:
        match = _BULLET.match(line.text)
        if match and pieces[-1] and own not in ("1", "①") and _kind(match["sign"]) == own:
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def _with(item: Traced, text: Traced, apart: bool) -> Traced:
    """``text`` after an item: on a line of its own, or as the sentence goes on."""
    if apart:
        return item + Traced([Piece("\n", text.page, None, 0)]) + text
    return joined([item, text])


def _kind(sign: str) -> str:
    if re.search(f"[{DIGIT}]", sign):
        return "1"
    return "①" if sign[0] in SIGNS else sign.strip(" 　")


def is_new_mark(text: Traced) -> bool:
    """Whether all of ``text`` is the mark of a new measure: （新規）."""
    return bool(_NEW.fullmatch(text.text.strip(" 　・")))
