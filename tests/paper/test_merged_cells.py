"""A ruled table whose cells run over columns and rows is one table, however its rules are drawn.

Seven of the seeds were taken for charts of boxes when their rules were drawn piece by piece.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import SIZE, lines, page_of
from tests.pdfs import FONT

WORDS = ["試行", "検討", "公募", "設計", "拡大", "見直"]
LEFT, TOP = 40.0, 60.0
HIGH = 24.0


def _spans(chance: random.Random) -> list[tuple[int, int, int, int]]:
    """Row, column, rows and columns of the cells of a table, some over several."""
    rows, columns = chance.randint(5, 16), chance.randint(3, 6)
    tall = chance.choice((True, False))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            # the first row and the first column are heads
            wide = chance.choice((1, 1, 2, 3)) if row and column else 1
            high = chance.choice((1, 1, 1, 2)) if tall and row and column and wide == 1 else 1
            inside = [(row + r, column + c) for r in range(high) for c in range(wide)]
            if not free.issuperset(inside):
                wide = high = 1
                inside = [(row, column)]
            free.difference_update(inside)
            cells.append((row, column, high, wide))
    return cells


def _rules(
    spans: list[tuple[int, int, int, int]], drawn: str
) -> Iterator[tuple[int, int, int, int]]:
    """First row, first column, last row, last column of each rule: the lines of the grid."""
    if drawn == "cell by cell":
        for row, column, high, wide in spans:
            yield row, column, row, column + wide
            yield row + high, column, row + high, column + wide
            yield row, column, row + high, column
            yield row, column + wide, row + high, column + wide
        return
    # a piece of a rule for each cell of the grid beneath, and the sides of the table as a whole
    rows, columns = max(r + h for r, _, h, _ in spans), max(c + w for _, c, _, w in spans)
    yield 0, 0, rows, 0
    yield 0, columns, rows, columns
    pieces = set()
    for row, column, high, wide in spans:
        pieces |= {
            (y, column + n, y, column + n + 1) for n in range(wide) for y in (row, row + high)
        }
        pieces |= {(row + n, column, row + n + 1, column) for n in range(high) if column}
    yield from sorted(pieces)


@pytest.mark.parametrize("drawn", ["cell by cell", "piece by piece"])
@pytest.mark.parametrize("seed", (*range(8), 34, 36, 42, 65, 90, 237, 290))
def test_cells_over_columns_and_rows_stand_in_one_table(
    tmp_path: Path, seed: int, drawn: str
) -> None:
    chance = random.Random(seed)
    spans = _spans(chance)
    edges = [LEFT]
    for _ in range(6):
        edges.append(edges[-1] + chance.uniform(46, 60))
    texts = [f"{chance.choice(WORDS)}{number}" for number in range(len(spans))]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 9)
        canvas.setLineWidth(0.6)
        for top, left, bottom, right in _rules(spans, drawn):
            canvas.line(edges[left], _level(top), edges[right], _level(bottom))
        for text, (row, column, high, _) in zip(texts, spans, strict=True):
            middle = (_level(row) + _level(row + high)) / 2
            canvas.drawString(edges[column] + 4, middle - 3, text)

    tables = [block for block in page_of(tmp_path, draw).blocks if block.cells]

    assert len(tables) == 1
    found = {
        (cell.row, cell.column, cell.rows, cell.columns): "".join(
            line.text for line in tables[0].lines[cell.start : cell.end]
        )
        for cell in tables[0].cells
    }
    assert found == dict(zip(spans, texts, strict=True))


def _level(row: int) -> float:
    """Points from the foot of the page to the top of a row."""
    return SIZE[1] - TOP - HIGH * row


def test_a_table_within_a_cell_parts_no_rows_of_the_table_around_it(tmp_path: Path) -> None:
    """Browsers draw the sides of cells row by row, so that all of a small table's end at one
    height."""

    def box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
        for side in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            canvas.line(*side)

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 9)
        for top, bottom, name in ((540, 500, "目的"), (500, 380, "経費"), (380, 340, "連絡先")):
            box(canvas, 40, bottom, 100, top)
            box(canvas, 100, bottom, 380, top)
            canvas.drawString(46, (top + bottom) / 2 - 3, name)
        canvas.drawString(106, 517, "地域の人が集まる場をつくる。")
        for row, cells in enumerate((("区分", "金額"), ("会場", "12,000"), ("講師", "8,500"))):
            for column, text in enumerate(cells):
                x, y = 110 + 90 * column, 470 - 20 * row
                box(canvas, x, y, x + 90, y + 20)
                canvas.drawString(x + 5, y + 6, text)
        canvas.drawString(106, 395, "※会場は市の施設とする。")
        canvas.drawString(106, 357, "電話 0123-45-6789")

    page = page_of(tmp_path, draw)
    assert [line.text for line in lines(page)] == [
        "目的", "地域の人が集まる場をつくる。", "経費",
        "区分", "金額", "会場", "12,000", "講師", "8,500", "※会場は市の施設とする。",
        "連絡先", "電話 0123-45-6789",
    ]  # fmt: skip
