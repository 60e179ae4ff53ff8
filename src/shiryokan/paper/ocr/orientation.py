"""Which quarter of a picture is up.

The longest lines are read in each way they may stand. The networks read a line upright, or with
its characters turned to the left, as those of a column are when it is laid on its side; other ways
they see nothing, so the sum of the confidences tells.
"""

from __future__ import annotations

import numpy as np

from shiryokan.paper.ocr.crops import box_of, is_column, strip_of
from shiryokan.paper.ocr.decoding import Found, best_path
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels, Recognised

_ASKED = 3
"""Lines that are asked."""
_SIDEWAYS = 0.6
"""Share of what was read that is read with each character turned upright, where they lay on
their sides; else it is near nothing."""
_FILLED = 0.5
"""Confidence a square of a line, from which on it is read the right way up for sure."""
_PLAIN = 0.25
"""Share read with each character turned, of the longest line alone, below which the others are not
asked: no character lies on its side."""
_ENOUGH = 12
"""Characters of a line that can tell so."""


def rotation_of(picture: Pixels, corners: Corners, engine: Engine) -> int:
    """By how many degrees, clockwise (0, 90, 180, 270), the picture is turned to be upright."""
    sides = corners.max(axis=1) - corners.min(axis=1)
    if not len(sides):
        return 0
    columns = np.array([is_column(each) for each in corners])
    length = sides.max(axis=1)
    tall = bool(length[columns].sum() > length[~columns].sum())
    chosen = [i for i in np.argsort(-length, kind="stable") if columns[i] == tall][:_ASKED]
    strips = [strip_of(picture, box_of(corners[i], picture), turned=tall) for i in chosen]
    strips = [strip for strip in strips if min(strip.shape[:2]) > 3]
    if not strips:
        return 0
    upright = _Reading(strips, engine)
    flipped = False
    if upright.score < _FILLED * sum(strip.shape[1] / strip.shape[0] for strip in strips):
        over = _Reading([np.ascontiguousarray(strip[::-1, ::-1]) for strip in strips], engine)
        flipped = over.score > upright.score
        upright = over if flipped else upright
    lying = _is_lying(upright, engine)
    return (270 * tall + 180 * flipped + 90 * lying) % 360


def _is_lying(upright: _Reading, engine: Engine) -> bool:
    """Whether the characters lie on their side in strips that were read all the same."""
    turned = upright.with_turned_characters()
    first = upright.found[0]
    if len(first) >= _ENOUGH:
        score = sum(each.confidence for each in first)
        if _Reading(turned[:1], engine).score < _PLAIN * score:
            return False
    return _Reading(turned, engine).score > _SIDEWAYS * upright.score


class Remembering:
    """An engine that knows what it was asked last before :meth:`settle`, once: the lines that tell
    which quarter is up are mostly asked for again as lines of the page."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[tuple[tuple[int, ...], bytes], Recognised] = {}
        self._settled = False
        self.name, self.version = engine.name, engine.version

    def settle(self) -> None:
        """Remember nothing new from here on."""
        self._settled = True

    def detect(self, picture: Pixels) -> Corners:
        """As the engine does."""
        return self._engine.detect(picture)

    def recognise(self, crop: Pixels) -> Recognised:
        """As the engine does, or did."""
        key = crop.shape, crop.tobytes()
        known = self._known.pop(key, None)
        if known is not None:
            return known
        recognised = self._engine.recognise(crop)
        if not self._settled:
            self._known[key] = recognised
        return recognised


class _Reading:
    """Some strips, read."""

    def __init__(self, strips: list[Pixels], engine: Engine) -> None:
        self.strips = strips
        self.found: list[list[Found]] = []
        self.steps: list[float] = []
        for strip in strips:
            recognised = engine.recognise(strip)
            self.found.append(best_path(recognised))
            self.steps.append(recognised.step)
        self.score = sum(each.confidence for found in self.found for each in found)

    def with_turned_characters(self) -> list[Pixels]:
        """The strips, each character of which is turned to the right by a quarter."""
        return [
            turned_characters(strip, [each.middle * step for each in found])
            for strip, found, step in zip(self.strips, self.found, self.steps, strict=True)
            if found
        ]


def turned_characters(strip: Pixels, middles: list[float]) -> Pixels:
    """Squares about the ``middles`` of a strip, in pixels along it, turned to the right and set
    side by side."""
    height = strip.shape[0]
    squares = []
    for middle in middles:
        start = min(max(round(middle - height / 2), 0), max(strip.shape[1] - height, 0))
        square = strip[:, start : start + height]
        missing = height - square.shape[1]
        if missing:
            square = np.pad(square, ((0, 0), (0, missing), (0, 0)), mode="edge")
        squares.append(np.rot90(square, -1))
    return np.ascontiguousarray(np.concatenate(squares, axis=1))
