"""Reports of registers over the records that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shiryokan.instance.kept import kept
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions, stamp_of
from shiryokan.records.editions import age
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Record as PureRecord
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.reports import Course, Report

Rows = list[dict[str, Any]]
MOST_SIDE_BY_SIDE = 3
"""Versions that stand side by side in a course."""


def version_before(extraction: models.Extraction) -> models.Extraction | None:
    """The last final edition of an earlier year."""
    year = age(extraction)[0]
    earlier = [e for e in editions(extraction) if age(e)[0] < year and not e.draft]
    return earlier[-1] if earlier else None


def rows_of_one(report: Report, new: models.Extraction, before: models.Extraction | None) -> Rows:
    """The rows of a report of one version, told of the one before, kept as long as both hold."""
    if not report.looks_back:
        before = None

    def make() -> Rows:
        changes = comparison(before, new) if before else None
        return report.rows(_records(new), _records(before) if before else [], changes)

    version = f"{REGISTERS[new.register].version}.{report.version}"
    compared = stamp_of(before, new) if before else ""
    key = f"report-{new.register}-{report.name}-{version}-{new.stamp}-{compared}"
    return kept(key, Rows, make)


def rows_of_two(report: Report, old: models.Extraction, new: models.Extraction) -> Rows:
    """The rows of a report of two versions, kept as long as both hold."""
    version = f"{REGISTERS[new.register].version}.{report.version}"
    key = f"report-{new.register}-{report.name}-{version}-{old.stamp}-{new.stamp}"
    return kept(key, Rows, lambda: report.rows(_records(new), _records(old), None))


def rows_of_course(course: Course, versions: Sequence[models.Extraction]) -> Rows:
    """The rows of several versions side by side, kept as long as all hold."""
    stamps = "-".join(str(each.stamp) for each in versions)
    register = versions[0].register
    version = f"{REGISTERS[register].version}.{course.version}"
    key = f"course-{register}-{version}-{stamps}"
    return kept(key, Rows, lambda: course.rows([_records(each) for each in versions]))


def _records(extraction: models.Extraction) -> list[PureRecord]:
    rows = models.Record.objects.filter(extraction=extraction).order_by("position")
    return [record_of(row) for row in rows]
