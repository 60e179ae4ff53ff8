"""Roman numbers in brackets, (Ⅰ) to (Ⅲ): their bars are counted in the picture.

Schedules of fees are full of them, they differ in a bar alone, and the networks take one for
another or for 1.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.runs import runs_of

_BRACKETED = re.compile(r"[（(](?P<bars>[ⅠⅡⅢⅣⅤI1l|｜\[\]!iｌＩ]{0,4})[)）]")
_NAMED = re.compile(r"[㐀-鿿ァ-ー](?<![注表図式号項条第])")
_NUMBERS = "ⅠⅡⅢ"
_MIDDLE = (0.4, 0.45, 0.5, 0.55, 0.6)
_LOW = (0.74, 0.78)
"""Shares of the height of the brackets at which bars are crossed; lower they have serifs."""
_TOP = (0.1, 0.28)
"""Shares between which a bar has serifs on both sides, and 1 a flag on the left."""
_REACH = 0.18
"""Ems about the middle of a bracket in which it stands."""
_SERIF = 0.05
"""Shares of the height by which the two sides of a bar may differ."""
_LEANS = 0.05
"""Shares of the height by which the middle of a bar may be elsewhere below."""
_OTHERS = frozenset("ⅣⅤV")
_LEAST_ROWS = 8
"""Pixels: what is lower shows no bars."""


def with_roman_numbers(
    found: list[Found], step: float, ink: npt.NDArray[np.bool_], em: float
) -> list[Found]:
    """``found`` with Roman numbers between brackets as their bars are counted."""
    text = "".join(one.text for one in found)
    if len(text) != len(found):
        return found
    result = list(found)
    for match in reversed(list(_BRACKETED.finditer(text))):
        start, end = match.start("bars"), match.end("bars")
        left, right = found[start - 1].middle * step, found[end].middle * step
        told = match.group("bars")
        low, high = max(int(left - _REACH * em), 0), int(right + _REACH * em)
        before = text[match.start() - 1 : match.start()]
        if told == "1" and (not before or not _NAMED.match(before)):
            # (1) begins an item or is named after one; (Ⅰ) goes on with a name
            continue
        number = _number(ink[:, low:high], told)
        if number is None:
            continue
        at = int((left + right) / 2 / step)
        result[start:end] = [Found(number, at, at, 0.9)]
    return result


def _number(ink: npt.NDArray[np.bool_], told: str) -> str | None:
    """The number whose bars are crossed between two brackets, the first and the last of the ink;
    None where they are not the same in the middle and below, as those of Ⅳ are not, and for 1."""
    rows = np.flatnonzero(ink.any(axis=1))
    if len(rows) < _LEAST_ROWS or not _OTHERS.isdisjoint(told):
        return None
    top, high = float(rows[0]), float(rows[-1] - rows[0])
    crossed = [runs_of(ink[round(top + share * high)]) for share in _MIDDLE]
    count = round(float(np.median([len(runs) for runs in crossed]))) - 2
    if not 1 <= count <= len(_NUMBERS):
        return None
    runs = next((runs for runs in crossed if len(runs) == count + 2), None)
    if runs is None:
        return None
    inner = slice(runs[0][1] + 1, runs[-1][0] - 1)
    below = [runs_of(ink[round(top + share * high), inner]) for share in _LOW]
    if any(len(each) != count for each in below):
        return None
    # the strokes of Ⅳ and Ⅴ lean
    moved = [
        abs(a + b - c - d) / 2
        for (a, b), (c, d) in zip(
            [(x - inner.start, y - inner.start) for x, y in runs[1:-1]], below[-1], strict=True
        )
    ]
    if max(moved) > _LEANS * high:
        return None
    if count == 1 and told == "1":
        y0, y1 = (round(top + share * high) for share in _TOP)
        head = np.flatnonzero(ink[y0:y1, inner].any(axis=0)) + inner.start
        bar = runs[1]
        if not len(head) or abs((bar[0] - head[0]) - (head[-1] - bar[1] + 1)) > _SERIF * high:
            return None
    return _NUMBERS[count - 1]
