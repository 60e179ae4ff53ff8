"""How measures of two versions are compared: one year and the next, or a draft and its final."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.registers.aspects import Aspects, Side, headings_of, lines_of, same
from shiryokan.registers.measures.model import Measure

RESTATED = "restated_plan"
"""What was planned, beside what the next year restates as its previous plan."""


def _place(record: Measure) -> Sequence[str]:
    return [*headings_of(record.section), record.label]


def _deadline(record: Measure) -> str:
    return record.deadline.text if record.deadline else ""


_VERSIONS = Aspects(
    place=_place,
    texts=(
        same("title", 0.25),
        same("ministries", 0.1),
        same("previous_plan", 0.3),
        same("progress", 0.2),
        same("next_plan", 0.25),
        Side("deadline", _deadline, _deadline, 0.05),
    ),
    halves=same("next_plan", 1),
)
"""Draft and final of one plan: field beside field."""

_YEARS = Aspects(
    place=_place,
    texts=(
        same("title", 0.25),
        same("ministries", 0.1),
        Side(RESTATED, lines_of("next_plan"), lines_of("previous_plan"), 0.9),
        same("next_plan", 0.0),
    ),
    halves=Side(RESTATED, lines_of("next_plan"), lines_of("previous_plan"), 1),
)
"""One year and the next: what was planned is what the next year restates as its previous plan."""


def aspects_of(old: Sequence[Measure], new: Sequence[Measure]) -> Aspects:
    """The aspects for two versions, told by their years."""
    before, after = (
        max((record.year for record in records if record.year), default=None)
        for records in (old, new)
    )
    planned = any(record.previous_plan for record in new)
    follows = before is not None and after is not None and before < after
    return _YEARS if follows and planned else _VERSIONS
