"""Signs that the networks pass over or take for others, told by how they are drawn: ※, ◎, and the
numbers in rings from ⑪ on."""

from __future__ import annotations

import dataclasses
import functools

import numpy as np
import numpy.typing as npt
from PIL import Image

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.runs import runs_of

_Bools = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.float64]

_SIDE = 24
"""Points of the grid on which ※ is compared with what stands in the picture."""
_LIKE, _SURELY_LIKE = 0.71, 0.75
"""Correlation from which on ink is ※ where nothing was read, and where something else was: in
fourteen fonts it has 0.80 and more from 18 pixels an em on, between pixels 0.73; 米 and × have 0.68
and less."""
_WIDE = (0.38, 1.1)
"""Ems: how wide ※ is, set small beside a word too."""
_FEWEST = 11
"""Pixels: what is narrower shows no dots."""
_TAKEN_FOR = frozenset("×xXｘＸ*＊米")
"""What ※ is taken for."""
_RULED = 0.9
"""Share of a strip's width that is ink in a row, from which on it is a ruled line's."""
_NONE = -2
"""Stands for the number of a run where there is none, nor one beside it."""
_SURE = 0.9
"""Confidence of what is told by its drawing."""


def with_drawn_signs(found: list[Found], step: float, ink: _Bools, em: float) -> list[Found]:
    """``found`` with ※ where the ink shows it and nothing was read, and numbers in rings as they
    are drawn; ``ink`` is that of the strip, with ``step`` pixels a step of what was found."""
    # ruled lines of a cell run through what stands in it
    ink = ink & (ink.mean(axis=1) < _RULED)[:, None]
    runs = runs_of(np.asarray(ink.any(axis=0)))
    if not runs:
        return found
    found = _with_rings(_with_circle(found, runs, step, ink, em), runs, step, ink, em)
    return _with_marks(found, runs, step, ink, em)


def _with_marks(
    found: list[Found], runs: list[tuple[int, int]], step: float, ink: _Bools, em: float
) -> list[Found]:
    # a space is no ink, whatever stands next to it
    owners = [_nearest(one.middle * step, runs) if one.text.strip() else _NONE for one in found]
    marks = [
        number
        for number, (start, end) in enumerate(runs)
        if max(_WIDE[0] * em, _FEWEST) <= end - start <= _WIDE[1] * em
        and _is_open(number, owners, found)
        and likeness_to_mark(ink[:, start:end]) >= _LIKE
    ]
    result = list(found)
    for number in marks:
        own = [at for at, owner in enumerate(owners) if owner == number]
        middle = sum(runs[number]) / 2
        if len(own) == 1 and found[own[0]].text in _TAKEN_FOR:
            if likeness_to_mark(ink[:, slice(*runs[number])]) < _SURELY_LIKE:
                continue
            result[result.index(found[own[0]])] = dataclasses.replace(found[own[0]], text="※")
        elif not own or (len(own) == 1 and _is_beside(number, owners, runs, marks)):
            at = int(middle / step)
            result.append(Found("※", at, at, _SURE))
    # what was found keeps its order: a mark stands before the first that has its middle behind it
    return sorted(result, key=lambda one: one.middle)


def _is_open(number: int, owners: list[int], found: list[Found]) -> bool:
    """Whether anything but what was found in a run may stand there: nothing was, or what ※ is taken
    for, or nothing beside it."""
    own = [one.text for one, owner in zip(found, owners, strict=True) if owner == number]
    return (
        not own
        or (len(own) == 1 and own[0] in _TAKEN_FOR)
        or number - 1 not in owners
        or number + 1 not in owners
    )


def _is_beside(
    number: int, owners: list[int], runs: list[tuple[int, int]], marks: list[int]
) -> bool:
    """Whether what was found in a run that is ※ may be what stands beside it, where nothing was
    found."""
    return any(
        0 <= other < len(runs) and other not in owners and other not in marks
        for other in (number - 1, number + 1)
    )


def likeness_to_mark(ink: _Bools) -> float:
    """How like ※ some ink is, up to 1."""
    own = trimmed(ink)
    if own is None or not 0.75 < own.shape[0] / own.shape[1] < 1.33:
        return 0.0
    grid = Image.fromarray(own.astype(np.uint8) * 255).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return float((_normed(np.asarray(grid, np.float64)) * _mark()).sum())


@functools.cache
def _mark() -> _Floats:
    """※: a cross that leans, and a dot between each two of its arms."""
    y, x = (np.mgrid[0:_SIDE, 0:_SIDE] + 0.5) / _SIDE - 0.5
    stroke, dot, away = 0.078, 0.1, 0.4
    drawn = (np.abs(x - y) < stroke) | (np.abs(x + y) < stroke)
    for right, down in ((0, -away), (0, away), (-away, 0), (away, 0)):
        drawn |= (x - right) ** 2 + (y - down) ** 2 < dot**2
    return _normed(drawn.astype(np.float64))


def _normed(grid: _Floats) -> _Floats:
    """A grid made soft, with a mean of 0 and a length of 1."""
    padded = np.pad(grid, 1)
    rows = (padded[:-2] + 2 * padded[1:-1] + padded[2:]) / 4
    soft = (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 4
    centred = soft - soft.mean()
    length = float(np.linalg.norm(centred))
    return np.asarray(centred / length if length else centred)


_RINGED = "①②③④⑤⑥⑦⑧⑨"
_TEENS = "⑪⑫⑬⑭⑮⑯⑰⑱⑲"
_FIRST = frozenset("①⑩1１Iｌl|")
"""What the left half of a number in a ring from ⑪ on is taken for."""
_ROUND = (0.8, 1.25)
"""Times as wide as high: a ring."""
_RING_WIDE = 1.2
"""Ems that a ring is wide, at most."""
_INSIDE = 0.34
"""Shares of a ring's side from its middle within which its number stands: of 189 numbers from ⑪ on
in seven fonts and three sizes 185 have two parts there, of as many below none."""
_BAR, _TALL = 0.28, 0.3
"""Shares of a ring's side: the width of the 1 in it at most, and the height of a digit at least."""
_AS_TALL = 0.85
"""Share of the height of that 1 that the digit beside it has."""


def _with_rings(
    found: list[Found], runs: list[tuple[int, int]], step: float, ink: _Bools, em: float
) -> list[Found]:
    """⑫ where ⑩② or ② was found in one ring."""
    result: list[Found] = []
    for one in found:
        digit = _RINGED.find(one.text) if one.text in _RINGED else -1
        number = _nearest(one.middle * step, runs)
        ring = _ring(ink[:, slice(*runs[number])], em) if digit >= 0 else None
        if ring is None:
            result.append(one)
            continue
        before = result[-1] if result else None
        if before and before.text in _FIRST and _nearest(before.middle * step, runs) == number:
            result[-1] = dataclasses.replace(one, text=_TEENS[digit], start=before.start)
        elif _holds_two(ring):
            result.append(dataclasses.replace(one, text=_TEENS[digit], confidence=_SURE))
        else:
            result.append(one)
    return result


def _ring(ink: _Bools, em: float) -> _Bools | None:
    own = trimmed(ink)
    if own is None or not _ROUND[0] < own.shape[1] / own.shape[0] < _ROUND[1]:
        return None
    return own if own.shape[1] <= _RING_WIDE * em else None


def _holds_two(ring: _Bools) -> bool:
    """Whether two digits stand in a ring, the first a bar."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    high, wide = ring.shape
    y, x = np.mgrid[0:high, 0:wide]
    away = ((y + 0.5) / high - 0.5) ** 2 + ((x + 0.5) / wide - 0.5) ** 2
    labels, _ = ndimage.label(ring & (away < _INSIDE**2), np.ones((3, 3)))
    parts = sorted(
        (columns.start, columns.stop, rows.stop - rows.start)
        for rows, columns in ndimage.find_objects(labels)
        if rows.stop - rows.start >= _TALL * high
    )
    if len(parts) != 2:
        return False
    (left, right, tall), (other, _, as_tall) = parts
    is_bar = right - left <= _BAR * wide
    return bool(is_bar and other >= right and as_tall >= _AS_TALL * tall)


_CIRCLE = (0.85, 1.18)
"""Times as wide as high: a circle that says yes in a cell; a nought and a letter are narrower."""
_INNER = (0.3, 0.8)
"""Shares of the outer circle of ◎ that the inner one is wide."""


def circle_of(ink: _Bools) -> str:
    """○ or ◎ where that is what stands alone in a strip; nothing where it is neither."""
    own = trimmed(ink)
    if own is None or not _CIRCLE[0] <= own.shape[1] / own.shape[0] <= _CIRCLE[1]:
        return ""
    across = runs_of(own[own.shape[0] // 2])
    down = runs_of(own[:, own.shape[1] // 2])
    inner = [
        (each[2][1] - each[1][0]) / side if len(each) == 4 else 0.0
        for each, side in ((across, own.shape[1]), (down, own.shape[0]))
    ]
    return "◎" if all(_INNER[0] <= share <= _INNER[1] for share in inner) else "○"


_LETTERS = frozenset("OＯoQＱ0０〇◯")
"""What the circle that begins an item is read as."""
_CIRCLE_WIDE = (0.6, 1.15)
"""Ems that such a circle is wide."""


def _with_circle(
    found: list[Found], runs: list[tuple[int, int]], step: float, ink: _Bools, em: float
) -> list[Found]:
    """``found`` with ○ or ◎ where it begins a line of Japanese: no letter and no number does so
    before kanji and kana and is as wide as it is high."""
    texts = [one.text for one in found if not one.text.isspace()]
    if len(texts) < 2 or texts[0] not in _LETTERS or not _is_japanese(texts[1]):
        return found
    at = next(number for number, one in enumerate(found) if not one.text.isspace())
    start, end = runs[_nearest(found[at].middle * step, runs)]
    if not _CIRCLE_WIDE[0] * em <= end - start <= _CIRCLE_WIDE[1] * em:
        return found
    sign = circle_of(ink[:, start:end])
    if not sign:
        return found
    return [*found[:at], dataclasses.replace(found[at], text=sign), *found[at + 1 :]]


def _is_japanese(text: str) -> bool:
    return "ぁ" <= text <= "ヺ" or "㐀" <= text <= "鿿"


def trimmed(ink: _Bools) -> _Bools | None:
    """The ink without the white about it; None where there is none."""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _nearest(middle: float, runs: list[tuple[int, int]]) -> int:
    """The number of the run of ink that is nearest to a place."""
    away = [max(start - middle, middle - end, 0.0) for start, end in runs]
    return int(np.argmin(away))


_DOT = (0.07, 0.34)
"""Ems: a dot is no smaller and no larger."""
_DOT_FULL = 0.6
"""Share of its box that a dot fills."""
_DOT_AT = (0.3, 0.7)
"""Shares of the height of a strip between which the dots of ・ stand."""
_ON_A_LINE = 0.12
"""Ems by which dots of one row may differ in height."""
_STRIP = 0.72
"""Share of the height of a strip that is the em of what stands in it."""
_MOST_DOTS = 12


def dots_of(ink: _Bools) -> int:
    """How many dots stand in a strip that holds nothing else, at the middle of its height; 0 where
    it holds anything else."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    em = _STRIP * ink.shape[0]
    labels, count = ndimage.label(ink, np.ones((3, 3)))
    if not 0 < count <= _MOST_DOTS:
        return 0
    middles = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), 1):
        sides = rows.stop - rows.start, columns.stop - columns.start
        if not is_dot(labels[rows, columns] == number, em):
            return 0
        middles.append(rows.start + sides[0] / 2)
    is_level = max(middles) - min(middles) <= _ON_A_LINE * em
    low, high = (share * ink.shape[0] for share in _DOT_AT)
    return count if is_level and low <= float(np.median(middles)) <= high else 0


def is_dot(own: _Bools, em: float) -> bool:
    """Whether ink that hangs together is a round dot."""
    small, large = min(own.shape), max(own.shape)
    return bool(
        small >= max(_DOT[0] * em, 2) and large <= max(_DOT[1] * em, 3) and large <= 1.5 * small + 1
        and own.mean() >= _DOT_FULL
    )  # fmt: skip
