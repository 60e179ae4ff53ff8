"""The notes of an item at a glance: a line each, which leads to the note."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shiryokan.items.versions import Version
from shiryokan.records.models import ItemReference
from shiryokan.registers.schedules import ItemPart

LEAST = 3
"""Notes from which on a list of them helps: fewer are seen as they stand."""
_LONGEST = 60
"""Characters of a note that its line shows."""


class NoteLine(msgspec.Struct, frozen=True):
    """A note in the list: its label, what it pays for or how it begins, and how much is said of
    it."""

    note: str
    words: str
    said: int


def notes_of(
    version: Version, schedule: str, parts: Sequence[ItemPart], said: Sequence[int]
) -> list[NoteLine]:
    """The notes of a version of an item; none where they are few. ``said`` is how many records
    speak of each of ``parts``."""
    notes = [(part, number) for part, number in zip(parts, said, strict=True) if part.note]
    if len(notes) < LEAST:
        return []
    stated = ItemReference.objects.filter(
        record__extraction=version.record.extraction_id, schedule=schedule, code=version.code,
        role="states",
    )  # fmt: skip
    names: dict[str, list[str]] = {}
    for note, name in stated.exclude(note="").order_by("pk").values_list("note", "name"):
        names.setdefault(note, []).append(name)
    return [
        NoteLine(
            part.note, _shortened("・".join(names.get(part.note, ())) or _beginning(part)), number
        )
        for part, number in notes
    ]


def _beginning(part: ItemPart) -> str:
    return "".join(branch.text for branch in part.branches[:1])


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
