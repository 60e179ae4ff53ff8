"""From the picture of a page to an :class:`~shiryokan.paper.ocr.model.OcrPage`."""

from __future__ import annotations

import numpy as np

from shiryokan.paper.model import Box
from shiryokan.paper.ocr import ruling
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels
from shiryokan.paper.ocr.lines import line_of
from shiryokan.paper.ocr.model import OcrLine, OcrPage
from shiryokan.paper.ocr.orientation import rotation_of
from shiryokan.paper.ocr.pictures import picture_hash
from shiryokan.paper.ocr.straightening import Grey, cleaned, quarter_turned, skew_of, turned

PREPARATION = "1"
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
    rotation = rotation_of(bare, corners, engine)
    if rotation:
        # turned first and then straightened is the same as the other way round
        bare = quarter_turned(bare, rotation)
        straight = quarter_turned(straight, rotation)
        size = (size[1], size[0]) if rotation % 180 else size
        strokes = ruling.strokes_of(grey_of(straight), scale)
        corners = engine.detect(bare)
    lines = lines_in(bare, corners, engine, scale)
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


def grey_of(picture: Pixels) -> Grey:
    """(height, width) brightness."""
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
