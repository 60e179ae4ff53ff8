"""What the forms of the desk send: places that addresses name, and the citations that stay."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from shiryokan.documents.models import Document, Page
from shiryokan.documents.page_places import PARAMETER
from shiryokan.news.content import CitedPlace, from_citation
from shiryokan.news.errors import NewsError
from shiryokan.news.models import Block
from shiryokan.paper.model import Box
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.quotes.models import Quote as KeptQuote
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.rows import quote_from
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.quotes import QuoteError, boxes_in

MOST_PLACES = 20
"""Places that one block may cite by addresses."""


def version_of(request: HttpRequest) -> int:
    """The version of the article that a form was made from; 0, which none has, where it says
    none."""
    return whole_number(request.POST.get("version", "")) or 0


def places_of(request: HttpRequest, *, whole_pages: bool = False) -> list[CitedPlace]:
    """The places that a form names: by addresses, a line each, and by a kept quote. Raises
    :class:`NewsError` for an address that names none that the editor may see. With
    ``whole_pages`` an address without boxes names its page."""
    lines = request.POST.get("places", "").split()
    if len(lines) > MOST_PLACES:
        raise NewsError("news_place")
    found = [place_at(line, whole_pages=whole_pages) for line in lines]
    return [*found, *_kept(request)]


def staying(request: HttpRequest, block: Block) -> Iterator[CitedPlace]:
    """The citations of a block that its form says shall stay."""
    keep = {whole_number(text) for text in request.POST.getlist("keep")}
    for row in block.citations.all():
        if row.pk in keep:
            yield from_citation(row)


def kept_quotes(user: User) -> Iterable[KeptQuote]:
    """The newest quotes that an editor keeps, of documents that they may see."""
    seen = Document.objects.values("pk")
    return KeptQuote.objects.filter(owner=user, document_id__in=seen)[:50]


def _kept(request: HttpRequest) -> list[CitedPlace]:
    wanted = request.POST.get("quote", "")
    if not wanted:
        return []
    try:
        row = KeptQuote.objects.get(pk=uuid.UUID(wanted), owner=request.user.pk)
    except (ValueError, KeptQuote.DoesNotExist):
        raise NewsError("news_place") from None
    if not Document.objects.filter(pk=row.document_id).exists():
        raise NewsError("news_place")
    return [_cited(quote_from(row))]


def place_at(address: str, *, whole_pages: bool = False) -> CitedPlace:
    """The place that an address names; see :func:`places_of`."""
    try:
        parts = urlsplit(address)
        match = resolve(parts.path)
        named = parse_qs(parts.query).get(PARAMETER, [""])[0]
        boxes = boxes_in(named) if named else []
    except (ValueError, Resolver404, QuoteError):
        raise NewsError("news_place") from None
    if match.view_name != "viewer:page" or not (boxes or whole_pages):
        raise NewsError("news_place")
    document = Document.objects.filter(pk=match.kwargs["document_id"]).first()
    number = match.kwargs["number"]
    if document is None:
        raise NewsError("news_place")
    if whole_pages:
        return _of_page(document, number, boxes)
    try:
        return _cited(quote_in(document, number, boxes))
    except NotQuotable:
        raise NewsError("news_place") from None


def _of_page(document: Document, number: int, boxes: list[Box]) -> CitedPlace:
    if not Page.objects.filter(document=document, number=number).exists():
        raise NewsError("news_place")
    if not boxes:
        return CitedPlace(document.pk, number, ())
    try:
        return _cited(quote_in(document, number, boxes))
    except NotQuotable:
        # a picture may have no words
        return CitedPlace(document.pk, number, tuple((b.x0, b.y0, b.x1, b.y1) for b in boxes))


def _cited(quote: Quote) -> CitedPlace:
    return CitedPlace(
        document=quote.document, page=quote.page,
        boxes=tuple((b.x0, b.y0, b.x1, b.y1) for b in quote.boxes), words=quote.words,
        before=quote.before, after=quote.after, register=quote.register, key=quote.key,
        field=quote.field,
    )  # fmt: skip
