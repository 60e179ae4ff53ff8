"""A workbook as offices expect it: a header that stays, filters, wrapped text, set up to print."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shiryokan.records.errors import TooManyRows
from shiryokan.records.exports.table import Column, Table, cell_text

MOST_ROWS = 1_048_575
"""Rows of a sheet below its header: a limit of the format."""
MOST_CHARACTERS = 32_767
"""Characters of a cell: a limit of the format."""
CUT = "…［セルの上限のため以下省略。全文はCSVかJSON Linesにあります］"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow."""
_FONT = "游ゴシック"
_WIDTHS = {"text": 18, "texts": 42, "number": 9, "flag": 8, "date": 12, "address": 30, "parts": 48}
_WIDEST, _NARROWEST = 48.0, 6.0
_LINE, _HIGHEST = 13.5, 409.0
"""Points of a line of text, and of the highest row that the format allows."""
_A3, _A4, _A4_WIDTH = 8, 9, 150.0
"""Paper by its number in the format; a table wider than this many letters is printed on A3."""


def xlsx_file(table: Table) -> bytes:
    """The table as one sheet. Raises :class:`TooManyRows` if it has more than a sheet can hold."""
    if len(table.rows) > MOST_ROWS:
        raise TooManyRows(rows=len(table.rows), most=MOST_ROWS)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": table.title, "comments": "Shiryokan"})
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", table.title)[:31] or "1")
        formats = _formats(book)
        columns = [c for c in table.columns if _says_anything(table, c)] or list(table.columns)
        widths = [_width(table, column) for column in columns]
        _head(sheet, len(table.rows), columns, widths, formats)
        for number, row in enumerate(table.rows, start=1):
            sheet.set_row(number, _height(row, columns, widths))
            for at, column in enumerate(columns):
                _cell(sheet, number, at, column, row.get(column.name), formats)
        _set_up_page(sheet, table.title, sum(widths))
    return out.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {
        "font_name": _FONT, "font_size": 10, "valign": "top", "border": 1,
        "border_color": "#9A9A9A",
    }  # fmt: skip
    wrapped = base | {"text_wrap": True}
    return {
        "head": book.add_format(
            wrapped | {"bold": True, "bg_color": "#E6EBF2", "valign": "vcenter", "align": "center"}
        ),
        "text": book.add_format(wrapped),
        "number": book.add_format(base | {"num_format": "#,##0.###", "align": "right"}),
        "whole": book.add_format(base | {"num_format": "#,##0", "align": "right"}),
        "year": book.add_format(base | {"num_format": "0", "align": "right"}),
        "date": book.add_format(base | {"num_format": "yyyy/mm/dd", "align": "left"}),
        "flag": book.add_format(base | {"align": "center"}),
        "address": book.add_format(wrapped | {"font_color": "#1F3A5F", "underline": 1}),
    }


def _says_anything(table: Table, column: Column) -> bool:
    return any(row.get(column.name) not in (None, "", [], False) for row in table.rows)


def _head(
    sheet: Worksheet,
    rows: int,
    columns: Sequence[Column],
    widths: Sequence[float],
    formats: dict[str, Format],
) -> None:
    for at, (column, width) in enumerate(zip(columns, widths, strict=True)):
        sheet.write_string(0, at, _legal(column.title), formats["head"])
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.freeze_panes(1, 1)
    if columns:
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)


def _height(row: Mapping[str, Any], columns: Sequence[Column], widths: Sequence[float]) -> float:
    """High enough for the wrapped text of every cell, in points.

    Excel finds the height itself when it opens a file; other programs do not.
    """
    most = 1
    for column, width in zip(columns, widths, strict=True):
        room = max(width - 2, 1)
        lines = cell_text(row.get(column.name))[:MOST_CHARACTERS].split("\n")
        most = max(most, sum(max(1, -(-int(_columns_wide(line)) // int(room))) for line in lines))
    return min(most * _LINE + 4, _HIGHEST)


def _width(table: Table, column: Column) -> float:
    """Wide enough for the longest line, within what is usual for the kind."""
    most = _WIDTHS[column.kind]
    longest = _columns_wide(column.title)
    for row in table.rows[:500]:
        for line in cell_text(row.get(column.name)).split("\n"):
            longest = max(longest, _columns_wide(line[:60]))
    if column.kind == "text" and longest > 2 * most:
        most = 42
    return max(_NARROWEST, min(longest + 3.0, most, _WIDEST))


def _columns_wide(text: str) -> float:
    return float(sum(2 if ord(c) > 0x2E7F else 1 for c in text))


def _cell(
    sheet: Worksheet, row: int, at: int, column: Column, value: Any, formats: dict[str, Format]
) -> None:
    if isinstance(value, datetime.date):
        at_noon = datetime.datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, at, at_noon, formats["date"])
    elif isinstance(value, int | float) and not isinstance(value, bool):
        name = "year" if column.name == "year" else "whole" if value == int(value) else "number"
        sheet.write_number(row, at, value, formats[name])
    elif column.kind == "address" and str(value or "").startswith(("http://", "https://")):
        sheet.write_url(row, at, str(value)[:2000], formats["address"], _legal(str(value)))
    else:
        kind = "flag" if column.kind == "flag" else "text"
        text = _legal(cell_text(value))
        if text:
            sheet.write_string(row, at, text, formats[kind])
        else:
            sheet.write_blank(row, at, None, formats[kind])


def _legal(text: str) -> str:
    text = _ILLEGAL.sub("", text)
    if len(text) > MOST_CHARACTERS:
        return text[: MOST_CHARACTERS - len(CUT)] + CUT
    return text


def _set_up_page(sheet: Worksheet, title: str, width: float) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A3 if width > _A4_WIDTH else _A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header(f"&L{title.replace('&', '&&')[:200]}")
    sheet.set_footer("&C&P / &N")
