"""Pages of an open PDF together with their pictures: what the reading process does."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2

from shiryokan.paper import protocol
from shiryokan.paper.errors import PageUnreadable, PaperError
from shiryokan.paper.legible import is_readable
from shiryokan.paper.model import Box
from shiryokan.paper.ocr.laying_out import laid_out
from shiryokan.paper.ocr.pictures import picture_hash, picture_of
from shiryokan.paper.ocr.pp_ocr import PpOcr
from shiryokan.paper.ocr.reading import read_picture
from shiryokan.paper.ocr.regions import pictures_in, with_pictured
from shiryokan.paper.ocr.verifying import verified_page
from shiryokan.paper.reader import Reader

_Read = protocol.PictureRead | protocol.PictureHash | protocol.PicturesFound


class PictureReader:
    """Reads pictures with the engine. Raises :class:`shiryokan.paper.errors.OcrMissing`."""

    def __init__(self) -> None:
        self.engine = PpOcr()
        # all that is loaded late is loaded here: afterwards no library can be
        self.engine.detect(np.full((64, 64, 3), 255, np.uint8))
        self.engine.recognise(np.full((48, 160, 3), 255, np.uint8))

    def answers(
        self, reader: Reader, request: protocol.Request
    ) -> Iterator[_Read | PaperError | MemoryError]:
        """What a request is answered, one a page."""
        if isinstance(request, protocol.HashPicture):
            try:
                picture, _ = _picture(reader, request.page)
                yield protocol.PictureHash(picture_hash(picture))
            except (PaperError, MemoryError) as error:
                yield error
        elif isinstance(request, protocol.FindPictures):
            try:
                pages = range(1, len(reader.document) + 1)
                found = [number for number in pages if _has_pictures(reader, number)]
                yield protocol.PicturesFound(tuple(found))
            except (PaperError, MemoryError) as error:
                yield error
        elif isinstance(request, protocol.ReadPictures):
            for number in request.numbers:
                try:
                    yield self.read(reader, number, request.which, look_back=request.look_back)
                except (PaperError, MemoryError) as error:
                    yield error

    def read(
        self, reader: Reader, number: int, which: protocol.Which, *, look_back: bool = True
    ) -> protocol.PictureRead:
        """Page ``number`` (from 1): of a page without text what its picture shows; of another its
        text, with ``all`` held against its picture."""
        page = reader.page(number, look_back=look_back)
        has_text = is_readable(page.text)
        if has_text and which == "scans":
            return protocol.PictureRead(page, None)
        picture, reduced = _picture(reader, number)
        size = (page.width, page.height)
        if has_text:
            pictures = _pictures_in(reader, number)
            verified = verified_page(page, picture, self.engine, pictures)
            claimed = sum(1 for _, _, line in page.lines() if line.text.strip())
            return protocol.PictureRead(page, with_pictured(verified, claimed, pictures, number))
        ocr = read_picture(picture, size, self.engine, reduced=reduced)
        return protocol.PictureRead(laid_out(ocr, number), ocr)


def _has_pictures(reader: Reader, number: int) -> bool:
    try:
        return bool(_pictures_in(reader, number))
    except PageUnreadable:
        return False


def _pictures_in(reader: Reader, number: int) -> list[Box]:
    try:
        page = reader.document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PageUnreadable(page=number) from error
    try:
        return pictures_in(page)
    finally:
        page.close()


def _picture(reader: Reader, number: int) -> tuple[np.ndarray, bool]:
    try:
        page = reader.document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise PageUnreadable(page=number) from error
    try:
        return picture_of(page, number)
    finally:
        page.close()
