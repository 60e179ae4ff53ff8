"""Small tools of grammars: text made narrow for patterns, parts put together with a sign."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from shiryokan.registers.source_text import Piece, Traced

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－─ｰ"), "-")
_LONG_AS_DASH = re.compile(r"(?<=\d)ー(?=\d)")
LEADERS = re.compile(r"[.．…‥・_＿]{4,}\s*[-(]?\s*\d{1,4}\s*[-)頁]?\s*$|[.．…‥_＿]{8,}|・{6,}")
"""The leaders of a table of contents."""


def narrow(text: str) -> str:
    """Full-width letters, digits and signs as ASCII, all dashes as one; the length is kept."""
    return _narrow_line(text) if len(text) <= _LINE else _narrowed(text)


def _narrowed(text: str) -> str:
    plain = text.translate(_NARROW)
    return _LONG_AS_DASH.sub("-", plain) if "ー" in plain else plain


_LINE = 200
"""Characters of a line at most; longer texts are not kept."""
_narrow_line = functools.lru_cache(2048)(_narrowed)
"""Grammars ask for the same line several times, one rule after the other."""


class _NarrowTable(dict[int, str]):
    """One narrow character for each code point, made when it is first met."""

    def __missing__(self, point: int) -> str:
        character = _narrow_one(chr(point))
        self[point] = _DASHES.get(ord(character), character)
        return self[point]


_NARROW = _NarrowTable()


def _narrow_one(character: str) -> str:
    point = ord(character)
    if 0xFF01 <= point <= 0xFF5E or 0x2E80 <= point <= 0x2FDF or 0xF900 <= point <= 0xFAFF:
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 else character
    return " " if character.isspace() else character


def parted(parts: Sequence[Traced], sign: str) -> Traced:
    """The parts that are not empty, with ``sign`` between them."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and part:
            pieces.append(Piece(sign, part.page, None, 0))
        pieces += part.pieces
    return Traced(pieces)
