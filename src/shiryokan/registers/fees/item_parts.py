"""An item as its page sets it out, and the items that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.registers.base import Trace, Values
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import NOTE
from shiryokan.registers.fees.texts import points_text
from shiryokan.registers.fees.trees import notes_tree, variants_tree
from shiryokan.registers.fields import Branch
from shiryokan.registers.item_codes import codes_of
from shiryokan.registers.schedules import ItemPart, ItemReference
from shiryokan.registers.source_text import Place

_MOST_IN_RANGE = 60
"""Codes that a range stands for, at most; one that is longer is a misprint."""


def parts_of(item: FeeItem) -> list[ItemPart]:
    """Its own points and variants, then a part a note."""
    worth = item.value or points_text(item.points)
    own = [Branch(text=item.name, worth=worth)] if worth else []
    variants = variants_tree([msgspec.to_builtins(each) for each in item.variants])
    fields = ("name", "value", "variants")
    heads = [trace for name in fields for trace in item.provenance.get(name, [])]
    found = [ItemPart(branches=(*own, *variants), places=_places(heads))]
    traces = item.provenance.get("notes", [])
    for at, note in enumerate(item.notes):
        found.append(
            ItemPart(
                note=f"{''.join(note.variant)}{NOTE}{note.number}",
                branches=_unlabelled(notes_tree([msgspec.to_builtins(note)])),
                places=_places(traces[at : at + 1]),
            )
        )
    return found


def _unlabelled(branches: Sequence[Branch]) -> list[Branch]:
    """The part itself bears the label of its note."""
    return [msgspec.structs.replace(branch, label="") for branch in branches]


def cited_items(values: Values) -> Iterator[ItemReference]:
    """The items that its notes and values name, those of a range too."""
    schedule = values.get("schedule") or ""
    for named in values.get("references") or ():
        first, _, last = named.partition("~")
        codes = codes_of(f"{first}から{last}まで") if last else [first]
        for code in codes[:_MOST_IN_RANGE]:
            yield ItemReference(schedule=schedule, code=code, role="cites")


def _places(traces: list[Trace]) -> list[Place]:
    return [place for trace in traces for place in trace.places]
