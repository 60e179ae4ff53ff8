"""An item through the years: what each version paid, and what words each revision changed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import msgspec

from shiryokan.items.versions import Version
from shiryokan.records import models
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import Piece, difference

MOST_VERSIONS = 8
"""Versions that stand side by side, the newest."""


class Revision(msgspec.Struct, frozen=True):
    """What a revision changed in the words of an item."""

    old: Version
    new: Version
    pieces: Sequence[Piece]


def one_a_year(versions: Sequence[Version]) -> list[Version]:
    """The last version of each year, and those of no known year; the newest at most."""
    of_years = {each.year or each.document: each for each in versions}
    return sorted(of_years.values(), key=lambda each: each.year or 0)[-MOST_VERSIONS:]


def worth_through(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """What the item paid in each version, a row each thing that it pays for: rows of the register's
    course (:class:`shiryokan.registers.reports.Course`)."""
    if not versions:
        return []
    course = REGISTERS[versions[0].record.register].course
    return course.rows([_records(each) for each in versions]) if course else []


def revisions(versions: Sequence[Version]) -> list[Revision]:
    """The revisions that changed the item's words, the newest first."""
    found = []
    for old, new in itertools.pairwise(versions):
        before, after = ("\n".join(_wording(each.record)) for each in (old, new))
        if before != after:
            found.append(Revision(old, new, list(difference(before, after))))
    return found[::-1]


def _wording(row: models.Record) -> Sequence[str]:
    parts = REGISTERS[row.register].parts(record_of(row))
    return [line for part in parts for branch in part.branches for line in branch.lines()]


def _records(version: Version) -> list[Record]:
    rows = models.Record.objects.filter(
        extraction=version.record.extraction_id,
        item_references__code=version.record.data["code"],
        item_references__role="states",
    ).order_by("position")
    return [record_of(row) for row in rows]
