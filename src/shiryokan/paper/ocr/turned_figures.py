"""Words that lie on their side, or stand on their head, in pictures within a page that is upright.

Such a picture may hold level words too, as a chart does whose axis is labelled upwards: lines found
tall and lines found level are asked apart which way they are turned.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.crops import is_column
from shiryokan.paper.ocr.engine import Corners, Engine, Pixels
from shiryokan.paper.ocr.model import OcrLine, OcrPage
from shiryokan.paper.ocr.orientation import rotation_of
from shiryokan.paper.ocr.reading import lines_in
from shiryokan.paper.ocr.straightening import quarter_turned

_SURER = 0.9
"""Times as much must be read for sure, as a sum of confidences, of lines that were turned: where
both ways are read as well, as some are that run downwards, they are turned."""
_SURE = 0.9
"""Mean confidence of the characters of a line from which on it counts."""
_FEWEST = 4
"""Characters that are read with it, at least: fewer are found in drawings."""


def with_turned(
    lines: Sequence[OcrLine], corners: Corners, pictures: Sequence[Box], picture: Pixels,
    scale: float, engine: Engine,
) -> list[OcrLine]:  # fmt: skip
    """``lines`` as they were read where ``corners`` (n, 4, 2) were found in the ``picture`` of a
    page with ``scale`` pixels a point; those within ``pictures`` of the page, in points, that are
    turned are read the right way."""
    result = list(lines)
    for place in sorted(pictures, key=lambda box: (box.x1 - box.x0) * (box.y1 - box.y0)):
        own = [each for each in corners if _holds(place, each.mean(axis=0) / scale)]
        for tall in (True, False):
            found = np.array([each for each in own if is_column(each) == tall])
            if len(found):
                result = _read_turned(
                    result, found.reshape(-1, 4, 2), place, picture, scale, engine
                )
    return result


def _read_turned(
    lines: list[OcrLine], corners: Corners, place: Box, picture: Pixels, scale: float,
    engine: Engine,
) -> list[OcrLine]:  # fmt: skip
    """``lines``, those at ``corners`` in ``place`` turned if that is how they are read."""
    x0, y0, x1, y1 = (round(side * scale) for side in place)
    x0, y0 = max(x0, 0), max(y0, 0)
    part = picture[y0:y1, x0:x1]
    if not part.size:
        return lines
    turn = rotation_of(part, corners - np.array((x0, y0)), engine)
    if not turn:
        return lines
    upright = np.ascontiguousarray(quarter_turned(part, turn))
    asked = [each for each in engine.detect(upright) if not is_column(each)]
    read = lines_in(upright, np.array(asked).reshape(-1, 4, 2), engine, scale)
    page = OcrPage((), (upright.shape[1] / scale, upright.shape[0] / scale), turn)
    boxes = [
        Box(*each.min(axis=0).tolist(), *each.max(axis=0).tolist()) for each in corners / scale
    ]
    turned = [_shown(line, page, (x0 / scale, y0 / scale)) for line in read]
    turned = [line for line in turned if any(_meet(line.box, box) for box in boxes)]
    known = [line for line in lines if any(_meet(line.box, box) for box in boxes)]
    score = _score(turned)
    if score < _FEWEST or score < _SURER * _score(known):
        return lines
    return [line for line in lines if all(line is not each for each in known)] + turned


def _score(lines: Sequence[OcrLine]) -> float:
    """How much was read, for sure."""
    sums = [(sum(c.confidence for c in line.characters), len(line.characters)) for line in lines]
    return sum(total for total, count in sums if count and total >= _SURE * count)


def _shown(line: OcrLine, page: OcrPage, corner: tuple[float, float]) -> OcrLine:
    """A line of the turned picture at its place in the page; ``corner`` is that of the picture."""

    def placed(box: Box) -> Box:
        x0, y0, x1, y1 = page.seen(box)
        right, down = corner
        sides = (x0 + right, y0 + down, x1 + right, y1 + down)
        return Box(*(round(side, 2) for side in sides))

    return msgspec.structs.replace(
        line,
        box=placed(line.box),
        vertical=page.rotation % 180 != 0,
        characters=tuple(
            msgspec.structs.replace(each, box=placed(each.box)) for each in line.characters
        ),
        uncovered=tuple(placed(box) for box in line.uncovered),
        turn=page.rotation,
    )


def _holds(box: Box, point: np.ndarray) -> bool:
    return bool(box.x0 <= point[0] <= box.x1 and box.y0 <= point[1] <= box.y1)


def _meet(one: Box, other: Box) -> bool:
    """Whether the middle of one of two boxes is in the other."""
    return any(
        inner.x0 <= (box.x0 + box.x1) / 2 <= inner.x1
        and inner.y0 <= (box.y0 + box.y1) / 2 <= inner.y1
        for box, inner in ((one, other), (other, one))
    )
