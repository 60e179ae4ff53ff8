"""Invented forms on paper and as workbooks."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.checklist_forms.forms import Year
from tools.checklist_forms.look import Cell, Look, Sheet, sheet_of

_FONTS = Path("/usr/share/fonts")
_FILES = {"mincho": "ipaexm.ttf", "gothic": "ipaexg.ttf"}
_NOT_FIRST = "、。）」』］"
_MARGIN, _PAD = 36.0, 3.0
_LEADING = 1.35


def font_named(name: str) -> str:
    """A font, registered: mincho or gothic."""
    if name not in pdfmetrics.getRegisteredFontNames():
        path = next(path for path in _FONTS.rglob(_FILES[name]))
        pdfmetrics.registerFont(TTFont(name, str(path)))
    return name


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """The lines of a text in a width."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for character in paragraph:
            if line and pdfmetrics.stringWidth(line + character, font, size) > width:
                kept = line if character not in _NOT_FIRST else line[:-1]
                lines.append(kept)
                line = line[len(kept) :]
            line += character
        lines.append(line)
    return lines


class _Paper:
    def __init__(self, sheet: Sheet, look: Look, path: Path) -> None:
        self.sheet, self.look = sheet, look
        self.page = (A4[1], A4[0]) if look.landscape else A4
        self.canvas = Canvas(str(path), pagesize=self.page, invariant=True)
        self.font = font_named(look.font)
        widths = [width for _, _, width in look.heads]
        scale = min(1.0, (self.page[0] - 2 * _MARGIN) / sum(widths))
        self.edges = [_MARGIN]
        for width in widths:
            self.edges.append(self.edges[-1] + width * scale)
        self.heights = [self._height(row) for row in range(sheet.height)]

    def _lines(self, cell: Cell) -> list[str]:
        width = self.edges[cell.column + cell.columns] - self.edges[cell.column] - 2 * _PAD
        return wrapped(cell.text, width, self.font, self.look.size)

    def _height(self, row: int) -> float:
        most = 1.0
        for cell in self.sheet.cells:
            if cell.row <= row < cell.row + cell.rows:
                most = max(most, len(self._lines(cell)) / cell.rows)
        return most * self.look.size * _LEADING + 2 * _PAD

    def draw(self) -> None:
        """Draw all pages."""
        head = list(range(self.sheet.head_rows))
        rows = list(range(self.sheet.head_rows, self.sheet.height))
        top = self._opening()
        number = 1
        while rows:
            left = self.page[1] - top - _MARGIN - 20 - sum(self.heights[row] for row in head)
            count = 0
            while count < len(rows) and left >= self.heights[rows[count]]:
                left -= self.heights[rows[count]]
                count += 1
            y = self._rows(head, top)
            y = self._rows(rows[: max(count, 1)], y)
            rows = rows[max(count, 1) :]
            if not rows:
                for note in self.look.notes:
                    self._text(_MARGIN, y + 14, note, self.look.size)
                    y += 14
            self._text(self.page[0] / 2, self.page[1] - 20, f"{number}", 8)
            self.canvas.showPage()
            number += 1
            top = _MARGIN
        self.canvas.save()

    def _opening(self) -> float:
        self._text(_MARGIN, _MARGIN + 12, self.sheet.title, 12)
        self._text(_MARGIN, _MARGIN + 32, self.look.intro + "　　　　　　　　　　", 8)
        return _MARGIN + 44

    def _rows(self, rows: list[int], top: float) -> float:
        """Draw some rows that follow each other from ``top`` on; gives where they end."""
        tops = [top]
        for row in rows:
            tops.append(tops[-1] + self.heights[row])
        for cell in self.sheet.cells:
            own = [at for at, row in enumerate(rows) if cell.row <= row < cell.row + cell.rows]
            if not own:
                continue
            y0, y1 = tops[own[0]], tops[own[-1] + 1]
            x0, x1 = self.edges[cell.column], self.edges[cell.column + cell.columns]
            self._rule(x0, y0, x1, y1)
            if cell.row in rows or self.look.again:
                y = y0 + _PAD
                for line in self._lines(cell):
                    y += self.look.size * _LEADING
                    self._text(x0 + _PAD, y - 2, line, self.look.size)
        return tops[-1]

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        height = self.page[1]
        self.canvas.setLineWidth(0.5)
        if self.look.rules == "all":
            self.canvas.rect(x0, height - y1, x1 - x0, y1 - y0)
        elif self.look.rules == "level":
            self.canvas.line(x0, height - y0, x1, height - y0)
            self.canvas.line(x0, height - y1, x1, height - y1)

    def _text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(self.font, size)
        self.canvas.drawString(x, self.page[1] - y, text)


def typeset(year: Year, look: Look, path: Path) -> Sheet:
    """A form on paper."""
    sheet = sheet_of(year, look)
    _Paper(sheet, look, path).draw()
    return sheet


def as_workbook(
    year: Year, look: Look, path: Path, typed: dict[tuple[int, int], object] | None = None
) -> Sheet:
    """A form as a workbook, its blanks empty; ``typed`` is what stands in cells of its table, by
    row and column."""
    sheet = sheet_of(year, look)
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(year.variant[:31])
    page.write(0, 0, sheet.title)
    page.write(1, 0, look.intro.rstrip("："))
    first = 4
    day = book.add_format({"num_format": "yyyy/m/d"})
    blanks = {"answer", "date", "dated", "target"}
    for cell in sheet.cells:
        kind = look.heads[cell.column][0]
        blank = not cell.head and cell.columns == 1 and kind in blanks
        text = "" if blank else cell.text
        if cell.rows > 1 or cell.columns > 1:
            page.merge_range(
                first + cell.row, cell.column, first + cell.row + cell.rows - 1,
                cell.column + cell.columns - 1, text,
            )  # fmt: skip
        elif text:
            page.write_string(first + cell.row, cell.column, text)
    for (row, column), value in (typed or {}).items():
        if hasattr(value, "year"):
            page.write_datetime(first + row, column, value, day)
        else:
            page.write(first + row, column, value)
    for at, note in enumerate(look.notes):
        page.write_string(first + sheet.height + 1 + at, 0, note)
    book.close()
    return sheet
