"""A PDF with a text layer laid over some of its pages: what stands on them stays as it is.

Hostile bytes belong into :class:`shiryokan.paper.isolated.IsolatedReader`, whose ``searchable``
does this in a limited process.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from shiryokan.paper.errors import NotAPdf, PageUnreadable


def with_text_layer(path: Path, layer: bytes, numbers: Sequence[int]) -> bytes:
    """The file at ``path`` with page *n* of the PDF ``layer`` over the *n*-th of the pages
    ``numbers`` (from 1), at its upper left corner as it is seen.

    Raises :class:`NotAPdf`, or :class:`PageUnreadable` for a page that cannot be changed.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
        over = pypdfium2.PdfDocument(layer)
    except pypdfium2.PdfiumError as error:
        raise NotAPdf from error
    try:
        for at, number in enumerate(numbers):
            _lay_over(pdf, over, at, number)
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()
    finally:
        over.close()
        pdf.close()


def _lay_over(
    pdf: pypdfium2.PdfDocument, over: pypdfium2.PdfDocument, at: int, number: int
) -> None:
    try:
        page = pdf[number - 1]
        form = over.page_as_xobject(at, pdf)
        placed = form.as_pageobject()
        placed.set_matrix(_matrix(page))
        page.insert_obj(placed)
        page.gen_content()
        page.close()
        form.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PageUnreadable(page=number) from error


def _matrix(page: pypdfium2.PdfPage) -> pypdfium2.PdfMatrix:
    """From the page as it is seen (origin at its lower left corner) to its own coordinates."""
    left, bottom, right, top = page.get_cropbox()
    match page.get_rotation():
        case 90:
            return pypdfium2.PdfMatrix(0, 1, -1, 0, right, bottom)
        case 180:
            return pypdfium2.PdfMatrix(-1, 0, 0, -1, right, top)
        case 270:
            return pypdfium2.PdfMatrix(0, -1, 1, 0, left, top)
        case _:
            return pypdfium2.PdfMatrix(1, 0, 0, 1, left, bottom)
