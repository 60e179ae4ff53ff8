"""Which quotes somebody may read, and what of them: a closed document shows no words."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

import msgspec
from django.db.models import Q, QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Document
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.quotes.standing import CAUSE_TITLES, STATE_TITLES, CauseKind, State
from shiryokan.records.models import Record


class ShownCause(msgspec.Struct, frozen=True):
    """What makes a quote stand as it does. ``document`` and ``record`` are None where whoever reads
    may not see them: then nothing of the place is told."""

    kind: str
    title: str
    document: Document | None
    record: Record | None
    page: int
    boxes: list[list[float]]
    words: str


class ShownQuote(msgspec.Struct, frozen=True):
    """A quote as whoever reads now may have it. ``document`` is None where its document may not be
    seen or is no more: then ``words`` are empty."""

    row: Quote
    document: Document | None
    record: Record | None
    words: str
    state: str
    """A key of :data:`STATE_TITLES`; empty where it was not judged yet."""
    title: str
    """The state as a message."""
    cause: ShownCause | None
    standing: QuoteStanding | None


def readable(user: AnyUser) -> QuerySet[Quote]:
    """The quotes that somebody may ask for: their own, and those that are shared."""
    may = Q(shared=True)
    if user.is_authenticated:
        may |= Q(owner=user.pk)
    return Quote.objects.filter(may).select_related("standing")


def shown(rows: Iterable[Quote]) -> list[ShownQuote]:
    """The quotes with what whoever reads now may see of them, in their order."""
    rows = list(rows)
    standings = {row.pk: getattr(row, "standing", None) for row in rows}
    causes = [each for each in standings.values() if each is not None]
    asked = {row.document_id for row in rows} | {each.cause_document for each in causes}
    found = Document.objects.filter(pk__in=asked).prefetch_related("origins__publisher")
    documents = {each.pk: each for each in found}
    places = {(row.document_id, row.register, row.key) for row in rows if row.key}
    places |= {(c.cause_document, c.cause_register, c.cause_key) for c in causes if c.cause_key}
    records = _records(places)
    made = []
    for row in rows:
        document, standing = documents.get(row.document_id), standings[row.pk]
        state = standing.state if standing is not None else ""
        made.append(
            ShownQuote(
                row,
                document,
                records.get((row.document_id, row.register, row.key)),
                row.words if document is not None else "",
                state,
                STATE_TITLES[_state(state)] if state else "",
                _cause(standing, documents, records) if standing is not None else None,
                standing,
            )
        )
    return made


def _state(state: str) -> State:
    return state if state in STATE_TITLES else "unsure"


def _records(
    places: set[tuple[str, str, str]],
) -> dict[tuple[str, str, str], Record]:
    if not places:
        return {}
    rows = Record.objects.filter(
        document__in={place[0] for place in places}, key__in={place[2] for place in places}
    ).defer("text", "extracted")
    return {(row.document_id, row.register, row.key): row for row in rows}


def _cause(
    standing: QuoteStanding,
    documents: dict[str, Document],
    records: dict[tuple[str, str, str], Record],
) -> ShownCause | None:
    if not standing.cause_kind:
        return None
    document = documents.get(standing.cause_document)
    kind: CauseKind = standing.cause_kind  # type: ignore[assignment]
    seen = document is not None
    return ShownCause(
        kind=kind,
        title=CAUSE_TITLES.get(kind, ""),
        document=document,
        record=records.get((standing.cause_document, standing.cause_register, standing.cause_key)),
        page=standing.cause_page if seen else 0,
        boxes=standing.cause_boxes if seen else [],
        words=standing.cause_words if seen else "",
    )


def one(user: AnyUser, quote_id: uuid.UUID) -> ShownQuote | None:
    """A quote by its id, as somebody may have it; None where there is none for them."""
    row = readable(user).filter(pk=quote_id).first()
    return shown([row])[0] if row is not None else None
