"""Glyphs of a page, from PDFium, as columns.

A page is some thousand glyphs, so they are kept as arrays of one attribute each (a structure of
arrays), not as objects.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_HYPHENS = frozenset((0x02, 0x2D, 0xAD, 0x2010, 0xFFFE))
"""Code points under which PDFium gives a hyphen; the others need not be asked about."""
INVISIBLE_MODE = 3
"""PDF text rendering mode 3: neither filled nor stroked (ISO 32000-1, table 106)."""


_Address = ctypes.c_void_p


def untyped(function: Any, result: Any, *arguments: Any) -> Any:
    """The same PDFium function, taking addresses as plain integers.

    pypdfium2's own prototypes want a typed pointer object for each argument; making those
    objects for eight calls a glyph takes longer than PDFium's work.
    """
    at = ctypes.cast(function, ctypes.c_void_p).value
    assert at is not None
    return ctypes.CFUNCTYPE(result, *arguments)(at)


_get_unicode = untyped(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _Address, ctypes.c_int)
_is_generated = untyped(pdfium.FPDFText_IsGenerated, ctypes.c_int, _Address, ctypes.c_int)
_is_hyphen = untyped(pdfium.FPDFText_IsHyphen, ctypes.c_int, _Address, ctypes.c_int)
_is_unmapped = untyped(pdfium.FPDFText_HasUnicodeMapError, ctypes.c_int, _Address, ctypes.c_int)
_get_font_size = untyped(pdfium.FPDFText_GetFontSize, ctypes.c_double, _Address, ctypes.c_int)
_get_loose_box = untyped(
    pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _Address, ctypes.c_int, _Address
)
_get_tight_box = untyped(
    pdfium.FPDFText_GetCharBox, ctypes.c_int, _Address, ctypes.c_int, *(_Address,) * 4
)
_get_origin = untyped(
    pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _Address, ctypes.c_int, _Address, _Address
)
_get_matrix = untyped(pdfium.FPDFText_GetMatrix, ctypes.c_int, _Address, ctypes.c_int, _Address)
_get_object = untyped(pdfium.FPDFText_GetTextObject, _Address, _Address, ctypes.c_int)
_get_mode = untyped(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, _Address)
_get_font = untyped(pdfium.FPDFTextObj_GetFont, _Address, _Address)


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
    ink: Floats
    """(n, 4) left, top, right, bottom of what is painted; zero area for a space."""
    origin: Floats
    """(n, 2) the point on the baseline where the glyph is set."""
    size: Floats
    """(n,) font size in points as painted."""
    angle: Floats
    """(n,) direction of the baseline on the page as seen, clockwise in radians, 0 to 2π."""
    generated: Bools
    """(n,) true for a space or line break that PDFium put in; it is not in the file."""
    hyphen: Bools
    """(n,) true for a hyphen that PDFium takes for a word break at a line's end."""
    unmapped: Bools
    """(n,) true where the font has no usable Unicode mapping."""
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
    -1 unknown) and whether its name says that it is for vertical writing."""

    name: str
    weight: int
    flags: int


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
    raw = _RawGlyphs(count)
    raw.fill(text)
    loose, tight, origin = raw.loose(), raw.tight(), raw.origin()
    size, angle = raw.size_and_angle()
    return Glyphs(
        code=np.array(raw.code, np.int64),
        box=_seen_boxes(frame, loose),
        ink=_seen_boxes(frame, tight),
        origin=np.stack(frame.seen(origin[:, 0], origin[:, 1]), axis=1),
        size=size,
        angle=np.mod(frame.rotation * math.pi / 2 - angle, 2 * math.pi),
        generated=np.array(raw.generated, np.bool_),
        hyphen=np.array(raw.hyphen, np.bool_),
        unmapped=np.array(raw.unmapped, np.bool_),
        mode=np.array(raw.mode, np.int64),
        font=np.array(raw.font, np.int64),
        fonts=tuple(raw.faces.found),
    )


class _RawGlyphs:
    """What PDFium says of each character, in the page's own coordinates.

    PDFium writes straight into the buffers at each character's offset: reading every value back
    through Python objects would take most of the time.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self.faces = _Faces()
        self.code: list[int] = []
        self.generated: list[bool] = []
        self.hyphen: list[bool] = []
        self.unmapped: list[bool] = []
        self.mode: list[int] = []
        self.font: list[int] = []
        self._size: list[float] = []
        self._rects = (ctypes.c_float * (4 * count))()
        self._matrices = (ctypes.c_float * (6 * count))()
        self._tight = (ctypes.c_double * (4 * count))()
        self._origin = (ctypes.c_double * (2 * count))()

    def fill(self, text: pdfium.FPDF_TEXTPAGE) -> None:
        page = ctypes.cast(text, ctypes.c_void_p).value
        rects, matrices = ctypes.addressof(self._rects), ctypes.addressof(self._matrices)
        tight, origin = ctypes.addressof(self._tight), ctypes.addressof(self._origin)
        object_at, object_mode, object_font, object_size, object_matrix = -1, -1, -1, 0.0, 0
        # names of this function are found faster than those of the module, a thousand times a page
        unicode, loose_box, tight_box = _get_unicode, _get_loose_box, _get_tight_box
        get_origin, is_generated, get_object = _get_origin, _is_generated, _get_object
        codes, generates, hyphens = self.code, self.generated, self.hyphen
        unmaps, sizes, modes, fonts = self.unmapped, self._size, self.mode, self.font
        for i in range(self.count):
            code = unicode(page, i)
            codes.append(code)
            loose_box(page, i, rects + 16 * i)
            at = tight + 32 * i
            tight_box(page, i, at, at + 16, at + 24, at + 8)
            at = origin + 16 * i
            get_origin(page, i, at, at + 8)
            generated = is_generated(page, i) == 1
            generates.append(generated)
            if generated:
                hyphens.append(False)
                unmaps.append(False)
                sizes.append(0.0)
                modes.append(-1)
                fonts.append(-1)
                continue
            hyphens.append(code in _HYPHENS and _is_hyphen(page, i) == 1)
            unmaps.append(_is_unmapped(page, i) == 1)
            address = get_object(page, i) or 0
            if address != object_at or not address:
                # what one text object paints has one font, size, matrix and mode
                object_at = address
                object_mode = _get_mode(address) if address else -1
                object_font = self.faces.index_of(text, i, address) if address else -1
                object_size = _get_font_size(page, i)
                _get_matrix(page, i, matrices + 24 * i)
                object_matrix = matrices + 24 * i
            else:
                ctypes.memmove(matrices + 24 * i, object_matrix, 24)
            sizes.append(object_size)
            modes.append(object_mode)
            fonts.append(object_font)

    def loose(self) -> Floats:
        """(n, 4) left, top, right, bottom: the order of PDFium's rectangle."""
        return _floats(self._rects, np.float32, 4)

    def tight(self) -> Floats:
        """(n, 4) left, top, right, bottom."""
        return _floats(self._tight, np.float64, 4)

    def origin(self) -> Floats:
        return _floats(self._origin, np.float64, 2)

    def size_and_angle(self) -> tuple[Floats, Floats]:
        """Font sizes as painted, and counter-clockwise angles on the unrotated page."""
        matrix = _floats(self._matrices, np.float32, 6)
        scale = np.hypot(matrix[:, 2], matrix[:, 3])
        return np.array(self._size) * scale, np.arctan2(matrix[:, 1], matrix[:, 0])


def _floats(buffer: Any, kind: type[np.floating[Any]], columns: int) -> Floats:
    """A buffer that PDFium wrote, as rows of ``columns`` numbers."""
    array = np.frombuffer(buffer, kind).reshape(-1, columns)
    return array.astype(np.float64)


def _seen_boxes(frame: Frame, boxes: Floats) -> Floats:
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

    def index_of(self, text: pdfium.FPDF_TEXTPAGE, i: int, text_object: int) -> int:
        address = _get_font(text_object) or 0
        if address not in self._index:
            length = pdfium.FPDFText_GetFontInfo(
                text, i, self._name, len(self._name), ctypes.byref(self._flags)
            )
            raw = self._name.raw[: max(length - 1, 0)] if length <= len(self._name) else b""
            weight = int(pdfium.FPDFText_GetFontWeight(text, i))
            name = raw.decode("utf-8", "replace").split("+", 1)[-1]
            self._index[address] = len(self.found)
            self.found.append(FontFace(name, weight, self._flags.value))
        return self._index[address]
