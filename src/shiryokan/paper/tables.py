"""Tables by themselves: as a grid of texts, as CSV, Markdown and HTML.

A table is a block of a page or a passage of a flow. One that has no cells gives an empty grid.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.formulas import unformulated
from shiryokan.paper.markdown_marks import escaped
from shiryokan.paper.model import Block, Cell, Line
from shiryokan.paper.xml_text import xml_text


class WrittenCell(Protocol):
    """A cell that has its text, such as that of a flow: place and span count from 0 and 1."""

    @property
    def row(self) -> int: ...  # noqa: D102
    @property
    def column(self) -> int: ...  # noqa: D102
    @property
    def rows(self) -> int: ...  # noqa: D102
    @property
    def columns(self) -> int: ...  # noqa: D102
    @property
    def paragraphs(self) -> Sequence[str]: ...  # noqa: D102


class WrittenTable(Protocol):
    """A table whose cells have their text, such as a passage of a flow."""

    @property
    def cells(self) -> Sequence[WrittenCell]: ...  # noqa: D102


class TextCell(NamedTuple):
    """A cell with the texts of its paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    paragraphs: list[str]


_Owners = dict[tuple[int, int], TextCell]


def paragraph_lines(block: Block, cell: Cell) -> list[tuple[Line, ...]]:
    """The lines of each paragraph of ``cell``, a cell of ``block``."""
    starts = sorted({cell.start, *(p for p in cell.paragraphs if cell.start < p < cell.end)})
    bounds = zip(starts, [*starts[1:], cell.end], strict=True)
    return [block.lines[start:end] for start, end in bounds]


def paragraphs(block: Block, cell: Cell) -> list[str]:
    """The texts of the paragraphs of ``cell``, a cell of ``block``; blank ones are left out."""
    texts = (join_lines(line.text for line in own) for own in paragraph_lines(block, cell))
    return [text for text in texts if text]


def cell_text(block: Block, cell: Cell) -> str:
    """The text of ``cell``, a cell of ``block``: a paragraph a line."""
    return "\n".join(paragraphs(block, cell))


def grid(table: Block | WrittenTable) -> list[list[str]]:
    """The texts of the cells, rows x columns; all rows are of one length.

    The text of a cell that spans stands at its first place; the other places are empty strings.
    A cell's text has a paragraph a line.
    """
    owners = _owners(_text_cells(table))
    return [
        ["\n".join(cell.paragraphs) if cell and at == cell[:2] else "" for at, cell in places]
        for places in _rows(owners)
    ]


def as_csv(table: Block | WrittenTable) -> str:
    """The grid as CSV (RFC 4180): CRLF, without a byte order mark.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([unformulated(text) for text in row] for row in grid(table))
    return out.getvalue()


def as_markdown(table: Block | WrittenTable) -> str:
    """The grid as a table of GFM, which takes the first row for its header; no newline at the end.

    Paragraphs of a cell are parted by ``<br>``; spans are lost.
    """
    rows = [
        "| " + " | ".join("<br>".join(escaped(text).split("\n")) for text in row) + " |"
        for row in grid(table)
    ]
    if rows:
        rows.insert(1, "|" + " --- |" * len(grid(table)[0]))
    return "\n".join(rows)


def as_html(table: Block | WrittenTable) -> str:
    """The cells as a ``<table>`` with their spans; a ``<p>`` a paragraph."""
    return html_table(
        cell._replace(paragraphs=[xml_text(text) for text in cell.paragraphs])
        for cell in _text_cells(table)
    )


def html_table(cells: Iterable[TextCell]) -> str:
    """The same of cells whose paragraphs are HTML already."""
    rows = (
        "<tr>" + "".join(_td(cell) for at, cell in places if not cell or at == cell[:2]) + "</tr>"
        for places in _rows(_owners(cells))
    )
    return "\n".join(["<table>", *rows, "</table>"])


def _td(cell: TextCell | None) -> str:
    if cell is None:
        return "<td></td>"
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    return f"<td{spans}>{''.join(f'<p>{text}</p>' for text in cell.paragraphs)}</td>"


def _text_cells(table: Block | WrittenTable) -> Iterator[TextCell]:
    if isinstance(table, Block):
        for cell in table.cells:
            own = paragraphs(table, cell)
            yield TextCell(cell.row, cell.column, cell.rows, cell.columns, own)
    else:
        for known in table.cells:
            own = [text for text in known.paragraphs if text]
            yield TextCell(known.row, known.column, known.rows, known.columns, own)


def _owners(cells: Iterable[TextCell]) -> _Owners:
    """Each place (row, column) with the cell that takes it up.

    Where two cells claim one place, no text is lost: one that begins inside another adds its
    paragraphs there, and one that would cover another keeps only its first place.
    """
    owners: _Owners = {}
    for cell in sorted(cells, key=lambda cell: cell[:2]):
        owner = owners.get(cell[:2])
        if owner:
            owner.paragraphs.extend(cell.paragraphs)
            continue
        covered = [
            (row, column)
            for row in range(cell.row, cell.row + max(cell.rows, 1))
            for column in range(cell.column, cell.column + max(cell.columns, 1))
        ]
        if any(place in owners for place in covered):
            owners[covered[0]] = cell._replace(rows=1, columns=1)
        else:
            owners.update(dict.fromkeys(covered, cell))
    return owners


def _rows(owners: _Owners) -> Iterator[list[tuple[tuple[int, int], TextCell | None]]]:
    """Row by row the places, each with the cell that takes it up, if any does."""
    height = max((row + 1 for row, _ in owners), default=0)
    width = max((column + 1 for _, column in owners), default=0)
    for row in range(height):
        yield [((row, column), owners.get((row, column))) for column in range(width)]
