"""All passages' vectors in memory, searched exactly, one product of a matrix at a time.

What changed on disk is read before a question is answered; the rest stays as it is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from shiryokan.semantic.embedders import Vectors
from shiryokan.semantic.files import Part, Place, Stamp, VectorFiles

_AT_ONCE = 1024 * 384
"""Numbers that are turned into floats at a time. They stay in the processor's cache, and are too
few for the product to be shared out to threads, which wait for each other on a busy machine: a
hundred thousand passages take 6 ms so, 200 ms with four times as many at a time."""
_FIRST_ROOM = 1024
_SETTLED = 2_000_000_000
"""Nanoseconds after which a folder's time tells every change in it."""
_GONE = -1


class Near(msgspec.Struct, frozen=True):
    """A passage near to what was asked, and how near (1 is the same)."""

    document: str
    page: int
    start: int
    end: int
    nearness: float


class _View(msgspec.Struct, frozen=True):
    """The vectors at one moment. A place's fourth number is its document's."""

    documents: list[str]
    numbers: dict[str, int]
    rows: npt.NDArray[np.int8]
    scales: npt.NDArray[np.float32]
    places: npt.NDArray[np.int32]

    def nearness(self, vector: Vectors) -> Vectors:
        """Of each row to ``vector``."""
        near = np.empty(len(self.rows), np.float32)
        step = max(1, _AT_ONCE // len(vector))
        for at in range(0, len(near), step):
            near[at : at + step] = self.rows[at : at + step].astype(np.float32) @ vector
        near *= self.scales
        return near

    def rows_of(self, pages: set[tuple[str, int]]) -> npt.NDArray[np.bool_]:
        """Which rows are of ``pages``, each a document and a page's number."""
        keys = [
            (number << 32) + page
            for document, page in pages
            if (number := self.numbers.get(document)) is not None
        ]
        own = (self.places[:, 3].astype(np.int64) << 32) + self.places[:, 0]
        return np.isin(own, np.array(keys, np.int64))


class VectorStore:
    """The vectors of one model under a folder. Threads may share it."""

    def __init__(self, folder: Path, model: str, dimensions: int) -> None:
        self.files = VectorFiles(folder, model, dimensions)
        self._lock = threading.Lock()
        self._looked_at: int | None = None
        self._forget_all()

    def put(self, document: str, vectors: Vectors, places: Sequence[Place]) -> None:
        """Put a document's passages in the place of older ones."""
        empty = Part("", 0, self.files.dimensions, b"", b"", b"")
        self.files.finish(document, empty.with_more(0, vectors, places))

    def remove(self, document: str) -> None:
        """Take a document out."""
        self.files.remove(document)

    def has(self, document: str) -> bool:
        """Whether the document's passages are there, whole."""
        return self.files.get(document) is not None

    def documents(self) -> set[str]:
        """The documents whose passages are there."""
        return set(self.files.stamps())

    def of_page(self, document: str, page: int) -> Vectors:
        """The vectors of a page's passages."""
        part = self.files.get(document)
        if part is None:
            return np.zeros((0, self.files.dimensions), np.float32)
        rows, scales, places = part.arrays()
        own = places[:, 0] == page
        made: Vectors = rows[own].astype(np.float32) * scales[own, None]
        return made

    def nearest(
        self,
        vector: Vectors,
        limit: int,
        *,
        among: set[tuple[str, int]] | None = None,
        apart_from: str = "",
        within: str = "",
    ) -> list[Near]:
        """The passages nearest to ``vector``, the nearest of each page, nearest first: only on the
        pages ``among``, if given, not in the document ``apart_from``, and only in ``within``."""
        view = self._view()
        near = view.nearness(vector)
        owners = view.places[:, 3]
        left_out = owners == _GONE
        if apart_from:
            left_out |= owners == view.numbers.get(apart_from, _GONE)
        if within:
            left_out |= owners != view.numbers.get(within, _GONE - 1)
        if among is not None:
            left_out |= ~view.rows_of(among)
        near[left_out] = -np.inf
        found: dict[tuple[str, int], Near] = {}
        for at in _nearest_first(near, limit):
            page, start, end, owner = (int(number) for number in view.places[at])
            document = view.documents[owner]
            # a document taken out just now has lost its number
            if owner != _GONE and (document, page) not in found:
                found[document, page] = Near(document, page, start, end, float(near[at]))
                if len(found) == limit:
                    break
        return list(found.values())

    def _view(self) -> _View:
        with self._lock:
            self._refresh()
            return _View(
                self._documents,
                self._numbers,
                self._rows[: self._used],
                self._scales[: self._used],
                self._places[: self._used],
            )

    def _refresh(self) -> None:
        changed_at = self.files.changed_at()
        if changed_at == self._looked_at:
            return
        now = self.files.stamps()
        for document in [name for name in self._seen if self._seen[name] != now.get(name)]:
            self._drop(document)
        for document, stamp in now.items():
            if document not in self._seen and (part := self.files.get(document)) is not None:
                self._append(document, part)
                self._seen[document] = stamp
        if self._dropped > self._used // 2 + _FIRST_ROOM:
            self._forget_all()
            self._refresh()
        settled = time.time_ns() - changed_at > _SETTLED
        self._looked_at = changed_at if settled else None

    def _forget_all(self) -> None:
        self._documents: list[str] = []
        self._numbers: dict[str, int] = {}
        self._seen: dict[str, Stamp] = {}
        self._used = self._dropped = 0
        self._rows = np.empty((0, self.files.dimensions), np.int8)
        self._scales = np.empty(0, np.float32)
        self._places = np.empty((0, 4), np.int32)

    def _drop(self, document: str) -> None:
        del self._seen[document]
        own = self._places[: self._used, 3] == self._numbers.pop(document)
        self._places[: self._used, 3][own] = _GONE
        self._dropped += int(own.sum())

    def _append(self, document: str, part: Part) -> None:
        rows, scales, places = part.arrays()
        end = self._used + len(part)
        if end > len(self._rows):
            room = max(end, len(self._rows) * 3 // 2, _FIRST_ROOM)
            self._rows = _grown(self._rows, room, self._used)
            self._scales = _grown(self._scales, room, self._used)
            self._places = _grown(self._places, room, self._used)
        self._rows[self._used : end] = rows
        self._scales[self._used : end] = scales
        self._places[self._used : end, :3] = places
        self._places[self._used : end, 3] = len(self._documents)
        self._numbers[document] = len(self._documents)
        self._documents.append(document)
        self._used = end


def _grown(array: npt.NDArray, room: int, used: int) -> npt.NDArray:  # type: ignore[type-arg]
    made = np.empty((room, *array.shape[1:]), array.dtype)
    made[:used] = array[:used]
    return made


def _nearest_first(near: Vectors, limit: int) -> Iterator[int]:
    """The places of ``near`` from the greatest down, without those at minus infinity, and
    without sorting them all if a few are enough."""
    given: set[int] = set()
    enough = limit * 8
    while True:
        whole = enough >= len(near)
        some = np.arange(len(near)) if whole else np.argpartition(-near, enough)[:enough]
        for at in some[np.argsort(-near[some], kind="stable")].tolist():
            if near[at] == -np.inf:
                return
            if at not in given:
                given.add(at)
                yield at
        if whole:
            return
        enough *= 8
