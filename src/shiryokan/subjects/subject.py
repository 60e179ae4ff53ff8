"""A subject, found by any of its addresses: the same whoever asks."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

import msgspec
from django.db import transaction
from django.db.models import Q

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.records import models
from shiryokan.records.editions import age
from shiryokan.subjects.joins import Joins, Place
from shiryokan.subjects.models import SubjectPlace


class Subject(msgspec.Struct, frozen=True):
    """What records are about, as the house knows it: what of it a reader sees is another matter.

    ``records`` are their ids, the oldest edition first. ``id`` is its address; ``addresses`` are
    all that lead to it, this among them."""

    id: uuid.UUID
    register: str
    places: tuple[Place, ...]
    records: tuple[uuid.UUID, ...]
    addresses: frozenset[uuid.UUID]


def subject_at(address: uuid.UUID, joins: Joins | None = None) -> Subject | None:
    """The subject at an address; None where none of its records is there."""
    with reading_all_but_the_bin():
        leading = _leading([address]).get(address)
        return _made(leading, joins or Joins()) if leading is not None else None


def subject_of(record: models.Record, joins: Joins | None = None) -> Subject | None:
    """The subject of a record."""
    with reading_all_but_the_bin():
        return _made(Place(record.document_id, record.register, record.key), joins or Joins())


def _made(place: Place, joins: Joins) -> Subject | None:
    ages = {}
    for each in joins.all_of(place):
        extraction = joins.extraction(each)
        if extraction is not None:
            ages[each] = (*age(extraction), each)
    ordered = _on_this_side(place, sorted(ages, key=lambda each: ages[each]))
    ids = _ids(ordered)
    places = tuple(each for each in ordered if each in ids)
    if not places:
        return None
    records = tuple(ids[each] for each in places)
    rows = _own_rows(places)
    pinned = next((row.address for row in rows if row.pinned), records[0])
    return Subject(
        pinned, place.register, places, records,
        frozenset([*records, *(row.address for row in rows)]),
    )  # fmt: skip


def _on_this_side(place: Place, ordered: Sequence[Place]) -> list[Place]:
    """Without what editors parted from it: where two records of the row are not the same, the row
    ends before the newer one."""
    among = Q(pk__in=[])
    for each in ordered:
        among |= Q(old_document=each.document, old_key=each.key)
    apart = models.Link.objects.filter(among, register=place.register, same=False)
    numbers = {each: n for n, each in enumerate(ordered)}
    cuts = set()
    for link in apart:
        ends = (
            numbers.get(Place(link.old_document_id, place.register, link.old_key)),
            numbers.get(Place(link.new_document_id, place.register, link.new_key)),
        )
        if ends[0] is not None and ends[1] is not None:
            cuts.add(max(ends[0], ends[1]))
    at = numbers[place]
    first = max((cut for cut in cuts if cut <= at), default=0)
    last = min((cut for cut in cuts if cut > at), default=len(ordered))
    return list(ordered[first:last])


def _ids(places: Iterable[Place]) -> dict[Place, uuid.UUID]:
    places = list(places)
    rows = models.Record.objects.filter(
        document__in={each.document for each in places}, key__in={each.key for each in places}
    ).values_list("document_id", "register", "key", "pk")
    found = {Place(*row[:3]): row[3] for row in rows}
    return {each: found[each] for each in places if each in found}


def _own_rows(places: Sequence[Place]) -> list[SubjectPlace]:
    """The kept addresses that lead to records, each once, in the order in which they were kept."""
    own = Q(pk__in=[])
    for each in places:
        own |= Q(document_id=each.document, register=each.register, key=each.key)
    here = set(places)
    rows: dict[uuid.UUID, SubjectPlace] = {}
    for row in SubjectPlace.objects.filter(own).order_by("-pinned", "pk"):
        rows.setdefault(row.address, row)
    leading = _leading(list(rows))
    found = [row for address, row in rows.items() if leading.get(address) in here]
    return sorted(found, key=lambda row: row.pk)


def _leading(addresses: Sequence[uuid.UUID]) -> dict[uuid.UUID, Place]:
    """The record to which each address leads: its own where that is there, else the first for which
    it was kept and that is."""
    kept = list(SubjectPlace.objects.filter(address__in=addresses))
    there = _ids(Place(row.document_id, row.register, row.key) for row in kept)
    found: dict[uuid.UUID, Place] = {}
    for row in kept:
        place = Place(row.document_id, row.register, row.key)
        if place in there:
            found.setdefault(row.address, place)
    own = models.Record.objects.filter(pk__in=addresses)
    for pk, document, register, key in own.values_list("pk", "document_id", "register", "key"):
        found[pk] = Place(document, register, key)
    return found


@transaction.atomic
def pin(subject: Subject) -> None:
    """Have a subject keep its address: somebody relies on it."""
    place = subject.places[0]
    SubjectPlace.objects.update_or_create(
        address=subject.id, document_id=place.document, register=place.register, key=place.key,
        defaults={"pinned": True},
    )  # fmt: skip
