"""Composes pages: puts text, tables and furniture where a kind asks, and keeps the truth.

A kind is a function that is given a :class:`Press` and composes a document with it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from tools.office_pages.drawing import Canvas
from tools.office_pages.furniture import draw_furniture
from tools.office_pages.pdf import PdfWriter
from tools.office_pages.setting import (
    BASELINE,
    Align,
    Letters,
    SetLine,
    broken,
    set_line,
    set_upright,
)
from tools.office_pages.style import Style
from tools.office_pages.table import Cell, Col, Row, TableSetter
from tools.office_pages.truth import (
    Column,
    Field,
    FieldKind,
    Line,
    Mark,
    MarkKind,
    Page,
    Truth,
    rounded,
)

SHADES = ((0.85, 0.85, 0.85), (0.8, 0.88, 0.95), (0.93, 0.93, 0.8), (0.86, 0.93, 0.86))
PRODUCER = "office_pages"


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
        """Go to the next column where this one has no such room; whether a new page is needed."""
        if press.y + wanted <= self.bottom + 1 or press.y <= self.top + 1:
            return False
        self.at += 1
        press.y = self.top
        return self.at == len(self.lefts)


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
        self.body = Letters(style.font, style.latin, style.size, tracking=style.tracking)
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
        return chosen.sized(size) if size else chosen

    def broken(self, text: str, room: float, letters: Letters | None = None) -> list[str]:
        """The lines of a text within ``room``."""
        letters = letters or self.body
        return [piece for part in text.split("\n") for piece in broken(part, letters.width, room)]

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
            [Line(line.text, rounded(line.box)) for line in shown],
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
            if self._is_full(frames, wanted):
                if lines:
                    self._paragraph_part(kind, full, begun, done, lines, hang, marks)
                lines, begun = [], done
                self.turn()
                if frames:
                    frames.begin(self, self.top, self.bottom)
            left = (frames.left if frames else self.left) + inner
            how: Align = "justify" if self.style.justify and align == "left" else align
            base = self.y + BASELINE * letters.size
            last = number == len(pieces) - 1
            lines.append(set_line(piece, letters, left + push, base, room - push, how, last=last))
            done = full.find(piece.strip(), done) + len(piece.strip()) if piece.strip() else done
            self.y += step
        return self._paragraph_part(kind, full, begun, len(full), lines, hang, marks)

    def _is_full(self, frames: Frames | None, wanted: float) -> bool:
        """Whether a new page is needed for so much; goes to the next column where there is one."""
        if frames:
            return frames.advance(self, wanted)
        return self.y + wanted > self.bottom + 1 and self.y > self.top + 1

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
        split: bool = False,
        after: Mapping[int, float] | None = None,
    ) -> None:
        """A table from the place at hand on, its first ``heads`` rows repeated on every page.

        Lengths are points: ``gap`` between rows, ``after`` some rows, ``padding`` beside the text.
        A row goes to the next page whole, or with ``split`` in parts, each a field of its own.
        """
        TableSetter(
            self, cols, rows, heads=heads, x=x, room=room, letters=letters, rules=rules,
            repeat=repeat, gap=gap, pitch=pitch, even=even, head_cols=head_cols, padding=padding,
            split=split, after=after or {},
        ).lay()  # fmt: skip

    # the end

    def finish(self) -> tuple[bytes, Truth]:
        """Draw the furniture and write the file."""
        pdf = PdfWriter(self.title, PRODUCER)
        for page, canvas in zip(self.truth.pages, self.canvases, strict=True):
            draw_furniture(self, page, canvas)
            pdf.page(self.width, self.height, canvas.content(pdf, self.style, self.chance))
        return pdf.bytes(), self.truth


__all__ = ["Cell", "Col", "Frames", "Press", "Row"]
