"""How records of two schedules are compared: paired by what they are, not by their labels."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.registers.aspects import Aspects, Side, lines_of, nothing
from shiryokan.registers.care.model import CareFee
from shiryokan.registers.care.pairing import paired
from shiryokan.registers.care.texts import note_text, points_text, rate_text

_NONE_ELSE = 1.01
"""No likeness reaches it: what the pairing left alone is paired with nothing."""


def _notes(record: CareFee) -> str:
    return "\n".join(f"{note.label}　{note_text(note)}" for note in record.notes)


def aspects(old: Sequence[CareFee], new: Sequence[CareFee]) -> Aspects:
    """The aspects of these two versions: each record is named by the pair it is in."""
    names: dict[int, str] = {}
    for number, (a, b) in enumerate(paired(old, new).branches):
        names[id(a.record)] = names[id(b.record)] = f"pair {number}"

    def points(record: CareFee) -> str:
        return points_text(record.points)

    def rate(record: CareFee) -> str:
        return rate_text(record.rate)

    name, unit = lines_of("name"), lines_of("unit")
    return Aspects(
        place=lambda record: record.path,
        texts=(
            Side("name", name, name, 1.0),
            Side("points", points, points, 0.0),
            Side("rate", rate, rate, 0.0),
            Side("unit", unit, unit, 0.0),
            Side("notes", _notes, _notes, 0.0),
        ),
        halves=Side("name", nothing, nothing, 1),
        least=_NONE_ELSE,
        identity=lambda record: names.get(id(record)) or f"alone {id(record)}",
        least_named=0.0,
        placeholder=lambda record: record.deleted,
    )
