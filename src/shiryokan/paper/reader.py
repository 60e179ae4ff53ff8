"""Reads one open PDF in this process.

Hostile bytes belong into :class:`shiryokan.paper.isolated.IsolatedReader`, which runs this in a
limited process of its own.
"""

from __future__ import annotations

import ctypes
import gc
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import pypdfium2
import pypdfium2.raw as pdfium

from shiryokan.paper.annotations import Annotations, has_annotations
from shiryokan.paper.characters import with_characters
from shiryokan.paper.errors import (
    EmptyFile,
    Encrypted,
    NoPages,
    NotAPdf,
    PageUnreadable,
    PaperError,
    TooLarge,
    TooManyPages,
)
from shiryokan.paper.glyphs import frame_of, read_glyphs
from shiryokan.paper.layers import may_have_layers_off
from shiryokan.paper.layout.assembly import NO_COLUMNS, Columns, LaidOut, lay_out
from shiryokan.paper.layout.ruled_lines import read_drawings
from shiryokan.paper.limits import Limits
from shiryokan.paper.model import OutlineItem, Page, Summary
from shiryokan.paper.picture import PictureSize
from shiryokan.paper.unseen import without_unseen

_LOOK_BACK = 3
"""Pages before a page that help to read it: the columns of a table are those of its last pages."""


class Reader:
    """An open PDF.

    Raises :class:`EmptyFile`, :class:`TooLarge`, :class:`Encrypted`, :class:`NotAPdf`,
    :class:`NoPages` or :class:`TooManyPages` when it cannot be opened.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        size = path.stat().st_size
        if size == 0:
            raise EmptyFile
        if size > self.limits.file_bytes:
            raise TooLarge(bytes=size, limit=self.limits.file_bytes)
        self.path = path
        self._pdf = _open(path)
        self._annotations = Annotations(path)
        self._columns: dict[int, Columns] = {}
        self.pages = len(self._pdf)
        if not 0 < self.pages <= self.limits.pages:
            self._pdf.close()
            if self.pages <= 0:
                raise NoPages
            raise TooManyPages(pages=self.pages, limit=self.limits.pages)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._annotations.close()
        self._pdf.close()

    def summary(self) -> Summary:
        """Number of pages, the producer's title and dates, and the outline."""
        meta = self._pdf.get_metadata_dict(skip_empty=True)
        return Summary(
            pages=self.pages,
            title=_clean(meta.get("Title", "")),
            author=_clean(meta.get("Author", "")),
            created=_clean(meta.get("CreationDate", "")),
            outline=tuple(self._outline()),
        )

    def _outline(self) -> list[OutlineItem]:
        items: list[OutlineItem] = []
        try:
            for mark in self._pdf.get_toc():
                if len(items) >= self.limits.outline_items:
                    break
                target = mark.get_dest()
                index = target.get_index() if target else None
                title = _clean(mark.get_title())
                if title:
                    page = index + 1 if index is not None and 0 <= index < self.pages else None
                    items.append(OutlineItem(mark.level, title, page))
        except (pypdfium2.PdfiumError, RuntimeError):
            return items
        return items

    def page(self, number: int, *, look_back: bool = True) -> Page:
        """Page ``number`` (from 1); :class:`PageUnreadable` when PDFium cannot load it.

        What the three pages before say about where columns begin helps to read it: they are looked
        at if they were not read yet, unless ``look_back`` is False.
        """
        before = []
        for earlier in range(max(number - _LOOK_BACK, 1), number):
            if earlier not in self._columns and look_back:
                with suppress(PaperError):
                    self._laid_out(earlier, [])
            before.append(self._columns.get(earlier, NO_COLUMNS))
        return self._laid_out(number, before).page

    def _laid_out(self, number: int, before: list[Columns]) -> LaidOut:
        # a page that fails is not tried again for the sake of the next
        self._columns[number] = NO_COLUMNS
        page = self._load(number)
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                raise PageUnreadable(page=number)
            try:
                with _no_search_for_cycles():
                    laid_out = self._read(number, page, text, before)
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)
        # they are the same whatever was known before
        self._columns[number] = laid_out.columns
        return laid_out

    def _read(
        self, number: int, page: pdfium.FPDF_PAGE, text: pdfium.FPDF_TEXTPAGE,
        before: list[Columns],
    ) -> LaidOut:  # fmt: skip
        limit = self.limits.glyphs_per_page
        cut = pdfium.FPDFText_CountChars(text) > limit
        glyphs = with_characters(read_glyphs(page, text, limit))
        drawn = read_drawings(page)
        glyphs, unseen = without_unseen(page, glyphs, drawn.grounds, layers_off=self._layers_off)
        rules = drawn.rules
        if has_annotations(page):
            own = pdfium.FPDFPage_CountObjects(page)
            glyphs, rules = self._annotations.over(number, glyphs, rules, own, limit)
        size = frame_of(page).size
        return lay_out(number, size, glyphs, rules, cut=cut, unseen=unseen, before=before)

    def picture(self, number: int, size: PictureSize) -> bytes:
        """The picture of page ``number`` (from 1), encoded as ``size`` says.

        Its sides never pass ``size``'s, whatever the page's are. Raises
        :class:`PageUnreadable`.
        """
        try:
            page = self._pdf[number - 1]
        except (pypdfium2.PdfiumError, IndexError) as error:
            raise PageUnreadable(page=number) from error
        try:
            width, height = page.get_size()
            image = page.render(scale=size.scale(width, height)).to_pil()
        except (pypdfium2.PdfiumError, ValueError, ctypes.ArgumentError) as error:
            raise PageUnreadable(page=number) from error
        finally:
            page.close()
        image.thumbnail((size.longest, size.longest))
        encoded = io.BytesIO()
        image.convert("RGB").save(encoded, size.format, **size.options())
        return encoded.getvalue()

    @property
    def document(self) -> pypdfium2.PdfDocument:
        """The open file, as PDFium has it; it stays this reader's."""
        return self._pdf

    @cached_property
    def _layers_off(self) -> bool:
        return may_have_layers_off(self.path)

    def _load(self, number: int) -> pdfium.FPDF_PAGE:
        page = pdfium.FPDF_LoadPage(self._pdf.raw, number - 1) if number >= 1 else None
        if not page:
            raise PageUnreadable(page=number)
        return page


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Without the interpreter's search for objects that hold each other.

    A page makes tens of thousands of objects and hardly one such cycle, so that the search, which
    every few hundred objects start, finds nothing; it takes a tenth of the time of reading.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        match getattr(error, "err_code", None):
            case pdfium.FPDF_ERR_PASSWORD | pdfium.FPDF_ERR_SECURITY:
                raise Encrypted from error
            case _:
                raise NotAPdf from error
    except OSError as error:
        raise PaperError(str(error)) from error


def _clean(text: str) -> str:
    """Text of the file's own data without control characters, at most 500 characters."""
    return "".join(c for c in text if c.isprintable()).strip()[:500]
