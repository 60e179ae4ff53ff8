"""Has rows that quote places judged anew when documents come, change or go, and when editors say
which records are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from django.db import models, transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save

from shiryokan.access.readers import reading_everything
from shiryokan.documents import signals as documents
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.quotes.touching import touched
from shiryokan.records.models import Link
from shiryokan.search.signals import document_indexed

AT_ONCE = 200
"""Rows whose standings are written in one transaction."""
RowT = TypeVar("RowT", bound=models.Model)
KeyT = TypeVar("KeyT")


class Watched(Generic[RowT]):
    """Rows that quote a place each. ``cause`` names the field with the document by which one stands
    as it does; ``job()`` is the step that judges those that a document may have changed."""

    def __init__(
        self, rows: Callable[[], QuerySet[RowT]], cause: str, job: Callable[[], Any]
    ) -> None:
        self._rows = rows
        self._cause = cause
        self._job = job

    def watch(self) -> None:
        """Notice what may change them. Of a document that goes the room itself is told: it may have
        words to forget before."""
        document_indexed.connect(self.document_changed)
        documents.document_restored.connect(self.document_changed)
        post_save.connect(self.link_changed, sender=Link)
        post_delete.connect(self.link_changed, sender=Link)

    def touched_by(self, document_id: str) -> QuerySet[RowT]:
        """The rows that a document may have changed."""
        return self._rows().filter(touched([document_id], self._cause))

    def document_changed(self, document_id: str, **_signal: object) -> None:
        """Queue what a document may have changed, if there is any: it can be found anew, or no
        more. What is made meanwhile is judged for itself."""
        # whoever deletes a document or confirms a link may see less than those who are concerned
        with reading_everything():
            # most houses have no rows of most kinds: which a document may change need not be asked
            if not (self._rows().exists() and self.touched_by(document_id).exists()):
                return
        with transaction.atomic():
            enqueue_unless_waiting(self._job(), document_id)

    def link_changed(self, instance: Link, **_signal: object) -> None:
        """Queue those of a document two of whose records were said to be the same, or not."""
        self.document_changed(instance.old_document_id)


def batches(keys: Sequence[KeyT]) -> Iterator[Sequence[KeyT]]:
    """Keys, as many at once as are judged together."""
    for at in range(0, len(keys), AT_ONCE):
        yield keys[at : at + AT_ONCE]
