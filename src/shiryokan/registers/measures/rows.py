"""A plan's tables as a stream of rows: lines that stand alone, and rows of several cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shiryokan.registers.measures.labels import bodies, label_of
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Piece, Traced, joined

Paragraphs = tuple[tuple[Traced, ...], ...]
_COMMAS = ("、", "・", "，")


@dataclass(frozen=True, slots=True)
class Alone:
    """Text that stands over all columns: a heading, a label, a paragraph. ``heading``: the
    layout took it for one."""

    page: int
    lines: tuple[Traced, ...]
    heading: bool
    in_table: bool = False

    @property
    def text(self) -> Traced:
        """Its lines joined."""
        return joined(self.lines)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by their column. ``table`` numbers the table, ``width`` is the number of
    its columns. ``fresh`` are the columns whose cell begins in this row; others reach down into it
    from a row before."""

    page: int
    table: int
    width: int
    cells: dict[int, Paragraphs]
    fresh: frozenset[int]

    def parted_below_first_line(self) -> list[Row]:
        """The first line of every cell, and what stands below."""
        first: dict[int, Paragraphs] = {
            column: ((pars[0][0],),) for column, pars in self.cells.items()
        }
        below: dict[int, Paragraphs] = {}
        for column, pars in self.cells.items():
            left = tuple(par for par in (pars[0][1:], *pars[1:]) if par)
            if left:
                below[column] = left
        return [
            Row(self.page, self.table, self.width, cells, frozenset(cells))
            for cells in (first, below)
        ]


def with_label(label: Traced, paragraphs: Paragraphs) -> Paragraphs:
    """The paragraphs of a cell with the label, which stands beside them, before their first
    line."""
    (line, *lines), *others = paragraphs
    return (_beside(label, line), *lines), *others


def _beside(left: Traced, right: Traced) -> Traced:
    """Two pieces of one line, white between them."""
    return left + Traced([Piece("\u3000", right.page, None, 0)]) + right


def rows_of(passages: Iterable[TracedPassage]) -> Iterator[Alone | Row]:
    """The rows of all tables and what stands between them, in reading order."""
    for number, passage in enumerate(passages):
        if passage.kind in ("caption", "footnote", "furniture"):
            continue
        if passage.kind == "table":
            yield from _rows(number, passage)
        elif passage.text:
            for lines in _at_labels(passage.lines):
                yield Alone(lines[0].page, lines, passage.kind == "heading")


def _rows(number: int, table: TracedPassage) -> Iterator[Alone | Row]:
    width = max((c.column + c.columns for c in table.cells), default=0)
    last = max((c.row + c.rows for c in table.cells), default=0)
    for row in range(last):
        cells = [c for c in table.cells if c.row <= row < c.row + c.rows]
        filled = [c for c in cells if c.lines]
        begun = [c for c in filled if c.row == row]
        if not begun:
            continue
        page = min(line.page for c in begun for par in c.lines for line in par)
        spread = _spread_label(filled)
        alone = _alone(filled, width)
        if spread:
            yield Alone(page, spread, False, in_table=True)
        elif alone:
            for lines in _lists_joined(alone.lines):
                yield Alone(page, lines, False, in_table=True)
        else:
            columns = {c.column: c.lines for c in filled}
            below = _label_at_end(columns)
            yield Row(page, number, width, columns, frozenset(c.column for c in begun))
            if below:
                yield Alone(page, below, False, in_table=True)


def _lists_joined(paragraphs: Paragraphs) -> list[tuple[Traced, ...]]:
    """The paragraphs; what a list that ends with a comma goes on in belongs to it."""
    found: list[tuple[Traced, ...]] = []
    for lines in paragraphs:
        if found and found[-1][-1].text.rstrip().endswith(_COMMAS):
            found[-1] += lines
        else:
            found.append(lines)
    return found


def _at_labels(lines: tuple[Traced, ...]) -> list[tuple[Traced, ...]]:
    """The lines of a paragraph, parted before each that is a label with its bodies, and after it
    where no more bodies follow."""
    parts: list[list[Traced]] = [[]]
    for line in lines:
        if parts[-1] and (_is_label_line(line) or _is_whole_label(parts[-1], line)):
            parts.append([])
        parts[-1].append(line)
    return [tuple(part) for part in parts]


def _is_whole_label(part: Sequence[Traced], line: Traced) -> bool:
    """Whether a part is a label with all its bodies, and the line after it is none of them."""
    text = part[0].text.rstrip()
    whole = len(part) == 1 and _is_label_line(part[0]) and not text.endswith(_COMMAS)
    return whole and not bodies(line)


def _is_label_line(line: Traced) -> bool:
    label = label_of(line)
    return label is not None and bool(bodies(label.rest))


def _label_at_end(columns: dict[int, Paragraphs]) -> tuple[Traced, ...]:
    """The label of the row below, which the layout put at the end of this row's first cell; it is
    taken out of ``columns``."""
    first = min(columns)
    paragraphs = columns[first]
    if len(paragraphs) < 2 or len(paragraphs[-1]) != 1 or not _is_label_line(paragraphs[-1][0]):
        return ()
    columns[first] = paragraphs[:-1]
    return paragraphs[-1]


def _alone(filled: Sequence[TracedCell], width: int) -> TracedCell | None:
    """The one cell of a row that reaches over all columns, or the only one with a short text."""
    if len(filled) != 1:
        return None
    cell = filled[0]
    whole = cell.columns >= width > 1
    short = cell.column == 0 and len(cell.lines) == 1 and len(cell.lines[0]) <= 3
    return cell if whole or short else None


def _spread_label(filled: Sequence[TracedCell]) -> tuple[Traced, ...]:
    """A label and its bodies, which wide gaps spread over the columns, as one line."""
    if len(filled) < 2 or any(len(c.lines) != 1 or len(c.lines[0]) != 1 for c in filled):
        return ()
    first, *others = (cell.lines[0][0] for cell in filled)
    label = label_of(first)
    if label is None or not all(bodies(text) for text in (label.rest, *others)):
        return ()
    whole = first
    for text in others:
        whole = _beside(whole, text)
    return (whole,)


def lone_label(paragraphs: Paragraphs) -> Traced | None:
    """The label that is all there is in a cell."""
    if len(paragraphs) != 1 or len(paragraphs[0]) != 1:
        return None
    label = label_of(paragraphs[0][0])
    return paragraphs[0][0] if label and not label.rest.strip(" 　") else None
