"""The rows of a letter with their marks, in order down the page; tables with their cells."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from shiryokan.paper.model import Block, Page
from shiryokan.registers.errata.marked import Marked, joined_marked, rows_between, stripped
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.writing_lines import Seen, is_vertical, seen_lines, visual_rows

_MARK = re.compile(r"別\s?添")
_WHITE = 0.3
"""White between two parts of a row, in characters, from which on they are parted."""


@dataclass(frozen=True)
class Row:
    """A row of text: where it begins and ends along the writing, in points; ``plain`` are its new
    words made narrow, and the struck ones where there are no others. ``top``: it is among the
    first of its page."""

    page: int
    text: Marked
    plain: str
    start: float
    end: float
    em: float
    top: bool


@dataclass(frozen=True)
class TableRows:
    """A ruled table: the cells of each row by their column."""

    page: int
    rows: tuple[dict[int, Marked], ...]


_TOP = 2
"""Rows at the top of a page where an annex has its mark."""


def parts_of(page: Page) -> Iterator[Row | TableRows]:
    """The rows and tables of a page."""
    vertical = is_vertical(page)
    tables = [block for block in page.blocks if _is_table(block)]
    others = msgspec.structs.replace(
        page, blocks=tuple(_kept(block) for block in page.blocks if block not in tables)
    )
    found: list[tuple[float, Row | TableRows]] = []
    for number, row in enumerate(visual_rows(seen_lines(others, vertical=vertical))):
        found.append((row[0].c0, _row(row, top=number < _TOP)))
    for block in tables:
        at = page.width - block.bbox.x1 if vertical else block.bbox.y0
        found.append((at, _table(page.page, block)))
    for _, part in sorted(found, key=lambda each: each[0]):
        yield part


def _kept(block: Block) -> Block:
    """A block; marks of annexes, which stand at one place of many pages, are no furniture."""
    if block.kind != "furniture" or not any(_MARK.search(line.text) for line in block.lines):
        return block
    return msgspec.structs.replace(block, kind="text")


def _row(row: Sequence[Seen], *, top: bool) -> Row:
    parts: list[Marked] = []
    end: float | None = None
    em = statistics.median(seen.em for seen in row)
    for seen in row:
        own = Marked.of(seen.page, seen.line)
        if end is not None and seen.a0 - end <= _WHITE * em:
            parts[-1] = parts[-1] + own
        else:
            parts.append(own)
        end = seen.a1 if end is None else max(end, seen.a1)
    text = stripped(Marked(rows_between(parts, "\u3000")))
    return Row(
        row[0].page, text, narrow(text.new) or narrow(text.old), row[0].a0,
        max(seen.a1 for seen in row), em, top,
    )  # fmt: skip


def _is_table(block: Block) -> bool:
    """Whether a block has ruled cells beside each other in more than one row."""
    if block.kind != "table" or not block.ruled:
        return False
    filled = [cell for cell in block.cells if cell.end > cell.start]
    rows = [cell.row for cell in filled]
    return len(set(rows)) > 1 and any(rows.count(row) > 1 for row in set(rows))


def _table(page: int, block: Block) -> TableRows:
    rows: dict[int, dict[int, Marked]] = {}
    for cell in block.cells:
        lines = [stripped(Marked.of(page, line)) for line in block.lines[cell.start : cell.end]]
        rows.setdefault(cell.row, {})[cell.column] = joined_marked(lines)
    return TableRows(page, tuple(rows[number] for number in sorted(rows)))
