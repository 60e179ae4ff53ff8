"""What is laid over a page and read with it: values of form fields, notes, lines drawn on words.

PDFium paints the appearance of an annotation into the page (it "flattens" it), so that its text is
text of the page and its strokes are strokes of the page. This is done to a second opening of the
file, for PDFium may change the page's own fonts by it; what it adds is taken from there. Where the
file gives no appearance, the value is set here as a viewer would set it.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from shiryokan.paper.characters import joined, taken, with_characters
from shiryokan.paper.glyphs import Floats, Frame, Glyphs, frame_of, read_glyphs, seen_boxes
from shiryokan.paper.layout.ruled_lines import RuledLines, read_drawings

_READ = frozenset(
    (
        pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_INK,
    )
)  # fmt: skip
"""Kinds of annotations that are read; links and pop-up notes are not on the page."""
_ON_WORDS = {
    pdfium.FPDF_ANNOT_STRIKEOUT: 0.42,
    pdfium.FPDF_ANNOT_UNDERLINE: 0.0,
    pdfium.FPDF_ANNOT_SQUIGGLY: 0.0,
}
"""Where those that are lines on words are drawn, as a share of the words' height from below."""
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_MOST = 2000
"""Annotations of a page that are looked at."""
_LONGEST = 10_000
"""Characters of a value."""
_CHOICES = (pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_PASSWORD = 1 << 13
_SIZE_OF_DA = re.compile(r"([\d.]+)\s+Tf")
_USUAL_SIZE = 12.0
_SHARE_OF_HEIGHT = 0.75
"""Font size, as a share of a field's height, at most, where a value stands on one line."""
_INSET = 2.0
"""Points between a field's edge and its value."""
_LEADING = 1.2
_WIDE = 0x2E80
_HALF = 0.5
"""Ems of a character that is not Japanese."""
_ASCENT = 0.88


@dataclass(slots=True)
class Overlay:
    """What is laid over a page and has no appearance, in the page's own coordinates: values with
    their rectangles (left, bottom, right, top) and font sizes, and level lines (left, right,
    height)."""

    values: list[tuple[str, tuple[float, float, float, float], float]] = field(default_factory=list)
    lines: list[tuple[float, float, float]] = field(default_factory=list)


def has_annotations(page: pdfium.FPDF_PAGE) -> bool:
    """Whether ``page`` has annotations that are read."""
    return any(
        pdfium.FPDFAnnot_GetSubtype(annotation) in _READ for annotation in _annotations(page)
    )


def flattened(pdf: pypdfium2.PdfDocument, page: pdfium.FPDF_PAGE) -> Overlay:
    """Paint the appearances of ``page`` into it, behind its own objects; what has none is the
    answer.

    The page must be loaded anew to show them. ``pdf`` is its document, with its forms open if it
    has any.
    """
    overlay = Overlay()
    forms = pdf.formenv.raw if pdf.formenv else None
    for annotation in _annotations(page):
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _READ or pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            continue
        if pdfium.FPDFAnnot_GetObjectCount(annotation) > 0:
            continue
        if kind in _ON_WORDS:
            overlay.lines += _lines_of(annotation, _ON_WORDS[kind])
            continue
        text = _value(annotation, kind, forms).replace("\r\n", "\n").replace("\r", "\n")
        if text.strip():
            overlay.values.append((text[:_LONGEST], _rectangle(annotation), _size(annotation)))
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    return overlay


def _annotations(page: pdfium.FPDF_PAGE) -> Iterator[Any]:
    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if annotation:
            try:
                yield annotation
            finally:
                pdfium.FPDFPage_CloseAnnot(annotation)


def _value(annotation: Any, kind: int, forms: Any) -> str:
    """The text of a note or the value of a field; empty for a button and a password."""
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(annotation, b"Contents")
    if kind != pdfium.FPDF_ANNOT_WIDGET or forms is None:
        return ""
    sort = pdfium.FPDFAnnot_GetFormFieldType(forms, annotation)
    if sort in _CHOICES:
        chosen = [
            _asked(pdfium.FPDFAnnot_GetOptionLabel, forms, annotation, i)
            for i in range(min(pdfium.FPDFAnnot_GetOptionCount(forms, annotation), _MOST))
            if pdfium.FPDFAnnot_IsOptionSelected(forms, annotation, i)
        ]
        return "\n".join(chosen) or _asked(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)
    secret = pdfium.FPDFAnnot_GetFormFieldFlags(forms, annotation) & _PASSWORD
    if sort != pdfium.FPDF_FORMFIELD_TEXTFIELD or secret:
        return ""
    return _asked(pdfium.FPDFAnnot_GetFormFieldValue, forms, annotation)


def _string(annotation: Any, key: bytes) -> str:
    return _asked(pdfium.FPDFAnnot_GetStringValue, annotation, key)


def _asked(function: Any, *arguments: Any) -> str:
    """A text that PDFium writes into a buffer as UTF-16, with a zero behind it."""
    length = function(*arguments, None, 0)
    if not 2 < length <= 4 * _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _size(annotation: Any) -> float:
    found = _SIZE_OF_DA.search(_string(annotation, b"DA"))
    return float(found[1]) if found else 0.0


def _rectangle(annotation: Any) -> tuple[float, float, float, float]:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
    x0, x1 = sorted((box.left, box.right))
    y0, y1 = sorted((box.bottom, box.top))
    return x0, y0, x1, y1


def _lines_of(annotation: Any, share: float) -> list[tuple[float, float, float]]:
    lines = []
    quad = pdfium.FS_QUADPOINTSF()
    for i in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, i, ctypes.byref(quad)):
            xs = (quad.x1, quad.x2, quad.x3, quad.x4)
            ys = (quad.y1, quad.y2, quad.y3, quad.y4)
            lines.append((min(xs), max(xs), min(ys) + share * (max(ys) - min(ys))))
    return lines


class Annotations:
    """The annotations of one file, opened a second time when a page first has any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: pypdfium2.PdfDocument | None = None
        self._overlays: dict[int, Overlay] = {}

    def close(self) -> None:
        """Let go of the file."""
        if self._pdf is not None:
            self._pdf.close()

    def over(
        self, number: int, glyphs: Glyphs, rules: RuledLines, objects: int, limit: int
    ) -> tuple[Glyphs, RuledLines]:
        """``glyphs`` and ``rules`` of page ``number`` (from 1), which has ``objects`` objects of
        its own, and those that lie over it; at most ``limit`` glyphs more."""
        if self._pdf is None:
            try:
                self._pdf = pypdfium2.PdfDocument(self._path)
            except (pypdfium2.PdfiumError, OSError):
                return glyphs, rules
            self._pdf.init_forms()
        if number not in self._overlays:
            page = pdfium.FPDF_LoadPage(self._pdf.raw, number - 1)
            if not page:
                return glyphs, rules
            self._overlays[number] = flattened(self._pdf, page)
            pdfium.FPDF_ClosePage(page)
        overlay = self._overlays[number]
        page = pdfium.FPDF_LoadPage(self._pdf.raw, number - 1)
        text = pdfium.FPDFText_LoadPage(page) if page else None
        try:
            if text:
                drawn = read_drawings(page, objects)
                painted = with_characters(read_glyphs(page, text, len(glyphs) + limit))
                added = np.array(sorted(drawn.grounds.text), np.uint64)
                mine = np.flatnonzero(np.isin(painted.painter, added) & (painted.painter != 0))
                if len(mine):
                    glyphs = joined(glyphs, taken(painted, mine))
                rules = rules.joined(drawn.rules)
                frame = frame_of(page)
                glyphs = with_values(glyphs, overlay, frame)
                if overlay.lines:
                    rules = rules.with_lines(level_lines(overlay, frame))
        finally:
            if text:
                pdfium.FPDFText_ClosePage(text)
            if page:
                pdfium.FPDF_ClosePage(page)
        return glyphs, rules


def level_lines(overlay: Overlay, frame: Frame) -> Floats:
    """(n, 4) the lines of ``overlay`` on the page as seen."""
    boxes = np.array([(x0, y, x1, y) for x0, x1, y in overlay.lines], np.float64).reshape(-1, 4)
    return seen_boxes(frame, boxes)


def with_values(glyphs: Glyphs, overlay: Overlay, frame: Frame) -> Glyphs:
    """``glyphs`` and behind them those of the values of ``overlay``."""
    set_glyphs = [glyph for text, box, size in overlay.values for glyph in _set(text, box, size)]
    if not set_glyphs:
        return glyphs
    count = len(set_glyphs)
    boxes = np.array([box for _, box, _ in set_glyphs], np.float64)
    size = np.array([size for _, _, size in set_glyphs], np.float64)
    x, y = frame.seen(boxes[:, 0], boxes[:, 3] + (1 - _ASCENT) * size)
    no, none = np.zeros(count, np.bool_), np.full(count, -1, np.int64)
    return Glyphs(
        code=np.concatenate((glyphs.code, [ord(c) for c, _, _ in set_glyphs])),
        box=np.concatenate((glyphs.box, seen_boxes(frame, boxes))),
        origin=np.concatenate((glyphs.origin, np.stack((x, y), axis=1))),
        size=np.concatenate((glyphs.size, size)),
        angle=np.concatenate((glyphs.angle, np.full(count, frame.rotation * np.pi / 2))),
        generated=np.concatenate((glyphs.generated, no)),
        unmapped=np.concatenate((glyphs.unmapped, no)),
        inked=np.concatenate((glyphs.inked, no)),
        covered=np.concatenate((glyphs.covered, no)),
        painter=np.concatenate((glyphs.painter, np.zeros(count, np.uint64))),
        mode=np.concatenate((glyphs.mode, none)),
        font=np.concatenate((glyphs.font, none)),
        fonts=glyphs.fonts,
    )


_Set = tuple[str, tuple[float, float, float, float], float]


def _set(text: str, box: tuple[float, float, float, float], size: float) -> Iterator[_Set]:
    """Each character of a value with its cell (left, top, right, bottom) and size, as it is set in
    ``box``: on one line in its middle, or on several from the top."""
    x0, y0, x1, y1 = box
    size = size or _USUAL_SIZE
    if y1 - y0 < 2 * _LEADING * size and "\n" not in text:
        size = min(size, max(_SHARE_OF_HEIGHT * (y1 - y0), 1.0))
        lines, top = [text], (y0 + y1 + size) / 2
    else:
        lines = list(_wrapped(text, max(x1 - x0 - 2 * _INSET, size), size))
        top = y1 - _INSET
    for line in lines:
        x = x0 + _INSET
        for character in line:
            wide = _advance(character) * size
            yield character, (x, top, x + wide, top - size), size
            x += wide
        top -= _LEADING * size


def _wrapped(text: str, width: float, size: float) -> Iterator[str]:
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for character in paragraph:
            wide = _advance(character) * size
            if line and used + wide > width:
                yield line
                line, used = "", 0.0
            line, used = line + character, used + wide
        yield line


def _advance(character: str) -> float:
    return 1.0 if ord(character) >= _WIDE else _HALF
