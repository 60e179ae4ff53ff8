"""Grids within cells of grids, and which cell each mark of a page stands in."""

from __future__ import annotations

import numpy as np

from shiryokan.paper.glyphs import Floats, Ints
from shiryokan.paper.layout.grids import Grid, RuledCell
from shiryokan.paper.layout.lines import BULLETS, PAIRS
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.params import PARAMS

_SLACK = PARAMS.nesting.slack
_LEVEL = PARAMS.nesting.level
_BEHIND = PARAMS.nesting.behind
_BESIDE = PARAMS.nesting.beside
_LARGER = PARAMS.nesting.larger
_HANGS = [ord(sign) for sign in (*BULLETS, *PAIRS)]


class Nest:
    """Grids with their cells numbered throughout; cell -1 is the page outside all grids."""

    def __init__(self, grids: list[Grid]) -> None:
        self.grids = grids
        self._cells: list[tuple[int, RuledCell]] = [
            (number, cell) for number, grid in enumerate(grids) for cell in grid.cells
        ]
        boxes = [cell.box for _, cell in self._cells]
        self._box: Floats = np.array(boxes) if boxes else np.zeros((0, 4))
        area = (self._box[:, 2] - self._box[:, 0]) * (self._box[:, 3] - self._box[:, 1])
        self._large_first = np.argsort(-area, kind="stable")
        self._grid_of = np.array([number for number, _ in self._cells], np.int64)
        self._grids_in: dict[int, list[int]] = {}
        for number in range(len(grids)):
            self._grids_in.setdefault(self._home_of(number), []).append(number)
        self._cells_of: list[list[tuple[int, RuledCell]]] = [[] for _ in grids]
        for at, (number, cell) in enumerate(self._cells):
            self._cells_of[number].append((at, cell))

    def _home_of(self, grid: int) -> int:
        """The smallest cell of another, larger grid that holds this one; -1 for none."""
        x0, y0, x1, y1 = self.grids[grid].box
        box = self._box
        inside = (
            (self._grid_of < grid)
            & (box[:, 0] <= x0 + _SLACK)
            & (box[:, 1] <= y0 + _SLACK)
            & (box[:, 2] >= x1 - _SLACK)
            & (box[:, 3] >= y1 - _SLACK)
        )
        holding = self._large_first[inside[self._large_first]]
        return int(holding[-1]) if len(holding) else -1

    def cells_at(self, box: Floats) -> Ints:
        """(n,) the smallest cell in which each box's middle lies, -1 for none."""
        found = np.full(len(box), -1, np.int64)
        if not len(self._box) or not len(box):
            return found
        x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
        # a cell looks only at what lies between its top and its bottom
        down = np.argsort(y, kind="stable")
        x, y = x[down], y[down]
        first = np.searchsorted(y, self._box[:, 1], "right").tolist()
        last = np.searchsorted(y, self._box[:, 3], "left").tolist()
        boxes = self._box.tolist()
        for at in self._large_first.tolist():
            x0, _, x1, _ = boxes[at]
            start, end = first[at], last[at]
            if start < end:
                level = x[start:end]
                found[start:end][(level > x0) & (level < x1)] = at
        result = np.empty_like(found)
        result[down] = found
        return result

    def with_signs_beside(self, cells: Ints, marks: Marks) -> Ints:
        """(n,) ``cells`` of ``marks``, a bullet or an opening bracket that hangs out of the left
        side of a frame, before the text that it begins, as of that frame."""
        hangs = (cells == -1) & np.isin(marks.character, _HANGS)
        signs = np.flatnonzero(hangs)
        if not len(signs) or not len(self._box):
            return cells
        held = np.flatnonzero((cells >= 0) & ~marks.space)
        middle = (marks.box[:, 1] + marks.box[:, 3]) / 2
        cells = cells.copy()
        for sign in signs.tolist():
            em = float(marks.size[sign])
            left, right = float(marks.box[sign, 0]), float(marks.box[sign, 2])
            begins = marks.box[held, 0] - right
            level = np.abs(middle[held] - middle[sign]) < _LEVEL * em
            near = held[level & (begins > -_BESIDE * em) & (begins < _BEHIND * em)]
            if not len(near):
                continue
            first = near[np.argmin(marks.box[near, 0])]
            if em > _LARGER * marks.size[first]:
                continue
            cell = int(cells[first])
            side = float(self._box[cell, 0])
            if left < side and side - right < _BESIDE * em:
                cells[sign] = cell
        return cells

    def grids_in(self, cell: int) -> list[int]:
        """The grids that lie in a cell."""
        return self._grids_in.get(cell, [])

    def cells_of(self, grid: int) -> list[tuple[int, RuledCell]]:
        """A grid's cells in reading order, with their numbers."""
        return self._cells_of[grid]
