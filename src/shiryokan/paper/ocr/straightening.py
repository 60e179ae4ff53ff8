"""Makes the picture of a page fit to be read: upright, white paper, without stamps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from shiryokan.paper.ocr.engine import Pixels, is_grey

Grey = npt.NDArray[np.uint8]
_Floats = npt.NDArray[np.float64]

_SKEWS = 8.0
"""Degrees to either side in which the skew of a page is looked for."""
_SKEW_SIDE = 1100
"""Pixels of the longer side of the picture in which it is looked for."""
_LEAST_SKEW = 0.08
"""Degrees that are not worth turning a picture by: four pixels over a page."""
_GAIN = 1.02
"""By how much rows must be sharper than those of the picture as it is for it to be turned."""
_DARK = 0.6
"""Share of the paper's brightness below which a pixel is ink, in search of the skew."""


def skew_of(grey: Grey) -> float:
    """By how many degrees, clockwise, to turn a picture so that its lines lie along its sides.

    The turn at which the rows, or for vertical writing the columns, of ink are sharpest: the sum of
    the squares of the ink in each is greatest (Postl 1986). Which quarter is up does not matter.
    """
    scale = min(1.0, _SKEW_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale)))
    small = np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX), np.float32)
    paper = float(np.percentile(small, 90))
    # an edge of the scanner's lid is no line
    rim = max(1, round(0.03 * min(small.shape)))
    y, x = np.nonzero(small[rim:-rim, rim:-rim] < _DARK * paper)
    most = 0.3 * small.size
    if not 50 < len(x) < most:
        return 0.0
    y = y - small.shape[0] / 2
    x = x - small.shape[1] / 2

    def best(angles: _Floats) -> tuple[float, float]:
        sharp = [max(_sharpness(y, x, a), _sharpness(x, y, -a)) for a in angles.tolist()]
        at = int(np.argmax(sharp))
        return float(angles[at]), sharp[at]

    coarse, _ = best(np.arange(-_SKEWS, _SKEWS + 0.01, 0.5))
    finer, _ = best(np.arange(coarse - 0.5, coarse + 0.51, 0.1))
    finest, sharp = best(np.arange(finer - 0.1, finer + 0.11, 0.02))
    unturned = max(_sharpness(y, x, 0.0), _sharpness(x, y, 0.0))
    if abs(finest) < _LEAST_SKEW or sharp < _GAIN * unturned or abs(finest) >= _SKEWS:
        return 0.0
    return round(finest, 2)


def _sharpness(across: _Floats, along: _Floats, degrees: float) -> float:
    """How unevenly ink at (along, across) lies when it is turned clockwise."""
    turned = across + along * np.tan(np.radians(degrees))
    counts = np.bincount((turned - turned.min()).astype(np.int64))
    return float((counts.astype(np.float64) ** 2).sum())


def turned(picture: Pixels, degrees: float) -> Pixels:
    """The picture turned clockwise about its centre, of the same size, its paper filled up."""
    if not degrees:
        return picture
    paper = tuple(int(c) for c in np.percentile(picture[::8, ::8].reshape(-1, 3), 80, axis=0))

    def rotated(image: Image.Image) -> Image.Image:
        fill = paper[0] if image.mode == "L" else paper
        return image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=fill)

    return _done(picture, rotated)


def _done(picture: Pixels, change: Callable[[Image.Image], Image.Image]) -> Pixels:
    """The picture changed; of one without colours one of three equal planes is, which takes a third
    of the time."""
    if not is_grey(picture):
        return np.asarray(change(Image.fromarray(picture)))
    plane = np.asarray(change(Image.fromarray(np.ascontiguousarray(picture[..., 0]))))
    return np.repeat(plane[..., None], 3, axis=2)


def quarter_turned(picture: Pixels, degrees: int) -> Pixels:
    """The picture turned clockwise by 0, 90, 180 or 270 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def cleaned(picture: Pixels) -> Pixels:
    """The picture without stamps, and with soft edges where it is black and white."""
    picture = without_stamps(picture)
    if is_two_tone(picture):
        return softened(picture)
    return picture


def is_two_tone(picture: Pixels) -> bool:
    """Whether nearly all is black or white, as a fax is."""
    some = picture[::3, ::3]
    middle = (some > 40) & (some < 215)
    return bool(middle.mean() < 0.004)


_SOFT = 0.7
"""Pixels: how far the edges of two-tone pictures are blurred."""


def softened(picture: Pixels) -> Pixels:
    """The picture with blurred edges: the networks know grey ones."""
    return _done(picture, lambda image: image.filter(ImageFilter.GaussianBlur(_SOFT)))


_RED = 40
"""By how much red is brighter than green and blue in the ink of a stamp, of 255."""
_SEAL = (26.0, 130.0)
"""Points: the sides of a stamp (9 to 46 mm)."""
_SEAL_SHAPE = 1.7
"""The longer side of a stamp to the shorter one, at most."""


def without_stamps(picture: Pixels) -> Pixels:
    """The picture without red and vermilion stamps: there it is what its red channel shows."""
    if is_grey(picture):
        return picture
    from scipy import ndimage  # noqa: PLC0415  an extra

    red = picture[..., 0].astype(np.int16)
    rest = np.maximum(picture[..., 1], picture[..., 2]).astype(np.int16)
    ink = red - rest > _RED
    if not 0 < ink.mean() < 0.05:
        return picture
    step = 4
    high, wide = (side // step * step for side in ink.shape)
    coarse = ink[:high, :wide].reshape(high // step, step, wide // step, step).any(axis=(1, 3))
    labels, _ = ndimage.label(ndimage.binary_dilation(coarse, iterations=2), np.ones((3, 3)))
    scale = max(picture.shape) / 842.0 / step
    result = None
    for region in ndimage.find_objects(labels):
        (top, bottom), (left, right) = ((s.start, s.stop) for s in region)
        sides = sorted((bottom - top, right - left))
        if not (_SEAL[0] * scale < sides[0] and sides[1] < _SEAL[1] * scale):
            continue
        if sides[1] > _SEAL_SHAPE * sides[0]:
            continue
        if result is None:
            result = picture.copy()
        box = np.s_[top * step : bottom * step, left * step : right * step]
        result[box] = picture[box][..., :1]
    return picture if result is None else result
