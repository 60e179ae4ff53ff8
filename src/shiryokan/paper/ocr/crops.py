"""Pieces of a picture that hold one line."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from shiryokan.paper.ocr.engine import Corners, Pixels

_TALL = 1.6
"""What is so many times higher than wide is a column of characters (as in PaddleOCR)."""


class PixelBox(NamedTuple):
    """Whole pixels: left, top, right, bottom."""

    left: int
    top: int
    right: int
    bottom: int


def box_of(corners: Corners, picture: Pixels) -> PixelBox:
    """The box around four corners (4, 2), within the picture."""
    height, width = picture.shape[:2]
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    right, bottom = min(int(np.ceil(x1)), width), min(int(np.ceil(y1)), height)
    return PixelBox(max(int(x0), 0), max(int(y0), 0), right, bottom)


def is_column(corners: Corners) -> bool:
    """Whether four corners hold characters below each other."""
    wide, high = corners.max(axis=0) - corners.min(axis=0)
    return bool(high >= _TALL * wide)


def strip_of(picture: Pixels, box: PixelBox, *, turned: bool) -> Pixels:
    """What is in a box; of a column (``turned``) laid on its left side, so that it is read from
    left to right."""
    crop = picture[box.top : box.bottom, box.left : box.right]
    return np.ascontiguousarray(np.rot90(crop) if turned else crop)
