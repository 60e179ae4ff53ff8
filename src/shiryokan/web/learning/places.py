"""Places on pages: as addresses in forms, and as they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve

from shiryokan.documents.models import Document
from shiryokan.documents.page_places import PARAMETER
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import QuotedPlace
from shiryokan.paper.model import Box
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.quotes.quote import Quote
from shiryokan.web.viewer.crops import Crop, address_of, crop_of
from shiryokan.web.viewer.overlay import rectangle
from shiryokan.web.viewer.quotes import QuoteError, boxes_in

MOST_PLACES = 20
"""Places that one block or exercise may quote."""


_BESIDE = 12.0
"""Points of the page that are shown beside a place."""
_NARROWEST = 320.0
"""Points across that are shown at least: of a page of A4 somewhat more than half."""


class PlaceView(NamedTuple):
    """A quote as a link, with the piece of its page; only of a document that is seen."""

    label: str
    address: str
    words: str
    crop: Crop | None


def quoted(address: str, known: Iterable[QuotedPlace] = ()) -> QuotedPlace:
    """The place that an address names; one of ``known`` stays as it is. Raises
    :class:`LearningError` for an address that names none that the writer may see."""
    path = _path(address)
    for place, its in zip(known, addresses_of(known), strict=True):
        if its == path:
            return place
    try:
        parts = urlsplit(path)
        match = resolve(parts.path)
        named = parse_qs(parts.query).get(PARAMETER, [""])[0]
        boxes = boxes_in(named) if named else []
    except (ValueError, Resolver404, QuoteError):
        raise LearningError("learning_place") from None
    if match.view_name != "viewer:page" or not boxes:
        raise LearningError("learning_place")
    document = Document.objects.filter(pk=match.kwargs["document_id"]).first()
    if document is None:
        raise LearningError("learning_place")
    try:
        return _place(quote_in(document, match.kwargs["number"], boxes), document)
    except NotQuotable:
        raise LearningError("learning_place") from None


def quoted_all(lines: str, known: Sequence[QuotedPlace] = ()) -> tuple[QuotedPlace, ...]:
    """The places that lines of addresses name, each once."""
    found = list(dict.fromkeys(lines.split()))
    if len(found) > MOST_PLACES:
        raise LearningError("learning_place")
    return tuple(quoted(line, known) for line in found)


def _path(address: str) -> str:
    """An address of this house without what names it, as pages have it in their own links."""
    parts = urlsplit(address.strip())
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _place(quote: Quote, document: Document) -> QuotedPlace:
    return QuotedPlace(
        sha256=document.sha256, page=quote.page, boxes=quote.boxes, words=quote.words,
        label=f"{document.title}　p.{quote.page}", before=quote.before, after=quote.after,
        register=quote.register, key=quote.key, field=quote.field,
    )  # fmt: skip


def addresses_of(places: Iterable[QuotedPlace]) -> list[str]:
    """The addresses of places; of a document that is not seen an empty one."""
    places = list(places)
    documents = documents_of(places)
    return [
        _path(address_of(documents[place.sha256].pk, place.page, place.boxes))
        if place.sha256 in documents
        else ""
        for place in places
    ]


def documents_of(places: Iterable[QuotedPlace]) -> dict[str, Document]:
    """The documents of places that whoever reads now may see, by their SHA-256."""
    wanted = {place.sha256 for place in places}
    return {each.sha256: each for each in Document.objects.filter(sha256__in=wanted)}


def shown(places: Iterable[QuotedPlace], *, crops: bool = True) -> list[PlaceView] | None:
    """Places as they are shown; None where one of their documents may not be seen."""
    places = list(places)
    documents = documents_of(places)
    if any(place.sha256 not in documents for place in places):
        return None
    return [
        PlaceView(
            f"{documents[place.sha256].title}　p.{place.page}",
            address_of(documents[place.sha256].pk, place.page, place.boxes),
            place.words,
            crop_around(documents[place.sha256].pk, place) if crops else None,
        )
        for place in places
    ]


def crop_around(document_id: str, place: QuotedPlace) -> Crop | None:
    """The piece of a page around a place, no wider than it takes, so that it is read on a
    phone."""
    crop = crop_of(document_id, place.page, place.boxes)
    if crop is None or not place.boxes:
        return crop
    left = min(box.x0 for box in place.boxes) - _BESIDE
    right = max(box.x1 for box in place.boxes) + _BESIDE
    lack = max(_NARROWEST - (right - left), 0.0)
    left = max(left - lack / 2, 0.0)
    right = min(max(right + lack / 2, left + _NARROWEST), crop.width)
    left = max(min(left, right - _NARROWEST), 0.0)
    top = float(crop.view.y)
    view = rectangle(Box(left, top, right, top + float(crop.view.height)))
    return crop._replace(view=view)
