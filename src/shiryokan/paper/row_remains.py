"""What is left of a table's last row at the top of the next page, where no table is seen there.

A few lines of one or two columns are no table to the eye of the layout; but the table before tells
where its columns stand.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from shiryokan.paper.layout.lines import begins_with_label, ends_unit
from shiryokan.paper.model import Block, Cell, Line

_SLACK = 5.0
"""Points by which lines may stand out of their column."""
_HANGING = 0.75
"""Share of a line's height by which its last comma may hang out to the right."""


@dataclass(frozen=True, slots=True)
class Remain:
    """Text of one line in one column: characters ``start:end`` of line ``line`` of the block."""

    column: int
    line: int
    start: int
    end: int
    text: str


def columns_of(table: Block) -> list[tuple[int, float, float]]:
    """Number, left and right edge of the columns of the table's last row of several cells."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.columns == 1:
            rows.setdefault(cell.row + cell.rows - 1, []).append(cell)
    for row in sorted(rows, reverse=True):
        if len(rows[row]) > 1:
            return sorted((c.column, c.bbox.x0, c.bbox.x1) for c in rows[row])
    return []


def remains_of_row(table: Block, block: Block) -> list[Remain]:
    """The lines of ``block`` shared out to the columns of ``table``; empty if they do not fit.

    Lines of the first column go on only with a sentence that is under way there.
    """
    columns = columns_of(table)
    if not columns or block.cells or block.kind in ("heading", "caption", "footnote"):
        return []
    remains: list[Remain] = []
    for number, line in enumerate(block.lines):
        pieces = pieces_by_column(line, columns)
        if not pieces:
            return []
        remains += [Remain(column, number, a, b, text) for column, a, b, text in pieces]
    first = [r for r in remains if r.column == columns[0][0]]
    if first and (begins_with_label(first[0].text) or not _under_way(table, columns[0][0])):
        return []
    return remains


def _under_way(table: Block, column: int) -> bool:
    cells = [c for c in table.cells if c.column == column and c.end > c.start]
    return bool(cells) and not ends_unit(table.lines[cells[-1].end - 1].text)


def pieces_by_column(
    line: Line, columns: list[tuple[int, float, float]]
) -> list[tuple[int, int, int, str]]:
    """``line`` cut where the white between two columns falls on a space of it: for each piece its
    column, start, end and text. Empty if a piece fits no column; ``columns`` as of
    :func:`columns_of`, from left to right."""
    if line.direction != "ltr" or len(line.edges) != len(line.text) + 1:
        return []
    cuts = [0]
    for (_, _, right), (_, left, _) in itertools.pairwise(columns):
        for i, character in enumerate(line.text):
            over = line.edges[i] <= left and line.edges[i + 1] >= right
            if character in " \u3000" and over and i > cuts[-1]:
                cuts.append(i)
                break
    cuts.append(len(line.text))
    hanging = max(_SLACK, _HANGING * (line.bbox.y1 - line.bbox.y0))
    pieces: list[tuple[int, int, int, str]] = []
    for start, end in itertools.pairwise(cuts):
        text = line.text[start:end].strip(" \u3000")
        begin = start + (len(line.text[start:end]) - len(line.text[start:end].lstrip(" \u3000")))
        x0, x1 = line.edges[begin], line.edges[end]
        column = next(
            (n for n, left, right in columns if x0 > left - _SLACK and x1 < right + hanging), None
        )
        if column is None or not text:
            return []
        pieces.append((column, begin, begin + len(text), text))
    return pieces
