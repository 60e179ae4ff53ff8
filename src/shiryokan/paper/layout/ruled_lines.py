"""Ruled lines of a page: strokes and thin rectangles that lie along an axis.

PDFium's path objects are read through addresses as plain integers, as glyphs are; a picture
drawn with a hundred thousand strokes is cut off at a bound.
"""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pypdfium2.raw as pdfium

from shiryokan.paper.glyphs import (
    Bools,
    Floats,
    Frame,
    Ints,
    exhausted,
    frame_of,
    unchecked,
    untyped,
)
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.params import PARAMS

_ROUNDING = PARAMS.ruled_lines.rounding
_ON_LINE = PARAMS.ruled_lines.on_line

THIN = PARAMS.ruled_lines.thin
_LEAST_SHAPE = PARAMS.ruled_lines.least_shape
_LEAST_OVAL = PARAMS.ruled_lines.least_oval
_ON_BOX = PARAMS.ruled_lines.on_box
_SLANT = PARAMS.ruled_lines.slant
_POINTED = 7
"""Corners of an arrow or a speech bubble, at least."""
_STRAIGHT = PARAMS.ruled_lines.straight
_CORNER = PARAMS.ruled_lines.corner
_OBJECTS = PARAMS.ruled_lines.objects
_EDGE = PARAMS.ruled_lines.edge
_HIDING = PARAMS.ruled_lines.hiding
_SMALL = PARAMS.ruled_lines.small
_GROUNDS = PARAMS.ruled_lines.grounds
_NESTED = PARAMS.ruled_lines.nested
_SEGMENTS = PARAMS.ruled_lines.segments
_FEW_SEGMENTS = PARAMS.ruled_lines.few_segments
_DASH = PARAMS.ruled_lines.dash
_DASH_APART = PARAMS.ruled_lines.dash_apart
_DASH_GAP = PARAMS.ruled_lines.dash_gap
_DASH_ALIKE = PARAMS.ruled_lines.dash_alike
_DASHES = PARAMS.ruled_lines.dashes
_DASHED = PARAMS.ruled_lines.dashed
_WAVE = PARAMS.ruled_lines.wave
_WAVE_HEIGHT = PARAMS.ruled_lines.wave_height
_DEPTH = 3
_CORNERS = 4
"""Points of a closed triangle, the first of them twice."""

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
_line = untyped(pdfium.FPDFPageObj_GetStrokeColor, ctypes.c_int, *(_Address,) * 5)
_bounds_of = untyped(pdfium.FPDFPageObj_GetBounds, ctypes.c_int, *(_Address,) * 5)
_is_clear = untyped(pdfium.FPDFPageObj_HasTransparency, ctypes.c_int, _Address)
# each is a class, which is made once: not for every page
_Six = ctypes.c_float * 6
_Ends = ctypes.c_float * (2 * _SEGMENTS)
_Sides = ctypes.c_float * 4
_Two = ctypes.c_int * 2
_Four = ctypes.c_uint * 4

Matrix = tuple[float, float, float, float, float, float]
_NO_LINES: Bools = np.zeros(0, np.bool_)
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _no_boxes() -> Floats:
    return np.zeros((0, 4))


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Lines along the axes, in points of the page as seen; (n, 4) left, top, right, bottom.

    A horizontal line has equal top and bottom, a vertical one equal left and right.
    """

    horizontal: Floats
    vertical: Floats
    panels: Floats
    """(n, 4) filled rectangles that are not thin and boxes with round corners: what holds a text
    together."""
    shapes: Floats
    """(n, 4) boxes of what is drawn with curves or slanted lines: no round boxes."""
    unseen: tuple[Bools, Bools] = (_NO_LINES, _NO_LINES)
    """Which of the horizontal and of the vertical lines are not seen as lines: they are sides of a
    letter or of a shape, or something is painted over them. Empty where it is not known."""
    ovals: Floats = field(default_factory=_no_boxes)
    """(n, 4) circles, ellipses, triangles and lozenges: closed outlines that touch their box and
    are no boxes."""
    pictures: Floats = field(default_factory=_no_boxes)
    """(n, 4) pictures, in pixels."""
    tags: Floats = field(default_factory=_no_boxes)
    """(n, 4) boxes one side of which is pointed or cut off, as those of the steps of a procedure
    often are."""

    def turned(self, turn: Turn) -> RuledLines:
        """The same lines in a turned frame."""
        if turn.quarters == 0:
            return self
        across, down = turn.boxes(self.horizontal), turn.boxes(self.vertical)
        unseen = self.unseen
        if turn.quarters % 2:
            across, down, unseen = down, across, self.unseen[::-1]
        return RuledLines(
            across, down, turn.boxes(self.panels), turn.boxes(self.shapes), unseen,
            turn.boxes(self.ovals), turn.boxes(self.pictures), turn.boxes(self.tags),
        )  # fmt: skip

    def with_lines(self, lines: Floats) -> RuledLines:
        """The same lines and ``lines`` (n, 4) besides, level or upright."""
        level = lines[:, 1] == lines[:, 3]
        unseen = tuple(
            np.concatenate((known if len(known) else np.zeros(count, np.bool_), fresh))
            for known, count, fresh in (
                (self.unseen[0], len(self.horizontal), np.zeros(int(level.sum()), np.bool_)),
                (self.unseen[1], len(self.vertical), np.zeros(int((~level).sum()), np.bool_)),
            )
        )
        return replace(
            self,
            horizontal=np.concatenate((self.horizontal, lines[level])),
            vertical=np.concatenate((self.vertical, lines[~level])),
            unseen=(unseen[0], unseen[1]),
        )

    def without(self, level: Ints) -> RuledLines:
        """The same lines without the horizontal ones of these numbers."""
        if not len(level):
            return self
        keep = np.ones(len(self.horizontal), np.bool_)
        keep[level] = False
        unseen = self.unseen[0][keep] if len(self.unseen[0]) else _NO_LINES
        return replace(self, horizontal=self.horizontal[keep], unseen=(unseen, self.unseen[1]))

    def joined(self, other: RuledLines) -> RuledLines:
        """These lines and those of ``other``, in the same frame."""
        joined = self.with_lines(np.concatenate((other.horizontal, other.vertical)))
        return RuledLines(
            joined.horizontal,
            joined.vertical,
            np.concatenate((self.panels, other.panels)),
            np.concatenate((self.shapes, other.shapes)),
            joined.unseen,
            np.concatenate((self.ovals, other.ovals)),
            np.concatenate((self.pictures, other.pictures)),
            np.concatenate((self.tags, other.tags)),
        )

    def seen(self) -> RuledLines:
        """Those that are seen as lines."""
        level, upright = self.unseen
        return replace(
            self,
            horizontal=self.horizontal[~level] if len(level) else self.horizontal,
            vertical=self.vertical[~upright] if len(upright) else self.vertical,
            unseen=(_NO_LINES, _NO_LINES),
        )

    def outside(self, boxes: list[tuple[float, float, float, float]]) -> tuple[Floats, Floats]:
        """The horizontal and the vertical lines that do not lie in any of ``boxes``."""
        return _outside(self.horizontal, boxes), _outside(self.vertical, boxes)

    @staticmethod
    def none() -> RuledLines:
        """A page without lines."""
        none = np.zeros((0, 4))
        return RuledLines(none, none, none, none)


PICTURE = -1
"""The colour of a ground that has none of its own: a picture, a pattern or a gradient."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is painted on a page that text may lie on or under, *k* pieces; boxes in points of the
    page as seen."""

    box: Floats
    """(k, 4) left, top, right, bottom."""
    order: Ints
    """(k,) when it is painted, in steps of the page's painting."""
    color: Ints
    """(k,) red, green and blue as one number; ``PICTURE`` for what has no colour of its own."""
    opaque: Bools
    """(k,) true where nothing shines through it."""
    text: dict[int, int]
    """When each text object is painted, by its address; where there are no grounds, of those
    within forms alone."""

    def opaque_ones(self) -> Grounds:
        """Those through which nothing shines."""
        kept = self.opaque
        return replace(
            self, box=self.box[kept], order=self.order[kept], color=self.color[kept],
            opaque=kept[kept],
        )  # fmt: skip


_NOTHING: Floats = np.zeros((0, 4))
_NO_GROUNDS = Grounds(
    _NOTHING, np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_), {}
)


@dataclass(frozen=True, slots=True)
class Drawings:
    """All that is drawn on a page besides its text."""

    rules: RuledLines
    grounds: Grounds


def read_ruled_lines(page: pdfium.FPDF_PAGE) -> RuledLines:
    """The ruled lines of ``page``, an open PDFium page, which stays the caller's."""
    return read_drawings(page).rules


def read_drawings(page: pdfium.FPDF_PAGE, first: int = 0) -> Drawings:
    """What is drawn on ``page``, an open PDFium page, which stays the caller's, by its objects from
    the number ``first`` on."""
    frame = frame_of(page)
    found = _Paths()
    found.walk(ctypes.cast(page, ctypes.c_void_p), first)
    grounds = _grounds_of(found, frame) if found.grounds or found.text else _NO_GROUNDS
    panels = _panels_of(found, frame, grounds)
    if not found.strokes:
        rules = RuledLines(
            _NOTHING, _NOTHING, panels, _shapes_of(found, frame),
            ovals=_whole(found.ovals, frame), pictures=_whole(found.pictures, frame),
            tags=_whole(found.tags, frame),
        )  # fmt: skip
        return Drawings(rules, grounds)
    return Drawings(_rules_of(found, frame, grounds, panels), grounds)


def _panels_of(found: _Paths, frame: Frame, grounds: Grounds) -> Floats:
    """The panels that are seen: nothing is painted over all of one, and what is beneath it is of
    another colour."""
    panels = _seen(frame, found.panels) if found.panels else _NOTHING
    if len(panels):
        order, color = np.array(found.painted, np.int64).T
        opaque = grounds.opaque_ones()
        hidden = _painted_over(panels, order, opaque) | _on_its_like(panels, order, color, opaque)
        panels = panels[~hidden]
    dashed = _boxes_of(found.dashed)
    return np.concatenate((panels, _seen(frame, dashed))) if dashed else panels


def _boxes_of(
    lines: list[tuple[float, float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """The boxes of which all four sides are among ``lines``, such as meet at their corners."""
    level = [line for line in lines[:_DASHED] if line[1] == line[3]]
    upright = [line for line in lines[:_DASHED] if line[0] == line[2]]
    found = []
    for one, other in itertools.combinations(level, 2):
        x0, x1 = one[0], one[2]
        y0, y1 = sorted((one[1], other[1]))
        sides = [line for line in upright if abs(line[1] - y0) < THIN and abs(line[3] - y1) < THIN]
        if abs(other[0] - x0) < THIN and abs(other[2] - x1) < THIN and all(
            any(abs(line[0] - x) < THIN for line in sides) for x in (x0, x1)
        ):  # fmt: skip
            found.append((x0, y0, x1, y1))
    return found


def _grounds_of(found: _Paths, frame: Frame) -> Grounds:
    return Grounds(
        _seen(frame, [box for box, *_ in found.grounds]),
        np.array([order for _, order, _, _ in found.grounds], np.int64),
        np.array([color for _, _, color, _ in found.grounds], np.int64),
        np.array([opaque for *_, opaque in found.grounds], np.bool_),
        found.text,
    )


def _rules_of(found: _Paths, frame: Frame, grounds: Grounds, panels: Floats) -> RuledLines:
    box = _seen(frame, found.strokes)
    curved = np.zeros(len(box), np.bool_)
    curved[found.curved] = True
    orders = np.array(found.orders, np.int64)
    curved |= _painted_over(box, orders, grounds)
    shown = ~_painted_over(box, orders, grounds.opaque_ones())
    box, curved = box[shown], curved[shown]
    wide, high = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    level, upright = (high < 1.0) & (wide >= 1.0), (wide < 1.0) & (high >= 1.0)
    middle_y, middle_x = (box[:, 1] + box[:, 3]) / 2, (box[:, 0] + box[:, 2]) / 2
    across = np.stack((box[:, 0], middle_y, box[:, 2], middle_y), axis=1)[level]
    down = np.stack((middle_x, box[:, 1], middle_x, box[:, 3]), axis=1)[upright]
    across, across_curved = _on_page(across, curved[level], frame.size)
    down, down_curved = _on_page(down, curved[upright], frame.size)
    across, across_curved = _dashes_joined(across, across_curved, 0)
    down, down_curved = _dashes_joined(down, down_curved, 1)
    return RuledLines(
        across, down, panels, _shapes_of(found, frame),
        (across_curved, down_curved), _whole(found.ovals, frame), _whole(found.pictures, frame),
        _whole(found.tags, frame),
    )  # fmt: skip


def _shapes_of(found: _Paths, frame: Frame) -> Floats:
    return _whole(found.shapes, frame)


def _whole(boxes: list[tuple[float, float, float, float]], frame: Frame) -> Floats:
    if not boxes:
        return _NOTHING
    return _whole_on_page(_seen(frame, boxes), frame.size)


def _painted_over(box: Floats, orders: Sequence[int] | Ints, grounds: Grounds) -> Bools:
    """(n,) strokes, or boxes, that a ground lies on which is painted after them."""
    hidden = np.zeros(len(box), np.bool_)
    order = np.array(orders, np.int64)
    area = (grounds.box[:, 2] - grounds.box[:, 0]) * (grounds.box[:, 3] - grounds.box[:, 1])
    large = np.argsort(-area, kind="stable")[:_HIDING]
    large = large[grounds.order[large] > order.min()]
    for ground, painted in zip(grounds.box[large], grounds.order[large], strict=True):
        hidden |= (
            (order < painted)
            & (box[:, 0] > ground[0] - _EDGE)
            & (box[:, 1] > ground[1] + _EDGE)
            & (box[:, 2] < ground[2] + _EDGE)
            & (box[:, 3] < ground[3] - _EDGE)
        )
    return hidden


def _on_its_like(box: Floats, order: Ints, color: Ints, grounds: Grounds) -> Bools:
    """(n,) boxes of the colour of the ground on which they are painted: the lines of a paragraph
    are shaded so, each by itself."""
    on = np.full(len(box), PICTURE, np.int64)
    area = (grounds.box[:, 2] - grounds.box[:, 0]) * (grounds.box[:, 3] - grounds.box[:, 1])
    large = np.argsort(-area, kind="stable")[:_HIDING]
    for at in np.sort(large).tolist():
        x0, y0, x1, y1 = grounds.box[at]
        held = (box[:, 0] > x0 - _EDGE) & (box[:, 2] < x1 + _EDGE)
        held &= (box[:, 1] > y0 - _EDGE) & (box[:, 3] < y1 + _EDGE)
        # a panel is a ground too, and does not lie on itself
        on[held & (order > grounds.order[at])] = grounds.color[at]
    result: Bools = (on == color) & (color >= 0)
    return result


def _seen(frame: Frame, ends: list[tuple[float, float, float, float]]) -> Floats:
    """(n, 4) boxes of the page as seen, of points of the page's own coordinates."""
    array = np.array(ends, np.float64).reshape(-1, 4)
    x0, y0 = frame.seen(array[:, 0], array[:, 1])
    x1, y1 = frame.seen(array[:, 2], array[:, 3])
    return np.stack(
        (np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)), axis=1
    )


def _on_page(lines: Floats, curved: Bools, size: tuple[float, float]) -> tuple[Floats, Bools]:
    """Lines that lie on the page, cut off at its edges, and which of them are curved."""
    limit = np.array((size[0], size[1], size[0], size[1]))
    cut = np.clip(lines, 0.0, limit)
    long = (cut[:, 2] - cut[:, 0]) + (cut[:, 3] - cut[:, 1]) >= 1.0
    kept = long & (np.abs(cut - lines).min(axis=1) < _ON_LINE)
    return cut[kept], curved[kept]


def _dashes_joined(lines: Floats, curved: Bools, along: int) -> tuple[Floats, Bools]:
    """``lines`` that run along the axis ``along``, those dashed by short lines as one each, and
    which of them are ``curved``. So are the dashed ones: words stand on them."""
    if len(lines) < _DASHES:
        return lines, curved
    across = np.round(lines[:, 1 - along], 1)
    order = np.lexsort((lines[:, along], across))
    begin, end = lines[order, along], lines[order, along + 2]
    long = end - begin
    gap = begin[1:] - end[:-1]
    follows = (
        (np.diff(across[order]) == 0)
        & (gap > _DASH_APART)
        & (gap < _DASH_GAP * long[:-1])
        & (long[:-1] < _DASH)
        & (np.abs(np.diff(long)) < _DASH_ALIKE * long[:-1])
    )
    run = np.concatenate(([0], np.cumsum(~follows)))
    count = np.bincount(run)
    dashed = count[run] >= _DASHES
    if not dashed.any():
        return lines, curved
    first = np.flatnonzero(np.concatenate(([True], ~follows)))
    kept = first[count >= _DASHES]
    joined = lines[order[kept]].copy()
    joined[:, along + 2] = lines[order[kept + count[count >= _DASHES] - 1], along + 2]
    whole = order[~dashed]
    return (
        np.concatenate((lines[whole], joined)),
        np.concatenate((curved[whole], np.ones(len(kept), np.bool_))),
    )


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
        self.orders: list[int] = []
        """When each stroke is painted."""
        self.curved: list[int] = []
        """The strokes that are sides of a shape."""
        self.dashed: list[tuple[float, float, float, float]] = []
        """Lines whose dashes are all one path, as some programs draw the sides of boxes."""
        self.grounds: list[tuple[tuple[float, float, float, float], int, int, bool]] = []
        """Box, order, colour and opacity of each ground."""
        self.text: dict[int, int] = {}
        self.now = 0
        self.panels: list[tuple[float, float, float, float]] = []
        self.painted: list[tuple[int, int]] = []
        """When each panel is painted, and its colour, ``PICTURE`` without a fill."""
        self.shapes: list[tuple[float, float, float, float]] = []
        self.ovals: list[tuple[float, float, float, float]] = []
        self.pictures: list[tuple[float, float, float, float]] = []
        self.tags: list[tuple[float, float, float, float]] = []
        self.left = _OBJECTS
        self._six = _Six()
        self._ends = _Ends()
        at = ctypes.addressof(self._ends)
        self._xs = range(at, at + 8 * _SEGMENTS, 8)
        self._ys = range(at + 4, at + 4 + 8 * _SEGMENTS, 8)
        self._mode = _Two()
        self._four = _Four()

    def walk(self, page: ctypes.c_void_p, first: int) -> None:
        count = max(min(_count(page) - first, self.left), 0)
        objects = list(map(_object, itertools.repeat(page), range(first, first + count)))
        kinds = list(map(_type, objects))
        seen = 0
        for i, kind in enumerate(kinds):
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                self.left -= i - seen
                seen = i
                self.now = i * _NESTED
                self._object(objects[i], kind, _IDENTITY, 0)
        self.left -= count - seen
        if self.grounds:
            self.text.update(
                (address, i * _NESTED)
                for i, (address, kind) in enumerate(zip(objects, kinds, strict=True))
                if kind == pdfium.FPDF_PAGEOBJ_TEXT
            )

    def _object(self, address: int, kind: int, outer: Matrix, depth: int) -> None:
        match kind:
            case pdfium.FPDF_PAGEOBJ_TEXT:
                self.text[address] = self.now
            case pdfium.FPDF_PAGEOBJ_PATH:
                self._path(address, outer)
            case pdfium.FPDF_PAGEOBJ_IMAGE:
                self._image(address, outer)
            case pdfium.FPDF_PAGEOBJ_SHADING:
                self._ground(_bounds(address, outer), PICTURE, opaque=False)
            case pdfium.FPDF_PAGEOBJ_FORM if depth < _DEPTH:
                inner = _product(self._matrix(address), outer)
                for i in range(min(_form_count(address), max(self.left, 0))):
                    part = _form_object(address, i)
                    self.now += 1
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
        corners = [(e, f), (e + a, f + b), (e + c, f + d), (e + a + c, f + b + d)]
        thin = _thin(corners)
        if thin:
            self._stroke(thin)
        else:
            # a mask or a picture with holes lets shine through what is beneath
            self._ground(_box_of(corners), PICTURE, opaque=not _is_clear(address))
            if len(self.pictures) < _GROUNDS:
                self.pictures.append(_box_of(corners))

    def _stroke(self, ends: tuple[float, float, float, float]) -> None:
        self.strokes.append(ends)
        self.orders.append(self.now)

    def _panel(self, box: tuple[float, float, float, float], color: int) -> None:
        self.panels.append(box)
        self.painted.append((self.now, color))

    def _ground(self, box: tuple[float, float, float, float], color: int, *, opaque: bool) -> None:
        small = min(abs(box[2] - box[0]), abs(box[3] - box[1])) < _SMALL
        if not small and len(self.grounds) < _GROUNDS:
            self.grounds.append((box, self.now, color, opaque))

    def _path(self, address: int, outer: Matrix) -> None:
        count = _segments(address)
        at = ctypes.addressof(self._mode)
        if count < 2 or not _mode(address, at, at + 4):
            return
        filled = self._mode[0] != 0
        stroked = self._mode[1] != 0 and not self._is_faint(address)
        if count <= _FEW_SEGMENTS:
            self._outlined(address, count, outer, filled, stroked)
        elif not filled and not stroked:
            return
        elif dashed := _thin(_corners(_bounds(address, outer))) if filled else None:
            self.dashed.append(dashed)
        elif count <= _SEGMENTS and (box := self._rounded(address, count, outer)):
            color = self._color(address) if filled else PICTURE
            if self._shows(color):
                self._panel(box, color)
            if filled:
                self._ground(box, color, opaque=not _is_clear(address))
        elif filled:
            self._ground(_bounds(address, outer), self._color(address), opaque=False)
        else:
            wave = _thin(_corners(_bounds(address, outer)), _WAVE_HEIGHT)
            if wave:
                self._stroke(wave)

    def _rounded(
        self, address: int, count: int, outer: Matrix
    ) -> tuple[float, float, float, float] | None:
        """The box with round corners that a path of many segments is: some programs draw a corner
        with dozens of them."""
        outlines = self._outlines(address, count, _product(self._matrix(address), outer))
        found = [_round_box(outline, _CORNER) for outline, _ in outlines]
        return found[0] if len(found) == 1 else None

    def _outlined(
        self, address: int, count: int, outer: Matrix, filled: bool, stroked: bool
    ) -> None:
        if not filled and not stroked:
            return
        matrix = _product(self._matrix(address), outer)
        outlines = list(self._outlines(address, count, matrix))
        for points, curved in outlines:
            outline, arrow = (points, False) if curved else _without_tip(points)
            thin = _thin(outline) if filled or not stroked else None
            if thin:
                self._stroke(thin)
                continue
            panel = None if curved or not filled else _rectangle(outline)
            rounded = _round_box(outline, _CORNER) if curved else None
            shape = None if panel or rounded else _shape(outline)
            if shape:
                self.shapes.append(shape)
            elif not panel and len(self.ovals) < _GROUNDS and (oval := _oval(outline)):
                self.ovals.append(oval)
            elif not panel and not curved and len(self.tags) < _GROUNDS and _is_tag(outline):
                self.tags.append(_box_of(outline))
            if filled:
                self._fill(address, outline, curved, whole=len(outlines) == 1)
            elif rounded:
                self._panel(rounded, PICTURE)
            # the sides of a slice and of an arrow are no rules
            if stroked and not (arrow or (shape and curved)):
                self._sides(outline, curved)

    def _sides(self, outline: list[tuple[float, float]], curved: bool) -> None:
        wave = _thin(outline, _WAVE_HEIGHT) if len(outline) > _WAVE else None
        if wave:
            self._stroke(wave)
            return
        # a letter or a rounded box: none of its sides is a line by itself
        shaped = curved or len(outline) > _WAVE
        for a, b in itertools.pairwise(outline):
            if a != b:
                if shaped:
                    self.curved.append(len(self.strokes))
                self._stroke((*a, *b))

    def _fill(
        self, address: int, outline: list[tuple[float, float]], curved: bool, *, whole: bool
    ) -> None:
        """Note a fill; it is ``whole`` where no other outline of its path cuts a hole in it."""
        panel = _round_box(outline, _CORNER) if curved else _rectangle(outline)
        color = self._color(address)
        if panel and self._shows(color):
            self._panel(panel, color)
        # of the box around another shape a part shows what is beneath
        opaque = whole and panel is not None and not _is_clear(address)
        self._ground(panel or _box_of(outline), color, opaque=opaque)

    def _outlines(
        self, address: int, count: int, m: Matrix
    ) -> Iterator[tuple[list[tuple[float, float]], bool]]:
        """Each subpath's points, those that curves are drawn by among them, and whether it has
        curves."""
        segments = list(map(_segment, itertools.repeat(ctypes.c_void_p(address)), range(count)))
        exhausted(map(_point, segments, self._xs, self._ys))
        ends = self._ends[: 2 * count]
        points: list[tuple[float, float]] = []
        curved = False
        for kind, closes, x, y in zip(
            map(_kind, segments), map(_closes, segments), ends[::2], ends[1::2], strict=True
        ):
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points, curved
                points, curved = [], False
            curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
            points.append((m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]))
            if closes:
                points.append(points[0])
        if points:
            yield points, curved

    def _color(self, address: int) -> int:
        """The colour of a fill; ``PICTURE`` where it has none of its own or is clear."""
        at = ctypes.addressof(self._four)
        if not _fill(address, at, at + 4, at + 8, at + 12):
            return PICTURE
        red, green, blue, alpha = self._four
        return _CLEAR if alpha <= _FAINT else red << 16 | green << 8 | blue

    def _is_faint(self, address: int) -> bool:
        """Whether a stroke is so clear that it is not seen."""
        at = ctypes.addressof(self._four)
        return bool(_line(address, at, at + 4, at + 8, at + 12)) and self._four[3] <= _FAINT

    def _shows(self, color: int) -> bool:
        """Whether a fill differs from white paper."""
        if color < 0:
            return color == PICTURE
        return min(color >> 16, color >> 8 & 0xFF, color & 0xFF) < _WHITE


_CLEAR = -2
"""The colour of a fill that is not seen."""
_FAINT = 8
"""Alpha, of 255, up to which nothing is seen."""
_WHITE = PARAMS.ruled_lines.white


def _corners(box: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    """The first and the last corner of a box."""
    return [box[:2], box[2:]]


def _box_of(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def _bounds(address: int, m: Matrix) -> tuple[float, float, float, float]:
    """The box of an object as PDFium gives it, set by the matrix of the form that it is in."""
    sides = _Sides()
    at = ctypes.addressof(sides)
    if not _bounds_of(address, at, at + 4, at + 8, at + 12):
        return 0.0, 0.0, 0.0, 0.0
    x0, y0, x1, y1 = sides
    return _box_of(
        [
            (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
            for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))
        ]
    )


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _thin(
    outline: list[tuple[float, float]], most: float = THIN
) -> tuple[float, float, float, float] | None:
    """The middle line of a shape that is thin, ``most`` points at most, along one axis."""
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= most and x1 - x0 > 2 * (y1 - y0):
        return x0, (y0 + y1) / 2, x1, (y0 + y1) / 2
    if x1 - x0 <= most and y1 - y0 > 2 * (x1 - x0):
        return (x0 + x1) / 2, y0, (x0 + x1) / 2, y1
    return None


def _shape(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The box of an outline of some size that does not run along its box: no rectangle, round box
    or ellipse, whose points, those that draw its curves too, all lie on their box."""
    x0, y0, x1, y1 = box = _box_of(outline)
    if min(x1 - x0, y1 - y0) < _LEAST_SHAPE or _runs_along(outline, box):
        return None
    return box


def _tip(outline: list[tuple[float, float]]) -> int | None:
    """The corner of a closed outline of straight sides at which two slanted ones meet, as at the
    tip of an arrow or of a speech bubble; None where there is none."""
    (first_x, first_y), (last_x, last_y) = outline[0], outline[-1]
    if len(outline) <= _POINTED or abs(first_x - last_x) + abs(first_y - last_y) > _ON_BOX:
        return None
    slanted = [
        min(abs(x1 - x0), abs(y1 - y0)) > _SLANT
        for (x0, y0), (x1, y1) in itertools.pairwise(outline)
    ]
    around = zip([slanted[-1], *slanted], slanted, strict=False)
    return next((at for at, (one, two) in enumerate(around) if one and two), None)


def _without_tip(
    outline: list[tuple[float, float]],
) -> tuple[list[tuple[float, float]], bool]:
    """An outline of straight sides, a speech bubble as the rectangle that it is without the tip
    that points from it; and whether it is an arrow, which has a tip and is none."""
    tip = _tip(outline)
    if tip is None:
        return outline, False
    rest = [point for at, point in enumerate(outline[:-1]) if at != tip]
    box = _box_of(rest)
    x0, y0, x1, y1 = box
    corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    met = all(any(abs(x - a) + abs(y - b) < _ON_BOX for x, y in rest) for a, b in corners)
    if not met or not _runs_along(rest, box):
        return outline, True
    return [*corners, corners[0]], False


def _round_box(
    outline: list[tuple[float, float]], corner: float = 0.0
) -> tuple[float, float, float, float] | None:
    """The box of a closed outline with round corners: all points lie on their box, or off it by
    ``corner`` of its shorter side at most, and its longer sides are mostly straight. The points
    that draw an ellipse leave nearly half of each side."""
    (first_x, first_y), (last_x, last_y) = outline[0], outline[-1]
    if abs(first_x - last_x) + abs(first_y - last_y) > _ON_BOX:
        return None
    box = _box_of(outline)
    x0, y0, x1, y1 = box
    wide = x1 - x0 >= y1 - y0
    if min(x1 - x0, y1 - y0) < _LEAST_SHAPE:
        return None
    along, across = (0, 1) if wide else (1, 0)
    for side in (box[across], box[across + 2]):
        places = [p[along] for p in outline if abs(p[across] - side) < _ON_BOX]
        if max(places) - min(places) < _STRAIGHT * max(x1 - x0, y1 - y0):
            return None
    off = max(_ON_BOX, corner * min(x1 - x0, y1 - y0))
    return box if _runs_along(outline, box, off) else None


def _is_tag(outline: list[tuple[float, float]]) -> bool:
    """Whether a closed outline of straight sides, one of them slanted at least, has but few corners
    and runs along its box."""
    slanted = any(
        min(abs(x1 - x0), abs(y1 - y0)) > _SLANT
        for (x0, y0), (x1, y1) in itertools.pairwise(outline)
    )
    return slanted and len(set(outline)) <= _POINTED and _round_box(outline) is not None


def _oval(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The box of a closed outline that touches it and is no box, nor one with round corners."""
    (first_x, first_y), (last_x, last_y) = outline[0], outline[-1]
    if len(outline) < _CORNERS or abs(first_x - last_x) + abs(first_y - last_y) > _ON_BOX:
        return None
    box = _box_of(outline)
    x0, y0, x1, y1 = box
    if min(x1 - x0, y1 - y0) < _LEAST_OVAL or _rectangle(outline) or _round_box(outline):
        return None
    return box


def _runs_along(
    outline: list[tuple[float, float]], box: tuple[float, float, float, float], off: float = _ON_BOX
) -> bool:
    """Whether all points of ``outline`` lie at most ``off`` points from the sides of ``box``."""
    x0, y0, x1, y1 = box
    return all(min(x - x0, x1 - x) < off or min(y - y0, y1 - y) < off for x, y in outline)


def _rectangle(outline: list[tuple[float, float]]) -> tuple[float, float, float, float] | None:
    """The rectangle along the axes that a closed outline is; None if it is none."""
    if not 4 <= len(outline) <= 6:
        return None
    xs, ys = [p[0] for p in outline], [p[1] for p in outline]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    corners = all(
        min(abs(x - x0), abs(x - x1)) < _ROUNDING and min(abs(y - y0), abs(y - y1)) < _ROUNDING
        for x, y in outline
    )
    return (x0, y0, x1, y1) if corners else None
