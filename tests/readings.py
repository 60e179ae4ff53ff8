"""Pages of documents that no test changes, each of which is read once a session."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from shiryokan.paper.model import Page
from shiryokan.paper.reader import Reader
from tests import session_folder


def pages_of(path: Path) -> list[Page]:
    """All pages of a document of the corpora or the samples."""
    name = f"pages-{hashlib.sha256(bytes(path.resolve())).hexdigest()[:16]}"
    read = session_folder.once(name, lambda place: _read(path, place))
    return msgspec.msgpack.decode(read.read_bytes(), type=list[Page])


def _read(path: Path, place: Path) -> None:
    with Reader(path) as reader:
        pages = [reader.page(number) for number in range(1, reader.pages + 1)]
    place.write_bytes(msgspec.msgpack.encode(pages))
