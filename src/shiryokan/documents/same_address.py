"""Documents that were published under one address, one after the other: replaced bytes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from shiryokan.documents.models import Origin


def newest_at_address(document_id: str) -> str | None:
    """The id of the document that was fetched last from an address of this one, after this one was;
    None where there is none that whoever reads may see."""
    own = Origin.objects.filter(document=document_id, retrieved_at__isnull=False)
    found = [
        later
        for url, at in own.exclude(source_url="").values_list("source_url", "retrieved_at")
        if (later := _later_at(url, at)) is not None and later[1] != document_id
    ]
    return max(found)[1] if found else None


def _later_at(url: str, at: Any) -> tuple[Any, str] | None:
    later = Origin.objects.filter(source_url=url, retrieved_at__gt=at).order_by("-retrieved_at")
    return later.values_list("retrieved_at", "document_id").first()


def at_same_addresses(documents: Iterable[str] | QuerySet[Any, Any]) -> QuerySet[Origin, Any]:
    """The ids of documents that were published under an address of any of these."""
    urls = Origin.objects.filter(document__in=documents).exclude(source_url="")
    return Origin.objects.filter(source_url__in=urls.values("source_url")).values("document")
