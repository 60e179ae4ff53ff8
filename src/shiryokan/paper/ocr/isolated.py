"""Reads the pictures of a PDF in a limited process of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, NamedTuple

import msgspec

from shiryokan.paper import protocol
from shiryokan.paper.errors import PageUnreadable, PaperError, ReaderDied
from shiryokan.paper.isolated import IsolatedReader, unreadable_page
from shiryokan.paper.limits import MEBI, Limits
from shiryokan.paper.line_states import (
    TEXT_CONTRADICTED,
    contradicted,
    state_of_pictured,
    with_lines,
    with_pictured,
)
from shiryokan.paper.model import Page, Warning
from shiryokan.paper.ocr.model import FROM_PICTURE, OcrPage
from shiryokan.paper.protocol import Which

OCR_LIMITS = Limits(memory_bytes=2560 * MEBI, open_seconds=60.0, page_seconds=120.0,
                    file_seconds=24 * 3600.0)  # fmt: skip
"""A page takes some four seconds of a processor; the time allows for a busy machine."""


class ReadPage(NamedTuple):
    """A page, and what was read from its picture or of how far it is verified; None where the
    picture was not asked for or could not be read."""

    page: Page
    ocr: OcrPage | None


class OcrReader(IsolatedReader):
    """An :class:`~shiryokan.paper.isolated.IsolatedReader` whose process reads pictures too.

    Opening raises what that does, and :class:`~shiryokan.paper.errors.OcrMissing` where the extra
    ``ocr`` is not installed. The process takes a second to start and some 700 MB.
    """

    _reads_pictures: ClassVar[bool] = True

    def __init__(
        self,
        path: Path,
        limits: Limits | None = None,
        *,
        which: Which = "scans",
        behind: bool = False,
    ) -> None:
        """``which`` pictures :meth:`pages` reads; ``read_page`` is told each time. ``behind`` says
        that the process leaves the processor to all others."""
        self._behind = behind
        super().__init__(path, limits or OCR_LIMITS)
        self.which = which

    def pages(self, first: int = 1, last: int | None = None) -> Iterator[Page]:
        """As :meth:`IsolatedReader.pages`, pages without text as their pictures show them."""
        return (read.page for read in read_pages(self, self.which, first, last))

    def picture_hash(self, number: int) -> str:
        """The SHA-256 of the picture of page ``number`` (from 1), by which a result is kept;
        raises as :meth:`read_page` does."""
        answer = self._asked(protocol.HashPicture(number))
        if not isinstance(answer, protocol.PictureHash):
            raise PageUnreadable(page=number)
        return answer.sha256

    def read_page(self, number: int, which: Which = "scans", *, look_back: bool = True) -> ReadPage:
        """Page ``number`` (from 1): where it has no text, as its picture shows it; where it has
        some, that, and with ``all`` its lines held against the picture.

        Raises :class:`PageUnreadable`, :class:`TooSlow`, :class:`TooMuchMemory` or
        :class:`ReaderDied`; the next page may be asked for all the same.
        """
        answer = self._asked(protocol.ReadPictures((number,), which, look_back))
        if not isinstance(answer, protocol.PictureRead):
            raise PageUnreadable(page=number)
        return ReadPage(answer.page, answer.ocr)

    def pages_with_pictures(self) -> tuple[int, ...]:
        """The pages (from 1) in which a picture may show words; raises as :meth:`read_page`
        does."""
        answer = self._asked(protocol.FindPictures())
        return answer.numbers if isinstance(answer, protocol.PicturesFound) else ()

    def _asked(self, request: protocol.Request) -> protocol.Answer:
        self._file_deadline = time.monotonic() + self.limits.file_seconds
        self._ensure()
        self._send(request)
        return self._receive(self.limits.page_seconds)


def read_document(
    path: Path,
    which: Which = "scans",
    first: int = 1,
    last: int | None = None,
    limits: Limits | None = None,
) -> Iterator[ReadPage]:
    """Pages ``first`` to ``last`` (from 1, inclusive; by default all) of a PDF, in order, pictures
    read. A page that cannot be read comes as an empty one whose warning has the error's code.

    Raises when it is first asked for a page, as :class:`OcrReader` does.
    """
    with OcrReader(path, limits) as reader:
        yield from read_pages(reader, which, first, last)


def _is_of_picture(page: Page) -> bool:
    """Whether the text of a page was read from its picture."""
    return any(warning.code == FROM_PICTURE for warning in page.warnings)


def _with_picture_for_text(page: Page, ocr: OcrPage) -> Page:
    """A digital page, its lines as the picture shows them where fonts map to wrong characters."""
    written = [number for number, (_, _, line) in enumerate(page.lines()) if line.text.strip()]
    other = contradicted(ocr.lines[: len(written)])
    if not other:
        return page
    page = with_lines(page, {written[at]: text for at, text in other.items()})
    told = Warning(TEXT_CONTRADICTED, f"{len(other)} lines as the picture shows them")
    return msgspec.structs.replace(page, warnings=(*page.warnings, told))


def read_pages(
    reader: OcrReader, which: Which = "scans", first: int = 1, last: int | None = None
) -> Iterator[ReadPage]:
    """The same of a PDF that is open."""
    deaths = 0
    pages = reader.summary.pages
    for number in range(first, min(last or pages, pages) + 1):
        if deaths >= reader.limits.deaths:
            yield ReadPage(unreadable_page(number, ReaderDied("given up after failures")), None)
            continue
        try:
            # after a death none looks back: the page before may be what it died of
            page, ocr = reader.read_page(number, which, look_back=not deaths)
            if ocr is not None and not _is_of_picture(page):
                page = _with_picture_for_text(page, ocr)
                page = with_pictured(page, [state_of_pictured(e) for e in ocr.lines if e.pictured])
            yield ReadPage(page, ocr)
        except PaperError as error:
            deaths += not isinstance(error, PageUnreadable)
            yield ReadPage(unreadable_page(number, error), None)
