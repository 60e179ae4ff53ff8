"""One line of a picture: its characters and their places."""

from __future__ import annotations

import dataclasses

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.columns import read_column
from shiryokan.paper.ocr.context import put_right
from shiryokan.paper.ocr.crops import PixelBox, box_of, is_column, strip_of
from shiryokan.paper.ocr.decoding import Found, best_path, with_brackets_closed
from shiryokan.paper.ocr.drawn_signs import circle_of, with_drawn_signs
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels, Recognised
from shiryokan.paper.ocr.latin_marks import with_latin_marks
from shiryokan.paper.ocr.leaders import with_leaders
from shiryokan.paper.ocr.model import SURE, OcrCharacter, OcrLine, State
from shiryokan.paper.ocr.roman import with_roman_numbers
from shiryokan.paper.ocr.runs import runs_of
from shiryokan.paper.ocr.setting import Setting, ink_of, setting_of
from shiryokan.paper.ocr.small_kana import with_small_kana

_LEAST = 4
"""Pixels: what is thinner is not read."""


def line_of(picture: Pixels, corners: Corners, engine: Engine, scale: float) -> OcrLine | None:
    """The line within ``corners`` (4, 2) of a picture with ``scale`` pixels a point; None where
    nothing is read."""
    place = box_of(corners, picture)
    vertical = is_column(corners)
    strip = strip_of(picture, place, turned=vertical)
    if min(strip.shape[:2]) < _LEAST:
        return None
    if not vertical:
        top, bottom = own_row(ink_of(strip))
        place = place._replace(top=place.top + top, bottom=place.top + bottom)
        strip = strip[top:bottom]
    seen = look(strip, engine, vertical=vertical)
    if not seen.found or seen.setting is None:
        return None
    setting, ink = seen.setting, seen.ink
    left = left_over(ink, setting)
    if left and not vertical:
        seen, setting, left = looked_again(strip, ink, seen, setting, left, engine)
    line = made(seen.found, setting, place, scale, vertical=vertical)
    if not left:
        return line
    boxes = tuple(_box(setting, part, place, scale, vertical=vertical) for part in left)
    return msgspec.structs.replace(line, uncovered=boxes, state=State.DOUBTFUL)


_MAIN = 0.6
"""Share of a strip's ink that one row of its text has, at least, for the rest to be of others."""
_WHITE_ROW = 0.004
"""Share of a strip's width that may be ink in a row that is white: specks."""
_CUT_OFF = 0.6
"""Times the height of that row: what is cut off at the edge of a strip is lower."""


def own_row(ink: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """From where to where a level strip holds its own row: where rows are set closely it holds the
    feet of the one above too, or the heads of the one below, parted by white."""
    height = ink.shape[0]
    amount = ink.sum(axis=1)
    dark = amount > _WHITE_ROW * ink.shape[1]
    rows = runs_of(dark)
    if len(rows) < 2:
        return 0, height
    weights = [int(amount[start:end].sum()) for start, end in rows]
    main = int(np.argmax(weights))
    if weights[main] < _MAIN * sum(weights):
        return 0, height
    most = _CUT_OFF * (rows[main][1] - rows[main][0])
    top, bottom = 0, height
    if main and rows[0][0] == 0 and rows[0][1] <= most:
        top = (rows[0][1] + rows[1][0]) // 2
    if main < len(rows) - 1 and rows[-1][1] == height and height - rows[-1][0] <= most:
        bottom = (rows[-2][1] + rows[-1][0] + 1) // 2
    return top, bottom


_LOST = 0.25
"""Ems of ink along a line that no character covers, from which on one may have been passed over."""
_LOST_HEIGHT = (0.2, 1.05)
"""Ems across the line that such ink has: less is a speck, more is a ruled line."""


def left_over(ink: npt.NDArray[np.bool_], setting: Setting) -> list[tuple[float, float]]:
    """Where along a strip there is ink that no cell covers: start and end in pixels."""
    em = setting.em
    low = max(round(setting.top), 0)
    body = ink[low : max(round(setting.top + em), low + 1)]
    free: npt.NDArray[np.bool_] = np.array(body.any(axis=0))
    for start, end in setting.cells:
        free[max(int(start - 0.1 * em), 0) : int(end + 0.1 * em) + 1] = False
    found = []
    for start, end in runs_of(free):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        high = float(rows[-1] - rows[0] + 1)
        if end - start >= _LOST * em and _LOST_HEIGHT[0] * em <= high <= _LOST_HEIGHT[1] * em:
            found.append((float(start), float(end)))
    return found


_AGAIN = 0.85
"""Confidence from which on what a second look at ink that was passed over shows is taken."""
_SHOWN_AGAIN = frozenset("※○◎●△▲□■◇◆★☆①②③④⑤⑥⑦⑧⑨⑩")
"""Signs that a second look may show besides letters and digits."""
_MOST_AGAIN = 6
"""Places of a line that are looked at again."""


def looked_again(
    strip: Pixels, ink: npt.NDArray[np.bool_], seen: Sight, setting: Setting,
    left: list[tuple[float, float]], engine: Engine,
) -> tuple[Sight, Setting, list[tuple[float, float]]]:  # fmt: skip
    """``seen`` with what a look at the ink that no character covers shows by itself, and what is
    left over then: the networks pass over signs at the ends of lines."""
    added: list[Found] = []
    step = seen.recognised.step
    for start, end in left[:_MOST_AGAIN]:
        white = round(0.12 * setting.em)
        low, high = max(int(start) - white, 0), min(int(end) + white, strip.shape[1])
        again = engine.recognise(np.ascontiguousarray(strip[:, low:high]))
        for one in best_path(again):
            if one.confidence >= _AGAIN and (one.text.isalnum() or one.text in _SHOWN_AGAIN):
                at = round((low + one.middle * again.step) / step)
                added.append(dataclasses.replace(one, start=at, end=at))
    if not added:
        return seen, setting, left
    found = sorted([*seen.found, *added], key=lambda one: one.middle)
    other = setting_of(found, step, ink)
    return dataclasses.replace(seen, found=found, setting=other), other, left_over(ink, other)


@dataclasses.dataclass(frozen=True, slots=True)
class Sight:
    """What was seen in a strip: its characters and their setting, and what the recogniser gave for
    it, of a column for its characters set side by side."""

    found: list[Found]
    setting: Setting | None
    recognised: Recognised
    ink: npt.NDArray[np.bool_]
    """(height, width) where the strip has ink."""
    lying: tuple[Recognised, ...] = ()
    """Of a column what the recogniser gave for the strip as it lies."""
    strip: Pixels | None = None
    """What was looked at."""

    @property
    def text(self) -> str:
        """The characters in their order."""
        return "".join(one.text for one in self.found)


def look(strip: Pixels, engine: Engine, *, vertical: bool = False) -> Sight:
    """What stands in a strip; one that is ``vertical`` is a column that lies on its left side."""
    recognised, ink = engine.recognise(strip), ink_of(strip)
    found = with_brackets_closed(best_path(recognised), recognised)
    if not found:
        return Sight([], None, recognised, ink)
    setting = setting_of(found, recognised.step, ink)
    lying: tuple[Recognised, ...] = ()
    if vertical:
        found, setting, upright = read_column(strip, ink, found, setting, recognised.step, engine)
        if upright is not None:
            recognised, lying = upright, (recognised,)
    else:
        read = found
        found = with_leaders(found, recognised.step, ink, setting.em)
        found = with_roman_numbers(found, recognised.step, ink, setting.em)
        found = with_latin_marks(found, recognised.step, ink, setting.em)
        found = with_drawn_signs(found, recognised.step, ink, setting.em)
        if found != read:
            setting = setting_of(found, recognised.step, ink)
        found = with_small_kana(found, setting, ink)
    if len(found) == 1 and found[0].text in _ROUND and (sign := circle_of(ink)):
        found = [dataclasses.replace(found[0], text=sign)]
    return Sight(by_neighbours(found, setting), setting, recognised, ink, lying, strip)


_ROUND = frozenset("0OoQ〇◯○◎")
"""What a circle is read as that stands alone."""
_WHITE = 0.4
"""Ems of white between two characters that part words, or the sign of a list from its item."""


def by_neighbours(found: list[Found], setting: Setting) -> list[Found]:
    """``found`` with those that are drawn alike as their neighbours say."""
    text, places = "", []
    for i, one in enumerate(found):
        if i and setting.cells[i][0] - setting.cells[i - 1][1] > _WHITE * setting.em:
            text += " "
        places.append(len(text))
        text += one.text
    told = put_right(text)
    return [
        one if told[at] == one.text else dataclasses.replace(one, text=told[at])
        for one, at in zip(found, places, strict=True)
    ]


def made(
    found: list[Found], setting: Setting, place: PixelBox, scale: float, *, vertical: bool
) -> OcrLine:
    """The line that stands in ``place`` of the picture, from its characters and their setting."""
    boxes = [_box(setting, cell, place, scale, vertical=vertical) for cell in setting.cells]
    characters = tuple(
        OcrCharacter(one.text, box, one.confidence, one.alternatives)
        for one, box in zip(found, boxes, strict=True)
    )
    bounds = boxes[0]
    for box in boxes[1:]:
        bounds = bounds.union(box)
    confidence = min(character.confidence for character in characters)
    return OcrLine(
        "".join(character.text for character in characters),
        bounds,
        vertical,
        characters,
        confidence,
        State.READ if confidence >= SURE else State.DOUBTFUL,
    )


def _box(
    setting: Setting, cell: tuple[float, float], place: PixelBox, scale: float, *, vertical: bool
) -> Box:
    """A cell on the page, in points."""
    start, end = cell
    if vertical:
        # the strip was turned to the left: its top is the right side of the column
        x0 = place.right - setting.top - setting.em
        sides = (x0, place.top + start, x0 + setting.em, place.top + end)
    else:
        y0 = place.top + setting.top
        sides = (place.left + start, y0, place.left + end, y0 + setting.em)
    return Box(*(round(side / scale, 2) for side in sides))
