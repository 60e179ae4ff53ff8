"""What the network that finds lines does to tables, put right: lines that it draws across ruled
lines are cut at them, and what stands alone in a cell, which it passes over, is looked for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.drawn_signs import is_dot
from shiryokan.paper.ocr.engine import Corners
from shiryokan.paper.ocr.model import OcrCharacter, OcrLine, State
from shiryokan.paper.ocr.ruling import Strokes, ground_of
from shiryokan.paper.ocr.straightening import Grey

_Bools = npt.NDArray[np.bool_]

_INK = 0.78
"""Share of the brightness of its ground below which a pixel is of a character."""
_ACROSS = 0.8
"""Share of a line's height that a ruled line runs along which cuts it."""
_INSIDE = 1.5
"""Points from the ends of a line within which no ruled line cuts it: it was found too long."""
_CROSSED = 0.12
"""Share of a ruled line where ink goes across it, from which on it cuts nothing: what strikes words
out, or is printed over."""
_SLIVER = 0.5
"""Times the height of a line: of what is narrower :func:`left_out` finds whether it is a character
or the edge of what stands beside."""
_LEAST_INK = 0.012
"""Share of ink from which on a piece holds something."""
_TRIMMED = 1.2
"""Points of white that are left about what was cut."""


def cut_at_rules(corners: Corners, strokes: Strokes, ink: _Bools, scale: float) -> Corners:
    """The lines found, ``corners`` (n, 4, 2), those that ruled lines run through in pieces; ``ink``
    is that of the picture from which the ruled lines were taken."""
    if not len(strokes.level) and not len(strokes.upright):
        return corners
    found: list[npt.NDArray[np.float64]] = []
    for each in corners:
        (x0, y0), (x1, y1) = each.min(axis=0), each.max(axis=0)
        xs = _cuts(strokes.upright, (x0, y0, x1, y1), ink, scale, along=1)
        ys = _cuts(strokes.level, (x0, y0, x1, y1), ink, scale, along=0)
        if not xs and not ys:
            found.append(each)
            continue
        for top, bottom in _spans(y0, ys, y1):
            for left, right in _spans(x0, xs, x1):
                piece = _trimmed(ink, (left, top, right, bottom), scale)
                if piece is not None and _is_wide(piece, x1 - x0, y1 - y0):
                    found.append(piece)
    return np.array(found).reshape(-1, 4, 2)


def _cuts(
    strokes: npt.NDArray[np.float64],
    box: tuple[float, float, float, float],
    ink: _Bools,
    scale: float,
    *,
    along: int,
) -> list[tuple[float, float]]:
    """Where strokes run through a box from side to side: first and last pixel across them."""
    if not len(strokes):
        return []
    across = 1 - along
    low, high = box[along], box[along + 2]
    runs = np.minimum(strokes[:, along + 2], high) - np.maximum(strokes[:, along], low)
    near = strokes[:, across] > box[across] + _INSIDE * scale
    near &= strokes[:, across + 2] < box[across + 2] - _INSIDE * scale
    near &= runs >= _ACROSS * (high - low)
    found: list[tuple[float, float]] = []
    for stroke in strokes[near]:
        start, end = int(stroke[across]), int(stroke[across + 2]) + 1
        first, last = int(max(low, 0)), int(high)
        part = ink[start:end, first:last] if along == 0 else ink[first:last, start:end]
        if part.size and float(part.all(axis=along).mean()) < _CROSSED:
            found.append((float(start), float(end)))
    return sorted(found)


def _spans(start: float, cuts: list[tuple[float, float]], end: float) -> list[tuple[float, float]]:
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]


def _is_wide(piece: npt.NDArray[np.float64], wide: float, high: float) -> bool:
    sides = piece.max(axis=0) - piece.min(axis=0)
    return bool(sides.min() >= _SLIVER * min(wide, high))


def _trimmed(
    ink: _Bools, box: tuple[float, float, float, float], scale: float
) -> npt.NDArray[np.float64] | None:
    """(4, 2) the corners of what stands in a box; None where nothing does."""
    left, top, right, bottom = (max(round(side), 0) for side in box)
    part = ink[top:bottom, left:right]
    if not part.size or float(part.mean()) < _LEAST_INK:
        return None
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    white = _TRIMMED * scale
    return _corners(
        max(left + columns[0] - white, box[0]), max(top + rows[0] - white, box[1]),
        min(left + columns[-1] + 1 + white, box[2]), min(top + rows[-1] + 1 + white, box[3]),
    )  # fmt: skip


def _corners(x0: float, y0: float, x1: float, y1: float) -> npt.NDArray[np.float64]:
    return np.array(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), np.float64)


def ink_in(grey: Grey, scale: float) -> _Bools:
    """(height, width) where something is written, dark on its ground."""
    return np.asarray(grey < _INK * ground_of(grey, scale))


_EM = 0.68
"""Share of the height at which lines are found that is their em."""
_SMALL, _TALL = 0.5, 1.5
"""Ems: the height of what is looked for besides the lines found."""
_SLIM = 0.08
"""Ems: what is narrower is a speck or the rest of a ruled line."""
_APART = (0.5, 0.12)
"""Ems of white within what belongs together: along a line and across it."""
_FULL = (0.06, 0.75)
"""Shares of its box that the ink of a character fills."""
_MOST = 150
"""Pieces that are looked at besides the lines found; drawings and photographs have more."""
_FAINT = 0.3
"""Share of the way from the ink of lines to paper from which on ink shows through the paper."""
_WHITE = 0.22
"""Ems about a piece that are looked at with it."""


def left_out(corners: Corners, ink: _Bools, grey: Grey) -> Corners:
    """(n, 4, 2) what may be written where no line was found: ink as high as a line's and as dark,
    alone."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    if not len(corners):
        return corners
    sides = corners.max(axis=1) - corners.min(axis=1)
    em = _EM * float(np.median(sides.min(axis=1)))
    within = np.zeros(ink.shape, np.bool_)
    for each in corners:
        (x0, y0), (x1, y1) = each.min(axis=0).astype(int), np.ceil(each.max(axis=0)).astype(int)
        within[max(y0, 0) : y1, max(x0, 0) : x1] = True
    if not (ink & within).any():
        return np.zeros((0, 4, 2))
    free = _small(ink & ~within, _TALL * em)
    darkest = _darkest(grey, ink & within)
    along, across = (max(1, round(share * em / 2)) for share in _APART)
    joined = free.astype(np.uint8)
    for axis, reach in ((1, along), (0, across)):
        joined = ndimage.maximum_filter1d(joined, 2 * reach + 1, axis, mode="constant")
    labels, _ = ndimage.label(joined)
    found = []
    for number, region in enumerate(ndimage.find_objects(labels), 1):
        piece = _piece(free[region] & (labels[region] == number), grey[region], em, darkest)
        if piece is not None:
            place = np.array((region[1].start, region[0].start), np.float64)
            found.append(piece + place)
    if len(found) > _MOST:
        return np.zeros((0, 4, 2))
    return np.array(found).reshape(-1, 4, 2)


def _small(free: _Bools, most: float) -> _Bools:
    """``free`` without what is larger than a character: it is of a drawing."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    labels, _ = ndimage.label(free, np.ones((3, 3)))
    result = free.copy()
    for number, region in enumerate(ndimage.find_objects(labels), 1):
        high, wide = (side.stop - side.start for side in region)
        if max(high, wide) > most or high * wide < 4:
            result[region] &= labels[region] != number
    return result


def _darkest(grey: Grey, lines: _Bools) -> float:
    """The brightness from which on ink shows through the paper, by that of the ``lines``."""
    paper, usual = float(np.percentile(grey[::4, ::4], 80)), float(np.median(grey[lines]))
    return usual + _FAINT * (paper - usual)


def _piece(own: _Bools, grey: Grey, em: float, darkest: float) -> npt.NDArray[np.float64] | None:
    """(4, 2) the corners about ink that may be of a character; None where it is not."""
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    if not len(rows):
        return None
    high, wide = float(rows[-1] - rows[0] + 1), float(columns[-1] - columns[0] + 1)
    full = float(own.sum()) / (high * wide)
    if not (_SMALL * em <= high <= _TALL * em and wide >= _SLIM * em):
        return None
    if not (_FULL[0] <= full <= _FULL[1] or wide < 0.4 * em):
        return None
    if float(np.median(grey[own])) > darkest:
        return None
    x0, y0, white = float(columns[0]), float(rows[0]), _WHITE * em
    return _corners(x0 - white, y0 - white, x0 + wide + white, y0 + high + white)


_SURE = 0.9
"""Confidence of each character from which on what was looked for besides is taken."""
_STROKES = frozenset("1Il|ー一-―-丨｜/\\(（)）「」.・、。,'ノく〈〉<>ヘへ")
"""What every line drawn reads as."""

_MARKS = frozenset("○×△◎●")


def is_written(line: OcrLine, lines: list[OcrLine]) -> bool:
    """Whether what was looked for besides ``lines`` is writing: it is sure, and more than a stroke
    or in a row with others."""
    if line.confidence < _SURE or not line.text.strip():
        return False
    if not any(character not in _STROKES for character in line.text):
        middle, high = (line.box.y0 + line.box.y1) / 2, line.box.y1 - line.box.y0
        return line.text in ("1", "I") and any(
            other.box.y0 < middle < other.box.y1
            and 0.6 * high < other.box.y1 - other.box.y0 < 1.6 * high
            for other in lines
        )
    # the network finds words in Latin letters; what reads as such is mostly a piece of a drawing
    return any((c.isalnum() and not ("a" <= c.lower() <= "z")) or c in _MARKS for c in line.text)


_IN_ROW = 0.15
"""Ems by which a dot that stands for nothing in a cell may be off the middle of its row."""
_IN_COLUMN = 0.3
"""Ems by which such dots may differ along the row."""
_FELLOWS = 3
"""Such dots of a column, at least; fewer may be specks."""
_NUMBERS = 2
"""Numbers in the row of such a dot, at least."""
_ALONE = 0.8
"""Ems from such a dot to what was read beside it, at least."""
_NO_OTHER = 0.9
"""Ems about such a dot that have no other: the ground of a chart may be dotted."""
_DOT_SURE = 0.9
"""Confidence of such a dot."""


def dots_for_nothing(lines: list[OcrLine], ink: _Bools, scale: float) -> list[OcrLine]:
    """The ・ that stand alone in columns of numbers, which no network finds: dots below each other,
    each at the middle of a row of numbers. Specks are no such column."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    numbers = [
        line.box for line in lines
        if not line.vertical and any(c.isdecimal() for c in line.text)
    ]  # fmt: skip
    if len(numbers) < _FELLOWS * _NUMBERS:
        return []
    em = float(np.median([box.y1 - box.y0 for box in numbers])) * scale
    boxes = np.array([line.box for line in lines]) * scale
    sides = np.array(numbers) * scale
    rows = (sides[:, 1] + sides[:, 3]) / 2
    labels, _ = ndimage.label(ink)
    every: list[tuple[float, float]] = []
    dots: list[tuple[float, float]] = []
    for number, region in enumerate(ndimage.find_objects(labels), 1):
        high, wide = (side.stop - side.start for side in region)
        if max(high, wide) > 0.4 * em or not is_dot(labels[region] == number, em):
            continue
        y, x = (side.start + (side.stop - side.start) / 2 for side in region)
        every.append((x, y))
        beside = (boxes[:, 1] < y) & (boxes[:, 3] > y)
        beside &= (boxes[:, 0] - _ALONE * em < x) & (boxes[:, 2] + _ALONE * em > x)
        if not beside.any() and (np.abs(rows - y) < _IN_ROW * em).sum() >= _NUMBERS:
            dots.append((x, y))
    found = []
    for x, y in dots:
        near = sum(abs(a - x) < _NO_OTHER * em and abs(b - y) < _NO_OTHER * em for a, b in every)
        if near > 1:
            continue
        fellows = {round(other / em) for across, other in dots if abs(across - x) < _IN_COLUMN * em}
        if len(fellows) >= _FELLOWS:
            half = em / 2
            box = Box(
                *(round(side / scale, 2) for side in (x - half, y - half, x + half, y + half))
            )
            dot = OcrCharacter("・", box, _DOT_SURE)
            found.append(OcrLine("・", box, False, (dot,), _DOT_SURE, State.READ))
    return found
