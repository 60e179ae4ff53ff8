"""The records of an item's versions, read once for all that a page tells of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from shiryokan.items.versions import Version
from shiryokan.records import models
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.schedules import ItemPart


class Reading:
    """The records that state an item in several versions, and how it is set out in each."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self._rows: dict[tuple[int, str], list[models.Record]] | None = None
        self._versions = versions
        self._records: dict[tuple[int, str], list[Record]] = {}
        self._parts: dict[tuple[int, str], Sequence[ItemPart]] = {}

    def records(self, version: Version) -> list[Record]:
        """All records that state the item in one schedule: itself, then what stands within it."""
        key = _key(version)
        if key not in self._records:
            self._records[key] = [record_of(row) for row in self._fetched().get(key, [])]
        return self._records[key]

    def parts(self, version: Version) -> Sequence[ItemPart]:
        """How the item is set out."""
        key = _key(version)
        if key not in self._parts:
            register = REGISTERS[version.record.register]
            self._parts[key] = register.parts(self.records(version))
        return self._parts[key]

    def _fetched(self) -> dict[tuple[int, str], list[models.Record]]:
        if self._rows is None:
            wanted = Q()
            for version in self._versions:
                wanted |= Q(record__extraction=version.record.extraction_id, code=version.code)
            found = models.ItemReference.objects.filter(wanted, role="states")
            stated = dict.fromkeys(found.values_list("record", "code"))
            # what is not corrected stands in what was extracted: its values are not read twice
            records = models.Record.objects.filter(pk__in={pk for pk, _ in stated}).only(
                "extraction_id", "register", "corrected", "position", "extracted"
            )
            codes = defaultdict(list)
            for pk, code in stated:
                codes[pk].append(code)
            rows = defaultdict(list)
            for row in records.order_by("position"):
                for code in codes[row.pk]:
                    rows[row.extraction_id, code].append(row)
            self._rows = dict(rows)
        return self._rows


def _key(version: Version) -> tuple[int, str]:
    return version.record.extraction_id, version.code
