"""Texts in CSV that a spreadsheet would take for formulas."""

from __future__ import annotations

import re

_BLANKS = r"[\s\u200b-\u200f\u2060\ufeff]*"
# Japanese spreadsheets take the full-width signs for the narrow ones
_FORMULA = re.compile(_BLANKS + r"[=+\-@＝＋－＠]|[\t\r]")
_PLAIN = re.compile(
    _BLANKS + r"([+\-＋－]?[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?[%％]?|[-－]+)" + _BLANKS
)
"""A number, or the dashes that stand for none."""
_BREAKS = re.compile(r"([;\t\r\n])")
"""Where a spreadsheet that takes another separator than the comma begins a new cell."""
_ITEM = re.compile(_BLANKS + r"[+\-＋－](?![0-9０-９A-Za-zＡ-Ｚａ-ｚ(（=＝@＠+＋])")
"""A line of a list, which begins with a dash."""


def unformulated(text: str) -> str:
    """``text``, with an apostrophe wherever a spreadsheet would take what follows for a
    formula."""
    first, *rest = _BREAKS.split(text)
    found = ["'" if _is_formula(text) else "", first]
    for sign, piece in zip(rest[::2], rest[1::2], strict=True):
        item = sign in "\r\n" and _ITEM.match(piece)
        found += [sign, "'" if _is_formula(piece) and not item else "", piece]
    return "".join(found)


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _PLAIN.fullmatch(text)
