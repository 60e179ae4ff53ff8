"""Rows of a table of questions that the layout has not read as rows, put into its columns by place.

Where a row is left open at the end of a page, or a table has no rules, what stands on the next page
may be taken for a table of other columns, or for paragraphs. Where the columns stand is known from
the rows that were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced

_NEAR = 4.0
"""Points by which a line may stand before the others of its column, less than half a letter."""
_CLOSE = 1.2
"""Share of its height by which a line may stand below another of the same number."""


class Places:
    """The left edges of columns, on the left pages and on the right ones."""

    def __init__(self, cells: Sequence[TracedCell], count: int) -> None:
        self.lefts: dict[int, list[float]] = {}
        for side in (0, 1):
            edges = [
                min((_box(line)[0] for line in _lines(cells, column, side)), default=-1.0)
                for column in range(count)
            ]
            if all(edge >= 0 for edge in edges) and edges == sorted(edges):
                self.lefts[side] = edges

    def cells(self, passage: TracedPassage, number: int) -> list[TracedCell]:
        """The cells of a passage's rows; none where its lines do not stand in the columns, or it
        is no table and none of them is a ``number`` in its column."""
        own: list[tuple[int, Traced]] = []
        for line in _all_lines(passage):
            lefts = self.lefts.get(line.page % 2) or next(iter(self.lefts.values()), [])
            parts = _parts(line, lefts)
            if parts is None:
                return []
            own += parts
        own.sort(key=lambda each: (each[1].page, _box(each[1])[1]))
        begins = [
            at
            for at, (column, line) in enumerate(own)
            if column == number and marks.NUMERAL.match(narrow(line.text).strip())
        ]
        if not begins and not passage.cells:
            # paragraphs that only happen to stand in the columns
            return []
        if len({column for column, _ in own}) < _FEWEST_COLUMNS:
            return []
        return list(_rows(own, number))


_FEWEST_COLUMNS = 2


def _rows(own: Sequence[tuple[int, Traced]], number: int) -> Iterator[TracedCell]:
    """The cells of all rows; a number begins one, unless it goes on right below another line of
    its own."""
    rows: list[list[tuple[int, Traced]]] = [[]]
    tops: list[tuple[int, float]] = [(0, 0.0)]
    last: Traced | None = None
    for column, line in own:
        if column == number and not (last and _goes_on(last, line)):
            rows.append([])
            tops.append((line.page, _box(line)[1] - _NEAR))
        last = line if column == number else last
        rows[-1].append((column, line))
    for row, lines in enumerate(rows):
        for column in sorted({column for column, _ in lines}):
            kept = tuple(line for at, line in lines if at == column)
            yield TracedCell(row, column, 1, 1, (kept,))


def _goes_on(above: Traced, line: Traced) -> bool:
    """Whether a number that is broken over lines goes on: 二の, and 二 right below."""
    first, second = _box(above), _box(line)
    near = above.page == line.page and second[1] - first[3] < _CLOSE * (first[3] - first[1])
    begun, rest = narrow(above.text).strip(), narrow(line.text).strip()
    return near and (begun.endswith(_JOINS) or rest.startswith(_JOINS))


_JOINS = ("の", "-")


def _parts(line: Traced, lefts: Sequence[float]) -> list[tuple[int, Traced]] | None:
    """A line cut where columns begin; None if it runs over such a place."""
    if not lefts or len(line.pieces) != 1 or line.pieces[0].line is None:
        return None
    source, start = line.pieces[0].line, line.pieces[0].start
    if len(source.edges) != len(source.text) + 1:
        edges = [source.bbox.x0, *[source.bbox.x1] * len(line.text)]
    else:
        edges = list(source.edges[start : start + len(line.text) + 1])
    cuts = [0]
    columns = [_column(edges[0], lefts)]
    for at in range(1, len(line.text)):
        column = _column(edges[at], lefts)
        if column == columns[-1]:
            continue
        if edges[at] > lefts[column] + _NEAR and not line.text[at - 1].isspace():
            return None
        cuts.append(at)
        columns.append(column)
    ends = [*cuts[1:], len(line.text)]
    return [
        (column, part)
        for column, begin, end in zip(columns, cuts, ends, strict=True)
        if (part := line[begin:end].strip())
    ]


def _column(x: float, lefts: Sequence[float]) -> int:
    return max((at for at, left in enumerate(lefts) if x >= left - _NEAR), default=0)


def _lines(cells: Sequence[TracedCell], column: int, side: int) -> Iterator[Traced]:
    for cell in cells:
        if cell.column == column and cell.columns == 1:
            yield from (
                line
                for own in cell.lines
                for line in own
                if line.text.strip() and line.page % 2 == side and line.places()
            )


def _all_lines(passage: TracedPassage) -> Iterator[Traced]:
    yield from (line for line in passage.lines if line.text.strip())
    for cell in passage.cells:
        for own in cell.lines:
            yield from (line for line in own if line.text.strip())


def _box(line: Traced) -> tuple[float, float, float, float]:
    box = line.places()[0].boxes[0]
    return box.x0, box.y0, box.x1, box.y1
