"""Lines that may be wrong, and why."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext

from shiryokan.paper.formats import REASON_MESSAGES
from shiryokan.paper.model import Line, Page, Reason

SURE_ENOUGH = 0.75
"""Lines whose confidence is less are marked, and so are those that are doubted for their order."""
ORDER: frozenset[Reason] = frozenset(("columns", "line"))
"""Reasons that the layout gives a line that is not sure enough: what that is was measured."""


class Doubt(NamedTuple):
    """A line in doubt: its number among those of the page, from 1, and among all lines, from 0."""

    number: int
    line_number: int
    line: Line
    why: str


def doubts(page: Page) -> list[Doubt]:
    """The lines of ``page`` that may be wrong, in reading order."""
    lines = (line for block in page.blocks for line in block.lines)
    doubtful = (
        each
        for each in enumerate(lines)
        if each[1].confidence < SURE_ENOUGH or not ORDER.isdisjoint(each[1].reasons)
    )
    return [
        Doubt(number, line_number, line, _why(line))
        for number, (line_number, line) in enumerate(doubtful, start=1)
    ]


def _why(line: Line) -> str:
    words = [gettext(REASON_MESSAGES[reason]) for reason in line.reasons]
    return gettext("、").join(words) or gettext("読み取りが確かでない")
