"""Pages of documents that no test changes, each of which is read once a session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from shiryokan.paper.model import Page
from shiryokan.paper.reader import Reader
from tests import session_folder


def pages_of(path: Path) -> list[Page]:
    """All pages of a document of the corpora or the samples."""
    return _decoded(session_folder.once(_name(path), lambda place: _read(path, place)))


def some_pages_of(path: Path, numbers: Iterable[int]) -> list[Page]:
    """Pages ``numbers`` (from 1): out of the whole document, where this session has read it already."""
    if whole := session_folder.made(_name(path)):
        pages = _decoded(whole)
        return [pages[number - 1] for number in numbers]
    with Reader(path) as reader:
        return [reader.page(number) for number in numbers]


def _name(path: Path) -> str:
    return f"pages-{hashlib.sha256(bytes(path.resolve())).hexdigest()[:16]}"


def _decoded(file: Path) -> list[Page]:
    return msgspec.msgpack.decode(file.read_bytes(), type=list[Page])


def _read(path: Path, place: Path) -> None:
    with Reader(path) as reader:
        pages = [reader.page(number) for number in range(1, reader.pages + 1)]
    place.write_bytes(msgspec.msgpack.encode(pages))
