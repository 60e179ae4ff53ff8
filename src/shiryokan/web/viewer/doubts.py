"""Lines that may be wrong, and why."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext

from shiryokan.paper.formats import REASON_MESSAGES
from shiryokan.paper.model import Line, Page

SURE_ENOUGH = 0.75
"""Lines whose confidence is less are marked."""


class Doubt(NamedTuple):
    """A line in doubt: its number among those of the page, from 1, and among all lines, from 0."""

    number: int
    line_number: int
    line: Line
    why: str


def doubts(page: Page) -> list[Doubt]:
    """The lines of ``page`` that may be wrong, in reading order."""
    lines = (line for block in page.blocks for line in block.lines)
    doubtful = (each for each in enumerate(lines) if each[1].confidence < SURE_ENOUGH)
    return [
        Doubt(number, line_number, line, _why(line))
        for number, (line_number, line) in enumerate(doubtful, start=1)
    ]


def _why(line: Line) -> str:
    words = [gettext(REASON_MESSAGES[reason]) for reason in line.reasons]
    return gettext("、").join(words) or gettext("読み取りが確かでない")
