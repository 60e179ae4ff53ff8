"""Where the characters of a line stand: their cells, as type is set."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.decoding import Found
from shiryokan.paper.ocr.engine import Pixels

_OPENING = frozenset("（「『【〔〈《［｛([{“‘")
_CLOSING = frozenset("）」』】〕〉》］｝)]}”’、。，．")
_SMALL = frozenset("ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ")
_DARK = 0.62
"""Share of the way from ink to paper below which a pixel is ink."""
_FLAT = 25
"""Steps of brightness, of 255: what differs by less is no ink."""
_SHARES = {"kanji": 0.91, "kana": 0.86, "other": 0.72}
"""How high the ink of such characters is, in ems: the largest few of a line."""
_LIKE_PITCH = 0.13
"""Share of the em by which the distance of neighbours may differ and be the em."""
_MARGIN = 0.05
"""Ems beside the ink of a narrow character."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set along its strip, in pixels of the strip."""

    em: float
    top: float
    """Where the em of the line begins from the strip's top."""
    cells: list[tuple[float, float]]
    """Of each character the start and the end along the strip."""


def ink_of(strip: Pixels) -> npt.NDArray[np.bool_]:
    """(height, width) where there is ink: dark on light, or light on dark."""
    grey = strip.max(axis=2) if strip.shape[2] == 3 else strip[..., 0]
    low, middle, high = _percentiles(grey, (2.0, 50.0, 98.0))
    if high - low < _FLAT:
        # a few points on white
        low, middle, high = _percentiles(grey, (0.3, 50, 99.7))
    if high - low < _FLAT:
        return np.zeros(grey.shape, np.bool_)
    if middle - low >= high - middle:
        return _without_specks(grey < low + _DARK * (high - low))
    return _without_specks(grey > high - _DARK * (high - low))


def _percentiles(grey: npt.NDArray[np.uint8], shares: tuple[float, ...]) -> list[float]:
    """What so many percent of the pixels are not brighter than, as ``np.percentile`` has it, from
    how often each brightness occurs: nothing is sorted."""
    until = np.cumsum(np.bincount(grey.ravel(), minlength=256))
    at = np.array(shares) / 100 * (int(until[-1]) - 1)
    below, above = (until.searchsorted(each, "right") for each in (np.floor(at), np.ceil(at)))
    return [float(each) for each in below + (above - below) * (at - np.floor(at))]


def _without_specks(ink: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """``ink`` without pixels of which fewer than three stand together."""
    padded = np.pad(ink, 1).astype(np.uint8)
    rows = padded[:-2] + padded[1:-1] + padded[2:]
    around = rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]
    return np.asarray(ink & (around >= 3))


def setting_of(found: list[Found], step: float, ink: npt.NDArray[np.bool_]) -> Setting:
    """The cells of the characters ``found`` at steps of ``step`` pixels of a strip, by its ink."""
    middles = [one.middle * step for one in found]
    spans = [_span(ink, low, high) for low, high in _territories(middles, ink.shape[1])]
    em, centre = _em(found, middles, spans, ink)
    cells = [
        _cell(one.text, middle, span, em)
        for one, middle, span in zip(found, middles, spans, strict=True)
    ]
    return Setting(em, centre - em / 2, _apart(cells, found, em))


def _territories(middles: list[float], width: int) -> list[tuple[int, int]]:
    """What lies nearer to each character than to its neighbours."""
    edges = [0.0, *((a + b) / 2 for a, b in pairwise(middles)), float(width)]
    return [(int(low), max(int(low) + 1, int(high))) for low, high in pairwise(edges)]


@dataclass(frozen=True, slots=True)
class _Span:
    """The ink of a character: along the strip and across it; empty where there is none."""

    start: float
    end: float
    top: float
    bottom: float

    def __bool__(self) -> bool:
        return self.end > self.start


def _span(ink: npt.NDArray[np.bool_], low: int, high: int) -> _Span:
    part = ink[:, low:high]
    along = np.flatnonzero(part.any(axis=0))
    across = np.flatnonzero(part.any(axis=1))
    if not len(along):
        return _Span(0, 0, 0, 0)
    return _Span(
        low + float(along[0]), low + float(along[-1]) + 1, float(across[0]), float(across[-1]) + 1
    )


def is_square(character: str) -> bool:
    """Whether it fills its em, as kanji and large kana do."""
    return (
        unicodedata.east_asian_width(character[0]) == "W"
        and character[0].isalpha()
        and character not in _SMALL
        and character != "ー"
    )


def _em(
    found: list[Found], middles: list[float], spans: list[_Span], ink: npt.NDArray[np.bool_]
) -> tuple[float, float]:
    """The em and the middle of the line across the strip, in pixels."""
    height = float(ink.shape[0])
    own: list[_Span] = []
    share = 1.0
    for kind, share in _SHARES.items():  # noqa: B007  that of the last kind is used below
        own = [
            span
            for one, span in zip(found, spans, strict=True)
            if span and _kind(one.text) == kind and span.bottom - span.top > 0.3 * height
        ]
        if len(own) >= (2 if kind == "kanji" else 1):
            break
    else:
        return 0.75 * height, height / 2
    heights = np.array([span.bottom - span.top for span in own])
    tall = float(np.percentile(heights, 80))
    centres = [(span.top + span.bottom) / 2 for span in own if span.bottom - span.top > 0.8 * tall]
    em, centre = tall / share, float(np.median(centres))
    squares = [is_square(one.text) for one in found]
    steps = [b - a for i, (a, b) in enumerate(pairwise(middles)) if squares[i] and squares[i + 1]]
    if len(steps) >= 3:
        pitch = float(np.median(steps))
        if abs(pitch - em) < _LIKE_PITCH * em:
            em = pitch
    return min(em, 1.2 * height), centre


def _kind(character: str) -> str:
    if character in _SMALL or character == "ー":
        return ""
    if is_square(character):
        return "kana" if 0x3040 <= ord(character[0]) < 0x3100 else "kanji"
    return "other" if character.isdecimal() or character.isupper() else ""


def _cell(character: str, middle: float, span: _Span, em: float) -> tuple[float, float]:
    if is_square(character):
        seen = span and span.end - span.start > 0.45 * em
        centre = (span.start + span.end) / 2 if seen else middle
        # ink of a neighbour may have been taken along
        centre = centre if abs(centre - middle) < 0.35 * em else middle
        return centre - em / 2, centre + em / 2
    if not span or span.end - span.start > 1.3 * em:
        half = em / 2 if unicodedata.east_asian_width(character[0]) in "WF" else 0.28 * em
        return middle - half, middle + half
    return span.start - _MARGIN * em, span.end + _MARGIN * em


_FULL = 0.2
"""Share of the em by which the distance of letters may differ that are set in full width."""


def _widened(
    cells: list[tuple[float, float]], found: list[Found], em: float
) -> list[tuple[float, float]]:
    """The cells, those of letters and digits an em wide where they are set in full width: their
    middles are an em from those of their neighbours."""
    middles = [(start + end) / 2 for start, end in cells]
    result = list(cells)
    for i, one in enumerate(found):
        if not (one.text.isascii() and one.text.isalnum()):
            continue
        steps = [abs(middles[j] - middles[i]) for j in (i - 1, i + 1) if 0 <= j < len(cells)]
        wide = [abs(step - em) < _FULL * em for step in steps]
        if wide and all(wide) and cells[i][1] - cells[i][0] < em:
            result[i] = (middles[i] - em / 2, middles[i] + em / 2)
    return result


def _apart(
    cells: list[tuple[float, float]], found: list[Found], em: float
) -> list[tuple[float, float]]:
    """The cells without overlaps, brackets and points of full width as wide as they are set."""
    cells = _widened(cells, found, em)
    starts, ends = ([cell[side] for cell in cells] for side in (0, 1))
    for i in range(len(cells) - 1):
        if ends[i] > starts[i + 1]:
            ends[i] = starts[i + 1] = (ends[i] + starts[i + 1]) / 2
    for i, one in enumerate(found):
        wide = unicodedata.east_asian_width(one.text[0]) in "WF"
        if not wide and one.text not in "・…‥":
            continue
        before = ends[i - 1] if i else starts[i]
        # at the ends of a line nothing tells how wide they are set
        behind = starts[i + 1] if i + 1 < len(cells) else ends[i]
        if one.text in _CLOSING:
            ends[i] = max(ends[i], min(starts[i] + em, behind))
        elif one.text in _OPENING:
            starts[i] = min(starts[i], max(ends[i] - em, before))
        elif not is_square(one.text):
            centre = (starts[i] + ends[i]) / 2
            starts[i] = min(starts[i], max(centre - em / 2, before))
            ends[i] = max(ends[i], min(centre + em / 2, behind))
    return [(start, max(end, start + 0.05 * em)) for start, end in zip(starts, ends, strict=True)]
