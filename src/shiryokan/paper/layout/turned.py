"""Lines that run in another direction than the page's most: guests in its frame.

Lines of one direction that stand close together are arranged in their own frame; on the page they
are one piece.
"""

from __future__ import annotations

import numpy as np

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.lines import Row, rows_of
from shiryokan.paper.layout.nodes import Table, TableCell, leaf_of
from shiryokan.paper.layout.params import PARAMS

_NEAR = PARAMS.turned.near
_DEEP = PARAMS.turned.deep
_CENTRED = PARAMS.turned.centred
_UNDER = PARAMS.turned.under
_MOSTLY = PARAMS.turned.mostly


def guests_of(chunks: list[Chunk], own: Turn, main: Turn, marks: Floats) -> list[tuple[int, Table]]:
    """The guests, each with the cell it stands in; ``marks`` (n, 4) are the boxes of what runs in
    the page's direction, in its frame."""
    by_cell: dict[int, list[Chunk]] = {}
    for chunk in chunks:
        by_cell.setdefault(chunk.cell, []).append(chunk)
    guests = []
    for cell, mine in by_cell.items():
        for rows in _parted(_close(rows_of(mine), _NEAR), own, main, marks):
            box = np.array(
                [[min(r.x0 for r in rows), min(r.y0 for r in rows), max(r.x1 for r in rows),
                  max(r.y1 for r in rows)]]
            )  # fmt: skip
            x0, y0, x1, y1 = main.boxes(own.back(box))[0].tolist()
            leaf = leaf_of(rows)
            size = min(max(r.size for r in rows), x1 - x0, y1 - y0)
            frame = TableCell(0, 0, 1, 1, (x0, y0, x1, y1), [leaf])
            text = "".join(r.text for r in rows)
            guest = Table(x0, y0, x1, y1, [frame], False, size, text, False, guest=True)
            guests.append((cell, guest))
    return guests


def _parted(
    groups: list[list[Row[Chunk]]], own: Turn, main: Turn, marks: Floats
) -> list[list[Row[Chunk]]]:
    """``groups`` of lines, those that are heads of columns as one for each line."""
    parted: list[list[Row[Chunk]]] = []
    for rows in groups:
        boxes = np.array([(row.x0, row.y0, row.x1, row.y1) for row in rows])
        heads = len(rows) > 1 and _are_heads(main.boxes(own.back(boxes)), marks)
        parted += [[row] for row in rows] if heads else [rows]
    return parted


def _are_heads(lines: Floats, marks: Floats) -> bool:
    """Whether nearly all that stands below upright ``lines`` (n, 4) is in the middle of one of
    them: prose runs on below what stands above it."""
    high = lines[:, 2] - lines[:, 0] > lines[:, 3] - lines[:, 1]
    em = float(np.median(lines[:, 2] - lines[:, 0]))
    low = float(lines[:, 3].max())
    if high.any():
        return False
    middle = (marks[:, 0] + marks[:, 2]) / 2
    below = middle[
        (middle > lines[:, 0].min()) & (middle < lines[:, 2].max())
        & (marks[:, 1] > low - em) & (marks[:, 1] < low + _DEEP * em)
    ]  # fmt: skip
    centre = (lines[:, 0] + lines[:, 2]) / 2
    near = np.abs(below[:, None] - centre) < _CENTRED * em
    return len(below) >= _UNDER * len(lines) and bool(near.any(axis=1).mean() > _MOSTLY)


def _close(rows: list[Row[Chunk]], reach: float) -> list[list[Row[Chunk]]]:
    """Lines split at gaps along them, then gathered with those near them."""
    pieces: list[Row[Chunk]] = []
    for row in rows:
        run: list[Chunk] = []
        for chunk in row.items:
            if run and chunk.x0 - run[-1].x1 > reach * 2 * chunk.size:
                pieces.append(_row(run))
                run = []
            run.append(chunk)
        pieces.append(_row(run))
    groups: list[list[Row[Chunk]]] = []
    for piece in pieces:
        near = [g for g in groups if any(_touch(piece, other, reach) for other in g)]
        merged = [piece]
        for group in near:
            merged = group + merged
            groups.remove(group)
        groups.append(merged)
    return [sorted(g, key=lambda r: (r.y0, r.x0)) for g in groups]


def _row(run: list[Chunk]) -> Row[Chunk]:
    return Row(
        run, min(c.x0 for c in run), min(c.y0 for c in run), max(c.x1 for c in run),
        max(c.y1 for c in run), max(c.size for c in run),
    )  # fmt: skip


def _touch(a: Row[Chunk], b: Row[Chunk], reach: float) -> bool:
    em = max(a.size, b.size)
    wide = max(a.x0, b.x0) - min(a.x1, b.x1)
    high = max(a.y0, b.y0) - min(a.y1, b.y1)
    return wide < 0.5 * em and high < reach * em
