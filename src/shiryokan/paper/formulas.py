"""Texts in CSV that a spreadsheet would take for formulas."""

from __future__ import annotations

import re

# Japanese spreadsheets take the full-width signs for the narrow ones
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_PLAIN = re.compile(r"[+\-＋－]?[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?[%％]?|[-－]+")
"""A number, or the dashes that stand for none."""


def unformulated(text: str) -> str:
    """``text``, with an apostrophe before it if a spreadsheet would take it for a formula."""
    if text.startswith(_FORMULA) and not _PLAIN.fullmatch(text):
        return "'" + text
    return text
