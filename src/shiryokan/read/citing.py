"""What is cited of a document or a page, at its address in this house."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from shiryokan.library.addresses import public_address
from shiryokan.library.citation import Cited
from shiryokan.library.citing import cited_of
from shiryokan.library.models import Document


def cited(request: HttpRequest, document: Document, page: int | None) -> Cited:
    """The citation of ``page``, or of the whole document."""
    path = (
        reverse("read:page", args=[document.pk, page])
        if page
        else reverse("read:document", args=[document.pk])
    )
    return cited_of(document, page, public_address(request, path))
