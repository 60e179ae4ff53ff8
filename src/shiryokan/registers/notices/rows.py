"""The rows of a notice in reading order, written from left to right or from top to bottom.

The layout may take hanging numbers for a column of a table; on paper a number and its text are one
row, and so they are here. A row of a ruled table has its cells parted by tabs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shiryokan.paper.document import Document
from shiryokan.paper.model import Block, Line, Page
from shiryokan.paper.page_edge import is_page_label
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.source_text import Piece, Traced, joined

_SAME_BASELINE = 0.5
"""Share of a line's thickness by which the middles of two lines of a row may differ."""
_STEP = 2.0
"""Points in which beginnings of rows are counted, to compare the margins of odd and even pages."""
_FURTHEST = 20
"""How many such steps odd and even pages may be apart."""
_BETTER = 1.5
"""How much more rows must begin at the same places when the pages of one side are moved."""
_LEAST_ROWS = 30
"""Rows that tell where the margins of a side are."""
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
    return _aligned(rows), astray


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows of odd and even pages with the same margins, where these are set in differently: moved
    so that most rows begin where those of the other pages do."""
    sides = [
        Counter(round(row.start / _STEP) for row in rows if row.page % 2 == side and not row.cells)
        for side in (0, 1)
    ]
    even, odd = sides
    if min(even.total(), odd.total()) < _LEAST_ROWS:
        return rows

    def alike(shift: int) -> int:
        # a step to either side is the same place
        return sum(
            min(count, max(odd[at + shift + off] for off in (-1, 0, 1)))
            for at, count in even.items()
        )

    best = max(range(-_FURTHEST, _FURTHEST + 1), key=lambda shift: (alike(shift), -abs(shift)))
    if alike(best) < _BETTER * alike(0):
        return rows
    off = best * _STEP
    return [
        row if row.page % 2 else replace(row, start=row.start + off, end=row.end + off)
        for row in rows
    ]


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
    aside: list[Line] = []
    for block in page.blocks:
        if block.kind == "furniture":
            aside += block.lines
        elif _is_table(block):
            yield from _table_rows(page.page, block, upright)
        else:
            loose += block.lines
    loose += [line for line in aside if not _is_furniture(line, loose, upright)]
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


def _is_furniture(line: Line, loose: Sequence[Line], upright: bool) -> bool:
    """Whether a line that seems to come back on many pages is none of the text: it ends no
    sentence, and is no number that hangs before a row of the text."""
    if line.text.strip().endswith(("。", "、")) and not is_page_label(line.text):
        return False
    return not any(
        other.direction == line.direction and _on_one_row(line, other, upright) for other in loose
    )


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
