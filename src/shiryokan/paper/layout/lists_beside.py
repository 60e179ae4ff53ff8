"""Is a column beside a table one of its columns, or a list of its own that happens to stand there?

The rows of a table begin level in all columns, or have one middle. Two things that were set
beside each other have each its own pitch: their lines drift, and a row of the table stands level
with the rest of an item.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Sequence
from statistics import median_low
from typing import Any, NamedTuple, Protocol

from shiryokan.paper.layout.lines import Row
from shiryokan.paper.layout.nodes import Table
from shiryokan.paper.layout.params import PARAMS

_ROWS = PARAMS.lists_beside.rows
_LINES = PARAMS.lists_beside.lines
_LEVEL = PARAMS.lists_beside.level
_LEVELLED = PARAMS.lists_beside.levelled
_EXACT = PARAMS.lists_beside.exact
_REACH = PARAMS.lists_beside.reach
_OFF = PARAMS.lists_beside.off
_OFTEN = PARAMS.lists_beside.often
_LEAST_BOXES = PARAMS.lists_beside.least_boxes
_BOXES = PARAMS.lists_beside.boxes
_SHORTEST = PARAMS.lists_beside.shortest
_PARTED = PARAMS.lists_beside.parted
_SINGLE = PARAMS.lists_beside.single
_WIDE = PARAMS.lists_beside.wide
_LIKELY = PARAMS.columns.likely


class Column(Protocol):
    """A column of lines, and how likely each begins a paragraph."""

    rows: list[Row[Any]]
    middles: list[float]
    em: float
    starts: list[float]


class _Group(NamedTuple):
    """Lines that are one paragraph, or one row of a table: the middle of the first, and of all."""

    first: float
    middle: float


def list_beside(columns: Sequence[Column]) -> int | None:
    """The number of the column, from the second, before which ``columns`` are two things of which
    one is a table of several columns and the other a list of its own; None where they are not
    plainly so."""
    if len(columns) < 3:
        return None
    for at, alone, table in (
        (1, columns[0], columns[1:]),
        (len(columns) - 1, columns[-1], columns[:-1]),
    ):
        if len(alone.rows) >= _LINES and _is_one(alone) and _drift(alone, table):
            return at
    return len(columns) - 1 if _float(columns[-1], columns[:-1]) else None


def _is_one(column: Column) -> bool:
    """Whether it is wide, as no column of labels or amounts is, and few of its lines have white
    within that could be a gutter's."""
    wide = max(row.x1 for row in column.rows) - min(row.x0 for row in column.rows)
    if wide < _WIDE * column.em:
        return False
    parted = sum(
        any(b.x0 - a.x1 > row.size for a, b in itertools.pairwise(row.items)) for row in column.rows
    )
    return parted <= _PARTED * len(column.rows)


def _float(beside: Column, table: Sequence[Column]) -> bool:
    """Whether ``beside`` holds boxes drawn anywhere beside ``table``, about the middles of no
    rows."""
    boxes = [item for row in beside.rows for item in row.items if _is_box(item)]
    others = sum(len(row.items) for row in beside.rows) - len(boxes)
    if len(boxes) < _LEAST_BOXES or others > 1 or any(map(holds_boxes, table)):
        return False
    em = min(column.em for column in table)
    rows = _rows(table, em)
    if len(rows) < _ROWS:
        return False
    off = 0
    for box in boxes:
        middle = (box.y0 + box.y1) / 2
        own = any(
            min(abs(middle - row.middle), abs(middle - row.first)) < _EXACT * em for row in rows
        )
        off += not own
    return off > _BOXES * len(boxes)


def holds_boxes(column: Column) -> bool:
    """Whether boxes stand in it."""
    return any(_is_box(item) for row in column.rows for item in row.items)


def _is_box(item: object) -> bool:
    """Whether it is a box with text in it."""
    return isinstance(item, Table) and not item.figure and len(item.cells) == 1


def _drift(alone: Column, table: Sequence[Column]) -> bool:
    """Whether the paragraphs of ``alone`` do not begin with the rows of ``table``."""
    em = min(column.em for column in (alone, *table))
    rows = _rows(table, em)
    if len(rows) < _ROWS or not _are_short(table, rows, em):
        return False
    paragraphs = _paragraphs(alone)
    firsts = [each.first for each in paragraphs]
    top, bottom = alone.rows[0].y0, alone.rows[-1].y1
    offsets: list[float] = []
    off = 0
    for row in rows:
        if not top - _REACH * em < row.first < bottom + _REACH * em:
            continue
        beside = [m for m in alone.middles if abs(m - row.first) < _REACH * em]
        if any(abs(each.middle - row.middle) < _EXACT * em for each in paragraphs):
            offsets.append(0.0)
        elif beside:
            at = bisect_left(firsts, row.first)
            near = min(firsts[max(at - 1, 0) : at + 1], key=lambda y: abs(y - row.first))
            if abs(near - row.first) < _LEVEL * em:
                offsets.append(near - row.first)
            else:
                off += 1
    usual = median_low(offsets) if offsets else 0.0
    apart = sum(abs(offset - usual) > _EXACT * em for offset in offsets)
    # one line that is off by itself may be a mistake of who set it
    return off + apart >= _OFF and off + apart >= _OFTEN * (off + len(offsets))


def _are_short(table: Sequence[Column], rows: Sequence[_Group], em: float) -> bool:
    """Whether nearly all cells of a table have one line: beside sentences, these are no list."""
    firsts = [row.first for row in rows]
    middles = [middle for column in table for middle in column.middles]
    return sum(_is_near(m, firsts, _LEVEL * em) for m in middles) >= _SINGLE * len(middles)


def _rows(table: Sequence[Column], em: float) -> list[_Group]:
    """The rows of a table: each begins with a line of the column that has fewest, level with one of
    another; none of columns that are not so."""
    most = max(len(column.rows) for column in table)
    long = [column for column in table if len(column.rows) >= _SHORTEST * most]
    labels = min(long, key=lambda column: len(column.rows))
    others = sorted(m for column in table if column is not labels for m in column.middles)
    level = sum(_is_near(m, others, _LEVEL * em) for m in labels.middles)
    if level < _LEVELLED * len(labels.middles):
        return []
    begins = [
        middle
        for middle, start in zip(labels.middles, labels.starts, strict=True)
        if start > _LIKELY and _is_near(middle, others, _LEVEL * em)
    ]
    middles = sorted([*labels.middles, *others])
    groups: list[_Group] = []
    for first, end in itertools.pairwise([*begins, float("inf")]):
        below = bisect_left(middles, end - _LEVEL * em)
        groups.append(_Group(first, (first + middles[below - 1]) / 2))
    return groups


def _is_near(place: float, others: Sequence[float], reach: float) -> bool:
    """Whether one of ``others``, which ascend, is so near."""
    at = bisect_left(others, place - reach)
    return at < len(others) and others[at] <= place + reach


def _paragraphs(column: Column) -> list[_Group]:
    begins = [n for n, start in enumerate(column.starts) if not n or start > _LIKELY]
    return [
        _Group(
            column.middles[first],
            (column.middles[first] + column.middles[end - 1]) / 2,
        )
        for first, end in itertools.pairwise([*begins, len(column.rows)])
    ]
