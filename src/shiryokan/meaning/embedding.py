"""Computes the vectors of documents, as jobs after everything that readers wait for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
from django_tasks import task

from shiryokan.library import house
from shiryokan.library.models import Document, Page
from shiryokan.library.retrying import Refusal, retried
from shiryokan.meaning.embedders import Embedder, embedder_of
from shiryokan.meaning.passages import passages
from shiryokan.meaning.vectors import VectorStore

_BATCH = 16
_lock = threading.Lock()
_open: dict[tuple[str, str], tuple[Embedder, VectorStore]] = {}


def side() -> tuple[Embedder, VectorStore] | None:
    """The model and its vectors, opened once in this process; None where meaning is off.

    Raises :class:`.embedders.NoModel`.
    """
    setting = house.config().meaning
    key = (setting, str(house.config().folder))
    with _lock:
        if key not in _open:
            model = embedder_of(setting)
            if model is None:
                return None
            folder = house.config().folder / "meaning"
            _open[key] = model, VectorStore(folder, model.name, model.dimensions)
        return _open[key]


def is_on() -> bool:
    """Whether a model is set."""
    return house.config().meaning not in ("", "off")


def queue_embedding(document_id: str) -> None:
    """Queue a document that can be found, if a model is set."""
    if is_on():
        embed_document.enqueue(document_id)


def queue_forgetting(document_id: str) -> None:
    """Queue a document that was taken out."""
    if is_on():
        forget_document.enqueue(document_id)


@task(priority=-50)
def embed_document(document_id: str, attempt: int = 1) -> None:
    """Compute a document's vectors."""
    with retried(embed_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        embed(document_id)


@task(priority=-50)
def forget_document(document_id: str, attempt: int = 1) -> None:
    """Take a document's vectors out, unless it has come back."""
    with retried(forget_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        opened = side()
        if opened and not Document.objects.filter(pk=document_id).exists():
            opened[1].remove(document_id)


def _give_up(refusal: Refusal) -> None:
    """The full text answers; ``shiryokan meaning`` tells what is missing and computes it."""


def embed(document_id: str) -> None:
    """Compute a document's vectors now."""
    opened = side()
    document = Document.objects.filter(pk=document_id).first()
    if opened is None or document is None:
        return
    model, store = opened
    places: list[tuple[int, int, int]] = []
    made: list[Any] = [np.zeros((0, model.dimensions), np.float32)]
    texts: list[str] = []
    for page, start, end, text in _passages(document):
        places.append((page, start, end))
        texts.append(text)
        if len(texts) == _BATCH:
            made.append(model.passages(texts))
            texts = []
    if texts:
        made.append(model.passages(texts))
    store.put(document_id, np.concatenate(made), places)


def _passages(document: Document) -> Iterator[tuple[int, int, int, str]]:
    """Page, start, end and text of each passage; the document's title stands before the text."""
    pages = Page.objects.filter(document=document, unreadable=False).order_by("number")
    for number, text in pages.values_list("number", "text").iterator(100):
        for passage in passages(text):
            said = f"{document.title}\n{text[passage.start : passage.end]}"
            yield number, passage.start, passage.end, said


def missing() -> list[str]:
    """Documents that can be found and have no vectors; none where meaning is off."""
    opened = side()
    if opened is None:
        return []
    found = Document.objects.filter(state=Document.State.INDEXED, page_count__gt=0)
    have = opened[1].documents()
    return [pk for pk in found.values_list("pk", flat=True) if pk not in have]
