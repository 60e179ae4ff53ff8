"""The rows of a notice in reading order, written from left to right or from top to bottom.

The layout may take hanging numbers for a column of a table; on paper a number and its text are one
row, and so they are here. A row of a ruled table has its cells parted by tabs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Line, Page
from shiryokan.paper.page_edge import is_page_label
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Piece, Traced, joined

_SAME_BASELINE = 0.5
"""Share of a line's thickness by which the middles of two lines of a row may differ."""
_ABUTTING = 0.3
"""Share of a line's thickness up to which the next line of a row belongs to the same word."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it begins and ends along its writing, in points, and how thick it is. ``plain``
    is its text made narrow, as long as the text. ``cells``: it is a row of a ruled table. ``top``:
    nothing stands above it on its page."""

    page: int
    text: Traced
    plain: str
    start: float
    end: float
    size: float
    cells: bool = False
    top: bool = False

    def left_of(self, index: int) -> float:
        """Where the character ``index`` begins along the writing, in points."""
        for piece in self.text.pieces:
            if index < len(piece.text):
                return _edge(piece, index) if piece.line is not None else self.start
            index -= len(piece.text)
        return self.end


def rows_of(document: Document) -> tuple[list[Row], list[Traced]]:
    """The rows of a document without its furniture, and the lines that are in none of them, being
    set across the writing of their page."""
    rows: list[Row] = []
    astray: list[Traced] = []
    upright = _is_upright(document.pages)
    for page in document.pages:
        found = sorted(_page_rows(page, upright, astray), key=lambda each: each[0])
        rows += [replace(row, top=number == 0) for number, (_, row) in enumerate(found)]
    return rows, astray


def _is_upright(pages: Iterable[Page]) -> bool:
    """Whether most pages are written from top to bottom; tables of some may be, in any notice."""
    pages_upright = 0
    for page in pages:
        upright = level = 0
        for block in page.blocks:
            if not _is_table(block):
                for line in block.lines:
                    upright += len(line.text) * (line.direction == "ttb")
                    level += len(line.text) * (line.direction == "ltr")
        pages_upright += (upright > level) - (level > upright)
    return pages_upright > 0


def _page_rows(page: Page, upright: bool, astray: list[Traced]) -> Iterator[tuple[float, Row]]:
    """Each row with its place across the writing."""
    loose: list[Line] = []
    for block in page.blocks:
        if block.kind == "furniture":
            loose += [line for line in block.lines if not _is_furniture(line)]
        elif _is_table(block):
            yield from _table_rows(page.page, block, upright)
        else:
            loose += block.lines
    ours = []
    for line in loose:
        if not line.text.strip():
            continue
        if line.direction == ("ttb" if upright else "ltr"):
            ours.append(line)
        elif not is_page_label(line.text):
            astray.append(Traced.of(page.page, line))
    ours.sort(key=lambda line: _middle(line, upright))
    for lines in _by_baseline(ours, upright):
        yield _middle(lines[0], upright), _row(page.page, lines, upright)


def _is_furniture(line: Line) -> bool:
    """Whether a line that comes back on many pages is none of the text."""
    return not line.text.strip().endswith(("。", "、")) or is_page_label(line.text)


def _is_table(block: Block) -> bool:
    """Whether it is a ruled table, and no box around a head or around text."""
    if block.kind != "table" or not block.ruled or not block.cells:
        return False
    rows = {cell.row for cell in block.cells}
    columns = {cell.column for cell in block.cells}
    if len(rows) > 1 or len(columns) > 2:
        return len(columns) > 1
    # a code and a name in boxes of one line each
    return len(columns) > 1 and any(cell.end - cell.start > 1 for cell in block.cells)


def _table_rows(page: int, block: Block, upright: bool) -> Iterator[tuple[float, Row]]:
    at = -block.bbox.x1 if upright else block.bbox.y0
    start = block.bbox.y0 if upright else block.bbox.x0
    end = block.bbox.y1 if upright else block.bbox.x1
    for number in sorted({cell.row for cell in block.cells}):
        cells = sorted((c for c in block.cells if c.row == number), key=lambda c: c.column)
        texts = [
            joined(Traced.of(page, line).strip() for line in block.lines[cell.start : cell.end])
            for cell in cells
        ]
        text = parted([each for each in texts if each], "\t")
        if text:
            # rows of one table keep their order, whatever their own places
            place = at + number * 1e-3
            yield place, Row(page, text, narrow(text.text), start, end, 0.0, cells=True)


def _by_baseline(lines: Iterable[Line], upright: bool) -> Iterator[list[Line]]:
    row: list[Line] = []
    for line in lines:
        if row and not _on_one_row(row[0], line, upright):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _row(page: int, lines: Sequence[Line], upright: bool) -> Row:
    ordered = sorted(lines, key=lambda line: _start(line, upright))
    pieces: list[Piece] = []
    last: Line | None = None
    for line in ordered:
        apart = last is not None and _start(line, upright) - _end(last, upright)
        if last is not None and apart > _ABUTTING * _thickness(line, upright):
            pieces.append(Piece("　", page, None, 0))
        skip = len(line.text) - len(line.text.lstrip())
        pieces.append(Piece(line.text.strip(), page, line, skip))
        last = line
    text = Traced(pieces)
    first, final = ordered[0], ordered[-1]
    size = max(_thickness(line, upright) for line in ordered)
    start = _edge(text.pieces[0], 0)
    return Row(page, text, narrow(text.text), max(start, _start(first, upright)),
               _end(final, upright), size)  # fmt: skip


def _edge(piece: Piece, index: int) -> float:
    """Where a character of a piece begins along the writing."""
    line = piece.line
    assert line is not None
    at = piece.start + index
    if len(line.edges) == len(line.text) + 1:
        return line.edges[at]
    upright = line.direction == "ttb"
    start, end = _start(line, upright), _end(line, upright)
    return start + (end - start) * at / max(len(line.text), 1)


def _start(line: Line, upright: bool) -> float:
    return line.bbox.y0 if upright else line.bbox.x0


def _end(line: Line, upright: bool) -> float:
    return line.bbox.y1 if upright else line.bbox.x1


def _thickness(line: Line, upright: bool) -> float:
    box = line.bbox
    return max((box.x1 - box.x0) if upright else (box.y1 - box.y0), 1.0)


def _middle(line: Line, upright: bool) -> float:
    """Its place across the writing, which grows from row to row."""
    box = line.bbox
    return -(box.x0 + box.x1) / 2 if upright else (box.y0 + box.y1) / 2


def _on_one_row(a: Line, b: Line, upright: bool) -> bool:
    least = min(_thickness(a, upright), _thickness(b, upright))
    return abs(_middle(a, upright) - _middle(b, upright)) < _SAME_BASELINE * least
