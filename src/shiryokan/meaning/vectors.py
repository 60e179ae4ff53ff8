"""The passages' vectors, a file for each document, searched exactly and all at once.

A file is replaced as a whole, so that a kill leaves the old one or the new one. The folder is named
by the model and may be deleted at any time; ``shiryokan meaning`` fills it again.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.meaning.embedders import Vectors

_PASSAGES = 8
"""Passages of a page, as many as may all be nearer than any of the next page."""
_NAME = re.compile(r"[^\w.-]+")


class Near(msgspec.Struct, frozen=True):
    """A passage near to what was asked, and how near (1 is the same)."""

    document: str
    page: int
    start: int
    end: int
    nearness: float


class VectorStore:
    """The vectors of one model under a folder. Threads may share it."""

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        self.folder = folder / _NAME.sub("_", model)
        self._dimensions = dimensions
        self._lock = threading.Lock()
        self._seen: dict[str, int] = {}
        self._parts: dict[str, tuple[npt.NDArray[np.float16], npt.NDArray[np.int32]]] = {}
        self._whole: tuple[list[str], Vectors, npt.NDArray[np.int32]] | None = None

    def put(self, document: str, vectors: Vectors, places: Iterable[tuple[int, int, int]]) -> None:
        """Put a document's passages in the place of older ones; ``places`` are page, start, end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        rows = np.array(list(places), np.int32).reshape(-1, 3)
        temporary = self.folder / f".{document}.{os.getpid()}.{threading.get_ident()}"
        with temporary.open("wb") as file:
            np.savez(file, vectors=vectors.astype(np.float16), places=rows)
        temporary.replace(self.folder / f"{document}.npz")

    def remove(self, document: str) -> None:
        """Take a document out."""
        (self.folder / f"{document}.npz").unlink(missing_ok=True)

    def has(self, document: str) -> bool:
        """Whether the document's passages are there."""
        return (self.folder / f"{document}.npz").is_file()

    def documents(self) -> set[str]:
        """The documents whose passages are there."""
        return {path.stem for path in self.folder.glob("*.npz")}

    def of_page(self, document: str, page: int) -> Vectors:
        """The vectors of a page's passages."""
        with self._lock:
            self._refresh()
            part = self._parts.get(document)
        if part is None:
            return np.zeros((0, self._dimensions), np.float32)
        made: Vectors = part[0][part[1][:, 0] == page].astype(np.float32)
        return made

    def nearest(
        self, vector: Vectors, limit: int, among: set[str] | None = None, apart_from: str = ""
    ) -> list[Near]:
        """The passages nearest to ``vector``, the nearest of each page, nearest first; only in
        the documents ``among``, if given, and not in ``apart_from``."""
        documents, rows, places = self._all()
        if not len(rows):
            return []
        near = rows @ vector
        found: list[Near] = []
        pages: set[tuple[str, int]] = set()
        for at in _nearest_first(near, limit * _PASSAGES):
            document = documents[int(places[at, 3])]
            page = int(places[at, 0])
            if document == apart_from or (among is not None and document not in among):
                continue
            if (document, page) in pages:
                continue
            pages.add((document, page))
            start, end = int(places[at, 1]), int(places[at, 2])
            found.append(Near(document, page, start, end, float(near[at])))
            if len(found) == limit:
                break
        return found

    def _all(self) -> tuple[list[str], Vectors, npt.NDArray[np.int32]]:
        """All documents, vectors and places; a place's fourth number is its document's."""
        with self._lock:
            if self._refresh() or self._whole is None:
                documents = sorted(self._parts)
                parts = [self._parts[document] for document in documents]
                numbered = [
                    np.column_stack([places, np.full(len(places), at, np.int32)])
                    for at, (_rows, places) in enumerate(parts)
                ]
                # NumPy multiplies 32 bits ten times as fast as 16
                rows = np.empty((sum(len(part) for part, _ in parts), self._dimensions), np.float32)
                if parts:
                    np.concatenate([part for part, _ in parts], out=rows)
                places = np.concatenate([np.zeros((0, 4), np.int32), *numbered])
                self._whole = documents, rows, places
            return self._whole

    def _refresh(self) -> bool:
        """Read what changed since; whether anything did."""
        now = {path.stem: path.stat().st_mtime_ns for path in self.folder.glob("*.npz")}
        changed = [name for name, at in now.items() if self._seen.get(name) != at]
        gone = [name for name in self._seen if name not in now]
        for name in gone:
            self._parts.pop(name, None)
        for name in changed:
            with np.load(self.folder / f"{name}.npz") as file:
                self._parts[name] = file["vectors"], file["places"]
        self._seen = now
        return bool(changed or gone)


def _nearest_first(near: Vectors, enough: int) -> Iterator[int]:
    """The places of ``near`` from the greatest down; the first ``enough`` without sorting all."""
    if enough < len(near):
        first = np.argpartition(-near, enough)[:enough]
        yield from map(int, first[np.argsort(-near[first])])
        taken = set(map(int, first))
        yield from (at for at in map(int, np.argsort(-near)) if at not in taken)
    else:
        yield from map(int, np.argsort(-near))
