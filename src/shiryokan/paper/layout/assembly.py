"""A page's glyphs and rules to the page as it is read: the steps of the layout in their order."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Glyphs, Ints
from shiryokan.paper.layout import spaced
from shiryokan.paper.layout.aligning import Gutters, parted_at_rules, trimmed
from shiryokan.paper.layout.banded import with_bands_ruled
from shiryokan.paper.layout.bars import BarChart, bar_charts, labelled
from shiryokan.paper.layout.blocks import Style, blocks_of, bounds
from shiryokan.paper.layout.boxed_heads import columns_below_boxes
from shiryokan.paper.layout.boxed_labels import rows_beside_boxes
from shiryokan.paper.layout.bullets import with_bullets
from shiryokan.paper.layout.charts import by_level, in_columns
from shiryokan.paper.layout.chunks import Chunk, chunks_of
from shiryokan.paper.layout.column_heads import are_heads
from shiryokan.paper.layout.doubts import weigh
from shiryokan.paper.layout.drawings import drawings_of
from shiryokan.paper.layout.edges import edge_items, finished, note_items
from shiryokan.paper.layout.figures import figures_of, with_captions
from shiryokan.paper.layout.frames import Turn, directions, set_upright
from shiryokan.paper.layout.grids import Grid, all_grids
from shiryokan.paper.layout.heads import Seen, heads_of
from shiryokan.paper.layout.letterheads import letterheads
from shiryokan.paper.layout.lines import Row, rows_of
from shiryokan.paper.layout.marks import Marks, marks_of
from shiryokan.paper.layout.nesting import Nest
from shiryokan.paper.layout.nodes import (
    Item,
    Leaf,
    Node,
    Table,
    TableCell,
    coalesced,
    rows_in,
    stacked,
)
from shiryokan.paper.layout.one_space import with_spaces
from shiryokan.paper.layout.open_tables import between_levels, table_between, with_tables
from shiryokan.paper.layout.panels import Panels
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.raised import set_in
from shiryokan.paper.layout.rects import Rect
from shiryokan.paper.layout.regions import Arranger
from shiryokan.paper.layout.ruby import attach_ruby
from shiryokan.paper.layout.ruled_columns import with_inner_columns
from shiryokan.paper.layout.ruled_lines import RuledLines
from shiryokan.paper.layout.ruled_rows import Held, parted
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.layout.side_titles import with_side_titles
from shiryokan.paper.layout.strikes import Strikes, strikes_of
from shiryokan.paper.layout.turned import guests_of
from shiryokan.paper.model import Block, Cell, Line, Page, Warning

_MOSTLY = PARAMS.assembly.mostly
_TURNED = PARAMS.assembly.turned
_TEXT_SHARE = PARAMS.assembly.text_share
_TEXT_LEAST = PARAMS.assembly.text_least

NOTHING_UNSEEN: Mapping[str, int] = {}
_SHIFT = PARAMS.assembly.shift
_TITLE = PARAMS.assembly.title
_LEVEL = PARAMS.assembly.level
_LABEL = PARAMS.assembly.label
_ALIKE = PARAMS.assembly.alike
_FRAMES = PARAMS.assembly.frames
_HEADS = PARAMS.assembly.heads
_BANDS = PARAMS.assembly.bands
_SECTIONED = PARAMS.assembly.sectioned
_SECTIONS = PARAMS.assembly.sections
_BELOW_TITLE = PARAMS.assembly.below_title
_TITLED = PARAMS.assembly.titled
_DATED = PARAMS.assembly.dated
_SPREAD = PARAMS.assembly.spread
_DATE = re.compile(r"(?:(?:令和|平成|昭和)[0-9０-９元]+|[0-9０-９]{4})年[0-9０-９]+月[0-9０-９]+日")
_SPACES = re.compile("[ \u3000]+")
_TOUCH = PARAMS.assembly.touch
_ON_GROUND = PARAMS.assembly.on_ground
_BELOW_GROUND = PARAMS.assembly.below_ground
_ROWS = PARAMS.open_tables.rows
_TABLED = PARAMS.assembly.tabled
_SUPERSCRIPT = PARAMS.assembly.superscript


class Columns(NamedTuple):
    """Where columns begin beyond doubt on a page of this size and direction, in points."""

    size: tuple[float, float]
    quarters: int
    lefts: tuple[float, ...] = ()
    rows: tuple[float, ...] = ()
    """Those of them that are read row by row."""
    starts: tuple[float, ...] = ()
    """Where many lines begin that have others to their left."""

    def like(self, other: Columns) -> bool:
        """Whether both pages are of one size and direction."""
        return self.size == other.size and self.quarters == other.quarters


NO_COLUMNS = Columns((0.0, 0.0), 0)


def _holds_tables(table: Table) -> bool:
    """Whether what has no rules of its own holds tables with rules, or figures: parts of a page
    that stand beside each other are no cells."""
    return not table.ruled and any(
        isinstance(part, Table) and _is_whole(part) for cell in table.cells for part in cell.parts
    )


def _lines_of_date(table: Node) -> list[Node]:
    """The lines of a table without rules that is none but the number and the date of a letter,
    whose characters are spread over one width; nothing where it is something else."""
    if isinstance(table, Leaf) or table.ruled or table.figure:
        return []
    if max((cell.row + cell.rows for cell in table.cells), default=0) > _DATED:
        return []
    chunks: list[Item] = [
        c for cell in table.cells for row in rows_in(cell.parts) for c in row.items
    ]
    dated = any(
        len(row.items) >= _SPREAD and _DATE.fullmatch(_SPACES.sub("", row.text))
        for row in rows_of(chunks)
    )
    return list(stacked(chunks)) if dated else []


def _is_title(table: Table) -> bool:
    """Whether what stands beside each other, without rules, is a title and something small beside
    it, as the date of a paper, and no row of cells."""
    if table.ruled or table.figure or max(cell.row + cell.rows for cell in table.cells) > 1:
        return False
    sizes = [max((row.size for row in rows_in(cell.parts)), default=0.0) for cell in table.cells]
    filled = [size for size in sizes if size]
    return bool(filled) and max(filled) > _TITLED * min(filled)


def _is_whole(table: Table) -> bool:
    """Whether it is a figure, a table with rules, or a frame around a table of several rows."""
    if table.figure or len(table.cells) > 1:
        return table.figure or table.ruled
    return any(
        isinstance(part, Table)
        and (part.figure or part.ruled or max(c.row for c in part.cells) >= _ROWS - 1)
        for part in table.cells[0].parts
    )


def _without_head_grounds(items: list[Item]) -> tuple[list[Item], list[list[float]]]:
    """``items`` with what stands in frames or on grounds of one line each, several of which touch
    side by side, or one that holds all, in the place of these: the heads of columns that have no
    frames below; and their
    upper edges, each from its left end to its right end, as rules are. Two are heads of old and
    new text as often, which keep their frames: as lines they would go with the column below."""
    frames = _frames_of_lines(items)
    frames.sort(key=lambda f: (round(f.y0), f.x0))
    runs: list[list[Table]] = []
    for frame in frames:
        last = runs[-1][-1] if runs else None
        level = last and abs(last.y0 - frame.y0) < _TOUCH and abs(last.y1 - frame.y1) < _TOUCH
        if last and level and abs(last.x1 - frame.x0) < _TOUCH and not _is_below(last, frames):
            runs[-1].append(frame)
        else:
            runs.append([frame])
    chunks = [item for item in items if isinstance(item, Chunk)]
    gone = {
        id(frame): _pieces(frame)
        for run in runs
        if len(run) >= _HEADS or (len(run) == 1 and _has_rows(run[0], chunks))
        for frame in run
    }
    tops: list[list[float]] = []
    for frame in (f for f in frames if id(f) in gone):
        if tops and abs(tops[-1][1] - frame.y0) < _TOUCH:
            tops[-1][2] = frame.x1
        else:
            tops.append([frame.x0, frame.y0, frame.x1, frame.y0])
    kept: list[Item] = [own for item in items for own in gone.get(id(item), [item])]
    return kept, tops


def _has_rows(frame: Table, chunks: Sequence[Chunk]) -> bool:
    """Whether one ground holds the heads of the columns below it."""
    pieces = _pieces(frame)
    if len(pieces) < _ON_GROUND:
        return False
    below = [
        c for c in chunks
        if frame.y1 < c.y1 < frame.y1 + _BELOW_GROUND * (frame.y1 - frame.y0)
        and c.x0 > frame.x0 - _TOUCH and c.x1 < frame.x1 + _TOUCH
    ]  # fmt: skip
    return are_heads(pieces, below, _ON_GROUND)


def _frames_of_lines(items: Sequence[Item]) -> list[Table]:
    """The frames and grounds among ``items`` around one line of text each."""
    return [
        i for i in items
        if isinstance(i, Table) and i.ruled and len(i.cells) == 1 and not (i.figure or i.guest)
        and len(rows_in(i.cells[0].parts)) == 1
    ]  # fmt: skip


def _pieces(frame: Table) -> list[Item]:
    """What stands in a frame around one line."""
    return [chunk for row in rows_in(frame.cells[0].parts) for chunk in row.items]


def _without_bands(items: list[Item]) -> list[Item]:
    """``items`` with what stands on bands in the place of these: grounds of one line and one width,
    of several pieces each or the titles of sections, with rows of such pieces between them."""
    alike: dict[tuple[int, int], list[Table]] = {}
    for frame in _frames_of_lines(items):
        alike.setdefault((round(frame.x0 / _ALIKE), round(frame.x1 / _ALIKE)), []).append(frame)
    gone: dict[int, list[Item]] = {}
    for bands in alike.values():
        if len(bands) < _SECTIONS:
            continue
        first = bands[0]
        top, bottom = min(b.y0 for b in bands), max(b.y1 for b in bands)
        # titles of sections stand on bands alone: then the rows must look like those of a table
        titled = sum(len(_pieces(band)) > 1 for band in bands) < _BANDS
        least = _SECTIONED if titled else 1
        reach = _BELOW_TITLE * (first.y1 - first.y0) if titled else 0.0
        between = [
            i for i in items
            if isinstance(i, Chunk) and i.x0 > first.x0 and i.x1 < first.x1
            and top < i.y0 < bottom + reach
        ]  # fmt: skip
        rows = rows_of(between)
        if sum(len(row.items) > least for row in rows) >= max(_BANDS, len(rows) / 2):
            gone |= {id(band): _pieces(band) for band in bands}
    return [own for item in items for own in gone.get(id(item), [item])]


def _is_below(frame: Table, frames: list[Table]) -> bool:
    """Whether ``frame`` touches one above or below: heads over heads, or rows of cells."""
    return any(
        min(abs(frame.y0 - other.y1), abs(frame.y1 - other.y0)) < _TOUCH
        and other.x0 < frame.x1 - _TOUCH
        and other.x1 > frame.x0 + _TOUCH
        for other in frames
    )


def _own_tables(cells: list[TableCell]) -> list[Node]:
    """What stands in the cells of a ruled grid, each of which holds a table without rules, or lines
    around it; nothing where one holds but text."""
    filled = [cell for cell in cells if cell.parts]
    if len(filled) < _FRAMES:
        return []
    found: list[Node] = []
    for cell in filled:
        parts = with_tables(cell.parts)
        tables = [p for p in parts if isinstance(p, Table) and not (p.ruled or p.figure)]
        rows = max((1 + max(c.row for c in table.cells) for table in tables), default=0)
        lines = len(rows_in(parts))
        if rows < _ROWS or sum(len(t.cells) for t in tables) < _TABLED * lines:
            return []
        found += parts
    return found


def _often(pages: Sequence[tuple[float, ...]]) -> list[float]:
    """The places that more than one of ``pages`` has, about."""
    return sorted({
        x
        for page in pages
        for x in page
        if sum(any(abs(x - other) < _SHIFT for other in each) for each in pages) > 1
    })  # fmt: skip


class LaidOut(NamedTuple):
    """A page as it is read, and what it tells the pages after it."""

    page: Page
    columns: Columns


def lay_out(
    number: int,
    size: tuple[float, float],
    glyphs: Glyphs,
    rules: RuledLines,
    *,
    cut: bool,
    unseen: Mapping[str, int] = NOTHING_UNSEEN,
    before: Sequence[Columns] = (),
) -> LaidOut:
    """Page ``number`` (from 1) of ``size`` (width, height in points).

    ``rules`` are the page's ruled lines; ``cut`` says that it had more glyphs than were read,
    ``unseen`` how many were left out because the page does not show them, for each cause.
    ``before`` are the columns of the pages before: where few lines show a column that those pages
    have, it is believed. The result does not depend on the order of ``glyphs``.
    """
    marks = marks_of(glyphs, size)
    layout = _Layout(marks, size, rules, before) if len(marks) else None
    blocks = finished(layout.blocks() if layout else [], size)
    page = Page(
        page=number,
        width=round(size[0], 2),
        height=round(size[1], 2),
        text="\n".join(line.text for block in blocks for line in block.lines),
        blocks=tuple(blocks),
        warnings=tuple(_warnings(blocks, marks, cut, unseen)),
    )
    return LaidOut(page, layout.found() if layout else NO_COLUMNS)


def _warnings(
    blocks: list[Block], marks: Marks, cut: bool, unseen: Mapping[str, int]
) -> list[Warning]:
    warnings = []
    if cut:
        warnings.append(Warning("glyphs_cut", "the page has more glyphs than the limit"))
    unmapped = int(np.count_nonzero(marks.suspect))
    if unmapped:
        warnings.append(Warning("glyphs_unmapped", f"{unmapped} glyphs without a code point"))
    if unseen:
        causes = ", ".join(f"{cause} {count}" for cause, count in sorted(unseen.items()))
        warnings.append(Warning("text_unseen", f"glyphs that the page does not show: {causes}"))
    if not blocks:
        warnings.append(Warning("no_text", "the page has no text layer"))
    return warnings


def _bars_of(rules: RuledLines, marks: Marks, written: Floats) -> tuple[list[BarChart], RuledLines]:
    """The charts of bars, and the rules that are of none of them, with those of banded tables."""
    if np.count_nonzero(marks.quarter) >= _TURNED * len(marks):
        return [], rules
    # the cells of a table stand on grounds beside each other, as the bars of a chart do
    return bar_charts(with_bands_ruled(rules, written), marks)


class _Layout:
    """The layout of one page, in the frame of the direction that most of it is written in."""

    def __init__(
        self, marks: Marks, size: tuple[float, float], rules: RuledLines,
        before: Sequence[Columns] = (),
    ) -> None:  # fmt: skip
        self.size = size
        written = marks.box[~marks.space]
        self.charts, rules = _bars_of(rules, marks, written)
        """The charts of bars, of a page that is upright but for the names of scales."""
        nest = Nest(all_grids(rules, size, written))
        cells = nest.cells_at(marks.box)
        turns = directions(marks, cells)
        weights = np.bincount(turns[~marks.space], minlength=4)
        main = _direction(int(weights.argmax()), turns[~marks.space], cells[~marks.space])
        self.turn = Turn(main, *size)
        self.rules = rules
        self.strikes: Strikes | None = None
        """Those on all marks, of a page that is upright."""
        if main == 0:
            # a stroke on words as wide as their cell must part no rows
            self.strikes = strikes_of(marks, rules, vertical=False)
            if len(self.strikes.rules):
                nest = Nest(all_grids(rules.without(self.strikes.rules), size, written))
                cells = nest.cells_at(marks.box)
            cells = nest.with_signs_beside(cells, marks)
        rules = rules.turned(self.turn)
        self.shapes, self.panels, self.drawn = rules.shapes, rules.panels, rules
        self.nest = nest
        if main:
            self.nest = Nest(
                all_grids(rules, self.turn.size, self.turn.boxes(marks.box[~marks.space]))
            )
            cells = self.nest.cells_at(self.turn.boxes(marks.box))
        self.down = rules.seen().outside([g.box for g in self.nest.grids])[1]
        """The upright rules that are no side of a cell or of a shape, in the frame of most of the
        page."""
        self.columns = Columns(size, main)
        self.known = sorted({x for c in before if c.like(self.columns) for x in c.lefts})
        self.sheets: dict[int, Sheet] = {}
        self.items: dict[int, list[Item]] = {}
        chunks = self._chunks(marks, turns, cells, main)
        for chunk in chunks:
            self.items.setdefault(chunk.cell, []).append(chunk)
        if len(weights.nonzero()[0]) > 1:
            self._add_guests(marks, turns, cells, main)
        if main in self.sheets:
            rules = rules.without(self.sheets[main].strikes.rules)
        self.arranger = Arranger(
            *rules.outside([g.box for g in self.nest.grids]),
            tiers=main % 2 == 1,
            known=[*self.known, *_often([c.starts for c in before if c.like(self.columns)])],
            rows=_often([c.rows for c in before if c.like(self.columns)]),
        )
        self.style = _style(marks)

    def _chunks(self, marks: Marks, turns: Ints, cells: Ints, quarter: int) -> list[Chunk]:
        """The chunks of one direction, in the main frame's ``cells`` but their own frame."""
        chosen = np.flatnonzero(turns == quarter)
        mine = marks if len(chosen) == len(marks) else marks.take(chosen)
        turn = Turn(quarter, *self.size)
        cell, box = cells[chosen], mine.box
        if quarter == 1:
            upright = mine.quarter == 0
            box = box.copy()
            box[upright] = set_upright(box[upright], mine.size[upright], mine.character[upright])
        mine = mine.at(turn.boxes(box))
        joined = self._rows_between_levels()
        closed = (cell >= 0) & ~np.isin(cell, list(joined))
        chunks, before = chunks_of(mine, cell, closed)
        chunks, moved = set_in(chunks, mine)
        vertical = quarter == 1 and 2 * int(np.count_nonzero(mine.quarter == 0)) > len(mine)
        strikes = self.strikes if len(chosen) == len(marks) else None
        if strikes is None:
            strikes = strikes_of(mine, self.rules.turned(turn), vertical=vertical)
        sheet = Sheet.of(mine, turn, before, _overlapping(chunks, mine), strikes)
        sheet.move(moved)
        self.sheets[quarter] = sheet
        chunks = attach_ruby(chunks, mine)
        for chunk in chunks:
            chunk.turn = quarter
        if quarter == self.turn.quarters:
            chunks = parted_at_rules(chunks, self.down, self.sheets[quarter])
        apart = chunks
        chunks = with_spaces(spaced.joined(chunks), self.sheets[quarter], joined)
        if quarter == self.turn.quarters:
            # no word runs over a rule, however like one space the white about it is
            chunks = parted_at_rules(chunks, self.down, self.sheets[quarter], known=apart)
        trimmed(chunks, self.sheets[quarter])
        most = quarter == self.turn.quarters
        known, rows = (self.known, joined) if most else ((), {})
        gutters = Gutters(chunks, self.sheets[quarter], known, rows)
        if most:
            self.columns = self.columns._replace(lefts=gutters.sure)
        return with_bullets(gutters.parted())

    def _add_guests(self, marks: Marks, turns: Ints, cells: Ints, main: int) -> None:
        """Lines of other directions, as items of the main frame."""
        level = self.turn.boxes(marks.box[(turns == main) & ~marks.space])
        for quarter in range(4):
            if quarter == main or not (turns == quarter).any():
                continue
            chunks = self._chunks(marks, turns, cells, quarter)
            for cell, guest in guests_of(chunks, Turn(quarter, *self.size), self.turn, level):
                self.items.setdefault(cell, []).append(guest)

    def found(self) -> Columns:
        """What the page tells those after it, once it is laid out."""
        return self.columns._replace(
            rows=tuple(sorted(self.arranger.rows_found)),
            starts=tuple(sorted(self.arranger.finder.learned)),
        )

    def blocks(self) -> list[Block]:
        nodes = self._nodes(-1)
        weigh(nodes, self.sheets, self.turn)
        return self._blocks(nodes)

    def _nodes(self, cell: int, *, chart: bool = False, frame: Rect | None = None) -> list[Node]:
        """What is in a cell of a grid (-1: on the page outside all), in reading order; ``chart``
        says that these are the boxes of a chart, ``frame`` is the box of the cell if it is a frame
        or a ground by itself."""
        items = self.items.get(cell, [])
        grids = self.nest.grids_in(cell)
        if grids:
            self._learn_together(grids, items)
        for grid in grids:
            items = [*items, *self._table(grid)]
        items, tops = _without_head_grounds(_without_bands(items))
        # what stands above the grounds is not of the rows below their heads
        self.arranger.across += tops
        for grid in grids:
            items = self._with_heads(items, grid)
        if grids and not self.turn.quarters:
            items = with_side_titles(items)
        items = self._with_boxed_labels(self._with_boxed_heads(items))
        items, bars = labelled(items, self.charts) if self.charts else (items, [])
        if cell == -1:
            items, figures = figures_of(items, self.shapes, self.turn.size)
            items, figures = drawings_of(items, figures + bars, self.drawn, self.turn.size)
            items, figures = with_captions(items, figures)
            self.arranger.learn(items)
            items = [*items, *figures]
            head, items, foot = edge_items(items, self.turn.quarters, self.turn.size)
            text, notes = note_items(items, self.style.size)
            text = self._with_letterheads(text)
            self.arranger.body = (
                min((i.x0 for i in text), default=0.0), max((i.x1 for i in text), default=0.0),
                len(text),
            )  # fmt: skip
            body = with_tables(self._ordered(text))
            body = [part for node in body for part in _lines_of_date(node) or [node]]
            before, *after = (self._ordered(part) for part in (head, notes, foot))
            return [*before, *body, *itertools.chain.from_iterable(after)]
        if frame is not None:
            items, bars = drawings_of(items, bars, self.drawn, self.turn.size, frame)
        if bars:
            items, bars = with_captions(items, bars)
            items = [*items, *bars]
        if chart:
            return [node for stack in by_level(items) for node in self._ordered(stack)]
        return self._ordered(items)

    def _ordered(self, items: list[Item]) -> list[Node]:
        return self.arranger.arrange(items) if items else []

    def _rows_between_levels(self) -> dict[int, int]:
        """The cells between level rules, each with the first of those that are as wide: a table may
        be drawn with such rules alone, and a row has too few lines to tell its columns."""
        first: dict[tuple[int, int], int] = {}
        joined: dict[int, int] = {}
        for number, grid in enumerate(self.nest.grids):
            if grid.levels:
                width = round(grid.box[0] / _ALIKE), round(grid.box[2] / _ALIKE)
                for cell, _ in self.nest.cells_of(number):
                    joined[cell] = first.setdefault(width, cell)
        return joined

    def _learn_together(self, grids: Sequence[int], free: list[Item]) -> None:
        """Note where columns begin in tables between level rules that are equally wide, and in what
        of ``free`` stands between their edges: a plan is drawn as one such table an item, and one
        of a single line does not show its columns."""
        alike: dict[tuple[int, int], list[int]] = {}
        for grid in grids:
            if self.nest.grids[grid].levels:
                left, _, right, _ = self.nest.grids[grid].box
                alike.setdefault((round(left / _ALIKE), round(right / _ALIKE)), []).append(grid)
        for mine in alike.values():
            left, _, right, _ = self.nest.grids[mine[0]].box
            beyond = [i for i in free if i.x0 > left - _ALIKE and i.x1 < right + _ALIKE]
            cells = [cell for grid in mine for cell, _ in self.nest.cells_of(grid)]
            held = [item for cell in cells for item in self.items.get(cell, [])]
            self.arranger.learn([*beyond, *held])

    def _boxes_of(self, cell: int) -> list[Item]:
        """What is in a cell of a chart: its boxes, and what stands beside them."""
        boxes = [item for inner in self.nest.grids_in(cell) for item in self._table(inner)]
        return [*self.items.get(cell, []), *boxes]

    def _with_heads(self, items: list[Item], grid: int) -> list[Item]:
        """``items`` of a cell, a chart among them that is read column by column as one with the
        heads of its columns."""
        chart = self.nest.grids[grid].chart
        if chart is None or not chart.sideways or self.turn.quarters:
            return items
        ((cell, _),) = self.nest.cells_of(grid)
        box = self.nest.grids[grid].box
        held = [i for i in items if isinstance(i, Table) and (i.x0, i.y0, i.x1, i.y1) == box]
        others = [i for i in items if i not in held]
        columns = in_columns(self._boxes_of(cell), others, chart)
        if not columns or not held:
            return items
        taken = {id(i) for column in columns for i in column}
        parts = [node for column in columns for node in stacked(column)]
        x0, y0 = min(i.x0 for c in columns for i in c), min(i.y0 for c in columns for i in c)
        x1, y1 = max(i.x1 for c in columns for i in c), max(i.y1 for c in columns for i in c)
        # whole by itself: its columns are no columns of the page
        whole = Table(x0, y0, x1, y1, [TableCell(0, 0, 1, 1, (x0, y0, x1, y1), parts)], ruled=True)
        return [*(i for i in others if id(i) not in taken), whole]

    @functools.cached_property
    def _pointed(self) -> Floats:
        """(n, 4) boxes of what is drawn that are no rectangles and may hold words."""
        return np.concatenate((self.drawn.tags, self.drawn.shapes))

    def _with_boxed_heads(self, items: list[Item]) -> list[Item]:
        """``items``, the rows of columns among them that boxes head each as one, before what is
        drawn there is taken for a figure."""
        if self.turn.quarters:
            return items
        found: list[Item] = []
        for part in columns_below_boxes(items, self._pointed):
            found += [self.arranger.side_by_side(part)] if isinstance(part, Panels) else part
        return found or items

    def _with_boxed_labels(self, items: list[Item]) -> list[Item]:
        """``items``, the rows that boxes at their left name among them as one table each."""
        if self.turn.quarters:
            return items
        for rows in rows_beside_boxes(items):
            held = {id(item) for row in rows for item in (row.label, *row.items)}
            items = [i for i in items if id(i) not in held] + [self.arranger.labelled_rows(rows)]
        return items

    def _with_letterheads(self, items: list[Item]) -> list[Item]:
        """``items``, the addressees and the sender of a letter that stand level among them as
        one."""
        if self.turn.quarters:
            return items
        for panels in letterheads(items, self.size[0]):
            held = {id(item) for column in panels.columns for item in column}
            items = [i for i in items if id(i) not in held] + [self.arranger.side_by_side(panels)]
        return items

    def _is_plain(self, grid: int) -> bool:
        """Whether a grid is a table of several cells, with text alone in them, and no chart."""
        table = self.nest.grids[grid]
        members = self.nest.cells_of(grid)
        if len(members) < 2 or table.chart is not None or self.turn.quarters:
            return False
        x0, y0, x1, y1 = table.box
        drawn = any(
            chart.box[0] < x1 and chart.box[2] > x0 and chart.box[1] < y1 and chart.box[3] > y0
            for chart in self.charts
        )
        return not drawn and not any(self.nest.grids_in(cell) for cell, _ in members)

    def _divided(self, grid: int, held: Sequence[Held]) -> Table:
        """A grid as the table of the cells ``held``, with what is in each."""
        cells = [
            TableCell(c.row, c.column, c.rows, c.columns, c.box, self._ordered(mine))
            for c, mine in held
        ]
        box = self.nest.grids[grid].box
        if not self.nest.grids[grid].levels:
            return Table(*box, cells, ruled=True)
        # whole by itself: its columns are no columns of the page
        inner = Table(*box, cells, ruled=False)
        return Table(*box, [TableCell(0, 0, 1, 1, box, [inner])], ruled=False)

    def _table(self, grid: int) -> list[Item]:
        """A grid as a table; a frame around text is one of one cell; nothing if it is empty."""
        cells = []
        members = self.nest.cells_of(grid)
        if self.nest.grids[grid].levels:
            # its rows have the same columns, though a row of one line does not show them
            self.arranger.learn([i for cell, _ in members for i in self.items.get(cell, [])])
        held = with_inner_columns(parted(members, self.items)) if self._is_plain(grid) else []
        if len(held) > len(members):
            return [self._divided(grid, held)]
        for cell, ruled in members:
            chart = self.nest.grids[grid].chart is not None
            framed = len(members) == 1 and not chart
            parts = self._nodes(cell, chart=chart, frame=ruled.box if framed else None)
            if framed:
                parts = with_tables(parts)
            cells.append(
                TableCell(ruled.row, ruled.column, ruled.rows, ruled.columns, ruled.box, parts)
            )
        if not any(cell.parts for cell in cells):
            return []
        x0, y0, x1, y1 = self.nest.grids[grid].box
        sides = not self.nest.grids[grid].levels
        table = Table(x0, y0, x1, y1, cells, ruled=sides)
        if len(cells) > 1 and all(cell.columns == 1 and cell.column == 0 for cell in cells):
            if sides:
                return [table_between(table) or table]
            # rules that no table is between part what stands above from what stands below
            nodes = between_levels(table)
            table.cells = [TableCell(0, 0, 1, 1, table.cells[0].box, nodes)]
        elif len(cells) > 1 and sides:
            held_tables = _own_tables(cells)
            if held_tables:
                # frames around tables, and no cells of one
                table.cells = [TableCell(0, 0, 1, 1, self.nest.grids[grid].box, held_tables)]
        return [table]

    def _blocks(self, nodes: list[Node], side: float | None = None) -> list[Block]:
        """The blocks of ``nodes``; ``side`` is the right side of the frame that these are in."""
        blocks: list[Block] = []
        for node in coalesced(nodes):
            if isinstance(node, Leaf):
                sheet = self.sheets[node.rows[0].items[0].turn]
                blocks += blocks_of(sheet, node.rows, self.style, node.sure, side)
            elif node.figure:
                blocks.append(self._figure_block(node))
            elif len(node.cells) == 1 or _holds_tables(node) or _is_title(node):
                framed = node.ruled and len(node.cells) == 1
                for cell in node.cells:
                    blocks += self._blocks(cell.parts, cell.box[2] if framed else None)
            else:
                blocks.append(self._table_block(node))
        return blocks

    def _figure_block(self, figure: Table) -> Block:
        """A figure: the lines of its labels, one label after the other."""
        lines = [
            line
            for cell in figure.cells
            for block in self._blocks(cell.parts)
            for line in block.lines
        ]
        sheet = self.sheets[self.turn.quarters]
        box = sheet.seen((figure.x0, figure.y0, figure.x1, figure.y1))
        return Block("figure", box, tuple(lines))

    def _table_block(self, table: Table) -> Block:
        lines: list[Line] = []
        cells: list[Cell] = []
        sheet = self.sheets[self.turn.quarters]
        heads = heads_of([self._seen(cell) for cell in table.cells])
        for cell, head in zip(table.cells, heads, strict=True):
            start = len(lines)
            paragraphs: list[int] = []
            for block in self._blocks(cell.parts):
                inner = [c.start for c in block.cells] or [0]
                paragraphs += [len(lines) + at for at in inner]
                lines += block.lines
            cells.append(
                Cell(
                    cell.row, cell.column, sheet.seen(cell.box), start, len(lines), cell.rows,
                    cell.columns, tuple(paragraphs), head,
                )
            )  # fmt: skip
        box = bounds([line.bbox for line in lines] + [cell.bbox for cell in cells])
        return Block("table", box, tuple(lines), cells=tuple(cells), ruled=table.ruled)

    def _seen(self, cell: TableCell) -> Seen:
        """A cell as it is seen, to tell heads from the body."""
        rows = rows_in(cell.parts)
        x0, _, x1, _ = cell.box
        width = max(x1 - x0, 1.0)
        left = min((row.x0 for row in rows), default=x0) - x0
        right = x1 - max((row.x1 for row in rows), default=x1)
        marks = [(self.sheets[c.turn], c.marks) for row in rows for c in row.items]
        bold = sum(int(np.count_nonzero(sheet.marks.bold[own])) for sheet, own in marks)
        return Seen(
            cell.row, cell.column, cell.rows, cell.columns, "".join(row.text for row in rows),
            self._shaded(rows), 2 * bold > sum(len(own) for _, own in marks),
            (left / width, right / width),
        )  # fmt: skip

    def _shaded(self, rows: list[Row[Chunk]]) -> bool:
        """Whether all lines lie on grounds."""
        panels = self.panels
        return bool(rows) and bool(len(panels)) and all(
            (
                (panels[:, 0] <= row.x0 + 1) & (panels[:, 1] <= (row.y0 + row.y1) / 2)
                & (panels[:, 2] >= row.x1 - 1) & (panels[:, 3] >= (row.y0 + row.y1) / 2)
            ).any()
            for row in rows
        )  # fmt: skip


def _direction(most: int, turns: Ints, cells: Ints) -> int:
    """The direction of a page whose characters mostly have the direction ``most``: that of what is
    written outside all cells where these hold only upright labels, as the boxes of a chart do.

    ``turns`` and ``cells`` are (n,), of the characters without the spaces.
    """
    outside = turns[cells == -1]
    if most == 0 or len(outside) < _TITLE or np.count_nonzero(outside == 0) < _LEVEL * len(outside):
        return most
    upright = cells[(cells >= 0) & (turns == most)]
    counts = np.bincount(upright)
    return 0 if len(upright) and counts.max() <= _LABEL else most


def _style(marks: Marks) -> Style:
    """The size of the page's text, and whether most is bold: the size that most characters have,
    or a larger one that many have too."""
    solid = ~marks.space
    if not solid.any():
        return Style(10.0, False)
    sizes = np.round(marks.size[solid] * 2) / 2
    # marks of one size follow each other, so that their runs are counted and not each of them
    begins = [0, *(np.flatnonzero(sizes[1:] != sizes[:-1]) + 1).tolist(), len(sizes)]
    counts = Counter[float]()
    for begin, end in itertools.pairwise(begins):
        counts[float(sizes[begin])] += end - begin
    most, count = counts.most_common(1)[0]
    least = max(_TEXT_LEAST, _TEXT_SHARE * count)
    usual = max([most, *(size for size, held in counts.items() if held >= least)])
    return Style(float(usual), bool(marks.bold[solid].mean() > _MOSTLY))


def _overlapping(chunks: list[Chunk], marks: Marks) -> Bools:
    """(n,) marks of different chunks that lie on top of each other."""
    found = np.zeros(len(marks), np.bool_)
    ordered = sorted(chunks, key=lambda c: c.y0)
    active: list[Chunk] = []
    for chunk in ordered:
        active = [a for a in active if a.y1 > chunk.y0]
        for other in active:
            wide = min(other.x1, chunk.x1) - max(other.x0, chunk.x0)
            high = min(other.y1, chunk.y1) - max(other.y0, chunk.y0)
            em = min(other.size, chunk.size)
            if em < _SUPERSCRIPT * max(other.size, chunk.size):
                continue
            if wide > 0.5 * em and high > 0.5 * em:
                found[chunk.marks] = True
                found[other.marks] = True
        active.append(chunk)
    return found


__all__ = ["NO_COLUMNS", "Columns", "Grid", "LaidOut", "lay_out"]
