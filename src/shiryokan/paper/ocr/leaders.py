"""Rows of dots that lead the eye across a line: counted in the picture, as the networks take a row
of like signs for few."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.decoding import Found

_LEAST = 4
"""Dots that are a row."""
_SMALLEST, _LARGEST = 0.07, 0.34
"""Ems: a dot is no smaller and no larger."""
_EVEN = 0.25
"""Share by which the distance of two dots may differ from that of most."""
_FARTHEST = 1.6
"""Ems between two dots of a row, at most."""
_WIDE = 0.45
"""Ems from which on each dot is a sign of its own; those that stand closer are three a sign."""
_LOW = 0.68
"""Share of the line's height below which a dot is a full stop."""
_SIGNS = frozenset("・.…‥·•∙･．。、,:：'-ー一 ⋯")


def with_leaders(
    found: list[Found], step: float, ink: npt.NDArray[np.bool_], em: float
) -> list[Found]:
    """``found`` with a sign for each dot of a row; ``ink`` is that of the strip, with ``step``
    pixels a step of what was found."""
    for row, sign in _rows(ink, em):
        first, last = row[0] / step, row[-1] / step
        inside = [one for one in found if first - 0.5 <= one.middle <= last + 0.5]
        if any(one.text not in _SIGNS for one in inside):
            continue
        dots = row if sign != "…" else row[1::3]
        signs = [Found(sign, int(dot / step), int(dot / step), 1.0) for dot in dots]
        found = sorted(
            [one for one in found if one not in inside] + signs, key=lambda one: one.middle
        )
    return found


def _rows(ink: npt.NDArray[np.bool_], em: float) -> list[tuple[list[float], str]]:
    """The middles of the dots of each row along the strip, and the sign that they are."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    labels, count = ndimage.label(ink, np.ones((3, 3)))
    if count < _LEAST:
        return []
    dots = []
    for rows, columns in ndimage.find_objects(labels):
        high, wide = rows.stop - rows.start, columns.stop - columns.start
        small, large = min(high, wide), max(high, wide)
        if small >= _SMALLEST * em and large <= max(_LARGEST * em, 3) and large <= 2 * small + 1:
            dots.append(((columns.start + columns.stop) / 2, (rows.start + rows.stop) / 2))
    dots.sort()
    runs: list[list[tuple[float, float]]] = []
    for dot in dots:
        if runs and _goes_on(runs[-1], dot, em):
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [
        ([x for x, _ in run], _sign(run, ink.shape[0], em)) for run in runs if len(run) >= _LEAST
    ]


def _goes_on(run: list[tuple[float, float]], dot: tuple[float, float], em: float) -> bool:
    away = dot[0] - run[-1][0]
    if abs(dot[1] - run[-1][1]) > 0.12 * em or not 0 < away < _FARTHEST * em:
        return False
    usual = float(np.median([b[0] - a[0] for a, b in pairwise(run)])) if len(run) > 1 else away
    return abs(away - usual) <= _EVEN * usual + 1.5


def _sign(run: list[tuple[float, float]], height: int, em: float) -> str:
    pitch = float(np.median([b[0] - a[0] for a, b in pairwise(run)]))
    if float(np.median([y for _, y in run])) > _LOW * height:
        return "."
    return "・" if pitch >= _WIDE * em else "…"
