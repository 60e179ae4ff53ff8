"""Blocks as the pages show them: with the addresses to which their citations lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from shiryokan.documents.models import Document, Page
from shiryokan.news.shown import ShownBlock, ShownCitation
from shiryokan.paper.model import Box
from shiryokan.web.viewer.overlay import Rectangle, rectangle
from shiryokan.web.viewer.quotes import marked

_AROUND = 24.0
"""Points of the page that are shown around a place."""


class Crop(NamedTuple):
    """A piece of a page's picture: what of the page it shows, and the marked boxes, in points."""

    document_id: str
    page: int
    width: float
    height: float
    view: Rectangle
    spots: list[Rectangle]
    address: str


class CitationView(NamedTuple):
    """A citation as a link. ``warning`` says that it no longer holds; ``cause`` is the address of
    what made it so, where that may be seen."""

    side: str
    title: str
    page: int
    address: str
    words: str
    warning: str
    cause: str


class BlockView(NamedTuple):
    """A block, ready to be shown; ``html`` is clean."""

    block: ShownBlock
    html: SafeString
    citations: list[CitationView]
    crop: Crop | None
    rows: list[Any]

    @property
    def stale(self) -> list[CitationView]:
        """The citations that no longer hold."""
        return [each for each in self.citations if each.warning]


def viewed(blocks: Iterable[ShownBlock]) -> list[BlockView]:
    """Blocks with all that their pages need."""
    return [_viewed(block) for block in blocks]


def _viewed(block: ShownBlock) -> BlockView:
    citations = [_citation(each) for each in block.citations]
    crop = None
    if block.kind in ("picture", "quotation") and block.citations:
        first = block.citations[0]
        crop = crop_of(first.document, first.page, first.boxes)
    rows = []
    if block.kind == "table":
        for name, old, new, places in block.data.get("rows", []):
            cited = [citations[n] for n in places if n < len(citations)]
            rows.append((name, old, new, cited))
    # nh3 cleaned it
    return BlockView(block, mark_safe(block.html), citations, crop, rows)  # noqa: S308


def _citation(cited: ShownCitation) -> CitationView:
    address = address_of(cited.document.pk, cited.page, cited.boxes)
    standing, warning, cause = cited.standing, "", ""
    if standing is not None:
        why = gettext(standing.cause_title) if standing.cause_title else ""
        words = {"state": gettext(standing.title), "why": why}
        form = gettext("%(state)s（%(why)s）") if why else "%(state)s"
        warning = form % words
        if standing.document is not None and standing.page:
            cause = address_of(standing.document.pk, standing.page, standing.boxes)
    return CitationView(
        cited.side, cited.document.title, cited.page, address, cited.words, warning, cause
    )


def address_of(document_id: str, page: int, boxes: Sequence[Sequence[float]]) -> str:
    """The address of boxes of a page; of the page where there are none."""
    path = reverse("viewer:page", args=[document_id, page])
    return marked(path, [Box(*box) for box in boxes]) if boxes else path


def crop_of(document: Document, number: int, boxes: Sequence[Sequence[float]]) -> Crop | None:
    """The piece of a page around boxes, as wide as the page; all of it where there are none."""
    page = Page.objects.filter(document=document, number=number).first()
    if page is None or not page.width or not page.height:
        return None
    places = [Box(*box) for box in boxes]
    top = max(min((box.y0 for box in places), default=0.0) - _AROUND, 0)
    bottom = min(max((box.y1 for box in places), default=page.height) + _AROUND, page.height)
    return Crop(
        document.pk, number, page.width, page.height,
        rectangle(Box(0, top, page.width, max(bottom, top + 1))),
        [rectangle(box, 1) for box in places],
        address_of(document.pk, number, boxes),
    )  # fmt: skip
