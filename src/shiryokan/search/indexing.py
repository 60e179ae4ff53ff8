"""Puts documents into the index, as jobs; and builds the index anew."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

from django.db.models import QuerySet
from django_tasks import task

from shiryokan.library import house
from shiryokan.library.models import Document, Page
from shiryokan.library.retrying import Refusal, retried
from shiryokan.library.steps import finish_document
from shiryokan.search.engine import IndexedPage, SearchEngine, Shelf, Writing
from shiryokan.search.tantivy_engine import TantivyEngine

_lock = threading.Lock()
_open: dict[Path, TantivyEngine] = {}


def engine() -> SearchEngine:
    """The index of this house, open once in this process."""
    folder = house.home().index
    with _lock:
        if folder not in _open:
            _open[folder] = TantivyEngine(folder)
        return _open[folder]


def queue_indexing(document_id: str) -> None:
    """Queue a document for the index."""
    index_document.enqueue(document_id)


def queue_removal(document_id: str) -> None:
    """Queue a document for being taken out of the index."""
    remove_document.enqueue(document_id)


@task(priority=5)
def index_document(document_id: str, attempt: int = 1) -> None:
    """Put a document's pages into the index, in the place of older ones."""
    with retried(index_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        document = _documents().filter(pk=document_id).first()
        if document is None or document.state == Document.State.STORED:
            return
        with engine().writing() as writing:
            _write(writing, document)
        finish_document(document_id)


@task(priority=5)
def remove_document(document_id: str, attempt: int = 1) -> None:
    """Take a document out of the index, unless it has come back."""
    with retried(remove_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        if not Document.objects.filter(pk=document_id).exists():
            with engine().writing() as writing:
                writing.remove(document_id)


def _give_up(refusal: Refusal) -> None:
    """The pages are there; ``shiryokan doctor`` will say that the index lacks them."""


def rebuild() -> Iterator[str]:
    """Build the index anew from the pages; yields each document's id as it is done."""
    with engine().writing() as writing:
        writing.clear()
        for document in _documents().exclude(state=Document.State.STORED).iterator(100):
            _write(writing, document)
            yield document.pk


def queue_missing() -> int:
    """Queue every read document if the index is empty, as after a change of its version."""
    if engine().count():
        return 0
    ids = list(
        Document.objects.filter(
            state__in=(Document.State.READ, Document.State.INDEXED), page_count__gt=0
        ).values_list("pk", flat=True)
    )
    for document_id in ids:
        queue_indexing(document_id)
    return len(ids)


def _documents() -> QuerySet[Document]:
    return Document.objects.prefetch_related("origins__publisher", "origins__council")


def _write(writing: Writing, document: Document) -> None:
    writing.replace(document.pk, _shelf(document), _pages(document))


def _pages(document: Document) -> Iterator[IndexedPage]:
    rows = Page.objects.filter(document=document).order_by("number")
    for number, text in rows.values_list("number", "text").iterator(200):
        yield IndexedPage(number, text, document.title if number == 1 else "")


def _shelf(document: Document) -> Shelf:
    origins = list(document.origins.all())
    dates = [origin.date for origin in origins if origin.date]
    return Shelf(
        publishers=tuple({o.publisher.name for o in origins if o.publisher}),
        councils=tuple({o.council.name for o in origins if o.council}),
        date=int(min(dates).strftime("%Y%m%d")) if dates else 0,
    )


def forget_open_index() -> None:
    """Let go of an index whose folder was replaced under this process."""
    with _lock:
        _open.clear()
