"""Computes the vectors of documents, as jobs after everything that readers wait for."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n import message as _
from shiryokan.instance import current
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.semantic.availability import is_on, is_set, side, side_for_readers
from shiryokan.semantic.errors import NoModel
from shiryokan.semantic.passages import passage_text, passages

if TYPE_CHECKING:
    from shiryokan.semantic.embedders import Embedder, Vectors
    from shiryokan.semantic.files import Place

__all__ = [
    "embed",
    "embed_document",
    "forget_document",
    "is_on",
    "look_once_for_missing",
    "missing",
    "queue_embedding",
    "queue_forgetting",
    "queue_missing",
]
SLICE_SECONDS = 10.0
"""A job goes on so long, and then lets others go first: a long document takes many minutes."""
_looked: set[tuple[str, str]] = set()
_BATCH = 16
_WINDOW = 20


def queue_embedding(document_id: str, **_signal: object) -> None:
    """Queue a document that can be found, if a model is set."""
    if is_set():
        embed_document.enqueue(document_id)


def queue_forgetting(document_id: str, **_signal: object) -> None:
    """Queue a document that was taken out."""
    if is_set():
        forget_document.enqueue(document_id)


def look_once_for_missing(**_tick: object) -> None:
    """Queue the documents that have no vectors, once in a process: a model may be new."""
    looked_for = (current.config().semantic_model, str(current.config().folder))
    if not is_set() or looked_for in _looked:
        return
    _looked.add(looked_for)
    opened = side_for_readers()
    if opened is not None:
        opened[1].files.tidy()
        queue_missing()


@transaction.atomic
def queue_missing() -> int:
    """Queue the documents that have no vectors and are not in the queue, as after a model was
    set; the number of them. Raises :class:`.errors.NoModel`."""
    waiting = DBTaskResult.objects.filter(
        task_path=embed_document.module_path,
        status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
    )
    queued = {row["args"][0] for row in waiting.values_list("args_kwargs", flat=True)}
    left = [document for document in missing() if document not in queued]
    for document_id in left:
        embed_document.enqueue(document_id)
    return len(left)


@titled(_("意味の検索の用意"))
@task(priority=-50)
def embed_document(document_id: str, attempt: int = 1) -> None:
    """Go on with a document's vectors."""
    with retried(embed_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        try:
            done = embed(document_id, SLICE_SECONDS)
        except NoModel as error:
            # it will not be there a minute later; a worker that is started anew looks again
            raise Refusal("no_model", why=str(error)) from error
        if not done:
            embed_document.enqueue(document_id)


@titled(_("意味の検索から外す"))
@task(priority=-50)
def forget_document(document_id: str, attempt: int = 1) -> None:
    """Take a document's vectors out, unless it has come back."""
    with retried(forget_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        opened = side_for_readers()
        if opened and not Document.objects.filter(pk=document_id).exists():
            opened[1].remove(document_id)


def _give_up(refusal: Refusal) -> None:
    """The full text answers; ``shiryokan semantic status`` tells what is missing."""


def embed(document_id: str, seconds: float = float("inf"), *, anew: bool = False) -> bool:
    """Compute a document's vectors, unless they are there and its text is the same; whether all
    is done. After about ``seconds`` it stops, and goes on there the next time."""
    began = time.monotonic()
    opened = side()
    document = Document.objects.filter(pk=document_id).first()
    if opened is None or document is None:
        return True
    model, files = opened[0], opened[1].files
    texts = _texts(document)
    kept = files.get(document_id)
    if kept is not None and kept.texts == texts and not anew:
        return True
    part = files.begun(document_id, texts)
    for pages, places, rows in _batches(document, part.pages):
        if rows:
            part = part.with_more(pages, _vectors(model, rows), places)
        if time.monotonic() - began > seconds and pages < document.page_count:
            files.keep(document_id, part)
            return False
    files.finish(document_id, part)
    if not Document.objects.filter(pk=document_id).exists():
        files.remove(document_id)
    return True


def _vectors(model: Embedder, rows: list[str]) -> Vectors:
    import numpy as np  # noqa: PLC0415  not loaded where no model is set

    made = [model.passages(rows[at : at + _BATCH]) for at in range(0, len(rows), _BATCH)]
    return np.concatenate(made)


def _texts(document: Document) -> str:
    """What tells one text of a document from another."""
    made = hashlib.sha256(document.title.encode())
    rows = Page.objects.filter(document=document, unreadable=False).order_by("number")
    for number, text in rows.values_list("number", "text").iterator(200):
        made.update(f"\0{number}\0{text}".encode("utf-8", "replace"))
    return made.hexdigest()


def _batches(document: Document, after: int) -> Iterator[tuple[int, list[Place], list[str]]]:
    """The passages of the pages after page ``after``, a few whole pages at a time: the last of
    the pages, the places, and what the model reads, the document's title first."""
    places: list[Place] = []
    rows: list[str] = []
    first = after + 1
    while first <= document.page_count:
        last = min(first + _WINDOW - 1, document.page_count)
        window = document.pages.filter(number__range=(first, last), unreadable=False)
        for page in map(page_from_row, window.order_by("number")):
            for each in passages(page):
                places.append((page.page, each.start, each.end))
                rows.append(f"{document.title}\n{passage_text(page.text[each.start : each.end])}")
            if len(rows) >= _BATCH:
                yield page.page, places, rows
                places, rows = [], []
        first = last + 1
    yield document.page_count, places, rows


def missing() -> list[str]:
    """Documents that can be found and have no vectors; none where the semantic search is off.
    Raises :class:`.errors.NoModel`."""
    opened = side()
    if opened is None:
        return []
    found = Document.objects.filter(state=Document.State.INDEXED, page_count__gt=0)
    have = opened[1].documents()
    return [pk for pk in found.order_by("pk").values_list("pk", flat=True) if pk not in have]
