"""Lines that stand where the columns of a table stand, but that no table holds.

A first row, a last one, or one at the top of a page is sometimes no table to the eye; the rows
before it, or those to come, tell where its columns are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from shiryokan.paper.tables_over_pages import pieces_by_column
from shiryokan.registers.measures.rows import Alone, Paragraphs, Row, lone_label, with_label
from shiryokan.registers.source_text import Traced


class Loose:
    """The columns of the table before, and the loose lines gathered since, by column."""

    def __init__(self) -> None:
        self._table = -1
        self._extents: dict[int, tuple[float, float]] = {}
        self._width = 0
        self._page = 0
        self._gathered: dict[int, list[tuple[Traced, ...]]] = {}

    def look_ahead(self, rows: Iterable[Row]) -> None:
        """Note where the columns of the first table stand: its rows may begin without it."""
        for row in rows:
            if self._extents and row.table != self._table:
                return
            self.learn(row)

    def learn(self, row: Row) -> None:
        """Note where the columns of a row stand: all rows tell it together, as long as they have
        the same columns."""
        if len(row.cells) < 2:
            return
        own = _extents(row)
        if row.table != self._table and (row.width != self._width or self._clashes(own)):
            self._extents = {}
        self._table, self._width = row.table, row.width
        for column, (x0, x1) in own.items():
            old = self._extents.get(column, (x0, x1))
            self._extents[column] = min(old[0], x0), max(old[1], x1)

    def _clashes(self, own: dict[int, tuple[float, float]]) -> bool:
        """Whether a column stands where another one stood before."""
        return any(
            min(x1, right) - max(x0, left) > 0
            for column, (x0, x1) in own.items()
            for other, (left, right) in self._extents.items()
            if other != column
        )

    def take(self, alone: Alone, labelled: bool) -> bool:
        """Gather a paragraph if all its lines fit the columns; ``labelled``: a label waits for its
        row, so that the first column may be filled as well."""
        shares = [self._share(line) for line in alone.lines]
        columns = {column for share in shares for column, _ in share}
        first = min(self._extents, default=0)
        if not all(shares) or not (labelled or first not in columns):
            return False
        self._page = self._page or alone.page
        for column in sorted(columns):
            lines = tuple(part for share in shares for at, part in share if at == column)
            self._gathered.setdefault(column, []).append(lines)
        return True

    def reshared(self, row: Row) -> Row:
        """A row that was read in other columns than the rows before, shared out anew if all its
        lines fit theirs."""
        if row.table == self._table:
            return row
        if row.width > self._width:
            return self._rejoined(row)
        if len(row.cells) >= len(self._columns()):
            return row
        cells: dict[int, list[tuple[Traced, ...]]] = {}
        moved = False
        for column, paragraphs in sorted(row.cells.items()):
            for lines in paragraphs:
                shares = [self._share(line) for line in lines]
                if not all(shares):
                    return row
                for goal in sorted({c for share in shares for c, _ in share}):
                    own = tuple(part for share in shares for c, part in share if c == goal)
                    cells.setdefault(goal, []).append(own)
                    moved = moved or goal != column
        if not moved:
            return row
        shared = {column: tuple(found) for column, found in cells.items()}
        return Row(row.page, self._table, self._width, shared, frozenset(shared))

    def _rejoined(self, row: Row) -> Row:
        """A row of which one column was read as two: the labels, and what stands beside them."""
        extents = self._columns()
        goals: dict[int, int] = {}
        for column, (x0, x1) in _extents(row).items():
            over = [c for c, left, right in extents if min(x1, right) - max(x0, left) > 0]
            if len(over) != 1:
                return row
            goals[column] = over[0]
        cells: dict[int, Paragraphs] = {}
        label: Traced | None = None
        for column, goal in sorted(goals.items()):
            paragraphs = row.cells[column]
            if goal not in cells:
                cells[goal], label = paragraphs, lone_label(paragraphs)
            elif label:
                cells[goal], label = with_label(label, paragraphs), None
            else:
                return row
        fresh = frozenset(goals[column] for column in row.fresh)
        return Row(row.page, self._table, self._width, cells, fresh)

    def row(self) -> Row | None:
        """The gathered lines as a row; they are forgotten."""
        cells: dict[int, Paragraphs] = {c: tuple(p) for c, p in self._gathered.items()}
        page, self._page, self._gathered = self._page, 0, {}
        if not cells:
            return None
        return Row(page, self._table, self._width, cells, frozenset(cells))

    def _share(self, text: Traced) -> list[tuple[int, Traced]]:
        piece = next((p for p in text.pieces if p.line), None)
        columns = self._columns()
        if piece is None or piece.line is None or len(columns) < 2 or len(text.pieces) > 1:
            return []
        # the lines of the rows before may all have been shorter than their column
        found = pieces_by_column(piece.line, columns) or pieces_by_column(
            piece.line, _to_the_next(columns)
        )
        return [(c, Traced.of(piece.page, piece.line, a, b)) for c, a, b, _ in found]

    def _columns(self) -> list[tuple[int, float, float]]:
        """Columns that stand beside each other; one that another reaches over is left out."""
        found = sorted((c, x0, x1) for c, (x0, x1) in self._extents.items())
        apart = [a for a, b in itertools.pairwise(found) if a[2] <= b[1] + 1]
        return [*apart, *found[-1:]]


def _to_the_next(columns: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    """The columns, each as wide as the next one leaves it."""
    wide = [(n, x0, left) for (n, x0, _), (_, left, _) in itertools.pairwise(columns)]
    return [*wide, columns[-1]]


def _extents(row: Row) -> dict[int, tuple[float, float]]:
    found = {}
    for column, paragraphs in row.cells.items():
        boxes = [
            box for par in paragraphs for line in par for p in line.places() for box in p.boxes
        ]
        # a cell whose words are all struck out holds text, and no place of it
        if boxes:
            found[column] = min(box.x0 for box in boxes), max(box.x1 for box in boxes)
    return found
