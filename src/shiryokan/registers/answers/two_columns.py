"""Pages set in two columns, each of them a sequence of questions and answers, that were read as the
rows of a table: put as the text of one column after the other."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from shiryokan.registers.answers import marks, tables
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import joined


def in_order(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, each such table as text."""
    return [own for passage in passages for own in _in_order(passage)]


def _in_order(passage: TracedPassage) -> Iterator[TracedPassage]:
    columns = {cell.column for cell in passage.cells}
    held = [own for column in sorted(columns) if (own := _Held.of(passage.cells, column)).words]
    sequences = [own for own in held if own.asked and own.answered]
    both = len(sequences) > 1 or any(own.asked > 1 and own.answered > 1 for own in sequences)
    marked = len(held) > 1 and all(own.asked or own.answered for own in held)
    if not (sequences and both and marked and _halved(passage.cells)) or tables.columns_of(
        passage.cells
    ):
        yield passage
        return
    for cell in _by_columns(passage.cells):
        for lines in cell.lines:
            if any(line.text.strip() for line in lines):
                yield TracedPassage("text", lines[0].page, joined(lines), 0, (), lines)


_HALF = 0.4
"""Share of the width behind which the second of two columns of a page begins."""


def _halved(cells: Sequence[TracedCell]) -> bool:
    """Whether the second column begins about where half of the width is."""
    boxes = [
        (cell.column, place.boxes[0])
        for cell in cells
        for own in cell.lines
        for line in own
        for place in line.places()[:1]
    ]
    if not boxes:
        return False
    left, right = min(box.x0 for _, box in boxes), max(box.x1 for _, box in boxes)
    first = min(column for column, _ in boxes)
    second = min((box.x0 for column, box in boxes if column > first), default=left)
    return second - left > _HALF * (right - left)


class _Held(NamedTuple):
    """How many lines of a column begin with the mark of a question or an answer, and whether it
    holds words as well: else it is a column of marks."""

    asked: int
    answered: int
    words: bool

    @classmethod
    def of(cls, cells: Sequence[TracedCell], column: int) -> _Held:
        own = [c for c in cells if c.column == column]
        lines = [narrow(line.text).strip() for c in own for part in c.lines for line in part]
        asked = [line for line in lines if marks.QUESTION.match(line)]
        answered = [line for line in lines if marks.ANSWER.match(line)]
        alone = sum(marks.QUESTION.fullmatch(line) is not None for line in asked)
        alone += sum(marks.ANSWER.fullmatch(line) is not None for line in answered)
        return cls(len(asked), len(answered), words=len([x for x in lines if x]) > alone)


def _by_columns(cells: Sequence[TracedCell]) -> Iterator[TracedCell]:
    """The cells of each page, one column after the other; what reaches over both stands between
    what is above it and what is below."""
    pages = sorted({line.page for cell in cells for own in cell.lines for line in own} - {0})
    for page in pages:
        own = [tables.of_pages(cell, page, page + 1) for cell in cells]
        own = sorted((cell for cell in own if cell.lines), key=lambda cell: cell.row)
        for _, part in itertools.groupby(own, key=lambda cell: cell.columns > 1):
            yield from sorted(part, key=lambda cell: (cell.column, cell.row))
