"""What is cited of a document or a page, from what the library knows of it."""

from __future__ import annotations

from typing import cast

from django.utils import timezone

from shiryokan.documents.citation import Cited
from shiryokan.documents.models import Document
from shiryokan.documents.pages import printed_label
from shiryokan.titlepage.guess import Precision


def cited_of(document: Document, page: int | None, address: str) -> Cited:
    """The citation of ``page``, or of the whole document, found at ``address`` today."""
    origin = document.origin
    return Cited(
        identifier=document.pk,
        title=document.title,
        publisher=str(origin.publisher) if origin and origin.publisher else "",
        council=origin.council.name if origin and origin.council else "",
        meeting=origin.meeting.number if origin and origin.meeting else "",
        date=origin.date if origin else None,
        date_precision=cast("Precision", origin.date_precision) if origin else "day",
        source_url=origin.source_url if origin else "",
        page=page,
        label=printed_label(document, page) if page else "",
        address=address,
        accessed=timezone.localdate(),
    )
