"""Text that a page does not show: covered or cut off, in a layer that is off, in the colour of its
ground.

What may be unseen is told from the objects of the page: what is painted later over it, what it is
painted on. Whether it is unseen is then looked at: the page is drawn with it and without it, and
where no pixel changes nobody sees it. Pages on which nothing is suspect are not drawn.
"""

from __future__ import annotations

import ctypes
import dataclasses
import math
from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from shiryokan.paper.characters import taken
from shiryokan.paper.glyphs import (
    INVISIBLE_MODE,
    Bools,
    Glyphs,
    Ints,
    exhausted,
    frame_of,
    seen_boxes,
    untyped,
)
from shiryokan.paper.layout.ruled_lines import PICTURE, Grounds

_SMALLEST = 0.5
"""Points: what is smaller both ways is not seen."""
_PIXELS = 4_000_000
"""Pixels of a page that is drawn to be looked at, at most."""
_SCALE = 2.0
"""Pixels a point at which it is drawn, at most."""
_SAME = 12
"""Levels of 255 by which colours differ that no reader tells apart."""
_INK = 48
"""Levels of 255 between the darkest and the brightest pixel of a cell in which something stands."""
_INNER = 0.12
"""Share of a cell, on each side, that its neighbours may reach into."""
_OUTER = 0.15
"""Share of a cell by which a glyph may reach out of it."""
_ALONE = 2
_MOST = 0.7
"""So many glyphs of a text object, or a share of them less than the second, are looked at with all
around them before they are said to be unseen."""
_WHITE = 0xFFFFFF

Pixels = npt.NDArray[np.uint8]
_PIXEL = np.dtype("<u4")
_COLORS = np.uint32(0xFFFFFF)
"""The bytes of a pixel that are its color."""

_Address = ctypes.c_void_p
_fill = untyped(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int, *(_Address,) * 5)
_stroke = untyped(pdfium.FPDFPageObj_GetStrokeColor, ctypes.c_int, *(_Address,) * 5)
_set_mode = untyped(pdfium.FPDFTextObj_SetTextRenderMode, ctypes.c_int, _Address, ctypes.c_int)
_count = untyped(pdfium.FPDFPage_CountObjects, ctypes.c_int, _Address)
_object = untyped(pdfium.FPDFPage_GetObject, ctypes.c_size_t, _Address, ctypes.c_int)
_count_marks = untyped(pdfium.FPDFPageObj_CountMarks, ctypes.c_int, _Address)
_mark = untyped(pdfium.FPDFPageObj_GetMark, ctypes.c_size_t, _Address, ctypes.c_ulong)
_mark_name = untyped(
    pdfium.FPDFPageObjMark_GetName, ctypes.c_int, _Address, _Address, ctypes.c_ulong, _Address
)
_MARKS, _NAME = 16, 64
"""Marks of an object, and bytes of their names, at most."""
_OPTIONAL = "OC\0".encode("utf-16-le")
"""The mark of optional content (ISO 32000-1, 14.11)."""
_clip_path = untyped(pdfium.FPDFPageObj_GetClipPath, ctypes.c_size_t, _Address)
_count_paths = untyped(pdfium.FPDFClipPath_CountPaths, ctypes.c_int, _Address)
_count_segments = untyped(
    pdfium.FPDFClipPath_CountPathSegments, ctypes.c_int, _Address, ctypes.c_int
)
_segment = untyped(
    pdfium.FPDFClipPath_GetPathSegment, ctypes.c_size_t, _Address, ctypes.c_int, ctypes.c_int
)
_point = untyped(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int, _Address, _Address, _Address)
_PATHS, _SEGMENTS = 4, 12
"""Paths that cut an object off, and segments of each, that are looked at, at most: one that is not
looked at whole cuts off nothing."""
_BEYOND = 0.1
"""Ems by which the middle of a glyph lies beyond what cuts it off, at least."""
_STROKED = 1
_CLIPPED = 7
"""PDF text rendering modes: stroked alone, and used as a clipping path alone."""


def without_unseen(
    page: pdfium.FPDF_PAGE, glyphs: Glyphs, grounds: Grounds, *, layers_off: bool
) -> tuple[Glyphs, dict[str, int]]:
    """``glyphs`` without those that ``page`` does not show, and how many these are for each cause.

    ``grounds`` are those of the page; ``layers_off`` says that the file has layers that are not
    shown. Text under a picture that shows text itself is kept and marked as covered, as is
    invisible text where something is seen: both are the text of a scanned page.
    """
    if not len(glyphs):
        return glyphs, {}
    colors = _Colors(glyphs)
    if colors.any_clear:
        mode = np.where(colors.clear(), INVISIBLE_MODE, glyphs.mode)
        glyphs = dataclasses.replace(glyphs, mode=mode)
    tiny = _tiny(glyphs)
    cut_off = _cut_off(page, glyphs)
    if not (
        layers_off
        or len(grounds.box)
        or colors.any_white
        or colors.any_invisible
        or tiny.any()
        or cut_off.any()
    ):
        return glyphs, {}
    layered = _layered(page, glyphs) if layers_off else np.zeros(len(glyphs), np.bool_)
    suspects = _suspects(glyphs, grounds, colors, layered)
    suspects["cut"] = cut_off & ~suspects["invisible"]
    if not tiny.any() and not any(chosen.any() for chosen in suspects.values()):
        return glyphs, {}
    gone: dict[str, Bools] = {"size": tiny}
    covered = glyphs.covered.copy()
    any_suspect = np.logical_or.reduce(list(suspects.values()))
    if any_suspect.any():
        look = _Look(page, glyphs, any_suspect)
        hidden = look.unchanged(any_suspect, suspects["cut"])
        scanned = hidden & suspects["picture"] & look.inked(hidden & suspects["picture"])
        covered |= scanned
        invisible = suspects["invisible"]
        gone["invisible"] = invisible & ~look.inked(invisible)
        for cause in ("covered", "picture", "color", "layer", "cut"):
            gone[cause] = hidden & suspects[cause] & ~scanned & ~invisible
    lost = np.zeros(len(glyphs), np.bool_)
    counted: Counter[str] = Counter()
    for cause, chosen in gone.items():
        fresh = (chosen if cause == "size" else _with_spaces(glyphs, chosen)) & ~lost
        lost |= fresh
        counted["covered" if cause == "picture" else cause] += int(np.count_nonzero(fresh))
    glyphs = dataclasses.replace(glyphs, covered=covered)
    kept = taken(glyphs, np.flatnonzero(~lost)) if lost.any() else glyphs
    return kept, {cause: count for cause, count in counted.items() if count}


def _tiny(glyphs: Glyphs) -> Bools:
    tiny = ~glyphs.generated & (np.abs(glyphs.size) < _SMALLEST)
    if tiny.any():
        # some fonts say no size that is true
        box = glyphs.box
        tiny &= np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]) < _SMALLEST
    return tiny


def _cut_off(page: pdfium.FPDF_PAGE, glyphs: Glyphs) -> Bools:
    """(n,) glyphs that lie beyond a path that their object is clipped to (ISO 32000-1, 8.5.4), as
    the rest of a text that its cell of a spreadsheet has no room for, or of another printed page.

    Of objects within a form PDFium gives the path in the form's own coordinates, which may be
    others; the page is looked at before anything is left out.
    """
    result = np.zeros(len(glyphs), np.bool_)
    painter = glyphs.painter
    fresh = np.flatnonzero(np.concatenate(([True], painter[1:] != painter[:-1])) & (painter != 0))
    shown = [_shown_part(address) for address in painter[fresh].tolist()]
    number = np.flatnonzero([part is not None for part in shown])
    if not len(number):
        return result
    of_frame = seen_boxes(frame_of(page), np.array([shown[i] for i in number.tolist()]))
    run = np.full(len(glyphs), -1, np.int64)
    run[fresh] = np.arange(len(fresh))
    run = np.maximum.accumulate(run)
    place = np.full(len(fresh) + 1, -1, np.int64)
    place[number] = np.arange(len(number))
    mine = np.flatnonzero((place[run] >= 0) & (painter != 0) & ~glyphs.generated)
    part, box = of_frame[place[run[mine]]], glyphs.box[mine]
    middle = (box[:, :2] + box[:, 2:]) / 2
    beyond = np.maximum(part[:, :2] - middle, middle - part[:, 2:]).max(axis=1)
    result[mine] = beyond > _BEYOND * np.abs(glyphs.size[mine])
    return result


def _shown_part(painter: int) -> tuple[float, float, float, float] | None:
    """The box (left, bottom, right, top; the page's own coordinates) within which all is that is
    shown of an object; None where nothing cuts it off that is as simple as a rectangle."""
    path = _clip_path(painter)
    count = _count_paths(path) if path else 0
    if not 0 < count <= _PATHS:
        return None
    part = (-math.inf, -math.inf, math.inf, math.inf)
    x, y = _place
    for number in range(count):
        segments = _count_segments(path, number)
        if not 0 < segments <= _SEGMENTS:
            continue
        xs, ys = [], []
        for at in range(segments):
            if not _point(_segment(path, number, at), *_place_addresses):
                return None
            xs.append(x.value)
            ys.append(y.value)
        part = (
            max(part[0], min(xs)), max(part[1], min(ys)),
            min(part[2], max(xs)), min(part[3], max(ys)),
        )  # fmt: skip
    return part


_place = ctypes.c_float(), ctypes.c_float()
_place_addresses = tuple(ctypes.addressof(each) for each in _place)


def _suspects(
    glyphs: Glyphs, grounds: Grounds, colors: _Colors, layered: Bools
) -> dict[str, Bools]:
    """(n,) glyphs that may be unseen, for each cause; ``layered`` (n,) may be of a layer."""
    real = ~glyphs.generated & (glyphs.painter != 0)
    none = np.zeros(len(glyphs), np.bool_)
    covered, picture, on_picture = none.copy(), none.copy(), none.copy()
    beneath = np.full(len(glyphs), _WHITE, np.int64)
    if len(grounds.box):
        order = _orders(glyphs, grounds)
        x, y = (glyphs.box[:, 0] + glyphs.box[:, 2]) / 2, (glyphs.box[:, 1] + glyphs.box[:, 3]) / 2
        x, y = x.astype(np.float32), y.astype(np.float32)
        x0, y0, x1, y1 = (side[:, None] for side in grounds.box.astype(np.float32).T)
        within = (x > x0) & (x < x1) & (y > y0) & (y < y1)
        for number in np.flatnonzero(within.any(axis=1)).tolist():
            inside, painted = within[number], grounds.order[number]
            color, opaque = grounds.color[number], grounds.opaque[number]
            if color == PICTURE:
                on_picture |= inside
            if color >= PICTURE:
                beneath[inside & (order > painted)] = color
            if opaque:
                over = inside & (order < painted)
                picture |= over if color == PICTURE else none
                covered |= over if color >= 0 else none
    invisible = real & (glyphs.mode == INVISIBLE_MODE) & ~on_picture
    real &= (glyphs.mode != INVISIBLE_MODE) & (glyphs.mode != _CLIPPED)
    return {
        "covered": real & covered,
        "picture": real & picture & ~covered,
        "color": real & (beneath >= 0) & _alike(colors.each(), beneath),
        "layer": real & layered,
        "invisible": invisible,
    }


def _layered(page: pdfium.FPDF_PAGE, glyphs: Glyphs) -> Bools:
    """(n,) glyphs that may be of a layer: marked as optional content, or painted within a form, of
    which PDFium does not say whether it is."""
    address = ctypes.cast(page, ctypes.c_void_p)
    own = {_object(address, i) for i in range(max(_count(address), 0))}
    found = [
        painter
        for painter in set(glyphs.painter.tolist())
        if painter and (painter not in own or _is_optional(painter))
    ]
    result: Bools = np.isin(glyphs.painter, np.array(sorted(found), np.uint64))
    return result


def _is_optional(painter: int) -> bool:
    for i in range(min(max(_count_marks(painter), 0), _MARKS)):
        mark, length = _mark(painter, i), ctypes.c_ulong()
        name = ctypes.create_string_buffer(_NAME)
        given = mark and _mark_name(mark, ctypes.addressof(name), _NAME, ctypes.addressof(length))
        if given and name.raw[: length.value] == _OPTIONAL:
            return True
    return False


def _orders(glyphs: Glyphs, grounds: Grounds) -> Ints:
    """(n,) when each glyph is painted; before all where it is not known."""
    painters = glyphs.painter.tolist()
    return np.array([grounds.text.get(painter, -1) for painter in painters], np.int64)


def _alike(one: Ints, other: Ints) -> Bools:
    alike = np.ones(len(one), np.bool_)
    for shift in (16, 8, 0):
        alike &= np.abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) <= _SAME
    return alike


class _Colors:
    """The colours of glyphs, asked once for each run of what one text object paints."""

    def __init__(self, glyphs: Glyphs) -> None:
        painter = glyphs.painter
        fresh = np.concatenate(([True], painter[1:] != painter[:-1]))
        first = np.flatnonzero(fresh)
        first = first[painter[first] != 0]
        self._fresh, self._first = fresh & (painter != 0), first
        self._painted = painter != 0
        modes = glyphs.mode[first]
        # no ctypes array: each length is a class of its own, which takes long to make and to free
        buffer = np.zeros(4 * len(first), np.uint32)
        at = buffer.ctypes.data
        places = [range(at + 4 * i, at + 4 * i + 16 * len(first), 16) for i in range(4)]
        exhausted(map(_fill, painter[first].tolist(), *places))
        for i in np.flatnonzero(modes == _STROKED).tolist():
            _stroke(int(painter[first[i]]), *(place[i] for place in places))
        self._four = buffer.reshape(-1, 4).astype(np.int64)
        self.any_white = bool((self._four[:, :3] >= 0xFF - _SAME).all(axis=1).any())
        # filled and stroked it has two
        self._clear = (self._four[:, 3] <= _SAME) & (modes <= _STROKED)
        self.any_clear = bool(self._clear.any())
        self.any_invisible = self.any_clear or bool((modes == INVISIBLE_MODE).any())

    def clear(self) -> Bools:
        """(n,) whether what is behind each glyph shows through as if it were not there."""
        clear = np.zeros(len(self._fresh), np.bool_)
        run = np.cumsum(self._fresh) - 1
        known = (run >= 0) & self._painted
        clear[known] = self._clear[run[known]]
        return clear

    def each(self) -> Ints:
        """(n,) red, green and blue as one number; black where there is none."""
        colors = np.zeros(len(self._fresh), np.int64)
        if len(self._first):
            run = np.cumsum(self._fresh) - 1
            known = run >= 0
            one = self._four[:, 0] << 16 | self._four[:, 1] << 8 | self._four[:, 2]
            colors[known] = one[run[known]]
        return colors


def _with_spaces(glyphs: Glyphs, chosen: Bools) -> Bools:
    """``chosen`` with the spaces of those text objects of which all else is chosen."""
    if not chosen.any():
        return chosen
    blank = np.isin(glyphs.code, (0x20, 0xA0, 0x3000, 0x09))
    painters = set(glyphs.painter[chosen & ~blank].tolist())
    shown = set(glyphs.painter[~chosen & ~blank].tolist())
    whole = np.isin(glyphs.painter, np.array(sorted(painters - shown), np.uint64))
    return (chosen & ~blank) | (blank & whole & ~glyphs.generated)


class _Look:
    """The part of a page that the chosen glyphs lie on, drawn to see what is on it."""

    def __init__(self, page: pdfium.FPDF_PAGE, glyphs: Glyphs, chosen: Bools) -> None:
        self.page = page
        self.glyphs = glyphs
        width, height = frame_of(page).size
        area = max(width * height, 1.0)
        self.scale = min(_SCALE, math.sqrt(_PIXELS / area))
        self.page_size = max(round(width * self.scale), 1), max(round(height * self.scale), 1)
        boxes = glyphs.box[chosen] * self.scale
        sides = (boxes[:, 2:] - boxes[:, :2]).max(axis=0) * _OUTER + 2
        low = np.floor(np.maximum(boxes[:, :2].min(axis=0) - sides, 0))
        high = np.ceil(np.minimum(boxes[:, 2:].max(axis=0) + sides, self.page_size))
        self.left, self.top = (int(v) for v in low)
        self.size = max(int(high[0]) - self.left, 1), max(int(high[1]) - self.top, 1)
        self.whole = self._drawn()

    def unchanged(self, chosen: Bools, cut: Bools) -> Bools:
        """(n,) which of the chosen glyphs may be left out without a pixel changing; of those that
        are ``cut`` off no part reaches out to where their neighbours are."""
        glyphs = self.glyphs
        modes: dict[int, int] = {}
        painted = chosen & (glyphs.mode != INVISIBLE_MODE)
        for address, mode in zip(
            glyphs.painter[painted].tolist(), glyphs.mode[painted].tolist(), strict=True
        ):
            modes.setdefault(address, mode)
        if not modes:
            return chosen
        changed = [a for a in modes if _set_mode(a, INVISIBLE_MODE)]
        try:
            without = self._drawn()
        finally:
            for address in changed:
                _set_mode(address, max(modes[address], 0))
        differs = _differing(self.whole, without)
        changes = np.zeros(len(glyphs), np.bool_)
        known = np.isin(glyphs.painter, np.array(changed, np.uint64)) | ~painted
        for i in np.flatnonzero(chosen).tolist():
            changes[i] = self._any(differs, i, -_INNER)
        result: Bools = chosen & known & ~changes
        for i in np.flatnonzero(result & ~cut & self._few(result)).tolist():
            # a low line, or a full stop, reaches out of the middle of its cell
            result[i] = not self._any(differs, i, _OUTER)
        return result

    def _few(self, chosen: Bools) -> Bools:
        """(n,) which of the chosen glyphs are so few of their text object's that each is asked
        about by itself."""
        painter = self.glyphs.painter
        solid = ~self.glyphs.generated
        count: Counter[int] = Counter(painter[chosen].tolist())
        all_of: Counter[int] = Counter(painter[solid].tolist())
        few = {
            address
            for address, number in count.items()
            if number <= _ALONE or number < _MOST * all_of[address]
        }
        found: Bools = np.isin(painter, np.array(sorted(few), np.uint64))
        return found

    def _any(self, differs: Bools, i: int, margin: float) -> bool:
        x0, y0, x1, y1 = self._cell(self.glyphs.box[i], margin)
        return bool(differs[y0:y1, x0:x1].any())

    def inked(self, chosen: Bools) -> Bools:
        """(n,) in the cells of which of the chosen glyphs something is seen."""
        result = np.zeros(len(self.glyphs), np.bool_)
        for i in np.flatnonzero(chosen).tolist():
            x0, y0, x1, y1 = self._cell(self.glyphs.box[i], -_INNER)
            cell = self.whole[y0:y1, x0:x1, :3]
            result[i] = bool(cell.size) and int(cell.max()) - int(cell.min()) > _INK
        return result

    def _cell(self, box: Iterable[float], margin: float) -> tuple[int, int, int, int]:
        """The pixels of a cell that is made wider by ``margin``, a share of its sides."""
        x0, y0, x1, y1 = (float(v) * self.scale for v in box)
        dx, dy = margin * (x1 - x0), margin * (y1 - y0)
        left, top = self.left, self.top
        return (
            max(math.floor(x0 - dx) - left, 0), max(math.floor(y0 - dy) - top, 0),
            max(math.ceil(x1 + dx) - left, 0), max(math.ceil(y1 + dy) - top, 0),
        )  # fmt: skip

    def _drawn(self) -> Pixels:
        """(height, width, 4) the part of the page as it is seen, on white paper: blue, green, red
        and a byte that says nothing."""
        width, height = self.size
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(
                bitmap, self.page, -self.left, -self.top, *self.page_size, 0, 0
            )
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            buffer = pdfium.FPDFBitmap_GetBuffer(bitmap)
            raw = ctypes.string_at(buffer, stride * height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        rows = np.frombuffer(raw, np.uint8).reshape(height, stride)[:, : 4 * width]
        return rows.reshape(height, width, 4)


def _differing(one: Pixels, other: Pixels) -> Bools:
    """(height, width) where two drawings of a part of a page differ to the eye."""
    colors = (one.view(_PIXEL) ^ other.view(_PIXEL)) & _COLORS
    differs: Bools = colors[:, :, 0] != 0
    # by how much is asked only where they differ at all: most of a page stays as it is
    moved = one[differs, :3].astype(np.int16) - other[differs, :3]
    differs[differs] = np.abs(moved).max(axis=1) > _SAME
    return differs
