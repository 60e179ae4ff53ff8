"""The linear assignment problem of a rectangular matrix, solved exactly.

The method is that of D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
Transactions on Aerospace and Electronic Systems 52 (2016): shortest augmenting paths, after Jonker
and Volgenant (1987). Among solutions of the same sum it takes the one that scipy's
``linear_sum_assignment`` takes (which is this method too: scipy/optimize/rectangular_lsap,
copyright 2019 Peter Mahler Larsen, BSD-3-Clause), so that comparisons came out the same when this
took its place: docs/adr/0014-kept-and-own-parts.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_Numbers = NDArray[np.intp]
_NONE = -1


def assignment(worth: Matrix) -> list[tuple[int, int]]:
    """Pairs of row and column with the greatest sum of ``worth``, in the order of the rows: each
    row and each column at most once, as many as the shorter side has. ``worth`` is finite."""
    rows, columns = worth.shape
    if columns < rows:
        return sorted((i, j) for j, i in assignment(worth.T))
    search = _Search(-np.ascontiguousarray(worth))
    for row in range(rows):
        search.add(row)
    return [(i, int(j)) for i, j in enumerate(search.column_of)]


class _Search:
    """The rows assigned so far, at least cost, and the dual variables that prove it."""

    def __init__(self, cost: Matrix) -> None:
        rows, columns = cost.shape
        self._cost = cost
        self._u, self._v = np.zeros(rows), np.zeros(columns)
        self.column_of: _Numbers = np.full(rows, _NONE, dtype=np.intp)
        self._row_of: _Numbers = np.full(columns, _NONE, dtype=np.intp)

    def add(self, first: int) -> None:
        """Assign one more row, along the shortest path to a column that is free."""
        columns = len(self._v)
        # the order decides between ties: from the last column to the first
        left: _Numbers = np.arange(columns - 1, -1, -1, dtype=np.intp)
        length = np.full(columns, np.inf)
        came_from: _Numbers = np.full(columns, _NONE, dtype=np.intp)
        seen_rows, seen_columns = [first], []
        row, shortest = first, 0.0
        while True:
            through = shortest + self._cost[row, left] - self._u[row] - self._v[left]
            nearer = left[through < length[left]]
            length[nearer] = through[through < length[left]]
            came_from[nearer] = row
            at = self._nearest(length[left], left)
            column = int(left[at])
            shortest = float(length[column])
            seen_columns.append(column)
            left[at] = left[-1]
            left = left[:-1]
            row = int(self._row_of[column])
            if row == _NONE:
                break
            seen_rows.append(row)
        self._u[first] += shortest
        others = np.array(seen_rows[1:], dtype=np.intp)
        self._u[others] += shortest - length[self.column_of[others]]
        self._v[seen_columns] -= shortest - length[seen_columns]
        self._turn(first, column, came_from)

    def _nearest(self, lengths: Matrix, left: _Numbers) -> int:
        """Where in ``left`` the nearest column is: of several the last that is free, else the
        first."""
        nearest = np.flatnonzero(lengths == lengths.min())
        free = nearest[self._row_of[left[nearest]] == _NONE]
        return int(free[-1] if len(free) else nearest[0])

    def _turn(self, first: int, column: int, came_from: _Numbers) -> None:
        """Give each column of the path, from its end, to the row before it."""
        row = _NONE
        while row != first:
            row = int(came_from[column])
            self._row_of[column] = row
            self.column_of[row], column = column, int(self.column_of[row])
