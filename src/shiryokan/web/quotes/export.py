"""Quotes to take away: W3C Web Annotations."""

from __future__ import annotations

import json
import uuid
from typing import Any, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import heavy
from shiryokan.access.rules import members, public
from shiryokan.instance.public_address import public_address
from shiryokan.quotes.annotation import CONTEXT, MEDIA_TYPE
from shiryokan.quotes.annotation import annotation as made_of
from shiryokan.quotes.models import Quote
from shiryokan.quotes.shown import ShownQuote, one, shown


def as_annotation(request: HttpRequest, quote: ShownQuote) -> dict[str, Any]:
    """A quote as an annotation, at its address in this instance."""
    address = public_address(request, reverse("quotes:quote", args=[quote.row.pk]))
    page = ""
    if quote.document is not None:
        path = reverse("viewer:page", args=[quote.document.pk, quote.row.page])
        page = public_address(request, path)
    about = gettext(quote.title) if quote.title else ""
    return made_of(quote, address, page, about)


@public
@heavy
def annotation(request: HttpRequest, quote_id: uuid.UUID) -> HttpResponse:
    """A quote as a Web Annotation."""
    quote = one(request.user, quote_id)
    if quote is None:
        raise Http404
    return _file(as_annotation(request, quote), f"quote-{quote.row.pk}.jsonld")


@members
@heavy
def collection(request: HttpRequest) -> HttpResponse:
    """All quotes of whoever asks, as a collection of Web Annotations."""
    rows = Quote.objects.filter(owner=cast("User", request.user)).select_related("standing")
    items = [as_annotation(request, quote) for quote in shown(rows)]
    for item in items:
        del item["@context"]
    address = public_address(request, reverse("quotes:annotations"))
    made = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return _file(made, "quotes.jsonld")


def _file(content: dict[str, Any], name: str) -> HttpResponse:
    response = HttpResponse(
        json.dumps(content, ensure_ascii=False, indent=2), content_type=MEDIA_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
