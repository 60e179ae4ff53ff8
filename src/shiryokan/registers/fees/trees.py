"""Variants and notes as the schedule sets them: each below what it belongs to, with its points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.fees.model import Note
from shiryokan.registers.fees.nodes import NOTE
from shiryokan.registers.fees.notes import lines_of
from shiryokan.registers.fees.texts import points_text
from shiryokan.registers.fields import Branch

_Rows = Sequence[Mapping[str, Any]]


def variants_tree(rows: _Rows) -> tuple[Branch, ...]:
    """The variants, each below the one whose label its own begins with."""
    return _below([(tuple(row.get("label") or ()), _variant(row)) for row in rows])


def notes_tree(rows: _Rows) -> tuple[Branch, ...]:
    """The notes, each with its lettered entries below it."""
    return tuple(branch for row in rows for branch in _note(msgspec.convert(row, Note)))


def _variant(row: Mapping[str, Any]) -> Branch:
    label, name, unit = row.get("label") or (), row.get("name") or "", row.get("unit")
    text = f"{name}（{unit}）" if unit else name
    return Branch(
        label[-1] if label else "", text, row.get("value") or points_text(row.get("points"))
    )


def _note(note: Note) -> list[Branch]:
    label = f"{''.join(note.variant)}{NOTE}{note.number}"
    own: list[str] = []
    entries: list[tuple[tuple[str, ...], Branch]] = []
    after: list[Branch] = []
    for line in lines_of(note):
        if line.part is not None:
            part = line.part
            worth = part.value or points_text(part.points)
            entries.append((tuple(part.label), Branch(part.label[-1], part.text, worth)))
        elif entries:
            after.append(Branch(text=line.text))
        else:
            own.append(line.text)
    return [Branch(label, "\n".join(own), below=(*_below(entries), *after))]


def _below(found: Sequence[tuple[tuple[str, ...], Branch]]) -> tuple[Branch, ...]:
    """Branches put below each other by their labels, in order."""
    made: list[Branch] = []
    at = 0
    while at < len(found):
        path, branch = found[at]
        end = at + 1
        while end < len(found) and path and found[end][0][: len(path)] == path != found[end][0]:
            end += 1
        made.append(msgspec.structs.replace(branch, below=_below(found[at + 1 : end])))
        at = end
    return tuple(made)
