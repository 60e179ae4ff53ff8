"""Pages set in two columns, each of them a sequence of questions and answers, that were read as the
rows of a table: put as the text of one column after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from shiryokan.registers.answers import marks, tables
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined


def in_order(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, each such table as text."""
    return [own for passage in passages for own in _in_order(passage)]


def _in_order(passage: TracedPassage) -> Iterator[TracedPassage]:
    columns = sorted({cell.column for cell in passage.cells})
    sequences = [column for column in columns if _asks_and_answers(passage.cells, column)]
    if len(sequences) < 2 or tables.columns_of(passage.cells):
        yield passage
        return
    for cell in _by_columns(passage.cells):
        for own in cell.lines:
            if any(line.text.strip() for line in own):
                yield TracedPassage("text", own[0].page, joined(own), 0, (), own)


def _by_columns(cells: Sequence[TracedCell]) -> Iterator[TracedCell]:
    """The cells of each page, one column after the other; what reaches over both stands between
    what is above it and what is below."""
    pages = sorted({line.page for cell in cells for own in cell.lines for line in own} - {0})
    for page in pages:
        own = [tables.of_pages(cell, page, page + 1) for cell in cells]
        own = sorted((cell for cell in own if cell.lines), key=lambda cell: cell.row)
        for _, part in itertools.groupby(own, key=lambda cell: cell.columns > 1):
            yield from sorted(part, key=lambda cell: (cell.column, cell.row))


def _asks_and_answers(cells: Sequence[TracedCell], column: int) -> bool:
    """Whether both questions and answers begin in a column, so that no other holds either."""
    lines = [_plain(line) for c in cells if c.column == column for own in c.lines for line in own]
    asked = any(marks.QUESTION.match(line) for line in lines)
    return asked and any(marks.ANSWER.match(line) for line in lines)


def _plain(line: Traced) -> str:
    return narrow(line.text).strip()
