"""Reads a part of a document, wherever there is a processor to spare: it needs the settings and the
originals of the instance, and no database."""

from __future__ import annotations

import zlib
from typing import NamedTuple

import msgspec

from shiryokan.documents.originals import ORIGINAL_MISSING, original_store
from shiryokan.documents.store_errors import OriginalDamaged, StoreUnavailable
from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.limits import Limits
from shiryokan.paper.model import Page, Summary


class Part(NamedTuple):
    """Pages ``first`` to ``last`` (from 1) of the original ``sha256``."""

    document: str
    sha256: str
    first: int
    last: int


class PartRead(msgspec.Struct, frozen=True):
    """What was read of a part."""

    summary: Summary
    pages: tuple[Page, ...]


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(PartRead)


def read_part(part: Part, limits: Limits) -> bytes | str:
    """What is read of a part, packed; or the code of why it cannot be."""
    try:
        with (
            original_store().local_copy(part.sha256) as path,
            IsolatedReader(path, limits) as reader,
        ):
            return packed(PartRead(reader.summary, tuple(reader.pages(part.first, part.last))))
    except FileNotFoundError:
        return ORIGINAL_MISSING
    except (PaperError, OriginalDamaged, StoreUnavailable) as error:
        return error.code


def packed(read: PartRead) -> bytes:
    """As bytes, about a sixth of the size that the pages have as JSON."""
    return zlib.compress(_encoder.encode(read), 1)


def unpacked(data: bytes) -> PartRead:
    """What :func:`packed` made bytes of. Raises :class:`ValueError` for what is none."""
    try:
        return _decoder.decode(zlib.decompress(data))
    except (zlib.error, msgspec.MsgspecError) as error:
        raise ValueError(str(error)) from error
