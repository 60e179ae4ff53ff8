"""Which records are joined to a record: by comparisons, reprints, editors, and addresses kept."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import msgspec
from django.db.models import Q

from shiryokan.instance.kept import kept, stamp
from shiryokan.records import models
from shiryokan.records.comparisons import editions, joins
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Register
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.models import SubjectPlace

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""
MOST_RECORDS = 200
"""Records of one subject, at most: more are a fault of somebody's links, and are not followed."""


class Place(msgspec.Struct, frozen=True, order=True):
    """A record by what names it for good."""

    document: str
    register: str
    key: str


class Joins:
    """What joins records, read once. Whoever asks says as whom: subjects are made as the house sees
    its documents, and shown as the reader does."""

    def __init__(self) -> None:
        self._extractions: dict[tuple[str, str], models.Extraction | None] = {}
        self._editions: dict[int, list[models.Extraction]] = {}
        self._steps: dict[tuple[int, int], tuple[dict[str, str], dict[str, str]]] = {}
        self._again: dict[str, dict[Place, list[Place]]] = {}

    def all_of(self, place: Place) -> set[Place]:
        """The records that are joined to one, itself among them."""
        found = {place}
        waiting = [place]
        while waiting and len(found) < MOST_RECORDS:
            for other in self._beside(waiting.pop()):
                if other not in found and self.extraction(other) is not None:
                    found.add(other)
                    waiting.append(other)
        return found

    def extraction(self, place: Place) -> models.Extraction | None:
        """The register of the record's document that holds it; None where it is not there."""
        at = place.document, place.register
        if at not in self._extractions:
            found = models.Extraction.objects.filter(
                document=place.document, register=place.register,
                state=models.Extraction.State.FOUND,
            )  # fmt: skip
            self._extractions[at] = found.select_related("document").first()
        return self._extractions[at]

    def _beside(self, place: Place) -> Iterator[Place]:
        own = self.extraction(place)
        if own is None or place.register not in REGISTERS:
            return
        if REGISTERS[place.register].serial:
            yield from self._printed_again(place)
        else:
            yield from self._in_neighbours(place, own)
        yield from _confirmed(place)
        yield from _kept(place)

    def _in_neighbours(self, place: Place, own: models.Extraction) -> Iterator[Place]:
        if own.pk not in self._editions:
            found = editions(own)
            self._editions.update({each.pk: found for each in found})
        found = self._editions.get(own.pk, [])
        at = next((n for n, each in enumerate(found) if each.pk == own.pk), None)
        if at is None:
            return
        for n, side in ((at - 1, 1), (at, 0)):
            if not 0 <= n < len(found) - 1:
                continue
            old, new = found[n], found[n + 1]
            other = self._step(old, new)[side].get(place.key)
            if other is not None:
                yield Place((old if side else new).document_id, place.register, other)

    def _step(
        self, old: models.Extraction, new: models.Extraction
    ) -> tuple[dict[str, str], dict[str, str]]:
        """From the old to the new, and back."""
        if (old.pk, new.pk) not in self._steps:
            there = joins(old, new)
            self._steps[old.pk, new.pk] = there, {b: a for a, b in there.items()}
        return self._steps[old.pk, new.pk]

    def _printed_again(self, place: Place) -> list[Place]:
        if place.register not in self._again:
            made: dict[Place, list[Place]] = {}
            for old, new in _reprints(place.register):
                a, b = Place(old[0], place.register, old[1]), Place(new[0], place.register, new[1])
                made.setdefault(a, []).append(b)
                made.setdefault(b, []).append(a)
            self._again[place.register] = made
        return self._again[place.register].get(place, [])


def _confirmed(place: Place) -> Iterator[Place]:
    """What editors said is the same."""
    own, other = (
        Q(old_document=place.document, old_key=place.key),
        Q(new_document=place.document, new_key=place.key),
    )
    for link in models.Link.objects.filter(own | other, register=place.register, same=True):
        ends = (
            Place(link.old_document_id, place.register, link.old_key),
            Place(link.new_document_id, place.register, link.new_key),
        )
        yield ends[0] if ends[1] == place else ends[1]


def _kept(place: Place) -> list[Place]:
    """What shares an address with it that was kept."""
    here = SubjectPlace.objects.filter(
        document_id=place.document, register=place.register, key=place.key
    )
    rows = SubjectPlace.objects.filter(address__in=here.values("address"), register=place.register)
    return [Place(row.document_id, row.register, row.key) for row in rows]


_Pairs = list[tuple[tuple[str, str], tuple[str, str]]]


def _reprints(register: str) -> _Pairs:
    """What papers of a register print again, by document and key; kept until one of its papers
    changes."""
    if type(REGISTERS[register]).reprints is Register.reprints:
        return []
    found = models.Extraction.objects.filter(
        register=register, state=models.Extraction.State.FOUND
    ).order_by("pk")
    whole = stamp(*found.values_list("stamp", flat=True))
    key = f"reprints-{register}-{METHOD}.{REGISTERS[register].version}-{whole}"
    return kept(key, _Pairs, lambda: _told(register, list(found.values_list("pk", flat=True))))


def _told(register: str, extractions: list[int]) -> _Pairs:
    rows = models.Record.objects.filter(extraction__in=extractions)
    papers = []
    keys: dict[tuple[str, str], tuple[str, str]] = {}
    for _, own in itertools.groupby(
        rows.order_by("extraction", "position").iterator(), key=lambda row: row.extraction_id
    ):
        paper = []
        for row in own:
            record = record_of(row)
            paper.append(record)
            keys[record.document, record.key] = row.document_id, row.key
        papers.append(paper)
    told = REGISTERS[register].reprints(papers)
    return [(keys[old], keys[new]) for old, new in told.items()]
