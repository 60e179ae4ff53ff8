"""What letters of corrections do to the texts of an item's page.

A correction is put in where its words are found: in what the schedule states, or in what another
paper says of the item. So the order in which papers come makes no difference; that a paper is not
here, or that it has no such words, is told with the correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from shiryokan.items.speaking import Saying
from shiryokan.items.versions import Version
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import Piece
from shiryokan.registers.comparison.rewording import reworded, unedited
from shiryokan.registers.fields import Branch, Text
from shiryokan.registers.rewording import Edit, Rewording
from shiryokan.registers.schedules import ItemPart

State = Literal["applied", "added", "there", "missing", "absent"]
"""What became of a correction: it was put into a text of the page; it adds a paragraph, which is in
no text of the paper; the text has its words already; its words are in no text of the paper; the
paper that it corrects is not here."""


class Corrected(msgspec.Struct):
    """A text with corrections put in, and the records that did so, in order."""

    pieces: list[Piece]
    by: list[Saying] = msgspec.field(default_factory=list)


class Fate(msgspec.Struct, frozen=True):
    """What became of a correction, and those of its edits whose words were not found."""

    state: State
    missing: Sequence[Edit] = ()


class Corrections(msgspec.Struct):
    """The corrected texts of records by id and field, those of the schedule by note and text, and
    what became of each correction by the id of its record."""

    of_records: dict[tuple[str, str], Corrected] = msgspec.field(default_factory=dict)
    of_parts: dict[tuple[str, str], Corrected] = msgspec.field(default_factory=dict)
    fates: dict[str, Fate] = msgspec.field(default_factory=dict)


class _Target(msgspec.Struct, frozen=True):
    """A text that may be corrected."""

    key: tuple[str, str]
    text: str
    part: bool
    nearness: int


def corrections(
    version: Version, parts: Sequence[ItemPart], sayings: Sequence[Saying]
) -> Corrections:
    """What the corrections among ``sayings`` do to the parts and to the other sayings, in the order
    of their dates."""
    found = Corrections()
    once: dict[str, tuple[Saying, Rewording]] = {}
    for saying in sayings:
        told = REGISTERS[saying.record.register].rewording(saying.record.data)
        if told is not None:
            once.setdefault(str(saying.record.pk), (saying, told))
    ordered = sorted(once.values(), key=lambda each: (each[1].date, each[0].record.position))
    for saying, told in ordered:
        targets = list(_targets(told, version, parts, sayings))
        found.fates[str(saying.record.pk)] = _put_in(found, saying, told, targets)
    return found


def _put_in(
    found: Corrections, saying: Saying, told: Rewording, targets: Sequence[_Target]
) -> Fate:
    added = all(not e.struck and e.start == 0 and e.end == len(told.new) for e in told.edits)
    if not targets:
        return Fate("added") if added else Fate("absent", told.edits)
    there: Sequence[Edit] | None = None
    for target in sorted(targets, key=lambda each: each.nearness):
        texts = found.of_parts if target.part else found.of_records
        known = texts.get(target.key)
        pieces = known.pieces if known else unedited(target.text)
        placed = not target.nearness and bool(told.number or told.note)
        made = reworded(pieces, told.new, told.edits, placed=placed)
        if made.done:
            corrected = texts.setdefault(target.key, Corrected(pieces))
            corrected.pieces = list(made.pieces)
            corrected.by.append(saying)
            return Fate("applied", made.missing)
        if made.there and there is None:
            there = made.missing
    if there is not None:
        return Fate("there", there)
    return Fate("added") if added else Fate("missing", told.edits)


def _targets(
    told: Rewording, version: Version, parts: Sequence[ItemPart], sayings: Sequence[Saying]
) -> Iterator[_Target]:
    registers = set(told.registers)
    if (not registers or version.record.register in registers) and _is_of(told, version.year):
        for part in parts:
            for line in _texts(part.branches):
                near = int(bool(told.note) and not part.note.endswith(told.note))
                yield _Target((part.note, line), line, True, near)
    seen = set()
    for each in sayings:
        row = each.record
        register = REGISTERS[row.register]
        if registers and row.register not in registers:
            continue
        if str(row.pk) in seen or register.rewording(row.data) is not None:
            continue
        if not _is_of(told, each.year):
            continue
        seen.add(str(row.pk))
        near = int(_digits(row.data.get("number")) != _digits(told.number))
        for field in register.fields:
            text = row.data.get(field.name)
            if field.main and type(field.kind) is Text and isinstance(text, str) and text:
                yield _Target((str(row.pk), field.name), text, False, near)


def _is_of(told: Rewording, year: int | None) -> bool:
    """Whether a text may be of the revision that is corrected."""
    return told.year is None or year is None or told.year == year


def _digits(number: object) -> str:
    return re.sub(r"\D", "", str(number or ""))


def _texts(branches: Sequence[Branch]) -> Iterator[str]:
    for branch in branches:
        if branch.text:
            yield branch.text
        yield from _texts(branch.below)
