"""Tables by themselves: as a grid of texts, as CSV, Markdown and HTML.

A table is a block of a page or a passage of a flow. One that has no cells gives an empty grid.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from shiryokan.japanese.amounts import Amount, amount_of
from shiryokan.japanese.joining import join_lines
from shiryokan.paper.formulas import unformulated
from shiryokan.paper.markdown_marks import escaped
from shiryokan.paper.model import Cell, Head
from shiryokan.paper.xml_text import xml_text

L_co = TypeVar("L_co", bound="Written", covariant=True)


class Written(Protocol):
    """A line, of a page or of the flow."""

    @property
    def text(self) -> str: ...  # noqa: D102


class Table(Protocol[L_co]):
    """What has cells: a block of a page, whose lines are lines of the page, or a passage of the
    flow."""

    @property
    def cells(self) -> tuple[Cell, ...]: ...  # noqa: D102
    @property
    def lines(self) -> tuple[L_co, ...]: ...  # noqa: D102


def paragraph_lines(table: Table[L_co], cell: Cell) -> list[tuple[L_co, ...]]:
    """The lines of each paragraph of ``cell``, a cell of ``table``."""
    starts = sorted({cell.start, *(p for p in cell.paragraphs if cell.start < p < cell.end)})
    bounds = zip(starts, [*starts[1:], cell.end], strict=True)
    return [table.lines[start:end] for start, end in bounds]


def paragraphs(table: Table[Written], cell: Cell) -> list[str]:
    """The texts of the paragraphs of ``cell``, a cell of ``table``; blank ones are left out."""
    texts = (join_lines(line.text for line in own) for own in paragraph_lines(table, cell))
    return [text for text in texts if text]


def cell_text(table: Table[Written], cell: Cell) -> str:
    """The text of ``cell``, a cell of ``table``: a paragraph a line."""
    return "\n".join(paragraphs(table, cell))


def grid(table: Table[Written]) -> list[list[str]]:
    """The texts of the cells, rows x columns; all rows are of one length.

    The text of a cell that spans stands at its first place; the other places are empty strings.
    A cell's text has a paragraph a line.
    """
    return [
        [
            "\n".join(text for cell in own.cells for text in paragraphs(table, cell)) if own else ""
            for own in row
        ]
        for row in _rows(table.cells)
    ]


def amounts(table: Table[Written]) -> list[list[Amount | None]]:
    """The amounts of the cells, rows x columns as :func:`grid`; None where a cell holds none."""
    return [[amount_of(text) for text in row] for row in grid(table)]


def as_csv(table: Table[Written]) -> str:
    """The grid as CSV (RFC 4180): CRLF, without a byte order mark.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([unformulated(text) for text in row] for row in grid(table))
    return out.getvalue()


def as_markdown(table: Table[L_co], written: Callable[[Sequence[L_co]], str] | None = None) -> str:
    """The grid as a table of GFM, which takes one row for its header; no newline at the end.

    That is the head rows, a line of a header each; the first row where no row is a head. Paragraphs
    of a cell are parted by ``<br>``; spans are lost. ``written`` gives the Markdown of a
    paragraph's lines; without it they are joined.
    """
    as_written = written or (lambda lines: escaped(join_lines(line.text for line in lines)))
    grid_of = [
        [
            [
                text
                for cell in (own.cells if own else ())
                for lines in paragraph_lines(table, cell)
                if (text := as_written(lines))
            ]
            for own in row
        ]
        for row in _rows(table.cells)
    ]
    heads = max((c.row + c.rows for c in table.cells if c.head == "column"), default=1)
    if 1 < heads < len(grid_of):
        columns = zip(*grid_of[:heads], strict=True)
        grid_of[:heads] = [[[text for texts in column for text in texts] for column in columns]]
    rows = ["| " + " | ".join("<br>".join(texts) for texts in row) + " |" for row in grid_of]
    if rows:
        rows.insert(1, "|" + " --- |" * len(grid_of[0]))
    return "\n".join(rows)


def as_html(table: Table[Written]) -> str:
    """The cells as a ``<table>`` with their spans; a ``<p>`` a paragraph, heads as ``<th>``."""
    return html_table(
        table.cells, lambda cell: [xml_text(text) for text in paragraphs(table, cell)]
    )


def html_table(cells: Iterable[Cell], paragraphs_of: Callable[[Cell], Sequence[str]]) -> str:
    """The same of cells whose paragraphs ``paragraphs_of`` gives as HTML."""
    rows = (
        "<tr>" + "".join(_td(own, paragraphs_of) for own in row if own is not _COVERED) + "</tr>"
        for row in _rows(cells)
    )
    return "\n".join(["<table>", *rows, "</table>"])


@dataclass(slots=True)
class _Taken:
    """A place of a grid that is taken up: by how many rows and columns, and whose cells."""

    rows: int
    columns: int
    cells: list[Cell]


_COVERED = _Taken(0, 0, [])
"""A place that a cell takes up which begins elsewhere."""


_HTML: dict[Head, tuple[str, str]] = {
    "": ("td", ""), "column": ("th", ' scope="col"'), "row": ("th", ' scope="row"'),
}  # fmt: skip
"""The element of a cell and its scope."""


def _td(own: _Taken | None, paragraphs_of: Callable[[Cell], Sequence[str]]) -> str:
    if own is None:
        return "<td></td>"
    spans = f' rowspan="{own.rows}"' if own.rows > 1 else ""
    spans += f' colspan="{own.columns}"' if own.columns > 1 else ""
    texts = (text for cell in own.cells for text in paragraphs_of(cell))
    name, scope = _HTML[own.cells[0].head]
    return f"<{name}{scope}{spans}>{''.join(f'<p>{text}</p>' for text in texts)}</{name}>"


def _rows(cells: Iterable[Cell]) -> list[list[_Taken | None]]:
    """Row by row the places of a table; all rows are of one length.

    Where two cells claim one place, no text is lost: one that begins inside another adds its
    paragraphs there, and one that would cover another keeps only its first place.
    """
    places: dict[tuple[int, int], _Taken] = {}
    owners: dict[tuple[int, int], _Taken] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        at = cell.row, cell.column
        if at in owners:
            owners[at].cells.append(cell)
            continue
        covered = [
            (row, column)
            for row in range(cell.row, cell.row + max(cell.rows, 1))
            for column in range(cell.column, cell.column + max(cell.columns, 1))
        ]
        taken = _Taken(cell.rows, cell.columns, [cell])
        if any(place in owners for place in covered):
            taken.rows = taken.columns = 1
            covered = [at]
        owners.update(dict.fromkeys(covered, taken))
        places.update(dict.fromkeys(covered, _COVERED))
        places[at] = taken
    height = max((row + 1 for row, _ in places), default=0)
    width = max((column + 1 for _, column in places), default=0)
    return [[places.get((row, column)) for column in range(width)] for row in range(height)]
