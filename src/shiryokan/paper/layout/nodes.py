"""What a page is arranged into: columns of lines, and tables of cells."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import Row, ends_sentence, row_of, rows_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.model import Reason

_ASIDE_LINES = PARAMS.nodes.aside_lines
_ASIDE_SIZE = PARAMS.nodes.aside_size
_ASIDE_WHITE = PARAMS.nodes.aside_white
_ASIDES = PARAMS.nodes.asides
_LEADING = PARAMS.nodes.leading
_ONE_EDGE = PARAMS.nodes.one_edge
_OFF_MIDDLE = PARAMS.nodes.off_middle
_RUN_ON = PARAMS.nodes.run_on
_BESIDE = PARAMS.nodes.beside
_SOLID = PARAMS.nodes.solid
_LONG = PARAMS.nodes.long
_AROUND = PARAMS.nodes.around
_FULL = PARAMS.nodes.full
_LEVEL_FRAMES = PARAMS.nodes.level_frames
_OVERLAP = PARAMS.nodes.overlap
_BESIDE_ONE = 2
"""So many frames have but one that the others could stand beside."""


class Sure(NamedTuple):
    """How sure a line is: the share of such lines that are right, and why it is doubted, if so."""

    confidence: float = 1.0
    doubt: Reason | None = None


SURE = Sure()


@dataclass(slots=True, eq=False)
class Leaf:
    """Lines of one column from top to bottom."""

    rows: list[Row[Chunk]]
    chances: list[float]
    """How likely each line stands in its right order, by the decisions about that."""
    sure: list[Sure] = field(default_factory=list)
    """How sure each line is, once all of the page is weighed."""


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
    framed: bool = True
    figure: bool = False
    """Whether its cells are the labels of a figure."""
    guest: bool = False
    """Whether its lines run in another direction than the page's, placed in their own frame."""
    between: tuple[tuple[float, float, float], ...] = ()
    """The upright rules that part its cells: where each stands, and from where to where."""

    @property
    def boxed(self) -> bool:
        """Whether it is drawn with rules or grounds, upright like the page, and no figure."""
        return self.ruled and not (self.figure or self.guest)

    @property
    def single(self) -> bool:
        """Whether it is a frame or a ground around one text."""
        return self.boxed and len(self.cells) == 1

    @property
    def tabular(self) -> bool:
        """Whether it is a table of several cells."""
        return self.framed and not self.figure and len(self.cells) > 1


Node = Leaf | Table
Item = Chunk | Table


def middle_of(item: Item) -> float:
    """Half way between an item's top and bottom."""
    return (item.y0 + item.y1) / 2


def _from_left(tables: list[Table]) -> list[Table]:
    """``tables`` from the top; those that stand beside each other from the left, wherever each
    begins, and frames one below the other before what stands right of all of them."""
    parts = _apart(tables, lambda table: (table.y0, table.y1))
    if len(parts) == 1 and len(tables) > _BESIDE_ONE and all(table.ruled for table in tables):
        columns = _apart(tables, lambda table: (table.x0, table.x1))
        if len(columns) > 1:
            return [table for column in columns for table in _from_left(column)]
    return [table for part in parts for table in _of_levels(part)]


def _apart(tables: list[Table], side: Callable[[Table], tuple[float, float]]) -> list[list[Table]]:
    """``tables`` in parts with white between any two; ``side`` is from where to where one reaches
    on the axis on which they are told apart."""
    parts: list[list[Table]] = []
    end = -math.inf
    for table in sorted(tables, key=side):
        low, high = side(table)
        if parts and low < end - _OVERLAP:
            parts[-1].append(table)
        else:
            parts.append([table])
        end = max(end, high)
    return parts


def _of_levels(tables: list[Table]) -> list[Table]:
    levels: list[list[Table]] = []
    for table in sorted(tables, key=lambda t: (t.y0, t.x0)):
        level = levels[-1] if levels else []
        if level and all(_are_beside(table, other) for other in level):
            level.append(table)
        else:
            levels.append([table])
    return [table for level in levels for table in sorted(level, key=lambda t: t.x0)]


def _are_beside(one: Table, other: Table) -> bool:
    """Whether two tables are frames beside each other, level for the most part."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    return (
        (one.x1 <= other.x0 or other.x1 <= one.x0)
        and one.ruled
        and other.ruled
        and shared > _LEVEL_FRAMES * min(one.y1 - one.y0, other.y1 - other.y0)
    )


def stacked(items: list[Item]) -> list[Node]:
    """Lines from top to bottom, tables among them."""
    chunks: list[Chunk] = []
    tables: list[Table] = []
    for item in items:
        if isinstance(item, Chunk):
            chunks.append(item)
        else:
            tables.append(item)
    tables = _from_left(tables)
    rows = _labels_first(rows_of(chunks))
    asides = _asides(rows)
    if asides:
        beside = {id(chunk) for aside in asides for chunk in aside}
        rest = [item for item in items if id(item) not in beside]
        return [*stacked(rest), *(leaf_of([row_of(aside)]) for aside in asides)]
    if not tables:
        return [leaf_of(rows)] if rows else []
    nodes: list[Node] = []
    at = 0
    for table in tables:
        end = at
        while end < len(rows) and (
            (rows[end].y0 + rows[end].y1) / 2 < table.y0 or _stands_left(rows, end, table)
        ):
            end += 1
        if end > at:
            nodes.append(leaf_of(rows[at:end]))
        nodes.append(table)
        at = end
    if at < len(rows):
        nodes.append(leaf_of(rows[at:]))
    return nodes


def _labels_first(rows: list[Row[Chunk]]) -> list[Row[Chunk]]:
    """``rows`` from the top, but what stands left of the lines of a text, at half their height and
    level with none, before these."""
    found = list(rows)
    for at in range(1, len(rows) - 1):
        if not _is_about_middle(rows, at):
            continue
        first, last = at - 1, at + 1
        while _goes_on_around(rows, first, last):
            first, last = first - 1, last + 1
        # what has been put first until now stands above
        found[first : at + 1] = [rows[at], *rows[first:at]]
    return found


def _is_about_middle(rows: list[Row[Chunk]], at: int) -> bool:
    """Whether line ``at`` stands left of those above and below, over both in height."""
    above, label, below = rows[at - 1 : at + 2]
    if len(label.items) > 1 or label.x1 > min(above.x0, below.x0):
        return False
    em = label.size
    one_edge = abs(above.x0 - below.x0) < _ONE_EDGE * em and above.x1 - above.x0 > _LONG * em
    off = abs(above.y0 + below.y1 - label.y0 - label.y1) / 2
    return one_edge and above.y1 > label.y0 and below.y0 < label.y1 and off < _OFF_MIDDLE * em


def _goes_on_around(rows: list[Row[Chunk]], first: int, last: int) -> bool:
    """Whether the text from line ``first`` to ``last``, with a label left of it, goes on above and
    below these: each is of no other label."""
    if first < 1 or last + 1 >= len(rows):
        return False
    upper, lower = rows[first - 1], rows[last + 1]
    em = rows[first].size
    edges = [rows[first].x0, rows[last].x0, upper.x0, lower.x0]
    steps = rows[first].y0 - upper.y0, lower.y0 - rows[last].y0
    return (
        max(edges) - min(edges) < _ONE_EDGE * em
        and abs(steps[0] - steps[1]) < _ONE_EDGE * em
        and max(steps) < _LEADING * em + em
        and not (first > 2 and _is_about_middle(rows, first - 2))
        and not (last + 3 < len(rows) and _is_about_middle(rows, last + 2))
    )


def _asides(rows: list[Row[Chunk]]) -> list[list[Chunk]]:
    """Pieces in small print on the level of a line of a paragraph, far right of all its lines: the
    captions of what stands beside it, none of which is of the line."""
    if len(rows) < _ASIDE_LINES or all(len(row.items) == 1 for row in rows):
        return []
    found: list[list[Chunk]] = []
    edge = 0.0
    for row in rows:
        main = row.items[0].size
        at = next((
            n for n, (before, item) in enumerate(itertools.pairwise(row.items), 1)
            if item.size < _ASIDE_SIZE * main and item.x0 - before.x1 > _ASIDE_WHITE * main
        ), len(row.items))  # fmt: skip
        edge = max([edge, *(item.x1 for item in row.items[:at])])
        if at < len(row.items):
            found.append(row.items[at:])
    few = len(found) <= max(1, _ASIDES * len(rows))
    beside = all(aside[0].x0 > edge for aside in found)
    small = all(item.size <= aside[0].size for aside in found for item in aside)
    return found if few and beside and small else []


def _stands_left(rows: list[Row[Chunk]], at: int, table: Table) -> bool:
    """Whether line ``at`` stands left of ``table``, or goes on with a paragraph that does."""
    row = rows[at]
    beside = row.x1 <= table.x0 + 0.5 * row.size
    if beside and (row.y0 + row.y1) / 2 < table.y1:
        return True
    if at == 0 or row.y0 > table.y1 + _RUN_ON * row.size:
        return False
    above = rows[at - 1]
    if above.x1 > table.x0 + 0.5 * row.size or ends_sentence(above.text):
        return False
    if sum(chunk.x1 - chunk.x0 for chunk in above.items) < _SOLID * (above.x1 - above.x0):
        # signs between boxes, or labels far apart, are no line of a paragraph
        return False
    # a paragraph that is under way fills its lines up to the table, or as far as the lines around
    # it do; a label beside it does not
    near = [r.x1 for r in rows[max(at - _AROUND, 0) : at + _AROUND] if r.x1 <= table.x0]
    right = max(near, default=table.x0)
    several = sum(x1 > right - row.size for x1 in near) >= _FULL
    full = above.x1 > table.x0 - _BESIDE * row.size or (several and above.x1 > right - row.size)
    return full and above.x1 - above.x0 > _LONG * row.size


def coalesced(nodes: list[Node]) -> list[Node]:
    """``nodes`` with leaves that follow each other down one column as one, and each leaf that
    holds lines of several columns as one for each."""
    result: list[Node] = []
    for node in itertools.chain.from_iterable(map(_by_column, nodes)):
        before = result[-1] if result else None
        if isinstance(node, Leaf) and isinstance(before, Leaf) and _goes_on(before, node):
            result[-1] = Leaf(
                before.rows + node.rows, before.chances + node.chances, before.sure + node.sure
            )
        else:
            result.append(node)
    return result


def _by_column(node: Node) -> list[Node]:
    """A leaf as one for each column whose lines it holds."""
    if not isinstance(node, Leaf):
        return [node]
    begins = [0]
    for at, (above, below) in enumerate(itertools.pairwise(node.rows), 1):
        climbs = below.y0 < above.y0 - 0.5 * below.size
        if climbs and (below.x0 > above.x1 or below.x1 < above.x0):
            begins.append(at)
    if len(begins) == 1:
        return [node]
    return [
        Leaf(node.rows[begin:end], node.chances[begin:end], node.sure[begin:end])
        for begin, end in itertools.pairwise([*begins, len(node.rows)])
    ]


def _goes_on(above: Leaf, below: Leaf) -> bool:
    last, first = above.rows[-1], below.rows[0]
    if last.items[0].turn != first.items[0].turn:
        return False
    near = -0.3 * first.size < first.y0 - last.y1 < _LEADING * first.size
    over = min(last.x1, first.x1) - max(last.x0, first.x0)
    return near and over > 0.5 * min(last.x1 - last.x0, first.x1 - first.x0)


def rows_in(nodes: list[Node]) -> list[Row[Chunk]]:
    """All lines of ``nodes``, those within tables too, in reading order."""
    rows: list[Row[Chunk]] = []
    for node in nodes:
        if isinstance(node, Leaf):
            rows += node.rows
        else:
            for cell in node.cells:
                rows += rows_in(cell.parts)
    return rows


def leaf_of(rows: list[Row[Chunk]]) -> Leaf:
    """Lines whose order nothing speaks against."""
    return Leaf(rows, [1.0] * len(rows))


def doubted(nodes: list[Node], chance: float) -> list[Node]:
    """``nodes``, all their lines in their right order only with this probability."""
    for node in nodes:
        if isinstance(node, Leaf):
            node.chances = [each * chance for each in node.chances]
        else:
            for cell in node.cells:
                doubted(cell.parts, chance)
    return nodes
