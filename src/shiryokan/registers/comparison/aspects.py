"""What of a record is compared: its place, its words, and how much each says of its identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import Record
from shiryokan.registers.measures import Measure


class Side(msgspec.Struct, frozen=True):
    """One text of a record for the comparison: ``weight`` in likeness, 0 for none."""

    name: str
    old: Callable[[Any], str]
    new: Callable[[Any], str]
    weight: float
    title: str = ""


class Aspects(msgspec.Struct, frozen=True):
    """How records of a register are compared.

    ``place`` tells where a record stands (it has *moved* when that changes); ``texts`` are what it
    says. ``fields`` are the texts whose change makes it *changed*; ``halves`` are texts of which a
    split or merged record has a part.
    """

    place: Callable[[Any], Sequence[str]]
    texts: Sequence[Side]
    halves: Side
    least: float = 0.6
    place_weight: float = 0.1
    identity: Callable[[Any], str] | None = None
    """What names a record for good, as a code does: records of one name are paired first, unless
    they are too little alike (``least_named``), as when a code was given anew."""
    least_named: float = 0.4


def _lines(name: str) -> Callable[[Any], str]:
    def text(record: Any) -> str:
        value = getattr(record, name)
        return "\n".join(value) if isinstance(value, list | tuple) else str(value or "")

    return text


def _both(name: str, weight: float) -> Side:
    return Side(name, _lines(name), _lines(name), weight)


def _deadline(record: Any) -> str:
    return record.deadline.text if record.deadline else ""


def _measure_place(record: Any) -> Sequence[str]:
    return [*record.section, record.label]


_MEASURE_VERSIONS = Aspects(
    place=_measure_place,
    texts=(
        _both("title", 0.25),
        _both("ministries", 0.1),
        _both("previous_plan", 0.3),
        _both("progress", 0.2),
        _both("next_plan", 0.25),
        Side("deadline", _deadline, _deadline, 0.05),
    ),
    halves=_both("next_plan", 1),
)
"""Draft and final of one plan: field beside field."""

RESTATED = "restated_plan"
_MEASURE_YEARS = Aspects(
    place=_measure_place,
    texts=(
        _both("title", 0.25),
        _both("ministries", 0.1),
        Side(RESTATED, _lines("next_plan"), _lines("previous_plan"), 0.9, "前年度の計画"),
        _both("next_plan", 0.0),
    ),
    halves=Side(RESTATED, _lines("next_plan"), _lines("previous_plan"), 1),
)
"""One year and the next: what was planned is what the next year restates as its previous plan."""


def _variants(record: Any) -> str:
    return "\n".join(
        "　".join(
            part
            for part in ("".join(v.label), v.name, v.unit, v.value or _points(v.points))
            if part
        )
        for v in record.variants
    )


def _notes(record: Any) -> str:
    return "\n".join(f"注{note.number}　{note.text}" for note in record.notes)


def _points(points: int | None) -> str:
    return "" if points is None else f"{points}点"


def _nothing(_record: Any) -> str:
    return ""


def _worth(record: Any) -> str:
    return record.value or _points(record.points)


_FEES = Aspects(
    place=lambda r: [r.code],
    texts=(
        _both("name", 1.0),
        _both("unit", 0.0),
        Side("points", _worth, _worth, 0.0),
        Side("variants", _variants, _variants, 0.0),
        Side("notes", _notes, _notes, 0.0),
    ),
    halves=Side("name", _nothing, _nothing, 1),
    least=0.85,
    identity=lambda r: r.code,
)

_ASPECTS: Mapping[str, Aspects] = {
    "fees": _FEES,
    "requirements": Aspects(
        place=lambda r: [r.number, r.kind],
        texts=(_both("title", 0.35), _both("text", 0.55)),
        halves=_both("text", 1),
        place_weight=0.2,
    ),
    "answers": Aspects(
        place=lambda r: [r.collection, r.number],
        texts=(_both("topic", 0.1), _both("question", 0.6), _both("answer", 0.2)),
        halves=_both("question", 1),
    ),
}


def aspects_of(register: str, old: Sequence[Record], new: Sequence[Record]) -> Aspects:
    """The aspects for two versions of a register. Raises :class:`KeyError` for one that has
    none."""
    if register != "measures":
        return _ASPECTS[register]
    before, after = (
        max((r.year for r in records if isinstance(r, Measure) and r.year), default=None)
        for records in (old, new)
    )
    planned = any(isinstance(r, Measure) and r.previous_plan for r in new)
    follows = before is not None and after is not None and before < after
    return _MEASURE_YEARS if follows and planned else _MEASURE_VERSIONS
