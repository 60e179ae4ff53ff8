"""A table that goes on over the end of a page is one, its head printed once more or not."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.document import Document
from shiryokan.paper.reader import Reader
from shiryokan.paper.tables import grid
from shiryokan.paper.tables_over_pages import same_columns
from tests.paper.drawn import SIZE
from tests.paper.pages import table
from tests.paper.test_open_tables import LEFT, amounts, draw_rows
from tests.pdfs import FONT

EDGES = [LEFT, 150.0, 230.0, 310.0, 390.0]
Rows = Sequence[Sequence[str]]


def document_of(
    tmp_path: Path, pages: Sequence[Rows], rules: str, titles: Sequence[str] = ()
) -> Document:
    """A page for each list of rows, with a page number and perhaps a title."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    for number, rows in enumerate(pages):
        if titles:
            canvas.setFont(FONT, 12)
            canvas.drawString(LEFT, SIZE[1] - 56, titles[number])
        draw_rows(canvas, rows, EDGES, rules=rules, top=70.0)
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(SIZE[0] / 2, 24, f"- {number + 1} -")
        canvas.showPage()
    canvas.save()
    path = tmp_path / "pages.pdf"
    path.write_bytes(out.getvalue())
    with Reader(path) as reader:
        return Document.of([reader.page(number) for number in range(1, reader.pages + 1)])


@pytest.mark.parametrize("rules", ["none", "rows", "box"])
@pytest.mark.parametrize("repeated", [True, False])
def test_it_is_one_table_with_one_head(tmp_path: Path, rules: str, repeated: bool) -> None:
    head, *rows = amounts(5, 24, 3)
    pages = [[head, *rows[:10]], rows[10:18], rows[18:]]
    if repeated:
        pages = [pages[0], *([head, *page] for page in pages[1:])]
    (table,) = document_of(tmp_path, pages, rules).tables
    assert grid(table) == [head, *rows]
    assert {part.page for part in table.parts} == {1, 2, 3}
    assert {cell.row for cell in table.cells if cell.head == "column"} == {0}


def test_tables_under_titles_of_their_own_stay_two(tmp_path: Path) -> None:
    pages = [amounts(6, 8, 3), amounts(7, 8, 3)]
    titles = ["第１表　一般会計", "第２表　特別会計"]
    tables = document_of(tmp_path, pages, "rows", titles).tables
    assert [grid(table) for table in tables] == pages


def test_a_table_with_another_head_is_another(tmp_path: Path) -> None:
    first, second = amounts(8, 8, 3), amounts(9, 8, 3)
    second[0] = ["施設", "利用者数", "使用料", "増減率"]
    tables = document_of(tmp_path, [first, second], "rows").tables
    assert [grid(table) for table in tables] == [first, second]


def test_a_table_whose_cells_all_span_columns_goes_on_nowhere() -> None:
    spanning = table((0, 0, "猫", 1, 2), (0, 2, "犬", 1, 3))
    below = msgspec.structs.replace(table((0, 0, "三毛"), (0, 1, "柴")), ruled=False)
    assert same_columns(spanning, below) == {}
