"""The fee items that a head of facility criteria names.

Heads are written as 「…加算の施設基準」, 「医科初診料及び医科再診料の…加算の施設基準」 or
「…料の注４に規定する厚生労働大臣が定める状態」.
"""

from __future__ import annotations

import re

from shiryokan.registers.schedules import ItemReference, folded_name

_FOR = re.compile(
    r"(?P<name>.{2,80}?)(?:の注(?P<note>\d+))?"
    r"(?:に規定する|の(?:注[\d、及び]+に規定する)?施設基準|に係る施設基準)"
)
_OF_ADDITION = re.compile(r"(?P<owners>.+)の(?P<addition>[^の]+加算[0-9]*)")
_AND = re.compile("及び|並びに|又は|、")
_SCHEDULES = {"医科": "medical", "歯科": "dental"}
"""What stands before the name of an item that two schedules have."""


def items_of_head(head: str) -> list[ItemReference]:
    """The items, or the addition, for which the criteria under ``head`` are; none where it names
    none."""
    found = _FOR.match(folded_name(head))
    if found is None:
        return []
    note = f"注{found['note']}" if found["note"] else ""
    of_addition = _OF_ADDITION.fullmatch(found["name"])
    if of_addition:
        schedules = {_parted(owner)[0] for owner in _AND.split(of_addition["owners"])}
        schedule = schedules.pop() if len(schedules) == 1 else ""
        return [ItemReference(schedule=schedule, name=of_addition["addition"], note=note)]
    named = [_parted(name) for name in _AND.split(found["name"]) if name]
    return [ItemReference(schedule=schedule, name=name, note=note) for schedule, name in named]


def _parted(name: str) -> tuple[str, str]:
    """The schedule that a name begins with, and the name without it."""
    schedule = _SCHEDULES.get(name[:2], "")
    return schedule, name[2:] if schedule else name
