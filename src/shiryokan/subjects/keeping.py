"""Keeps addresses when records go: each then leads to the records that were joined to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from shiryokan.access.readers import reading_everything
from shiryokan.documents.models import Document
from shiryokan.paper.model import Box
from shiryokan.records import models
from shiryokan.records.comparisons import editions, kept_joins
from shiryokan.records.rows import extracted_record
from shiryokan.registers.base import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.joins import Joins, Place
from shiryokan.subjects.models import SubjectPlace

_AT_ONCE = 500
_SAME_PLACE = 0.5
"""Share of the area of an old record that a new one covers from which on it is the same, read
anew; and that no other may cover half of."""


def document_removed(document_id: str, **_signal: object) -> None:
    """Have the addresses of a document's records lead on to their neighbours, as far as anybody
    asked for them: an address that was shown has its comparison kept. Of a document that is purged
    nothing names its records any more."""
    with reading_everything():
        if not Document.everything.filter(pk=document_id).exists():
            SubjectPlace.objects.filter(document_id=document_id).delete()
            return
        found = models.Extraction.objects.filter(
            document=document_id, state=models.Extraction.State.FOUND
        )
        for extraction in found.select_related("document"):
            if extraction.register not in REGISTERS:
                continue
            beside = _neighbours_of(extraction)
            if beside:
                _lead_on(extraction, beside)


def _neighbours_of(extraction: models.Extraction) -> dict[str, list[Place]]:
    """By the keys of an extraction's records those that they are joined to."""
    found: dict[str, list[Place]] = {}
    if REGISTERS[extraction.register].serial:
        joins = Joins()
        for key in extraction.records.values_list("key", flat=True):
            place = Place(extraction.document_id, extraction.register, key)
            others = sorted(joins.all_of(place) - {place})
            if others:
                found[key] = others
        return found
    there = [
        each
        for each in editions(extraction)
        if each.pk == extraction.pk or each.document.binned_at is None
    ]
    at = next((n for n, each in enumerate(there) if each.pk == extraction.pk), None)
    if at is None:
        return found
    for n in (at - 1, at + 1):
        if not 0 <= n < len(there):
            continue
        other = there[n]
        old, new = (other, extraction) if n < at else (extraction, other)
        known = kept_joins(models.StoredComparison.objects.filter(old=old, new=new).first())
        for a, b in (known or {}).items():
            mine, its = (b, a) if n < at else (a, b)
            found.setdefault(mine, []).append(Place(other.document_id, other.register, its))
    return found


def _lead_on(extraction: models.Extraction, beside: dict[str, list[Place]]) -> None:
    """Keep the addresses of the records ``beside`` has neighbours of, in these."""
    ids = dict(extraction.records.values_list("key", "pk"))
    own = SubjectPlace.objects.filter(
        document_id=extraction.document_id, register=extraction.register
    )
    # what is pinned first: of two rows of one place the first stays
    rows = [
        _row(kept.address, other, kept.pinned)
        for kept in own.order_by("-pinned", "id")
        for other in beside.get(kept.key, ())
    ]
    rows += [
        _row(ids[key], other, pinned=False)
        for key, others in beside.items()
        if key in ids
        for other in others
    ]
    SubjectPlace.objects.bulk_create(rows, batch_size=_AT_ONCE, ignore_conflicts=True)


def records_vanishing(
    extraction: models.Extraction,
    rows: Iterable[models.Record],
    records: Sequence[Record],
    **_signal: object,
) -> None:
    """Have the addresses of records that have other keys now lead to these: the same bytes stand in
    the same boxes."""
    on_page: dict[int, list[tuple[str, list[Box]]]] = {}
    for record in records:
        for page, boxes in _boxes(record).items():
            on_page.setdefault(page, []).append((record.key, boxes))
    pinned: dict[str, list[SubjectPlace]] = {}
    for kept in SubjectPlace.objects.filter(
        document_id=extraction.document_id, register=extraction.register
    ):
        pinned.setdefault(kept.key, []).append(kept)
    made = []
    for row in rows:
        key = _same_place(_boxes(extracted_record(row)), on_page)
        if key is None:
            continue
        place = Place(extraction.document_id, extraction.register, key[: models.KEY_LENGTH])
        made += [_row(kept.address, place, kept.pinned) for kept in pinned.get(row.key, ())]
        made.append(_row(row.pk, place, pinned=False))
    SubjectPlace.objects.bulk_create(made, batch_size=_AT_ONCE, ignore_conflicts=True)


def _row(address: uuid.UUID, place: Place, pinned: bool) -> SubjectPlace:
    return SubjectPlace(
        address=address, document_id=place.document, register=place.register, key=place.key,
        pinned=pinned,
    )  # fmt: skip


def _boxes(record: Record) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for traces in record.provenance.values():
        for trace in traces:
            for place in trace.places:
                found.setdefault(place.page, []).extend(place.boxes)
    return {page: list(dict.fromkeys(boxes)) for page, boxes in found.items()}


def _same_place(
    old: dict[int, list[Box]], on_page: dict[int, list[tuple[str, list[Box]]]]
) -> str | None:
    """The key of the new record that stands where the old one did; None where none surely does."""
    whole = sum(_area(box) for boxes in old.values() for box in boxes)
    covered: dict[str, float] = {}
    for page, boxes in old.items():
        for key, others in on_page.get(page, ()):
            covered[key] = covered.get(key, 0.0) + sum(
                max((_common(box, other) for other in others), default=0.0) for box in boxes
            )
    best = sorted(covered.items(), key=lambda each: -each[1])[:2]
    if not whole or not best or best[0][1] < _SAME_PLACE * whole:
        return None
    if len(best) > 1 and best[1][1] > _SAME_PLACE * best[0][1]:
        return None
    return best[0][0]


def _area(box: Box) -> float:
    return max(box.x1 - box.x0, 0.0) * max(box.y1 - box.y0, 0.0)


def _common(a: Box, b: Box) -> float:
    width, height = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
    return max(width, 0.0) * max(height, 0.0)
