"""The versions of an item: its record in each schedule that has it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from django.db.models import QuerySet

from shiryokan.records import models
from shiryokan.records.editions import year_of_edition
from shiryokan.registers.catalogue import REGISTERS


class Version(msgspec.Struct, frozen=True):
    """An item in one schedule."""

    record: models.Record
    code: str

    @property
    def year(self) -> int | None:
        """The year of the schedule."""
        return self.record.extraction.year

    @property
    def document(self) -> str:
        """The document that is the schedule, by its id."""
        return self.record.document_id


def versions_of(schedule: str, code: str) -> list[Version]:
    """The versions of an item, the oldest first; of one year the draft before the final."""
    stated = models.ItemReference.objects.filter(
        schedule=schedule, code=code, note="", role="states"
    )
    rows = (
        models.Record.objects.filter(pk__in=stated.values("record"))
        .select_related("document", "extraction")
        .prefetch_related("document__origins__publisher")
        # what tells versions of one title apart may be among the guesses
        .defer("extracted", "text", "document__outline", "extraction__unplaced")
        .order_by()
    )
    for row in rows:
        row.extraction.document = row.document
    found = sorted(rows, key=lambda row: (extraction_order(row.extraction), row.position))
    return [Version(row, code) for row in found]


def extraction_order(extraction: models.Extraction) -> tuple[int, bool, datetime.datetime, int]:
    """In what order versions of a schedule follow each other: by year, or that of the file's name
    where nothing tells theirs, the draft before the final, then as they came."""
    document = extraction.document
    return (
        year_of_edition(extraction.year, document.file_name), not extraction.draft,
        document.added_at, extraction.pk,
    )  # fmt: skip


def chosen_version(
    versions: Sequence[Version], document: str = "", on: datetime.date | None = None
) -> Version | None:
    """The version asked for: that of a document; else the newest that is in force on a day; else
    the newest of all. None where a document is asked for that has none."""
    if document:
        return next((each for each in reversed(versions) if each.document == document), None)
    if on is not None:
        # a revision is in force from April, or June, of its year on
        past = [each for each in versions if (each.year or 0) <= on.year - (on.month < _FIRST)]
        return past[-1] if past else None
    return versions[-1] if versions else None


_FIRST = 4
"""The month in which a fiscal year, and the schedule of a revision, begins."""


class Listed(msgspec.Struct, frozen=True):
    """An item in a list: its record, and the code by which its page is found."""

    record: models.Record
    code: str


def all_schedules() -> dict[str, str]:
    """The schedules that registers know, with their titles, which are messages."""
    return {name: title for each in REGISTERS.values() for name, title in each.schedules.items()}


def schedules() -> list[str]:
    """The schedules of which the house has items, in their usual order."""
    found = models.ItemReference.objects.filter(role="states").values_list("schedule", flat=True)
    known = set(found.distinct())
    return [name for name in all_schedules() if name in known]


def newest_of(schedule: str) -> models.Extraction | None:
    """The newest version of a schedule, a final before a draft."""
    names = [name for name, each in REGISTERS.items() if schedule in each.schedules]
    found = (
        models.Extraction.objects.filter(register__in=names, state=models.Extraction.State.FOUND)
        .select_related("document")
        .defer("unplaced", "document__outline")
    )
    newest = sorted(found, key=lambda each: (not each.draft, *extraction_order(each)), reverse=True)
    return next((each for each in newest if _states(each, schedule)), None)


def _states(extraction: models.Extraction, schedule: str) -> bool:
    return models.ItemReference.objects.filter(
        record__extraction=extraction, schedule=schedule, role="states"
    ).exists()


def items_in(extraction: int) -> list[Listed]:
    """The items of a version of a schedule, in their order; without additions and without those
    that only say that they were deleted."""
    found = _listed(extraction).order_by("record__position")
    return [Listed(each.record, each.code) for each in found if not each.record.data.get("deleted")]


def neighbours(version: Version) -> tuple[str | None, str | None]:
    """The codes of the items before and after one in its schedule."""
    row = version.record
    # the index of places is by register and document, of which an extraction has one each
    found = models.ItemReference.objects.filter(
        record__register=row.register, record__document=row.document_id,
        record__extraction=row.extraction_id, role="states", note="",
    )  # fmt: skip
    codes = found.values_list("code", flat=True)
    at = version.record.position
    return (
        codes.filter(record__position__lt=at).order_by("-record__position").first(),
        codes.filter(record__position__gt=at).order_by("record__position").first(),
    )


def _listed(extraction: int) -> QuerySet[models.ItemReference]:
    """The items of a schedule themselves."""
    return (
        models.ItemReference.objects.filter(record__extraction=extraction, role="states", note="")
        .select_related("record")
        .defer("record__extracted", "record__text")
    )
