"""From the picture of a page to an :class:`~shiryokan.paper.ocr.model.OcrPage`."""

from __future__ import annotations

import msgspec
import numpy as np

from shiryokan.paper.model import Box
from shiryokan.paper.ocr import cells, ruling
from shiryokan.paper.ocr.context import listed
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels, is_grey
from shiryokan.paper.ocr.lines import line_of
from shiryokan.paper.ocr.model import OcrLine, OcrPage
from shiryokan.paper.ocr.orientation import Remembering, rotation_of
from shiryokan.paper.ocr.pictures import picture_hash
from shiryokan.paper.ocr.straightening import Grey, cleaned, quarter_turned, skew_of, turned

PREPARATION = "2"
"""Grows when pictures are prepared for the engine otherwise."""


def model_name(engine: Engine) -> str:
    """What an :class:`OcrPage` says it was read with."""
    return f"{engine.name}/{engine.version}.{PREPARATION}"


def read_picture(
    picture: Pixels, size: tuple[float, float], engine: Engine, *, reduced: bool = False
) -> OcrPage:
    """What stands on the ``picture`` of a page of ``size`` (width, height in points, as shown).

    ``reduced`` says that the picture was drawn smaller than it should be; it is told.
    """
    sha256, model = picture_hash(picture), model_name(engine)
    told = ("picture_reduced",) if reduced else ()
    if _is_blank(picture):
        return OcrPage((), size, 0, 0.0, sha256, model, warnings=(*told, "picture_blank"))
    clean = cleaned(picture)
    skew = skew_of(grey_of(clean))
    straight = turned(clean, skew)
    scale = picture.shape[1] / size[0]
    strokes = ruling.strokes_of(grey_of(straight), scale)
    bare = ruling.without(straight, strokes, scale)
    corners = engine.detect(bare)
    asked = Remembering(engine)
    rotation = rotation_of(bare, corners, asked)
    asked.settle()
    if rotation:
        # turned first and then straightened is the same as the other way round
        bare = quarter_turned(bare, rotation)
        straight = quarter_turned(straight, rotation)
        size = (size[1], size[0]) if rotation % 180 else size
        strokes = ruling.strokes_of(grey_of(straight), scale)
        corners = engine.detect(bare)
    grey = grey_of(bare)
    ink = cells.ink_in(grey, scale)
    corners = cells.cut_at_rules(corners, strokes, ink, scale)
    lines = lines_in(bare, corners, asked, scale)
    besides = lines_in(bare, cells.left_out(corners, ink, grey), engine, scale)
    lines += [line for line in besides if cells.is_written(line, lines)]
    lines += cells.dots_for_nothing(lines, ink, scale)
    lines = with_signs_of_lists(lines)
    return OcrPage(
        tuple(lines),
        size,
        rotation,
        skew,
        sha256,
        model,
        tuple(_level(box, scale) for box in strokes.level.tolist()),
        tuple(_upright(box, scale) for box in strokes.upright.tolist()),
        told if lines else (*told, "picture_without_text"),
    )


def lines_in(picture: Pixels, corners: Corners, engine: Engine, scale: float) -> list[OcrLine]:
    """The lines found in an upright picture with ``scale`` pixels a point."""
    found = (line_of(picture, each, engine, scale) for each in corners)
    return [line for line in found if line is not None]


_APART = 0.4
"""Ems of white behind the sign of a list."""


def with_signs_of_lists(lines: list[OcrLine]) -> list[OcrLine]:
    """The lines, the signs of their lists as those beside them say: ハ after ロ, 八 after 七."""
    first = [
        (number, at)
        for number, line in sorted(enumerate(lines), key=lambda each: _reading_order(each[1]))
        if (at := _sign_at(line)) is not None
    ]
    signs = listed([lines[number].text[at] for number, at in first])
    result = list(lines)
    for (number, at), sign in zip(first, signs, strict=True):
        line = result[number]
        if line.text[at] != sign:
            characters = list(line.characters)
            characters[at] = msgspec.structs.replace(characters[at], text=sign)
            text = line.text[:at] + sign + line.text[at + 1 :]
            result[number] = msgspec.structs.replace(line, text=text, characters=tuple(characters))
    return result


def _reading_order(line: OcrLine) -> tuple[float, float]:
    return (-line.box.x1, line.box.y0) if line.vertical else (line.box.y0, line.box.x0)


def _sign_at(line: OcrLine) -> int | None:
    """Where in a line the sign of a list stands: first, in brackets or set apart."""
    text = line.text
    if len(text) != len(line.characters):
        return None
    if len(text) > 2 and text[0] in "（(" and text[2] in "）)":
        return 1
    if len(text) == 1:
        return 0
    if len(text) < 3:
        return None
    if text[1].isspace():
        return 0
    one, two = line.characters[0].box, line.characters[1].box
    across = line.box.x1 - line.box.x0 if line.vertical else line.box.y1 - line.box.y0
    white = (two.y0 - one.y1) if line.vertical else (two.x0 - one.x1)
    return 0 if white > _APART * across else None


def grey_of(picture: Pixels) -> Grey:
    """(height, width) brightness."""
    if is_grey(picture):
        return np.ascontiguousarray(picture[..., 0])
    weights = np.array((77, 150, 29), np.uint16)
    return ((picture @ weights) >> 8).astype(np.uint8)


_EVEN = 6.0
"""Standard deviation of brightness, of 255, below which nothing stands in a picture."""


def _is_blank(picture: Pixels) -> bool:
    some = grey_of(picture[::2, ::2])
    return float(some.std()) < _EVEN and int(np.ptp(some)) < 60


def _level(box: list[float], scale: float) -> Box:
    x0, y0, x1, y1 = (side / scale for side in box)
    return Box(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)


def _upright(box: list[float], scale: float) -> Box:
    x0, y0, x1, y1 = (side / scale for side in box)
    return Box((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
