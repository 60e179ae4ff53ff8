"""Reading order: the page cut into columns and rows.

A region is cut where a strip of white runs down between two columns, for as far down as it does
(compare the white-space covers of Breuel, *Two Geometric Algorithms for Layout Analysis*, 2002,
and the X-Y cut of Nagy and Seth, 1984). What is new here is the next step, in
:mod:`shiryokan.paper.layout.columns`: whether two columns are read one after the other or row by
row, which neither white space nor the order of the content stream tells.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.columns import Reading, read_columns
from shiryokan.paper.layout.lines import (
    Row,
    begins_with_marker,
    ends_sentence,
    ends_unit,
    rows_of,
)

_WIDE = 1.0
"""A strip at least this many ems wide needs two lines beside it, a narrower one three."""
_SAME = 0.4
"""Lines that begin within this many ems of each other begin together."""
_LEVEL = 0.35
"""What lies this near, in ems, to the middle of a line belongs to it."""
_THIN = 0.06
"""White that there must be between two columns on every line, in ems; the chunks, parted where
columns begin, decide where one may be."""
_HANGS = 1.7
"""Lines below a bullet or a label begin up to this many ems further in."""
_MOST = 1200
"""A region of more pieces than this is a drawing, read line by line."""
_OFTEN = 5
"""Lines that must begin at one place on a page for a column to be known there."""
_SPANNING = 0.35
"""A gutter may be crossed by this many lines for each that it parts: rows that span columns."""
_CODE = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚァ-ヴ]+")
_DEEP = 30


@dataclass(slots=True, eq=False)
class Leaf:
    """Lines of one column from top to bottom."""

    rows: list[Row[Chunk]]
    doubtful: bool = False


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell: its place, its spans, its rectangle and what is in it, in reading order."""

    row: int
    column: int
    rows: int
    columns: int
    box: tuple[float, float, float, float]
    parts: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Table:
    """Cells in reading order. Placed on the page like a chunk."""

    x0: float
    y0: float
    x1: float
    y1: float
    cells: list[TableCell]
    ruled: bool
    size: float = 0.0
    text: str = ""


Node = Leaf | Table
Item = Chunk | Table


@dataclass(slots=True)
class Strip:
    """White between two columns from ``top`` to ``bottom``; ``x`` is where the right one begins."""

    left: float
    x: float
    top: float
    bottom: float
    lines: int


class Arranger:
    """Arranges what stands on a page, or in a cell, in reading order.

    ``across`` are the free horizontal rules, ``down`` the free vertical ones, (n, 4) each.
    ``tiers`` says that the page is vertical: its columns are tiers, read one after the other.
    """

    def __init__(self, across: Floats, down: Floats, *, tiers: bool = False) -> None:
        self.across = across
        self.tiers = tiers
        self.down = down
        self._known: list[float] = []

    def learn(self, items: list[Item]) -> None:
        """Note where columns begin all down a page, to know them where few lines show them."""
        if not 2 < len(items) <= _MOST:
            return
        box, em = _boxes(items)
        has_left = _with_left_neighbour(box, _THIN * em)
        x0, x1 = box[:, 0], box[:, 2]
        for x in _common(np.sort(x0[has_left]), _SAME * em):
            starts = has_left & (x0 >= x - 0.05 * em) & (x0 <= x + _SAME * em)
            levels = len(np.unique(np.round(box[starts, 1] / (0.5 * em))))
            crossing = int(((x0 < x - 2 * em) & (x1 > x + 2 * em)).sum())
            if levels >= _OFTEN and levels >= crossing:
                self._known.append(x)

    def arrange(self, items: list[Item], depth: int = 0) -> list[Node]:
        """``items`` in reading order."""
        if len(items) < 2 or depth > _DEEP or len(items) > _MOST:
            return _stacked(items)
        halves = self._at_rule(items)
        if halves:
            return self.arrange(halves[0], depth + 1) + self.arrange(halves[1], depth + 1)
        strip = self._best_strip(items)
        if strip is None:
            return _stacked(items)
        above = [i for i in items if (i.y0 + i.y1) / 2 < strip.top]
        below = [i for i in items if (i.y0 + i.y1) / 2 > strip.bottom]
        chosen = {id(i) for i in above} | {id(i) for i in below}
        within = [i for i in items if id(i) not in chosen]
        rest = _rest_of_paragraph(above, within, strip)
        above, within = above + rest, [i for i in within if i not in rest]
        return (
            (self.arrange(above, depth + 1) if above else [])
            + self._columns(within, strip, depth + 1)
            + (self.arrange(below, depth + 1) if below else [])
        )

    def _at_rule(self, items: list[Item]) -> tuple[list[Item], list[Item]] | None:
        """The items above and below the first rule that runs across most of them."""
        if not len(self.across):
            return None
        x0, x1 = min(i.x0 for i in items), max(i.x1 for i in items)
        y0, y1 = min(i.y0 for i in items), max(i.y1 for i in items)
        for rule in self.across.tolist():
            if not y0 < rule[1] < y1 or min(rule[2], x1) - max(rule[0], x0) < 0.85 * (x1 - x0):
                continue
            above = [i for i in items if (i.y0 + i.y1) / 2 < rule[1]]
            if 0 < len(above) < len(items):
                lower = [i for i in items if (i.y0 + i.y1) / 2 >= rule[1]]
                return above, lower
        return None

    def _columns(self, items: list[Item], strip: Strip, depth: int) -> list[Node]:
        gutters = self._gutters(items, strip)
        spanning = [i for i in items if any(_crosses(i, g) for g in gutters)]
        node = self._read(items, gutters, spanning, depth)
        if node is None and spanning:
            node = self._read(items, [strip], [], depth)
        return node if node is not None else _stacked(items)

    def _read(
        self, items: list[Item], gutters: list[Strip], spanning: list[Item], depth: int
    ) -> list[Node] | None:
        """``items`` in the columns between ``gutters``; None where they are read otherwise.

        ``spanning`` are those that run over several columns: rows of their own.
        """
        over = {id(i) for i in spanning}
        columns = _parted(([i for i in items if id(i) not in over]), gutters)
        edges = [g.left for g in gutters] + [max(i.x1 for i in items)]
        filled = [n for n, column in enumerate(columns) if column]
        if len(filled) < 2:
            return None
        reading = read_columns(
            [columns[n] for n in filled], [edges[n] for n in filled], tiers=self.tiers
        )
        if spanning and reading.mode != "rows":
            return None
        if reading.mode == "lines":
            return _stacked(items, doubtful=reading.doubtful)
        if reading.mode == "columns":
            nodes = [node for column in columns if column for node in self.arrange(column, depth)]
        elif len(filled) == 2 and _is_markers(columns[filled[0]]):
            nodes = self._listed(items, reading.cuts)
        else:
            cuts = _with_spanning(reading.cuts, spanning, columns)
            nodes = [self._rows(columns, edges, gutters, spanning, cuts, depth)]
        return _doubted(nodes) if reading.doubtful else nodes

    def _listed(self, items: list[Item], cuts: list[float]) -> list[Node]:
        """A list whose markers hang out: one column, an item after the other."""
        bounds = [-np.inf, *cuts, np.inf]
        rows: list[Row[Chunk]] = []
        nodes: list[Node] = []
        for top, bottom in itertools.pairwise(bounds):
            for node in _stacked([i for i in items if top <= _mid(i) < bottom]):
                if isinstance(node, Leaf):
                    rows += node.rows
                else:
                    nodes += [Leaf(rows)] if rows else []
                    nodes.append(node)
                    rows = []
        return [*nodes, Leaf(rows)] if rows else nodes

    def _gutters(self, items: list[Item], strip: Strip) -> list[Strip]:
        """``strip`` and the others that run down between most of ``items``, from the left.

        White behind the markers of a list is no gutter of the whole.
        """
        em = _boxes(items)[1]
        lines: dict[float, int] = {}
        first: dict[float, Strip] = {}
        for other in self._strips(items):
            x = next((x for x in first if abs(x - other.x) < _SAME * em), other.x)
            lines[x] = lines.get(x, 0) + other.lines
            known = first.setdefault(x, other)
            known.left = max(known.left, other.left)
        gutters = [strip]
        for x, other in first.items():
            crossing = rows_of([i for i in items if _crosses(i, other)])
            apart = all(abs(x - g.x) > em for g in gutters)
            if apart and len(crossing) <= _SPANNING * lines[x]:
                gutters.append(other)
        gutters.sort(key=lambda g: g.x)
        kept: list[Strip] = []
        x = -np.inf
        for gutter in gutters:
            between = [i for i in items if x <= (i.x0 + i.x1) / 2 < gutter.x]
            markers = kept and all(
                len(i.text) <= 4 and begins_with_marker(i.text + " ") for i in between
            )
            if gutter is strip or (between and not markers):
                kept.append(gutter)
                x = gutter.x
        return kept

    def _rows(
        self, columns: list[list[Item]], edges: list[float], gutters: list[Strip],
        spanning: list[Item], cuts: list[float], depth: int,
    ) -> Table:  # fmt: skip
        """A table without rules: each row's cells from the left."""
        bounds = [-np.inf, *cuts, np.inf]
        starts = [g.x for g in gutters]
        lefts = [min((i.x0 for i in column), default=0.0) for column in columns]
        cells: list[TableCell] = []
        for top, bottom in itertools.pairwise(bounds):
            row = cells[-1].row + 1 if cells else 0
            wide = sorted((i for i in spanning if top <= _mid(i) < bottom), key=lambda i: i.x0)
            pieces = [(number, [i for i in column if top <= _mid(i) < bottom])
                      for number, column in enumerate(columns)]  # fmt: skip
            if wide:
                first, last = bisect_right(starts, wide[0].x0 + 1), bisect_right(starts, wide[-1].x1)
                pieces = [p for p in pieces if not first <= p[0] <= last] + [
                    (first, wide + [i for n, mine in pieces if first <= n <= last for i in mine])
                ]
                pieces.sort(key=lambda p: p[0])
            else:
                first = last = -1
            for number, mine in pieces:
                if not mine:
                    continue
                span = last - first + 1 if number == first else 1
                right = edges[number + span - 1]
                box = lefts[number], min(i.y0 for i in mine), right, max(i.y1 for i in mine)
                parts = _stacked(mine) if span > 1 else self.arrange(mine, depth)
                cells.append(TableCell(row, number, 1, span, box, parts))
        x0, x1 = min(c.box[0] for c in cells), max(c.box[2] for c in cells)
        y0, y1 = min(c.box[1] for c in cells), max(c.box[3] for c in cells)
        return Table(x0, y0, x1, y1, cells, ruled=False)

    def _has_rule(self, strip: Strip) -> bool:
        if not len(self.down):
            return False
        d = self.down
        tall = np.minimum(d[:, 3], strip.bottom) - np.maximum(d[:, 1], strip.top)
        beside = (d[:, 0] > strip.left - 1) & (d[:, 0] < strip.x + 1)
        return bool((beside & (tall > 0.5 * (strip.bottom - strip.top))).any())

    def _best_strip(self, items: list[Item]) -> Strip | None:
        return next(iter(self._strips(items)), None)

    def _strips(self, items: list[Item]) -> Iterator[Strip]:
        """Strips of white that part columns, the most convincing first."""
        box, em = _boxes(items)
        has_left = _with_left_neighbour(box, _THIN * em)
        if not has_left.any():
            return
        found: list[tuple[float, Strip]] = []
        for x in _common(np.sort(box[has_left, 0]), _SAME * em):
            for strip in _strips_at(x, box, has_left, em):
                width = (strip.x - strip.left) / em
                needed = 2 if width >= _WIDE else 3
                drawn = self._has_rule(strip)
                known = any(abs(strip.x - x) < 0.3 * em for x in self._known)
                if not drawn and (
                    (strip.lines < needed and not known)
                    or (width < _WIDE and strip.lines < _OFTEN and _within_text(strip, box, em))
                ):
                    continue
                value = strip.lines * min(width, 2.5) * (2.0 if drawn else 1.0)
                found.append((value, strip))
        found.sort(key=lambda f: -f[0])
        for _, strip in found:
            if not _runs_through(strip, items, em):
                yield strip


def _rest_of_paragraph(above: list[Item], within: list[Item], strip: Strip) -> list[Item]:
    """Lines at the top of two columns that end the paragraph which stands above both."""
    if not above or not within:
        return []
    last = rows_of(above)[-1]
    if ends_sentence(last.text) or last.x1 < max(i.x1 for i in within) - 2 * last.size:
        return []
    rest: list[Item] = []
    low = last.y1
    for row in rows_of(within):
        if row.x1 > strip.x or row.y0 - low > 0.9 * (row.size or 10.0):
            break
        rest += row.items
        low = row.y1
        if ends_sentence(row.text):
            break
    return rest if len(rest) < len(within) else []


def _is_markers(items: list[Item]) -> bool:
    """Whether a column holds nothing but the markers of a list or the numbers of notes."""
    return all(
        len(i.text) <= 4 and (begins_with_marker(i.text + " ") or _CODE.fullmatch(i.text))
        for i in items
    )


def _crosses(item: Item, gutter: Strip) -> bool:
    em = item.size or 10.0
    return item.x0 < gutter.x - _SAME * em and item.x1 > gutter.x + _THIN * em


def _parted(items: list[Item], gutters: list[Strip]) -> list[list[Item]]:
    starts = [g.x for g in gutters]
    columns: list[list[Item]] = [[] for _ in range(len(starts) + 1)]
    for item in items:
        columns[bisect_right(starts, (item.x0 + item.x1) / 2)].append(item)
    return columns


def _with_spanning(
    cuts: list[float], spanning: list[Item], columns: list[list[Item]]
) -> list[float]:
    """``cuts`` and those above and below each line that runs over several columns."""
    middles = sorted(_mid(i) for column in columns for i in column)
    wanted = set(cuts)
    for row in rows_of(spanning):
        middle = (row.y0 + row.y1) / 2
        wanted |= {row.y0 - 0.1 * row.size, row.y1 - 0.1 * row.size}
        wanted -= {c for c in cuts if row.y0 - 0.1 * row.size < c < middle + 0.1}
    ordered = sorted(wanted)
    ends = [*middles, *(_mid(i) for i in spanning)]
    return [
        cut
        for above, cut in zip([-np.inf, *ordered], ordered, strict=False)
        if any(above <= m < cut for m in ends)
    ]


def _boxes(items: list[Item]) -> tuple[Floats, float]:
    """(n, 4) the boxes of ``items``, and their usual size."""
    box = np.array([(i.x0, i.y0, i.x1, i.y1) for i in items])
    return box, float(np.median([i.size or 10.0 for i in items]))


def _within_text(strip: Strip, box: Floats, em: float) -> bool:
    """Whether the lines just above or below run on across the strip like those of one column.

    Spaces of a few lines of one paragraph may chance to lie below each other.
    """
    x0, y0, x1, y1 = box.T
    within = (y1 > strip.top) & (y0 < strip.bottom)
    left, right = float(x0[within].min()), float(x1[within].max())
    top, bottom = float(y0[within].min()), float(y1[within].max())
    near = ~within & (y1 > top - 0.9 * em) & (y0 < bottom + 0.9 * em)
    crosses = near & (x0 < strip.x - 0.05 * em) & (x1 > strip.x - _THIN * em)
    for i in np.flatnonzero(crosses).tolist():
        level = np.abs((y0 + y1) / 2 - (y0[i] + y1[i]) / 2) < 0.4 * em
        if x0[level].min() < left + 2 * em and x1[level].max() > right - 2 * em:
            return True
    return False


def _runs_through(strip: Strip, items: list[Item], em: float) -> bool:
    """Whether text right of a strip goes on left of it: lines of one column with chance gaps.

    A full line in the middle of a sentence goes on below itself, unless the strip is none.
    """
    if strip.x - strip.left > 2 * em:
        return False
    right = [i for i in items if i.x0 >= strip.x - _SAME * em and strip.top <= _mid(i) <= strip.bottom]
    left = [i for i in items if i.x1 <= strip.x and strip.top <= _mid(i) <= strip.bottom]
    rows = rows_of(right)
    edge = max(r.x1 for r in rows)
    goes_on = returns = 0
    for at, row in enumerate(rows):
        if row.x1 < edge - 1.5 * em or ends_unit(row.text):
            continue
        low = row.y1 + 1.1 * em
        if at + 1 < len(rows) and rows[at + 1].y0 < low:
            goes_on += 1
        elif any(row.y1 - 0.3 * em < i.y0 < low for i in left):
            returns += 1
    return returns > goes_on


def _mid(item: Item) -> float:
    return (item.y0 + item.y1) / 2


def _with_left_neighbour(box: Floats, gap: float) -> Bools:
    """(n,) whether something stands to the left on the same level, at least ``gap`` away."""
    x0, y0, x1, y1 = box.T
    over = np.minimum(y1[:, None], y1) - np.maximum(y0[:, None], y0)
    level = over > 0.15 * np.minimum((y1 - y0)[:, None], y1 - y0)
    found: Bools = (level & (x1[None, :] <= x0[:, None] - gap)).any(axis=1)
    return found


def _common(starts: Floats, reach: float) -> list[float]:
    """Places at which several lines begin: the first of each cluster, once as every start."""
    places: list[float] = []
    for x in starts.tolist():
        if not places or x - places[-1] > reach:
            places.append(x)
    return places


def _strips_at(x: float, box: Floats, has_left: Bools, em: float) -> list[Strip]:
    """The strips of white that end at ``x``, between what crosses there."""
    x0, y0, x1, y1 = box.T
    middle = (y0 + y1) / 2
    gap = _THIN * em
    crosses = (x0 < x - _SAME * em) & (x1 > x - gap)
    starts = has_left & (x0 >= x - 0.05 * em) & (x0 <= x + _SAME * em)
    stops = np.sort(middle[crosses])
    part = np.searchsorted(stops, middle)
    strips = []
    for at in np.unique(part[starts & ~crosses]).tolist():
        top = float(stops[at - 1]) + _LEVEL * em if at > 0 else -np.inf
        bottom = float(stops[at]) - _LEVEL * em if at < len(stops) else np.inf
        mine = (part == at) & ~crosses & (middle > top) & (middle < bottom)
        beside = mine & (x0 < x - _SAME * em)
        if not beside.any() or not (mine & starts).any():
            continue
        own = mine & has_left & (x0 >= x - _SAME * em) & (x0 <= x + _HANGS * em)
        levels = np.unique(np.round(middle[own] / (0.5 * em)))
        strips.append(Strip(float(x1[beside].max()), x, top, bottom, len(levels)))
    return strips


def _stacked(items: list[Item], *, doubtful: bool = False) -> list[Node]:
    """Lines from top to bottom, tables among them."""
    chunks = [i for i in items if isinstance(i, Chunk)]
    tables = sorted((i for i in items if isinstance(i, Table)), key=lambda t: (t.y0, t.x0))
    rows = rows_of(chunks)
    nodes: list[Node] = []
    at = 0
    for table in tables:
        end = at
        while end < len(rows) and (rows[end].y0 + rows[end].y1) / 2 < table.y0:
            end += 1
        if end > at:
            nodes.append(Leaf(rows[at:end], doubtful))
        nodes.append(table)
        at = end
    if at < len(rows):
        nodes.append(Leaf(rows[at:], doubtful))
    return nodes


def coalesced(nodes: list[Node]) -> list[Node]:
    """``nodes`` with leaves that follow each other down one column as one."""
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        if isinstance(node, Leaf) and isinstance(before, Leaf) and _goes_on(before, node):
            result[-1] = Leaf(before.rows + node.rows, before.doubtful or node.doubtful)
        else:
            result.append(node)
    return result


def _goes_on(above: Leaf, below: Leaf) -> bool:
    last, first = above.rows[-1], below.rows[0]
    if last.items[0].turn != first.items[0].turn:
        return False
    near = -0.3 * first.size < first.y0 - last.y1 < 2 * first.size
    over = min(last.x1, first.x1) - max(last.x0, first.x0)
    return near and over > 0.5 * min(last.x1 - last.x0, first.x1 - first.x0)


def _doubted(nodes: list[Node]) -> list[Node]:
    for node in nodes:
        if isinstance(node, Leaf):
            node.doubtful = True
        else:
            for cell in node.cells:
                _doubted(cell.parts)
    return nodes
