"""Grids within cells of grids, and which cell each mark of a page stands in."""

from __future__ import annotations

import numpy as np

from shiryokan.paper.glyphs import Floats, Ints
from shiryokan.paper.layout.grids import Grid, RuledCell

_SLACK = 1.5


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
        self._home = [self._home_of(number) for number in range(len(grids))]

    def _home_of(self, grid: int) -> int:
        """The smallest cell of another, larger grid that holds this one; -1 for none."""
        x0, y0, x1, y1 = self.grids[grid].box
        home = -1
        for at in self._large_first.tolist():
            owner, cell = self._cells[at]
            a, b, c, d = cell.box
            inside = a <= x0 + _SLACK and b <= y0 + _SLACK and c >= x1 - _SLACK and d >= y1 - _SLACK
            if owner < grid and inside:
                home = at
        return home

    def cells_at(self, box: Floats) -> Ints:
        """(n,) the smallest cell in which each box's middle lies, -1 for none."""
        found = np.full(len(box), -1, np.int64)
        if not len(self._box) or not len(box):
            return found
        x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
        for at in self._large_first.tolist():
            x0, y0, x1, y1 = self._box[at].tolist()
            found[(x > x0) & (x < x1) & (y > y0) & (y < y1)] = at
        return found

    def grids_in(self, cell: int) -> list[int]:
        """The grids that lie in a cell."""
        return [number for number, home in enumerate(self._home) if home == cell]

    def cells_of(self, grid: int) -> list[tuple[int, RuledCell]]:
        """A grid's cells in reading order, with their numbers."""
        return [(at, cell) for at, (owner, cell) in enumerate(self._cells) if owner == grid]
