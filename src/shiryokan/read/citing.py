"""What is cited of a document or a page, at its address in this house."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from shiryokan.library import house
from shiryokan.library.citation import Cited
from shiryokan.library.models import Document


def cited(request: HttpRequest, document: Document, page: int | None) -> Cited:
    """The citation of ``page``, or of the whole document."""
    origin = document.origin
    path = (
        reverse("read:page", args=[document.pk, page])
        if page
        else reverse("read:document", args=[document.pk])
    )
    base = house.config().base_url.rstrip("/")
    return Cited(
        identifier=document.pk,
        title=document.title,
        publisher=str(origin.publisher) if origin and origin.publisher else "",
        council=origin.council.name if origin and origin.council else "",
        meeting=origin.meeting.number if origin and origin.meeting else "",
        date=origin.date if origin else None,
        source_url=origin.source_url if origin else "",
        page=page,
        address=base + path if base else request.build_absolute_uri(path),
        accessed=timezone.localdate(),
    )
