"""What of an article whoever reads now may have: a block whose documents they may not see says that
it is there, and none of its words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
from django.db.models import QuerySet

from shiryokan.documents.models import Document
from shiryokan.news import content, models
from shiryokan.news.content import BlockContent, CitedPlace
from shiryokan.news.texts import as_html, as_text
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES
from shiryokan.records.models import Record
from shiryokan.subjects.joins import Place


class ShownStanding(msgspec.Struct, frozen=True):
    """How a place stands that no longer holds. ``document`` is that of the cause, None where
    whoever reads may not see it."""

    state: str
    title: str
    """Of the state, a message."""
    cause_title: str
    """Of the kind of cause, a message; empty where none is known."""
    document: Document | None
    page: int
    boxes: list[list[float]]
    since: datetime.datetime | None


class ShownCitation(msgspec.Struct, frozen=True):
    """A citation of a document that is seen."""

    side: str
    document: Document
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    words: str
    record: Record | None
    standing: ShownStanding | None
    """None where it holds, or was not judged."""


class ShownBlock(msgspec.Struct, frozen=True):
    """A block. ``hidden``: a document that it cites is not seen; then all else is empty but its
    kind and id."""

    kind: str
    number: int
    """From 1: its address within the article."""
    id: int = 0
    hidden: bool = False
    html: str = ""
    text: str = ""
    data: dict[str, Any] = {}
    citations: tuple[ShownCitation, ...] = ()

    @property
    def stale(self) -> list[ShownCitation]:
        """The citations that no longer hold."""
        return [each for each in self.citations if each.standing is not None]


def shown(
    blocks: Sequence[BlockContent], standings: Iterable[models.EditionCitation] = ()
) -> list[ShownBlock]:
    """Blocks as whoever reads now may have them, in order."""
    rows = {(row.block, row.place): row for row in standings}
    asked = {place.document for block in blocks for place in block.citations}
    asked |= {row.cause_document for row in rows.values() if row.cause_document}
    documents = {
        each.pk: each
        for each in Document.objects.filter(pk__in=asked).prefetch_related("origins__publisher")
    }
    records = _records(blocks)
    made = []
    for at, block in enumerate(blocks):
        if any(place.document not in documents for place in block.citations):
            made.append(ShownBlock(block.kind, at + 1, block.id, hidden=True))
            continue
        citations = tuple(
            _citation(place, documents, records, rows.get((at, n)))
            for n, place in enumerate(block.citations)
        )
        made.append(
            ShownBlock(
                block.kind, at + 1, block.id, False, as_html(block.text), as_text(block.text),
                block.data, citations,
            )
        )  # fmt: skip
    return made


def of_edition(edition: models.Edition) -> list[ShownBlock]:
    """The blocks of an edition, with how their places stand."""
    return shown(content.from_edition(edition), edition.cited.exclude(state__in=("", "holds")))


def _citation(
    place: CitedPlace,
    documents: dict[str, Document],
    records: dict[tuple[str, str, str], Record],
    row: models.EditionCitation | None,
) -> ShownCitation:
    return ShownCitation(
        place.side, documents[place.document], place.page, place.boxes, place.words,
        records.get((place.document, place.register, place.key)),
        _standing(row, documents) if row is not None else None,
    )  # fmt: skip


def _standing(row: models.EditionCitation, documents: dict[str, Document]) -> ShownStanding:
    document = documents.get(row.cause_document)
    seen = document is not None
    return ShownStanding(
        row.state, STATE_TITLES.get(row.state, STATE_TITLES["unsure"]),  # type: ignore[call-overload]
        CAUSE_TITLES.get(row.cause_kind, ""),  # type: ignore[call-overload]
        document, row.cause_page if seen else 0, row.cause_boxes if seen else [], row.since,
    )  # fmt: skip


def _records(blocks: Iterable[BlockContent]) -> dict[tuple[str, str, str], Record]:
    """The records that quotations and pictures stand in; statements lead to their pages."""
    wanted = {
        (place.document, place.key)
        for block in blocks
        if block.kind in ("quotation", "picture")
        for place in block.citations
        if place.key
    }
    if not wanted:
        return {}
    rows = Record.objects.filter(
        document__in={document for document, _ in wanted}, key__in={key for _, key in wanted}
    ).defer("text", "extracted")
    return {(row.document_id, row.register, row.key): row for row in rows}


def public_articles() -> QuerySet[models.Article]:
    """What the public reads, the newest first."""
    found = models.Article.objects.exclude(edition=None).select_related("edition")
    return found.order_by("-published_at", "-pk")


def citing_records(places: Collection[Place]) -> list[models.Article]:
    """Published articles that cite one of several records, the newest first; of a block that hides
    a document from whoever reads nothing is told."""
    wanted = {(each.document, each.register, each.key) for each in places}
    documents = {each.document for each in places}
    rows = models.EditionCitation.objects.filter(
        document_id__in=documents, register__in={each.register for each in places}
    )
    found = []
    for article in public_articles().filter(edition__in=rows.values("edition")):
        if article.edition is None:
            continue
        blocks = content.from_edition(article.edition)
        seen = shown(blocks)
        if any(
            (place.document, place.register, place.key) in wanted
            for block, said in zip(blocks, seen, strict=True)
            if not said.hidden
            for place in block.citations
        ):
            found.append(article)
    return found


def stale_articles() -> QuerySet[models.Article]:
    """Published articles of which a place no longer holds."""
    stale = models.EditionCitation.objects.exclude(state__in=("", "holds")).values("edition")
    return public_articles().filter(edition__in=stale)
