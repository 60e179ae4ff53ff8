"""Two columns side by side: are they read one after the other, row by row, or line by line?

- *columns*: the left one to its end, then the right one, as in a white paper;
- *rows*: each row's left cell, then its right cell, as in a plan set beside its progress;
- *lines*: straight across, as where a short word and its page number stand apart.

What tells them apart is where both columns may be cut: at the level where a row begins no
paragraph of either column is under way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shiryokan.paper.layout.lines import (
    Placed,
    Row,
    begins_with_marker,
    ends_unit,
    paragraph_starts,
    pitch_of,
    rows_of,
)

Mode = Literal["columns", "rows", "lines"]


@dataclass(slots=True)
class Reading:
    """How to read two columns; ``cuts`` are the levels at which rows begin, from the second."""

    mode: Mode
    cuts: list[float] = field(default_factory=list)
    doubtful: bool = False


class _Side:
    """One column: its lines, its edges, its paragraphs."""

    def __init__(self, items: list[Placed], right: float) -> None:
        self.rows: list[Row[Placed]] = rows_of(items)
        self.left = min(r.x0 for r in self.rows)
        self.right = right
        self.em = sorted(r.size for r in self.rows)[len(self.rows) // 2] or 10.0
        self.starts = paragraph_starts(self.rows, right)
        self.pitch = pitch_of(self.rows) or 1.5 * self.em
        self.wraps = not all(self.starts)

    @property
    def width(self) -> float:
        return self.right - self.left

    def first_below(self, level: float) -> int:
        """Index of the first line whose middle is below ``level``; how many lines if none."""
        for i, row in enumerate(self.rows):
            if (row.y0 + row.y1) / 2 >= level:
                return i
        return len(self.rows)

    def may_cut(self, level: float) -> bool:
        """Whether no paragraph of this column is under way at ``level``."""
        i = self.first_below(level)
        if 0 < i < len(self.rows):
            if self.rows[i].y0 < level - 0.35 * self.em or self.rows[i - 1].y1 > level + 0.35 * self.em:
                return False
            return self.starts[i]
        if i == len(self.rows):
            return self.rows[-1].y1 <= level + 0.35 * self.em
        return self.rows[0].y0 >= level - 0.35 * self.em

    def breaks(self) -> list[float]:
        """Tops of lines before which the column is blank for more than a line's worth."""
        return [
            row.y0
            for above, row in zip(self.rows, self.rows[1:], strict=False)
            if row.y0 - above.y0 > 1.35 * self.pitch and row.y0 - above.y1 > 0.3 * self.em
        ]

    def labels(self) -> list[float]:
        """Tops of paragraphs that begin with a label such as (ア)."""
        return [
            row.y0
            for row, start in zip(self.rows, self.starts, strict=True)
            if start and begins_with_marker(row.text)
        ]


def read_columns(
    left_items: list[Placed], right_items: list[Placed], gutter_left: float, gutter_right: float,
    drawn: bool,
) -> Reading:  # fmt: skip
    """How ``left_items`` and ``right_items`` are read.

    The gutter lies between ``gutter_left`` and ``gutter_right``; ``drawn`` says that a rule stands
    in it.
    """
    left = _Side(left_items, gutter_left)
    right = _Side(right_items, max(i.x1 for i in right_items))
    gutter = gutter_right - gutter_left
    level = _levelled(left, right)
    if not left.wraps and not right.wraps:
        # single entries beside each other: straight across is right however they belong together
        return _side_by_side(left, right) if level < 0.5 else Reading("lines")
    if not left.wraps and level > 0.8:
        return Reading("rows", _tops(left)[1:])
    if not right.wraps and _levelled(right, left) > 0.8:
        if all(any(abs(t - top) < 0.4 * left.em for t in _starts(left)) for top in _tops(right)):
            return Reading("rows", _tops(right)[1:])
        if right.width < 8 * right.em:
            return Reading("lines", doubtful=right.width > 5 * right.em)
    return _rows_or_columns(left, right, gutter)


def _levelled(one: _Side, other: _Side) -> float:
    """The share of lines of ``one`` that stand level with a line of ``other``."""
    levels = [(r.y0 + r.y1) / 2 for r in other.rows]
    near = sum(
        any(abs((r.y0 + r.y1) / 2 - level) < 0.35 * one.em for level in levels) for r in one.rows
    )
    return near / len(one.rows)


def _tops(side: _Side) -> list[float]:
    return [row.y0 - 0.05 * side.em for row in side.rows]


def _starts(side: _Side) -> list[float]:
    return [r.y0 for r, start in zip(side.rows, side.starts, strict=True) if start]


def _side_by_side(left: _Side, right: _Side) -> Reading:
    """Entries that do not stand level: boxes of a drawing or columns of short items."""
    cuts = _cuts(left, right)
    return Reading("rows", cuts, doubtful=True) if cuts else Reading("columns", doubtful=True)


def _cuts(left: _Side, right: _Side) -> list[float]:
    wanted = sorted({*left.breaks(), *right.breaks(), *left.labels()})
    good = [y for y in wanted if left.may_cut(y) and right.may_cut(y)]
    top = min(left.rows[0].y0, right.rows[0].y0) + 0.3 * left.em
    cuts: list[float] = []
    for y in good:
        if y > top and (not cuts or y - cuts[-1] > 0.5 * left.em):
            cuts.append(y - 0.05 * left.em)
    return cuts


def _rows_or_columns(left: _Side, right: _Side, gutter: float) -> Reading:
    cuts = _cuts(left, right)
    under_way = [
        y for y in (*left.breaks(), *right.breaks()) if not (left.may_cut(y) and right.may_cut(y))
    ]
    alike = 0.85 < left.width / max(right.width, 1.0) < 1.18
    prose = min(left.width / left.em, right.width / right.em) > 10
    if not cuts:
        long = min(len(left.rows), len(right.rows)) >= 8
        return Reading("columns") if alike and prose and long else Reading("rows")
    unfinished = not ends_unit(left.rows[-1].text) and left.rows[-1].x1 > left.right - 1.5 * left.em
    if alike and prose and (len(under_way) > len(cuts) or (unfinished and under_way)):
        return Reading("columns", doubtful=len(under_way) < 2 * len(cuts))
    return Reading("rows", cuts, doubtful=len(under_way) > len(cuts))
