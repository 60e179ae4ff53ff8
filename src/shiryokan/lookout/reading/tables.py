"""What stands beside and above a cell of a table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from shiryokan.lookout.reading.tree import Element

_MOST_SPAN = 1000
"""The HTML standard's bound on colspan."""
_MOST_CELLS = 50_000


class Grid:
    """A table as rows and columns; a cell that spans several stands in each."""

    def __init__(self, table: Element) -> None:
        self.rows = list(_rows(table))
        self.cells: dict[tuple[int, int], Element] = {}
        self.places: dict[int, tuple[int, int]] = {}
        """Where each cell begins, by its identity."""
        for r, row in enumerate(self.rows):
            c = 0
            for cell in row.children:
                if not isinstance(cell, Element) or cell.tag not in ("td", "th"):
                    continue
                while (r, c) in self.cells:
                    c += 1
                self.places[id(cell)] = (r, c)
                down, across = _span(cell, "rowspan"), _span(cell, "colspan")
                for i in range(r, min(r + down, len(self.rows))):
                    for j in range(c, c + across):
                        if len(self.cells) < _MOST_CELLS:
                            self.cells.setdefault((i, j), cell)
                c += across
        self.width = max((j for _, j in self.cells), default=-1) + 1

    def above(self, r: int, c: int) -> Iterator[Element]:
        """The cells above a place, from the nearest."""
        seen = self.cells.get((r, c))
        for i in range(r - 1, -1, -1):
            cell = self.cells.get((i, c))
            if cell is not None and cell is not seen:
                seen = cell
                yield cell

    def head(self, c: int) -> str:
        """The words of a column's first cell."""
        cell = self.cells.get((0, c))
        return " ".join(cell.text.split()) if cell is not None and not cell.linked else ""

    def is_across(self, cell: Element) -> bool:
        """Whether a cell fills its row."""
        r, c = self.places.get(id(cell), (0, 0))
        return (
            self.width > 1
            and all(self.cells.get((r, j)) is cell for j in range(c, self.width))
            and c == 0
        )


def _rows(table: Element) -> Iterator[Element]:
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    try:
        return max(1, min(int(cell.attributes.get(name, "1")), _MOST_SPAN))
    except ValueError:
        return 1


class Grids:
    """The grids of a page, each made once."""

    def __init__(self) -> None:
        self.of = cache(Grid)


def table_of(row: Element) -> Element | None:
    """The table to which a row belongs."""
    return next((one for one in row.up() if one.tag == "table"), None)
