"""Items of schedules as people name them: by a code, or by the name of an item or an addition."""

from __future__ import annotations

import msgspec
from django.db.models import Q

from shiryokan.items.versions import all_schedules
from shiryokan.records.models import ItemReference
from shiryokan.registers.item_codes import ascii_code
from shiryokan.registers.schedules import folded_name

MOST = 12
"""Items that are offered at once: more than a list that is read through at a glance."""


BEGINNING = 4
"""Characters of a name that tell the item it is of, at least: 療養病棟 for 療養病棟入院基本料."""
MOST_BEGUN = 4
"""Items whose names begin with such words, at most: of more, the words tell none."""


class Named(msgspec.Struct, frozen=True, order=True):
    """An item, or the note of it that grants an addition, with the name that its schedule has."""

    position: int
    """Where its schedule stands among schedules."""
    code: str
    note: str
    name: str
    schedule: str


def items_named(words: str, *, part: bool = False, begun: bool = False) -> list[Named]:
    """The items whose code, or whose name, is ``words``, in the order of the schedules; with
    ``part``, those whose name holds them too, at most :data:`MOST`. Where there are none, and with
    ``begun``, the few items whose names begin with ``words``."""
    name = folded_name(words)
    if not name:
        return []
    of_code = Q(code=ascii_code(words.strip()).upper(), note="")
    found = _stated(of_code | (Q(name__icontains=name) if part else Q(name=name)))
    if begun and not found and len(name) >= BEGINNING:
        few = _stated(Q(name__istartswith=name, note=""))
        return few if len(few) <= MOST_BEGUN else []
    return found[:MOST]


def _stated(asked: Q) -> list[Named]:
    """What schedules state that is ``asked`` for, in their order."""
    stated = ItemReference.objects.filter(asked, role="states")
    order = {schedule: at for at, schedule in enumerate(all_schedules())}
    # each version of a schedule states its items
    found = {
        Named(order[row["schedule"]], row["code"], row["note"], row["name"], row["schedule"])
        for row in stated.values("schedule", "code", "note", "name").distinct()
        if row["code"] and row["schedule"] in order
    }
    return sorted(found)
