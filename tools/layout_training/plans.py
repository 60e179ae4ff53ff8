"""Invented plans of ``tests/paper/plan_pages.py`` as pages with truth.

The seeds are none of those that tests and benchmarks read.
"""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from tests.paper import plan_pages
from tests.paper.plan_drawing import Line, Sheet, drawn, text_width
from tests.paper.plan_style import Style, by_chance

from shiryokan.paper.layout.marks import ASCENT

FIRST = 300_000
"""The first seed; tests and benchmarks read those below."""
_COLUMNS = 10


def plan(number: int) -> tuple[bytes, dict[str, Any]]:
    """The PDF and the truth of an invented plan."""
    sheets: list[Sheet] = []
    style = by_chance(FIRST + number)

    def noted(style: Style, given: list[Sheet], chance: Any) -> bytes:
        sheets.extend(given)
        return drawn(style, given, chance)

    with patch.object(plan_pages, "drawn", noted):
        pdf = plan_pages.made(style).pdf
    width, height = style.page_size
    pages = [
        {"number": at, "width": width, "height": height, "fields": _fields(style, sheet)}
        for at, sheet in enumerate(sheets, 1)
    ]
    return pdf, {"pages": pages}


def _fields(style: Style, sheet: Sheet) -> list[dict[str, Any]]:
    cells: dict[tuple[int, int], list[Line]] = {}
    others: list[Line] = []
    for line in sheet.lines:
        if line.row >= 0 and line.column >= 0:
            cells.setdefault((line.row, line.column), []).append(line)
        else:
            others.append(line)
    fields = [
        _field(style, number, lines, row * _COLUMNS + column, row)
        for number, ((row, column), lines) in enumerate(sorted(cells.items()))
    ]
    return fields + [
        _field(style, len(fields) + number, [line], None, None)
        for number, line in enumerate(others)
    ]


def _field(
    style: Style, number: int, lines: list[Line], order: int | None, row: int | None
) -> dict[str, Any]:
    printed = []
    paragraphs = [""]
    for line in lines:
        paragraphs[-1] += line.text
        if line.last:
            paragraphs.append("")
        right = line.x + text_width(line.text, style, line.size)
        right += line.extra * max(len(line.text) - 1, 0)
        top = line.y - ASCENT * line.size
        printed.append({"text": line.text, "bbox": (line.x, top, right, top + line.size)})
    return {
        "id": number, "order": order, "table": None if row is None else 0, "row": row,
        "text": "\n".join(filter(None, paragraphs)), "lines": printed, "marks": [],
    }  # fmt: skip
