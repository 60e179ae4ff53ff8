"""Tables of figures whose heads are ruled and whose bodies are not, as statistics print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Block, Page
from tests.paper.drawn import page_of
from tests.pdfs import FONT

SIZE = 8.0
TOP, HEAD, FOOT = 560.0, 530.0, 440.0
EDGES = (30.0, 120.0, 175.0, 230.0, 285.0, 340.0, 395.0)
HEADS = ("総数", "１人", "２人", "３人", "４人以上")
ROWS = (
    ("総数", ("9 835", "4 782", "3 902", "994", "157")),
    ("　単独世帯", ("362", "362", "･", "･", "･")),
    ("　核家族世帯", ("8 106", "3 743", "3 395", "831", "137")),
    ("　三世代世帯", ("1 105", "538", "408", "141", "17")),
    ("　その他の世帯", ("262", "139", "100", "22", "3")),
)


def _body(canvas: Canvas, pitch: float) -> None:
    canvas.setFont(FONT, SIZE)
    for at, (label, figures) in enumerate(ROWS):
        y = HEAD - 14 - pitch * at
        canvas.drawString(EDGES[0] + 2, y, label)
        for right, figure in zip(EDGES[2:], figures, strict=True):
            canvas.drawRightString(right - 6, y, figure)


def _frame(canvas: Canvas) -> None:
    canvas.setLineWidth(0.5)
    for y in (TOP, HEAD, FOOT):
        canvas.line(EDGES[0], y, EDGES[-1], y)
    for x in (EDGES[0], EDGES[1], EDGES[-1]):
        canvas.line(x, TOP, x, FOOT)


def _table(page: Page) -> Block:
    (table,) = [block for block in page.blocks if block.kind == "table"]
    return table


def _cells(table: Block) -> dict[tuple[int, int], str]:
    return {
        (cell.row, cell.column): "".join(
            line.text for line in table.lines[cell.start : cell.end]
        ).replace("\u3000", "")
        for cell in table.cells
    }


@pytest.mark.parametrize("pitch", [10.5, 13.0, 16.0])
def test_the_columns_of_the_heads_go_down(tmp_path: Path, pitch: float) -> None:
    def draw(canvas: Canvas) -> None:
        _frame(canvas)
        for x in EDGES[2:-1]:
            canvas.line(x, TOP, x, HEAD)
        canvas.setFont(FONT, SIZE)
        for left, head in zip(EDGES[1:-1], HEADS, strict=True):
            canvas.drawString(left + 6, TOP - 18, head)
        _body(canvas, pitch)

    cells = _cells(_table(page_of(tmp_path, draw)))
    assert [cells[0, column] for column in range(1, 6)] == list(HEADS)
    for row, (label, figures) in enumerate(ROWS, 1):
        assert [cells[row, column] for column in range(6)] == [label.strip("　"), *figures]


def test_heads_of_two_rows(tmp_path: Path) -> None:
    """Two heads stand below one that is over both and has a column of its own."""
    middle = (TOP + HEAD) / 2

    def draw(canvas: Canvas) -> None:
        _frame(canvas)
        for x in (EDGES[2], EDGES[5]):
            canvas.line(x, TOP, x, HEAD)
        for x in EDGES[3:5]:
            canvas.line(x, middle, x, HEAD)
        canvas.line(EDGES[3], middle, EDGES[5], middle)
        canvas.setFont(FONT, SIZE)
        canvas.drawString(EDGES[1] + 6, TOP - 18, HEADS[0])
        canvas.drawString(EDGES[2] + 6, TOP - 10, HEADS[1])
        for left, head in zip(EDGES[3:5], HEADS[2:4], strict=True):
            canvas.drawString(left + 6, middle - 11, head)
        canvas.drawString(EDGES[5] + 6, TOP - 18, HEADS[4])
        _body(canvas, 12.0)

    cells = _cells(_table(page_of(tmp_path, draw)))
    first = min(row for (row, column), text in cells.items() if column == 0 and text == "総数")
    for row, (label, figures) in enumerate(ROWS, first):
        assert [cells[row, column] for column in range(6)] == [label.strip("　"), *figures]
