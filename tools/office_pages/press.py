"""Composes pages: puts text, tables and running matter where a kind asks, and keeps the truth.

A kind is a function that is given a :class:`Press` and composes a document with it.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace

from tools.office_pages.drawing import Canvas
from tools.office_pages.pdf import PdfWriter
from tools.office_pages.setting import Align, Letters, SetLine, broken, set_line, set_upright, units
from tools.office_pages.style import Style
from tools.office_pages.truth import (
    Column,
    Field,
    FieldKind,
    Line,
    Mark,
    MarkKind,
    Page,
    Table,
    Truth,
)

HEADER_AT, FOOTER_AT = 36.0, 32.0
SMALL = 0.85
BASELINE = 0.88
LEAST_SCALE = 0.75
SHADES = ((0.85, 0.85, 0.85), (0.8, 0.88, 0.95), (0.93, 0.93, 0.8), (0.86, 0.93, 0.86))
PRODUCER = "office_pages"


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
    """A column of a table to be set: its share of the width, how its cells stand."""

    share: float
    align: Align = "left"


@dataclass
class _Laid:
    """A cell with its lines broken, before its place is known."""

    cell: Cell
    col: int
    lines: list[tuple[str, bool, Letters]]
    height: float


Row = Sequence["Cell | str | None"]


@dataclass
class Frames:
    """Columns of running text, side by side, from page to page."""

    lefts: list[float]
    room: float
    at: int = 0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def left(self) -> float:
        """The left side of the column at hand."""
        return self.lefts[self.at]

    def begin(self, press: Press, top: float, bottom: float) -> None:
        """Begin on a page, from ``top`` to ``bottom``."""
        self.at, self.top, self.bottom = 0, top, bottom
        press.y = top
        press.page.columns += [
            Column(round(x, 2), round(x + self.room, 2), round(top, 2), round(bottom, 2))
            for x in self.lefts
        ]

    def advance(self, press: Press, wanted: float) -> bool:
        """Go to the next column where this one has no such room; whether that is on a new page."""
        if press.y + wanted <= self.bottom + 1 or press.y <= self.top + 1:
            return False
        self.at += 1
        press.y = self.top
        if self.at < len(self.lefts):
            return False
        press.turn()
        self.begin(press, press.top, press.bottom)
        return True


class Press:
    """A document in the making, with the chance and the style that decide how it looks."""

    def __init__(
        self, kind: str, look: str, seed: int, style: Style, chance: random.Random
    ) -> None:
        self.style, self.chance = style, chance
        self.truth = Truth(kind, look, seed, asdict(style))
        self.canvases: list[Canvas] = []
        self.shade = chance.choice(SHADES)
        self.ink = chance.choice(((0.1, 0.2, 0.5), (0.6, 0.1, 0.1), (0.1, 0.4, 0.2)))
        self.title = ""
        self.body = Letters(style.font, style.latin, style.size)
        self.heavy = Letters(style.head_font, style.head_font, style.size)
        top, right, bottom, left = style.margins
        width, height = style.page_size
        if height < 600:
            top, bottom = min(top, 60), min(bottom, 54)
        self.width, self.height = width, height
        self.left, self.right, self.top, self.bottom = left, width - right, top, height - bottom
        self._orders = 0
        self.turn()

    # pages and places

    @property
    def page(self) -> Page:
        """The page at hand."""
        return self.truth.pages[-1]

    @property
    def canvas(self) -> Canvas:
        """What the page at hand is drawn on."""
        return self.canvases[-1]

    @property
    def room(self) -> float:
        """From the left margin to the right one."""
        return self.right - self.left

    @property
    def left_over(self) -> float:
        """From the place at hand to the bottom margin."""
        return self.bottom - self.y

    def turn(self) -> None:
        """Begin a page."""
        self.truth.pages.append(Page(len(self.truth.pages) + 1, self.width, self.height))
        self.canvases.append(Canvas(self.width, self.height))
        self.y = self.top
        self._orders = 0

    def need(self, height: float) -> bool:
        """Begin a page where there is not so much room; whether there was a need to."""
        if self.y + height > self.bottom and self.y > self.top + 1:
            self.turn()
            return True
        return False

    def skip(self, lines: float = 1.0) -> None:
        """Leave white of so many lines."""
        self.y += lines * self.style.line

    # text

    def letters(self, *, heavy: bool = False, size: float | None = None) -> Letters:
        """The letters of the body or of the headings."""
        chosen = self.heavy if heavy else self.body
        return replace(chosen, size=size) if size else chosen

    def put(
        self,
        kind: FieldKind,
        lines: list[SetLine],
        text: str,
        *,
        free: bool = False,
        order: int | None = None,
        **more: object,
    ) -> Field:
        """Add lines that are in place as a field."""
        if order is None and not free:
            order = self._orders
            self._orders += 1
        shown = [line for line in lines if line.text.strip()]
        made = Field(
            len(self.page.fields),
            kind,
            text,
            [Line(line.text, _rounded(line.box)) for line in shown],
            order,
            **more,  # type: ignore[arg-type]
        )
        for line in shown:
            line.table = -1 if made.table is None else made.table
            line.row = -1 if made.row is None else made.row
            line.col = -1 if made.col is None else made.col
        self.page.fields.append(made)
        self.canvas.lines += shown
        return made

    def at(
        self,
        kind: FieldKind,
        text: str,
        x: float,
        y: float,
        room: float,
        align: Align = "left",
        *,
        letters: Letters | None = None,
        free: bool = False,
        colour: tuple[float, float, float] | None = None,
        pitch: float | None = None,
        justify: bool = False,
    ) -> float:
        """Text whose first line's top is ``y``, broken within ``room``; gives where it ends."""
        letters = letters or self.body
        step = pitch or letters.size * self.style.pitch
        lines: list[SetLine] = []
        for part in text.split("\n"):
            pieces = broken(part, letters.width, room)
            for number, piece in enumerate(pieces):
                last = number == len(pieces) - 1
                how: Align = "justify" if justify and align == "left" else align
                lines.append(
                    set_line(piece, letters, x, y + BASELINE * letters.size, room, how, last=last)
                )
                lines[-1].colour = colour
                y += step
        self.put(kind, lines, text, free=free)
        return y

    def heading(
        self,
        text: str,
        *,
        align: Align = "left",
        size: float = 1.15,
        kind: FieldKind = "heading",
        coloured: bool = True,
    ) -> None:
        """A heading over the whole width."""
        letters = self.letters(heavy=True, size=round(self.style.size * size, 1))
        self.need(letters.size * 1.6 + 2 * self.style.line)
        colour = self.ink if self.style.coloured and coloured else None
        self.y = self.at(
            kind, text, self.left, self.y, self.room, align, letters=letters, colour=colour,
            pitch=letters.size * 1.4,
        )  # fmt: skip
        self.skip(0.4)

    def document_title(self, text: str, *, align: Align = "center", size: float = 1.4) -> None:
        """The title of the document."""
        self.title = self.title or text.replace("\n", "")
        self.heading(text, align=align, size=size, kind="title")
        self.skip(0.6)

    def frames(self, count: int, *, floor: float | None = None, gap: float | None = None) -> Frames:
        """Columns of running text from the place at hand down to ``floor``, and on later pages."""
        gap = max(self.style.gutter, 1.2 * self.style.size) if gap is None else gap
        room = (self.room - gap * (count - 1)) / count
        frames = Frames([self.left + n * (room + gap) for n in range(count)], room)
        frames.begin(self, self.y, self.bottom if floor is None else floor)
        return frames

    def paragraph(
        self,
        text: str,
        *,
        kind: FieldKind = "paragraph",
        indent: float = 0.0,
        first: str = "",
        hang: str = "",
        hang_width: float | None = None,
        letters: Letters | None = None,
        align: Align = "left",
        marks: Sequence[tuple[MarkKind, int, int]] = (),
        frames: Frames | None = None,
        keep: int = 0,
    ) -> Field:
        """A paragraph from the place at hand on; its parts on two pages are two fields.

        ``first`` opens the text (an ideographic space, or nothing but its white where the style
        draws none). ``hang`` is a label that stands left of all of its lines, or left of
        ``hang_width`` letters of white. ``indent`` is in letters. ``marks`` count the characters of
        ``text``. In ``frames`` it goes on in the next column. So many lines as ``keep`` must have
        room below it.
        """
        letters = letters or self.body
        shift = letters.length(first)
        if first and (self.style.real_spaces or first.strip()):
            text, shift = first + text, 0.0
            marks = [(k, a + len(first), b + len(first)) for k, a, b in marks]
        hanging = letters.length(hang) if hang_width is None else hang_width * letters.size
        full = hang + text
        step = letters.size * self.style.pitch
        inner = indent * letters.size
        room = (frames.room if frames else self.room) - inner
        lines: list[SetLine] = []
        begun = done = 0
        pieces = self._pieces(full, letters, room, shift, hanging if hang else 0.0)
        for number, (piece, push) in enumerate(pieces):
            wanted = step * (1 + (keep if not number else 0))
            if self._turned(frames, wanted):
                if lines:
                    self._paragraph_part(kind, full, begun, done, lines, hang, marks)
                lines, begun = [], done
            left = (frames.left if frames else self.left) + inner
            how: Align = "justify" if self.style.justify and align == "left" else align
            base = self.y + BASELINE * letters.size
            last = number == len(pieces) - 1
            lines.append(set_line(piece, letters, left + push, base, room - push, how, last=last))
            done = full.find(piece.strip(), done) + len(piece.strip()) if piece.strip() else done
            self.y += step
        return self._paragraph_part(kind, full, begun, len(full), lines, hang, marks)

    def _turned(self, frames: Frames | None, wanted: float) -> bool:
        """Go to the next column or page where there is no such room; whether a page was begun."""
        if frames:
            return frames.advance(self, wanted)
        if self.y + wanted <= self.bottom + 1 or self.y <= self.top + 1:
            return False
        self.turn()
        return True

    def _pieces(
        self, text: str, letters: Letters, room: float, shift: float, hanging: float
    ) -> list[tuple[str, float]]:
        """The lines of a paragraph, each with how far it is moved in."""
        out: list[tuple[str, float]] = []
        for part in text.split("\n"):
            first = -hanging if hanging and not out else 0.0 if hanging else shift
            opening = hanging + first
            pieces = broken(part, letters.width, room - hanging, first)
            out += [(piece, hanging if number else opening) for number, piece in enumerate(pieces)]
        return out

    def _paragraph_part(
        self, kind: FieldKind, full: str, begun: int, done: int, lines: list[SetLine], hang: str,
        marks: Sequence[tuple[MarkKind, int, int]],
    ) -> Field:  # fmt: skip
        text = full[begun:done].strip("\n")
        made = self.put(kind, lines, text)
        moved = [(k, a + len(hang) - begun, b + len(hang) - begun) for k, a, b in marks]
        self.mark(made, lines, [m for m in moved if m[2] > 0 and m[1] < len(text)])
        return made

    def mark(
        self, made: Field, lines: list[SetLine], marks: Sequence[tuple[MarkKind, int, int]]
    ) -> None:
        """Draw a line through or below characters of a field, and keep it as truth."""
        for kind, begins, ends in marks:
            start, end = max(begins, 0), min(ends, len(made.text))
            made.marks.append(Mark(kind, start, end))
            colour = (0.8, 0.0, 0.0) if self.style.coloured else None
            at = 0
            for line in lines:
                found = made.text.find(line.text.strip(), at)
                if found < 0:
                    continue
                lead = len(line.text) - len(line.text.lstrip())
                at = found + len(line.text.strip())
                first, last = max(start - found, 0) + lead, min(end - found, at - found) + lead
                if first < last:
                    self._line_on(line.part(first, last), kind, colour)

    def _line_on(
        self, part: SetLine, kind: MarkKind, colour: tuple[float, float, float] | None
    ) -> None:
        size = part.letters.size
        y = part.at - 0.36 * size if kind == "struck" else part.at + 0.14 * size
        red, green, blue = colour or (0.0, 0.0, 0.0)
        y = self.height - y
        self.canvas.above.append(
            f"q {red} {green} {blue} RG 0.6 w {part.starts[0]:.2f} {y:.2f} m "
            f"{part.end:.2f} {y:.2f} l S Q"
        )

    def upright(
        self,
        kind: FieldKind,
        lines: list[tuple[str, float, float]],
        text: str,
        letters: Letters,
        gap: float = 0.0,
        **more: object,
    ) -> Field:
        """A vertical text: lines of (text, the middle's x, the top's y)."""
        placed = [set_upright(piece, letters, x, y, gap) for piece, x, y in lines]
        return self.put(kind, placed, text, vertical=True, **more)  # type: ignore[arg-type]

    # tables

    def table(
        self,
        cols: Sequence[Col],
        rows: Sequence[Row],
        *,
        heads: int = 0,
        x: float | None = None,
        room: float | None = None,
        letters: Letters | None = None,
        rules: str | None = None,
        repeat: bool = True,
        gap: float | None = None,
        pitch: float | None = None,
        even: bool | None = None,
        head_cols: int = 0,
        padding: float | None = None,
    ) -> None:
        """A table from the place at hand on. A row is never parted: a page begins before it."""
        _Table(
            self,
            cols,
            rows,
            heads,
            x,
            room,
            letters,
            rules,
            repeat,
            gap,
            pitch,
            even,
            head_cols,
            padding,
        ).lay()

    # the end

    def finish(self) -> tuple[bytes, Truth]:
        """Draw the running matter and write the file."""
        pdf = PdfWriter(self.title, PRODUCER)
        for page, canvas in zip(self.truth.pages, self.canvases, strict=True):
            self._running_matter(page, canvas)
            pdf.page(self.width, self.height, canvas.content(pdf, self.style, self.chance))
        return pdf.bytes(), self.truth

    def _running_matter(self, page: Page, canvas: Canvas) -> None:
        at = self.truth.pages.index(page)
        count = len(self.truth.pages)
        letters = self.letters(size=round(self.style.size * SMALL, 1))
        top: list[tuple[FieldKind, str, Align]] = []
        name = self.title[:24]
        if self.style.header in ("left", "both") and name:
            top.append(("header", name, "left"))
        if self.style.header in ("right", "both"):
            top.append(("header", f"資料{1 + self.truth.seed % 7}", "right"))
        low: list[tuple[FieldKind, str, Align]] = []
        match self.style.footer:
            case "- 1 -":
                low.append(("page_number", f"- {page.number} -", "center"))
            case "1":
                low.append(("page_number", str(page.number), "center"))
            case "1 / 5":
                low.append(("page_number", f"{page.number} / {count}", "right"))
            case "outer":
                low.append(
                    ("page_number", str(page.number), "right" if page.number % 2 else "left")
                )
        self._running(page, canvas, letters, top, HEADER_AT)
        self._running(page, canvas, letters, low, self.height - FOOTER_AT)
        if at == 0 and not page.fields:
            message = "a page without text"
            raise AssertionError(message)

    def _running(
        self, page: Page, canvas: Canvas, letters: Letters,
        pieces: list[tuple[FieldKind, str, Align]], at: float,
    ) -> None:  # fmt: skip
        for kind, text, align in pieces:
            line = set_line(text, letters, self.left, at, self.room, align)
            page.fields.append(
                Field(len(page.fields), kind, text, [Line(text, _rounded(line.box))], None)
            )
            canvas.lines.append(line)


class _Table:
    """Sets one table."""

    def __init__(
        self, press: Press, cols: Sequence[Col], rows: Sequence[Row], heads: int, x: float | None,
        room: float | None, letters: Letters | None, rules: str | None, repeat: bool,
        gap: float | None, pitch: float | None, even: bool | None, head_cols: int,
        padding: float | None,
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
        self.head_cols = head_cols
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
            self.letters = replace(self.letters, size=size)
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
                    least = max(least, *map(self.letters.length, units(cell.text)))
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
            letters = replace(self.press.heavy, size=letters.size)
        lines: list[tuple[str, bool, Letters]] = []
        for part in cell.text.split("\n") if cell.text else []:
            wide = letters.length(part)
            if self.press.style.squeeze and room < wide <= room / LEAST_SCALE:
                lines.append((part, True, replace(letters, scale=int(room / wide * 100) / 100)))
                continue
            pieces = broken(part, letters.width, room)
            lines += [(piece, i == len(pieces) - 1, letters) for i, piece in enumerate(pieces)]
        return _Laid(cell, col, lines, max(len(lines), 1) * self.pitch)

    def _room(self, col: int, span: int) -> float:
        return self.edges[col + span] - self.edges[col] - 2 * self.inset

    def _heights(self) -> list[float]:
        heights = []
        for row in self.rows:
            single = [laid.height for laid in row if laid.cell.rowspan == 1]
            heights.append(max(single, default=self.pitch) + 2 * self.above + self.gap)
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
            height = sum(self.spans[n] for n in head)
            stop = start
            while stop < len(self.rows) and (
                press.y + height + self._group(stop) <= press.bottom
                or (stop == start and press.y <= press.top + 1)
            ):
                for number in range(stop, stop + self._tied(stop)):
                    height += self.spans[number]
                stop += self._tied(stop)
            if stop == start or (
                stop <= self.heads < len(self.rows) and press.y > press.top + 1 and not start
            ):
                press.turn()
                continue
            self._part([*head, *range(start, stop)])
            start = stop
            if start < len(self.rows):
                press.turn()

    def _tied(self, number: int) -> int:
        """How many rows from this one a cell over several rows holds together."""
        count = 1
        while count < max(
            (
                laid.cell.rowspan + at
                for at in range(count)
                if number + at < len(self.rows)
                for laid in self.rows[number + at]
            ),
            default=1,
        ):
            count = max(
                laid.cell.rowspan + at
                for at in range(count)
                if number + at < len(self.rows)
                for laid in self.rows[number + at]
            )
        return min(count, len(self.rows) - number)

    def _group(self, number: int) -> float:
        return sum(self.spans[number : number + self._tied(number)])

    def _part(self, numbers: list[int]) -> None:
        press = self.press
        page = press.page
        table = Table(
            len(page.tables), (0, 0, 0, 0), len(numbers), len(self.cols), self.rules != "none"
        )
        page.tables.append(table)
        tops = [press.y]
        for number in numbers:
            tops.append(tops[-1] + self.spans[number])
        for place, number in enumerate(numbers):
            for laid in self.rows[number]:
                end = tops[min(place + laid.cell.rowspan, len(numbers))]
                self._put(table, laid, place, tops[place], end)
        table.bbox = _rounded((self.left, tops[0], self.edges[-1], tops[-1]))
        page.columns += [
            Column(
                round(self.edges[n] + self.inset, 2), round(self.edges[n + 1] - self.inset, 2),
                round(tops[0], 2), round(tops[-1], 2), table.id,
            )
            for n in range(len(self.cols))
        ]  # fmt: skip
        self._rule(numbers, tops)
        press.y = tops[-1]

    def _put(self, table: Table, laid: _Laid, place: int, top: float, bottom: float) -> None:
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
            if how == "even" and cell.head and letters.length(text) < room * 0.4:
                how = "center"
            line = set_line(
                text, letters, x, y + lead + BASELINE * letters.size, room, how, last=last
            )
            lines.append(line)
            y += self.pitch
        made = press.put(
            cell.kind, lines, cell.text, table=table.id, row=place, col=laid.col,
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


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


Composer = Callable[[Press], None]
__all__ = ["Cell", "Col", "Composer", "Press", "field"]
