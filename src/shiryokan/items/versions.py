"""The versions of an item: its record in each schedule that has it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec
from django.db.models import F

from shiryokan.records import models
from shiryokan.registers.schedules import SCHEDULES


class Version(msgspec.Struct, frozen=True):
    """An item in one schedule."""

    record: models.Record

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
        .defer("text", "document__outline", "extraction__unplaced")
    )
    found = sorted(
        rows,
        key=lambda row: (
            row.extraction.year or 0, not row.extraction.draft, row.document.added_at, row.position,
        ),
    )  # fmt: skip
    return [Version(row) for row in found]


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


def schedules() -> list[str]:
    """The schedules of which the house has items, in their usual order."""
    found = models.ItemReference.objects.filter(role="states").values_list("schedule", flat=True)
    known = set(found.distinct())
    return [name for name in SCHEDULES if name in known]


def items_in(schedule: str) -> list[models.Record]:
    """The items of the newest version of a schedule, in their order; without additions and without
    those that only say that they were deleted."""
    stated = models.ItemReference.objects.filter(schedule=schedule, role="states")
    newest = (
        models.Extraction.objects.filter(pk__in=stated.values("record__extraction"))
        .order_by("draft", F("year").desc(nulls_last=True), "-pk")
        .first()
    )
    if newest is None:
        return []
    rows = models.Record.objects.filter(
        extraction=newest, pk__in=stated.filter(note="").values("record")
    )
    rows = rows.defer("extracted", "text").order_by("position")
    return [row for row in rows if not row.data.get("deleted")]


def neighbours(version: Version) -> tuple[models.Record | None, models.Record | None]:
    """The items before and after one in its schedule."""
    items = models.Record.objects.filter(
        extraction=version.record.extraction_id,
        item_references__role="states",
        item_references__note="",
    ).defer("extracted", "text")
    at = version.record.position
    return (
        items.filter(position__lt=at).order_by("-position").first(),
        items.filter(position__gt=at).order_by("position").first(),
    )
