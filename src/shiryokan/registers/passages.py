"""A document's flow with its text traced: what most grammars read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

from shiryokan.paper.flow import FlowCell, Part, flow_of_marked
from shiryokan.paper.furniture import mark_furniture
from shiryokan.paper.model import BlockKind, Page
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


def traced_flow(pages: Sequence[Page]) -> list[TracedPassage]:
    """The passages of a document, in reading order. ``pages`` are all its pages, in order."""
    pages = mark_furniture(pages)
    source = {page.page: page for page in pages}
    passages = []
    for passage in flow_of_marked(pages):
        page = passage.parts[0].page if passage.parts else 0
        if passage.kind == "table":
            cells = tuple(_cell(cell, source) for cell in passage.cells)
            passages.append(TracedPassage("table", page, Traced(), 0, cells))
        else:
            lines = tuple(_lines(passage.parts, source))
            text = joined(lines)
            passages.append(TracedPassage(passage.kind, page, text, passage.level, (), lines))
    return passages


def _cell(cell: FlowCell, source: dict[int, Page]) -> TracedCell:
    lines = _lines(cell.parts, source)
    bounds = [*cell.starts, len(lines)]
    paragraphs = tuple(tuple(lines[a:b]) for a, b in itertools.pairwise(bounds))
    return TracedCell(cell.row, cell.column, cell.rows, cell.columns, paragraphs)


def _lines(parts: Sequence[Part], source: dict[int, Page]) -> list[Traced]:
    lines = []
    for part in parts:
        first, end = part.characters or (0, None)
        for line in source[part.page].blocks[part.block].lines[part.start : part.end]:
            lines.append(Traced.of(part.page, line, first, end))
    return lines
