"""What papers say of an item: found by its code, or by its name or that of one of its additions."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec
from django.db.models import Q, QuerySet

from shiryokan.documents.models import Document
from shiryokan.items.contents import titles_of
from shiryokan.items.versions import Version
from shiryokan.records import models
from shiryokan.records.headings import heading
from shiryokan.registers.catalogue import REGISTERS

WHOLE = ""
"""Stands for the item as a whole where the label of a note is asked for."""


class Saying(msgspec.Struct, frozen=True):
    """A record that speaks of an item: of one note, or the whole. ``by_name`` is whether it knows
    it only by a name; ``date`` is that of the paper."""

    record: models.Record
    note: str
    by_name: bool
    date: datetime.date | None

    @property
    def year(self) -> int | None:
        """The year of what it says: its own, else that of its paper."""
        return self.record.year or (self.date.year if self.date else None)


class Names(msgspec.Struct, frozen=True):
    """The names by which papers know an item: of each the note that pays what it names."""

    notes: Mapping[str, str]

    @classmethod
    def of(cls, version: Version) -> Names:
        """The name of the item, and those of its additions."""
        stated = models.ItemReference.objects.filter(
            record__extraction=version.record.extraction_id,
            code=version.code,
            role="states",
        ).exclude(name="")
        rows = stated.order_by("record__position").values_list("name", "note")
        names = dict(reversed(list(rows)))
        for name, note in list(names.items()):
            # papers name the degrees of an addition (加算１, 加算２) together
            if note and (degree := _DEGREE.fullmatch(name)):
                names.setdefault(degree["name"], note)
        return cls(names)


def note_among(note: str, labels: Collection[str]) -> str:
    """The label among those of an item's notes that a paper's ``note`` means: of a variant
    (``12注5``) its own or else that of the whole item; :data:`WHOLE` where the item has neither."""
    whole = _OF_VARIANT.sub("", note)
    return next((each for each in (note, whole) if each in labels), WHOLE)


_OF_VARIANT = re.compile("^[0-9]+(?=注)")
_DEGREE = re.compile(r"(?P<name>.+加算)[0-9]")


def speaking_of(schedule: str, code: str) -> QuerySet[models.Record]:
    """What speaks of a code, whether the schedule is here or not."""
    spoken = models.ItemReference.objects.filter(
        role="speaks", schedule__in=[schedule, ""], code=code
    )
    rows = models.Record.objects.filter(pk__in=spoken.values("record"))
    return rows.select_related("document").defer("extracted", "text").order_by("-year", "position")


def sayings_of(version: Version, schedule: str) -> list[Saying]:
    """All that speaks of an item, the newest paper first, each in its own order."""
    names = Names.of(version)
    references = models.ItemReference.objects.filter(
        role="speaks", schedule__in=[schedule, ""]
    ).filter(Q(code=version.code) | Q(code="", name__in=list(names.notes)))
    told = list(references.values_list("record", "code", "name", "note"))
    records = _read({each[0] for each in told})
    found: dict[tuple[object, str], Saying] = {}
    for pk, code, name, own_note in told:
        row = records.get(pk)
        if row is None:
            continue
        note = own_note or names.notes.get(name, WHOLE)
        saying = Saying(row, note, not code, _day_of(row))
        known = found.get((row.pk, note))
        if known is None or known.by_name:
            found[row.pk, note] = saying
    return sorted(_told_once(found.values()), key=_newest_first)


def _read(ids: Collection[uuid.UUID]) -> dict[uuid.UUID, models.Record]:
    """Records by their ids, each read once, however many references lead to it; and once what
    hundreds of them share, their papers."""
    rows = list(models.Record.objects.filter(pk__in=ids).defer("extracted", "text").order_by())
    papers = (
        Document.objects.defer("outline", "guesses")
        .prefetch_related("origins")
        .in_bulk({row.document_id for row in rows})
    )
    extractions = models.Extraction.objects.defer("unplaced").in_bulk(
        {row.extraction_id for row in rows}
    )
    # what is taken away meanwhile is not here any more
    here = [r for r in rows if r.document_id in papers and r.extraction_id in extractions]
    for row in here:
        row.document, row.extraction = papers[row.document_id], extractions[row.extraction_id]
    return {row.pk: row for row in here}


def _day_of(row: models.Record) -> datetime.date | None:
    """The day that a record tells of itself, else that of its paper."""
    told = REGISTERS[row.register].day(row.data)
    try:
        return datetime.date.fromisoformat(told)
    except ValueError:
        # none, or a month that an editor wrote
        origin = row.document.origin
        return origin.date if origin else None


def _told_once(sayings: Iterable[Saying]) -> Iterator[Saying]:
    """What speaks of a note is not shown with the whole item too."""
    found = list(sayings)
    with_note = {each.record.pk for each in found if each.note}
    yield from (each for each in found if each.note or each.record.pk not in with_note)


def _newest_first(saying: Saying) -> tuple[int, int, str, int]:
    order = REGISTERS[saying.record.register].order
    day = saying.date.toordinal() if saying.date else 0
    age = -(day or (saying.year or 0) * 366)
    return order, age, saying.record.document_id, saying.record.position


def citing(version: Version, schedule: str) -> Sequence[tuple[str, str]]:
    """The items of the same schedule that cite an item, in their order: their codes and titles."""
    cites = models.ItemReference.objects.filter(
        record__extraction=version.record.extraction_id,
        schedule=schedule,
        code=version.code,
        role="cites",
    )
    found = models.ItemReference.objects.filter(
        record__in=cites.values("record"), role="states", note=""
    ).order_by("record__position")
    titles = titles_of(version.record.extraction)
    codes = list(found.values_list("code", flat=True)) if titles else []
    if titles and titles.keys() >= set(codes):
        return [(code, titles[code]) for code in codes]
    rows = found.select_related("record").only(
        "code", "record__register", "record__key", "record__data"
    )
    return [(each.code, heading(each.record)) for each in rows]
