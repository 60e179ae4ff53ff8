"""What is cited of a document or a page, at its address in this instance."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shiryokan.documents.citation import Cited
from shiryokan.documents.cited import cited_of
from shiryokan.documents.models import Document
from shiryokan.instance.public_address import public_address


def cited(request: HttpRequest, document: Document, page: int | None) -> Cited:
    """The citation of ``page``, or of the whole document."""
    path = (
        reverse("viewer:page", args=[document.pk, page])
        if page
        else reverse("viewer:document", args=[document.pk])
    )
    return cited_of(document, page, public_address(request, path))
