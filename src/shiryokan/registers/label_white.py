"""White behind a number that stands between full-width characters, and that a line's text has not:
a space of half a character between them may have been set for looks, and is left out of the text.
The places of the characters still tell it."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from shiryokan.registers.source_text import Piece, Traced
from shiryokan.registers.writing_lines import Seen

_NUMBER = 8
"""Characters of a number at most, with what stands around it."""
_WIDER = 1.18
"""A character is followed by white where it takes so many times the place of the others."""


def white_behind(
    seen: Seen, ends: Callable[[str], int], start: int = 0, stop: int | None = None
) -> int:
    """Behind how many of the characters ``start:stop`` of a line the number ends with which they
    begin, where white stands behind it that the text has not; 0 if there is none. ``ends`` tells
    where the number ends with which a text begins (0: it begins with none)."""
    edges = seen.edges()[start:]
    text = seen.line.text[start:stop]
    start = len(text) - len(text.lstrip())
    # white beside narrow characters is in the text
    steps = [edges[i + 1] - edges[i] for i, c in enumerate(text) if not (c.isascii() or c == "　")]
    if len(steps) <= 2:
        return 0
    usual = statistics.median(steps)
    for at in range(start, min(start + _NUMBER, len(text) - 1)):
        if text[at].isspace():
            return 0
        wider = not text[at].isascii() and edges[at + 1] - edges[at] > _WIDER * usual
        if wider and not text[at + 1].isspace():
            number = text[start : at + 1]
            return at + 1 if ends(number) == len(number) else 0
    return 0


def with_white(text: Traced, behind: int) -> Traced:
    """A line's text with white behind so many of its characters."""
    if not 0 < behind < len(text):
        return text
    white = Piece("　", text.pieces[0].page, None, 0)
    return Traced([*text[:behind].pieces, white, *text[behind:].pieces])
