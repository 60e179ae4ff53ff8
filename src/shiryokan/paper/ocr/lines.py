"""One line of a picture: its crop, its characters and their places."""

from __future__ import annotations

import numpy as np

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.decoding import Found, best_path
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels
from shiryokan.paper.ocr.model import SURE, OcrCharacter, OcrLine, State

_TALL = 1.6
"""What is so many times higher than wide is a column of characters (as in PaddleOCR)."""


def line_of(picture: Pixels, corners: Corners, engine: Engine, scale: float) -> OcrLine | None:
    """The line within ``corners`` (4, 2); None where there is nothing to read."""
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    left, top, right, bottom = int(x0), int(y0), int(np.ceil(x1)), int(np.ceil(y1))
    crop = picture[top:bottom, left:right]
    vertical = bottom - top >= _TALL * (right - left)
    if vertical:
        crop = np.ascontiguousarray(np.rot90(crop))
    if min(crop.shape[:2]) < 4:
        return None
    recognised = engine.recognise(crop)
    found = best_path(recognised)
    if not found:
        return None
    cells = _cells(found, recognised.step, crop)
    characters = []
    for one, (start, end) in zip(found, cells, strict=True):
        box = (left, top + start, right, top + end) if vertical else (left + start, top, left + end, bottom)
        characters.append(
            OcrCharacter(
                one.text, Box(*(side / scale for side in box)), one.confidence, one.alternatives
            )
        )
    confidence = min(c.confidence for c in characters)
    return OcrLine(
        "".join(c.text for c in characters),
        Box(left / scale, top / scale, right / scale, bottom / scale),
        vertical,
        tuple(characters),
        confidence,
        State.READ if confidence >= SURE else State.DOUBTFUL,
    )


def _cells(found: list[Found], step: float, crop: Pixels) -> list[tuple[float, float]]:
    """Where each character begins and ends along the crop, in pixels."""
    middles = [one.middle * step for one in found]
    em = crop.shape[0] * 0.75
    cells = []
    for i, (one, middle) in enumerate(zip(found, middles, strict=True)):
        half = em * (0.5 if ord(one.text[0]) > 0x2E7F else 0.3)
        start = max(middle - half, (middles[i - 1] + middle) / 2 if i else 0.0)
        end = min(middle + half, (middle + middles[i + 1]) / 2 if i + 1 < len(found) else crop.shape[1])
        cells.append((start, end))
    return cells
