"""Vertical lines, read twice: lying on their side, and with their characters set side by side.

Lying on its side a column is read in one piece, with its context, but brackets, the long sign
and small kana get lost; set upright one after the other its characters look as in level writing,
but for those that vertical writing turns or moves: brackets, dashes and the long sign lie on their
side, points and small kana stand at the upper right. What a cell holds is told by its ink, and
such cells are set as level writing has them. Then each cell takes the reading that is surer.
"""

from __future__ import annotations

import dataclasses
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.context import is_katakana
from shiryokan.paper.ocr.decoding import Found, best_path
from shiryokan.paper.ocr.engine import Engine, Pixels, Recognised
from shiryokan.paper.ocr.setting import Setting, is_square

_Bools = npt.NDArray[np.bool_]
_ROOM, _INK = 0.3, 0.08
"""Pitches that are free, and those of them that have ink, from which on a character was lost."""
_SHARED, _SQUEEZED = 0.7, 0.45
"""Pitches between two letters or digits, and between others, from which on each has a cell."""
_INK_BEYOND = 0.17
"""The same of the end of a column, where the last character may reach out of its cell."""
_FILLED, _DRIFT = 0.6, 0.3
"""Pitches of ink of a character by which its middle is known, and how far it was off at most."""
_LIKE_PITCH = 0.25
"""Share of the usual distance of neighbours by which one may differ and tell the pitch."""
_ALONE = 1.6
"""Times as long as high: a strip that is no longer holds one character, or digits side by side."""
_LEAST_HALF = 0.28
"""Pitches from the middle of a character to the end of its cell, at least."""
_HIGH = 1.14
"""Ems across the column that are looked at."""
_FLAT, _THIN = 0.46, 0.36
"""Ems: what is flatter, or thinner, may lie on its side."""
_BAR, _SOLID = 0.2, 0.4
"""Ems of height of a level bar at most, and the share of it that is ink at least: the foot of 一 in
Mincho stands above its thin stroke."""
_DASH = 0.86
"""Ems: an upright bar of this length is a dash."""
_LITTLE = 0.56
"""Ems: points are no larger, in both directions."""
_SMALL_KANA = 0.82
"""Ems: small kana are no larger."""
_TURNED = frozenset("（）()「」『』〔〕【】［］[]〈〉《》<>｛｝{}ー―—–-~〜～…‥=＝：:")
"""What vertical writing turns."""
_SMALL_OF = dict(
    zip(
        "あいうえおつやゆよわアイウエオツヤユヨワ",
        "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ",
        strict=True,
    )
)
_SIDE_BY_SIDE = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz()（）%.ⅠⅡⅢⅣⅤⅥ|"
)
_SURER = 0.15
"""By how much the reading on its side must be surer to be taken where both differ."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Cell:
    """A place for a character: its middle along the strip, in pixels, and how it was set."""

    middle: float
    lying: bool = False
    small: bool = False
    """Whether it stands at the upper right, as small kana do."""
    bar: bool = False
    """Whether it is a bar that stands upright: no 一, which lies in vertical writing too."""


def read_column(
    strip: Pixels, ink: _Bools, found: list[Found], setting: Setting, step: float, engine: Engine
) -> tuple[list[Found], Setting, Recognised | None]:
    """The characters of a column and their setting, from the strip that lies on its left side, its
    ink, and what was read in that at steps of ``step`` pixels; and what the recogniser gave for its
    characters set side by side."""
    pitch = _pitch(found, step, setting.em)
    read = [(one.middle * step, one.text.isascii()) for one in found if not one.text.isspace()]
    spots = _places(read, ink, pitch)
    across = round(_HIGH * setting.em)
    top = round(setting.top + setting.em / 2 - across / 2)
    if strip.shape[1] <= _ALONE * strip.shape[0]:
        # what stands alone fills no em by which its own could be known
        spots, across, top = [(strip.shape[1] / 2, float(strip.shape[1]))], max(strip.shape[:2]), 0
    elif len(spots) < 2:
        return found, setting, None
    cells, squares = [], []
    for middle, width in spots:
        square = _square(strip, middle, width, top, across)
        cell, upright = _upright(square, _square_of(ink, middle, width, top, across), middle)
        cells.append(cell)
        squares.append(upright)
    composed = np.ascontiguousarray(np.concatenate(squares, axis=1))
    recognised = engine.recognise(composed)
    upright_found: list[list[Found]] = [[] for _ in cells]
    for one in best_path(recognised):
        number = min(int(one.middle * recognised.step / across), len(cells) - 1)
        upright_found[number].append(one)
    lying_found: list[list[Found]] = [[] for _ in cells]
    for one in found:
        number = int(np.argmin([abs(cell.middle - one.middle * step) for cell in cells]))
        lying_found[number].append(one)
    chosen: list[Found] = []
    places: list[tuple[float, float]] = []
    for (middle, width), cell, upright_, lying in zip(
        spots, cells, upright_found, lying_found, strict=True
    ):
        taken = _better(cell, upright_, lying)
        before = chosen[-1].text if chosen else ""
        if cell.bar and len(taken) == 1 and taken[0].text in "一ー-—―" and not is_katakana(before):
            taken = [dataclasses.replace(taken[0], text="Ⅰ")]
        for number, one in enumerate(taken):
            start = middle - width / 2 + number * width / len(taken)
            at = int(middle / step)
            chosen.append(dataclasses.replace(one, start=at, end=at))
            places.append((start, start + width / len(taken)))
    if not chosen:
        return found, setting, recognised
    return chosen, Setting(setting.em, setting.top, places), recognised


def _pitch(found: list[Found], step: float, em: float) -> float:
    """The distance of neighbours, in pixels."""
    steps = [
        (b.middle - a.middle) * step
        for a, b in pairwise(found)
        if is_square(a.text) and is_square(b.text)
    ]
    near = np.array([each for each in steps if 0.8 * em < each < 1.3 * em])
    if len(near) < 2:
        return em
    # middles are known to a step, a quarter of an em: their mean is nearer than any of them
    usual = float(np.median(near))
    return float(near[np.abs(near - usual) < _LIKE_PITCH * usual].mean())


def _places(read: list[tuple[float, bool]], ink: _Bools, pitch: float) -> list[tuple[float, float]]:
    """Middles and widths of the cells: of what was read, and where there is ink besides. ``read``
    has middles, and whether a letter or a digit stands there: these may share a cell."""
    dark: _Bools = np.asarray(ink.any(axis=0))
    along = np.flatnonzero(dark)
    if not len(along):
        return []
    middles: list[float] = []
    for middle, plain in read:
        if not middles or middle - middles[-1] > (_SHARED if plain else _SQUEEZED) * pitch:
            middles.append(_centred(middle, dark, pitch))
    half = pitch / 2
    ends = [_end_of(middle, ink, pitch) for middle in middles]
    result = _before(float(along[0]), middles[0] - half, dark, pitch) if middles else []
    for (a, b), end in zip(pairwise(middles), ends[:-1], strict=True):
        result.append((a, min(2 * (end - a), max(b - a, half))))
        result += _free(end, b - half, dark, pitch)
    for last, end in zip(middles[-1:], ends[-1:], strict=True):
        result.append((last, 2 * (end - last)))
        result += _free(end, float(along[-1]) + 1, dark, pitch, last=True)
    return result


def _end_of(middle: float, ink: _Bools, pitch: float) -> float:
    """Where the cell of a character ends: half a pitch behind its middle, but before a point that
    begins there and goes on, whose cell follows."""
    usual = middle + pitch / 2
    end, first = round(usual), round(middle + _LEAST_HALF * pitch)
    if not 0 <= first < end < ink.shape[1]:
        return usual
    dark: _Bools = np.asarray(ink[:, first : round(usual + pitch / 2)].any(axis=0))
    white = np.flatnonzero(~dark[: end - first])
    if not dark[end - first] or not len(white):
        return usual
    start = int(white[-1]) + 1
    after = np.flatnonzero(~dark[start:])
    stop = start + int(after[0]) if len(after) else len(dark)
    rows = np.flatnonzero(ink[:, first + start : first + stop].any(axis=1))
    is_point = rows[-1] - rows[0] + 1 < _LITTLE * pitch and stop - start < _LITTLE * pitch
    return float(first + start) if is_point else usual


def _centred(middle: float, dark: _Bools, pitch: float) -> float:
    """The middle of the ink of a character that fills its cell."""
    centre = middle
    # where the first guess was a stroke off, what comes in at one end is seen the second time
    for _ in range(2):
        start, end = _own_ink(dark, centre - pitch / 2, centre + pitch / 2)
        if end - start < _FILLED * pitch:
            return middle
        centre = (start + end) / 2
    return centre if abs(centre - middle) < _DRIFT * pitch else middle


def _own_ink(dark: _Bools, start: float, end: float) -> tuple[int, int]:
    """Where the ink between two places begins and ends, without that of a neighbour of which more
    is beyond them, and with all of its own; both 0 where there is none."""
    low, high = max(round(start), 0), min(round(end), len(dark))
    if high <= low:
        return 0, 0
    first, last = low, high
    if dark[low]:
        run = low - _length(dark[:low][::-1]), low + _length(dark[low:])
        first = run[0] if run[1] - low >= low - run[0] else run[1]
    if dark[high - 1]:
        run = high - _length(dark[:high][::-1]), high + _length(dark[high:])
        last = run[1] if high - run[0] >= run[1] - high else run[0]
    inside = np.flatnonzero(dark[first:last]) if last > first else np.zeros(0, np.int64)
    return (first + int(inside[0]), first + int(inside[-1]) + 1) if len(inside) else (0, 0)


def _length(dark: _Bools) -> int:
    """How long the run of ink is with which a row begins."""
    white = np.flatnonzero(~dark)
    return int(white[0]) if len(white) else len(dark)


def _before(start: float, end: float, dark: _Bools, pitch: float) -> list[tuple[float, float]]:
    """Cells before the first character that was read, where there is ink: each a pitch wide up to
    it, for points and brackets fill no cell."""
    inside = np.flatnonzero(dark[max(int(start), 0) : max(int(end), 0)])
    if len(inside) < _INK * pitch:
        return []
    count = max(1, int(np.ceil((end - start) / pitch - _INK_BEYOND)))
    return [(end - (count - i - 0.5) * pitch, pitch) for i in range(count)]


def _free(
    start: float, end: float, dark: _Bools, pitch: float, *, last: bool = False
) -> list[tuple[float, float]]:
    """Cells between two places where nothing was read and there is ink."""
    inside = np.flatnonzero(dark[max(int(start), 0) : max(int(end), 0)])
    least = _INK_BEYOND if last else _INK
    if len(inside) < least * pitch or (end - start < _ROOM * pitch and not last):
        return []
    if last:
        # points and brackets fill no cell, and the last ink is not the end of theirs
        count = max(1, int(np.ceil((end - start) / pitch - _INK_BEYOND)))
        return [(start + (i + 0.5) * pitch, pitch) for i in range(count)]
    count = max(1, round((end - start) / pitch))
    width = (end - start) / count
    return [(start + (i + 0.5) * width, min(width, pitch)) for i in range(count)]


def _square(strip: Pixels, middle: float, pitch: float, top: int, across: int) -> Pixels:
    """The cell about ``middle``, filled up with the paper's colour."""
    paper = np.median(strip[:: max(1, strip.shape[0] // 8)].reshape(-1, 3), axis=0)
    result = np.empty((across, across, 3), np.uint8)
    result[:] = paper.astype(np.uint8)
    _copied(result, strip, middle, pitch, top, across)
    return result


def _square_of(ink: _Bools, middle: float, pitch: float, top: int, across: int) -> _Bools:
    result = np.zeros((across, across), np.bool_)
    _copied(result, ink, middle, pitch, top, across)
    return result


def _copied(
    result: npt.NDArray[np.generic], source: npt.NDArray[np.generic], middle: float, pitch: float,
    top: int, across: int,
) -> None:  # fmt: skip
    wide = min(round(pitch), across)
    start = round(middle - wide / 2)
    x0, x1 = max(start, 0), min(start + wide, source.shape[1])
    y0, y1 = max(top, 0), min(top + across, source.shape[0])
    if x1 <= x0 or y1 <= y0:
        return
    left = (across - wide) // 2 + x0 - start
    result[y0 - top : y1 - top, left : left + x1 - x0] = source[y0:y1, x0:x1]


def _upright(square: Pixels, ink: _Bools, middle: float) -> tuple[_Cell, Pixels]:
    """A cell of the strip as level writing would set it."""
    standing, marks = np.rot90(square, -1), np.rot90(ink, -1)
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if not len(rows):
        return _Cell(middle), standing
    em = len(marks) / _HIGH
    high, wide = (rows[-1] - rows[0] + 1) / em, (columns[-1] - columns[0] + 1) / em
    y = ((rows[0] + rows[-1] + 1) / 2 - len(marks) / 2) / em
    x = ((columns[0] + columns[-1] + 1) / 2 - len(marks) / 2) / em
    aside = x > 0.08 and y < -0.06
    if aside and max(high, wide) < _SMALL_KANA:
        # points go to the lower left, small kana below
        little = max(high, wide) < _LITTLE
        down = round((0.42 * em) - (rows[-1] + 1 - len(marks) / 2))
        left = round((columns[0] - len(marks) / 2) + 0.42 * em) if little else round(x * em)
        return _Cell(middle, small=not little), _moved(standing, down, -left)
    flat = high < _FLAT and wide > 0.5 and abs(y) > 0.14 and not _is_bar(marks, rows, columns, em)
    thin = wide < _THIN and high > 0.5
    corner = max(high, wide) < _LITTLE + 0.1 and min(high, wide) > 0.2 and abs(y) > 0.12
    if flat or thin or corner:
        return _Cell(middle, lying=True, bar=thin and high < _DASH), square
    return _Cell(middle), standing


def _is_bar(
    marks: _Bools, rows: npt.NDArray[np.int64], columns: npt.NDArray[np.int64], em: float
) -> bool:
    """Whether level ink is straight, as 一 is and no bracket that was turned."""
    own = marks[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return len(own) < _BAR * em and float(own.mean()) > _SOLID


def _moved(square: Pixels, down: int, right: int) -> Pixels:
    """The square moved; what comes in is as its corner at the lower left, which is paper."""
    result = np.empty_like(square)
    result[:] = np.median(square.reshape(-1, 3), axis=0).astype(np.uint8)
    size = len(square)
    y0, y1, x0, x1 = max(down, 0), min(size + down, size), max(right, 0), min(size + right, size)
    if y1 > y0 and x1 > x0:
        result[y0:y1, x0:x1] = square[y0 - down : y1 - down, x0 - right : x1 - right]
    return result


def _better(cell: _Cell, upright: list[Found], lying: list[Found]) -> list[Found]:
    """The reading of a cell that is to be believed."""
    if cell.small:
        upright, lying = (
            [dataclasses.replace(one, text=_SMALL_OF.get(one.text, one.text)) for one in each]
            for each in (upright, lying)
        )
    if not upright or not lying:
        return upright or lying
    if len(upright) > 1 and not cell.lying and all(one.text in _SIDE_BY_SIDE for one in upright):
        # digits in one cell, in brackets too
        return upright
    first, second = upright[0], lying[0]
    if len(lying) > 1 and len(upright) == 1:
        return upright
    if first.text == second.text:
        return [first if first.confidence >= second.confidence else second]
    if cell.lying:
        turned = [one for one in (first, second) if one.text in _TURNED]
        if len(turned) == 1:
            return turned
    return [second] if second.confidence > first.confidence + _SURER else [first]
