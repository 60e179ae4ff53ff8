"""Tables that run over a page end: the same table again, its header, a row in two parts."""

from __future__ import annotations

import re

from shiryokan.paper.layout.lines import begins_with_label, begins_with_marker, ends_unit
from shiryokan.paper.model import Block, Cell

_SHIFT = 8.0
"""Columns of one table stand at the same place on both pages, to this many points."""
_SHIFT_OPEN = 26.0
"""The same where no rules show the columns' edges."""


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
    few, many = sorted((above, below), key=len)
    return not before.ruled and all(any(abs(a - b) < reach for b in many) for a in few)


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


def repeats_header(before: Block, block: Block) -> bool:
    """Whether the first row of ``block`` is that of ``before`` once more."""
    header = _row_text(block, 0)
    return bool(header.strip("|")) and header == _row_text(before, 0)


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
    first = min(filled, key=lambda c: c.column)
    if len(filled) < len(fresh) and first.column > 0:
        return True
    if not block.ruled and first.column > 0:
        return True
    if _is_headed(before, 0) and not _is_headed(block, row):
        return True
    bottom = max(c.row + c.rows for c in before.cells) - 1
    above = {c.column: c for c in before.cells if c.row + c.rows - 1 == bottom}
    for cell in filled:
        other = above.get(cell.column)
        if other and other.end > other.start:
            end, start = before.lines[other.end - 1], block.lines[cell.start]
            if (
                not ends_unit(end.text)
                and not begins_with_marker(start.text)
                and _full(before, other)
            ):
                return True
    return False


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
