"""Glyphs of a page, from PDFium, as columns.

A page is some thousand glyphs, so they are kept as arrays of one attribute each (a structure of
arrays), not as objects.
"""

from __future__ import annotations

import collections
import ctypes
import functools
import itertools
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Painters = npt.NDArray[np.uint64]

INVISIBLE_MODE = 3
"""PDF text rendering mode 3: neither filled nor stroked (ISO 32000-1, table 106)."""


_Address = ctypes.c_void_p


def untyped(function: Any, result: Any, *arguments: Any) -> Any:
    """The same PDFium function, taking addresses as plain integers.

    pypdfium2's own prototypes want a typed pointer object for each argument; making those
    objects for each call takes longer than PDFium's work. The interpreter's lock is kept: to let
    go of it costs half as much as such a call.
    """
    return ctypes.PYFUNCTYPE(result, *arguments)(_address_of(function))


def unchecked(function: Any, result: Any) -> Any:
    """The same PDFium function, for thousands of calls a page: ctypes converts nothing.

    It takes plain integers of 32 bits and what is made once: a ``c_void_p``, a ``byref``.
    """
    return ctypes.PYFUNCTYPE(result)(_address_of(function))


def _address_of(function: Any) -> int:
    at = ctypes.cast(function, ctypes.c_void_p).value
    assert at is not None
    return at


_get_text = untyped(
    pdfium.FPDFText_GetText, ctypes.c_int, _Address, ctypes.c_int, ctypes.c_int, _Address
)
_get_unicode = unchecked(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
_is_generated = unchecked(pdfium.FPDFText_IsGenerated, ctypes.c_int)
_is_unmapped = unchecked(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int)
_is_hyphen = unchecked(pdfium.FPDFText_IsHyphen, ctypes.c_int)
_get_font_size = unchecked(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_get_box = unchecked(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)
_get_origin = unchecked(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)
_get_matrix = untyped(pdfium.FPDFText_GetMatrix, ctypes.c_int, _Address, ctypes.c_int, _Address)
_get_object = unchecked(pdfium.FPDFText_GetTextObject, ctypes.c_size_t)
_get_mode = untyped(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _Address)
_is_embedded = untyped(pdfium.FPDFFont_GetIsEmbedded, ctypes.c_int, _Address)
_get_font = untyped(pdfium.FPDFTextObj_GetFont, ctypes.c_size_t, _Address)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page's own coordinates become those of the page as seen.

    ``left, bottom, right, top`` is the visible box in the page's own (PDF) coordinates,
    ``rotation`` the page's clockwise rotation in quarter turns.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as seen, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 2 else (width, height)

    def seen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points of the page's own coordinates as points from the top-left corner, as seen."""
        match self.rotation:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
            case _:
                return x - self.left, self.top - y


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of one page in the order of its content stream; *n* is their number.

    All positions are points from the top-left corner of the page as seen.
    """

    code: Ints
    """(n,) Unicode code point that PDFium gives; 0 or U+FFFE where the font has no mapping."""
    box: Floats
    """(n, 4) left, top, right, bottom of the character's cell: advance by font height."""
    origin: Floats
    """(n, 2) the point on the baseline where the glyph is set."""
    size: Floats
    """(n,) font size in points as painted."""
    angle: Floats
    """(n,) direction of the baseline on the page as seen, clockwise in radians, 0 to 2π."""
    generated: Bools
    """(n,) true for a space or line break that PDFium put in; it is not in the file."""
    unmapped: Bools
    """(n,) true where the file maps the glyph to no character: its code is a guess."""
    inked: Bools
    """(n,) true where a control character, a space, or a character without a width stands for a
    glyph that paints something: the file does not tell which character it is."""
    covered: Bools
    """(n,) true where a picture that shows something itself lies over it."""
    painter: Painters
    """(n,) address of the text object that paints it, 0 where there is none."""
    mode: Ints
    """(n,) text rendering mode; 3 is invisible, -1 unknown."""
    font: Ints
    """(n,) index into ``fonts``; -1 where unknown."""
    fonts: tuple[FontFace, ...]

    def __len__(self) -> int:
        return len(self.code)


@dataclass(frozen=True, slots=True)
class FontFace:
    """A font as named in the file (without its subset prefix), its weight (400 is normal,
    -1 unknown), its flags, and whether the file holds it: another is shown for one that it does
    not."""

    name: str
    weight: int
    flags: int
    embedded: bool = True


def frame_of(page: pdfium.FPDF_PAGE) -> Frame:
    """The visible box (the crop box cut by the media box, as PDFium shows it) and the rotation."""
    box = pdfium.FS_RECTF()
    rotation = pdfium.FPDFPage_GetRotation(page) % 4
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
        return Frame(box.left, box.bottom, box.right, box.top, rotation)
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if rotation % 2:
        width, height = height, width
    return Frame(0.0, 0.0, width, height, rotation)


def read_glyphs(page: pdfium.FPDF_PAGE, text: pdfium.FPDF_TEXTPAGE, limit: int) -> Glyphs:
    """The glyphs of ``page``, at most ``limit`` of them.

    ``text`` is the page's open text page. Both are PDFium handles and stay the caller's.
    """
    frame = frame_of(page)
    count = min(max(pdfium.FPDFText_CountChars(text), 0), limit)
    address = ctypes.cast(text, ctypes.c_void_p)
    code, objects, box, origin = _each(address, count)
    generated = _asked(_is_generated, address, code <= LAST_CONTROL)
    unmapped = _unmapped(address, code, objects, generated)
    painted = _Painted(text, objects, generated)
    _widen_to_cells(code, box, origin, objects, painted)
    return Glyphs(
        code=code,
        box=seen_boxes(frame, box),
        origin=np.stack(frame.seen(origin[:, 0], origin[:, 1]), axis=1),
        size=painted.size,
        angle=np.mod(frame.rotation * math.pi / 2 - painted.angle, 2 * math.pi),
        generated=generated,
        unmapped=unmapped,
        inked=_inked(text, address, code, box, generated, painted),
        covered=np.zeros(count, np.bool_),
        painter=objects,
        mode=painted.mode,
        font=painted.font,
        fonts=tuple(painted.faces.found),
    )


_BLOCK = 2048
"""Glyphs for which there is room in the buffers: those of most pages."""
LAST_CONTROL = 0x20
"""The space: what PDFium puts in is a space or a line break."""
_HYPHEN = 0x02
"""What PDFium gives for a hyphen at the end of a line."""
_C1 = (0x7F, 0xA0)
_SURROGATES = (0xD800, 0xE000)
_NO_CHARACTER = 0xFFFE
_ZERO_WIDTH = (0x200B, 0x2010)
_FORMATS = (0x2060, 0x2070)
_BYTE_ORDER = 0xFEFF
_WIDE_SPACE = 0x3000
_INK = 0.005
"""Ems of width and height from which on a glyph paints something; PDFium makes an empty glyph a
thousandth high."""
_JAPANESE = (0x3041, 0xA000)
"""Kana and kanji: where the codes of most glyphs lie; a font without a mapping has others too."""


class _Buffers:
    """Where PDFium writes what it says of each glyph, with a reference to each place."""

    def __init__(self) -> None:
        box: Any = (ctypes.c_float * (4 * _BLOCK))()
        origin: Any = (ctypes.c_double * (2 * _BLOCK))()
        self.box = np.frombuffer(box, np.float32).reshape(-1, 4)
        self.origin = np.frombuffer(origin, np.float64).reshape(-1, 2)
        self.boxes = [ctypes.byref(box, 16 * i) for i in range(_BLOCK)]
        self.xs = [ctypes.byref(origin, 16 * i) for i in range(_BLOCK)]
        self.ys = [ctypes.byref(origin, 16 * i + 8) for i in range(_BLOCK)]


@functools.cache
def _buffers() -> _Buffers:
    return _Buffers()


def _each(text: ctypes.c_void_p, count: int) -> tuple[Ints, Painters, Floats, Floats]:
    """Of each glyph the code point, the text object, the cell (left, top, right, bottom) and the
    origin, in the page's own coordinates: what has to be asked glyph by glyph."""
    code, objects = _codes(text, count), np.empty(count, np.uint64)
    box, origin = np.empty((count, 4)), np.empty((count, 2))
    buffers, page = _buffers(), itertools.repeat(text)
    for start in range(0, count, _BLOCK):
        end = min(start + _BLOCK, count)
        block, length = range(start, end), end - start
        objects[start:end] = np.fromiter(map(_get_object, page, block), np.uint64, length)
        exhausted(map(_get_box, page, block, buffers.boxes))
        exhausted(map(_get_origin, page, block, buffers.xs, buffers.ys))
        box[start:end], origin[start:end] = buffers.box[:length], buffers.origin[:length]
    return code, objects, box, origin


def _codes(text: ctypes.c_void_p, count: int) -> Ints:
    """(n,) the code point of each glyph: of all at once, as UTF-16, where PDFium gives one unit for
    each; it leaves out some glyphs, and has signs of its own for others."""
    # no ctypes array: each length is a class of its own, which takes long to make and to free
    units = np.zeros(2 * count + 2, np.uint16)
    given = _get_text(text, 0, count, units.ctypes.data) - 1
    code = units[:count].astype(np.int64)
    odd = ((code >= _SURROGATES[0]) & (code < _SURROGATES[1])) | (code == _NO_CHARACTER)
    if given == count and not odd.any():
        return code
    return np.fromiter(map(_get_unicode, itertools.repeat(text), range(count)), np.int64, count)


def exhausted(calls: Iterator[Any]) -> None:
    """Make the calls; what they answer is not looked at."""
    collections.deque(calls, maxlen=0)


def _asked(question: Any, text: ctypes.c_void_p, which: Bools) -> Bools:
    """(n,) what PDFium answers to a question about the glyphs that are ``which``; no elsewhere."""
    answer = np.zeros(len(which), np.bool_)
    asked = np.flatnonzero(which)
    if len(asked):
        calls = map(question, itertools.repeat(text), asked.tolist())
        answer[asked] = np.fromiter(calls, np.int64, len(asked)) == 1
    return answer


def _unmapped(text: ctypes.c_void_p, code: Ints, painter: Painters, generated: Bools) -> Bools:
    """(n,) which glyphs have no mapping. Kana and kanji are asked about only where others have
    none, or where they are the first of what one text object paints."""
    japanese = (code >= _JAPANESE[0]) & (code < _JAPANESE[1])
    asked = ~(japanese | generated)
    asked[1:] |= painter[1:] != painter[:-1]
    asked[:1] = True
    asked &= ~generated
    answer = _asked(_is_unmapped, text, asked)
    # a code of zero may be the first half of one of UTF-32
    if answer.any() or not code.all():
        answer |= _asked(_is_unmapped, text, ~(asked | generated))
    return answer


def _inked(
    page: pdfium.FPDF_TEXTPAGE, text: ctypes.c_void_p, code: Ints, box: Floats, generated: Bools,
    painted: _Painted,
) -> Bools:  # fmt: skip
    """(n,) which of the characters that show nothing stand for a glyph that paints something;
    ``box`` (n, 4) are their cells. What another font shows for a space says nothing."""
    inked = np.zeros(len(code), np.bool_)
    narrow = np.flatnonzero(((code <= _WIDE_SPACE) | (code == _BYTE_ORDER)) & ~generated)
    point = code[narrow]
    found = (point < LAST_CONTROL) | (point == _BYTE_ORDER)
    held = np.array([*(face.embedded for face in painted.faces.found), False])
    found |= ((point == LAST_CONTROL) | (point == _WIDE_SPACE)) & held[painted.font[narrow]]
    for low, high in (_C1, _ZERO_WIDTH, _FORMATS):
        found |= (point >= low) & (point < high)
    if not found.any():
        return inked
    odd = np.zeros(len(code), np.bool_)
    odd[narrow[found]] = True
    hyphen = _asked(_is_hyphen, text, odd & (code == _HYPHEN))
    sides = [ctypes.c_double() for _ in range(4)]
    places = [ctypes.byref(side) for side in sides]
    for i in np.flatnonzero(odd & ~hyphen).tolist():
        given = pdfium.FPDFText_GetCharBox(page, i, *places)
        left, right, bottom, top = (side.value for side in sides)
        em = max(map(abs, (box[i, 2:] - box[i, :2]).tolist()))
        inked[i] = given and min(right - left, top - bottom) > _INK * em
    return inked


class _Painted:
    """How glyphs are painted: what one text object paints has one font, size, matrix and mode, so
    it is asked once for each run of glyphs."""

    def __init__(self, text: pdfium.FPDF_TEXTPAGE, objects: Painters, generated: Bools) -> None:
        count = len(objects)
        self.faces = _Faces()
        self.mode = np.full(count, -1, np.int64)
        self.font = np.full(count, -1, np.int64)
        self.size: Floats = np.zeros(count)
        self.angle: Floats = np.zeros(count)
        """Counter-clockwise on the unrotated page."""
        mine = np.flatnonzero(~generated)
        if not len(mine):
            return
        painter = objects[mine]
        fresh = np.concatenate(([True], (painter[1:] != painter[:-1]) | (painter[1:] == 0)))
        run = np.cumsum(fresh) - 1
        modes, fonts, sizes, matrices = self._asked(
            text, mine[fresh].tolist(), painter[fresh].tolist()
        )
        scale = np.hypot(matrices[:, 2], matrices[:, 3])
        angles = np.arctan2(matrices[:, 1], matrices[:, 0])
        self.mode[mine], self.font[mine] = modes[run], fonts[run]
        self.size[mine], self.angle[mine] = (sizes * scale)[run], angles[run]

    def _asked(
        self, text: pdfium.FPDF_TEXTPAGE, first: list[int], painters: list[int]
    ) -> tuple[Ints, Ints, Floats, Floats]:
        """Mode, font, size and matrix (n, 6) of each run, by its first glyph and its object."""
        page = itertools.repeat(ctypes.cast(text, ctypes.c_void_p))
        matrices = np.zeros((len(first), 6), np.float32)
        at = matrices.ctypes.data
        exhausted(map(_get_matrix, page, first, range(at, at + 24 * len(first), 24)))
        fonts = [
            self.faces.index_of(text, i, font) if painter else -1
            for i, painter, font in zip(first, painters, map(_get_font, painters), strict=True)
        ]
        return (
            np.array(list(map(_get_mode, painters)), np.int64),
            np.array(fonts, np.int64),
            np.array(list(map(_get_font_size, page, first))),
            matrices.astype(np.float64),
        )


_ASCENT, _DESCENT = 0.88, 0.12
"""Ems above and below the baseline that the cell of a kanji has in Japanese fonts."""
_LEVEL = 0.01
"""Ems by which glyphs of a line are set higher or lower at most, and radians of a level line."""
_LOWEST_CELL = 0.85
"""Ems of height that a cell has at least; less is ink."""
_MOST = 0.5
"""Share of a font's cells that are alike at least, where it says how high they are."""
_EXACT = 0.001
"""Ems by which what is at the same place differs at most."""
_FARTHEST = 5.0
"""Ems from the baseline to the top or bottom of a cell at most; more is nonsense."""
_SHORT = 0.02
"""Ems by which a cell is lower than others of its font at most."""
_NEAREST = 0.15
"""Ems from a glyph to the next one that is set where its own cell ends, at least."""
_WIDE = frozenset("WF")
"""Widths (Unicode Standard Annex 11) of characters whose cell is a whole em."""


def _widen_to_cells(
    code: Ints, box: Floats, origin: Floats, painter: Painters, painted: _Painted
) -> None:
    """Give level glyphs their cells where PDFium gives the box of their ink alone, in which 日 is
    narrow and 一 low: those of Type 3 fonts (ISO 32000-1, 9.6.5), which have no ascent, and those
    whose character is told by an ActualText (14.9.4). Programs that print through Skia write both,
    the latter for all kanji that are radicals too, as 日 is ⽇.

    ``box`` (n, 4; left, top, right, bottom) is changed, ``origin`` is (n, 2); both are of the page
    itself, upwards.
    """
    level = (painted.size > 0) & (np.abs(painted.angle) < _LEVEL)
    em = np.where(level, painted.size, 1.0)
    above = (box[:, 1] - origin[:, 1]) / em
    below = (origin[:, 1] - box[:, 3]) / em
    # a cell begins where its glyph is set, and ink hardly ever does
    inside = np.abs(box[:, 0] - origin[:, 0]) > _EXACT * em
    for number, face in enumerate(painted.faces.found):
        mine = np.flatnonzero(level & (painted.font == number))
        if not len(mine):
            continue
        (ascent, many), (descent, _) = _usual(above[mine]), _usual(below[mine])
        if not face.name or many < _MOST or ascent + descent < _LOWEST_CELL:
            ascent, descent = _ASCENT, _DESCENT
            # signs of a font for signs are as low as they are
            if face.name:
                mine = mine[(code[mine] >= _JAPANESE[0]) & (code[mine] < _JAPANESE[1])]
        if face.name:
            mine = mine[inside[mine]]
        short = np.minimum(above[mine] - ascent, below[mine] - descent) < -_SHORT
        for i in mine[short].tolist():
            box[i, 1] = origin[i, 1] + ascent * em[i]
            box[i, 3] = origin[i, 1] - descent * em[i]
            around = slice(max(i - 1, 0), i + 2)
            alike = (painter[around] == painter[i]) & (origin[around] == origin[i]).all(axis=1)
            # several characters that one ActualText tells of all stand where their text begins
            if np.count_nonzero(alike) == 1:
                box[i, 0], box[i, 2] = _sides(i, code, box, origin, em[i])


def _usual(values: Floats) -> tuple[float, float]:
    """The value that most have, to a hundredth, and their share; of two that as many have the
    less."""
    # numpy's own unique first loads what takes as long as two pages
    bounded = np.clip(np.nan_to_num(values), -_FARTHEST, _FARTHEST)
    counts = np.bincount(np.rint(100 * (bounded + _FARTHEST)).astype(np.int64))
    at = int(counts.argmax())
    return at / 100 - _FARTHEST, float(counts[at] / len(values))


def _sides(i: int, code: Ints, box: Floats, origin: Floats, em: float) -> tuple[float, float]:
    """The left and right side of the cell of glyph ``i``; ink beyond it stays within. That of a
    narrow character is its ink, for who would tell the white behind it from a space?"""
    left, right = sorted((float(box[i, 0]), float(box[i, 2])))
    if unicodedata.east_asian_width(chr(code[i])) not in _WIDE:
        return left, right
    x, width = float(origin[i, 0]), em
    if i + 1 < len(code):
        dx, dy = (origin[i + 1] - origin[i]).tolist()
        if abs(dy) < _LEVEL * em and _NEAREST * em < dx:
            width = min(dx, em)
    return min(x, left), max(x + width, right)


def seen_boxes(frame: Frame, boxes: Floats) -> Floats:
    """(n, 4) ``boxes`` of the page's own coordinates, two opposite corners each, as left, top,
    right and bottom of the page as seen."""
    x0, y0 = frame.seen(boxes[:, 0], boxes[:, 1])
    x1, y1 = frame.seen(boxes[:, 2], boxes[:, 3])
    return np.stack(
        (np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)), axis=1
    )


class _Faces:
    """The fonts met so far, each once."""

    def __init__(self) -> None:
        self.found: list[FontFace] = []
        self._index: dict[int, int] = {}
        self._name = ctypes.create_string_buffer(256)
        self._flags = ctypes.c_int()

    def index_of(self, text: pdfium.FPDF_TEXTPAGE, i: int, address: int) -> int:
        """The place among those found of the font at ``address``, that of glyph ``i``."""
        if address not in self._index:
            length = pdfium.FPDFText_GetFontInfo(
                text, i, self._name, len(self._name), ctypes.byref(self._flags)
            )
            raw = self._name.raw[: max(length - 1, 0)] if length <= len(self._name) else b""
            weight = int(pdfium.FPDFText_GetFontWeight(text, i))
            name = raw.decode("utf-8", "replace").split("+", 1)[-1]
            self._index[address] = len(self.found)
            embedded = _is_embedded(address) == 1
            self.found.append(FontFace(name, weight, self._flags.value, embedded))
        return self._index[address]
