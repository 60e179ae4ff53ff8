"""Lines that may be wrong, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from shiryokan.paper.formats import REASON_MESSAGES
from shiryokan.paper.line_states import LineState
from shiryokan.paper.model import Line, Page, Reason
from shiryokan.paper.ocr.model import State

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
    picture: bool = False
    """Whether it is its picture that speaks against the line, which an editor settles."""
    alternatives: tuple[str, ...] = ()
    """What it may say instead."""


def doubts(page: Page, states: Sequence[LineState] = ()) -> list[Doubt]:
    """The lines of ``page`` that may be wrong, in reading order: as they are laid out, or as their
    picture says, of which ``states`` tell in the same order where they are known."""
    lines = [line for block in page.blocks for line in block.lines]
    known: Sequence[LineState | None] = states or [None] * len(lines)
    found: list[Doubt] = []
    for line_number, (line, state) in enumerate(zip(lines, known, strict=True)):
        picture = state is not None and state.state is State.DOUBTFUL
        unsure = line.confidence < SURE_ENOUGH and not (
            state is not None and (state.by_hand or (state.confidences and not picture))
        )
        if picture or unsure or not ORDER.isdisjoint(line.reasons):
            others = state.alternatives if state is not None and picture else ()
            why = _why(line, state if picture else None)
            found.append(Doubt(len(found) + 1, line_number, line, why, picture, others))
    return found


def _why(line: Line, state: LineState | None) -> str:
    words = [gettext(REASON_MESSAGES[reason]) for reason in line.reasons]
    if state is not None:
        if state.alternatives and not state.confidences:
            shown = gettext("画像では「%(words)s」と読める")
            words.append(shown % {"words": state.alternatives[0]})
        elif state.confidences:
            words.append(gettext("画像からの読み取りが確かでない"))
        else:
            words.append(gettext("画像と合わない"))
    return gettext("、").join(words) or gettext("読み取りが確かでない")
