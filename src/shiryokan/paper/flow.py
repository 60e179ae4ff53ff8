"""The text as it flows over the pages, without what belongs to the pages alone.

Furniture is left out. A paragraph, or a row of a table, that runs over a page end is one again.
Every passage knows which lines it is made of.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.layout.lines import (
    begins_with_label,
    begins_with_marker,
    ends_sentence,
    ends_unit,
)
from shiryokan.paper.model import Block, BlockKind, Box, Cell, Head, Line, Page
from shiryokan.paper.tables import cell_text
from shiryokan.paper.tables_over_pages import (
    continues_row,
    ends_in_clause,
    goes_on_without_head,
    head_rows,
    is_same_table,
    remains_of_row,
    repeated_rows,
    row_beside,
    rows_of_lines,
    rows_without_first,
    same_columns,
    table_of_row,
)

ASIDE: frozenset[BlockKind] = frozenset(("furniture", "footnote", "caption"))
"""Kinds of blocks that stand between the text of two pages without being of it."""
_REACH = 2.2
"""A line that ends at most this many characters before its block's right edge is full."""
_FULL_LINE = 12
"""A paragraph of one line has more characters than this if the line is full."""
_CELL_ENDS = ("。", "．", "」", ">", "＞")
"""How a paragraph of a cell ends that does not go on over the page end."""


class Part(msgspec.Struct, frozen=True, gc=False):
    """Lines ``start`` to ``end`` (exclusive) of block ``block`` (from 0) of page ``page``.

    ``characters`` is set where it is only a piece of one line: the first and the end of it.
    """

    page: int
    block: int
    start: int
    end: int
    characters: tuple[int, int] | None = None


class FlowLine(msgspec.Struct, frozen=True, gc=False):
    """A line of a passage: characters ``start:end`` of line ``number`` of block ``block`` (both
    from 0) of page ``page``, which is ``line``."""

    page: int
    block: int
    number: int
    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.start : self.end]

    @property
    def bbox(self) -> Box:
        """Its box on its page, in points."""
        return self.line.part_box(self.start, self.end)


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A paragraph, heading, item, caption, note or table of the document.

    ``text`` is its lines joined; of a table the cells' texts, one after the other. ``lines`` are
    those it is made of, of a table those of its cells, cell by cell; ``parts`` say from which
    blocks of which pages they come. ``level`` is that of a heading, from 1.
    """

    kind: BlockKind
    text: str
    lines: tuple[FlowLine, ...]
    parts: tuple[Part, ...]
    level: int = 0
    cells: tuple[Cell, ...] = ()
    ruled: bool = False

    @property
    def page(self) -> int:
        """The page it begins on; 0 if there is nothing."""
        return self.parts[0].page if self.parts else 0

    def parts_of(self, cell: Cell) -> list[Part]:
        """Where the lines of ``cell``, one of its cells, stand."""
        parts: list[Part] = []
        for each in self.lines[cell.start : cell.end]:
            whole = (each.start, each.end) == (0, len(each.line.text))
            last = parts[-1] if parts and whole and parts[-1].characters is None else None
            if last and (last.page, last.block, last.end) == (each.page, each.block, each.number):
                parts[-1] = msgspec.structs.replace(last, end=each.number + 1)
            else:
                piece = None if whole else (each.start, each.end)
                parts.append(Part(each.page, each.block, each.number, each.number + 1, piece))
        return parts


class PageFlow(msgspec.Struct, frozen=True):
    """The text of one page that flows on to the next, and for each of its lines where it begins
    there and in the page's whole text."""

    text: str
    places: tuple[tuple[int, int], ...]

    def spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The span ``start:end`` of this text as spans of the page's whole text, one a line."""
        ends = [begin - 1 for begin, _ in self.places[1:]] + [len(self.text)]
        for (begin, whole), stop in zip(self.places, ends, strict=True):
            a, b = max(start, begin), min(end, stop)
            if a < b:
                yield a - begin + whole, b - begin + whole


def page_flow(page: Page) -> PageFlow:
    """The flow of one page whose furniture is marked, line by line."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for block, whole, line in page.lines():
        if block.kind not in ASIDE:
            places.append((length, whole))
            pieces.append(line.text)
            length += len(line.text) + 1
    return PageFlow("\n".join(pieces), tuple(places))


def flow_of(pages: Sequence[Page]) -> list[Passage]:
    """The passages of a document in reading order.

    ``pages`` are all its pages, in order, with their furniture marked.
    """
    passages: list[_Open] = []
    last: _Open | None = None
    shown: _Open | None = None
    for page in pages:
        top = _Top(last, tuple(_tables_near(shown, page)))
        for number, block in enumerate(page.blocks):
            if block.kind == "furniture" or not block.lines:
                continue
            aside = block.kind in ASIDE
            place = page.page, number
            if not aside and top.takes(passages, block, place):
                last = top.last
                continue
            passages.append(_opened(block, place))
            if block.kind == "caption" and last and last.block.cells:
                # what stands above its caption is whole
                last = top.last = None
            elif not aside:
                last = passages[-1]
            if passages[-1].cells:
                shown = passages[-1]
    return [passage.closed() for passage in passages]


def _tables_near(before: _Open | None, page: Page) -> Iterator[Block]:
    """The last open table before ``page`` and the first one on it."""
    if before is not None and not before.ruled:
        yield before.block
    yield from itertools.islice((b for b in page.blocks if b.cells and not b.ruled), 1)


@dataclass(slots=True)
class _OpenCell:
    """A cell that may go on: its lines, and the numbers of those that begin a paragraph."""

    row: int
    column: int
    rows: int
    columns: int
    bbox: Box
    head: Head = ""
    lines: list[FlowLine] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def add(self, lines: Sequence[FlowLine], starts: Sequence[int]) -> None:
        """Add ``lines`` at its end; ``starts`` are the numbers of those that begin a paragraph."""
        self.starts += [len(self.lines) + start for start in starts]
        self.lines += lines

    def last_paragraph(self) -> str:
        """The text of its last paragraph; empty if it has none."""
        return (
            join_lines(line.text for line in self.lines[self.starts[-1] :]) if self.starts else ""
        )


def _end(cell: _OpenCell) -> int:
    return cell.row + cell.rows


@dataclass(slots=True)
class _Open:
    """A passage that may go on on the next page; ``block`` is the last block it is made of,
    ``earlier`` the one before where ``block`` has only the rest of its last row."""

    kind: BlockKind
    level: int
    ruled: bool
    block: Block
    parts: list[Part]
    lines: list[FlowLine]
    cells: list[_OpenCell]
    earlier: Block | None = None

    @property
    def headed(self) -> bool:
        """Whether it is a table whose columns have heads."""
        return any(cell.head == "column" for cell in self.cells)

    def last_row(self) -> int:
        """The number of the table's last row."""
        return max((cell.row + cell.rows - 1 for cell in self.cells), default=0)

    def lacks_first(self) -> bool:
        """Whether a row of the table has nothing in its first column."""
        filled = {cell.row for cell in self.cells if cell.column == 0 and cell.lines}
        return any(cell.row not in filled for cell in self.cells if cell.lines)

    def rows_of_rest(self, block: Block, row: int) -> int:
        """How many rows below row ``row`` of ``block`` belong to that one, which goes on with the
        last row: where no row of the table lacks a first column, those that do."""
        return 0 if self.lacks_first() else rows_without_first(block, row)

    def cell_at_end(self, column: int, row: int) -> _OpenCell | None:
        """The cell of ``column`` that ends in ``row``; of an open table, whose cells may be parted
        into rows without a first column, the last one of them."""
        mine = [c for c in self.cells if c.column == column]
        ending = next((c for c in mine if c.row + c.rows - 1 == row), None)
        if ending or self.ruled or row > self.last_row():
            return ending
        first = max((c.row for c in self.cells if c.column == 0 and c.lines), default=row)
        return max((c for c in mine if first < c.row + c.rows <= row), key=_end, default=None)

    def closed(self) -> Passage:
        """The passage as it is at the end."""
        parts = tuple(self.parts)
        if not self.cells:
            lines = [line.text for line in self.lines]
            # the labels of a figure are no sentence
            text = "\n".join(lines) if self.kind == "figure" else join_lines(lines)
            return Passage(self.kind, text, tuple(self.lines), parts, self.level)
        placed: list[FlowLine] = []
        cells: list[Cell] = []
        for cell in self.cells:
            start = len(placed)
            placed += cell.lines
            paragraphs = tuple(start + number for number in cell.starts)
            cells.append(
                Cell(
                    cell.row, cell.column, cell.bbox, start, len(placed), cell.rows, cell.columns,
                    paragraphs, cell.head,
                )
            )  # fmt: skip
        table = Passage("table", "", tuple(placed), parts, 0, tuple(cells), self.ruled)
        text = "\n".join(cell_text(table, cell) for cell in cells if cell.end > cell.start)
        return msgspec.structs.replace(table, text=text)


_Place = tuple[int, int]
"""The number of a page, and that of a block on it."""


def _opened(block: Block, place: _Place) -> _Open:
    parts = [_whole(block, place)]
    if block.cells:
        cells = [_open_cell(block, cell, place) for cell in block.cells]
        return _Open("table", 0, block.ruled, block, parts, [], cells)
    return _Open(
        block.kind, block.level, False, block, parts, _lines(block, place, 0, len(block.lines)), []
    )


def _whole(block: Block, place: _Place) -> Part:
    return Part(*place, 0, len(block.lines))


def _lines(block: Block, place: _Place, start: int, end: int) -> list[FlowLine]:
    return [
        FlowLine(*place, number, block.lines[number], 0, len(block.lines[number].text))
        for number in range(start, end)
    ]


def _open_cell(block: Block, cell: Cell, place: _Place) -> _OpenCell:
    starts = [s - cell.start for s in sorted({cell.start, *cell.paragraphs}) if s < cell.end]
    lines = _lines(block, place, cell.start, cell.end)
    return _OpenCell(
        cell.row, cell.column, cell.rows, cell.columns, cell.bbox, cell.head, lines, starts
    )


@dataclass(slots=True)
class _Top:
    """The top of a page, where what was under way may go on: ``last`` is that passage."""

    last: _Open | None
    near: tuple[Block, ...] = ()
    """The open tables next to it, which show where columns stand."""
    fresh: bool = True
    """Whether nothing of the page's own has begun."""
    rest: _Open | None = None
    """The table whose last row went on here, cell by cell: what follows it begins anew."""
    ceiling: float = math.inf
    """Where the first block that did begin stands, in points."""

    def takes(self, passages: list[_Open], block: Block, place: _Place) -> bool:
        """Whether ``block`` goes on with what was under way; it is added to it."""
        if self.fresh and self.last is not None:
            if _add_rest_of_row(self.last, block, place) or self._ends_row(passages, block, place):
                self.rest = self.last
                return True
            if self.rest is None and self._goes_on(passages, block, place):
                return True
        elif self.rest is not None and block.bbox.y1 <= self.ceiling:
            # columns that were read one after the other, above a heading behind the first of them
            return _add_rest_of_row(self.rest, block, place)
        self.fresh = False
        self.ceiling = min(self.ceiling, block.bbox.y0)
        return False

    def _ends_row(self, passages: list[_Open], block: Block, place: _Place) -> bool:
        """Whether ``block``, which is no table, is the rest of what stands side by side at the end
        of the page before, in the columns that a table shows: that is then a row."""
        assert self.last is not None
        if self.rest is not None or self.last.cells or block.cells:
            return False
        for table in self.near:
            row, mine = _row_at_end(passages, self.last, table)
            if row is None or _may_be_prose(row, passages[-mine - 1 : -mine]):
                continue
            if _add_rest_of_row(row, block, place):
                passages[len(passages) - mine :] = [row]
                self.last = row
                return True
        return False

    def _goes_on(self, passages: list[_Open], block: Block, place: _Place) -> bool:
        assert self.last is not None
        self.last = last = _as_row(passages, self.last, block)
        row = last.last_row()
        if not _goes_on(last, block, place):
            return False
        if block.cells and last.last_row() == row:
            # what else the page has of the row may stand below in its columns
            self.rest, last.earlier = last, last.block
        else:
            self.fresh, last.earlier = False, None
        last.block = block
        return True


def _as_row(passages: list[_Open], last: _Open, block: Block) -> _Open:
    """``last``; or what stands side by side at the end of its page as the row of a table, where
    ``block``, at the top of the next one, is a table in whose columns it stands and that goes on
    with it. It takes the place of its passages.

    Of one row alone a page does not tell whether its columns are read one after the other.
    """
    if last.cells or not block.cells or block.ruled:
        return last
    row, mine = _row_at_end(passages, last, block)
    if row is None or not continues_row(row.block, block, 0):
        return last
    passages[len(passages) - mine :] = [row]
    return row


def _row_at_end(passages: Sequence[_Open], last: _Open, table: Block) -> tuple[_Open | None, int]:
    """What stands side by side at the end of ``passages``, in the columns of an open ``table``, as
    the row of a table, and how many passages it is; ``last`` is the last one that is no note."""
    end = len(passages)
    while end and _is_text_of(passages[end - 1], last.parts[-1].page):
        end -= 1
    columns = row_beside([each.block for each in passages[end:]], table)
    if not columns:
        return None, 0
    mine = passages[len(passages) - sum(map(len, columns)) :]
    row = _Open(
        "table", 0, False, table_of_row(columns), [part for each in mine for part in each.parts],
        [], [],
    )  # fmt: skip
    beside = iter(mine)
    for told, blocks in zip(row.block.cells, columns, strict=True):
        cell = _OpenCell(0, told.column, 1, 1, told.bbox)
        for each in itertools.islice(beside, len(blocks)):
            cell.add(each.lines, [0])
        row.cells.append(cell)
    return row, len(mine)


def _may_be_prose(row: _Open, before: Sequence[_Open]) -> bool:
    """Whether what stands side by side may be columns read one after the other: the first goes on
    with the second, and no label stands above them."""
    first, second, *_ = row.cells
    if ends_unit(first.last_paragraph()) or begins_with_marker(second.lines[0].text):
        return False
    label = before[-1] if before else None
    return not (label and label.lines and begins_with_label(label.lines[0].text))


def _is_text_of(passage: _Open, page: int) -> bool:
    """Whether a passage is text that stands on one page alone, and not beside the text."""
    return passage.kind in ("text", "list") and {part.page for part in passage.parts} == {page}


def _add_rest_of_row(last: _Open, block: Block, place: _Place) -> bool:
    """Whether ``block`` is the rest of a table's last row; it is added to its cells."""
    tables = [each for each in (last.block, last.earlier) if each is not None and each.cells]
    remains = next(filter(None, (remains_of_row(table, block) for table in tables)), [])
    row = last.last_row()
    for column in sorted({r.column for r in remains}):
        mine = [
            FlowLine(*place, r.line, block.lines[r.line], r.start, r.end)
            for r in remains
            if r.column == column
        ]
        goal = last.cell_at_end(column, row)
        if goal is None:
            box = mine[0].bbox
            for line in mine[1:]:
                box = box.union(line.bbox)
            goal = _OpenCell(row, column, 1, 1, box)
            last.cells.append(goal)
        under_way = bool(goal.starts) and not ends_unit(goal.last_paragraph())
        if not (under_way and _may_continue(block, join_lines(line.text for line in mine))):
            goal.starts.append(len(goal.lines))
        goal.lines += mine
    if remains:
        last.parts.append(_whole(block, place))
    return bool(remains)


def _goes_on(last: _Open, block: Block, place: _Place) -> bool:
    """Whether the last passage goes on with ``block``, which is then added to it."""
    before = last.block
    if before.cells and block.cells:
        return is_same_table(before, block) and _add_table(last, block, place)
    if before.cells or block.cells or before.kind not in ("text", "list"):
        return False
    if not (_is_unfinished(before) and _may_continue(block)):
        return False
    last.lines += _lines(block, place, 0, len(block.lines))
    last.parts.append(_whole(block, place))
    return True


def _add_table(last: _Open, block: Block, place: _Place) -> bool:
    """Whether ``block`` goes on with the table, in the middle of its last row or with the next
    one; its cells are added, but for a head that is printed once more."""
    repeated = repeated_rows(last.block, block)
    cells = [c for c in block.cells if c.row >= repeated]
    if not cells or (not repeated and head_rows(block)):
        return False
    first = cells[0].row
    rest = 0
    if continues_row(last.block, block, first):
        row = max(c.row for c in last.cells)
        rest = rows_of_lines(block, first) or last.rows_of_rest(block, first)
    elif repeated or (last.headed and goes_on_without_head(last.block, block)):
        row = last.last_row() + 1
    else:
        return False
    columns = same_columns(last.block, block)
    all_known = all(cell.column in columns for cell in block.cells)
    begun: dict[tuple[int, int], _OpenCell] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        fresh = _open_cell(block, cell, place)
        fresh.row = row + max(cell.row - first - rest, 0)
        if all_known or cell.row <= first + rest:
            # where a page has a column that the others lack, only the rest of a row is in theirs
            fresh.column = columns.get(cell.column, cell.column)
            right = cell.column + cell.columns - 1
            fresh.columns = max(columns.get(right, right) - fresh.column + 1, 1)
        at = fresh.row, fresh.column
        goal = last.cell_at_end(fresh.column, row) if cell.row <= first + rest else None
        if at in begun and cell.row > first:
            begun[at].add(fresh.lines, fresh.starts)
        elif at in begun:
            _add_beside(begun[at], fresh)
        elif goal is None:
            last.cells.append(fresh)
            begun[at] = fresh
        elif fresh.lines:
            _add_cell(goal, fresh, block, cell)
    last.parts.append(_whole(block, place))
    return True


def _add_beside(goal: _OpenCell, fresh: _OpenCell) -> None:
    """What this page shows in a column of its own, and the pages before did not: its first
    paragraph goes on with the last one of the cell, as a name after its label."""
    goal.add(fresh.lines, fresh.starts[1:])
    goal.bbox = goal.bbox.union(fresh.bbox)
    goal.rows = max(goal.rows, fresh.rows)


def _add_cell(goal: _OpenCell, fresh: _OpenCell, block: Block, cell: Cell) -> None:
    """The rest of a cell, its first paragraph joined to the last one if that was under way."""
    starts = fresh.starts
    last = goal.last_paragraph()
    under_way = goal.starts and not last.endswith(_CELL_ENDS)
    if under_way and (ends_in_clause(last) or _may_continue(block, block.lines[cell.start].text)):
        starts = starts[1:]
    goal.add(fresh.lines, starts)


def _is_unfinished(block: Block) -> bool:
    """Whether the block's last line is full and does not end like a sentence."""
    last = block.lines[-1]
    if ends_sentence(last.text):
        return False
    if len(block.lines) == 1:
        return len(last.text) > _FULL_LINE
    along = 3 if last.direction == "ttb" else 2
    across = (0, 2) if last.direction == "ttb" else (1, 3)
    em = last.bbox[across[1]] - last.bbox[across[0]]
    return last.bbox[along] > max(line.bbox[along] for line in block.lines) - _REACH * em


def _may_continue(block: Block, text: str | None = None) -> bool:
    """Whether a block's beginning (or ``text``) may be the rest of a paragraph."""
    if block.kind not in ("text", "list", "table"):
        return False
    return not begins_with_marker(block.lines[0].text if text is None else text)
