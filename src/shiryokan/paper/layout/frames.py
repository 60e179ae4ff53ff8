"""Frames: the page turned so that every line runs from left to right and lines go downwards.

Vertical writing, whose lines run downwards and go from right to left, is horizontal writing on a
page turned by a quarter anticlockwise. One algorithm then serves all directions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shiryokan.paper.glyphs import Bools, Floats, Ints
from shiryokan.paper.layout.marks import Marks

_CLOSE = 0.3
"""White between the glyphs of a vertical line on a page of horizontal ones, in ems, at most."""
_NARROW = 0.8
_MOST_UPRIGHT = 4
_WIDEST = 1.5
"""Figures set side by side within a vertical line: how narrow, how many, how wide together."""
_WIDE = 0x2E80
"""The first code point of Japanese: its characters fill an em."""
_SHARE = 0.1
_CHAIN = 3
"""Glyphs standing below each other that make a vertical line where little else speaks for it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A page of ``width`` by ``height`` points turned anticlockwise by ``quarters``."""

    quarters: int
    width: float
    height: float

    def boxes(self, box: Floats) -> Floats:
        """(n, 4) boxes of the page as seen, in the turned frame."""
        return _turned(box, self.quarters, self.width, self.height)

    def back(self, box: Floats) -> Floats:
        """(n, 4) boxes of the turned frame, on the page as seen."""
        width, height = self.size
        return _turned(box, -self.quarters % 4, width, height)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in the turned frame."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def along(self, x: list[float]) -> list[float]:
        """Places along a line (x in the turned frame) as x, or y, of the page as seen."""
        match self.quarters:
            case 2:
                return [self.width - v for v in x]
            case 3:
                return [self.height - v for v in x]
            case _:
                return x


def _turned(box: Floats, quarters: int, width: float, height: float) -> Floats:
    x0, y0, x1, y1 = box[:, 0], box[:, 1], box[:, 2], box[:, 3]
    match quarters:
        case 1:
            columns = (y0, width - x1, y1, width - x0)
        case 2:
            columns = (width - x1, height - y1, width - x0, height - y0)
        case 3:
            columns = (height - y1, x0, height - y0, x1)
        case _:
            columns = (x0, y0, x1, y1)
    return np.stack(columns, axis=1)


def directions(marks: Marks, cell: Ints) -> Ints:
    """(n,) for each mark the quarters by which the page must be turned to read it.

    A glyph's own angle says how it stands; whether upright glyphs make rows or columns is seen
    from which neighbour is nearer, the one beside or the one below, in the same ``cell`` (n,).
    """
    turns = marks.quarter.copy()
    for quarter in range(4):
        mine = np.flatnonzero(turns == quarter)
        # a few turned signs within vertical lines are no lines of their own
        if len(mine) > max(1.0, _SHARE * len(turns)):
            upright = _turned(marks.box[mine], quarter, 0.0, 0.0)
            wide = marks.character[mine] >= _WIDE
            vertical = _stacked(upright, marks.size[mine], marks.space[mine], wide, cell[mine])
            turns[mine[vertical]] = (quarter + 1) % 4
    return turns


def _stacked(box: Floats, size: Floats, space: Bools, wide: Bools, cell: Ints) -> Bools:
    """Which upright marks stand in vertical lines.

    ``wide`` are those of Japanese: numbers below each other are a column of numbers.
    """
    solid = np.flatnonzero(~space)
    result = np.zeros(len(box), np.bool_)
    if len(solid) < 2:
        return result
    box, size, wide, cell = box[solid], size[solid], wide[solid], cell[solid]
    beside = _gaps(box[:, 0], box[:, 2], (box[:, 1] + box[:, 3]) / 2, size, cell)
    below = _gaps(box[:, 1], box[:, 3], (box[:, 0] + box[:, 2]) / 2, size, cell)
    down = (below < 0.95) & (below + 0.02 < beside)
    across = (beside < 0.95) & (beside <= below + 0.02)
    votes = int(down.sum()), int(across.sum())
    mostly = votes[0] > votes[1] and votes[0] >= _CHAIN
    if mostly:
        # beside the vertical lines only true rows stay horizontal, not figures set side by side
        vertical = ~_chains(
            box[:, 0], box[:, 2], (box[:, 1] + box[:, 3]) / 2, size, cell, across, 6
        )
    else:
        down &= (below < _CLOSE) & wide
        vertical = _chains(
            box[:, 1], box[:, 3], (box[:, 0] + box[:, 2]) / 2, size, cell, down, _CHAIN
        )
    result[solid[vertical]] = True
    if mostly:
        result[space] = True
    return result


def _key(across: Floats, size: Floats, cell: Ints) -> Ints:
    """A number for each line of marks whose centres are level to a sixth of an em."""
    levels, which = np.unique(np.round(across, 1), return_inverse=True)
    reach = float(np.median(size)) / 6
    line, first = -1, -np.inf
    lines = np.empty(len(levels), np.int64)
    for i, level in enumerate(levels.tolist()):
        if level - first > reach:
            line, first = line + 1, level
        lines[i] = line
    return lines[which] * (int(cell.max()) + 2) + cell


def _gaps(low: Floats, high: Floats, across: Floats, size: Floats, cell: Ints) -> Floats:
    """For each mark the smaller gap to its neighbours on the same line, in ems; 9 without one."""
    key = _key(across, size, cell)
    order = np.lexsort((low, key))
    key = key[order]
    gap = np.abs(low[order][1:] - high[order][:-1]) / np.minimum(size[order][1:], size[order][:-1])
    gap = np.where(key[1:] == key[:-1], gap, 9.0)
    nearest = np.full(len(order), 9.0)
    nearest[order[1:]] = gap
    nearest[order[:-1]] = np.minimum(nearest[order[:-1]], gap)
    return nearest


def _chains(
    low: Floats, high: Floats, across: Floats, size: Floats, cell: Ints, votes: Bools, length: int
) -> Bools:
    """Marks of runs of ``length`` or more along a line of which most vote for that direction."""
    key = _key(across, size, cell)
    order = np.lexsort((low, key))
    gap = (low[order][1:] - high[order][:-1]) / size[order][:-1]
    broken = (key[order][1:] != key[order][:-1]) | (np.abs(gap) > 1.0)
    run = np.concatenate(([0], np.cumsum(broken)))
    count = np.bincount(run)
    agree = np.bincount(run, weights=votes[order].astype(np.float64))
    good = (count >= length) & (agree >= 0.7 * count)
    chosen = np.zeros(len(order), np.bool_)
    chosen[order] = good[run]
    return chosen


def set_upright(box: Floats, size: Floats) -> Floats:
    """(n, 4) ``box`` with figures that stand side by side within a vertical line set below each
    other, in slices of their common cell.

    Two to four narrow upright glyphs make one cell of the line (縦中横), read from the left. The
    boxes are those of upright glyphs on the page as seen.
    """
    narrow = np.flatnonzero(box[:, 2] - box[:, 0] < _NARROW * size)
    if len(narrow) < 2:
        return box
    order = narrow[np.lexsort((box[narrow, 0], np.round(box[narrow, 1])))]
    box = box.copy()
    run = [int(order[0])]
    for at in order[1:].tolist():
        last = run[-1]
        em = float(size[last])
        level = abs(float(box[at, 1] - box[last, 1])) < 0.15 * em
        gap = float(box[at, 0] - box[last, 2])
        if level and -0.2 * em < gap < 0.3 * em and abs(float(size[at]) - em) < 0.2 * em:
            run.append(at)
        else:
            _slice(run, box, size)
            run = [at]
    _slice(run, box, size)
    return box


def _slice(run: list[int], box: Floats, size: Floats) -> None:
    left, right = float(box[run, 0].min()), float(box[run, 2].max())
    em = float(size[run[0]])
    if not 2 <= len(run) <= _MOST_UPRIGHT or right - left > _WIDEST * em:
        return
    middle = (left + right) / 2
    top, step = float(box[run[0], 1]), em / len(run)
    for number, at in enumerate(run):
        y = top + number * step
        box[at] = (middle - em / 2, y, middle + em / 2, y + step)
