"""Records of other registers that have to do with a record."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.instance.kept import kept
from shiryokan.records import models
from shiryokan.registers.base import KEY, Relation
from shiryokan.registers.catalogue import REGISTERS

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""
MOST_RELATED = 60
"""Records that are listed with a record."""


class Related(msgspec.Struct, frozen=True):
    """Records of another register, under a title, a message."""

    title: str
    records: list[models.Record]


def related(row: models.Record) -> list[Related]:
    """What the register's relations lead to; without those that lead to nothing."""
    found = []
    for relation in REGISTERS[row.register].relations:
        wanted = [row.key] if relation.field == KEY else _values(row.data, relation.field)
        if relation.other == KEY:
            records = models.Record.objects.filter(register=relation.register, key__in=wanted)
        elif relation.same_document:
            records = models.Record.objects.filter(pk__in=_naming(row, relation, wanted))
        else:
            facets = models.Facet.objects.filter(
                register=relation.register, field=relation.other, value__in=wanted
            )
            records = models.Record.objects.filter(pk__in=facets.values("record"))
        if relation.same_document:
            records = records.filter(document=row.document_id)
        records = records.select_related("document").defer("extracted", "text", "document__outline")
        listed = list(records.order_by("-year", "position")[:MOST_RELATED])
        if listed:
            found.append(Related(relation.title, listed))
    return found


def _values(data: Mapping[str, Any], name: str) -> list[str]:
    value = data.get(name)
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str) and each]


def _naming(row: models.Record, relation: Relation, wanted: Sequence[str]) -> list[uuid.UUID]:
    """The records of a document whose own field names any of ``wanted``. What each names is kept
    until one of them changes: thousands would be read to find a few."""
    own = models.Extraction.objects.filter(document=row.document_id, register=relation.register)
    extraction = own.only("pk", "stamp").first()
    if extraction is None:
        return []
    name = relation.other

    def make() -> dict[str, list[uuid.UUID]]:
        found: dict[str, list[uuid.UUID]] = {}
        rows = models.Record.objects.filter(extraction=extraction).order_by("position")
        for pk, data in rows.values_list("pk", "data"):
            for value in _values(data, name):
                found.setdefault(value, []).append(pk)
        return found

    key = f"records-naming-{METHOD}-{name}-{extraction.pk}-{extraction.stamp}"
    named = kept(key, dict[str, list[uuid.UUID]], make)
    return [pk for value in wanted for pk in named.get(value, ())]
