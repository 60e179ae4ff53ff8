"""Rows and columns of cells, of a table on pages or of a sheet of a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from shiryokan.paper.document import Document
from shiryokan.paper.flow import Passage
from shiryokan.paper.model import Cell
from shiryokan.paper.tables import paragraph_lines
from shiryokan.registers.checklists.model import CellPlace
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Piece, Traced, joined

Value = str | float | bool | datetime.date | datetime.datetime | None
"""What a cell of a workbook holds."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at ``row`` and ``column`` (from 0) that spans ``rows`` and ``columns``. ``text`` has a
    paragraph a line; in a sheet it stands on no page, and ``value`` is what the cell holds."""

    row: int
    column: int
    text: Traced
    rows: int = 1
    columns: int = 1
    value: Value = None


@dataclass(frozen=True)
class Grid:
    """A table. ``before`` are the texts that stand between it and the table before it, ``sheet`` is
    the name of the sheet, ``page`` the page on which it begins; one of them is empty."""

    cells: Sequence[GridCell]
    before: Sequence[Traced] = ()
    sheet: str = ""
    page: int = 0
    hidden: bool = False
    _at: dict[tuple[int, int], GridCell] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.rows):
                for column in range(cell.column, cell.column + cell.columns):
                    self._at[row, column] = cell

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._at.get((row, column))

    @cached_property
    def rows(self) -> dict[int, list[GridCell]]:
        """The cells by the row in which they begin, from left to right."""
        found: dict[int, list[GridCell]] = {}
        for cell in sorted(self.cells, key=lambda each: (each.row, each.column)):
            found.setdefault(cell.row, []).append(cell)
        return found

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    def place(self, cell: GridCell) -> CellPlace | None:
        """Where a cell stands in its workbook."""
        return CellPlace(self.sheet, address(cell.row, cell.column)) if self.sheet else None


def address(row: int, column: int) -> str:
    """``C7`` for row 6 and column 2 (both from 0)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def untraced(text: str) -> Traced:
    """A text that stands on no page."""
    return Traced([Piece(text, 0, None, 0)])


def grids_of_pages(document: Document) -> Iterator[Grid]:
    """The tables of a document in order, each with the texts before it."""
    before: list[Traced] = []
    for passage in document.flow:
        if passage.cells:
            yield Grid([_cell(passage, cell) for cell in passage.cells], before, page=passage.page)
            before = []
        else:
            before.append(joined(_lines(passage)))


def _lines(passage: Passage) -> Iterable[Traced]:
    return (Traced.of(each.page, each.line, each.start, each.end) for each in passage.lines)


def _cell(passage: Passage, cell: Cell) -> GridCell:
    paragraphs = [
        joined(Traced.of(each.page, each.line, each.start, each.end) for each in lines)
        for lines in paragraph_lines(passage, cell)
    ]
    text = parted([each for each in paragraphs if each], "\n")
    return GridCell(cell.row, cell.column, text, cell.rows, cell.columns)
