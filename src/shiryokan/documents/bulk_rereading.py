"""Reads documents anew in bulk, after the reader has learnt something.

A document is a part of the work, a long one several. Parts are read by whoever is there: processes
of this machine (:func:`read_here`), or a Ray cluster (:mod:`.ray_reading`), in any order; what was
read of each lies in a file of the home until all parts of its document are there. Then its pages
change in one transaction: whoever reads meanwhile sees the old ones or the new ones. What depends
on them (records, quotes, the index) is queued in the same transaction, as after the first reading.

A kill at any point loses nothing: the next run takes the parts that lie there and skips documents
that are done. Titles and origins that people gave, and corrections, stay; a page that cannot be
read this time keeps what it has.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

import msgspec
from django.db import transaction
from django.db.models import QuerySet

from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.ingest import PAGES_PER_COMMIT
from shiryokan.documents.models import Document
from shiryokan.documents.part_reading import Part, PartRead, read_part, unpacked
from shiryokan.documents.rereading import keep_pages, mark_read_again
from shiryokan.instance import current
from shiryokan.paper.errors import ReaderDied
from shiryokan.paper.version import VERSION

PAGES_PER_PART = 200
"""Pages of a part at most. A process costs 0.17 s of a processor to start and 0.02 s a page: parts
of ten pages take nearly twice as long as whole documents."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of a document: its pages were read anew, or why not (``error``, a code)."""

    document: str
    title: str
    pages: int = 0
    error: str = ""


Reader = Callable[[Iterable[Part]], Iterator[tuple[Part, bytes | str]]]
"""Reads parts, and gives each with what was read (:func:`.part_reading.packed`), or the code of why
it was not, in the order in which they are done. It asks for a part no sooner than somebody is free
for it."""


def read_by_older(version: int = VERSION) -> QuerySet[Document]:
    """Documents that a reading older than ``version`` has read, those in the bin left out."""
    there = Document.objects.filter(binned_at=None, read_with__lt=version)
    return there.exclude(state=Document.State.STORED).order_by("pk")


def read_anew(documents: Iterable[Document], read: Reader) -> Iterator[Outcome]:
    """Read documents with ``read``, and put each in its place as soon as all of it is there."""
    kept = _Kept()
    kept.sweep()
    waiting: dict[str, tuple[Document, set[Part]]] = {}
    ended: list[Outcome] = []

    def wanted() -> Iterator[Part]:
        for document in documents:
            parts = _parts_of(document)
            missing = {part for part in parts if not kept.has(part)}
            if missing:
                waiting[document.pk] = document, missing
                yield from sorted(missing)
            else:
                ended.append(_put_in_place(document, parts, kept))

    for part, found in read(wanted()):
        yield from _taken(ended)
        if part.document not in waiting:
            # another part of it could not be read
            continue
        document, missing = waiting[part.document]
        if isinstance(found, str):
            del waiting[part.document]
            yield Outcome(document.pk, document.title, error=found)
            continue
        kept.put(part, found)
        missing.discard(part)
        if not missing:
            del waiting[part.document]
            yield _put_in_place(document, _parts_of(document), kept)
    yield from _taken(ended)


def _taken(ended: list[Outcome]) -> list[Outcome]:
    taken = ended.copy()
    ended.clear()
    return taken


def read_here(parts: Iterable[Part], processes: int = 0) -> Iterator[tuple[Part, bytes | str]]:
    """Read with ``processes`` of this machine, each within its own walls; by default as many as it
    has processors."""
    limits = current.config().limits()
    at_once = processes or os.cpu_count() or 1
    waiting = iter(parts)
    with ThreadPoolExecutor(at_once) as threads:
        running: dict[Future[bytes | str], Part] = {}
        while True:
            for part in waiting:
                running[threads.submit(read_part, part, limits)] = part
                if len(running) > at_once:
                    break
            if not running:
                return
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(done), done.result()


def _parts_of(document: Document) -> list[Part]:
    last = max(document.page_count, 1)
    return [
        Part(document.pk, document.sha256, first, min(first + PAGES_PER_PART - 1, last))
        for first in range(1, last + 1, PAGES_PER_PART)
    ]


class _Kept:
    """Parts that were read and are not in their place yet, a file each."""

    def __init__(self) -> None:
        self._all = current.home().rereading
        self._folder = self._all / str(VERSION)

    def _path(self, part: Part) -> Path:
        return self._folder / part.sha256 / f"{part.first}-{part.last}"

    def has(self, part: Part) -> bool:
        return self._path(part).is_file()

    def put(self, part: Part, data: bytes) -> None:
        """The file is whole or not there."""
        path = self._path(part)
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_suffix(f".{os.getpid()}")
        begun.write_bytes(data)
        begun.replace(path)

    def get(self, part: Part) -> PartRead:
        return unpacked(self._path(part).read_bytes())

    def drop(self, sha256: str) -> None:
        shutil.rmtree(self._folder / sha256, ignore_errors=True)
        # while others are there they stay
        with contextlib.suppress(OSError):
            self._folder.rmdir()
            self._all.rmdir()

    def sweep(self) -> None:
        """Remove what another reading has left."""
        for folder in self._all.glob("*"):
            if folder != self._folder:
                shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(document: Document, parts: list[Part], kept: _Kept) -> Outcome:
    """Change a document's pages for those that were read, in one transaction."""
    try:
        pages = _changed(document, parts, kept)
    except ValueError:
        # what lies there is broken: it is read at the next run
        kept.drop(document.sha256)
        return Outcome(document.pk, document.title, error=ReaderDied.code)
    kept.drop(document.sha256)
    if pages is None:
        return Outcome(document.pk, document.title, error="document_gone")
    return Outcome(document.pk, document.title, pages)


@transaction.atomic
def _changed(document: Document, parts: list[Part], kept: _Kept) -> int | None:
    """The number of pages; None where the document is gone, or is being read for the first time."""
    there = Document.objects.select_for_update(of=("self",)).filter(pk=document.pk, binned_at=None)
    row = there.exclude(state=Document.State.STORED).first()
    if row is None:
        return None
    if row.read_with > document.read_with:
        # another run was quicker
        return row.page_count
    pages = 0
    summary = None
    for part in parts:
        read = kept.get(part)
        summary = read.summary
        for at in range(0, len(read.pages), PAGES_PER_COMMIT):
            keep_pages(row, list(read.pages[at : at + PAGES_PER_COMMIT]))
        pages += len(read.pages)
    assert summary is not None
    mark_read_again(row, summary)
    record(audit_kinds.REREAD, f"document:{row.pk}", row.title, version=VERSION)
    return pages
