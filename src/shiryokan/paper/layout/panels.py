"""Panels with headings, set in rows and columns: fact sheets, leaflets.

Headings with one mark (■ 概要) stand level again and again, at the same places: what stands below
each is read by itself, from the left, then the next row of them. Between two such rows something
else may run over the whole width.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.nodes import Item, middle_of
from shiryokan.paper.layout.params import PARAMS

_MARKS = frozenset("■◆")
"""Marks of headings: circles and empty squares are those of lists, and of boxes to tick."""
_ROWS = PARAMS.panels.rows
_LETTERS = PARAMS.panels.letters
_LEVEL = PARAMS.panels.level
_PLACE = PARAMS.panels.place
_APART = PARAMS.panels.apart
_ABOVE = PARAMS.panels.above
_LARGER = PARAMS.panels.larger
_SHORT = PARAMS.panels.short


class Panels(NamedTuple):
    """A row of panels, each with what stands in it, from the left."""

    columns: list[list[Item]]
    plain: bool = False
    """Whether each is read line by line, from its top."""


Part = Panels | list[Item]
"""A row of panels, or what stands above it or below."""


def panels_of(items: list[Item]) -> list[Part]:
    """``items`` in parts from the top, rows of panels among them; nothing where there are no
    several rows of them."""
    rows = _rows_of_heads(items)
    if len(rows) < _ROWS:
        return []
    lefts = [head.x0 for head in rows[0]]
    tops = [min(head.y0 for head in row) for row in rows]
    em = rows[0][0].size
    # the first line of an item that runs on fills its column
    if any(a.x1 > b.x0 - _SHORT * em for row in rows for a, b in itertools.pairwise(row)):
        return []
    # items of lists follow each other without white
    for top in tops[1:]:
        if top - max(i.y1 for i in items if middle_of(i) < top) < _APART * em:
            return []
    parts: list[Part] = [[i for i in items if middle_of(i) < tops[0]]]
    for top, end in itertools.pairwise([*tops, float("inf")]):
        mine = sorted((i for i in items if top <= middle_of(i) < end), key=lambda i: i.y0)
        held = _held(mine, lefts, em)
        columns: list[list[Item]] = [[] for _ in lefts]
        for item in held:
            number = max((n for n, x in enumerate(lefts) if item.x0 > x - _PLACE * em), default=0)
            columns[number].append(item)
        if min(map(len, columns)) < 2:
            return []
        parts += [Panels(columns), mine[len(held) :]]
    return [part for part in parts if part]


def _rows_of_heads(items: list[Item]) -> list[list[Chunk]]:
    """The headings of rows of panels, each row from the left: one mark, the same places, and all
    words another."""
    marked = [i for i in items if isinstance(i, Chunk) and i.text[0] in _MARKS]
    marked = [i for i in marked if len(i.text) > _LETTERS]
    if len(marked) < 2 * _ROWS:
        return []
    levels: list[list[Chunk]] = []
    for item in sorted(marked, key=lambda i: i.y0):
        if levels and item.y0 - levels[-1][0].y0 < _LEVEL * item.size:
            levels[-1].append(item)
        else:
            levels.append([item])
    rows = [sorted(level, key=lambda i: i.x0) for level in levels if len(level) > 1]
    if not rows:
        return []
    first = rows[0]
    alike = [
        row
        for row in rows
        if len(row) == len(first)
        and len({head.text[0] for head in (*first, *row)}) == 1
        and all(abs(a.x0 - b.x0) < _PLACE * a.size for a, b in zip(first, row, strict=True))
    ]
    words = [head.text for row in alike for head in row]
    return alike if len(set(words)) == len(words) else []


def _held(items: list[Item], lefts: list[float], em: float) -> list[Item]:
    """Those of ``items``, from the top, that stand below the headings at ``lefts``: up to the first
    that runs over two panels, or that, below white all across, stands at none of their edges or is
    set larger."""
    bottom = items[0].y1
    for number, item in enumerate(items):
        crosses = any(item.x0 < x - _PLACE * em and item.x1 > x + _PLACE * em for x in lefts)
        level = [i for i in items if abs(middle_of(i) - middle_of(item)) < _LEVEL * em]
        at_edge = any(abs(i.x0 - x) < _ABOVE * em for i in level for x in lefts)
        at_edge = at_edge and item.size < _LARGER * em
        if crosses or (item.y0 - bottom > _APART * em and not at_edge):
            return items[:number]
        bottom = max(bottom, item.y1)
    return items
