"""How items of two fee schedules are compared; :mod:`.changes` tells more of their points."""

from __future__ import annotations

from shiryokan.registers.aspects import Aspects, Side, nothing, same
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.texts import points_text


def _variants(record: FeeItem) -> str:
    return "\n".join(
        "　".join(
            part
            for part in ("".join(v.label), v.name, v.unit, v.value or points_text(v.points))
            if part
        )
        for v in record.variants
    )


def _notes(record: FeeItem) -> str:
    return "\n".join(f"注{note.number}　{note.text}" for note in record.notes)


def _worth(record: FeeItem) -> str:
    return record.value or points_text(record.points)


ASPECTS = Aspects(
    place=lambda record: [record.code, record.name if record.kind == "addition" else ""],
    texts=(
        same("name", 1.0),
        same("unit", 0.0),
        Side("points", _worth, _worth, 0.0),
        Side("variants", _variants, _variants, 0.0),
        Side("notes", _notes, _notes, 0.0),
    ),
    halves=Side("name", nothing, nothing, 1),
    least=0.85,
    identity=lambda record: record.key,
    lasting=True,
    placeholder=lambda record: record.deleted,
)
