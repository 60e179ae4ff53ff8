"""Tables without rules around their cells: the columns and rows of what is read row by row.

What a page is arranged into tells the order; it does not tell the cells. Where lines of several
pieces follow each other, and where a table was read in fewer columns than it has (figures set to
the right share no left edge, so that no strip of white begins with them), the columns are the
places that nearly no line covers and that have text on both sides on many lines.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import (
    LABEL,
    P,
    Placed,
    Row,
    begins_with_marker,
    is_lead,
    leads,
    row_of,
    rows_of,
)
from shiryokan.paper.layout.nodes import Leaf, Node, Table, TableCell, rows_in
from shiryokan.paper.layout.params import PARAMS

_CROSSED = PARAMS.open_tables.crossed
_OFTEN = PARAMS.open_tables.often
_THIN = PARAMS.open_tables.thin
_ALIKE = PARAMS.open_tables.alike
_SIZE = PARAMS.open_tables.size
_BESIDE = PARAMS.open_tables.beside
_ALIGNED = PARAMS.open_tables.aligned
_APART = PARAMS.open_tables.apart
_WIDER = PARAMS.open_tables.wider
_ROWS = PARAMS.open_tables.rows
_STEP = PARAMS.open_tables.step
_FULL = PARAMS.open_tables.full
_IN_NUMBER = PARAMS.open_tables.in_number
_FIRST_PART = re.compile(r"(?:[0-9０-９][，,．.]|[△▲¥￥+＋−－-])$")
_LAST_PART = re.compile(r"[0-9０-９]")
_NUMBER = re.compile(
    r"[（(]?[△▲¥￥+＋−－-]?[0-9０-９][0-9０-９,，.．]*[%％円人件]?[)）]?|[－―‐・-]+"
)
_TABULAR = PARAMS.open_tables.tabular
_LINED = PARAMS.open_tables.lined
_OVER = PARAMS.open_tables.over
_TITLES = PARAMS.open_tables.titles
_FULL_ROW = PARAMS.open_tables.full_row
_FULL_ROWS = PARAMS.open_tables.full_rows
_SECTIONED = PARAMS.open_tables.sectioned
_CLOSE = PARAMS.open_tables.close
_BEHIND_NUMBER = PARAMS.open_tables.behind_number
_LED = 2
"""Entries of a number and of what it leads."""
_BELOW = PARAMS.open_tables.below
_BELOW_LEAST = PARAMS.open_tables.below_least
_UNIT = re.compile(r"[（(]?単位")
"""What stands above a table and says what its amounts are counted in."""
_CODE = re.compile("[0-9０-９A-ZＡ-Ｚ]{1,4}")
"""What the title of a section begins with, where the sections count: 116, Ｂ."""
_PAGE = re.compile("[0-9０-９]{1,3}")
_RULED_ROWS = PARAMS.open_tables.ruled_rows
_FEW_NUMBERS = PARAMS.open_tables.few_numbers
_SHORTER = PARAMS.open_tables.shorter
_WHOLE = PARAMS.open_tables.whole
_LEADERS = re.compile(r"[.．・…‥]{3,}")
_MARKER = PARAMS.open_tables.marker
_NUMBERED = PARAMS.open_tables.numbered
_BREAK = PARAMS.open_tables.break_white
_LEAST_WHITE = PARAMS.open_tables.least_white
_MORE_TOLD = PARAMS.open_tables.more_told
_LEVEL = PARAMS.open_tables.level
_OFF_MIDDLE = PARAMS.columns.off_middle


_NO_CELL = -1

_Spans = list[tuple[float, float]]
"""From where to where each piece of a line stands, from the left."""


@dataclass(slots=True)
class _Whole:
    """A line whose pieces are not told from each other."""

    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    text: str
    framed: bool = False
    tabular: bool = False


@dataclass(slots=True)
class _Unit:
    """What was read as one cell, or one line outside of all: its lines from the top."""

    lines: list[Row[Chunk]]
    chances: list[float]
    parts: list[Node] | None = None
    """Where it is whole, though entries stand beside each other in it: what it was read as."""

    @property
    def x0(self) -> float:
        return min(line.x0 for line in self.lines)

    @property
    def x1(self) -> float:
        return max(line.x1 for line in self.lines)

    @property
    def y0(self) -> float:
        return min(line.y0 for line in self.lines)

    @property
    def y1(self) -> float:
        return max(line.y1 for line in self.lines)


@dataclass(slots=True)
class _Band:
    """What was read as one row, or one line outside of all tables.

    ``inner`` are the rows of tables that were read within its cells.
    """

    units: list[_Unit]
    inner: list[_Band]
    nodes: list[Node]
    """What it was read as, where it is no row of a table."""
    table: Table | None = None
    """The table of which it was read as a row."""
    read: int = 0
    """The cells that it was read as, if so."""
    x0: float = field(init=False)
    x1: float = field(init=False)
    y0: float = field(init=False)
    y1: float = field(init=False)
    sizes: list[float] = field(init=False)
    """Of its lines."""
    _levels: list[Row[Placed]] | None = field(init=False, default=None)
    _spans: list[_Spans] | None = field(init=False, default=None)
    _several: bool | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        lines = [line for unit in self.all_units() for line in unit.lines]
        self.sizes = [line.size for line in lines]
        if len(lines) == 1:
            # as nearly all are
            (only,) = lines
            self.x0, self.y0, self.x1, self.y1 = only.x0, only.y0, only.x1, only.y1
            return
        self.x0, self.x1 = min([line.x0 for line in lines]), max([line.x1 for line in lines])
        self.y0, self.y1 = min([line.y0 for line in lines]), max([line.y1 for line in lines])

    def all_units(self) -> list[_Unit]:
        """Its own and those of the rows within it."""
        if not self.inner:
            return self.units
        return [*self.units, *(unit for band in self.inner for unit in band.all_units())]

    def levels(self) -> list[Row[Placed]]:
        """Its printed lines, from edge to edge."""
        if self._levels is not None:
            return self._levels
        pieces: list[Placed] = []
        for unit in self.all_units():
            for line in unit.lines:
                if unit.parts is None:
                    pieces += line.items
                else:
                    pieces.append(_Whole(line.x0, line.y0, line.x1, line.y1, line.size, line.text))
        self._levels = rows_of(pieces)
        return self._levels

    def spans(self) -> list[_Spans]:
        """Where the pieces of each of its printed lines stand."""
        if self._spans is None:
            self._spans = [_spans(level) for level in self.levels()]
        return self._spans

    def lines(self) -> list[Row[Chunk]]:
        """The same, whatever was read as whole."""
        units = self.all_units()
        return rows_of([chunk for unit in units for line in unit.lines for chunk in line.items])

    @property
    def nested(self) -> bool:
        """Of what is in a cell: whether there are entries beside each other on several lines."""
        if self.inner:
            return True
        lines = [line for unit in self.units for line in unit.lines]
        return sum(len(_spans(line)) > 1 for line in lines) > 1

    def tabular(self) -> bool:
        """Of what is in a cell: whether most lines have entries beside each other, no markers, or
        all of it was read as cells of rows."""
        if self.inner and not self.units and all(band.read > 1 for band in self.inner):
            return True
        levels = self.levels()
        entries = sum(
            not _is_alone(level, spans) for level, spans in zip(levels, self.spans(), strict=True)
        )
        return entries >= _TABULAR * len(levels)

    def figures(self) -> bool:
        """Whether all of it is numbers."""
        return all(
            _NUMBER.fullmatch(piece.text) for level in self.levels() for piece in level.items
        )

    def as_one(self, parts: list[Node]) -> _Unit:
        """What is in a cell, which stays the one cell that it was read as."""
        units = self.all_units()
        lines = [line for unit in units for line in unit.lines]
        return _Unit(lines, [chance for unit in units for chance in unit.chances], parts)

    @property
    def several(self) -> bool:
        """Whether entries stand beside each other in it."""
        if self._several is None:
            first = self.units[0].lines[0] if self.table is None else None
            self._several = first is None or len(_spans(first)) > 1
        return self._several


def with_tables(nodes: list[Node]) -> list[Node]:
    """``nodes`` in reading order, with those that are tables as tables with all their columns."""
    result: list[Node] = []
    run: list[_Band] = []
    for node in nodes:
        bands = _bands(node, guests=True)
        if bands is None:
            result += _tabled(run)
            run = []
            result.append(node)
        else:
            run += bands
    return result + _tabled(run)


def _bands(node: Node, *, guests: bool = False) -> list[_Band] | None:
    """A node as bands; None where it is no text that could be of an open table.

    ``guests`` says that upright heads may stand in its cells.
    """
    if isinstance(node, Leaf):
        return [
            _Band([_Unit([row], [chance])], [], [Leaf([row], [chance])])
            for row, chance in zip(node.rows, node.chances, strict=True)
        ]
    if node.ruled or node.figure or len(node.cells) < 2:
        return None
    bands: list[_Band] = []
    for _, cells in itertools.groupby(node.cells, key=lambda cell: cell.row):
        filled = [cell.parts for cell in cells if cell.parts]
        contents: list[_Band] = []
        for parts in filled:
            content = _content(parts, guests=guests)
            if content is None:
                return None
            contents.append(content)
        if not contents:
            continue
        flat = all(len(content.levels()) == 1 for content in contents)
        several = [content for content in contents if content.nested]
        apart = len(several) == 1 or all(content.figures() for content in several[1:])
        units: list[_Unit] = []
        inner: list[_Band] = []
        for content, parts in zip(contents, filled, strict=True):
            if flat:
                units += content.all_units()
            elif content.nested and not (apart and content.tabular()):
                units.append(content.as_one(parts))
            else:
                units += content.units
                inner += content.inner
        bands.append(
            _Band(units, inner, [part for parts in filled for part in parts], node, len(filled))
        )
    return bands


def _content(parts: list[Node], *, guests: bool) -> _Band | None:
    """What is in a cell."""
    guest = parts[0] if guests and len(parts) == 1 else None
    if isinstance(guest, Table) and guest.guest:
        label = Chunk(guest.x0, guest.y0, guest.x1, guest.y1, guest.size, [], guest.text, _NO_CELL)
        return _Band([_Unit([row_of([label])], [1.0], parts)], [], [])
    units: list[_Unit] = []
    inner: list[_Band] = []
    for part in parts:
        if isinstance(part, Leaf):
            units.append(_Unit(part.rows, part.chances))
            continue
        mine = _bands(part, guests=guests)
        if mine is None:
            return None
        inner += mine
    return _Band(units, inner, [])


def between_levels(table: Table) -> list[Node]:
    """What stands between level rules of one length, which are those of ``table``: a table, or
    several with lines between them, or none."""
    whole = table_between(table)
    below = _below_title(table)
    if below is not None and (whole is None or _count(below) > _count(whole)):
        return [*table.cells[0].parts, below]
    if whole is not None:
        return [whole]
    nodes: list[Node] = []
    for alone, group in itertools.groupby(table.cells, key=lambda cell: _stands_alone(cell.parts)):
        cells = list(group)
        box = cells[0].box[0], cells[0].box[1], cells[-1].box[2], cells[-1].box[3]
        found = None if alone else table_between(Table(*box, cells, ruled=table.ruled))
        nodes += [found] if found else with_tables([part for c in cells for part in c.parts])
    return nodes


def _below_title(table: Table) -> Table | None:
    """The table below a first line by itself, which may be a title that runs over the columns."""
    first, *rest = table.cells
    lines = rows_of([chunk for row in rows_in(first.parts) for chunk in row.items])
    if len(rest) < _ROWS - 1 or len(lines) != 1:
        return None
    box = rest[0].box[0], rest[0].box[1], rest[-1].box[2], rest[-1].box[3]
    return table_between(Table(*box, rest, ruled=table.ruled))


def _count(table: Table) -> int:
    """How many columns there are."""
    return max(cell.column + cell.columns for cell in table.cells)


def _without_grounds(nodes: list[Node]) -> list[Node]:
    """``nodes`` with what stands in frames and on grounds in the place of these."""
    result: list[Node] = []
    for node in nodes:
        framed = isinstance(node, Table) and not (node.figure or node.guest)
        if isinstance(node, Table) and framed and len(node.cells) == 1:
            result += _without_grounds(node.cells[0].parts)
        else:
            result.append(node)
    return result


def _stands_alone(parts: list[Node]) -> bool:
    """Whether there is but one entry: a title between two tables, or nothing."""
    lines = rows_in(parts)
    return not lines or (len(lines) == 1 and len(_spans(lines[0])) == 1)


def table_between(table: Table) -> Table | None:
    """A table whose rules part rows and no columns, with its columns; None where it has none."""
    parts: list[list[_Band]] = []
    for cell in table.cells:
        bands: list[_Band] = []
        for node in _without_grounds(cell.parts):
            mine = _bands(node)
            if mine is None:
                return None
            bands += mine
        if bands:
            parts.append(bands)
    bands = [band for mine in parts for band in mine]
    if len(bands) < 2:
        return None
    em = _em(bands)
    lines = [[line for band in mine for line in band.lines()] for mine in parts]
    columns = _between_rules(lines, em) if len(parts) > _RULED_ROWS else None
    titled = _titled(lines, columns, em)
    if titled is not None:
        columns, lines = titled
        parts = [[_Band([_Unit([line], [1.0])], [], []) for line in mine] for mine in lines]
    columns = columns or _labelled_rows(lines, em)
    if columns is None and len(parts) > _RULED_ROWS:
        return None
    if columns is not None:
        rows = [
            [_one_row(mine, columns)]
            if _is_one_row(printed, columns, titled=titled is not None)
            else _rows([_Band([_Unit([line], [1.0])], [], []) for line in printed], columns, em)
            for mine, printed in zip(parts, lines, strict=True)
        ]
        cells = _cells([row for mine in rows for row in mine], columns)
    else:
        columns = _columns_of(bands, em)
        levels = [level for band in bands for level in band.levels()]
        if columns.count < max(2, *(band.read for band in bands)) or not _is_table(
            levels, columns, em
        ):
            return None
        counts = [sum(len(band.levels()) for band in mine) for mine in parts]
        begins = itertools.accumulate(counts, initial=0)
        parts = [
            _with_titles_apart(mine, {n - begin for n in columns.titles})
            for begin, mine in zip(begins, parts, strict=False)
        ]
        cells = _cells([row for mine in parts for row in _rows(mine, columns, em)], columns)
    return Table(table.x0, table.y0, table.x1, table.y1, cells, ruled=table.ruled)


def _between_rules(parts: list[list[Row[Chunk]]], em: float) -> _Columns | None:
    """The columns of a table with a rule between any two of its rows; None where it is none."""
    # what stands alone between two rules may run over all columns
    levels = [
        _merged(mine) for mine in parts if len(mine) > 1 or not _is_alone(mine[0], _spans(mine[0]))
    ]
    if not levels:
        return None
    columns = _Columns.of(levels, [_spans(level) for level in levels], [], em)
    if columns.count < 2 or not _is_table(levels, columns, em, _ROWS - 1):
        return None
    return columns


def _titled(
    parts: list[list[Row[Chunk]]], columns: _Columns | None, em: float
) -> tuple[_Columns, list[list[Row[Chunk]]]] | None:
    """The columns of a table that has titles of sections above its rows, with no rule between, and
    its ``parts`` with these titles by themselves; None where no title runs over columns that are
    more than ``columns`` without it."""
    # columns that were read one after the other have their lines one below the other
    parts = [rows_of([chunk for line in mine for chunk in line.items]) for mine in parts]
    left = min(line.x0 for mine in parts for line in mine)
    found = [
        len(mine) > 1 and mine[0].x0 < left + _ALIKE * em and _is_entry(mine[0], _spans(mine[0]))
        for mine in parts
    ]
    if not any(found):
        return None
    apart = [
        part
        for mine, here in zip(parts, found, strict=True)
        for part in ([mine[:1], mine[1:]] if here else [mine])
    ]
    own = _between_rules(apart, em) if len(apart) > _RULED_ROWS else None
    if own is None or own.count <= (columns.count if columns else 1):
        return None
    titles = [mine[0] for mine, here in zip(parts, found, strict=True) if here]
    over = sum(own.of_span(title.x0, title.x1)[1] > 0 for title in titles)
    return (own, apart) if over >= _OVER * len(titles) else None


def _is_entry(line: Row[P], spans: _Spans) -> bool:
    """Whether there is one entry on a line, whose pieces are ``spans``, be it behind its number."""
    if len(spans) != _LED or len(line.items) != _LED:
        return len(spans) == 1
    number, words = line.items
    close = words.x0 - number.x1 < _BEHIND_NUMBER * words.size
    return is_lead(number.text) or (close and _CODE.fullmatch(number.text) is not None)


def _labelled_rows(parts: list[list[Row[Chunk]]], em: float) -> _Columns | None:
    """The columns of what few rules part into rows: what stands between two begins with a label in
    the first column, where no other does, or it is the head, or the rest of a row of the page
    before. None where it is otherwise.

    One row at least has little in its first column beside what stands in the others.
    """
    if len(parts) < 2:
        return None
    several = [lines for lines in parts if len(lines) > 1]
    if not several:
        return None
    merged = [_merged(lines) for lines in several]
    columns = _Columns.of(merged, [_spans(level) for level in merged], [], em)
    first_of = [c for mine in several for line in mine for c in line.items
                if columns.of_piece(c)[0] == 0]  # fmt: skip
    if not all(map(_is_label, first_of)):
        # a label and what it labels are one piece, however much white is between
        merged = [_merged([_with_label(line) for line in lines]) for lines in several]
        columns = _Columns.of(merged, [_spans(level) for level in merged], [], em)
    if columns.count < 2:
        return None
    shorter = 0
    for number, lines in enumerate(parts):
        pieces = [(columns.of_piece(chunk)[0], chunk) for line in lines for chunk in line.items]
        heights = Counter(
            column
            for line in lines
            for column in {columns.of_piece(chunk)[0] for chunk in line.items}
        )
        first = [chunk for column, chunk in pieces if column == 0]
        labels = [_is_label(chunk) or LABEL.match(chunk.text) is not None for chunk in first]
        if len(lines) == 1 or not (number or any(labels)):
            # a head, a title between rows, or what goes on from the page before
            continue
        others = [chunk.text for column, chunk in pieces if column > 0]
        numbers = sum(_NUMBER.fullmatch(text) is not None for text in others)
        if not first or not labels[0] or any(labels[1:]) or numbers > _FEW_NUMBERS * len(others):
            return None
        shorter += _SHORTER * heights[0] <= max(heights.values())
    return columns if shorter else None


def _with_label(line: Row[Chunk]) -> Row[Placed]:
    """A line, whose first two pieces are one if the first is a label."""
    if len(line.items) < 2 or not _is_label(line.items[0]):
        return row_of(list(line.items))
    first, second, *others = line.items
    text = first.text + second.text
    both = _Whole(first.x0, min(first.y0, second.y0), second.x1, first.y1, first.size, text)
    return row_of([both, *others])


def _is_alone(line: Row[P], spans: _Spans) -> bool:
    """Whether there is one entry on a line, whose pieces are ``spans``, be it behind its marker."""
    return len(spans) == 1 or (len(spans) == len(line.items) == 2 and _is_marker(line.items[0]))


def _merged(lines: Sequence[Row[P]]) -> Row[Placed]:
    """What stands between two rules as one line: pieces that stand below each other as one."""
    pieces: list[Placed] = []
    spans = ((*span, line) for line in lines for span in _spans(line))
    for x0, x1, line in sorted(spans, key=lambda span: span[:2]):
        if pieces and x0 <= pieces[-1].x1:
            pieces[-1].x1 = max(pieces[-1].x1, x1)
        else:
            pieces.append(_Whole(x0, line.y0, x1, line.y1, line.size, line.text))
    return row_of(pieces)


def _is_one_row(lines: list[Row[Chunk]], columns: _Columns, *, titled: bool) -> bool:
    """Whether what stands between two rules is one row; several are lines of numbers, or have an
    amount each in a table that has titles of sections (``titled``) between rules."""
    filled = [{columns.of_span(*span)[0] for span in _spans(line)} for line in lines]
    every = set().union(*filled)
    if titled and _has_amounts(lines, columns, sum(len(mine) > 1 for mine in filled)):
        return False
    whole = sum(mine == every for mine in filled)
    if len(lines) == 1 or len(every) < 2 or whole < _WHOLE * len(lines):
        return True
    entries = [chunk.text for line in lines for chunk in line.items[1:]]
    return sum(map(bool, map(_NUMBER.fullmatch, entries))) < _TABULAR * len(entries)


def _has_amounts(lines: list[Row[Chunk]], columns: _Columns, several: int) -> bool:
    """Whether a column behind the first has an amount on each of ``several`` lines, and nothing
    else."""
    if several < _ROWS - 1:
        return False
    held: dict[int, list[bool]] = {}
    for line in lines:
        for first, last, chunks in _pieces(line, columns):
            if first == last > 0:
                text = "".join(chunk.text for chunk in chunks)
                held.setdefault(first, []).append(_NUMBER.fullmatch(text) is not None)
    return any(len(mine) == several and all(mine) for mine in held.values())


def _one_row(bands: list[_Band], columns: _Columns) -> _Entries:
    """All that stands between two rules, column by column."""
    chances: dict[int, float] = {}
    entries: list[_Entry] = []
    for unit in (unit for band in bands for unit in band.all_units()):
        for line, chance in zip(unit.lines, unit.chances, strict=True):
            chances |= dict.fromkeys(map(id, line.items), chance)
            for first, last, chunks in _pieces(line, columns):
                over = [e for e in entries if e.first <= last and first <= e.last]
                entry = _Entry(first, last, [row_of(chunks)], [])
                for other in over:
                    entries.remove(other)
                    entry = _Entry(
                        min(entry.first, other.first), max(entry.last, other.last),
                        other.lines + entry.lines, [],
                    )  # fmt: skip
                entries.append(entry)
    for entry in entries:
        entry.lines = rows_of([chunk for line in entry.lines for chunk in line.items])
        entry.chances = [min(chances[id(chunk)] for chunk in row.items) for row in entry.lines]
    return [(entry, 1) for entry in sorted(entries, key=lambda e: e.first)]


def _tabled(bands: list[_Band]) -> list[Node]:
    """Bands, one below the other, as tables and what is none."""
    result: list[Node] = []
    at = 0
    none: set[tuple[int, int]] = set()
    while at < len(bands):
        first, end = at, _end_of_zone(bands, at)
        table = None
        if (first, end) not in none:
            passed, first, end = _trimmed(bands, first, end)
            if end - first > 1 or bands[first].table:
                table = _table_of(bands[first:end])
            if table is None:
                # what is trimmed to no table is trimmed to the same from each step on the way
                none.update(passed)
        sections = _sections(bands[first:end]) if table else []
        if sections:
            result += [node for band in bands[at:first] for node in band.nodes]
            result += sections
            whole = _end_of_table(bands, end - 1)
            result += [node for band in bands[end:whole] for node in _led(band.nodes)]
            end = whole
        elif table is None:
            read = bands[at].table
            end = _end_of_table(bands, at)
            result += [read] if read else _led(bands[at].nodes)
        else:
            result += [node for band in bands[at:first] for node in band.nodes]
            result.append(table)
            whole = _end_of_table(bands, end - 1)
            result += [node for band in bands[end:whole] for node in _led(band.nodes)]
            end = whole
        at = end
    return _leaves_joined(result)


def _sections(bands: list[_Band]) -> list[Node]:
    """``bands``, which may be one table, as several with what stands between them, where their
    columns tell more entries from each other than those of the whole; nothing where they do not."""
    # of the columns of the whole nothing is said
    free = [_Band(band.units, band.inner, band.nodes) for band in bands]
    found = _parted_best(free, _columns_of(bands, _em(bands)))
    if found is None:
        return []
    result: list[Node] = []
    for first, end, table in found:
        result += [table] if table else [node for band in bands[first:end] for node in band.nodes]
    return result


def _parted_best(
    bands: list[_Band], columns: _Columns, begin: int = 0
) -> list[tuple[int, int, Table | None]] | None:
    """Parts of ``bands``: the first of each, the one after its last, and its table, if it is one.
    None where parts tell little more than ``columns`` do. ``begin`` is the number of the first."""
    if len(bands) < 2 * (_ROWS - 1):
        return None
    joint = [_told([band], columns) for band in bands]
    best, most = None, _MORE_TOLD * sum(joint)
    for first, end in _breaks(bands):
        sides = [(0, first), (first, end), (end, len(bands))]
        said = [_told_alone(bands[a:b]) for a, b in sides]
        known = [sum(joint[a:b]) for a, b in sides]
        if sum(map(max, said, known)) < most:
            continue
        # only then is it asked whether the parts are tables
        tables = [
            _table_of(bands[a:b]) if mine else None
            for (a, b), mine in zip(sides, said, strict=True)
        ]
        told = sum(
            max(mine, other) if table else other
            for mine, other, table in zip(said, known, tables, strict=True)
        )
        if told >= most:
            best, most = list(zip(sides, tables, strict=True)), told
    if best is None:
        return None
    result: list[tuple[int, int, Table | None]] = []
    for (first, end), table in best:
        if first == end:
            continue
        part = bands[first:end]
        own_columns = _columns_of(part, _em(part)) if table else columns
        inner = _parted_best(part, own_columns, begin + first)
        result += inner or [(begin + first, begin + end, table)]
    return result


def _told_alone(bands: list[_Band]) -> int:
    """How many entries the columns of ``bands`` by themselves tell."""
    return _told(bands, _columns_of(bands, _em(bands))) if len(bands) >= _ROWS - 1 else 0


def _breaks(bands: list[_Band]) -> list[tuple[int, int]]:
    """Where one table may end and another begin: the lines between them that have but one entry,
    from the first to the one after the last, or none where there is more white than usual."""
    whites = [max(below.y0 - above.y1, 0.0) for above, below in itertools.pairwise(bands)]
    usual = max(median(whites), _LEAST_WHITE * _em(bands)) if whites else 0.0
    alone = [len(band.levels()) == 1 and len(band.spans()[0]) == 1 for band in bands]
    found = [(at, at) for at, white in enumerate(whites, 1) if white > _BREAK * usual]
    first = 0
    for is_alone, group in itertools.groupby(alone):
        end = first + len(list(group))
        if is_alone:
            found.append((first, end))
        first = end
    return found


def _told(bands: list[_Band], columns: _Columns) -> int:
    """How many entries ``columns`` tell from each other."""
    lines = [spans for band in bands for spans in band.spans()]
    return sum(len({columns.of_span(*span)[0] for span in spans}) for spans in lines)


def _trimmed(bands: list[_Band], first: int, end: int) -> tuple[list[tuple[int, int]], int, int]:
    """The bands of ``first:end`` without those at either end that do not stand in the columns of
    the others, as titles and units above a table and notes below it.

    Before these: the ranges that came to this, from the left.
    """
    passed = [(first, end)]
    while end - first > 2 and not _fits(bands, first, first + 1, end):
        first += 1
        passed.append((first, end))
    while end - first > 2 and not _fits(bands, end - 1, first, end - 1):
        end -= 1
    return passed, first, end


def _fits(bands: list[_Band], at: int, first: int, end: int) -> bool:
    """Whether what stands in band ``at`` stands in the columns of ``bands[first:end]``."""
    rest = bands[first:end]
    mine = bands[at]
    rules = _rules_in(rest)
    if rules and not any(y0 < (mine.y0 + mine.y1) / 2 < y1 for _, y0, y1 in rules):
        return False
    level = mine.levels()[0]
    if mine.table and not _UNIT.match(level.text):
        # of what has lines of prose nothing is told by its columns
        if at >= end:
            return not (_is_heading(level, mine) and _is_apart(bands[first : at + 1]))
        lined = sum(len(band.levels()) == 1 for band in rest) >= _LINED * len(rest)
        if not lined or len(mine.levels()) > 1:
            return True
    spans = mine.spans()[0]
    if len(spans) < 2:
        return False
    em = _em(rest)
    if not em / _SIZE < level.size < em * _SIZE:
        return False
    columns = _columns_of(rest, em)
    inside = columns.count > 1 and all(columns.fits(x0, x1, em) for x0, x1 in spans)
    return inside and len({columns.of_span(*span)[0] for span in spans}) > 1


def _is_heading(level: Row[Placed], band: _Band) -> bool:
    """Whether there is one entry in ``band``, on one ``level``, or a number and what it leads."""
    return len(band.levels()) == 1 and _is_entry(level, band.spans()[0])


def _led(nodes: list[Node]) -> list[Node]:
    """``nodes``, a number and what it leads as one line."""
    leaves = [node for node in nodes if isinstance(node, Leaf)]
    rows = sorted((row for leaf in leaves for row in leaf.rows), key=lambda row: row.x0)
    if len(leaves) < len(nodes) or len(rows) != _LED:
        return nodes
    number, words = rows
    if not is_lead(number.text) or abs(number.y0 - words.y0) > number.size / 2:
        return nodes
    chance = min(chance for leaf in leaves for chance in leaf.chances)
    return [Leaf([row_of([*number.items, *words.items])], [chance])]


def _is_apart(bands: list[_Band]) -> bool:
    """Whether more white than usual stands above the last of ``bands``: the heading of what comes
    below a table, or a sentence about it."""
    *whites, white = [max(lower.y0 - upper.y1, 0.0) for upper, lower in itertools.pairwise(bands)]
    if not whites:
        return False
    em = _em(bands)
    return white > max(_BELOW * median(whites), median(whites) + _BELOW_LEAST * em)


def _end_of_table(bands: list[_Band], at: int) -> int:
    """After the last band of the table to which band ``at`` belongs."""
    end = at + 1
    while end < len(bands) and bands[at].table and bands[end].table is bands[at].table:
        end += 1
    return end


def _leaves_joined(nodes: list[Node]) -> list[Node]:
    result: list[Node] = []
    for node in nodes:
        before = result[-1] if result else None
        if isinstance(node, Leaf) and isinstance(before, Leaf):
            result[-1] = Leaf(before.rows + node.rows, before.chances + node.chances)
        else:
            result.append(node)
    return result


def _em(bands: Sequence[_Band]) -> float:
    return median([size for band in bands for size in band.sizes]) or 10.0


def _end_of_zone(bands: list[_Band], first: int) -> int:
    """The band after the last one that may be of one table with ``first``."""
    if not bands[first].several:
        return first + 1
    end = last = first + 1
    whites: list[float] = []
    while end < len(bands):
        above, band = bands[end - 1], bands[end]
        if band.table and band.table is above.table:
            end += 1
            last = end
            continue
        em = _em([above, band])
        white = band.y0 - above.y1
        usual = median(whites) if whites else _APART * em
        if not -0.5 * em < white < min(_APART * em, max(_WIDER * usual, 0.6 * em)):
            break
        if band.several:
            end += 1
            last = end
            whites.append(max(white, 0.0))
        elif end - last < 1:
            end += 1
        else:
            break
    return last


def _table_of(bands: list[_Band]) -> Table | None:
    """The table that ``bands`` are; None where they are none, or where nothing is to be added."""
    em = _em(bands)
    read = _tables_of(bands)
    columns = _columns_of(bands, em)
    levels = [level for band in bands for level in band.levels()]
    if columns.count < max(2, *(band.read for band in bands)):
        return None
    if not read:
        rows = [level for n, level in enumerate(levels) if n not in columns.titles]
        if not _is_table(rows, columns, em):
            return None
    cells = _cells(_rows(_with_titles_apart(bands, columns.titles), columns, em), columns)
    if len(cells) < 2:
        return None
    x0, x1 = min(c.box[0] for c in cells), max(c.box[2] for c in cells)
    return Table(x0, bands[0].y0, x1, max(band.y1 for band in bands), cells, ruled=False)


def _tables_of(bands: list[_Band]) -> list[Table]:
    """The tables that were read."""
    return list({id(band.table): band.table for band in bands if band.table}.values())


def _rules_in(bands: list[_Band]) -> list[tuple[float, float, float]]:
    """The upright rules between the cells of rows of ``bands``."""
    inner = _tables_of([inner for band in bands for inner in band.inner])
    return [rule for table in inner for rule in table.between]


def _columns_of(bands: list[_Band], em: float) -> _Columns:
    known = [white for table in _tables_of(bands) for white in _whites(table)]
    levels = [level for band in bands for level in band.levels()]
    spans = [spans for band in bands for spans in band.spans()]
    ruled = [x for x, _, _ in _rules_in(bands)]
    columns = _Columns.of(levels, spans, known, em, ruled)
    titles = _titles(levels, spans, em)
    if titles:
        rest = [n for n in range(len(levels)) if n not in titles]
        own = _Columns.of([levels[n] for n in rest], [spans[n] for n in rest], known, em, ruled)
        if own.count > max(columns.count, _SECTIONED - 1) and _run_over(levels, titles, own):
            columns = own
    middle = _behind_numbers(bands, columns, em)
    if middle is not None:
        columns = columns.parted(levels, middle)
    if columns.count >= _SECTIONED and _run_over(levels, titles, columns):
        columns.titles = frozenset(titles)
    return columns


def _titles(levels: list[Row[Placed]], spans: list[_Spans], em: float) -> set[int]:
    """Which of ``levels``, by their numbers, may be titles of sections of a table: one entry at its
    left edge, above a line of several; nothing where there are too many of them."""
    rows = [level.x0 for n, level in enumerate(levels) if not _is_entry(level, spans[n])]
    if not rows:
        return set()
    left = min(rows)
    found = {
        n
        for n, level in enumerate(levels[:-1])
        if abs(level.x0 - left) < _BESIDE * em
        and _is_entry(level, spans[n])
        and len(spans[n + 1]) > 1
        and not _is_entry(levels[n + 1], spans[n + 1])
    }
    rest = [level for n, level in enumerate(levels) if n not in found]
    full = sum(sum(not is_lead(piece.text) for piece in row.items) >= _FULL_ROW for row in rest)
    are_rows = len(found) <= _TITLES * len(levels) and full >= _FULL_ROWS * len(rest)
    return found if are_rows else set()


def _run_over(levels: list[Row[Placed]], titles: set[int], columns: _Columns) -> bool:
    """Whether a piece of one of ``titles`` runs over several columns: numbers and the words that
    they lead stand in two."""
    pieces = [columns.of_piece(piece) for n in titles for piece in levels[n].items]
    return any(last > first for first, last in pieces)


def _with_titles_apart(bands: list[_Band], titles: Collection[int]) -> list[_Band]:
    """``bands``, the titles of sections by themselves that were read as part of the row below;
    ``titles`` are the numbers of their lines."""
    if not titles:
        return bands
    result: list[_Band] = []
    at = 0
    for band in bands:
        own = band.levels()
        apart = _parted(band, own[0]) if at in titles and len(own) > 1 else None
        result += apart or [band]
        at += len(own)
    return result


def _parted(band: _Band, title: Row[Placed]) -> list[_Band] | None:
    """``title``, which is the first line of ``band``, and the rest; None where there is no rest."""
    upper, lower = _Unit([], []), []
    for unit in band.all_units():
        rest = _Unit([], [])
        for line, chance in zip(unit.lines, unit.chances, strict=True):
            goal = upper if line.y1 <= title.y1 + _LEVEL * title.size else rest
            goal.lines.append(line)
            goal.chances.append(chance)
        lower += [rest] if rest.lines else []
    if not upper.lines or not lower:
        return None
    return [_Band([upper], [], band.nodes), _Band(lower, [], [], band.table, band.read)]


def _behind_numbers(bands: list[_Band], columns: _Columns, em: float) -> float | None:
    """The middle of the white behind numbers that rows begin with, where a head of their own says
    that they are a column, and no part of the text behind them; None where there is none."""
    head, *rows = bands
    spans = head.spans()
    if len(spans) > 1 or len(spans[0]) < 2 or len(rows) < _ROWS - 1:
        return None
    (own, text, *_) = spans[0]
    if columns.of_span(*own)[1] > 0 or columns.of_span(*text)[0] > 0:
        return None
    numbers: list[Placed] = []
    texts: list[float] = []
    for band in rows:
        for at, level in enumerate(band.levels()):
            mine = [piece for piece in level.items if columns.of_piece(piece)[0] == 0]
            if at == 0 and len(mine) > 1 and _is_marker(mine[0]):
                numbers.append(mine[0])
                mine = mine[1:]
            texts += [piece.x0 for piece in mine]
    if not texts or len(numbers) < _NUMBERED * len(rows):
        return None
    left, right = max(piece.x1 for piece in numbers), min(texts)
    head_left = _is_marker(head.levels()[0].items[0]) or own[1] > right or text[0] < left
    if right - left < _THIN * em or head_left or own[0] > left:
        return None
    return (max(left, own[1]) + min(right, text[0])) / 2


def _whites(table: Table) -> list[tuple[float, float]]:
    """The white between the columns of a table as it was read."""
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for cell in table.cells:
        left[cell.column] = min(left.get(cell.column, np.inf), cell.box[0])
        if cell.columns == 1:
            right[cell.column] = max(right.get(cell.column, -np.inf), cell.box[2])
    return [
        (right[column], left[column + 1])
        for column in sorted(right)
        if left.get(column + 1, -np.inf) > right[column]
    ]


@dataclass(slots=True)
class _Columns:
    """``middles`` are the middles of the gutters; ``left`` and ``right`` the columns' edges."""

    middles: list[float]
    left: list[float]
    right: list[float]
    titles: frozenset[int] = frozenset()
    """Which lines are titles of sections that run over the columns, by their numbers."""

    @property
    def count(self) -> int:
        return len(self.middles) + 1

    def of_piece(self, piece: Placed) -> tuple[int, int]:
        """The first and the last column over which ``piece`` runs."""
        return self.of_span(piece.x0, piece.x1)

    def of_span(self, x0: float, x1: float) -> tuple[int, int]:
        """The first and the last column over which what stands from ``x0`` to ``x1`` runs."""
        first = bisect_right(self.middles, x0)
        return first, max(first, bisect_left(self.middles, x1))

    def parted(self, levels: list[Row[Placed]], middle: float) -> _Columns:
        """The columns of ``levels`` with one gutter more."""
        return _Columns.between(levels, sorted([*self.middles, middle]))

    def fits(self, x0: float, x1: float, em: float) -> bool:
        """Whether what stands from ``x0`` to ``x1`` stands over one column, or over the middle
        or at the left edge of several."""
        first, last = self.of_span(x0, x1)
        left, right = self.left[first], self.right[last]
        if first == last:
            return left - _BESIDE * em < x1 and x0 < right + _BESIDE * em
        return min(abs(x0 - left), abs(x0 + x1 - left - right) / 2) < _ALIKE * em

    @staticmethod
    def of(
        levels: list[Row[Placed]], spans: list[_Spans], known: list[tuple[float, float]], em: float,
        ruled: Sequence[float] = (),
    ) -> _Columns:  # fmt: skip
        """The columns in which lines stand, whose pieces are in order from the left.

        ``spans`` are those of each of ``levels``; ``known`` is the white between columns that were
        read, ``ruled`` where an upright rule stands in the white of a row.
        """
        return _Columns.between(levels, _gutters(spans, known, _THIN * em, ruled))

    @staticmethod
    def between(levels: list[Row[Placed]], middles: list[float]) -> _Columns:
        """The columns between gutters with these middles, in which ``levels`` stand."""
        left, right = [np.inf] * (len(middles) + 1), [-np.inf] * (len(middles) + 1)
        columns = _Columns(middles, left, right)
        bounds = [
            min([level.x0 for level in levels]),
            *middles,
            max([level.x1 for level in levels]),
        ]
        if not middles:
            columns.left[0], columns.right[0] = bounds
            return columns
        for level in levels:
            for chunk in level.items:
                x0, x1 = chunk.x0, chunk.x1
                first, last = columns.of_span(x0, x1)
                if first == last:
                    left[first] = min(left[first], x0)
                    right[first] = max(right[first], x1)
        for number in range(len(middles) + 1):
            if columns.left[number] > columns.right[number]:
                columns.left[number], columns.right[number] = bounds[number : number + 2]
        return columns


def _gutters(
    pieces: list[_Spans], known: list[tuple[float, float]], least: float,
    ruled: Sequence[float] = (),
) -> list[float]:  # fmt: skip
    """The middles of the white between columns, from the left; ``pieces`` are those of each line,
    ``known`` is where white was read as one. It is ``least`` wide, but where a rule stands at one
    of the places ``ruled``."""
    if max(map(len, pieces), default=0) < 2:
        return []
    # a table has some dozen pieces: too few for arrays to pay
    begins = sorted([x0 for spans in pieces for x0, _ in spans])
    ends = sorted([x1 for spans in pieces for _, x1 in spans])
    white_begins = sorted([x1 for spans in pieces for _, x1 in spans[:-1]])
    white_ends = sorted([x0 for spans in pieces for x0, _ in spans[1:]])
    last_begins = sorted([spans[-1][0] for spans in pieces])
    places = sorted({*begins, *ends})
    found: list[float] = []
    # the places of one white, and how many lines run over what is between each and the next
    run: list[float] = []
    covers: list[int] = []
    for low, high in itertools.pairwise(places):
        middle = (high + low) / 2
        white = bisect_left(white_begins, middle) - bisect_left(white_ends, middle)
        free = white > 0
        if free:
            cover = bisect_left(begins, middle) - bisect_left(ends, middle)
            free = cover <= _CROSSED * (white + cover)
        told = any(x0 < middle < x1 for x0, x1 in known) or any(low < x < high for x in ruled)
        if free and not told:
            if known:
                until = min([x0 for x0, _ in known if middle < x0], default=np.inf)
                beside = sum([_begins_within(spans, middle, until) for spans in pieces])
            else:
                beside = len(pieces) - bisect_left(last_begins, middle)
            free = white >= _OFTEN * beside
        if free:
            if not run:
                run.append(low)
            run.append(high)
            covers.append(cover)
        elif run:
            found += _within(pieces, run, covers, least, ruled)
            run, covers = [], []
    return found + _within(pieces, run, covers, least, ruled) if run else found


def _begins_within(spans: _Spans, first: float, until: float) -> bool:
    """Whether the first of ``spans`` that begins at ``first`` or behind begins before ``until``."""
    return next((x0 for x0, _ in spans if x0 >= first), np.inf) < until


def _within(
    pieces: list[_Spans], places: list[float], cover: list[int], least: float,
    ruled: Sequence[float],
) -> list[float]:  # fmt: skip
    """The gutters from the first to the last of ``places``: one, or those beside a column of few
    entries. ``cover`` says how many lines run over what is between each place and the next."""
    x0, x1 = places[0], places[-1]
    inside = sorted([s for spans in pieces for s in spans if s[0] >= x0 and s[1] <= x1])
    islands: list[list[float]] = []
    alone: list[bool] = []
    for a, b in inside:
        if islands and a <= islands[-1][1] + least:
            islands[-1][1] = max(islands[-1][1], b)
            alone[-1] = False
        else:
            islands.append([a, b])
            alone.append(True)
    bounds = [x0, *itertools.chain.from_iterable(islands), x1]
    # one piece of one line, close to what stands to its right, is no column
    close = [False]
    for here, piece, end in zip(alone, islands, bounds[3::2], strict=True):
        close.append(here and end - piece[1] < _CLOSE * least)
    found = []
    for a, b, joined in zip(bounds[::2], bounds[1::2], close, strict=True):
        if joined or (b - a < least and not any(a < x < b for x in ruled)):
            continue
        own = [n for n in range(len(cover)) if places[n] >= a and places[n + 1] <= b]
        fewest = min([cover[n] for n in own])
        best = max([n for n in own if cover[n] == fewest], key=lambda n: places[n + 1] - places[n])
        found.append((places[best] + places[best + 1]) / 2)
    return found


def _spans(level: Row[P]) -> list[tuple[float, float]]:
    """The pieces of a line, those that touch, and those of one number, as one."""
    spans: list[tuple[float, float]] = []
    before: Placed | None = None
    for item in level.items:
        if before and (item.x0 <= spans[-1][1] or _is_one_number(before, item)):
            spans[-1] = spans[-1][0], max(spans[-1][1], item.x1)
        else:
            spans.append((item.x0, item.x1))
        before = item
    return spans


def _is_one_number(left: Placed, right: Placed) -> bool:
    """Whether a number that ``left`` ends with goes on with ``right``: full-width points and commas
    have white behind them."""
    if right.x0 - left.x1 > _IN_NUMBER * min(left.size, right.size):
        return False
    digits, after = _FIRST_PART.search(left.text), _LAST_PART.match(right.text)
    return digits is not None and after is not None


def _is_table(levels: list[Row[Placed]], columns: _Columns, em: float, least: int = _ROWS) -> bool:
    """Whether lines of several pieces are rows of a table: no list with markers, no contents.

    ``least`` is how many rows of two columns must have both; of more columns, one less.
    """
    pieces: list[list[Placed]] = [[] for _ in range(columns.count)]
    rows = crossing = leaders = 0
    for level in levels:
        places = [columns.of_piece(chunk) for chunk in level.items]
        # a number or a bullet and the words close behind it are one
        rows += len({
            first
            for n, (first, last) in enumerate(places)
            if not n or not leads(level.items[n - 1], level.items[n])
        }) > 1  # fmt: skip
        crossing += any(last > first for first, last in places)
        leaders += _LEADERS.search(level.text) is not None
        for chunk, (first, last) in zip(level.items, places, strict=True):
            if first == last:
                pieces[first].append(chunk)
    if rows < (least if columns.count == 2 else min(least, _ROWS - 1)) or 2 * leaders > len(levels):
        return False
    if crossing > _CROSSED * len(levels) + 1 or _is_contents(pieces):
        return False
    kept = pieces[1:] if pieces[0] and all(map(_is_marker, pieces[0])) else pieces
    if len(kept) < 2:
        return False
    aligned = [_aligned(column, em) for column in kept if len(column) > 1]
    return bool(aligned) and sum(aligned) / len(aligned) > _ALIGNED


def _is_contents(columns: list[list[Placed]]) -> bool:
    """Whether the last of two columns holds the numbers of pages."""
    if len(columns) != 2 or not all(_PAGE.fullmatch(piece.text) for piece in columns[1]):
        return False
    pages = [int(piece.text) for piece in columns[1]]
    return pages == sorted(pages)


def _is_marker(chunk: Placed) -> bool:
    return len(chunk.text) <= _MARKER and begins_with_marker(chunk.text + " ")


def _is_label(chunk: Placed) -> bool:
    return len(chunk.text) <= _MARKER and LABEL.match(chunk.text + " ") is not None


def _aligned(column: list[Placed], em: float) -> float:
    """The greatest share of ``column`` that has one left edge, one right edge or one middle."""
    best = 0
    for edges in (
        sorted(c.x0 for c in column),
        sorted(c.x1 for c in column),
        sorted((c.x0 + c.x1) / 2 for c in column),
    ):
        for edge in edges:
            low = bisect_left(edges, edge)
            best = max(best, bisect_right(edges, edge + _ALIKE * em) - low)
    return best / len(column)


@dataclass(slots=True)
class _Entry:
    """Lines of one cell: its first and last column, and the lines with their chances."""

    first: int
    last: int
    lines: list[Row[Chunk]]
    chances: list[float]
    parts: list[Node] | None = None

    def add(self, line: Row[Chunk], chance: float) -> None:
        self.lines.append(line)
        self.chances.append(chance)

    def leads(self, other: _Entry) -> bool:
        """Whether it is one line left of all lines of ``other``, at half their height."""
        if len(self.lines) != 1 or len(other.lines) < 2:
            return False
        line = self.lines[0]
        off = abs(line.y0 + line.y1 - other.y0 - other.y1) / 2
        left = line.x1 <= min(row.x0 for row in other.lines)
        return left and off < _OFF_MIDDLE * line.size

    def add_beside(self, other: _Entry) -> None:
        """Lines of both; those on one level are one. A label at half the height of a text comes
        before it."""
        for label, text in ((self, other), (other, self)):
            if label.leads(text):
                (row,), (first, *rest) = label.lines, text.lines
                box = row.x0, first.y0, first.x1, first.y1, first.size
                self.lines = [Row([*row.items, *first.items], *box), *rest]
                self.chances = [min(label.chances[0], text.chances[0]), *text.chances[1:]]
                return
        own = zip(self.lines + other.lines, self.chances + other.chances, strict=True)
        chances = {id(chunk): chance for line, chance in own for chunk in line.items}
        chunks = [chunk for line in self.lines + other.lines for chunk in line.items]
        self.lines = rows_of(chunks)
        self.chances = [min(chances[id(c)] for c in line.items) for line in self.lines]

    @property
    def y0(self) -> float:
        return min(line.y0 for line in self.lines)

    @property
    def y1(self) -> float:
        return max(line.y1 for line in self.lines)


_Entries = list[tuple[_Entry, int]]
"""The entries of a row from the left, each with the number of rows over which it runs."""


def _rows(bands: list[_Band], columns: _Columns, em: float) -> list[_Entries]:
    rows: list[_Entries] = []
    for band in bands:
        fresh = _rows_of_band(band, columns)
        if band.table is None and rows and _goes_on(rows[-1], fresh[0], columns, em):
            for entry, _ in fresh[0]:
                _join(rows[-1], entry)
        else:
            rows += fresh
    return rows


def _cells(rows: list[_Entries], columns: _Columns) -> list[TableCell]:
    return [
        TableCell(
            number, entry.first, height, entry.last - entry.first + 1,
            (columns.left[entry.first], entry.y0, columns.right[entry.last], entry.y1),
            entry.parts or [Leaf(entry.lines, entry.chances)],
        )
        for number, row in enumerate(rows)
        for entry, height in row
    ]  # fmt: skip


def _goes_on(above: _Entries, row: _Entries, columns: _Columns, em: float) -> bool:
    """Whether a line with one entry goes on with that of the row above, whose line is full."""
    if len(row) != 1 or row[0][0].first == 0:
        return False
    entry = row[0][0]
    if entry.parts:
        return False
    before = next((e for e, _ in above if e.first == entry.first and e.last == entry.last), None)
    if before is None or before.parts or begins_with_marker(entry.lines[0].text):
        return False
    return before.lines[-1].x1 > columns.right[before.last] - _FULL * em


def _join(above: _Entries, entry: _Entry) -> None:
    goal = next(e for e, _ in above if e.first == entry.first and e.last == entry.last)
    for line, chance in zip(entry.lines, entry.chances, strict=True):
        goal.add(line, chance)


def _rows_of_band(band: _Band, columns: _Columns) -> list[_Entries]:
    """The rows of a band: entries from the left, and over how many rows each runs."""
    whole: list[_Entry] = []
    parts: list[_Band] = list(band.inner)
    for unit in band.units:
        entries = _entries(unit, columns)
        # what stands beside the first of its lines alone makes no rows of the others
        level = [line for line in unit.lines[1:] if len(_pieces(line, columns)) > 1]
        if level and len(entries) > 1 and not _is_about_middle(level, unit):
            parts += [
                _Band([_Unit([line], [chance])], [], [])
                for line, chance in zip(unit.lines, unit.chances, strict=True)
            ]
        else:
            whole += entries
    if not parts:
        return [[(entry, 1) for entry in _in_one_row(row)] for row in _rows_below(whole)]
    rows: list[_Entries] = []
    for group in _level_groups(parts):
        if len(group) == 1:
            rows += _rows_of_band(group[0], columns)
        else:
            together = [unit for part in group for unit in part.units]
            inner = [each for part in group for each in part.inner]
            rows += _rows_of_band(_Band(together, inner, []), columns)
    beside: list[_Entry] = []
    for entry in whole:
        alone = all(
            other is entry or other.last < entry.first or entry.last < other.first
            for other in whole
        ) and all(
            other.last < entry.first or entry.last < other.first
            for row in rows for other, _ in row
        )  # fmt: skip
        if alone:
            beside.append(entry)
            continue
        _place(entry, rows)
    for entry in beside:
        reached = [n for n, row in enumerate(rows) if any(e.y1 > entry.y0 for e, _ in row)]
        begins = min(reached, default=0)
        rows[begins].append((entry, len(rows) - begins))
    return [sorted(row, key=lambda pair: pair[0].first) for row in rows]


def _is_about_middle(several: list[Row[Chunk]], unit: _Unit) -> bool:
    """Whether but one line has several entries, and it or what stands beside its first is set at
    half the height of the lines of ``unit``, of which it is one."""
    if len(several) > 1 or len(several[0].items) < 2:
        return False
    last = several[0].items[-1]
    off = abs((last.y0 + last.y1) - (unit.y0 + unit.y1)) / 2
    return off < _OFF_MIDDLE * last.size


def _place(entry: _Entry, rows: list[_Entries]) -> None:
    """Put ``entry`` into the nearest of ``rows``; where something stands in its columns there, into
    a row of its own above or below that, or into it."""
    near = min(
        range(len(rows)),
        key=lambda n: min((abs(e.y0 - entry.y0) for e, _ in rows[n]), default=np.inf),
    )
    under = [e for e, _ in rows[near] if e.first <= entry.last and entry.first <= e.last]
    off = _LEVEL * entry.lines[0].size
    if not under:
        rows[near].append((entry, 1))
    elif entry.y1 < min(e.y0 for e in under) + off:
        # a label above what it labels is a row of its own
        rows.insert(near, [(entry, 1)])
    elif entry.y0 > max(e.y1 for e in under) - off or entry.parts or under[0].parts:
        rows.insert(near + 1, [(entry, 1)])
    else:
        under[0].add_beside(entry)


def _rows_below(entries: list[_Entry]) -> list[list[_Entry]]:
    """Entries of a row; one that stands alone above the others, in a column that they have too, is
    a row of its own: a label above what it labels."""
    first, *others = sorted(entries, key=lambda e: e.y0)
    if not others or others[0].y0 < first.y1 - _LEVEL * first.lines[0].size:
        return [entries]
    alone = any(e.first <= first.last and first.first <= e.last for e in others)
    return [[first], others] if alone and len({e.first for e in others}) > 1 else [entries]


def _in_one_row(entries: list[_Entry]) -> list[_Entry]:
    """Entries of a row from the left; those that stand in one column, as a label above its text or
    a number before it, are one."""
    found: list[_Entry] = []
    for entry in sorted(entries, key=lambda e: (e.first, e.y0)):
        before = found[-1] if found else None
        if before is None or before.last < entry.first or before.parts or entry.parts:
            found.append(entry)
            continue
        before.last = max(before.last, entry.last)
        before.add_beside(entry)
    return found


def _level_groups(parts: list[_Band]) -> list[list[_Band]]:
    """Rows of tables side by side, those on one level together."""
    groups: list[list[_Band]] = []
    low = -np.inf
    for part in sorted(parts, key=lambda part: (part.y0 + part.y1, part.y0)):
        level = groups and low - part.y0 > 0.5 * min(part.y1 - part.y0, low - groups[-1][0].y0)
        if level and all(part.x1 <= other.x0 or other.x1 <= part.x0 for other in groups[-1]):
            groups[-1].append(part)
            low = max(low, part.y1)
        else:
            groups.append([part])
            low = part.y1
    return groups


def _entries(unit: _Unit, columns: _Columns) -> list[_Entry]:
    """The lines of a unit, parted where a column begins between two pieces."""
    if unit.parts is not None:
        first, last = columns.of_span(unit.x0, unit.x1)
        return [_Entry(first, last, unit.lines, unit.chances, unit.parts)]
    entries: list[_Entry] = []
    for line, chance in zip(unit.lines, unit.chances, strict=True):
        for first, last, chunks in _pieces(line, columns):
            goal = next((e for e in entries if e.first <= last and first <= e.last), None)
            row = row_of(chunks)
            if goal is None:
                entries.append(_Entry(first, last, [row], [chance]))
            else:
                goal.first, goal.last = min(goal.first, first), max(goal.last, last)
                goal.add(row, chance)
    return entries


def _pieces(line: Row[Chunk], columns: _Columns) -> list[tuple[int, int, list[Chunk]]]:
    found: list[tuple[int, int, list[Chunk]]] = []
    for chunk in line.items:
        first, last = columns.of_piece(chunk)
        if found and first <= found[-1][1]:
            before = found[-1]
            found[-1] = before[0], max(before[1], last), [*before[2], chunk]
        else:
            found.append((first, last, [chunk]))
    return found
