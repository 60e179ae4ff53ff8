"""Rectangles: left, top, right and bottom edge in points from the top left of a page."""

from __future__ import annotations

from shiryokan.paper.glyphs import Floats

Rect = tuple[float, float, float, float]


def rect_of(box: Floats) -> Rect:
    """A row of an array of rectangles."""
    x0, y0, x1, y1 = box.tolist()
    return x0, y0, x1, y1


def area(rect: Rect) -> float:
    """In square points."""
    return (rect[2] - rect[0]) * (rect[3] - rect[1])
