"""Rows and columns of cells, of a table on pages or of a sheet of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from shiryokan.paper.model import Block, Cell, Line, Page
from shiryokan.registers.checklists.model import CellPlace
from shiryokan.registers.checklists.numbers import parts_of
from shiryokan.registers.narrow_text import parted
from shiryokan.registers.source_text import Piece, Traced, joined
from shiryokan.workbooks.sheets import Value

_ROOM = 0.98
"""White behind a line, in widths of what would have stood there: the least that is room for it."""
_NOT_LAST = "（「『［【〔([｛"
_NOT_FIRST = tuple("、。，．・：；？！）」』］】〕)]｝ーゝゞ々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at ``row`` and ``column`` (from 0) that spans ``rows`` and ``columns``. ``text`` has a
    paragraph a line; in a sheet it stands on no page, and ``value`` is what the cell holds.
    ``home`` is its row and column in the file, where the table was put together otherwise;
    ``offers`` is what its drop-down offers."""

    row: int
    column: int
    text: Traced
    rows: int = 1
    columns: int = 1
    value: Value = None
    home: tuple[int, int] | None = None
    offers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grid:
    """A table. ``before`` are the texts that stand between it and the table before it, ``sheet`` is
    the name of the sheet, ``page`` the page on which it begins; one of them is empty. ``ruled``
    says whether lines are drawn around its cells."""

    cells: Sequence[GridCell]
    before: Sequence[Traced] = ()
    sheet: str = ""
    page: int = 0
    hidden: bool = False
    ruled: bool = False

    @cached_property
    def _places(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._places.get((row, column))

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
        return (
            CellPlace(self.sheet, address(*(cell.home or (cell.row, cell.column))))
            if self.sheet
            else None
        )


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


def grids_of_page(page: Page) -> Iterator[Grid]:
    """The tables of a page, each with the texts before it. A table that goes on over a page end is
    one for each page: what begins a page may be the head of a section as well as the rest of a
    row, and only a form can tell."""
    before: list[Traced] = []
    for block in page.blocks:
        if block.kind == "furniture":
            continue
        if block.cells:
            cells = [_cell(page.page, block, cell) for cell in block.cells]
            yield Grid(cells, before, page=page.page, ruled=block.ruled)
            before = []
        else:
            before += _paragraphs(page.page, block)


def texts_below(page: Page) -> list[Traced]:
    """The texts behind the last table of a page."""
    found: list[Traced] = []
    for block in page.blocks:
        if block.cells:
            found = []
        elif block.kind != "furniture":
            found += _paragraphs(page.page, block)
    return found


_SHORT = 2.0
"""White behind a line, in heights of it, by which the next one is no rest of it."""
_OTHER = 0.2
"""Difference of two lines' heights, in heights, by which one is no rest of the other."""


def _paragraphs(page: int, block: Block) -> list[Traced]:
    """The lines of a block, joined but where one ends well before the right edge."""
    right = max((line.bbox.x1 for line in block.lines), default=0.0)
    parts: list[list[Traced]] = []
    for before, line in zip((None, *block.lines), block.lines, strict=False):
        height = line.bbox.y1 - line.bbox.y0
        if (
            before is None
            or right - before.bbox.x1 > _SHORT * height
            or abs(before.bbox.y1 - before.bbox.y0 - height) > _OTHER * height
        ):
            parts.append([])
        parts[-1].append(Traced.of(page, line))
    return [joined(part) for part in parts]


def _cell(page: int, block: Block, cell: Cell) -> GridCell:
    starts = {cell.start, *cell.paragraphs}
    parts: list[list[Traced]] = []
    for at in range(cell.start, cell.end):
        line = block.lines[at]
        if not parts or at in starts or _had_room(block.lines[at - 1], line, cell):
            parts.append([])
        parts[-1].append(Traced.of(page, line))
    text = parted([whole for part in parts if (whole := _joined(part))], "\n")
    return GridCell(cell.row, cell.column, text, cell.rows, cell.columns)


def _joined(lines: Sequence[Traced]) -> Traced:
    """Lines as one; the white behind a number that has a line of its own is said again."""
    first, rest = lines[0].strip(), lines[1:]
    if rest and parts_of(first.text) and _WORD.match(rest[0].text):
        return parted([first, joined(rest)], "　")
    return joined(lines)


_WORD = re.compile(r"[^\W\d_]{2}")


def _had_room(before: Line, line: Line, cell: Cell) -> bool:
    """Whether the first character of a line had room at the end of the one before: then it was
    begun on purpose."""
    if len(line.edges) < len(line.text) + 1 or not line.text:
        return False
    # what may not end a line, and what is before that which may not begin one, is carried over
    carried = line.text[0] in _NOT_LAST or line.text[1:2] in _NOT_FIRST
    needed = abs(line.edges[2 if carried and len(line.text) > 1 else 1] - line.edges[0])
    right = cell.bbox.x1 - max(0.0, min(line.bbox.x0, before.bbox.x0) - cell.bbox.x0)
    return right - before.bbox.x1 >= _ROOM * needed
