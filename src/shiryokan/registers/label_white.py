"""White behind a number that stands between full-width characters, and that a line's text has not:
a space of half a character between them may have been set for looks, and is left out of the text.
The places of the characters still tell it."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Iterable, Mapping

from shiryokan.registers.source_text import Piece, Traced
from shiryokan.registers.writing_lines import Seen

_NUMBER = 12
"""Characters of a number, or of the code of an item, at most, with what stands around it."""
_WIDER, _BY = 1.15, 0.15
"""A character is followed by white where it takes so many times the place of the others of its
line, and so many characters' widths more than it takes where it takes least."""
_DIGITS = "０１２３４５６７８９"
_COUNTED = re.compile(
    r"[0-9０-９百千,，.．～~、・の条章節款項号編部回日月年人名点円個件割分時歳％%]"
)
"""What goes on with a number."""


def places_taken(lines: Iterable[Seen]) -> dict[str, float]:
    """How much place each full-width character takes where it takes least, in ems, and one at most:
    proportional fonts give each its own. Digits take the same."""
    least: dict[str, float] = {}
    for seen in lines:
        edges, em = seen.edges(), seen.em
        for at, sign in enumerate(seen.line.text[:-1]):
            if not sign.isascii():
                step = (edges[at + 1] - edges[at]) / em
                if step < least.get(sign, 1.0):
                    least[sign] = step
    digit = min([least[sign] for sign in _DIGITS if sign in least], default=0.0)
    return least | dict.fromkeys(_DIGITS, digit) if digit else least


def white_behind(
    seen: Seen, ends: Callable[[str], int], taken: Mapping[str, float], start: int = 0,
    stop: int | None = None,
) -> int:  # fmt: skip
    """Behind how many of the characters ``start:stop`` of a line the number ends with which they
    begin, where white stands behind it that the text has not; 0 if there is none. ``ends`` tells
    where the number ends with which a text begins (0: it begins with none); ``taken`` is of
    :func:`places_taken`."""
    edges, em = seen.edges()[start:], seen.em
    text = seen.line.text[start:stop]
    first = len(text) - len(text.lstrip())
    # how much more place than least each character takes, in times; white beside narrow ones is in
    # the text
    wider = {
        i: (edges[i + 1] - edges[i]) / (em * max(taken.get(c, 1.0), 0.1))
        for i, c in enumerate(text[:-1])
        if not (c.isascii() or c == "　")
    }
    if len(wider) < 2:
        return 0
    usual = statistics.median(wider.values())
    if len(wider) == 2 and text.isalnum():
        # of a number and the first of two characters behind it, the one without white tells
        usual = min(wider.values())

    def white_after(at: int) -> float:
        """How much more place than the others a character takes, in times, if white stands behind
        it; 0 otherwise."""
        sign, after = text[at], text[at + 1]
        if sign.isascii() or after.isspace() or (sign in _DIGITS and _COUNTED.match(after)):
            return 0.0
        more = wider[at] - usual
        is_white = wider[at] > _WIDER * usual and more * taken.get(sign, 1.0) > _BY
        return more if is_white else 0.0

    found, most = 0, 0.0
    for at in range(first, min(first + _NUMBER, len(text) - 1)):
        if text[at].isspace():
            if ends(text[first:at]) == at - first:
                return 0
            continue
        # a character of a number may take more place than another: 一 and 二 of 第二 do
        more = white_after(at)
        if more > most and ends(text[first : at + 1]) == at + 1 - first:
            found, most = at + 1, more
    return found


_SIGN = re.compile(r"\s*(?:[^\w\s]\s+)?")
"""White and a sign in the margin before a number."""


def restored(seen: Seen, ends: Callable[[str], int], taken: Mapping[str, float]) -> Traced:
    """A line with the white behind its number that only the places of its characters tell."""
    match = _SIGN.match(seen.line.text)
    start = match.end() if match else 0
    behind = white_behind(seen, ends, taken, start)
    return with_white(seen.traced(), start + behind if behind else 0)


def with_white(text: Traced, behind: int) -> Traced:
    """A line's text with white behind so many of its characters."""
    if not 0 < behind < len(text):
        return text
    white = Piece("　", text.pieces[0].page, None, 0)
    return Traced([*text[:behind].pieces, white, *text[behind:].pieces])
