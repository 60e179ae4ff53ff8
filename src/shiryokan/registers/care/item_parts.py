"""A service as the page of an item sets it out."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from shiryokan.registers.base import Trace
from shiryokan.registers.care.model import CareFee
from shiryokan.registers.care.texts import notes_tree, points_text, rate_text
from shiryokan.registers.fields import Branch
from shiryokan.registers.schedules import ItemPart
from shiryokan.registers.source_text import Place

SCHEDULE = "care"
"""The name of these schedules in addresses."""
_PLAIN = re.compile("[0-9０-９,，]+単位")
"""Units as a paper prints them: some put commas into them, and the versions of one service are to
be compared."""
_TABLES = {
    "地域密着型介護予防サービス": "community-preventive",
    "地域密着型サービス": "community",
    "介護予防サービス": "preventive",
    "介護予防支援": "preventive-planning",
    "居宅介護支援": "planning",
    "居宅サービス": "home",
    "施設サービス": "facility",
}
"""The tables, each of which numbers its services from 1, by what their titles name; the longest
first. (指定居宅サービスに要する費用の額の算定に関する基準 and its kin.)"""


def code_of(table: str, label: str) -> str:
    """The code of a service: its number, behind the name of its table where that is known."""
    name = next((name for title, name in _TABLES.items() if title in table), "")
    label = label.replace("の", "-")
    return f"{name}-{label}" if name else label


def parts_of(records: Sequence[CareFee]) -> list[ItemPart]:
    """The service with its branches as a tree, then a part a note."""
    parts = [ItemPart(branches=_tree(records, 0, len(records)), places=_own_places(records))]
    for record in records:
        below = "".join(record.path[1:])
        traces = record.provenance.get("notes", [])
        for at, note in enumerate(record.notes):
            (branch,) = notes_tree([msgspec.to_builtins(note)])
            parts.append(
                ItemPart(
                    note=f"{below}{note.label}",
                    branches=[msgspec.structs.replace(branch, label="")],
                    places=_places(traces[at : at + 1]),
                )
            )
    return parts


def _tree(records: Sequence[CareFee], start: int, end: int) -> tuple[Branch, ...]:
    """Records put below the one whose path theirs begins with."""
    made: list[Branch] = []
    at = start
    while at < end:
        record = records[at]
        after = at + 1
        while after < end and len(records[after].path) > len(record.path):
            after += 1
        text = f"{record.name}（{record.unit}）" if record.unit else record.name
        worth = "" if _PLAIN.fullmatch(record.value or "") else record.value
        worth = worth or points_text(record.points) or rate_text(record.rate)
        made.append(Branch(record.path[-1], text, worth, _tree(records, at + 1, after)))
        at = after
    return tuple(made)


def _own_places(records: Sequence[CareFee]) -> list[Place]:
    fields = ("name", "points", "rate")
    return _places([t for r in records for name in fields for t in r.provenance.get(name, [])])


def _places(traces: Sequence[Trace]) -> list[Place]:
    return [place for trace in traces for place in trace.places]
