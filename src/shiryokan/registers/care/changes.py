"""What changed between two care fee schedules.

A branch whose label alone changed, because one before it came or went, is *relabelled*: it is
paired by what it is (:mod:`.pairing`). What stands in a new or ended branch is not told again.
Something that had points and now has others below it that do was divided; the other way round its
parts were put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from shiryokan.registers.care.model import CareFee, CareNote, Rate
from shiryokan.registers.care.pairing import Branch, paired, same_notes
from shiryokan.registers.care.texts import folded, note_text, rate_text

Kind = Literal[
    "new", "ended", "points", "rate", "renamed", "unit", "divided", "merged", "relabelled",
    "note", "note_new", "note_ended", "note_relabelled",
]  # fmt: skip


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a change; ``text`` is that of a note, whose label ends ``path``."""

    path: tuple[str, ...]
    name: str
    page: int
    key: str
    points: int | None = None
    rate: Rate | None = None
    unit: str = ""
    text: str = ""


class CareChange(msgspec.Struct, frozen=True):
    """One change; the side on which the thing is not is missing. ``parts`` are those of what was
    divided or put together."""

    kind: Kind
    old: Side | None
    new: Side | None
    parts: tuple[Side, ...] = ()


def changes(old: Sequence[CareFee], new: Sequence[CareFee]) -> list[CareChange]:
    """All changes, in the order of the new version; what ended behind what came before it."""
    found = paired(old, new)
    places_new = {id(record): at for at, record in enumerate(new)}
    places_old = {id(record): at for at, record in enumerate(old)}
    told: list[tuple[float, CareChange]] = []
    divided: set[int] = set()
    spots: list[tuple[int, int]] = []
    for a, b in found.branches:
        at = places_new[id(b.record)]
        spots.append((places_old[id(a.record)], at))
        parts, merged = _parts(a, b, found.come), _parts(b, a, found.gone)
        divided |= {id(part) for part in (*parts, *merged)}
        told += [(at, each) for each in _of_pair(a, b, parts, merged)]
    spots.sort()
    for branch in found.come:
        if id(branch) not in divided:
            told.append(
                (places_new[id(branch.record)], CareChange("new", None, side(branch.record)))
            )
    for branch in found.gone:
        if id(branch) not in divided:
            here = places_old[id(branch.record)]
            before = [at for spot, at in spots if spot < here]
            place = (before[-1] if before else -1) + 0.5
            told.append((place, CareChange("ended", side(branch.record), None)))
    return [change for _, change in sorted(told, key=lambda each: each[0])]


def side(record: CareFee) -> Side:
    """A record as a side of a change."""
    return Side(
        path=tuple(record.path), name=record.name, page=record.page, key=record.key,
        points=record.points, rate=record.rate, unit=record.unit,
    )  # fmt: skip


def _parts(whole: Branch, after: Branch, alone: Sequence[Branch]) -> list[Branch]:
    """What a branch with a worth of its own was divided into."""
    left, right = whole.record, after.record
    had = left.points is not None or left.rate is not None
    has = right.points is not None or right.rate is not None
    if not had or has or whole.children:
        return []
    return [child for child in after.children if any(child is each for each in alone)]


def _of_pair(
    a: Branch, b: Branch, parts: Sequence[Branch], merged: Sequence[Branch]
) -> Iterator[CareChange]:
    old, new = a.record, b.record
    before, after = side(old), side(new)
    if old.path != new.path:
        yield CareChange("relabelled", before, after)
    if folded(old.name) != folded(new.name):
        yield CareChange("renamed", before, after)
    if parts:
        yield CareChange("divided", before, after, tuple(side(each.record) for each in parts))
    elif merged:
        yield CareChange("merged", before, after, tuple(side(each.record) for each in merged))
    elif old.rate != new.rate and (old.rate is None or new.rate is None or old.points is None):
        yield CareChange("rate", before, after)
    if not parts and not merged and old.points != new.points:
        yield CareChange("points", before, after)
    if folded(old.unit) != folded(new.unit):
        yield CareChange("unit", before, after)
    yield from _of_notes(old, new)


def _of_notes(old: CareFee, new: CareFee) -> Iterator[CareChange]:
    pairs = same_notes(old.notes, new.notes)
    known = {id(note) for pair in pairs for note in pair}
    for a, b in pairs:
        before, after = _note_side(old, a), _note_side(new, b)
        if before.path != after.path:
            yield CareChange("note_relabelled", before, after)
        if folded(before.text) != folded(after.text):
            yield CareChange("note", before, after)
    for note in new.notes:
        if id(note) not in known:
            yield CareChange("note_new", None, _note_side(new, note))
    for note in old.notes:
        if id(note) not in known:
            yield CareChange("note_ended", _note_side(old, note), None)


def _note_side(record: CareFee, note: CareNote) -> Side:
    return Side(
        path=(*record.path, note.label), name=record.name, page=record.page, key=record.key,
        text=note_text(note),
    )  # fmt: skip


def as_row(change: CareChange) -> dict[str, str | int | None]:
    """A change as a flat row: ``old_points``, ``new_points`` and so on."""
    row: dict[str, str | int | None] = {"kind": change.kind}
    for word, each in (("old", change.old), ("new", change.new)):
        row[f"{word}_path"] = " ".join(each.path) if each else ""
        row[f"{word}_name"] = each.name if each else ""
        row[f"{word}_points"] = each.points if each else None
        row[f"{word}_rate"] = rate_text(each.rate) if each else ""
        row[f"{word}_unit"] = each.unit if each else ""
        row[f"{word}_text"] = each.text if each else ""
        row[f"{word}_page"] = each.page if each else None
    row["parts"] = "、".join(
        f"{part.name} {part.points:,}単位" if part.points is not None else part.name
        for part in change.parts
    )
    return row
