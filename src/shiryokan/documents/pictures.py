"""Pictures of pages: drawn when first wanted, in a limited process, and kept as files."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shiryokan.documents.models import Document
from shiryokan.documents.originals import original_store
from shiryokan.documents.picture_store import picture_store
from shiryokan.instance import current
from shiryokan.paper.errors import PageUnreadable, ReaderDied
from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.picture import PictureSize

IDLE_SECONDS = 30.0
"""How long a drawing process is kept after its last picture."""


def picture_path(document: Document, number: int, size: PictureSize) -> Path:
    """The file with the picture of page ``number`` (from 1), drawn if it is not there yet.

    Raises a :class:`shiryokan.paper.errors.PaperError` when it cannot be drawn.
    """
    if not 1 <= number <= max(document.page_count, 1):
        raise PageUnreadable(page=number)
    sha = document.sha256
    name = f"{sha}/{number}-{size.name}.{size.suffix}"

    def drawn() -> bytes:
        with original_store().local_copy(sha) as path, _documents.reader(path) as reader:
            return _draw(reader, number, size)

    store = picture_store()
    if store is not None:
        with store.held(name, drawn) as place:
            return place
    place = current.home().pictures / sha[:2] / name
    if not place.is_file():
        with original_store().local_copy(sha) as path, _documents.reader(path) as reader:
            if not place.is_file():
                _write(place, _draw(reader, number, size))
    return place


def _draw(reader: IsolatedReader, number: int, size: PictureSize) -> bytes:
    try:
        return reader.picture(number, size)
    except ReaderDied:
        # an old process may have used up its processor time; a fresh one decides
        return reader.picture(number, size)


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    with os.fdopen(descriptor, "wb") as writing:
        writing.write(data)
    Path(part).replace(place)


class _OpenDocument:
    """One open document, drawn by one thread at a time."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.reader: IsolatedReader | None = None
        self.used_at = time.monotonic()


class _OpenDocuments:
    """The documents that are open for drawing: at most ``picture_readers`` of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: threading.BoundedSemaphore | None = None
        self._open: OrderedDict[Path, _OpenDocument] = OrderedDict()
        self._sweeper: threading.Thread | None = None

    @contextmanager
    def reader(self, path: Path) -> Iterator[IsolatedReader]:
        """The reader of ``path``, alone, among not too many that draw at once."""
        with self._drawing_slots():
            opened = self._document(path)
            with opened.lock:
                if opened.reader is None:
                    opened.reader = IsolatedReader(path, current.config().limits())
                try:
                    yield opened.reader
                finally:
                    opened.used_at = time.monotonic()
                    self._forget_if_orphan(path, opened)
            self._close_surplus()

    def _forget_if_orphan(self, path: Path, opened: _OpenDocument) -> None:
        """A document that was closed between being found and being used is nobody's any more."""
        with self._lock:
            if self._open.get(path) is not opened and opened.reader:
                opened.reader.close()
                opened.reader = None

    def _drawing_slots(self) -> threading.BoundedSemaphore:
        with self._lock:
            if self._slots is None:
                self._slots = threading.BoundedSemaphore(current.config().picture_readers)
            return self._slots

    def _document(self, path: Path) -> _OpenDocument:
        with self._lock:
            opened = self._open.setdefault(path, _OpenDocument())
            self._open.move_to_end(path)
            if self._sweeper is None:
                self._sweeper = threading.Thread(target=self._sweep, daemon=True)
                self._sweeper.start()
            return opened

    def _close_surplus(self) -> None:
        with self._lock:
            surplus = len(self._open) - current.config().picture_readers
            for path in list(self._open)[: max(surplus, 0)]:
                self._close(path)

    def _sweep(self) -> None:
        while True:
            time.sleep(IDLE_SECONDS / 3)
            before = time.monotonic() - IDLE_SECONDS
            with self._lock:
                for path in [p for p, opened in self._open.items() if opened.used_at < before]:
                    self._close(path)

    def _close(self, path: Path) -> None:
        """Close a document unless it is being drawn just now."""
        opened = self._open[path]
        if not opened.lock.acquire(blocking=False):
            return
        try:
            del self._open[path]
            reader, opened.reader = opened.reader, None
            if reader:
                reader.close()
        finally:
            opened.lock.release()


_documents = _OpenDocuments()
