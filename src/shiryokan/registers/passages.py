"""A document's flow with its text traced: what most grammars read."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from shiryokan.paper.document import Document
from shiryokan.paper.flow import FlowLine, Passage
from shiryokan.paper.model import BlockKind, Cell
from shiryokan.paper.tables import paragraph_lines
from shiryokan.registers.source_text import Traced, joined


@dataclass(frozen=True, slots=True)
class TracedCell:
    """A cell of a table, which may run over pages: the lines of each of its paragraphs."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[tuple[Traced, ...], ...]

    @property
    def paragraphs(self) -> tuple[Traced, ...]:
        """The paragraphs, their lines joined."""
        return tuple(joined(lines) for lines in self.lines)

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class TracedPassage:
    """A passage of the flow: a paragraph's ``text``, or a table's ``cells``.

    ``lines`` are the lines the text was joined from; where a grammar knows better than the layout
    how they belong together it joins them anew.
    """

    kind: BlockKind
    page: int
    text: Traced
    level: int = 0
    cells: tuple[TracedCell, ...] = ()
    lines: tuple[Traced, ...] = field(default=(), repr=False)


def traced_flow(document: Document) -> tuple[TracedPassage, ...]:
    """The passages of a document, in reading order."""
    known = _known.get(document)
    if known is None:
        known = _known[document] = tuple(map(traced, document.flow_by_pages))
    return known


_known: WeakKeyDictionary[Document, tuple[TracedPassage, ...]] = WeakKeyDictionary()
"""Several grammars read the flow of one document."""


def traced(passage: Passage) -> TracedPassage:
    """A passage of a flow with its text traced."""
    if passage.kind == "table":
        cells = tuple(_cell(passage, cell) for cell in passage.cells)
        return TracedPassage("table", passage.page, Traced(), 0, cells)
    lines = tuple(map(_line, passage.lines))
    return TracedPassage(passage.kind, passage.page, joined(lines), passage.level, (), lines)


def _cell(passage: Passage, cell: Cell) -> TracedCell:
    lines = paragraph_lines(passage, cell)
    return TracedCell(
        cell.row, cell.column, cell.rows, cell.columns,
        tuple(tuple(map(_line, own)) for own in lines if own),
    )  # fmt: skip


def _line(line: FlowLine) -> Traced:
    return Traced.of(line.page, line.line, line.start, line.end)
