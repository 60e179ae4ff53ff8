"""The reading process: ``python -m shiryokan.paper.child``. It limits itself, then answers."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from shiryokan.paper import protocol
from shiryokan.paper.errors import PaperError, TooMuchMemory
from shiryokan.paper.limits import MEBI, Limits
from shiryokan.paper.priority import yield_to_others
from shiryokan.paper.reader import Reader
from shiryokan.paper.sandbox import shut_in
from shiryokan.paper.searchable import with_text_layer

if TYPE_CHECKING:
    from shiryokan.paper.ocr.pages import PictureReader

try:
    import resource
except ImportError:  # Windows has no resource limits; the owner's time limits still hold
    resource = None  # type: ignore[assignment]

_PIECE = 8 * MEBI
"""Bytes of a written file in one answer."""


def limit_self(limits: Limits) -> None:
    """Bound memory and processor time; allow no file to be written and no core to be dumped."""
    if resource is None:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, int(limits.file_seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def main() -> None:
    """Answer requests from standard input on standard output until it closes."""
    requests, replies = _own_streams()
    first = _next_request(requests)
    if not isinstance(first, protocol.Open):
        return
    limit_self(first.limits)
    if first.behind:
        yield_to_others()
    # before the walls stand and before a byte of the file is looked at
    pictures = _picture_reader(first, replies) if first.ocr else None
    if first.ocr and pictures is None:
        return
    confinement = shut_in(Path(first.path), first.program)
    try:
        reader = Reader(Path(first.path), first.limits)
        protocol.send(replies, protocol.Opened(reader.summary(), confinement))
    except (PaperError, MemoryError) as error:
        protocol.send(replies, _failure(error))
        return
    # what was imported stays; pages are values without cycles, so collecting often only costs
    gc.freeze()
    gc.set_threshold(50_000)
    while (request := _next_request(requests)) is not None:
        _answer(reader, pictures, request, replies)


def _picture_reader(request: protocol.Open, replies: BinaryIO) -> PictureReader | None:
    """What reads pictures; None, and the reason is told, where it cannot be loaded."""
    from shiryokan.paper.ocr.pages import PictureReader  # noqa: PLC0415  most never need it

    try:
        return PictureReader()
    except (PaperError, MemoryError) as error:
        protocol.send(replies, _failure(error))
        return None


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the owner; a library that prints must not break into the conversation."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, replies


def _answer(
    reader: Reader, pictures: PictureReader | None, request: protocol.Request, replies: BinaryIO
) -> None:
    if isinstance(request, protocol.Read):
        for answer in _pages(reader, request):
            protocol.send(replies, answer)
    elif isinstance(request, protocol.Draw):
        try:
            protocol.send(replies, protocol.Picture(reader.picture(request.page, request.size)))
        except (PaperError, MemoryError) as error:
            protocol.send(replies, _failure(error))
    elif isinstance(request, protocol.Overlay):
        for piece in _overlaid(reader, request):
            protocol.send(replies, piece)
    elif pictures is not None:
        for answered in pictures.answers(reader, request):
            if isinstance(answered, PaperError | MemoryError):
                protocol.send(replies, _failure(answered))
            else:
                protocol.send(replies, answered)


def _pages(reader: Reader, request: protocol.Read) -> Iterator[protocol.Answer]:
    for number in request.numbers:
        try:
            yield protocol.PageRead(reader.page(number, look_back=request.look_back))
        except (PaperError, MemoryError) as error:
            yield _failure(error)


def _overlaid(reader: Reader, request: protocol.Overlay) -> Iterator[protocol.Answer]:
    try:
        written = with_text_layer(reader.path, request.layer, request.numbers)
    except (PaperError, MemoryError) as error:
        yield _failure(error)
        return
    for at in range(0, len(written), _PIECE):
        yield protocol.Piece(written[at : at + _PIECE], at + _PIECE >= len(written))


def _failure(error: PaperError | MemoryError) -> protocol.Failure:
    if isinstance(error, MemoryError):
        error = TooMuchMemory()
    return protocol.Failure(error.code, str(error), error.details)


def _next_request(stream: BinaryIO) -> protocol.Request | None:
    header = stream.read(protocol.HEADER_BYTES)
    if len(header) < protocol.HEADER_BYTES:
        return None
    body = stream.read(protocol.frame_length(header))
    request: protocol.Request = protocol.request_decoder.decode(body)
    return request


if __name__ == "__main__":
    main()
