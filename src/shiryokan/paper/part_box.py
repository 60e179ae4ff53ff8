"""The place of a part of a line."""

from __future__ import annotations

from shiryokan.paper.model import Box, Line


def part_box(line: Line, start: int, end: int) -> Box:
    """The box, in points, of characters ``start:end`` of a line."""
    if len(line.edges) != len(line.text) + 1:
        return line.bbox
    low, high = sorted((line.edges[start], line.edges[end]))
    x0, y0, x1, y1 = line.bbox
    upright = line.direction in ("ttb", "btt")
    return Box(x0, low, x1, high) if upright else Box(low, y0, high, y1)
