"""The passages' vectors on disk, a file for each document.

A file is replaced as a whole, so that a kill leaves the old one or the new one. The folder is named
by the model; it may be deleted at any time, and ``shiryokan semantic build`` fills it again.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.semantic.embedders import Vectors

_log = logging.getLogger(__name__)
_NAME = re.compile(r"[^\w.-]+")
_READY, _BEGUN = ".vectors", ".begun"
_LEFT_SECONDS = 3600
Place = tuple[int, int, int]
"""Page, and where on it a passage begins and ends."""
Stamp = tuple[int, int, int]


class Part(msgspec.Struct, frozen=True):
    """A document's vectors, each in bytes and a scale: to 384 dimensions the product with a
    question is then right to three digits, in a quarter of the room.

    ``texts`` tells of what they were made, ``pages`` up to which page.
    """

    texts: str
    pages: int
    dimensions: int
    places: bytes
    scales: bytes
    rows: bytes

    def __len__(self) -> int:
        return len(self.scales) // 4

    def is_whole(self) -> bool:
        """Whether all that belongs together is there."""
        count = len(self)
        return (len(self.scales), len(self.places), len(self.rows)) == (
            *(4 * count, 12 * count, self.dimensions * count),
        )

    def with_more(self, pages: int, vectors: Vectors, places: Sequence[Place]) -> Part:
        """This and further passages, up to page ``pages``."""
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-9) / 127
        rows = np.rint(vectors / scales[:, None]).astype(np.int8)
        return msgspec.structs.replace(
            self,
            pages=pages,
            places=self.places + np.array(places, np.int32).reshape(-1, 3).tobytes(),
            scales=self.scales + scales.astype(np.float32).tobytes(),
            rows=self.rows + rows.tobytes(),
        )

    def arrays(
        self,
    ) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.float32], npt.NDArray[np.int32]]:
        """Rows, scales and places."""
        return (
            np.frombuffer(self.rows, np.int8).reshape(-1, self.dimensions),
            np.frombuffer(self.scales, np.float32),
            np.frombuffer(self.places, np.int32).reshape(-1, 3),
        )


class VectorFiles:
    """The files of one model under a folder."""

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        self.folder = folder / _NAME.sub("_", model)
        self.dimensions = dimensions

    def begun(self, document: str, texts: str) -> Part:
        """What is there of an unfinished document made of ``texts``, or an empty beginning."""
        part = self._read(document + _BEGUN)
        if part is not None and part.texts == texts:
            return part
        return Part(texts, 0, self.dimensions, b"", b"", b"")

    def keep(self, document: str, part: Part) -> None:
        """Keep what is done of a document, to go on from it."""
        self._write(document + _BEGUN, part)

    def finish(self, document: str, part: Part) -> None:
        """Put a document's passages in the place of older ones."""
        self._write(document + _READY, part)
        (self.folder / (document + _BEGUN)).unlink(missing_ok=True)

    def get(self, document: str) -> Part | None:
        """A document's passages. A file that was damaged is taken away, so that it counts as
        missing."""
        return self._read(document + _READY)

    def remove(self, document: str) -> None:
        """Take a document out."""
        for ending in (_READY, _BEGUN):
            (self.folder / (document + ending)).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Take away what processes that were killed have left half written."""
        before = time.time() - _LEFT_SECONDS
        for path in self.folder.glob(".*"):
            with contextlib.suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()

    def changed_at(self) -> int:
        """A number that is another one when any file was put, replaced or removed."""
        try:
            return self.folder.stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def stamps(self) -> dict[str, Stamp]:
        """Each document whose passages are there, and what tells one version of its file from
        another."""
        found = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.endswith(_READY):
                        try:
                            status = entry.stat()
                        except FileNotFoundError:
                            continue
                        stamp = (status.st_mtime_ns, status.st_ino, status.st_size)
                        found[entry.name.removesuffix(_READY)] = stamp
        except FileNotFoundError:
            pass
        return found

    def size(self) -> int:
        """Bytes of all documents' passages."""
        return sum(size for _, _, size in self.stamps().values())

    def _read(self, name: str) -> Part | None:
        path = self.folder / name
        try:
            part = msgspec.msgpack.decode(path.read_bytes(), type=Part)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError:
            part = None
        if part is None or part.dimensions != self.dimensions or not part.is_whole():
            _log.warning("%s was damaged and is taken away", path)
            path.unlink(missing_ok=True)
            return None
        return part

    def _write(self, name: str, part: Part) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = self.folder / f".{name}.{os.getpid()}.{threading.get_ident()}"
        try:
            with temporary.open("wb") as file:
                file.write(msgspec.msgpack.encode(part))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.folder / name)
        finally:
            temporary.unlink(missing_ok=True)
