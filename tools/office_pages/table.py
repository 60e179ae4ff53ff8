"""Sets a table: how wide its columns are, its rows over pages, its rules; and keeps its truth."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tools.office_pages.setting import BASELINE, Align, Letters, broken, set_line, units
from tools.office_pages.truth import Column, FieldKind, MarkKind, Table, rounded

if TYPE_CHECKING:
    from tools.office_pages.press import Press

# letters are narrowed to stay in one line, but not below this share of their width
LEAST_SCALE = 0.75
LONGEST_SQUEEZED = 30
# a row is not cut so that fewer lines stand on a page
LEAST_LINES = 2


@dataclass(frozen=True)
class Cell:
    """A cell to be set. ``text`` has a line feed between items that have a line each."""

    text: str
    align: Align | None = None
    head: bool = False
    kind: FieldKind = "cell"
    colspan: int = 1
    rowspan: int = 1
    marks: tuple[tuple[MarkKind, int, int], ...] = ()
    bold: bool = False


@dataclass(frozen=True)
class Col:
    """A column of a table to be set: its share of the width, how its cells stand.

    A ``whole`` column is so wide that no line of it is broken.
    """

    share: float
    align: Align = "left"
    whole: bool = False


Row = Sequence["Cell | str | None"]


@dataclass
class _Laid:
    """A cell with its lines broken, before its place is known."""

    cell: Cell
    col: int
    lines: list[tuple[str, bool, Letters]]
    height: float


class TableSetter:
    """Sets one table."""

    def __init__(
        self, press: Press, cols: Sequence[Col], rows: Sequence[Row], *, heads: int,
        x: float | None, room: float | None, letters: Letters | None, rules: str | None,
        repeat: bool, gap: float | None, pitch: float | None, even: bool | None, head_cols: int,
        padding: float | None, split: bool, after: Mapping[int, float],
    ) -> None:  # fmt: skip
        style = press.style
        self.press, self.cols, self.heads, self.repeat = press, cols, heads, repeat
        self.letters = letters or press.body
        self.rules = style.rules if rules is None else rules
        self.pitch = pitch or self.letters.size * style.pitch
        self.left = press.left if x is None else x
        self.room = press.room if room is None else room
        self.parted = self.rules in ("full", "vertical")
        self.inset = style.padding if padding is None else padding
        if not self.parted:
            self.inset = style.gutter / 2 if padding is None else padding
        self.above = style.padding * 0.6 if self.rules in ("full", "horizontal", "box") else 0.0
        open_gap = style.row_gap * self.letters.size
        self.gap = open_gap if gap is None else gap
        self.even_heads = style.head_align == "even" if even is None else even
        self.head_cols, self.split, self.after = head_cols, split, after
        self.edges = self._edges(rows)
        self.rows = [self._laid(row, number < heads) for number, row in enumerate(rows)]
        self.spans = self._heights()

    def _edges(self, rows: Sequence[Row]) -> list[float]:
        """The sides of the columns: by their shares, but no number is broken.

        Where the numbers alone are wider than the table, its letters become smaller.
        """
        total = sum(col.share for col in self.cols)
        wanted = [self.room * col.share / total for col in self.cols]
        least = [self._least(number, rows) for number in range(len(self.cols))]
        inset = 2 * self.inset * len(self.cols)
        if sum(least) > self.room:
            shrunk = (self.room - inset) / (sum(least) - inset) * 0.99
            size = int(max(self.letters.size * shrunk, 3.0) * 10) / 10
            self.pitch *= size / self.letters.size
            self.letters = self.letters.sized(size)
            least = [self._least(number, rows) for number in range(len(self.cols))]
        lacking = sum(max(need - want, 0) for need, want in zip(least, wanted, strict=True))
        spare = sum(max(want - need, 0) for need, want in zip(least, wanted, strict=True))
        kept = 1 - lacking / spare if spare else 1.0
        edges = [self.left]
        for need, want in zip(least, wanted, strict=True):
            edges.append(edges[-1] + need + max(want - need, 0) * kept)
        return edges

    def _least(self, col: int, rows: Sequence[Row]) -> float:
        """The width of the longest word or number of a column, with the white beside it."""
        least = 2 * self.letters.size
        for row in rows:
            at = 0
            for given in row:
                cell = Cell(given) if isinstance(given, str) else given
                if cell is None or cell.colspan > 1:
                    at += cell.colspan if cell else 1
                    continue
                if at == col and cell.text:
                    whole = self.cols[col].whole and not cell.head
                    parts = cell.text.split("\n") if whole else units(cell.text)
                    least = max(least, *map(self.letters.length, parts))
                at += 1
        return least + 2 * self.inset + 0.1

    def _laid(self, row: Row, head: bool) -> list[_Laid]:
        out = []
        col = 0
        for given in row:
            if given is None:
                col += 1
                continue
            cell = Cell(given) if isinstance(given, str) else given
            if head and not cell.head:
                align = cell.align or (
                    "even" if self.even_heads else "center" if self.rules != "none" else None
                )
                cell = replace(cell, head=True, align=align)
            elif col < self.head_cols and not cell.head:
                cell = replace(cell, head=True)
            out.append(self._cell(cell, col))
            col += cell.colspan
        return out

    def _cell(self, cell: Cell, col: int) -> _Laid:
        room = self._room(col, cell.colspan)
        letters = self.letters
        if cell.head and cell.bold:
            letters = self.press.heavy.sized(letters.size)
        lines: list[tuple[str, bool, Letters]] = []
        for part in cell.text.split("\n") if cell.text else []:
            wide = letters.length(part)
            near = room < wide <= room / LEAST_SCALE and len(cell.text) <= LONGEST_SQUEEZED
            if self.press.style.squeeze and near:
                lines.append(
                    (part, True, replace(letters, scale=int(room / wide * 100) / 100, tracking=0.0))
                )
                continue
            pieces = broken(part, letters.width, room)
            lines += [(piece, i == len(pieces) - 1, letters) for i, piece in enumerate(pieces)]
        return _Laid(cell, col, lines, max(len(lines), 1) * self.pitch)

    def _room(self, col: int, span: int) -> float:
        return self.edges[col + span] - self.edges[col] - 2 * self.inset

    def _heights(self) -> list[float]:
        heights = []
        for number, row in enumerate(self.rows):
            single = [laid.height for laid in row if laid.cell.rowspan == 1]
            white = 2 * self.above + self.gap + self.after.get(number, 0.0)
            heights.append(max(single, default=self.pitch) + white)
        for number, row in enumerate(self.rows):
            for laid in row:
                last = min(number + laid.cell.rowspan, len(heights))
                lacking = laid.height + 2 * self.above - sum(heights[number:last])
                heights[last - 1] += max(lacking, 0)
        return heights

    def lay(self) -> None:
        """All rows, over as many pages as they need."""
        press = self.press
        start = 0
        while start < len(self.rows):
            head = list(range(self.heads)) if start and self.repeat else []
            stop = self._fitting(start, press.y + sum(self.spans[n] for n in head))
            fresh = press.y <= press.top + 1
            only_heads = not start and stop <= self.heads < len(self.rows)
            if (stop == start or only_heads) and not fresh:
                press.turn()
                continue
            stop = max(stop, start + self._tied(start))
            self._part([*head, *range(start, stop)])
            start = stop
            if start < len(self.rows):
                press.turn()

    def _fitting(self, start: int, y: float) -> int:
        """The row after the last one that ends on the page; one may be cut to fit."""
        stop = start
        while stop < len(self.rows):
            tied = self._tied(stop)
            height = sum(self.spans[stop : stop + tied])
            if y + height > self.press.bottom:
                if self.split and stop >= self.heads and self._cut(stop, self.press.bottom - y):
                    stop += 1
                break
            y += height
            stop += tied
        return stop

    def _cut(self, number: int, room: float) -> bool:
        """Make two rows of one, the first no higher than ``room``; False where it cannot be."""
        count = int((room - 2 * self.above) / self.pitch)
        row = self.rows[number]
        longest = max((len(laid.lines) for laid in row), default=0)
        spanned = any(laid.cell.rowspan > 1 or laid.cell.marks for laid in row)
        if count < LEAST_LINES or longest - count < LEAST_LINES or spanned:
            return False
        parts = [self._halves(laid, count) for laid in row]
        self.rows[number : number + 1] = [
            [first for first, _ in parts],
            [rest for _, rest in parts],
        ]
        white = self.spans[number] - longest * self.pitch
        heights = [count * self.pitch + 2 * self.above, (longest - count) * self.pitch + white]
        self.spans[number : number + 1] = heights
        return True

    def _halves(self, laid: _Laid, count: int) -> tuple[_Laid, _Laid]:
        text, end = laid.cell.text, 0
        for line, _, _ in laid.lines[:count]:
            end = text.find(line.strip(), end) + len(line.strip())
        first, rest = text[:end], text[end:].strip("\n")
        return self._part_of(laid, first, laid.lines[:count]), self._part_of(
            laid, rest, laid.lines[count:]
        )

    def _part_of(self, laid: _Laid, text: str, lines: list[tuple[str, bool, Letters]]) -> _Laid:
        height = max(len(lines), 1) * self.pitch
        return _Laid(replace(laid.cell, text=text), laid.col, lines, height)

    def _tied(self, number: int) -> int:
        """How many rows from this one a cell over several rows holds together."""
        count, at = 1, 0
        while at < count and number + at < len(self.rows):
            for laid in self.rows[number + at]:
                count = max(count, at + laid.cell.rowspan)
            at += 1
        return min(count, len(self.rows) - number)

    def _part(self, numbers: list[int]) -> None:
        press = self.press
        page = press.page
        table = Table(
            len(page.tables), (0, 0, 0, 0), len(numbers), len(self.cols), self.rules != "none"
        )
        tops = [press.y]
        for number in numbers:
            tops.append(tops[-1] + self.spans[number])
        # one column alone is a box with text in it
        number_of = table.id if len(self.cols) > 1 else None
        for place, number in enumerate(numbers):
            for laid in self.rows[number]:
                end = tops[min(place + laid.cell.rowspan, len(numbers))]
                self._put(number_of, laid, place, tops[place], end)
        if number_of is not None:
            table.bbox = rounded((self.left, tops[0], self.edges[-1], tops[-1]))
            page.tables.append(table)
            page.columns += self._columns(table.id, tops[0], tops[-1])
        self._rule(numbers, tops)
        press.y = tops[-1]

    def _columns(self, table: int, top: float, bottom: float) -> list[Column]:
        return [
            Column(
                round(first + self.inset, 2), round(last - self.inset, 2),
                round(top, 2), round(bottom, 2), table,
            )
            for first, last in itertools.pairwise(self.edges)
        ]  # fmt: skip

    def _put(self, table: int | None, laid: _Laid, place: int, top: float, bottom: float) -> None:
        press, cell = self.press, laid.cell
        x = self.edges[laid.col] + self.inset
        room = self._room(laid.col, cell.colspan)
        if cell.head and press.style.shaded and place < self.heads:
            press.canvas.fill(
                self.edges[laid.col], top, self.edges[laid.col + cell.colspan], bottom, press.shade
            )
        if not cell.text:
            return
        y = top + self.above
        if press.style.cell_middle and self.rules != "none":
            y = top + (bottom - top - laid.height) / 2
        align = cell.align or self.cols[laid.col].align
        lead = (self.pitch - self.letters.size) / 2
        lines = []
        for text, last, letters in laid.lines:
            how: Align = "justify" if align == "left" and press.style.justify else align
            if how == "even" and place < self.heads and letters.length(text) < room * 0.4:
                how = "center"
            line = set_line(
                text, letters, x, y + lead + BASELINE * letters.size, room, how, last=last
            )
            lines.append(line)
            y += self.pitch
        if table is None:
            made = press.put("paragraph" if cell.kind == "cell" else cell.kind, lines, cell.text)
        else:
            made = press.put(
                cell.kind, lines, cell.text, table=table, row=place, col=laid.col,
                rowspan=cell.rowspan, colspan=cell.colspan, head=cell.head,
            )  # fmt: skip
        press.mark(made, lines, cell.marks)

    def _rule(self, numbers: list[int], tops: list[float]) -> None:
        if self.rules == "none":
            return
        left, right, top, bottom = self.left, self.edges[-1], tops[0], tops[-1]
        if self.rules in ("full", "horizontal", "box", "outline"):
            self._across(left, right, top)
            self._across(left, right, bottom)
        if self.rules in ("full", "box", "outline"):
            self._down(left, top, bottom)
            self._down(right, top, bottom)
        if self.rules in ("box", "outline"):
            if self.heads and numbers[0] < self.heads and len(tops) > self.heads:
                self._across(left, right, tops[self.heads])
            return
        for place, number in enumerate(numbers):
            if self.rules in ("full", "horizontal"):
                self._under(numbers, place, tops)
            if self.rules in ("full", "vertical"):
                starts = {laid.col for laid in self.rows[number]} | self._covered(numbers, place)
                for col in sorted(starts & set(range(1, len(self.cols)))):
                    self._down(self.edges[col], tops[place], tops[place + 1])

    def _covered(self, numbers: list[int], place: int) -> set[int]:
        """The columns in which a cell of a row above reaches into this row, and the one after."""
        out = set()
        for before in range(place):
            for laid in self.rows[numbers[before]]:
                if before + laid.cell.rowspan > place:
                    out |= {laid.col, laid.col + laid.cell.colspan}
        own = {laid.col for laid in self.rows[numbers[place]]}
        return out | own

    def _under(self, numbers: list[int], place: int, tops: list[float]) -> None:
        if place + 1 >= len(numbers):
            return
        open_cols = set()
        for before in range(place + 1):
            for laid in self.rows[numbers[before]]:
                if before + laid.cell.rowspan > place + 1:
                    open_cols |= set(range(laid.col, laid.col + laid.cell.colspan))
        if not open_cols:
            self._across(self.left, self.edges[-1], tops[place + 1])
            return
        for col in range(len(self.cols)):
            if col not in open_cols:
                self._across(self.edges[col], self.edges[col + 1], tops[place + 1])

    def _across(self, x0: float, x1: float, y: float) -> None:
        style = self.press.style
        cut = (
            [x0, *[e for e in self.edges if x0 < e < x1], x1]
            if style.rule_as == "cell by cell"
            else [x0, x1]
        )
        for first, last in itertools.pairwise(cut):
            self._line(first, y, last, y)

    def _down(self, x: float, y0: float, y1: float) -> None:
        self._line(x, y0, x, y1)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        style = self.press.style
        self.press.canvas.rule(
            x0, y0, x1, y1, style.rule_weight, style.rule_dash, style.rule_as == "filled"
        )
