"""Pictures of pages, as arrays of pixels within bounds."""

from __future__ import annotations

import ctypes
import hashlib

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from shiryokan.paper.errors import PageUnreadable
from shiryokan.paper.ocr.engine import Pixels
from shiryokan.paper.picture import POINTS_PER_INCH

USUAL_DPI = 200
"""Dots per inch at which a page is read: at 300 nothing is read better that is not scanned so."""
_MOST_DPI = 300
_LEAST_DPI = 150
_LONGEST = 5000
"""Pixels: no side of a picture is longer (A3 at 300 dpi)."""
_MOST = 12_000_000
"""Pixels of a picture, at most: A4 at 350 dpi, A3 at 250; 36 MB in memory."""
_PAGE = 0.5
"""A picture that covers at least this share of its page is the page's scan."""


def picture_of(page: pypdfium2.PdfPage, number: int) -> tuple[Pixels, bool]:
    """The picture of a page as it is shown, and whether it was drawn smaller than it should be.

    A scan is drawn in its own resolution between 150 and 300 dpi, other pages at 200. Raises
    :class:`PageUnreadable`.
    """
    try:
        width, height = page.get_size()
        scale = _dpi(page, width, height) / POINTS_PER_INCH
        bounded = min(
            scale,
            _LONGEST / max(width, height, 1.0),
            (_MOST / max(width * height, 1.0)) ** 0.5,
        )
        bitmap = page.render(scale=bounded, rev_byteorder=True, prefer_bgrx=False)
        pixels = np.array(bitmap.to_numpy(), np.uint8)
    except (pypdfium2.PdfiumError, ValueError, ctypes.ArgumentError) as error:
        raise PageUnreadable(page=number) from error
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if pixels.shape[2] == 1:
        pixels = np.repeat(pixels, 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3]), bounded < 0.8 * scale


def _dpi(page: pypdfium2.PdfPage, width: float, height: float) -> float:
    """The resolution of the scan of a page; the usual one where it has none."""
    for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = each.get_bounds()
        if (right - left) * (top - bottom) < _PAGE * width * height:
            continue
        pixels = ctypes.c_uint(), ctypes.c_uint()
        if pdfium.FPDFImageObj_GetImagePixelSize(each.raw, *map(ctypes.byref, pixels)):
            # a scan may be set in the page turned, so the longer side is the longer one
            longer = max(pixels[0].value, pixels[1].value)
            dpi = longer / max(right - left, top - bottom) * POINTS_PER_INCH
            return float(min(max(dpi, _LEAST_DPI), _MOST_DPI))
    return USUAL_DPI


def picture_hash(picture: Pixels) -> str:
    """The SHA-256 of the picture's size and pixels, in hexadecimal."""
    hashed = hashlib.sha256(f"{picture.shape[1]}x{picture.shape[0]}".encode())
    hashed.update(picture.tobytes())
    return hashed.hexdigest()
