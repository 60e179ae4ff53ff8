"""PP-OCRv6 small as an engine: a detector by differentiable binarisation (Liao et al. 2020) and a
recogniser by CTC (PaddleOCR, Apache-2.0)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image

from shiryokan.paper.ocr.engine import Charset, Corners, Pixels, Recognised, is_grey
from shiryokan.paper.ocr.models import DETECTION, RECOGNITION, network
from shiryokan.paper.ocr.runtime import Network, Tensor, load
from shiryokan.paper.ocr.splitting import split, tensor

VERSION = "7"
"""Grows when the same picture may be read otherwise: here, or in how pictures are prepared."""
_STRIDE = 32
"""Pixels: sides of what the detector takes are a multiple."""
_LONGEST = 1472
"""Pixels: the longest side at which lines are looked for. At twice the area none more were found
on pages with text of nine points, and it took twice as long."""
_INK = 0.3
"""Probability from which on a pixel is of a line (as in PaddleOCR)."""
_LINE = 0.5
"""Mean probability from which on a region is a line (as in PaddleOCR)."""
_UNCLIP = 1.6
"""Regions are shrunk by the detector; this undoes it (as in PaddleOCR)."""
_LEAST = 3
"""Pixels: what is thinner is no line."""
_HEIGHT = 48
"""Pixels: the height of what the recogniser takes."""
_NARROWEST, _WIDEST = 160, 3200
"""Pixels: the least and the greatest width of what the recogniser takes."""
_BUCKET = 16
"""Pixels: widths are a multiple. Half a bucket of nothing is read with each line: with 64, it was a
twentieth of all that was read."""

_FEATURES = "p2o.pd_op.transpose.8.0"
"""What the recogniser has of each step before it compares it with every character: 120 numbers. The
rest of it, a product with 18,710 columns, is a fifth of its time, and two steps of three show
nothing."""
_CLASSES = ("linear_8.w_0", "linear_8.b_0")
"""The columns, and what is added to each."""
_SURELY_BLANK = 26.0
"""What the blank must score, before all scores are made probabilities, for a step to show nothing.
Of 23,460 steps of eight pages 54% score so much, and none of them left other characters 1%."""


class PpOcr:
    """The engine. Raises :class:`~shiryokan.paper.errors.OcrMissing` where it is not installed."""

    name = "pp-ocrv6-small"

    def __init__(self) -> None:
        self._detection: Network | None = None
        trunk, head = split(network(RECOGNITION), _FEATURES)
        self._trunk, told = load(trunk)
        self._head, _ = load(head)
        weights, offsets = (tensor(head, name) for name in _CLASSES)
        # copies: the rest of what the file holds need not stay
        self._blank = weights[:, 0].copy(), float(offsets[0])
        # the blank before the characters, the space behind
        self._charset = Charset(("", *told["character"].split("\n"), " "))
        self._twins = twins(self._charset)

    @property
    def version(self) -> str:
        """Grows with what changes readings."""
        return VERSION

    def detect(self, picture: Pixels) -> Corners:
        """The lines of an upright picture, as rectangles along its sides."""
        if self._detection is None:
            # verifying alone never needs it
            self._detection, _ = load(network(DETECTION))
        height, width = picture.shape[:2]
        scale = min(1.0, _LONGEST / max(height, width))
        high, wide = (
            max(_STRIDE, round(side * scale / _STRIDE) * _STRIDE) for side in (height, width)
        )
        score = self._detection(_tensor(picture, (wide, high))[None])[0, 0]
        boxes = _regions(score) * np.tile((width / wide, height / high), 2)
        return _corners(boxes, width, height)

    def recognise(self, crop: Pixels) -> Recognised:
        """One line; what is wider than the recogniser takes is pressed together."""
        height, width = crop.shape[:2]
        wide = min(max(1, round(width * _HEIGHT / height)), _WIDEST)
        bucket = max(_NARROWEST, -(-wide // _BUCKET) * _BUCKET)
        given = np.zeros((1, 3, _HEIGHT, bucket), np.float32)
        given[0, ..., :wide] = _tensor(crop, (wide, _HEIGHT))
        features = self._trunk(given)[0]
        steps = len(features)
        used = min(steps, -(-wide * steps // bucket))
        lattice, spoken = self._classes(features[:used])
        return Recognised(lattice, self._charset, bucket / steps * width / wide, spoken)

    def _classes(self, features: Tensor) -> tuple[Tensor, npt.NDArray[np.int64]]:
        """(steps, classes) the probabilities, and the steps at which they were asked for."""
        direction, offset = self._blank
        spoken = np.flatnonzero(features @ direction + offset < _SURELY_BLANK)
        lattice = np.zeros((len(features), len(self._charset)), np.float32)
        lattice[:, 0] = 1
        if len(spoken):
            found = self._head(np.ascontiguousarray(features[None, spoken]))[0]
            chinese, japanese = self._twins
            found[:, japanese] += found[:, chinese]
            found[:, chinese] = 0
            lattice[spoken] = found
        return lattice, spoken


_TWINS = (
    "查査", "冲沖", "净浄", "户戸", "别別", "吕呂", "娱娯", "宫宮", "强強", "换換", "摇揺",
    "栅柵", "稅税", "說説", "鄉郷", "閱閲", "揭掲", "减減", "决決", "况況", "凉涼", "频頻",
    "团団", "產産", "类類", "溫温", "关関", "囊嚢", "业業", "壳殻",
)  # fmt: skip
"""A form of a kanji that Chinese print uses, and what Japanese print has in its place: a stroke
tells them apart, which small print does not show. The networks know both; here they are one."""


def twins(charset: Charset) -> tuple[list[int], list[int]]:
    """The classes of the forms that Chinese print uses, and of those of Japanese print."""
    known = {character: number for number, character in enumerate(charset)}
    pairs = [
        (known[pair[0]], known[pair[1]]) for pair in _TWINS if pair[0] in known and pair[1] in known
    ]
    return [chinese for chinese, _ in pairs], [japanese for _, japanese in pairs]


def _tensor(picture: Pixels, size: tuple[int, int]) -> Tensor:
    """(3, height, width) the picture in this size (width, height), blue first, from -1 to 1."""
    if is_grey(picture):
        # one of three equal planes is resized, which takes a third of the time
        plane = _scaled(_resized(np.ascontiguousarray(picture[..., 0]), size))
        return np.asarray(np.broadcast_to(plane, (3, *plane.shape)))
    scaled = _scaled(_resized(picture, size)[:, :, ::-1])
    return np.ascontiguousarray(scaled.transpose(2, 0, 1))


def _resized(picture: Pixels, size: tuple[int, int]) -> Pixels:
    if picture.shape[1::-1] == size:
        return picture
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))


def _scaled(pixels: Pixels) -> Tensor:
    return np.asarray(pixels.astype(np.float32) * np.float32(2 / 255) - 1, np.float32)


def _regions(score: Tensor) -> Corners:
    """(n, 4) left, top, right, bottom of the regions whose probability is high."""
    from scipy import ndimage  # noqa: PLC0415

    mask = score > _INK
    # a pixel wider to the right and down, as in PaddleOCR: it joins what hardly touches
    mask[:, 1:] |= mask[:, :-1].copy()
    mask[1:] |= mask[:-1].copy()
    labels, count = ndimage.label(mask, np.ones((3, 3)))
    if not count:
        return np.zeros((0, 4))
    numbers = np.arange(1, count + 1)
    mean = ndimage.mean(score, labels, numbers)
    found = []
    for region, sure in zip(ndimage.find_objects(labels), mean.tolist(), strict=True):
        (top, bottom), (left, right) = ((side.start, side.stop) for side in region)
        wide, high = right - left, bottom - top
        if min(wide, high) < _LEAST or sure < _LINE:
            continue
        out = wide * high * _UNCLIP / (2 * (wide + high))
        found.append((left - out, top - out, right + out, bottom + out))
    return np.array(found).reshape(-1, 4)


def _corners(boxes: Corners, width: int, height: int) -> Corners:
    """(n, 4, 2) the corners of (n, 4) boxes, within the picture."""
    x0, x1 = (np.clip(boxes[:, i], 0, width) for i in (0, 2))
    y0, y1 = (np.clip(boxes[:, i], 0, height) for i in (1, 3))
    return np.stack(
        [np.stack(each, axis=1) for each in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))], axis=1
    )
