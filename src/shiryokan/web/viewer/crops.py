"""Pieces of a page's picture around a place, with the place marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from shiryokan.documents.models import Page
from shiryokan.documents.page_places import marked
from shiryokan.paper import model as paper
from shiryokan.paper.model import Box
from shiryokan.web.viewer.overlay import Rectangle, rectangle

_AROUND = 24.0
"""Points of the page that are shown around a place."""
_NARROWEST = 320.0
"""Points of a narrow piece: so much of A4 that its words are not larger than those beside it."""


class Crop(NamedTuple):
    """A piece of a page's picture: what of the page it shows, and the marked boxes, in points."""

    document_id: str
    page: int
    width: float
    height: float
    view: Rectangle
    spots: list[Rectangle]
    address: str


def address_of(document_id: str, page: int, boxes: Sequence[Sequence[float]]) -> str:
    """The address of boxes of a page; of the page where there are none."""
    path = reverse("viewer:page", args=[document_id, page])
    return marked(path, [Box(*box) for box in boxes]) if boxes else path


def crop_of(
    document_id: str, number: int, boxes: Sequence[Sequence[float]], around: Box | None = None
) -> Crop | None:
    """The piece of a page around boxes, as wide as the page; all of it where there are none. With
    ``around``, the piece around that and no wider than need be. None where the page has no size."""
    page = Page.objects.filter(document=document_id, number=number).first()
    return crop_in(document_id, number, page, boxes, around) if page else None


def crop_in(
    document_id: str, number: int, page: Page | paper.Page, boxes: Sequence[Sequence[float]],
    around: Box | None = None,
) -> Crop | None:  # fmt: skip
    """The same of a page that is at hand."""
    if not page.width or not page.height:
        return None
    places = [Box(*box) for box in boxes]
    shown = [*places, around] if around is not None else places
    top = max(min((box.y0 for box in shown), default=0.0) - _AROUND, 0)
    bottom = min(max((box.y1 for box in shown), default=page.height) + _AROUND, page.height)
    left, right = 0.0, page.width
    if around is not None:
        left = max(min(box.x0 for box in shown) - _AROUND, 0)
        right = max(max(box.x1 for box in shown) + _AROUND, left + _NARROWEST)
        right = min(right, page.width)
    return Crop(
        document_id, number, page.width, page.height,
        rectangle(Box(left, top, right, max(bottom, top + 1))),
        [rectangle(box, 1) for box in places],
        address_of(document_id, number, boxes),
    )  # fmt: skip
