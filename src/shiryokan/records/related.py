"""Records of other registers that have to do with a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from shiryokan.records import models
from shiryokan.registers.base import KEY
from shiryokan.registers.catalogue import REGISTERS

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
            named = {f"data__{relation.other}__in": wanted}
            records = models.Record.objects.filter(register=relation.register, **named)
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
