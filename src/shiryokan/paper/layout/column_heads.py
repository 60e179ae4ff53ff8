"""Heads of columns: a line of pieces each of which stands over a piece of the rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.paper.layout.lines import Row, rows_of
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.params import PARAMS

_HEADS = PARAMS.column_heads.heads
_ROWS = PARAMS.column_heads.rows
_SHARED = PARAMS.column_heads.shared
_LIKE = PARAMS.column_heads.like
_SAME = PARAMS.column_heads.same


def are_heads(above: Sequence[Item], below: Sequence[Item], least: int = _HEADS) -> bool:
    """Whether the last line of ``above`` is the heads of columns whose first rows are among
    ``below``: most of its pieces, ``least`` of them at least, stand each over a piece of its own,
    and not below one, as those of the last row of a table do."""
    lines = rows_of(list(above))
    if len(lines[-1].items) < least or (len(lines) > 1 and _is_level(lines[-1], lines[-2], least)):
        return False
    like = sum(_is_level(lines[-1], row, least) for row in rows_of(list(below))[:_ROWS])
    return like >= _LIKE


def _is_level(line: Row[Item], other: Row[Item], least: int) -> bool:
    """Whether pieces of ``other`` stand at the places of most pieces of ``line``."""
    shared = sum(any(_is_over(item, piece) for piece in other.items) for item in line.items)
    return len(other.items) >= least and shared >= max(least, _SHARED * len(line.items))


def _is_over(head: Item, piece: Item) -> bool:
    """Whether both begin, end, or have their middles at one place."""
    off = piece.x0 - head.x0, piece.x1 - head.x1, (piece.x0 + piece.x1 - head.x0 - head.x1) / 2
    return min(map(abs, off)) < _SAME * (head.size or 10.0)
