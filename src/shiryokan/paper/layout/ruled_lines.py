"""Ruled lines of a page: strokes and thin rectangles that lie along an axis.

PDFium's path objects are read through addresses as plain integers, as glyphs are; a picture
drawn with a hundred thousand strokes is cut off at a bound.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2.raw as pdfium

from shiryokan.paper.glyphs import Floats, Frame, exhausted, frame_of, unchecked, untyped
from shiryokan.paper.layout.frames import Turn

THIN = 3.0
"""A filled rectangle at most this many points wide is a line."""
_LEAST_SHAPE = 12.0
"""A shape smaller than this many points is a sign."""
_ON_BOX = 0.75
"""Points lie on the box of their outline to so many points."""
_OBJECTS = 20_000
_SEGMENTS = 64
"""A path of more segments than this is a drawing."""
_DEPTH = 3

_Address = ctypes.c_void_p
_count = untyped(pdfium.FPDFPage_CountObjects, ctypes.c_int, _Address)
_object = unchecked(pdfium.FPDFPage_GetObject, ctypes.c_size_t)
_type = untyped(pdfium.FPDFPageObj_GetType, ctypes.c_int, _Address)
_form_count = untyped(pdfium.FPDFFormObj_CountObjects, ctypes.c_int, _Address)
_form_object = untyped(pdfium.FPDFFormObj_GetObject, _Address, _Address, ctypes.c_ulong)
_matrix = untyped(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int, _Address, _Address)
_mode = untyped(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, _Address, _Address, _Address)
_segments = untyped(pdfium.FPDFPath_CountSegments, ctypes.c_int, _Address)
_segment = unchecked(pdfium.FPDFPath_GetPathSegment, ctypes.c_size_t)
_point = untyped(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, _Address, _Address, _Address)
_kind = untyped(pdfium.FPDFPathSegment_GetType, ctypes.c_int, _Address)
_closes = untyped(pdfium.FPDFPathSegment_GetClose, ctypes.c_int, _Address)
_fill = untyped(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int, *(_Address,) * 5)

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Lines along the axes, in points of the page as seen; (n, 4) left, top, right, bottom.

    A horizontal line has equal top and bottom, a vertical one equal left and right.
    """

    horizontal: Floats
    vertical: Floats
    panels: Floats
    """(n, 4) filled rectangles that are not thin: the grounds of boxes."""
    shapes: Floats
    """(n, 4) boxes of what is drawn with curves or slanted lines: no round boxes."""

    def turned(self, turn: Turn) -> RuledLines:
        """The same lines in a turned frame."""
        if turn.quarters == 0:
            return self
        across, down = turn.boxes(self.horizontal), turn.boxes(self.vertical)
        panels, shapes = turn.boxes(self.panels), turn.boxes(self.shapes)
        if turn.quarters % 2:
            across, down = down, across
        return RuledLines(across, down, panels, shapes)

    def outside(self, boxes: list[tuple[float, float, float, float]]) -> tuple[Floats, Floats]:
        """The horizontal and the vertical lines that do not lie in any of ``boxes``."""
        return _outside(self.horizontal, boxes), _outside(self.vertical, boxes)

    @staticmethod
    def none() -> RuledLines:
        """A page without lines."""
        none = np.zeros((0, 4))
        return RuledLines(none, none, none, none)


def read_ruled_lines(page: pdfium.FPDF_PAGE) -> RuledLines:
    """The ruled lines of ``page``, an open PDFium page, which stays the caller's."""
    frame = frame_of(page)
    found = _Paths()
    found.walk(ctypes.cast(page, ctypes.c_void_p))
    box = _seen(frame, found.strokes)
    wide, high = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    level, upright = (high < 1.0) & (wide >= 1.0), (wide < 1.0) & (high >= 1.0)
    middle_y, middle_x = (box[:, 1] + box[:, 3]) / 2, (box[:, 0] + box[:, 2]) / 2
    across = np.stack((box[:, 0], middle_y, box[:, 2], middle_y), axis=1)[level]
    down = np.stack((middle_x, box[:, 1], middle_x, box[:, 3]), axis=1)[upright]
    size = frame.size
    return RuledLines(
        _on_page(across, size), _on_page(down, size), _seen(frame, found.panels),
        _whole_on_page(_seen(frame, found.shapes), size),
    )  # fmt: skip


def _seen(frame: Frame, ends: list[tuple[float, float, float, float]]) -> Floats:
    """(n, 4) boxes of the page as seen, of points of the page's own coordinates."""
    array = np.array(ends, np.float64).reshape(-1, 4)
    x0, y0 = frame.seen(array[:, 0], array[:, 1])
    x1, y1 = frame.seen(array[:, 2], array[:, 3])
    return np.stack(
        (np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)), axis=1
    )


def _on_page(lines: Floats, size: tuple[float, float]) -> Floats:
    """Lines that lie on the page, cut off at its edges."""
    limit = np.array((size[0], size[1], size[0], size[1]))
    cut = np.clip(lines, 0.0, limit)
    long = (cut[:, 2] - cut[:, 0]) + (cut[:, 3] - cut[:, 1]) >= 1.0
    kept: Floats = cut[long & (np.abs(cut - lines).min(axis=1) < 1e-6)]
    return kept


def _whole_on_page(boxes: Floats, size: tuple[float, float]) -> Floats:
    """Boxes that do not run over the page's edges, as the grounds of a design do."""
    low, high = boxes[:, :2], boxes[:, 2:]
    kept: Floats = boxes[(low > -THIN).all(axis=1) & (high < np.array(size) + THIN).all(axis=1)]
    return kept


def _outside(lines: Floats, boxes: list[tuple[float, float, float, float]]) -> Floats:
    keep = np.ones(len(lines), np.bool_)
    x, y = (lines[:, 0] + lines[:, 2]) / 2, (lines[:, 1] + lines[:, 3]) / 2
    for x0, y0, x1, y1 in boxes:
        keep &= ~((x > x0 - THIN) & (x < x1 + THIN) & (y > y0 - THIN) & (y < y1 + THIN))
    return lines[keep]


class _Paths:
    """Walks page objects, forms within forms too, and gathers strokes in page coordinates."""

    def __init__(self) -> None:
        self.strokes: list[tuple[float, float, float, float]] = []
        self.panels: list[tuple[float, float, float, float]] = []
        self.shapes: list[tuple[float, float, float, float]] = []
        self.left = _OBJECTS
        self._six = (ctypes.c_float * 6)()
        self._ends = (ctypes.c_float * (2 * _SEGMENTS))()
        at = ctypes.addressof(self._ends)
        self._xs = range(at, at + 8 * _SEGMENTS, 8)
        self._ys = range(at + 4, at + 4 + 8 * _SEGMENTS, 8)
        self._mode = (ctypes.c_int * 2)()
        self._four = (ctypes.c_uint * 4)()

    def walk(self, page: ctypes.c_void_p) -> None:
        count = min(_count(page), self.left)
        objects = list(map(_object, itertools.repeat(page), range(count)))
        kinds = list(map(_type, objects))
        seen = 0
        for i, kind in enumerate(kinds):
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self.left -= i - seen
                seen = i
                self._object(objects[i], kind, _IDENTITY, 0)
        self.left -= count - seen

    def _object(self, address: int, kind: int, outer: Matrix, depth: int) -> None:
        match kind:
            case pdfium.FPDF_PAGEOBJ_PATH:
                self._path(address, outer)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(address, outer)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEPTH:
                inner = _product(self._matrix(address), outer)
                for i in range(min(_form_count(address), max(self.left, 0))):
                    part = _form_object(address, i)
                    self._object(part, _type(part), inner, depth + 1)
                    self.left -= 1

    def _matrix(self, address: int) -> Matrix:
        if not _matrix(address, ctypes.addressof(self._six)):
            return _IDENTITY
        a, b, c, d, e, f = self._six
        return a, b, c, d, e, f

    def _image(self, address: int, outer: Matrix) -> None:
        """A picture as thin as a line is one: dotted rules are often set so."""
        a, b, c, d, e, f = _product(self._matrix(address), outer)
        thin = _thin([(e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d)])
        if thin:
            self.strokes.append(thin)

    def _path(self, address: int, outer: Matrix) -> None:
        count = _segments(address)
        at = ctypes.addressof(self._mode)
        if not 2 <= count <= _SEGMENTS or not _mode(address, at, at + 4):
            return
        filled, stroked = self._mode[0] != 0, self._mode[1] != 0
        if not filled and not stroked:
            return
        matrix = _product(self._matrix(address), outer)
        for outline, straight in self._outlines(address, count, matrix):
            thin = _thin(outline) if filled or not stroked else None
            if thin:
                self.strokes.append(thin)
                continue
            panel = _rectangle(outline) if straight and filled else None
            shape = None if panel else _shape(outline)
            if shape:
                self.shapes.append(shape)
                if not straight:
                    continue  # the side of a slice is no rule
            if panel and self._shows(address):
                self.panels.append(panel)
            if stroked:
                self.strokes.extend((*a, *b) for a, b in itertools.pairwise(outline) if a != b)

    def _outlines(
        self, address: int, count: int, m: Matrix
    ) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Each subpath's points and whether it has straight sides only."""
        segments = list(map(_segment, itertools.repeat(ctypes.c_void_p(address)), range(count)))
        exhausted(map(_point, segments, self._xs, self._ys))
        ends = self._ends[: 2 * count]
        points: list[tuple[float, float]] = []
        straight = True
        for kind, closes, x, y in zip(
            map(_kind, segments), map(_closes, segments), ends[::2], ends[1::2], strict=True
        ):
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, straight
                points, straight = [], True
            straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
            points.append((m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]))
            if closes:
                points.append(points[0])
        if points:
            yield points, straight

    def _shows(self, address: int) -> bool:
        """Whether a fill differs from white paper."""
        at = ctypes.addressof(self._four)
        if not _fill(address, at, at + 4, at + 8, at + 12):
            return True
        red, green, blue, alpha = self._four
        return alpha > 8 and min(red, green, blue) < 250


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _thin(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The middle line of a filled shape that is thin along one axis."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= THIN and x1 - x0 > 2 * (y1 - y0):
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    if x1 - x0 <= THIN and y1 - y0 > 2 * (x1 - x0):
        return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    return None


def _shape(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The box of an outline of some size that does not run along its box: no rectangle, round box
    or ellipse, whose points, those that draw its curves too, all lie on their box."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if min(x1 - x0, y1 - y0) < _LEAST_SHAPE:
        return None
    along = all(min(x - x0, x1 - x) < _ON_BOX or min(y - y0, y1 - y) < _ON_BOX for x, y in outline)
    return None if along else (x0, y0, x1, y1)


def _rectangle(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The rectangle along the axes that a closed outline is; None if it is none."""
    if not 4 <= len(outline) <= 6:
        return None
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    corners = all(
        min(abs(x - x0), abs(x - x1)) < 0.5 and min(abs(y - y0), abs(y - y1)) < 0.5
        for x, y in outline
    )
    return (x0, y0, x1, y1) if corners else None
