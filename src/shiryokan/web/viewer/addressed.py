"""What an address of this instance leads to, for what people write about it or put together."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import msgspec
from django.http import Http404
from django.urls import Resolver404, resolve

from shiryokan.documents.models import Document, Page
from shiryokan.documents.page_places import PARAMETER
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.model import Box
from shiryokan.paper.places import spans_in, words_of
from shiryokan.subjects.seen import Seen, seen_at
from shiryokan.web.viewer.quotes import QuoteError, boxes_in
from shiryokan.web.viewer.views.documents import document_or_404


class Addressed(msgspec.Struct, frozen=True):
    """A place of a page with its words, a page (without boxes), a subject, or a search (its query
    string)."""

    document: Document | None = None
    page: int = 0
    boxes: tuple[Box, ...] = ()
    words: str = ""
    subject: Seen | None = None
    query: str = ""


def addressed(address: str) -> Addressed | None:
    """What an address leads to; None where it is none of these. A 404 answer where whoever asks may
    not see it, or it is not there."""
    try:
        parts = urlsplit(address.strip())
        match = resolve(parts.path)
    except (Resolver404, ValueError):
        return None
    if match.view_name == "search:search":
        return Addressed(query=parts.query) if parts.query else None
    if match.view_name == "subjects:subject":
        seen = seen_at(match.kwargs["subject_id"])
        if seen is None:
            raise Http404
        return Addressed(subject=seen)
    if match.view_name != "viewer:page":
        return None
    document = document_or_404(match.kwargs["document_id"])
    number = match.kwargs["number"]
    if not 1 <= number <= document.page_count:
        raise Http404
    asked = parse_qs(parts.query).get(PARAMETER, [""])[0]
    return _of_page(document, number, asked) if asked else Addressed(document, number)


def _of_page(document: Document, number: int, asked: str) -> Addressed | None:
    try:
        boxes = tuple(boxes_in(asked))
    except QuoteError:
        return None
    row = Page.objects.filter(document=document, number=number).first()
    read = page_from_row(row) if row else None
    words = words_of(read, spans_in(read, boxes)) if read else ""
    return Addressed(document, number, boxes, words)
