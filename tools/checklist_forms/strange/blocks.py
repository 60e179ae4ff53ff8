"""What a strange form is made of, and how it is put on paper and into a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter.worksheet import Worksheet

from tools.checklist_forms.forms import Item, Year
from tools.checklist_forms.typeset import font_named, wrapped

MARGIN, PAD, LEADING = 40.0, 3.0, 1.35


class Blank(str):
    """What a cell to be filled in prints; in a workbook it may be a drop-down."""

    __slots__ = ()


@dataclass(frozen=True)
class Truth:
    """An item as it is to be read."""

    number: str
    words: str
    section: str = ""
    part: str = ""
    reference: str = ""
    who: str = ""
    starred: bool = False
    hearing: str = ""


@dataclass
class Text:
    """A paragraph: ``indent`` in points, ``hang`` more for its further lines; ``right`` stands at
    the right margin beside its last line; ``above`` is white over it."""

    text: str
    indent: float = 0.0
    hang: float = 0.0
    right: str = ""
    size: float = 0.0
    above: float = 2.0


@dataclass
class Cell:
    """A cell of a table: its place, spans and text."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


Filling = str | tuple[str, int] | None
"""What is put into a row: a text, a text over several columns, or None where the cell of a row
above reaches down."""


@dataclass
class Table:
    """Rows of cells: ``head`` rows at its top, printed ``again`` on each page; ``split`` says that
    rows go over page ends, ``rules`` whether lines are drawn (all, level, none). Hidden are rows
    and columns of a workbook."""

    widths: Sequence[float]
    head: int = 0
    again: bool = True
    split: bool = False
    rules: str = "all"
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: Sequence[int] = ()

    def row(self, *texts: Filling) -> int:
        """Add a row; gives its number."""
        column = 0
        for text in texts:
            if text is None:
                column += 1
                continue
            words, wide = text if isinstance(text, tuple) else (text, 1)
            self.cells.append(Cell(self.height, column, words, columns=wide))
            column += wide
        self.height += 1
        return self.height - 1

    def down(self, first: int, column: int, text: str, columns: int = 1) -> None:
        """A cell from row ``first`` to the last row."""
        self.cells.append(Cell(first, column, text, self.height - first, columns))


@dataclass
class NewSheet:
    """In a workbook, another sheet from here on, ``titled`` or not; on paper nothing."""

    name: str
    titled: bool = True


@dataclass
class Halves:
    """Paragraphs in two columns beside each other, on paper alone."""

    left: Sequence[Text]
    right: Sequence[Text]


Block = Text | Table | NewSheet | Halves


@dataclass
class Paper:
    """A whole form, and what is to be read of it."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    truth: list[Truth] = field(default_factory=list)

    def say(self, text: str, **how: float | str) -> None:
        """Add a paragraph."""
        self.blocks.append(Text(text, **how))  # type: ignore[arg-type]

    def sheet(self, name: str, *, titled: bool = True) -> None:
        """Begin another sheet."""
        self.blocks.append(NewSheet(name, titled))

    def table(self, table: Table) -> Table:
        """Add a table."""
        self.blocks.append(table)
        return table


@dataclass(frozen=True)
class Look:
    """How a form is made. ``media`` are pdf and xlsx; ``ending`` is how items end. In a workbook
    the form begins at ``origin``; ``graph`` is the width in points of the columns of which each
    cell takes several; ``lists`` says that blanks are drop-downs; ``before`` are other sheets,
    ``hidden`` columns with numbers of the office at the left; ``boxes`` says that what is to be
    chosen is a check box of the program: of a workbook in its cell, of a PDF a field.
    """

    name: str
    make: Callable[[Year], Paper]
    media: tuple[str, ...] = ("pdf", "xlsx")
    ending: str = "か。"
    landscape: bool = False
    size: float = 9.0
    font: str = "gothic"
    origin: tuple[int, int] = (0, 0)
    graph: float = 0.0
    lists: bool = False
    before: tuple[str, ...] = ()
    hidden: int = 0
    boxes: bool = False


def groups(year: Year) -> list[tuple[int, str, list[tuple[str, list[Item]]]]]:
    """The sections from 1, and in each its parts (one without a name where it has none)."""
    found: list[tuple[int, str, list[tuple[str, list[Item]]]]] = []
    for item in year.items:
        title = year.sections[item.section]
        if not found or found[-1][1] != title:
            found.append((len(found) + 1, title, []))
        part = year.parts[item.part] if item.part >= 0 else ""
        parts = found[-1][2]
        if not parts or parts[-1][0] != part:
            parts.append((part, []))
        parts[-1][1].append(item)
    return found


def plain_groups(year: Year) -> list[tuple[int, str, list[Item]]]:
    """The sections from 1 with their items, parts left aside."""
    return [(n, title, [i for _, own in parts for i in own]) for n, title, parts in groups(year)]


class _Printer:
    def __init__(self, look: Look, path: Path) -> None:
        self.look = look
        self.wide, self.high = (A4[1], A4[0]) if look.landscape else A4
        self.canvas = Canvas(str(path), pagesize=(self.wide, self.high), invariant=True)
        self.font, self.size = font_named(look.font), look.size
        self.y = self.margin = MARGIN
        self.page = 1
        self.fields = 0

    def draw(self, paper: Paper) -> None:
        """All pages of a form."""
        for block in (Text(paper.title, size=12, above=4), *paper.blocks):
            if isinstance(block, Text):
                self._paragraph(block)
            elif isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Halves):
                self._halves(block)
        self._turn()
        self.canvas.save()

    def _halves(self, halves: Halves) -> None:
        most = max(len(halves.left), len(halves.right))
        if self.y + most * (1.5 * self.size * LEADING + 5) > self._bottom:
            self._turn()
        margin, wide, top = self.margin, self.wide, self.y
        middle = wide / 2
        self.wide = middle + MARGIN - 8
        for text in halves.left:
            self._paragraph(text)
        ends = self.y
        self.y, self.margin, self.wide = top, middle + 8, wide
        for text in halves.right:
            self._paragraph(text)
        self.y, self.margin = max(ends, self.y), margin

    def _turn(self) -> None:
        self._write(self.wide / 2, self.high - 20, f"- {self.page} -", 8)
        self.canvas.showPage()
        self.page += 1
        self.y = MARGIN

    @property
    def _bottom(self) -> float:
        return self.high - MARGIN

    def _write(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.high - y, text)

    def _paragraph(self, text: Text) -> None:
        size = text.size or self.size
        right = pdfmetrics.stringWidth(text.right, self.font, size)
        width = (
            self.wide
            - self.margin
            - MARGIN
            - text.indent
            - text.hang
            - (right + 10 if right else 0)
        )
        lines = wrapped(text.text, width, self.font, size)
        if self.y + text.above + len(lines) * size * LEADING > self._bottom:
            self._turn()
        self.y += text.above
        for at, line in enumerate(lines):
            self.y += size * LEADING
            self._write(self.margin + text.indent + (text.hang if at else 0), self.y, line, size)
        if right:
            self._write(self.wide - MARGIN - right, self.y, text.right, size)
        self.y += 3

    def _table(self, table: Table) -> None:
        scale = min(1.0, (self.wide - 2 * MARGIN) / sum(table.widths))
        edges = [MARGIN]
        for width in table.widths:
            edges.append(edges[-1] + width * scale)
        lines = {
            id(c): wrapped(c.text, edges[c.column + c.columns] - edges[c.column] - 2 * PAD,
                           self.font, self.size)
            for c in table.cells
        }  # fmt: skip
        counts = [
            max([len(lines[id(c)]) / c.rows for c in table.cells if c.row <= row < c.row + c.rows]
                or [1.0])
            for row in range(table.height)
        ]  # fmt: skip
        step = self.size * LEADING
        self.y += 6
        head = list(range(table.head))
        rows: list[tuple[int, int, float]] = []
        top, started = self.y, False
        queue = [(row, 0, counts[row]) for row in range(table.height)]
        while queue:
            row, start, count = queue[0]
            needed = count * step + 2 * PAD
            if self.y + needed <= self._bottom:
                rows.append(queue.pop(0))
                self.y += needed
                started = True
                continue
            room = int((self._bottom - self.y - 2 * PAD) / step)
            whole = all(c.rows == 1 for c in table.cells if c.row <= row < c.row + c.rows)
            if table.split and whole and room >= 1 and count - room >= 1:
                rows.append((row, start, room))
                self.y += room * step + 2 * PAD
                queue[0] = (row, start + room, count - room)
            if rows:
                self._rows(table, edges, lines, rows, top)
            self._turn()
            rows, top = [], self.y
            if table.again and started and head:
                rows = [(row, 0, counts[row]) for row in head]
                self.y += sum(count * step + 2 * PAD for _, _, count in rows)
        self._rows(table, edges, lines, rows, top)
        self.y += 4

    def _rows(
        self, table: Table, edges: list[float], lines: dict[int, list[str]],
        rows: list[tuple[int, int, float]], top: float,
    ) -> None:  # fmt: skip
        step = self.size * LEADING
        tops = [top]
        for _, _, count in rows:
            tops.append(tops[-1] + count * step + 2 * PAD)
        for cell in table.cells:
            own = [
                n for n, (row, _, _) in enumerate(rows) if cell.row <= row < cell.row + cell.rows
            ]
            if not own:
                continue
            x0, x1 = edges[cell.column], edges[cell.column + cell.columns]
            y0, y1 = tops[own[0]], tops[own[-1] + 1]
            self.canvas.setLineWidth(0.5)
            if table.rules == "all":
                self.canvas.rect(x0, self.high - y1, x1 - x0, y1 - y0)
            elif table.rules == "level":
                self.canvas.line(x0, self.high - y1, x1, self.high - y1)
                self.canvas.line(x0, self.high - y0, x1, self.high - y0)
            row, start, count = rows[own[0]]
            if cell.rows > 1 and cell.row != row:
                continue
            shown = lines[id(cell)]
            if cell.rows == 1:
                shown = shown[start : start + int(count + 0.999)]
            y = y0 + PAD
            if self.look.boxes and isinstance(cell.text, Blank):
                self.fields += 1
                self.canvas.acroForm.checkbox(
                    name=f"f{self.fields}", x=x0 + PAD, y=self.high - y1 + PAD, size=self.size
                )
                continue
            for line in shown:
                y += step
                self._write(x0 + PAD, y - 2, line, self.size)


def printed(paper: Paper, look: Look, path: Path) -> None:
    """A form as PDF."""
    _Printer(look, path).draw(paper)


class _Book:
    def __init__(self, look: Look, path: Path) -> None:
        self.look = look
        self.book = xlsxwriter.Workbook(str(path))

    def write(self, paper: Paper, name: str) -> None:
        """A form into its sheet, other sheets before it."""
        for text in self.look.before:
            self.book.add_worksheet(text.split("\n")[0][:20]).write_column(0, 0, text.split("\n"))
        across = self._across(paper)
        blocks = list(paper.blocks)
        if blocks and not isinstance(blocks[0], NewSheet):
            blocks.insert(0, NewSheet(name))
        for block in blocks:
            if isinstance(block, NewSheet):
                page = self.book.add_worksheet(block.name[:31])
                row, column = self.look.origin
                for at in range(self.look.hidden):
                    page.set_column(column + at, column + at, 8, None, {"hidden": True})
                column += self.look.hidden
                if block.titled:
                    row = self._paragraph(page, row, column, Text(paper.title), across)
            elif isinstance(block, Text):
                row = self._paragraph(page, row, column, block, across)
            elif isinstance(block, Halves):
                for each in (*block.left, *block.right):
                    row = self._paragraph(page, row, column, each, across)
            else:
                row = self._table(page, row, column, block)
        self.book.close()

    def _across(self, paper: Paper) -> int:
        widths = [self._columns(b.widths) for b in paper.blocks if isinstance(b, Table)]
        return max((sum(each) for each in widths), default=10)

    def _columns(self, widths: Sequence[float]) -> list[int]:
        graph = self.look.graph
        return [max(1, round(width / graph)) if graph else 1 for width in widths]

    def _paragraph(self, page: Worksheet, row: int, column: int, text: Text, across: int) -> int:
        at = column + round(text.indent / 14)
        last = column + across - 1
        if self.look.graph and last > at and not text.right:
            page.merge_range(row, at, row, last, text.text)
        else:
            page.write_string(row, at, text.text)
        if text.right:
            self._put(page, row, max(last, at + 1), text.right)
        return row + 1

    def _put(self, page: Worksheet, row: int, column: int, text: str) -> None:
        if self.look.boxes and isinstance(text, Blank):
            page.insert_checkbox(row, column, False)
        elif self.look.lists and isinstance(text, Blank):
            self._list(page, row, column, row, column)
        elif text:
            page.write_string(row, column, text)

    def _list(self, page: Worksheet, r0: int, c0: int, r1: int, c1: int) -> None:
        rule = {"validate": "list", "source": ["はい", "いいえ", "対象外"]}
        page.data_validation(r0, c0, r1, c1, rule)

    def _table(self, page: Worksheet, row: int, column: int, table: Table) -> int:
        places = [column]
        for wide in self._columns(table.widths):
            places.append(places[-1] + wide)
        for at in table.hidden_rows:
            page.set_row(row + at, None, None, {"hidden": True})
        for at in table.hidden_columns:
            page.set_column(places[at], places[at + 1] - 1, 8, None, {"hidden": True})
        for cell in table.cells:
            r0, r1 = row + cell.row, row + cell.row + cell.rows - 1
            c0, c1 = places[cell.column], places[cell.column + cell.columns] - 1
            listed = self.look.lists and isinstance(cell.text, Blank)
            if (r0, c0) != (r1, c1):
                page.merge_range(r0, c0, r1, c1, "" if listed else cell.text)
                if listed:
                    self._list(page, r0, c0, r1, c1)
            else:
                self._put(page, r0, c0, cell.text)
            if self.look.hidden and cell.column == 0 and cell.row >= table.head:
                page.write_number(r0, column - 1, 9000 + cell.row)
        return row + table.height + 1


def as_workbook(paper: Paper, look: Look, path: Path, name: str) -> None:
    """A form as a workbook, in a sheet of that name."""
    _Book(look, path).write(paper, name)
