"""Reading order: the page cut into columns and rows.

A region is cut where a strip of white runs down between two columns, for as far down as it does
(compare the white-space covers of Breuel, *Two Geometric Algorithms for Layout Analysis*, 2002,
and the X-Y cut of Nagy and Seth, 1984). What is new here is the next step, in
:mod:`shiryokan.paper.layout.columns`: whether two columns are read one after the other or row by
row, which neither white space nor the order of the content stream tells.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_right
from collections.abc import Container, Sequence

import numpy as np

from shiryokan.paper.beginnings import is_caption
from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.big_figures import big_figures
from shiryokan.paper.layout.boxed_heads import columns_below_boxes
from shiryokan.paper.layout.boxed_labels import LabelledRow
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.column_heads import are_heads
from shiryokan.paper.layout.columns import Mode, Reading, read_columns
from shiryokan.paper.layout.counting import are_like_lists, are_plain, have_own_tables
from shiryokan.paper.layout.index_columns import index_columns
from shiryokan.paper.layout.lines import Row, begins_with_marker, ends_sentence, pitch_of, rows_of
from shiryokan.paper.layout.matrices import counted_from, groups
from shiryokan.paper.layout.nodes import (
    Item,
    Leaf,
    Node,
    Table,
    TableCell,
    doubted,
    leaf_of,
    middle_of,
    rows_in,
    stacked,
)
from shiryokan.paper.layout.one_space import say_again
from shiryokan.paper.layout.open_tables import with_tables
from shiryokan.paper.layout.panels import Panels, Part, panels_of
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.spaced import as_one
from shiryokan.paper.layout.strips import SAME, Strip, StripFinder, crosses, usual_size

_MOST = PARAMS.regions.most
_SPANNING = PARAMS.regions.spanning
_CODE = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚァ-ヴ]+")
_IN_BRACKETS = re.compile("[（(][^（）()]*[）)]")
_DAY = re.compile(
    "[0-9０-９]{1,4}[月日時](?:[0-9０-９]{1,2}[日分]?)?|[0-9０-９]{1,2}[/:：][0-9０-９]{1,2}"
)
_DEEP = PARAMS.regions.deep
_LABELLED = PARAMS.regions.labelled
_LABEL = PARAMS.regions.label
_SAME_PLACE = PARAMS.regions.same_place
_BEYOND_DOUBT = PARAMS.regions.beyond_doubt
_ACROSS = PARAMS.regions.across
_RUNNING = PARAMS.regions.running
_WHITE = PARAMS.regions.white
_LEVEL = PARAMS.regions.level
_UNDERLINE = PARAMS.regions.underline
_BELOW_FIRST = PARAMS.regions.below_first
_WIDTHS = PARAMS.regions.widths
_HALF_WAY = PARAMS.regions.half_way
_MIDDLE = PARAMS.regions.middle
_GUESTS = PARAMS.regions.guests
_PAIRS = PARAMS.regions.pairs
_DATED = PARAMS.regions.dated
_PAIR_WHITE = PARAMS.regions.pair_white
_SPACE = PARAMS.matrices.space
_MOST_RULES = PARAMS.regions.most_rules
_BROKEN = PARAMS.regions.broken
_WIDE = PARAMS.regions.wide
_OWN_TABLES = PARAMS.regions.own_tables
_LIKE_LISTS = PARAMS.regions.like_lists
_BETWEEN = PARAMS.regions.between
_ABOUT_MIDDLE = PARAMS.regions.about_middle
_OFF_MIDDLE = PARAMS.columns.off_middle
_BESIDE_BOX = PARAMS.regions.beside_box
_LEVEL_OF_ROW = PARAMS.regions.level_of_row
_ENTRIES_BESIDE = PARAMS.regions.entries_beside
_ROWS_OF_ENTRIES = PARAMS.regions.rows_of_entries
_OF_ENTRIES = PARAMS.regions.of_entries
_LINES_OF_BOX = PARAMS.regions.lines_of_box
_ROWS_BESIDE = PARAMS.regions.rows_beside
_LABELLED_ROWS = PARAMS.regions.labelled_rows
_APART_BELOW = PARAMS.regions.apart_below


class Arranger:
    """Arranges what stands on a page, or in a cell, in reading order.

    ``across`` are the free horizontal rules, ``down`` the free vertical ones, (n, 4) each.
    ``tiers`` says that the page is vertical: its columns are tiers, read one after the other;
    ``known`` is where columns begin on the pages before, ``rows`` where such columns were read row
    by row.
    """

    def __init__(
        self, across: Floats, down: Floats, *, tiers: bool = False, known: Sequence[float] = (),
        rows: Sequence[float] = (),
    ) -> None:  # fmt: skip
        self.across: list[list[float]] = across.tolist()
        self.tiers = tiers
        self.finder = StripFinder(down, [*known, *rows])
        self.rows_before = list(rows)
        self.body: tuple[float, float, int] = (0.0, 0.0, 0)
        """Where the text of the page begins and ends, and its pieces, once it is arranged."""
        self.rows_found: set[float] = set()
        """Left edges of columns that are read row by row beyond doubt."""

    def learn(self, items: list[Item]) -> None:
        """Note where columns begin all down a page, to know them where few lines show them."""
        if 2 < len(items) <= _MOST:
            self.finder.learn(items)

    def arrange(self, items: list[Item], depth: int = 0) -> list[Node]:
        """``items`` in reading order."""
        if len(items) < 2 or depth > _DEEP or len(items) > _MOST:
            return stacked(items)
        if _is_one_row(items):
            return [_row_of(items)]
        row = _row_about_middle(items) or _row_between_rules(items, self.finder.down)
        if row is not None:
            return [row]
        parts = (
            panels_of(items)
            or columns_below_boxes(items)
            or index_columns(items)
            or big_figures(items)
        )
        if parts:
            return self._with_panels(parts, depth + 1)
        halves = self._at_rule(items)
        if halves:
            return self.arrange(halves[0], depth + 1) + self.arrange(halves[1], depth + 1)
        by_box = _with_box_beside(items)
        if by_box is not None:
            return [node for part in by_box if part for node in self.arrange(part, depth + 1)]
        drawn = self.finder.drawn_through(items)
        strip = drawn or next(self.finder.strips(items), None)
        if strip is None:
            return stacked(items)
        above: list[Item] = []
        within: list[Item] = []
        below: list[Item] = []
        for item in items:
            middle = (item.y0 + item.y1) / 2
            (above if middle < strip.top else below if middle > strip.bottom else within).append(
                item
            )
        if drawn is None:
            rest = _rest_of_paragraph(above, within, strip)
            above, within = above + rest, [i for i in within if i not in rest]
            captions = _captions_below(below, strip)
            within, below = within + captions, [i for i in below if i not in captions]
        beside = self._beside_rule if drawn else self._columns
        return (
            (self.arrange(above, depth + 1) if above else [])
            + beside(within, strip, depth + 1)
            + (self.arrange(below, depth + 1) if below else [])
        )

    def _with_panels(self, parts: list[Part], depth: int) -> list[Node]:
        nodes: list[Node] = []
        for part in parts:
            if isinstance(part, Panels):
                inner = stacked if part.plain else functools.partial(self.arrange, depth=depth)
                nodes += [_whole(inner(mine), mine) for mine in part.columns]
            else:
                nodes += self.arrange(part, depth)
        return nodes

    def side_by_side(self, panels: Panels) -> Table:
        """A row of panels as one, whole by itself: its columns are no columns of the page."""
        inner = stacked if panels.plain else self.arrange
        parts: list[Node] = [_whole(inner(mine), mine) for mine in panels.columns]
        box = _box_of([item for mine in panels.columns for item in mine])
        return Table(*box, [TableCell(0, 0, 1, 1, box, parts)], ruled=True)

    def labelled_rows(self, rows: list[LabelledRow]) -> Table:
        """Boxes with what stands beside each, as a table of two columns."""
        cells: list[TableCell] = []
        for number, (label, items) in enumerate(rows):
            cells.append(TableCell(number, 0, 1, 1, _box_of([label]), label.cells[0].parts))
            if items:
                parts = with_tables(self.arrange(items))
                cells.append(TableCell(number, 1, 1, 1, _box_of(items), parts))
        box = _box_of([item for row in rows for item in (row.label, *row.items)])
        return Table(*box, cells, ruled=False)

    def _at_rule(self, items: list[Item]) -> tuple[list[Item], list[Item]] | None:
        """The items above and below the first rule that runs across most of them."""
        if not self.across:
            return None
        x0, x1 = min(i.x0 for i in items), max(i.x1 for i in items)
        y0, y1 = min(i.y0 for i in items), max(i.y1 for i in items)
        for rule in self.across:
            if not y0 < rule[1] < y1 or min(rule[2], x1) - max(rule[0], x0) < 0.85 * (x1 - x0):
                continue
            above = [i for i in items if (i.y0 + i.y1) / 2 < rule[1]]
            if 0 < len(above) < len(items):
                lower = [i for i in items if (i.y0 + i.y1) / 2 >= rule[1]]
                if not are_heads(above, lower):
                    return above, lower
        return None

    def _columns(self, items: list[Item], strip: Strip, depth: int) -> list[Node]:
        gutters = self._gutters(items, strip)
        spanning = [i for i in items if any(crosses(i, g) for g in gutters)]
        clear = [g for g in gutters if not any(crosses(i, g) for i in spanning)]
        parts = _box_beside_rows(_parted(items, gutters)) if not spanning else None
        if parts is not None:
            return [_whole(self.arrange(part, depth), part) for part in parts]
        if spanning and 0 < len(clear) < len(gutters) and _alike(_parted(items, clear)):
            # columns with lists in them, whose markers some lines of a column run over
            node = self._read(items, clear, [], depth, mode="columns")
            if node is not None:
                return node
        node = self._read(items, gutters, spanning, depth)
        if node is None and spanning:
            node = self._read(items, [strip], [], depth)
        return node if node is not None else stacked(items)

    def _beside_rule(self, items: list[Item], strip: Strip, depth: int) -> list[Node]:
        """Two cells with a rule between them all the way down; rows only where that is plain."""
        columns = _parted(items, [strip])
        lists = self._lists_between_rules(columns)
        rows = [rows_of(column) for column in lists]
        if are_like_lists(rows) and self._ruled_alone(lists) == 0:
            reading = Reading(
                "columns", chance=_LIKE_LISTS, lists=tuple(range(len(lists))), plain=are_plain(rows)
            )
            return self._lists(lists, [], reading, depth) or stacked(items)
        if have_own_tables(rows):
            reading = Reading("columns", chance=_OWN_TABLES, lists=tuple(range(len(lists))))
            return self._lists(lists, [], reading, depth) or stacked(items)
        edges = [strip.left, max(i.x1 for i in items)]
        reading = read_columns(columns, edges, tiers=self.tiers, rule=True)
        if reading.lists:
            return self._lists(columns, [], reading, depth) or stacked(items)
        whole, strips = reading.whole, [strip]
        if not whole and not reading.cuts and self._is_running(lists, items):
            parts: list[Node] = [_whole(self.arrange(mine, depth), mine) for mine in lists]
            return doubted(parts, reading.chance)
        if not whole:
            strips += self.finder.drawn_like(items, strip, reading.cuts)
            columns = _parted(items, strips)
            edges = [*(s.left for s in strips), edges[-1]]
        return [self._rows(columns, edges, strips, [], reading.cuts, reading, depth, whole=whole)]

    def _is_running(self, columns: list[list[Item]], items: list[Item]) -> bool:
        """Whether ``columns`` of ``items`` with rules between, of which none is level with another,
        are those of a text: they are most of the page, none is short, and all are filled from the
        top, as cells that are set beside each other are not."""
        rows = [rows_of(column) for column in columns]
        left, right, pieces = self.body
        if 2 * len(items) < pieces or not pieces or min(map(len, rows)) < _RUNNING:
            return False
        em = usual_size(items)
        top = min(i.y0 for i in items)
        white = [
            lower.y0 - upper for column in rows
            for upper, lower in zip([top, *(row.y1 for row in column)], column, strict=False)
        ]  # fmt: skip
        whole = min(i.x0 for i in items) < left + em and max(i.x1 for i in items) > right - 2 * em
        return whole and max(white) < _WHITE * em

    def _lists_between_rules(self, columns: list[list[Item]]) -> list[list[Item]]:
        """Two columns with a rule between them, the right one parted at further rules."""
        found = columns
        for _ in range(_MOST_RULES):
            strip = self.finder.drawn_through(found[-1])
            parted = _parted(found[-1], [strip]) if strip else []
            if len(parted) < 2 or not all(parted):
                break
            found = [*found[:-1], *parted]
        return found

    def _read(
        self, items: list[Item], gutters: list[Strip], spanning: list[Item], depth: int,
        mode: Mode | None = None,
    ) -> list[Node] | None:  # fmt: skip
        """``items`` in the columns between ``gutters``; None where they are read otherwise, or not
        in the ``mode`` that is asked for.

        ``spanning`` are those that run over several columns: rows of their own.
        """
        over = {id(i) for i in spanning}
        columns = _parted(([i for i in items if id(i) not in over]), gutters)
        edges = [g.left for g in gutters] + [max(i.x1 for i in items)]
        filled = [n for n, column in enumerate(columns) if column]
        if len(filled) < 2:
            return None
        reading = read_columns(
            [columns[n] for n in filled], [edges[n] for n in filled], tiers=self.tiers,
            as_before=self._read_by_row(gutters),
            ruled=self._ruled_alone([columns[n] for n in filled]),
        )  # fmt: skip
        if reading.mode == "rows" and reading.after < _BEYOND_DOUBT and len(reading.cuts) > 1:
            self.rows_found |= {g.x for g in gutters}
        if mode is not None and reading.mode != mode:
            return None
        if reading.lists:
            return self._lists([columns[n] for n in filled], spanning, reading, depth)
        if spanning and reading.mode != "rows":
            return None
        if reading.mode == "lines":
            return doubted(stacked(items), reading.chance)
        if reading.mode == "columns":
            head = _head_of_all(columns)
            over = {id(i) for i in head}
            columns = [[i for i in column if id(i) not in over] for column in columns]
            parts = [head, *columns]
            inner = stacked if reading.plain else functools.partial(self.arrange, depth=depth)
            nodes = [node for part in parts if part for node in inner(part)]
            doubted(nodes, reading.chance)
        elif len(filled) == 2 and _hang_out(columns[filled[0]], columns[filled[1]], reading.cuts):
            nodes = doubted(self._listed(items, reading.cuts), reading.chance)
        else:
            cuts = _with_spanning(reading.cuts, spanning, columns)
            whole = {filled[n] for n in reading.whole}
            paired = [] if whole else _paired(columns, reading.cuts)
            for number in reversed(paired):
                columns[number] = _beside_labels(columns[number], columns.pop(number + 1))
                edges.pop(number)
            gutters = [g for n, g in enumerate(gutters) if n not in paired]
            listed = {number - n for n, number in enumerate(paired)}
            how = columns, edges, gutters, spanning, cuts, reading, depth, listed, whole
            nodes = [self._rows(*how)]
        return nodes

    def _part_by_part(self, items: list[Item], cuts: list[float], depth: int) -> list[Node]:
        """What stands between ``cuts``, each part arranged by itself."""
        parts = [
            [i for i in items if top <= middle_of(i) < bottom]
            for top, bottom in itertools.pairwise([-np.inf, *cuts, np.inf])
        ]
        return [node for part in parts if part for node in self.arrange(part, depth + 1)]

    def _lists(
        self, columns: list[list[Item]], spanning: list[Item], reading: Reading, depth: int
    ) -> list[Node] | None:
        """Lists of several columns, one after the other; None where a line runs over two."""
        if reading.cuts:
            everything = [*spanning, *(item for column in columns for item in column)]
            return self._part_by_part(everything, reading.cuts, depth)
        lists = [
            [item for column in columns[at:end] for item in column]
            for at, end in itertools.pairwise([*reading.lists, len(columns)])
        ]
        lefts = [min(i.x0 for i in mine) for mine in lists]
        top = min(i.y0 for mine in lists for i in mine)
        above = [item for item in spanning if item.y1 <= top]
        for item in spanning:
            if item.y1 <= top:
                continue
            at = max(bisect_right(lefts, (item.x0 + item.x1) / 2) - 1, 0)
            if at + 1 < len(lists) and item.x1 > lefts[at + 1]:
                return None
            lists[at].append(item)
        nodes: list[Node] = list(stacked(above)) if above else []
        for mine in lists:
            nodes.append(
                _whole(stacked(mine) if reading.plain else self.arrange(mine, depth), mine)
            )
        return doubted(nodes, reading.chance)

    def _ruled_alone(self, columns: list[list[Item]]) -> int:
        """How many rules run across one of ``columns`` where none runs across another."""
        spans = [(min(i.x0 for i in c), max(i.x1 for i in c)) for c in columns]
        top = min(i.y0 for c in columns for i in c)
        bottom = max(i.y1 for c in columns for i in c)
        rules = [r for r in self.across if top < r[1] < bottom]
        over: list[tuple[float, set[int]]] = []
        for x0, y, x1, _ in rules:
            reached = {
                n
                for n, (left, right) in enumerate(spans)
                if min(x1, right) - max(x0, left) > _ACROSS * (right - left)
            }
            touched = any(x0 < right and x1 > left for left, right in spans)
            if touched:
                over.append((y, reached))
        alone = 0
        for y, reached in over:
            level = set[int]().union(*(r for other, r in over if abs(other - y) < _LEVEL))
            alone += (
                len(reached) == 1
                and len(level) == 1
                and not _underlines(y, columns[next(iter(reached))])
            )
        return alone

    def _read_by_row(self, gutters: list[Strip]) -> bool:
        """Whether columns at these places were read row by row, on this page or before."""
        known = [*self.rows_before, *self.rows_found]
        return not self.tiers and all(
            any(abs(g.x - x) < _SAME_PLACE for x in known) for g in gutters
        )

    def _listed(self, items: list[Item], cuts: list[float]) -> list[Node]:
        """A list whose markers hang out: one column, an item after the other."""
        bounds = [-np.inf, *cuts, np.inf]
        rows: list[Row[Chunk]] = []
        nodes: list[Node] = []
        for top, bottom in itertools.pairwise(bounds):
            for node in stacked([i for i in items if top <= middle_of(i) < bottom]):
                if isinstance(node, Leaf):
                    rows += node.rows
                else:
                    nodes += [leaf_of(rows)] if rows else []
                    nodes.append(node)
                    rows = []
        return [*nodes, leaf_of(rows)] if rows else nodes

    def _gutters(self, items: list[Item], strip: Strip) -> list[Strip]:
        """``strip`` and the others that run down between most of ``items``, from the left.

        White behind the markers of a list is no gutter of the whole.
        """
        if len(items) == 2:
            # a label and its text, of which a page has many: there is but one white between them
            return [strip]
        em = usual_size(items)
        lines: dict[float, int] = {}
        first: dict[float, Strip] = {}
        for other in self.finder.strips(items):
            x = next((x for x in first if abs(x - other.x) < SAME * em), other.x)
            lines[x] = lines.get(x, 0) + other.lines
            known = first.setdefault(x, other)
            known.left = max(known.left, other.left)
        gutters = [strip]
        for x, other in first.items():
            crossing = rows_of([i for i in items if crosses(i, other)])
            apart = all(abs(x - g.x) > em for g in gutters)
            if apart and len(crossing) <= _SPANNING * lines[x]:
                gutters.append(other)
        gutters.sort(key=lambda g: g.x)
        starts = [g.x for g in gutters] + [np.inf]
        labelled = [_labelled([i for i in items if abs(i.x0 - x) < SAME * em]) for x in starts]
        listed = False
        kept: list[Strip] = []
        x = -np.inf
        for number, gutter in enumerate(gutters):
            between = [i for i in items if x <= (i.x0 + i.x1) / 2 < gutter.x]
            end = gutters[number + 1].x if number + 1 < len(gutters) else np.inf
            texts = [i for i in items if gutter.x <= (i.x0 + i.x1) / 2 < end]
            counted = bool(kept) and _counts_on(between) and _is_broken(texts, len(between))
            markers = counted or (kept and _labelled(between, 1.0, alone=True))
            # lists side by side: the labels of one are a column only if those of the other are
            beside = any(labelled[number + 1 :]) or (kept and listed)
            alone = not markers and beside and _labelled(between, _LABELLED, alone=True)
            listed = listed or bool(alone)
            markers = markers or alone
            if (gutter is strip and not counted) or (between and not markers):
                kept.append(gutter)
                x = gutter.x
        return kept

    def _rows(
        self, columns: list[list[Item]], edges: list[float], gutters: list[Strip],
        spanning: list[Item], cuts: list[float], reading: Reading, depth: int,
        listed: Container[int] = (), whole: Container[int] = (),
    ) -> Table:  # fmt: skip
        """A table without rules: each row's cells from the left; those of the columns ``listed``
        are read line by line; what follows each other in those that are ``whole`` is one cell."""
        bounds = [-np.inf, *cuts, np.inf]
        starts = [g.x for g in gutters]
        lefts = [min((i.x0 for i in column), default=0.0) for column in columns]
        cells: list[TableCell] = []
        begun = _begun(columns, whole, bounds)
        for top, bottom in itertools.pairwise(bounds):
            row = cells[-1].row + 1 if cells else 0
            chance = reading.between(top, bottom)
            wide = sorted((i for i in spanning if top <= middle_of(i) < bottom), key=lambda i: i.x0)
            pieces = [
                (number, begun.get((number, top), ([], 1))[0])
                if number in whole
                else (number, [i for i in column if top <= middle_of(i) < bottom])
                for number, column in enumerate(columns)
            ]
            if wide:
                first, last = (
                    bisect_right(starts, wide[0].x0 + 1),
                    bisect_right(starts, wide[-1].x1),
                )
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
                across = span > 1 or number in listed
                parts = stacked(mine) if across else self.arrange(mine, depth)
                doubted(parts, chance)
                high = begun[number, top][1] if number in whole and span == 1 else 1
                cells.append(TableCell(row, number, high, span, box, parts))
        x0, x1 = min(c.box[0] for c in cells), max(c.box[2] for c in cells)
        y0, y1 = min(c.box[1] for c in cells), max(c.box[3] for c in cells)
        return Table(x0, y0, x1, y1, cells, ruled=False)


def _with_box_beside(items: list[Item]) -> list[list[Item]] | None:
    """``items`` with one box of several lines beside short rows, which it has nothing to do with:
    what is above, the rows, the box, and what is below both; None of what is none."""
    for box in items:
        if isinstance(box, Table) and box.single and len(rows_in([box])) >= _LINES_OF_BOX:
            parts = _beside_box(items, box)
            if parts is not None:
                return parts
    return None


def _beside_box(items: list[Item], box: Table) -> list[list[Item]] | None:
    beside = [i for i in items if i is not box and i.y1 > box.y0 and i.y0 < box.y1]
    rows = rows_of([i for i in beside if isinstance(i, Chunk)])
    several = sum(len(row.items) > 1 for row in rows)
    if (
        len(rows) < _ROWS_BESIDE
        or several < _LABELLED_ROWS * len(rows)
        or max(i.x1 for i in beside) >= box.x0
        or any(isinstance(i, Table) for i in beside)
    ):
        return None
    ends = max(*(i.y1 for i in beside), box.y1)
    first = min(i.y0 for i in beside)
    above = [i for i in items if i is not box and i.y1 <= first]
    below = [i for i in items if i is not box and i.y0 >= ends]
    least = _APART_BELOW * usual_size(items)
    # rows that go on above or below the box are a table that it stands in
    if (above and first - max(i.y1 for i in above) < least) or (
        below and min(i.y0 for i in below) - ends < least
    ):
        return None
    others = {id(i) for i in (*above, *below, box)}
    return [above, [i for i in items if id(i) not in others], [box], below]


def _box_beside_rows(columns: list[list[Item]]) -> tuple[list[Item], list[Item]] | None:
    """A box of several lines that is the first or the last of three columns or more, and the
    others, whose lines have nothing to do with its lines; None of what is none."""
    filled = [column for column in columns if column]
    if len(filled) < _BESIDE_BOX:
        return None
    for at in (0, -1):
        box, others = filled[at], filled[1:] if at == 0 else filled[:-1]
        rest = [item for column in others for item in column]
        if (
            len(box) == 1
            and isinstance(box[0], Table)
            and box[0].boxed
            and len(rows_in([box[0]])) > 1
            and all(len(rows_of(column)) > 1 for column in others)
            and not any(isinstance(item, Table) for item in rest)
        ):
            return (box, rest) if at == 0 else (rest, box)
    return None


def _whole(parts: list[Node], items: list[Item]) -> Table:
    """``parts``, which ``items`` were read as, whole by themselves: their rows are not those of
    what stands beside them."""
    box = _box_of(items)
    return Table(*box, [TableCell(0, 0, 1, 1, box, with_tables(parts))], ruled=False)


def _box_of(items: list[Item]) -> tuple[float, float, float, float]:
    return (
        min(i.x0 for i in items), min(i.y0 for i in items),
        max(i.x1 for i in items), max(i.y1 for i in items),
    )  # fmt: skip


def _begun(
    columns: list[list[Item]], whole: Container[int], bounds: list[float]
) -> dict[tuple[int, float], tuple[list[Item], int]]:
    """What begins in each row of the columns ``whole``, by the column and the row's top: lines that
    follow each other, and over how many rows."""
    begun: dict[tuple[int, float], tuple[list[Item], int]] = {}
    for number, column in enumerate(columns):
        if number not in whole or not column:
            continue
        rows = rows_of(column)
        for group in groups(rows, pitch_of(rows)):
            first = bisect_right(bounds, (group[0].y0 + group[0].y1) / 2) - 1
            last = bisect_right(bounds, (group[-1].y0 + group[-1].y1) / 2) - 1
            # lines above the first row are heads, and no part of what begins in it
            items = [item for row in group for item in row.items]
            key = number, bounds[first]
            held, high = begun.get(key, ([], 1))
            begun[key] = held + items, max(high, last - first + 1)
    return begun


def _is_one_row(items: list[Item]) -> bool:
    """Whether upright lines and others stand beside each other on one level, as heads of columns
    do."""
    guests = [i for i in items if isinstance(i, Table) and i.guest]
    if len(guests) < _GUESTS:
        return False
    level = min(i.y1 for i in items) - max(i.y0 for i in items)
    if level < _LEVEL_OF_ROW * min(i.y1 - i.y0 for i in items):
        return False
    ordered = sorted(items, key=lambda i: i.x0)
    return all(a.x1 <= b.x0 + 1 for a, b in itertools.pairwise(ordered))


def _row_about_middle(items: list[Item]) -> Table | None:
    """A row of cells whose first holds three lines or more, and each of the others one that is
    level with the middle one of these; None of what is none."""
    rows = rows_of(items)
    at, rest = divmod(len(rows), 2)
    if at == 0 or not rest or len(rows[at].items) < _ABOUT_MIDDLE:
        return None
    if any(len(row.items) > 1 for row in rows[:at] + rows[at + 1 :]):
        return None
    first, *others = rows[at].items
    column = [first, *(row.items[0] for row in rows[:at] + rows[at + 1 :])]
    em = usual_size(column)
    if max(i.x1 for i in column) > others[0].x0 or max(
        abs(i.x0 - first.x0) for i in column
    ) > SAME * em:  # fmt: skip
        return None
    above, below = min(i.y0 for i in column), max(i.y1 for i in column)
    level = [middle_of(i) for i in others]
    if max(abs(y - (above + below) / 2) for y in level) > _OFF_MIDDLE * em:
        return None
    box = min(i.x0 for i in column), above, max(i.x1 for i in column), below
    cells = [TableCell(0, 0, 1, 1, box, stacked(column))]
    cells += [
        TableCell(0, number, 1, 1, (i.x0, i.y0, i.x1, i.y1), stacked([i]))
        for number, i in enumerate(others, 1)
    ]
    return Table(box[0], above, max(i.x1 for i in others), below, cells, ruled=False)


def _row_between_rules(items: list[Item], down: Floats) -> Table | None:
    """A row of cells that upright rules of ``down`` (n, 4), which run on above or below, part: all
    stand about one middle, most have one line and one at least has several; None of what is
    none."""
    if len(items) < _BETWEEN or not len(down):
        return None
    top, bottom = min(i.y0 for i in items), max(i.y1 for i in items)
    em = usual_size(items)
    rules = [
        ((x0 + x1) / 2, upper, lower)
        for x0, upper, x1, lower in sorted(down.tolist())
        if upper < top + 0.5 * em
        and lower > bottom - 0.5 * em
        and not any(i.x0 + 0.3 * em < (x0 + x1) / 2 < i.x1 - 0.3 * em for i in items)
    ]
    places = [x for x, _, _ in rules]
    parts = [
        [i for i in items if left < (i.x0 + i.x1) / 2 <= right]
        for left, right in itertools.pairwise([-np.inf, *places, np.inf])
    ]
    parts = [part for part in parts if part]
    lines = [len(rows_of(part)) for part in parts]
    if len(parts) < _BETWEEN or max(lines) == 1 or 2 * lines.count(1) <= len(parts):
        return None
    middles = [(min(i.y0 for i in part) + max(i.y1 for i in part)) / 2 for part in parts]
    if max(abs(m - (top + bottom) / 2) for m in middles) > _OFF_MIDDLE * em:
        return None
    cells = [
        TableCell(
            0, number, 1, 1,
            (min(i.x0 for i in part), min(i.y0 for i in part), max(i.x1 for i in part),
             max(i.y1 for i in part)),
            stacked(part),
        )
        for number, part in enumerate(parts)
    ]  # fmt: skip
    x0, x1 = cells[0].box[0], cells[-1].box[2]
    inner = tuple(rule for rule in rules if x0 < rule[0] < x1)
    return Table(x0, top, x1, bottom, cells, ruled=False, between=inner)


def _row_of(items: list[Item]) -> Table:
    """What stands beside each other as a row of cells."""
    cells = [
        TableCell(0, number, 1, 1, (item.x0, item.y0, item.x1, item.y1), stacked([item]))
        for number, item in enumerate(sorted(items, key=lambda i: i.x0))
    ]
    return Table(
        cells[0].box[0], min(c.box[1] for c in cells), cells[-1].box[2],
        max(c.box[3] for c in cells), cells, ruled=False,
    )  # fmt: skip


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


def _captions_below(below: list[Item], strip: Strip) -> list[Item]:
    """The captions with which columns end below figures that hold no words, over which the white
    between the columns could not be followed."""
    found: list[Item] = []
    for row in rows_of([i for i in below if isinstance(i, Chunk)]):
        if any(crosses(item, strip) for item in row.items) or not any(
            is_caption(item.text) for item in row.items
        ):
            break
        found += row.items
    top = min((i.y0 for i in below if isinstance(i, Table)), default=np.inf)
    return [i for i in found if i.y0 < top]


def _head_of_all(columns: list[list[Item]]) -> list[Item]:
    """Lines of a column that stand above all others and in the middle of all: a title is of no
    column, though there are three and it is no wider than the second."""
    filled = [column for column in columns if column]
    x0, x1 = min(i.x0 for c in filled for i in c), max(i.x1 for c in filled for i in c)
    highest = min(filled, key=lambda column: min(i.y0 for i in column))
    others = [i.y0 for column in filled if column is not highest for i in column]
    if highest is filled[0] or not others:
        return []
    head: list[Item] = []
    for row in rows_of(highest):
        middle = (row.x0 + row.x1) / 2
        if row.y1 > min(others) or abs(middle - (x0 + x1) / 2) > _MIDDLE * (row.size or 10.0):
            break
        head += row.items
    return head if len(head) < len(highest) else []


def _underlines(level: float, items: list[Item]) -> bool:
    """Whether a rule at ``level`` is drawn on or close below a line of ``items``."""
    return any(i.y0 < level < i.y1 + _UNDERLINE * i.size for i in items if i.size)


def _labelled(items: list[Item], least: float = _LABELLED, *, alone: bool = False) -> bool:
    """Whether the share ``least`` of ``items`` begins like items of a list, or, ``alone``, is
    nothing but its markers."""
    marked = [
        begins_with_marker(i.text + " ")
        and (len(i.text) <= _LABEL or not (alone or _IN_BRACKETS.fullmatch(i.text)))
        for i in items
    ]
    return bool(marked) and sum(marked) >= least * len(marked)


def _is_markers(items: list[Item]) -> bool:
    """Whether a column holds nothing but the markers of a list or the numbers of notes."""
    return all(
        len(i.text) <= _LABEL and (begins_with_marker(i.text + " ") or _CODE.fullmatch(i.text))
        for i in items
    )


def _counts_on(items: list[Item]) -> bool:
    """Whether a column holds numbers that count on, each by itself on its line, and above them
    little else."""
    return counted_from([row.text for row in rows_of(items)]) is not None


def _is_broken(items: list[Item], labels: int) -> bool:
    """Whether a column beside so many ``labels`` is of texts that are broken over lines."""
    rows = rows_of(items)
    wide = max((row.x1 - row.x0 for row in rows), default=0.0)
    return len(rows) > _BROKEN * labels and wide > _WIDE * usual_size(items)


def _paired(columns: list[list[Item]], cuts: list[float]) -> list[int]:
    """Which of ``columns`` hold days or numbers of what stands close beside each in the next one,
    or few words again and again (plaintiff, defendant): both are one column of lists."""
    found: list[int] = []
    for number, (labels, texts) in enumerate(itertools.pairwise(columns)):
        if number - 1 in found or len(labels) < _PAIRS or not texts:
            continue
        dated = sum(bool(_DAY.fullmatch(i.text)) for i in labels) >= _DATED * len(labels)
        em = usual_size(labels)
        white = min(i.x0 for i in texts) - max(i.x1 for i in labels)
        if white > _PAIR_WHITE * em or not (
            dated or (white < _SPACE * em and _are_said_again(labels))
        ):
            continue
        several = beside = 0
        for top, bottom in itertools.pairwise([-np.inf, *cuts, np.inf]):
            days = [i for i in labels if top <= middle_of(i) < bottom]
            rows = rows_of([i for i in texts if top <= middle_of(i) < bottom])
            level = sum(
                any(abs(middle_of(day) - (row.y0 + row.y1) / 2) < 0.5 * row.size for row in rows)
                for day in days
            )
            several += len(rows) > 1
            beside += len(days) > 1 and level == len(days) and level > _DATED * len(rows) / 2
        if several and beside >= _DATED * several:
            found.append(number)
    return found


def _beside_labels(labels: list[Item], texts: list[Item]) -> list[Item]:
    """The items of both: what stands on one line with a label that is said again goes with it."""
    if not _are_said_again(labels):
        return labels + texts
    result: list[Item] = []
    rest = list(texts)
    for label in labels:
        level = [
            i for i in rest if abs(middle_of(i) - middle_of(label)) < _LEVEL_OF_ROW * label.size
        ]
        if len(level) == 1 and isinstance(label, Chunk) and isinstance(level[0], Chunk):
            rest.remove(level[0])
            result.append(as_one([label, level[0]]))
        else:
            result.append(label)
    return result + rest


def _are_said_again(labels: list[Item]) -> bool:
    return say_again([label.text for label in labels])


def _hang_out(markers: list[Item], texts: list[Item], cuts: list[float]) -> bool:
    """Whether a column holds nothing but markers that stand at the first lines of their texts: one
    set at half the height of a text is the label of its row."""
    if (not _is_markers(markers) and not _counts_on(markers)) or _have_entries(texts, cuts):
        return False
    for top, bottom in itertools.pairwise([-np.inf, *cuts, np.inf]):
        labels = [i for i in markers if top <= middle_of(i) < bottom]
        mine = [i for i in texts if top <= middle_of(i) < bottom]
        if len(labels) != 1 or not mine:
            continue
        first, last = min(i.y0 for i in mine), max(i.y1 for i in mine)
        middle = middle_of(labels[0])
        em = labels[0].size or 10.0
        if middle > first + _BELOW_FIRST * em and abs(middle - (first + last) / 2) < _HALF_WAY * em:
            return False
    return True


def _have_entries(items: list[Item], cuts: list[float]) -> bool:
    """Whether most of what stands between ``cuts`` begins with several entries side by side, as the
    rows of a table do: an item of a list has an amount beside it at most."""
    rows = full = 0
    for top, bottom in itertools.pairwise([-np.inf, *cuts, np.inf]):
        mine = [i for i in items if top <= middle_of(i) < bottom]
        if not mine:
            continue
        level = rows_of(mine)[0].items
        white = [b.x0 - a.x1 for a, b in itertools.pairwise(level)]
        rows += 1
        full += sum(w > _SPACE * (level[0].size or 10.0) for w in white) + 1 >= _ENTRIES_BESIDE
    return rows >= _ROWS_OF_ENTRIES and full >= _OF_ENTRIES * rows


def _parted(items: list[Item], gutters: list[Strip]) -> list[list[Item]]:
    starts = [g.x for g in gutters]
    columns: list[list[Item]] = [[] for _ in range(len(starts) + 1)]
    for item in items:
        columns[bisect_right(starts, (item.x0 + item.x1) / 2)].append(item)
    return columns


def _alike(columns: list[list[Item]]) -> bool:
    """Whether columns are wide and alike, as those of a page are that hold lists."""
    widths = [max(i.x1 for i in c) - min(i.x0 for i in c) for c in columns if c]
    return len(widths) == len(columns) and min(widths) > _WIDTHS * max(widths)


def _with_spanning(
    cuts: list[float], spanning: list[Item], columns: list[list[Item]]
) -> list[float]:
    """``cuts`` and those above and below each line that runs over several columns."""
    middles = sorted(middle_of(i) for column in columns for i in column)
    wanted = set(cuts)
    for row in rows_of(spanning):
        middle = (row.y0 + row.y1) / 2
        wanted |= {row.y0 - 0.1 * row.size, row.y1 - 0.1 * row.size}
        wanted -= {c for c in cuts if row.y0 - 0.1 * row.size < c < middle + 0.1}
    ordered = sorted(wanted)
    ends = [*middles, *(middle_of(i) for i in spanning)]
    return [
        cut
        for above, cut in zip([-np.inf, *ordered], ordered, strict=False)
        if any(above <= m < cut for m in ends)
    ]
