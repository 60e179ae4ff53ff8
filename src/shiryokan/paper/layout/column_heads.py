"""Heads of columns: a line of pieces each of which stands over a piece of the rows below it."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.paper.layout.lines import rows_of
from shiryokan.paper.layout.nodes import Item
from shiryokan.paper.layout.params import PARAMS

_HEADS = PARAMS.column_heads.heads
_ROWS = PARAMS.column_heads.rows
_SHARED = PARAMS.column_heads.shared
_LIKE = PARAMS.column_heads.like
_SAME = PARAMS.column_heads.same


def are_heads(level: Sequence[Item], below: Sequence[Item]) -> bool:
    """Whether the pieces ``level`` of one line are heads of columns, whose first rows are among
    ``below``: most stand each over a piece of its own."""
    if len(level) < _HEADS:
        return False
    like = 0
    for row in rows_of(list(below))[:_ROWS]:
        shared = sum(any(_is_over(item, piece) for piece in row.items) for item in level)
        like += len(row.items) >= _HEADS and shared >= max(_HEADS, _SHARED * len(level))
    return like >= _LIKE


def _is_over(head: Item, piece: Item) -> bool:
    """Whether both begin, end, or have their middles at one place."""
    off = piece.x0 - head.x0, piece.x1 - head.x1, (piece.x0 + piece.x1 - head.x0 - head.x1) / 2
    return min(map(abs, off)) < _SAME * (head.size or 10.0)
