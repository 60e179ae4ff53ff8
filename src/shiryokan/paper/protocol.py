"""What the reading process and its owner say to each other: frames of a length and MessagePack.

Only plain typed values cross, so that nothing a hostile file makes the reader say can run code in
its owner.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Literal

import msgspec

from shiryokan.paper.limits import Limits
from shiryokan.paper.model import Page, Summary
from shiryokan.paper.ocr.model import OcrPage
from shiryokan.paper.picture import PictureSize
from shiryokan.paper.sandbox import Confinement

_LENGTH = struct.Struct("<I")


class Open(msgspec.Struct, tag=True):
    """Open this file, within the walls of ``program``; the answer is a Summary."""

    path: str
    limits: Limits
    program: bytes = b""
    ocr: bool = False
    """Whether pictures of its pages are to be read."""
    behind: bool = False
    """Whether all else on the machine goes before it."""


class Read(msgspec.Struct, tag=True):
    """Read pages ``numbers``; the answers are Pages or Failures, one a page.

    ``look_back`` says that the pages before them may be looked at for their columns.
    """

    numbers: tuple[int, ...]
    look_back: bool = True


class Draw(msgspec.Struct, tag=True):
    """Draw a page; the answer is a Picture."""

    page: int
    size: PictureSize


class Overlay(msgspec.Struct, tag=True):
    """Lay the pages of a PDF with text over pages ``numbers``; the answers are Pieces of the
    file."""

    layer: bytes
    numbers: tuple[int, ...]


Which = Literal["scans", "all"]
"""Which pictures are read: of pages without text of their own, or of all."""


class ReadPictures(msgspec.Struct, tag=True):
    """Read pages ``numbers`` and their pictures; the answers are PicturesRead or Failures."""

    numbers: tuple[int, ...]
    which: Which = "scans"
    look_back: bool = True


class HashPicture(msgspec.Struct, tag=True):
    """Draw a page as its picture is read; the answer is a PictureHash."""

    page: int


class FindPictures(msgspec.Struct, tag=True):
    """Find the pages in which a picture may show words; the answer is PicturesFound."""


class Opened(msgspec.Struct, tag=True):
    """The file is open, behind these walls."""

    summary: Summary
    confinement: Confinement = Confinement()


class PageRead(msgspec.Struct, tag=True):
    """A page was read."""

    page: Page


class Picture(msgspec.Struct, tag=True):
    """A page was drawn."""

    data: bytes


class Piece(msgspec.Struct, tag=True):
    """A piece of a file that was written; ``last`` says that it is whole now."""

    data: bytes
    last: bool


class PictureRead(msgspec.Struct, tag=True):
    """A page was read, and its picture where it was asked for."""

    page: Page
    ocr: OcrPage | None


class PictureHash(msgspec.Struct, tag=True):
    """The SHA-256 of a page's picture."""

    sha256: str


class PicturesFound(msgspec.Struct, tag=True):
    """The pages, from 1, in which a picture may show words."""

    numbers: tuple[int, ...]


class Failure(msgspec.Struct, tag=True):
    """What was asked could not be done, by the code of the error."""

    code: str
    message: str
    details: dict[str, str | int | float]


Request = Open | Read | Draw | Overlay | ReadPictures | HashPicture | FindPictures
Answer = Opened | PageRead | Picture | Piece | PictureRead | PictureHash | PicturesFound | Failure

_encoder = msgspec.msgpack.Encoder()
request_decoder = msgspec.msgpack.Decoder(Request)
answer_decoder = msgspec.msgpack.Decoder(Answer)


def send(stream: BinaryIO, message: Request | Answer) -> None:
    """Write one frame."""
    body = _encoder.encode(message)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def frame_length(header: bytes) -> int:
    """Length of the body that follows a four-byte header."""
    length: int = _LENGTH.unpack(header)[0]
    return length


HEADER_BYTES = _LENGTH.size
