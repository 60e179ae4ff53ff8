"""What lies over a page's picture: its lines as SVG text, each at its true place.

The values are attributes of SVG, which the content policy allows where it forbids styles.
"""

from __future__ import annotations

from typing import NamedTuple

from shiryokan.paper.model import Box, Line, Page
from shiryokan.web.viewer.doubts import Doubt

_ASCENT = 0.88
"""Where the baseline stands in the height of a line: the usual ascent of Japanese fonts."""
_TURNS = {"rtl": 180, "btt": -90}
"""Degrees by which lines are turned that are set upside down or to the left."""


class Rectangle(NamedTuple):
    """A box as SVG has it."""

    x: float
    y: float
    width: float
    height: float


class OverlayLine(NamedTuple):
    """A line of text over the picture; ``turn`` is an SVG transform, if there is one."""

    text: str
    box: Rectangle
    x: float
    y: float
    size: float
    length: float
    vertical: bool = False
    turn: str = ""


class OverlayDoubt(NamedTuple):
    """The outline of a line in doubt, and where its number stands."""

    number: int
    box: Rectangle
    x: float
    y: float


def rectangle(box: Box, margin: float = 0.0) -> Rectangle:
    """The box with ``margin`` around it."""
    return Rectangle(
        round(box.x0 - margin, 2),
        round(box.y0 - margin, 2),
        round(max(box.x1 - box.x0, 0) + 2 * margin, 2),
        round(max(box.y1 - box.y0, 0) + 2 * margin, 2),
    )


def overlay(page: Page) -> list[OverlayLine]:
    """The lines in reading order, so that what is selected and copied is in that order."""
    return [_placed(line) for block in page.blocks for line in block.lines]


def overlay_doubts(doubts: list[Doubt]) -> list[OverlayDoubt]:
    """The outlines of lines in doubt; the number stands at the upper left corner."""
    return [
        OverlayDoubt(
            doubt.number,
            box := rectangle(doubt.line.bbox, 1.0),
            # within the page even at its very edge
            max(box.x, 8.0),
            max(box.y + 3.0, 8.0),
        )
        for doubt in doubts
    ]


def _placed(line: Line) -> OverlayLine:
    x0, y0, x1, y1 = line.bbox
    wide, high = max(x1 - x0, 1.0), max(y1 - y0, 1.0)
    box = rectangle(line.bbox)
    middle_x, middle_y = round((x0 + x1) / 2, 2), round((y0 + y1) / 2, 2)
    if line.direction == "ttb":
        return OverlayLine(
            line.text, box, middle_x, round(y0, 2), round(wide, 2), round(high, 2), vertical=True
        )
    degrees = _TURNS.get(line.direction, 0)
    turn = f"rotate({degrees} {middle_x} {middle_y})" if degrees else ""
    # a line turned to the left is set along its height and then turned about its middle
    long, thick = (high, wide) if degrees == -90 else (wide, high)
    return OverlayLine(
        line.text,
        box,
        round(middle_x - long / 2, 2),
        round(middle_y - thick / 2 + _ASCENT * thick, 2),
        round(thick, 2),
        round(long, 2),
        turn=turn,
    )
