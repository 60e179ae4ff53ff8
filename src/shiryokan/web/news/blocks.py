"""Blocks as the pages show them: with the addresses to which their citations lead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from shiryokan.documents.models import Document
from shiryokan.news.models import Article, Block
from shiryokan.news.shown import ShownBlock, ShownCitation
from shiryokan.web.viewer.crops import Crop, address_of, crop_of

PER_PAGE = 50
"""Blocks of one page of the editor."""


def address_of_block(article: Article, row: Block) -> str:
    """Where a block of the working copy stands in the editor."""
    before = article.blocks.filter(position__lt=row.position).count()
    path = reverse("news:edit", args=[article.pk])
    return f"{path}?page={before // PER_PAGE + 1}#block-{row.pk}"


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


class Source(NamedTuple):
    """A document that an article cites, and the sides for which it stands."""

    title: str
    address: str
    sides: set[str]

    @property
    def side(self) -> str:
        """Its side, empty where it stands for both or for none."""
        return next(iter(self.sides)) if len(self.sides) == 1 else ""


def viewed(blocks: Iterable[ShownBlock]) -> list[BlockView]:
    """Blocks with all that their pages need."""
    return [_viewed(block) for block in blocks]


def sources_of(blocks: Iterable[ShownBlock]) -> list[Source]:
    """The documents that blocks cite, each once, as whoever reads may see them."""
    found: dict[str, tuple[Document, set[str]]] = {}
    for block in blocks:
        for cited in block.citations:
            found.setdefault(cited.document.pk, (cited.document, set()))[1].add(cited.side)
    return [
        Source(document.title, reverse("viewer:document", args=[pk]), sides)
        for pk, (document, sides) in found.items()
    ]


def _viewed(block: ShownBlock) -> BlockView:
    citations = [_citation(each) for each in block.citations]
    crop = None
    if block.kind in ("picture", "quotation") and block.citations:
        first = block.citations[0]
        crop = crop_of(first.document.pk, first.page, first.boxes)
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
        if standing.document is not None:
            cause = (
                address_of(standing.document.pk, standing.page, standing.boxes)
                if standing.page
                # the words are nowhere in it
                else reverse("viewer:document", args=[standing.document.pk])
            )
    return CitationView(
        cited.side, cited.document.title, cited.page, address, cited.words, warning, cause
    )
