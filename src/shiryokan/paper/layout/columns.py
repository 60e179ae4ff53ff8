"""Columns side by side: are they read one after the other, row by row, or line by line?

- *columns*: the left one to its end, then the right one, as in a white paper;
- *rows*: each row's left cell, then its right cell, as in a plan set beside its progress;
- *lines*: straight across, as where a short word and its page number stand apart.

What tells them apart is where both columns may be cut: at the level where a row begins no
paragraph of either column is under way.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from shiryokan.paper.layout.lines import (
    BULLETS,
    Placed,
    Row,
    begins_with_label,
    ends_unit,
    paragraph_starts,
    pitch_of,
    right_edge,
    rows_of,
)

Mode = Literal["columns", "rows", "lines"]


_FIGURE = re.compile(
    r"[（(]?[約△▲+＋-]?[0-9０-９][0-9０-９,，.．]*[^0-9０-９。]{0,6}[)）]?|"
    r"[ivxlc]+|[-－―…‐・○◯×△ー　 ]+"
)
"""What stands at the end of an entry: points, an amount, a page."""
_BULLETS = frozenset(BULLETS + "‐-–—")
_BAND = 1.4
"""Pitches from one line to the next, in every column, that part rows."""
_PARTS, _MET = 3, 0.34
"""A first column in so many parts, of which so few begin level with the others, is no column of a
table."""
_MARKER = 4
_ENTRY = 12.0
"""Lines shorter than this many ems may be entries, each whole in itself."""
_BLANK = 2.2
"""Pitches from one line to the next that show that a cell ended early."""


@dataclass(slots=True)
class Reading:
    """How to read two columns; ``cuts`` are the levels at which rows begin, from the second."""

    mode: Mode
    cuts: list[float] = field(default_factory=list)
    doubtful: bool = False
    ragged: bool = False
    """Whether rows are seen from cells that end at different heights."""


class _Side:
    """One column: its lines, its edges, its paragraphs."""

    def __init__(self, items: Sequence[Placed], right: float) -> None:
        self.rows: list[Row[Placed]] = rows_of(list(items))
        self.left = min(r.x0 for r in self.rows)
        self.right = min(right, right_edge(self.rows))
        self.em = sorted(r.size for r in self.rows)[len(self.rows) // 2] or 10.0
        self.pitch = pitch_of(self.rows) or 1.5 * self.em
        self.starts: list[bool] = []
        self.wraps = False
        self.figures = self.width < 9 * self.em and all(
            _FIGURE.fullmatch(row.text) for row in self.rows
        )

    def settle(self, pitch: float) -> None:
        """Find the paragraphs, given the pitch of the lines of all columns."""
        self.pitch = pitch
        self.starts = paragraph_starts(self.rows, self.right, pitch)
        self.wraps = not all(self.starts) and self.width > 3.5 * self.em

    @property
    def width(self) -> float:
        return self.right - self.left

    def is_list(self) -> bool:
        """Whether the column is a list: most of its lines begin with a bullet or a label."""
        marked = [row.text[:1] in _BULLETS or begins_with_label(row.text) for row in self.rows]
        words = sum(len(row.text) > _MARKER for row in self.rows)
        return len(marked) > 1 and min(sum(marked), words) >= 0.6 * len(marked)

    def runs_on(self) -> bool:
        """Whether a line of prose, not a short entry, goes on in the next."""
        return any(
            not start and above.x1 - above.x0 >= _ENTRY * self.em
            for above, start in zip(self.rows, self.starts[1:], strict=False)
        )

    def first_below(self, level: float) -> int:
        """Index of the first line whose middle is below ``level``; how many lines if none."""
        for i, row in enumerate(self.rows):
            if (row.y0 + row.y1) / 2 >= level:
                return i
        return len(self.rows)

    def may_cut(self, level: float, *, labelled: bool = False) -> bool:
        """Whether no paragraph of this column is under way at ``level``.

        ``labelled`` says that a label begins there in another column: then a full line may end a
        paragraph if it ends like one, or is short as entries are.
        """
        i = self.first_below(level)
        if 0 < i < len(self.rows):
            if (
                self.rows[i].y0 < level - 0.35 * self.em
                or self.rows[i - 1].y1 > level + 0.35 * self.em
            ):
                return False
            above = self.rows[i - 1]
            short = above.x1 - above.x0 < _ENTRY * self.em
            return self.starts[i] or (labelled and (ends_unit(above.text) or short))
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

    def blank_above(self, level: float) -> float:
        """Pitches from the line above ``level`` to the line that begins there, or to ``level``."""
        i = self.first_below(level)
        if i == 0:
            return 1.0
        end = self.rows[i].y0 if i < len(self.rows) else level
        return (end - self.rows[i - 1].y0) / self.pitch

    def only_label_above(self, level: float, bound: float) -> bool:
        """Whether all there is between ``bound`` and ``level`` is the label of what begins
        there."""
        i = self.first_below(level)
        if not 0 < i < len(self.rows):
            return False
        above, row = self.rows[i - 1], self.rows[i]
        return (
            self.first_below(bound) == i - 1
            and begins_with_label(above.text)
            and not begins_with_label(row.text)
            and row.y0 - above.y0 < 2 * self.pitch
        )

    def begins_at(self, level: float) -> bool:
        """Whether a line's top is at ``level``."""
        return any(abs(row.y0 - level) < 0.6 * self.em for row in self.rows)

    def bullet_at(self, level: float) -> bool:
        """Whether the line that begins at ``level`` begins with a bullet."""
        return any(
            abs(row.y0 - level) < 0.6 * self.em and row.text[:1] in _BULLETS for row in self.rows
        )

    def box_edges(self) -> list[float]:
        """Tops of boxes, and of the lines that follow them."""
        return [
            row.y0
            for above, row in zip([None, *self.rows], self.rows, strict=False)
            if row.framed or (above is not None and above.framed)
        ]

    def labels(self) -> list[float]:
        """Tops of paragraphs that begin with a label such as (ア)."""
        return [
            row.y0
            for row, start in zip(self.rows, self.starts, strict=True)
            if start and begins_with_label(row.text)
        ]


def _settled(columns: Sequence[Sequence[Placed]], edges: list[float]) -> list[_Side]:
    sides = [_Side(items, edge) for items, edge in zip(columns, edges, strict=True)]
    pitch = min(side.pitch for side in sides)
    for side in sides:
        side.settle(pitch)
    return sides


def read_beside_rule(
    columns: Sequence[Sequence[Placed]], edges: list[float], *, tiers: bool = False
) -> Reading:
    """How columns are read between which a rule runs from top to bottom: as one row of cells,
    unless cells that end at different heights, or white across all columns, part rows."""
    sides = _settled(columns, edges)
    reading = _read(sides, tiers=tiers)
    if reading.mode == "rows" and reading.ragged:
        return reading
    banded = [y for y in _cuts(sides) if min(s.blank_above(y) for s in sides) > _BAND]
    return Reading("rows", banded)


def read_columns(
    columns: Sequence[Sequence[Placed]], edges: list[float], *, tiers: bool = False
) -> Reading:
    """How ``columns``, from left to right, are read.

    ``edges`` are the columns' right edges: where the white of the gutter begins. ``tiers`` are the
    columns of a vertical page.
    """
    return _read(_settled(columns, edges), tiers=tiers)


def _read(sides: list[_Side], *, tiers: bool) -> Reading:
    first, others = sides[0], sides[1:]
    level = _levelled(first, others)
    if all(side.is_list() for side in sides):
        return Reading("columns")
    last = sides[-1]
    if tiers and min(s.width for s in sides) > 0.5 * max(s.width for s in sides):
        return _rows_or_columns(sides, tiers=True)
    if last.figures and _levelled(last, sides[:-1]) > 0.8:
        return _with_figures(sides)
    if not any(side.wraps for side in sides):
        # single entries beside each other: straight across is right however they belong together
        return _side_by_side(sides) if level < 0.5 else Reading("lines")
    if not first.wraps and level > 0.8:
        return Reading("rows", _entries(first, others))
    if len(sides) == 2 and not last.wraps and _levelled(last, [first]) > 0.8:
        starts = _starts(first)
        if all(any(abs(t - top) < 0.4 * first.em for t in starts) for top in _tops(last)):
            return Reading("rows", _tops(last)[1:])
        if last.width < 8 * last.em:
            return Reading("lines", doubtful=last.width > 5 * last.em)
    return _rows_or_columns(sides, tiers=tiers)


def _with_figures(sides: list[_Side]) -> Reading:
    """Entries with figures at the end of each: points, amounts, pages.

    They are rows where each figure stands on the first line of its entry; where it stands on the
    last, or no entry has two lines, each line is read across.
    """
    words = [side for side in sides if not side.figures]
    if not words:
        return Reading("lines")
    figures = [side for side in sides if side.figures]
    entries = words[-1]
    starts = _starts(entries)
    tops = sorted({top for side in figures for top in _tops(side)})
    first_lines = all(any(abs(t - top) < 0.4 * entries.em for t in starts) for top in tops)
    if first_lines and any(side.runs_on() for side in words):
        return Reading("rows", _distinct(tops, entries.em)[1:])
    return Reading("lines")


def _distinct(levels: list[float], em: float) -> list[float]:
    """``levels`` without those that repeat the one before within half an em."""
    kept: list[float] = []
    for level in levels:
        if not kept or level - kept[-1] > 0.5 * em:
            kept.append(level)
    return kept


def _levelled(one: _Side, others: list[_Side]) -> float:
    """The share of lines of ``one`` that stand level with a line of another column."""
    levels = sorted([(r.y0 + r.y1) / 2 for other in others for r in other.rows])
    near = 0
    for row in one.rows:
        middle = (row.y0 + row.y1) / 2
        at = bisect_left(levels, middle)
        closest = levels[max(at - 1, 0) : at + 1]
        near += any(abs(middle - level) < 0.35 * one.em for level in closest)
    return near / len(one.rows)


def _entries(first: _Side, others: list[_Side]) -> list[float]:
    """Where the entries of the first column, a line each, begin rows."""
    cuts: list[float] = []
    top = min(side.rows[0].y0 for side in (first, *others)) + 0.3 * first.em
    for row in first.rows:
        y = row.y0 - 0.05 * first.em
        if y <= top:
            continue
        bound = cuts[-1] if cuts else -1.0
        free = all(other.may_cut(row.y0, labelled=True) for other in others)
        marked = len(row.text) <= 4 and (
            row.text[:1] in _BULLETS or begins_with_label(row.text + " ")
        )
        if marked or (free and not first.only_label_above(row.y0, bound)):
            cuts.append(y)
    return cuts


def _tops(side: _Side) -> list[float]:
    return [row.y0 - 0.05 * side.em for row in side.rows]


def _starts(side: _Side) -> list[float]:
    return [r.y0 for r, start in zip(side.rows, side.starts, strict=True) if start]


def _side_by_side(sides: list[_Side]) -> Reading:
    """Entries that do not stand level: boxes of a drawing or columns of short items."""
    cuts = _cuts(sides)
    return Reading("rows", cuts, doubtful=True) if cuts else Reading("columns", doubtful=True)


def _cuts(sides: list[_Side]) -> list[float]:
    """Levels at which a row may begin: no column has a paragraph under way, and the first column,
    or where that is blank two others, begin there."""
    first = sides[0]
    labels = set(first.labels())
    boxes = {y for side in sides for y in side.box_edges()}
    wanted = sorted({y for side in sides for y in side.breaks()} | labels | boxes)
    top = min(side.rows[0].y0 for side in sides) + 0.3 * first.em
    cuts: list[float] = []
    for y in wanted:
        if y <= top or (cuts and y - cuts[-1] <= 0.5 * first.em):
            continue
        bounded = cuts[-1] if cuts else -1.0
        labelled = y in labels
        if not labelled and all(side.first_below(y) == len(side.rows) for side in sides[1:]):
            continue
        if (
            first.may_cut(y)
            and all(side.may_cut(y, labelled=labelled) for side in sides[1:])
            and _begins(sides, y)
            and not first.only_label_above(y, bounded)
        ):
            cuts.append(y - 0.05 * first.em)
    return cuts


def _begins(sides: list[_Side], y: float) -> bool:
    """Whether a row begins at ``y``, not only another paragraph of some cells."""
    beginning = [side for side in sides if side.begins_at(y)]
    if sides[0] in beginning:
        return True
    plain = [side for side in beginning if not side.bullet_at(y)]
    return len(plain) >= 2 and len(sides) >= 3


def _ragged(sides: list[_Side], level: float) -> bool:
    """Whether the cells above ``level`` end at different heights."""
    blanks = [side.blank_above(level) for side in sides]
    return max(blanks) > _BLANK and max(blanks) - min(blanks) > 0.9


def _rows_or_columns(sides: list[_Side], *, tiers: bool) -> Reading:
    cuts = _cuts(sides)
    widths = [side.width for side in sides]
    alike = min(widths) > 0.85 * max(widths)
    prose = min(side.width / side.em for side in sides) > 10
    if not cuts:
        long = min(len(side.rows) for side in sides) >= 8
        return Reading("columns") if alike and prose and long else Reading("rows")
    under_way = [y for side in sides for y in side.breaks() if not all(s.may_cut(y) for s in sides)]
    own = sides[0].breaks()
    met = sum(any(abs(y - cut) < 0.3 * sides[0].em for cut in cuts) for y in own)
    if len(own) >= _PARTS and met < _MET * len(own):
        return Reading("columns", doubtful=met > 0)
    ragged = sum(_ragged(sides, y) for y in cuts)
    if ragged >= (max(2, 0.6 * len(cuts)) if tiers else max(1, 0.4 * len(cuts))):
        return Reading("rows", cuts, ragged=True)
    if tiers:
        return Reading("columns")
    last = sides[0].rows[-1]
    unfinished = not ends_unit(last.text) and last.x1 > sides[0].right - 1.5 * sides[0].em
    if alike and prose and (len(under_way) > len(cuts) or (unfinished and under_way)):
        return Reading("columns", doubtful=len(under_way) < 2 * len(cuts))
    return Reading("rows", cuts, doubtful=len(under_way) > len(cuts))
