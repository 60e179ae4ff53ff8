"""Dots and dashes that lead from a name to what it is worth, taken out of the text of a row."""

from __future__ import annotations

import re

from shiryokan.registers.source_text import Piece

_CLOSING = (")", "）")
"""What of a name may have the first of the dots over it, so that they begin before it."""


def without_leaders(piece: Piece, leaders: re.Pattern[str]) -> list[Piece]:
    """``piece`` with white space for what ``leaders`` finds in it."""
    if piece.line is None or leaders.search(piece.text) is None:
        return [piece]
    found, at = [], 0
    for match in leaders.finditer(piece.text):
        if match.start() > at:
            part = piece.text[at : match.start()]
            found.append(piece._replace(text=part, start=piece.start + at))
        at = match.end()
        if not piece.text.startswith(_CLOSING, at):
            found.append(Piece("　", piece.page, None, 0))
    if at < len(piece.text):
        found.append(piece._replace(text=piece.text[at:], start=piece.start + at))
    return found
