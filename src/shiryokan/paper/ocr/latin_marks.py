"""Marks among letters and digits that the networks pass over in level lines: hyphens and points of
addresses and numbers, the apostrophe before a year, '89, and the I of capitals, as in AI. They are
looked for in the ink.

What is measured stands between the middles of two neighbours, with white on both sides.
"""

from __future__ import annotations

import dataclasses
import unicodedata

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.runs import runs_of

_Bools = npt.NDArray[np.bool_]
_FARTHEST = 2.3
"""Ems between the middles of two neighbours, at most: what is farther apart is two words."""
_HYPHEN_HIGH, _HYPHEN_WIDE = 0.17, (0.13, 0.5)
"""Ems: the height of a hyphen at most, and its width."""
_HYPHEN_AT = (0.16, 0.5)
"""Ems above the foot of the letters at which the middle of a hyphen stands."""
_POINT = (0.075, 0.22)
"""Ems: a point is no smaller and no larger, in both directions."""
_POINT_PIXELS = 3
"""Pixels that it has in both directions at least: less is a speck."""
_FOOT = 0.09
"""Ems from the foot of the letters at which a point ends."""
_BAR_WIDE, _SERIFS_WIDE, _BAR_HIGH = 0.17, 0.38, (0.6, 0.95)
"""Ems: a bar is no wider, with serifs neither, and as high as a capital."""
_WHOLE = 0.85
"""Share of a bar's height that has ink, at least: faxes break it."""
_FREE = 0.4
"""Ems from a bar to the middle of what follows, at least: the left part of a kanji is nearer."""
_TOP, _MIDDLE = (0.1, 0.3), (0.4, 0.6)
"""Shares of the height of a bar: 1 has its flag at the top."""
_SIDES = 0.06
"""Shares of the height by which the two sides of a bar may differ at the top."""
_APOSTROPHE_WIDE, _APOSTROPHE_HIGH = (0.05, 0.28), (0.12, 0.42)
"""Ems: the width and the height of an apostrophe."""
_APOSTROPHE_UP = 0.38
"""Ems from the foot of the digits to the lower end of an apostrophe, at least."""
_BEFORE_APOSTROPHE = 0.25
"""Ems of white before the apostrophe of a year, at least: dots of a kana stand nearer to it."""
_OPENING = frozenset("（([［「")
_LIKE_A_BAR = frozenset("1１lｌ|｜【")
_BEFORE_I = frozenset("A")
"""What stands before an I that is passed over: other capitals have stems of their own, which faxes
part from the rest."""
_BAR_AT_THE_LEFT = frozenset("1１I|lはほけにⅠBDEFHKLMNPRり川小")
"""What begins with a bar, or is one."""
_ALONE = 0.9
"""Confidence that a mark has which only the ink shows."""
_DESCEND = frozenset("gjpqyQ")


def with_latin_marks(found: list[Found], step: float, ink: _Bools, em: float) -> list[Found]:
    """``found`` with the hyphens, points and I that the ink shows; ``ink`` is that of the strip,
    with ``step`` pixels a step of what was found."""
    plain = [unicodedata.normalize("NFKC", one.text) for one in found]
    if not any(map(_is_latin, plain)):
        return found
    runs = runs_of(np.asarray(ink.any(axis=0)))
    if not runs:
        return found
    own = [_nearest(one.middle * step, runs) for one in found]
    foot = _foot(plain, [runs[number] for number in own], ink)
    result: list[Found] = []
    for at, seen in enumerate(found):
        one = seen
        before = plain[at - 1] if at else ""
        after = plain[at + 1] if at + 1 < len(found) else ""
        run = runs[own[at]]
        years = plain[at : at + 2]
        if len(years) == 2 and all(map(_is_digit, years)) and not _is_latin(before):
            last = next((each for each in range(at - 1, -1, -1) if plain[each].strip()), None)
            begins = last is None or plain[last] in _OPENING
            mark = _apostrophe(
                runs, own[at : at + 2], -1 if last is None else own[last], ink, em, foot, begins
            )
            if mark is not None:
                place = int(mark / step)
                result.append(Found("'", place, place, _ALONE))
                if one.middle <= place:
                    one = dataclasses.replace(one, start=place + 1, end=place + 1)
        if at and one.middle * step - found[at - 1].middle * step <= _FARTHEST * em:
            # a letter that fell into pieces has more of them beside it
            alone = own[at] - own[at - 1] == 2
            each = runs[own[at - 1] + 1] if alone else None
            sign = _sign(before, plain[at], each, ink, em, foot, one.middle * step) if each else ""
            if each and sign:
                middle = int((each[0] + each[1]) / 2 / step)
                result.append(Found(sign, middle, middle, _ALONE))
        if one.text in _LIKE_A_BAR and _may_be_i(before, after) and _is_bar(run, ink, em):
            result.append(dataclasses.replace(one, text="I"))
        else:
            result.append(one)
    return result + _last(plain[-1], found[-1].middle * step, runs[own[-1] + 1 :], ink, em, step)


def _apostrophe(
    runs: list[tuple[int, int]], own: list[int], before: int, ink: _Bools, em: float,
    foot: float | None, begins: bool,
) -> float | None:  # fmt: skip
    """The middle of the apostrophe before the number whose first two digits have the runs ``own``;
    None where there is none. The character before has the run ``before``, and none stands near
    where the number ``begins`` the line or stands in brackets."""
    number = own[0] - 1
    if own[1] - own[0] == 2:
        # the first digit is that behind: what was found of it stands nearer to the mark
        number += 1
    if foot is None or number <= before:
        return None
    start, end = runs[number]
    rows = np.flatnonzero(ink[:, start:end].any(axis=1))
    high, wide = int(rows[-1] - rows[0] + 1), end - start
    is_small = _APOSTROPHE_HIGH[0] * em <= high <= _APOSTROPHE_HIGH[1] * em and (
        max(_APOSTROPHE_WIDE[0] * em, 2) <= wide <= _APOSTROPHE_WIDE[1] * em
    )
    is_high = foot - (rows[-1] + 1) >= _APOSTROPHE_UP * em
    left = runs[number - 1][1] if number else None
    is_first = begins or left is None or start - left >= _BEFORE_APOSTROPHE * em
    return (start + end) / 2 if is_small and is_high and is_first else None


def _last(
    before: str, middle: float, behind: list[tuple[int, int]], ink: _Bools, em: float, step: float
) -> list[Found]:
    """The I behind the last character, where there is one and nothing else."""
    if len(behind) != 1 or behind[0][1] - middle > _FARTHEST * em / 2:
        return []
    if before not in _BEFORE_I or not _is_bar(behind[0], ink, em):
        return []
    at = int((behind[0][0] + behind[0][1]) / 2 / step)
    return [Found("I", at, at, _ALONE)]


def _is_latin(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isalnum()


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text.isascii() and text.isdecimal()


def _may_be_i(before: str, after: str) -> bool:
    """Whether I may stand between: behind a capital, and not within a word or a number."""
    return "A" <= before <= "Z" and not (after.isascii() and (after.islower() or after.isdecimal()))


def _nearest(middle: float, runs: list[tuple[int, int]]) -> int:
    """The number of the run of ink that is nearest to a place."""
    away = [max(start - middle, middle - end, 0.0) for start, end in runs]
    return int(np.argmin(away))


def _sign(
    before: str, after: str, run: tuple[int, int], ink: _Bools, em: float, foot: float | None,
    last: float,
) -> str:  # fmt: skip
    """What stands in a run of ink between two characters, of which the second has its middle at
    ``last``; nothing where it is no such mark."""
    rows = np.flatnonzero(ink[:, run[0] : run[1]].any(axis=1))
    high, wide = int(rows[-1] - rows[0] + 1), run[1] - run[0]
    apart = _is_latin(after) or last - run[1] >= _FREE * em
    is_one = before in _BEFORE_I and after not in _BAR_AT_THE_LEFT
    if is_one and _may_be_i(before, after) and apart and _is_bar(run, ink, em):
        return "I"
    if foot is None or not _is_latin(before) or not _is_latin(after):
        return ""
    above = (foot - (rows[0] + rows[-1] + 1) / 2) / em
    low, wider = _HYPHEN_WIDE
    is_flat = high <= _HYPHEN_HIGH * em and low * em <= wide <= wider * em and wide > high
    if is_flat and before != after and _HYPHEN_AT[0] <= above <= _HYPHEN_AT[1]:
        return "-"
    small, large = max(_POINT[0] * em, _POINT_PIXELS), _POINT[1] * em
    small_letters = not (before.isupper() or after.isupper())
    if small_letters and small <= high <= large and small <= wide <= large:
        return "." if abs(foot - (rows[-1] + 1)) <= _FOOT * em else ""
    return ""


def _is_bar(run: tuple[int, int], ink: _Bools, em: float) -> bool:
    """Whether ink is one upright bar whose two sides are alike at the top."""
    part = ink[:, run[0] : run[1]]
    rows = np.flatnonzero(part.any(axis=1))
    high, wide = int(rows[-1] - rows[0] + 1), run[1] - run[0]
    if wide > max(_SERIFS_WIDE * em, 3) or not _BAR_HIGH[0] * em <= high <= _BAR_HIGH[1] * em:
        return False
    own = part[rows[0] : rows[-1] + 1]
    if own.any(axis=1).mean() < _WHOLE:
        return False
    top, middle = (
        np.flatnonzero(own[round(a * high) : max(round(b * high), round(a * high) + 1)].any(axis=0))
        for a, b in (_TOP, _MIDDLE)
    )
    if middle[-1] - middle[0] + 1 > max(_BAR_WIDE * em, 3):
        return False
    left, right = middle[0] - top[0], top[-1] - middle[-1]
    return bool(abs(left - right) <= _SIDES * high)


def _foot(plain: list[str], own: list[tuple[int, int]], ink: _Bools) -> float | None:
    """Where the letters and digits of a line end below; None where there are none."""
    feet = []
    for text, (start, end) in zip(plain, own, strict=True):
        if _is_latin(text) and text not in _DESCEND:
            feet.append(float(np.flatnonzero(ink[:, start:end].any(axis=1))[-1] + 1))
    return float(np.median(feet)) if feet else None
