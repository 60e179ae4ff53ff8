"""A document's flow: its pages as one text, without what belongs to the pages alone.

Furniture is left out. A paragraph, or a row of a table, that runs over a page end is one again.
Every passage says which lines it is made of.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import msgspec

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.furniture import mark_furniture
from shiryokan.paper.layout.lines import ends_unit
from shiryokan.paper.model import Block, BlockKind, Cell, Page
from shiryokan.paper.row_remains import remains_of_row
from shiryokan.paper.rows_over_pages import continues_row, is_same_table, repeats_header
from shiryokan.paper.unfinished import is_unfinished, may_continue


class Part(msgspec.Struct, frozen=True, gc=False):
    """Lines ``start`` to ``end`` (exclusive) of block ``block`` (from 0) of page ``page``.

    ``characters`` is set where it is only a piece of one line: the first and the end of it.
    """

    page: int
    block: int
    start: int
    end: int
    characters: tuple[int, int] | None = None


class FlowCell(msgspec.Struct):
    """A cell of a table that may run over pages: its place, its paragraphs and their lines."""

    row: int
    column: int
    paragraphs: list[str]
    parts: list[Part]
    rows: int = 1
    columns: int = 1
    starts: list[int] = []
    """For each paragraph the number, among the lines of ``parts``, of its first one."""

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)


class Passage(msgspec.Struct):
    """A paragraph, heading, item, caption, note or table of the document."""

    kind: BlockKind
    text: str
    parts: list[Part]
    level: int = 0
    cells: list[FlowCell] = []
    ruled: bool = False


def flow(pages: Sequence[Page]) -> list[Passage]:
    """The passages of a document in reading order. ``pages`` are all its pages, in order.

    Parts count the blocks of :func:`shiryokan.paper.furniture.mark_furniture`.
    """
    return flow_of_marked(mark_furniture(pages))


def flow_of_marked(pages: Sequence[Page]) -> list[Passage]:
    """:func:`flow` of pages whose furniture is marked."""
    passages: list[Passage] = []
    last: tuple[Page, Block, Passage] | None = None
    for page in pages:
        fresh, over = True, False
        for number, block in enumerate(page.blocks):
            if block.kind == "furniture" or not block.lines:
                continue
            joined = None
            if fresh and last and block.kind not in ("footnote", "caption"):
                if _rest_of_row(last, block, page, number):
                    over = True
                    continue
                joined = None if over else _joined(last, block, page, number)
                fresh = False
            passage = joined or _passage(block, page, number)
            if block.kind in ("footnote", "caption"):
                passages.append(passage)
                if block.kind == "caption" and last and last[1].cells:
                    last = None  # what stands above its caption is whole
                continue
            fresh = False
            if joined is None:
                passages.append(passage)
            last = page, block, passage
    return passages


def flow_text(pages: Sequence[Page]) -> str:
    """The flow as plain text: a paragraph a line, cells one after the other."""
    return "\n".join(passage.text for passage in flow(pages))


def _passage(block: Block, page: Page, number: int) -> Passage:
    whole = [Part(page.page, number, 0, len(block.lines))]
    if not block.cells:
        text = join_lines(line.text for line in block.lines)
        return Passage(block.kind, text, whole, block.level)
    cells = [_cell(block, cell, page.page, number) for cell in block.cells]
    return Passage("table", _cells_text(cells), whole, 0, cells, block.ruled)


def _cell(block: Block, cell: Cell, page: int, number: int) -> FlowCell:
    return FlowCell(
        cell.row, cell.column, _paragraphs(block, cell),
        [Part(page, number, cell.start, cell.end)] if cell.end > cell.start else [],
        cell.rows, cell.columns, [start - cell.start for start in _starts(cell)],
    )  # fmt: skip


def _starts(cell: Cell) -> list[int]:
    return [s for s in sorted({cell.start, *cell.paragraphs}) if s < cell.end]


def _paragraphs(block: Block, cell: Cell) -> list[str]:
    bounds = [*_starts(cell), cell.end]
    return [
        join_lines(line.text for line in block.lines[a:b]) for a, b in itertools.pairwise(bounds)
    ]


def _line_count(cell: FlowCell) -> int:
    return sum(part.end - part.start for part in cell.parts)


def _cells_text(cells: Iterable[FlowCell]) -> str:
    return "\n".join(cell.text for cell in cells if cell.paragraphs)


def _rest_of_row(last: tuple[Page, Block, Passage], block: Block, page: Page, number: int) -> bool:
    """Whether ``block`` was the rest of a table's last row; it is added to its cells."""
    _, before, passage = last
    remains = remains_of_row(before, block) if before.cells else []
    row = max((c.row + c.rows - 1 for c in passage.cells), default=0)
    for column in sorted({r.column for r in remains}):
        mine = [r for r in remains if r.column == column]
        goal = next(
            (c for c in passage.cells if c.column == column and c.row + c.rows - 1 == row), None
        )
        if goal is None:
            goal = FlowCell(row, column, [], [])
            passage.cells.append(goal)
        text = join_lines(r.text for r in mine)
        if goal.paragraphs and not ends_unit(goal.paragraphs[-1]) and may_continue(block, text):
            goal.paragraphs[-1] = join_lines([goal.paragraphs[-1], text])
        else:
            goal.starts.append(_line_count(goal))
            goal.paragraphs.append(text)
        goal.parts += [Part(page.page, number, r.line, r.line + 1, (r.start, r.end)) for r in mine]
    if remains:
        passage.text = _cells_text(passage.cells)
        passage.parts.append(Part(page.page, number, 0, len(block.lines)))
    return bool(remains)


def _joined(
    last: tuple[Page, Block, Passage], block: Block, page: Page, number: int
) -> Passage | None:
    """The last passage with ``block`` added, if it goes on there; else None."""
    _, before, passage = last
    if before.cells and block.cells:
        if not is_same_table(before, block):
            return None
        return _table_joined(before, passage, block, page, number)
    if before.cells or block.cells or before.kind not in ("text", "list"):
        return None
    if not (is_unfinished(before) and may_continue(block)):
        return None
    passage.text = join_lines([passage.text, *(line.text for line in block.lines)])
    passage.parts.append(Part(page.page, number, 0, len(block.lines)))
    return passage


def _table_joined(
    before: Block, passage: Passage, block: Block, page: Page, number: int
) -> Passage | None:
    cells = list(block.cells)
    if repeats_header(before, block):
        cells = [c for c in cells if c.row > 0]
    if not cells or not continues_row(before, block, cells[0].row):
        return None
    row, first = max(c.row for c in passage.cells), cells[0].row
    for cell in cells:
        fresh = _cell(block, cell, page.page, number)
        fresh.row = row + cell.row - first
        goal = next(
            (c for c in passage.cells if c.column == cell.column and c.row + c.rows - 1 == row),
            None,
        )
        if cell.row > first or goal is None:
            passage.cells.append(fresh)
        elif fresh.paragraphs:
            _append(goal, fresh, block, cell)
    passage.text = _cells_text(passage.cells)
    passage.parts.append(Part(page.page, number, 0, len(block.lines)))
    return passage


def _append(goal: FlowCell, fresh: FlowCell, block: Block, cell: Cell) -> None:
    """The rest of a cell, its first paragraph joined to the last one if that was under way."""
    rest, starts = fresh.paragraphs, fresh.starts
    unfinished = goal.paragraphs and not goal.paragraphs[-1].endswith(("。", "．", "」", ">", "＞"))
    if unfinished and may_continue(block, block.lines[cell.start].text):
        goal.paragraphs[-1] = join_lines([goal.paragraphs[-1], rest[0]])
        rest, starts = rest[1:], starts[1:]
    goal.starts += [_line_count(goal) + start for start in starts]
    goal.paragraphs += rest
    goal.parts += fresh.parts
