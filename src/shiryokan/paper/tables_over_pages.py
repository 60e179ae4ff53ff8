"""Tables that run over a page end: the same table again, its header, a row in two parts.

What is left of a table's last row may be a few lines of one or two columns at the top of the next
page. They are no table to the eye of the layout; but the table before tells where its columns
stand.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from shiryokan.japanese.amounts import amount_of
from shiryokan.paper.layout.lines import (
    begins_with_label,
    begins_with_marker,
    ends_unit,
    is_label,
)
from shiryokan.paper.model import Block, Box, Cell, Line
from shiryokan.paper.tables import cell_text

_SHIFT = 8.0
"""Columns of one table stand at the same place on both pages, to this many points."""
_SHIFT_OPEN = 26.0
"""The same where no rules show the columns' edges."""
_SLACK = 5.0
"""Points by which lines may stand out of their column."""
_LEVEL = 6.0
"""Points by which the first lines of the cells of a row may stand above each other."""
_COMMAS = ("、", "，")
_HANGING = 0.75
"""Share of a line's height by which its last comma may hang out to the right."""


def is_same_table(before: Block, block: Block) -> bool:
    """Whether ``block``, at the top of a page, has the columns with which ``before`` ended."""
    if before.ruled != block.ruled:
        return False
    above, below = _columns(before, last=True), _columns(block, last=False)
    reach = _SHIFT if before.ruled else _SHIFT_OPEN
    if not above or not below:
        return False
    if len(above) == len(below):
        return all(abs(a - b) < reach for a, b in zip(above, below, strict=True))
    if before.ruled:
        return False

    def among(places: Iterable[float], others: Collection[float]) -> bool:
        return all(any(abs(a - b) < reach for b in others) for a in places)

    few, many = sorted((above, below), key=len)
    if among(few, many):
        return True
    # the last row may have its text in one column, and its rest be that of another
    return among(above, _left_edges(block).values()) and among(below, _left_edges(before).values())


def _columns(block: Block, *, last: bool) -> list[float]:
    """Left edges of the columns of the first, or last, row that is not one cell across."""
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        rows.setdefault(cell.row + (cell.rows - 1 if last else 0), []).append(cell)
    order = sorted(rows, reverse=last)
    for number in order:
        if len(rows[number]) > 1 or not block.ruled:
            return sorted(c.bbox.x0 for c in rows[number])
        break
    return []


def same_columns(before: Block, block: Block) -> dict[int, int]:
    """For the columns of an open ``block`` the numbers of those of ``before`` in which they stand:
    a page may show a column more, of labels and names apart."""
    if block.ruled:
        return {}
    above = _left_edges(before)
    if not above:
        return {}
    found: dict[int, int] = {}
    for number, left in sorted(_left_edges(block).items()):
        near = min(above, key=lambda n: abs(above[n] - left))
        if abs(above[near] - left) < _SHIFT_OPEN:
            found[number] = near
        elif _holds_labels(block, number - 1):
            found[number] = found.get(number - 1, near)
    return found


def _holds_labels(block: Block, column: int) -> bool:
    """Whether there is nothing but labels in a column."""
    texts = [cell_text(block, c) for c in block.cells if c.column == column and c.end > c.start]
    return bool(texts) and all(map(is_label, texts))


def _left_edges(block: Block) -> dict[int, float]:
    """Of each column that has a cell of its own."""
    edges: dict[int, float] = {}
    for cell in block.cells:
        if cell.columns == 1:
            edges[cell.column] = min(cell.bbox.x0, edges.get(cell.column, cell.bbox.x0))
    return edges


def repeated_rows(before: Block, block: Block) -> int:
    """How many rows at the top of ``block`` are the head of ``before`` once more.

    A head is what is told to be one; where nothing is, the first row may be.
    """
    heads = head_rows(before) or 1
    same = 0
    while same < heads:
        text = _row_text(block, same)
        if not text.strip("|") or text != _row_text(before, same):
            break
        same += 1
    return same


def head_rows(block: Block) -> int:
    """How many rows at the top of a table are heads of its columns."""
    return max((c.row + c.rows for c in block.cells if c.head == "column"), default=0)


def goes_on_without_head(before: Block, block: Block) -> bool:
    """Whether ``block``, which has the columns of ``before``, has rows like its last ones and no
    head of its own."""
    if head_rows(block):
        return False
    above, below = _columns(before, last=True), _columns(block, last=False)
    return len(above) == len(below) > 1


def _row_text(block: Block, row: int) -> str:
    cells = [c for c in block.cells if c.row == row]
    texts = ("".join(line.text for line in block.lines[c.start : c.end]) for c in cells)
    return re.sub(r"\s", "", "|".join(texts))


def continues_row(before: Block, block: Block, row: int) -> bool:
    """Whether row ``row`` of ``block`` is the rest of the last row of ``before``."""
    fresh = [c for c in block.cells if c.row == row]
    filled = [c for c in fresh if c.end > c.start]
    if not filled:
        return False
    above = _last_cells(before)
    columns = same_columns(before, block)
    places: dict[int, Cell] = {}
    for cell in sorted(filled, key=lambda c: c.column):
        # of columns that were one before, the first tells whether it goes on
        places.setdefault(columns.get(cell.column, cell.column), cell)
    filled = list(places.values())
    above = {cell.column: above[place] for place, cell in places.items() if place in above}
    if any(_amount(before, above.get(c.column)) and _amount(block, c) for c in filled):
        return False
    first = min(filled, key=lambda c: c.column)
    if len(filled) < len(fresh) and first.column > 0:
        return True
    if not block.ruled and first.column > 0:
        return True
    if _is_headed(before, 0) and not _is_headed(block, row):
        return True
    for cell in filled:
        other = above.get(cell.column)
        if other and other.end > other.start:
            end, start = before.lines[other.end - 1], block.lines[cell.start]
            if ends_in_clause(end.text) or (
                not ends_unit(end.text)
                and not begins_with_marker(start.text)
                and _full(before, other)
            ):
                return True
    return False


def _last_cells(table: Block) -> dict[int, Cell]:
    """Of each column that has one the cell of the table's last row; of an open table, whose cells
    may be parted into rows without a first column, the last one of them."""
    bottom = max(c.row + c.rows for c in table.cells) - 1
    first = bottom
    if not table.ruled:
        filled = (c.row for c in table.cells if c.column == 0 and c.end > c.start)
        first = max(filled, default=bottom)
    ending = sorted(
        (c for c in table.cells if c.row + c.rows > first), key=lambda c: c.row + c.rows
    )
    return {c.column: c for c in ending}


def row_beside(blocks: Sequence[Block], table: Block) -> list[list[Block]]:
    """The last of ``blocks``, which follow each other at the end of a page, column by column, where
    they stand side by side in the columns of an open ``table``; empty if they do not.

    A block that reaches over several columns ends the row upwards.
    """
    lefts = sorted(_left_edges(table).values())
    if len(lefts) < 2:
        return []
    columns: list[list[Block]] = [[] for _ in lefts]
    at = len(lefts) - 1
    for block in reversed(blocks):
        place = next((n for n, x in enumerate(lefts) if abs(x - block.bbox.x0) < _SHIFT_OPEN), None)
        right = lefts[place + 1] if place is not None and place + 1 < len(lefts) else math.inf
        if place is None or place > at or block.bbox.x1 > right:
            break
        if columns[place] and block.bbox.y1 > columns[place][0].bbox.y0:
            break
        at = place
        columns[place].insert(0, block)
        tops = [column[0].bbox.y0 for column in columns if column]
        if at == 0 and all(columns) and max(tops) - min(tops) < _LEVEL:
            return columns
    return []


def table_of_row(columns: Sequence[Sequence[Block]]) -> Block:
    """An open table of one row, with a cell for what stands in each column."""
    lines: list[Line] = []
    cells: list[Cell] = []
    for number, blocks in enumerate(columns):
        start = len(lines)
        starts = []
        for block in blocks:
            starts.append(len(lines))
            lines += block.lines
        box = functools.reduce(Box.union, (block.bbox for block in blocks))
        cells.append(Cell(0, number, box, start, len(lines), paragraphs=tuple(starts)))
    whole = functools.reduce(Box.union, (cell.bbox for cell in cells))
    return Block("table", whole, tuple(lines), cells=tuple(cells))


def ends_in_clause(text: str) -> bool:
    """Whether a text ends with a comma: whatever comes next goes on with it, though it begin with a
    number as items do."""
    return text.endswith(_COMMAS)


def rows_without_first(block: Block, row: int) -> int:
    """How many rows below row ``row`` of an open ``block`` have, as that one, nothing in the first
    column: paragraphs of its cells."""
    filled = {cell.row for cell in block.cells if cell.column == 0 and cell.end > cell.start}
    if block.ruled or row in filled:
        return 0
    last = max(cell.row for cell in block.cells)
    return min((each - row - 1 for each in filled if each > row), default=last - row)


def rows_of_lines(block: Block, row: int) -> int:
    """How many rows below row ``row`` of an open ``block`` are the rest of a row of which each line
    of the first column was read as a row by itself, and what stands below it in other columns."""
    if block.ruled:
        return 0
    rows: dict[int, list[Cell]] = {}
    for cell in block.cells:
        if cell.end > cell.start:
            rows.setdefault(cell.row, []).append(cell)
    found, last = row, max(rows)
    while found <= last and [(c.column, c.columns) for c in rows.get(found, ())] == [(0, 1)]:
        if found > row and _is_headed(block, found):
            break
        found += 1
    below = found
    while below <= last and all(c.column > 0 for c in rows.get(below, ())):
        below += 1
    # names one below the other are rows; the rest of a cell is followed by a row with its label
    is_rest = found > row and (below > last or _is_headed(block, below))
    return below - row - 1 if is_rest else 0


def _amount(block: Block, cell: Cell | None) -> bool:
    """Whether a cell holds an amount, which is whole."""
    return cell is not None and amount_of(cell_text(block, cell)) is not None


def _is_headed(block: Block, row: int) -> bool:
    """Whether a row is one cell across the table, or one that begins with a label."""
    cells = [c for c in block.cells if c.row == row and c.end > c.start]
    if not cells:
        return False
    first = cells[0]
    across = len(cells) == 1 and first.columns > 1
    return across or begins_with_label(block.lines[first.start].text)


def _full(block: Block, cell: Cell) -> bool:
    """Whether the cell's last line reaches the right edge of its text."""
    lines = block.lines[cell.start : cell.end]
    em = lines[-1].bbox.y1 - lines[-1].bbox.y0
    return lines[-1].bbox.x1 > max(line.bbox.x1 for line in lines) - 2.2 * em


@dataclass(frozen=True, slots=True)
class Remain:
    """Text of one line in one column: characters ``start:end`` of line ``line`` of the block."""

    column: int
    line: int
    start: int
    end: int
    text: str


def columns_of(table: Block) -> list[tuple[int, float, float]]:
    """Number, left and right edge of the columns of the table's last row of several cells."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.columns == 1:
            rows.setdefault(cell.row + cell.rows - 1, []).append(cell)
    for row in sorted(rows, reverse=True):
        if len(rows[row]) > 1:
            return sorted((c.column, c.bbox.x0, c.bbox.x1) for c in rows[row])
    return []


def remains_of_row(table: Block, block: Block) -> list[Remain]:
    """The lines of ``block`` shared out to the columns of ``table``; empty if they do not fit.

    Lines of the first column go on only with a sentence that is under way there.
    """
    columns = columns_of(table)
    if not columns or block.cells or block.kind in ("heading", "caption", "footnote"):
        return []
    remains: list[Remain] = []
    for number, line in enumerate(block.lines):
        pieces = pieces_by_column(line, columns)
        if not pieces:
            return []
        remains += [Remain(column, number, a, b, text) for column, a, b, text in pieces]
    first = [r for r in remains if r.column == columns[0][0]]
    if first and (begins_with_label(first[0].text) or not _under_way(table, columns[0][0])):
        return []
    return remains


def _under_way(table: Block, column: int) -> bool:
    cells = [c for c in table.cells if c.column == column and c.end > c.start]
    return bool(cells) and not ends_unit(table.lines[cells[-1].end - 1].text)


def pieces_by_column(
    line: Line, columns: list[tuple[int, float, float]]
) -> list[tuple[int, int, int, str]]:
    """``line`` cut where the white between two columns falls on a space of it: for each piece its
    column, start, end and text. Empty if a piece fits no column; ``columns`` as of
    :func:`columns_of`, from left to right."""
    if line.direction != "ltr" or len(line.edges) != len(line.text) + 1:
        return []
    cuts = [0]
    for (_, _, right), (_, left, _) in itertools.pairwise(columns):
        for i, character in enumerate(line.text):
            over = line.edges[i] <= left and line.edges[i + 1] >= right
            if character in " \u3000" and over and i > cuts[-1]:
                cuts.append(i)
                break
    cuts.append(len(line.text))
    hanging = max(_SLACK, _HANGING * (line.bbox.y1 - line.bbox.y0))
    pieces: list[tuple[int, int, int, str]] = []
    for start, end in itertools.pairwise(cuts):
        text = line.text[start:end].strip(" \u3000")
        begin = start + (len(line.text[start:end]) - len(line.text[start:end].lstrip(" \u3000")))
        x0, x1 = line.edges[begin], line.edges[end]
        column = next(
            (n for n, left, right in columns if x0 > left - _SLACK and x1 < right + hanging), None
        )
        if column is None or not text:
            return []
        pieces.append((column, begin, begin + len(text), text))
    return pieces
