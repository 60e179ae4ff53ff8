"""Ruled lines in a picture: long thin strokes along its sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.engine import Pixels
from shiryokan.paper.ocr.straightening import Grey

_Bools = npt.NDArray[np.bool_]
_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.int64]

_INK = 0.72
"""Share of the brightness of what lies around it below which a pixel may be of a stroke: thin ones
are grey."""
_GROUND = 7.0
"""Points: what is dark and wider both ways is ground, as that of the head of a table is."""
_DARK = 0.5
"""Share of the brightness of paper below which ground is dark and writing on it white."""
_AROUND = 14.0
"""Points: of a square of this side more than ``_MOSTLY`` is dark where the ground is; of what is
written in black less is."""
_MOSTLY = 0.55
_BLOCK = 4
"""Pixels: the ground is looked for in blocks of so many."""
_LEAST = 26.0
"""Points: a stroke of at least this length is ruled, not written: no character is as large."""
_SHORT = 7.0
"""Points: a stroke of at least this length is ruled if it ends at ruled lines on both sides."""
_THICK = 3.6
"""Points: what is thicker is a bar."""
_SLENDER = 9
"""Times: a stroke is at least so much longer than thick."""
_GAP = 1.0
"""Points of white within a stroke that a scan may leave."""
_REACH = 2.5
"""Points: a stroke ends beside another where it is as near to its end."""
_TOUCH = 0.5
"""Points of white between the end of a short stroke and the ruled line that it touches, at most:
those of characters end a little before the rules of their cell."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """(n, 4) left, top, right, bottom in pixels of level and of upright strokes, with their
    thickness."""

    level: _Floats
    upright: _Floats


def strokes_of(grey: Grey, scale: float) -> Strokes:
    """The ruled lines of an upright picture with ``scale`` pixels a point."""
    ink = grey < _INK * ground_of(grey, scale)
    level, short_level = _long(ink, scale)
    upright, short_upright = (each[:, [1, 0, 3, 2]] for each in _long(ink.T, scale))
    upright = _with_touching(upright, short_upright, level, scale, down=True)
    level = _with_touching(level, short_level, upright, scale, down=False)
    return Strokes(level, upright)


def ground_of(grey: Grey, scale: float) -> npt.NDArray[np.float32]:
    """(height, width) the brightness of the ground on which a pixel stands: paper, or the shade of
    a cell. What is written and ruled is closed over. Where most is dark and writing is white, 0:
    nothing there is darker than its ground."""
    from scipy import ndimage  # noqa: PLC0415  an extra

    height, width = grey.shape
    high, wide = (-(-side // _BLOCK) for side in (height, width))
    padded = np.pad(
        grey, ((0, high * _BLOCK - height), (0, wide * _BLOCK - width)), mode="edge"
    ).astype(np.float32)
    mean = padded.reshape(high, _BLOCK, wide, _BLOCK).mean(axis=(1, 3))
    size = max(3, round(_GROUND * scale / _BLOCK))
    closed = ndimage.grey_closing(mean, (size, size), mode="nearest")
    dark = (mean < _DARK * np.percentile(grey[::4, ::4], 99)).astype(np.float32)
    around = max(3, round(_AROUND * scale / _BLOCK))
    share = ndimage.uniform_filter(dark, around, mode="nearest")
    closed = np.where(share > _MOSTLY, 0.0, closed)
    return np.asarray(
        closed.repeat(_BLOCK, axis=0).repeat(_BLOCK, axis=1)[:height, :width], np.float32
    )


def _long(ink: _Bools, scale: float) -> tuple[_Floats, _Floats]:
    """(n, 4) boxes of the level strokes that are long, and of those that may be short."""
    starts, ends = _runs(ink, max(1, round(_GAP * scale)), round(_SHORT * scale))
    long = ends - starts >= round(_LEAST * scale)
    return (
        _strokes(starts[long], ends[long], ink.shape, scale),
        _strokes(starts, ends, ink.shape, scale),
    )


def _strokes(starts: _Places, ends: _Places, shape: tuple[int, ...], scale: float) -> _Floats:
    """(n, 4) boxes of what runs that lie on each other make, where it is long and thin."""
    from scipy.sparse import coo_array  # noqa: PLC0415  an extra
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

    count, row_length = len(starts), shape[1] + 1
    if not count:
        return np.zeros((0, 4))
    # of each run those of the next row that it touches, at a corner too
    first = np.searchsorted(ends, starts + row_length - 1, "right")
    behind = np.maximum(np.searchsorted(starts, ends + row_length + 1, "left"), first)
    touching = behind - first
    own = np.repeat(np.arange(count), touching)
    before = np.cumsum(touching) - touching
    others = np.arange(len(own)) + np.repeat(first - before, touching)
    edges = coo_array((np.ones(len(own), np.bool_), (own, others)), (count, count))
    number, labels = connected_components(edges, directed=False)
    top, bottom = _bounds(starts // row_length, labels, number)
    left, _ = _bounds(starts % row_length, labels, number)
    _, right = _bounds(ends % row_length, labels, number)
    bottom += 1
    # a stroke that is a little askew takes more rows than it is thick
    thick = np.bincount(labels, ends - starts, number) / (right - left)
    kept = (thick <= _THICK * scale) & (right - left >= _SLENDER * thick)
    kept &= bottom - top <= 2 * thick + 0.01 * (right - left) + scale
    return np.stack((left, top, right, bottom), axis=1)[kept].astype(np.float64)


def _bounds(places: _Places, labels: _Places, number: int) -> tuple[_Places, _Places]:
    """The least and the greatest of the places with each label."""
    least = np.full(number, np.iinfo(np.int64).max)
    greatest = np.full(number, -1, np.int64)
    np.minimum.at(least, labels, places)
    np.maximum.at(greatest, labels, places)
    return least, greatest


def _runs(ink: _Bools, gap: int, least: int) -> tuple[_Places, _Places]:
    """First pixels of runs of ink along rows and those behind their last, of at least ``least``,
    closed over ``gap``; pixels are counted along rows, each with one that is empty at its end."""
    height, width = ink.shape
    # the empty column ends the runs of each row
    flat = np.zeros(height * (width + 1) + 1, np.bool_)
    flat[1:].reshape(height, width + 1)[:, :width] = ink
    change = np.flatnonzero(flat[1:] != flat[:-1])
    starts, ends = change[::2], change[1::2]
    row = starts // (width + 1)
    joined = (starts[1:] - ends[:-1] <= gap) & (row[1:] == row[:-1])
    first = np.concatenate(([True], ~joined)) if len(starts) else np.zeros(0, np.bool_)
    last = np.concatenate((~joined, [True])) if len(starts) else np.zeros(0, np.bool_)
    starts, ends = starts[first], ends[last]
    keep = ends - starts >= least
    return starts[keep], ends[keep]


def _with_touching(
    known: _Floats, short: _Floats, other: _Floats, scale: float, *, down: bool
) -> _Floats:
    """``known`` and those of ``short`` whose ends both touch one of ``other``."""
    if not len(short) or not len(other):
        return known
    reach = _REACH * scale
    along, across = (1, 0) if down else (0, 1)
    added = []
    for stroke in short:
        middle = (stroke[across] + stroke[across + 2]) / 2
        within = (other[:, across] - reach <= middle) & (middle <= other[:, across + 2] + reach)
        touches = []
        for end in (along, along + 2):
            white = np.maximum(other[:, along] - stroke[end], stroke[end] - other[:, along + 2])
            touches.append(bool((within & (white <= _TOUCH * scale)).any()))
        if all(touches) and not _holds(known, stroke):
            added.append(stroke)
    return np.concatenate((known, np.array(added))) if added else known


def _holds(strokes: _Floats, one: _Floats) -> bool:
    """Whether one of the strokes is where this one is."""
    if not len(strokes):
        return False
    inside = (strokes[:, :2] <= one[:2] + 1).all(axis=1) & (strokes[:, 2:] >= one[2:] - 1).all(
        axis=1
    )
    return bool(inside.any())


def without(picture: Pixels, strokes: Strokes, scale: float) -> Pixels:
    """The picture with its ruled lines painted over with what lies beside them."""
    if not len(strokes.level) and not len(strokes.upright):
        return picture
    result = picture.copy()
    edge = max(1, round(0.4 * scale))
    height, width = picture.shape[:2]
    for x0, y0, x1, y1 in strokes.level.astype(int).tolist():
        rows = max(y0 - edge, 0), min(y1 + edge, height)
        _painted_over(result, rows, (max(x0 - edge, 0), min(x1 + edge, width)))
    # the other way round on what is painted already: nothing is left where two strokes cross
    turned = result.transpose(1, 0, 2)
    for x0, y0, x1, y1 in strokes.upright.astype(int).tolist():
        columns = max(x0 - edge, 0), min(x1 + edge, width)
        _painted_over(turned, columns, (max(y0 - edge, 0), min(y1 + edge, height)))
    return result


def _painted_over(picture: Pixels, rows: tuple[int, int], columns: tuple[int, int]) -> None:
    """Paint a level stroke over with what lies above and below it; what is dark on both sides
    crosses it and goes on."""
    (top, bottom), (left, right) = rows, columns
    above = _spread(picture[max(top - 2, 0), left:right])
    below = _spread(picture[min(bottom + 1, picture.shape[0] - 1), left:right])
    picture[top:bottom, left:right] = np.maximum(above, below)[None]


def _spread(row: Pixels) -> Pixels:
    """(width, 3) a row of pixels, what is dark a pixel wider on both sides: strokes slant."""
    result = row.copy()
    result[1:] = np.minimum(result[1:], row[:-1])
    result[:-1] = np.minimum(result[:-1], row[1:])
    return result
