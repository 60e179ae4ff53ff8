"""A workbook as offices expect it: a header that stays, filters, wrapped text, set up to print."""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shiryokan.registers.errors import TooManyRows
from shiryokan.registers.export import messages
from shiryokan.registers.export.sheet_sizes import height_of, width_of
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import shown
from shiryokan.registers.export.texts import legal, lines_of

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header: a limit of the format."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, in units of UTF-16: a limit of the format."""
MOST_LINKS, LONGEST_LINK = 65_530, 2_079
"""Links of a sheet and characters of one: limits of Excel."""
_FIRST_YEAR = 1900
"""Dates of the format begin here."""
_MOST_EXACT = 2**53
_FONT = "游ゴシック"
_SAMPLE = 2_000
"""Rows that are looked at for the width of a column."""


def xlsx_file(table: Table) -> bytes:
    """The table as one sheet, without the columns that are empty all over.

    What a cell cannot hold is on a sheet of its own, and what could not be placed of the documents
    on another. Raises :class:`TooManyRows` if there are more
    rows than a sheet can hold.
    """
    import xlsxwriter  # noqa: PLC0415  only where one is written

    if len(table.rows) > MOST_ROWS:
        raise TooManyRows(rows=len(table.rows), most=MOST_ROWS)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        title = legal(table.title)
        book.set_properties({"title": title, "subject": table.name, "comments": "Shiryokan"})
        _Writing(book, table).write()
    return out.getvalue()


class _Writing:
    """The state of writing: formats, links so far, and what did not fit into its cell."""

    def __init__(self, book: xlsxwriter.Workbook, table: Table) -> None:
        self.book, self.table = book, table
        self.formats = _formats(book)
        filled = [c for c in table.columns if _says_anything(table, c)]
        self.columns = filled or list(table.columns)
        self.rest_name = _sheet_name(table.translate(messages.REST))
        self.rest: list[tuple[int, str, str]] = []
        self.links = 0

    def write(self) -> None:
        """All of it."""
        rows = self.table.rows
        sample = [[self._shown(row, c) for row in rows[:_SAMPLE]] for c in self.columns]
        widths = [width_of(c, texts) for c, texts in zip(self.columns, sample, strict=True)]
        name = _sheet_name(self.table.title)
        sheet = self.book.add_worksheet(f"{name[:30]}_" if name == self.rest_name else name)
        self._head(sheet, self.columns, widths, len(rows))
        for number, row in enumerate(rows, start=1):
            texts = [self._shown(row, column) for column in self.columns]
            sheet.set_row(number, height_of(texts, widths))
            for at, (column, text) in enumerate(zip(self.columns, texts, strict=True)):
                self._cell(sheet, (number, at), column, row.get(column.name), text)
        _set_up_page(sheet, self.table.title)
        if self.table.unplaced is not None:
            self._write_unplaced(self.table.unplaced)
        if self.rest:
            self._write_rest()

    def _shown(self, row: Mapping[str, Any], column: Column) -> str:
        return legal(lines_of(shown(column, row)))

    def _head(
        self, sheet: Worksheet, columns: Sequence[Column], widths: Sequence[float], rows: int
    ) -> None:
        for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.write_string(0, at, _cut(legal(column.title))[0], self.formats["head"])
            sheet.set_column(at, at, width)
        # one letter more for each, as the button of the filter takes room
        sheet.set_row(0, height_of([f"{column.title}　" for column in columns], widths) + 4)
        sheet.freeze_panes(1, 1)
        if columns:
            sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)

    def _cell(
        self, sheet: Worksheet, at: tuple[int, int], column: Column, value: Any, text: str
    ) -> None:
        if isinstance(value, datetime.date) and value.year >= _FIRST_YEAR:
            midnight = datetime.datetime(value.year, value.month, value.day)
            sheet.write_datetime(*at, midnight, self.formats["date"])
        elif _is_exact_number(value):
            sheet.write_number(*at, value, self.formats[_number_format(column, value)])
        elif column.kind == "address" and self._link(sheet, at, text):
            return
        elif text:
            kept, rest = _cut(text, self._mark())
            if rest:
                self.rest.append((at[0] + 1, column.title, rest))
            kind = "flag" if column.kind == "flag" else "text"
            sheet.write_string(*at, kept, self.formats[kind])
        else:
            sheet.write_blank(*at, None, self.formats["text"])

    def _link(self, sheet: Worksheet, at: tuple[int, int], text: str) -> bool:
        """Write a link; False if it is none or the format has no room for it."""
        is_link = text.startswith(("http://", "https://"))
        if not is_link or len(text) > LONGEST_LINK or self.links >= MOST_LINKS:
            return False
        self.links += 1
        done: int = sheet.write_url(*at, text, self.formats["address"], text)
        return done == 0

    def _mark(self) -> str:
        return self.table.translate(messages.GOES_ON) % {"sheet": self.rest_name}

    def _write_unplaced(self, left: Table) -> None:
        """The sheet of what could not be placed; texts as far as a cell holds them."""
        sheet = self.book.add_worksheet(_sheet_name(left.title))
        rows = left.rows[:MOST_ROWS]
        self._head(sheet, left.columns, [30.0, 8.0, 30.0, 90.0], len(rows))
        for number, row in enumerate(rows, start=1):
            for at, column in enumerate(left.columns):
                value = row[column.name]
                if isinstance(value, int):
                    sheet.write_number(number, at, value, self.formats["plain"])
                else:
                    sheet.write_string(number, at, _cut(legal(value))[0], self.formats["text"])
        _set_up_page(sheet, f"{self.table.title} {left.title}")

    def _write_rest(self) -> None:
        """The sheet of what did not fit: the row and the column it belongs to, piece by piece."""
        translate = self.table.translate
        sheet = self.book.add_worksheet(self.rest_name)
        columns = [
            Column("row", translate(messages.REST_ROW), "number"),
            Column("column", translate(messages.REST_COLUMN)),
            Column("text", translate(messages.REST_TEXT)),
        ]
        self._head(sheet, columns, [8.0, 18.0, 110.0], len(self.rest))
        pieces = [(row, column, p) for row, column, rest in self.rest for p in _pieces(rest)]
        for number, (row, column, piece) in enumerate(pieces, start=1):
            sheet.write_number(number, 0, row, self.formats["whole"])
            sheet.write_string(number, 1, column, self.formats["text"])
            sheet.write_string(number, 2, piece, self.formats["text"])
        _set_up_page(sheet, f"{self.table.title} {self.rest_name}")


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {
        "font_name": _FONT, "font_size": 10, "valign": "top", "border": 1,
        "border_color": "#9A9A9A",
    }  # fmt: skip
    wrapped = base | {"text_wrap": True}
    right = base | {"align": "right", "indent": 1}
    head = {"bold": True, "bg_color": "#DCE4EE", "valign": "vcenter", "align": "center"}
    return {
        "head": book.add_format(wrapped | head),
        "text": book.add_format(wrapped),
        "decimal": book.add_format(right | {"num_format": "#,##0.00#"}),
        "whole": book.add_format(right | {"num_format": "#,##0"}),
        "plain": book.add_format(base | {"num_format": "0", "align": "center"}),
        "date": book.add_format(base | {"num_format": "yyyy/mm/dd", "align": "left"}),
        "flag": book.add_format(base | {"align": "center"}),
        "address": book.add_format(wrapped | {"font_color": "#1F3A5F", "underline": 1}),
    }


def _says_anything(table: Table, column: Column) -> bool:
    return any(row.get(column.name) not in (None, "", [], (), False) for row in table.rows)


def _is_exact_number(value: Any) -> bool:
    """Whether it is a number that the format keeps as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) <= _MOST_EXACT


def _number_format(column: Column, value: float) -> str:
    if column.kind == "decimal" or value != int(value):
        return "decimal"
    return "plain" if column.naming else "whole"


def _sheet_name(title: str) -> str:
    """The title as far as the name of a sheet can have it."""
    name = _cut(re.sub(r"[\[\]:*?/\\\n\t]", " ", legal(title)), most=31)[0].strip(" '")
    return name if name and name.lower() != "history" else "1"


def _cut(text: str, mark: str = "", most: int = MOST_CHARACTERS) -> tuple[str, str]:
    """As much of a text as ``most`` units of UTF-16 hold, ended by ``mark``, and the rest."""
    if _utf16(text) <= most:
        return text, ""
    room, at = most - _utf16(mark), 0
    for letter in text:
        room -= _utf16(letter)
        if room < 0:
            break
        at += 1
    return text[:at] + mark, text[at:]


def _pieces(text: str) -> list[str]:
    pieces = []
    while text:
        piece, text = _cut(text)
        pieces.append(piece)
    return pieces


def _utf16(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _set_up_page(sheet: Worksheet, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    # the format allows 255 characters, and & stands for a code there
    heading = " ".join(legal(title)[:100].split()).replace("&", "&&")
    if heading:
        sheet.set_header(f"&L{heading}")
    sheet.set_footer("&C&P / &N")
