"""Has a document indexed again when what it is filed under was changed by hand."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save

from shiryokan.documents.models import Council, Document, Origin, Publisher
from shiryokan.search.indexing import document_changed

_FILED = {"title", "collection"}


def watch() -> None:
    """Begin to watch. Saves of single fields are the ingest's own, which queues what it needs."""
    post_save.connect(_document_saved, sender=Document, dispatch_uid="search.document")
    for signal in (post_save, post_delete):
        signal.connect(_origin_changed, sender=Origin, dispatch_uid=f"search.origin.{id(signal)}")
    for model in (Publisher, Council):
        post_save.connect(_name_saved, sender=model, dispatch_uid=f"search.{model.__name__}")


def _document_saved(
    instance: Document, *, created: bool, update_fields: Any, **_others: Any
) -> None:
    if not created and (update_fields is None or _FILED.intersection(update_fields)):
        document_changed(instance.pk)


def _origin_changed(instance: Origin, **_others: Any) -> None:
    document_changed(instance.document_id)


def _name_saved(instance: Publisher | Council, *, created: bool, **_others: Any) -> None:
    if not created:
        for document_id in instance.origins.values_list("document_id", flat=True).distinct():
            document_changed(document_id)
