"""The index of a book in columns: entries with the pages on which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.index_columns import index_columns
from shiryokan.paper.layout.nodes import Item
from tests.paper.drawn import page_of
from tests.paper.test_letterheads import SIZE, write
from tests.paper.test_whole_entries import texts


@pytest.mark.parametrize("apart", [6, 12, 24])
def test_the_columns_of_an_index_are_read_one_after_the_other(tmp_path: Path, apart: int) -> None:
    left = [
        "あ行",
        ("安全", "12"),
        ("移動", "3, 45"),
        ("運転", "7"),
        ("遠足", "88"),
        "か行",
        ("会計", "5"),
    ]
    right = [
        ("科目", "91"),
        ("規則", "14, 20"),
        "さ行",
        ("採用", "6"),
        ("参加", "31"),
        ("支援", "2"),
    ]

    def draw(canvas: Canvas) -> None:
        write(canvas, 40, 560, "索引")
        for x, column in ((40, left), (220, right)):
            for at, entry in enumerate(column):
                if isinstance(entry, str):
                    write(canvas, x, 530 - 15 * at, entry)
                else:
                    write(canvas, x, 530 - 15 * at, entry[0])
                    write(canvas, x + len(entry[0]) * SIZE + apart, 530 - 15 * at, entry[1])

    found = "".join("".join(text.split()) for text in texts(page_of(tmp_path, draw)))
    wanted = ["索引", *("".join(entry) for entry in (*left, *right))]
    assert found == "".join("".join(entry.split()) for entry in wanted)


def test_a_table_of_two_lists_without_heads_is_no_index(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for at, row in enumerate(
            (("会場", "4", "区分", "9"), ("定員", "8", "日数", "2"), ("講師", "3", "費用", "7"))
        ):
            for x, cell in zip((40, 120, 220, 300), row, strict=True):
                write(canvas, x, 500 - 15 * at, cell)

    page = page_of(tmp_path, draw)
    assert [block.kind for block in page.blocks] == ["table"]


@pytest.mark.parametrize("text", ["1" * 400 + "円", "1  2  " * 200 + "円"])
def test_long_rows_of_figures_are_told_at_once(text: str) -> None:
    items: list[Item] = [
        Chunk(40.0 + 200 * (at % 2), 15.0 * at, 200.0, 15.0 * at + 10, 10.0, [], word, -1)
        for at, word in enumerate(["あ行", "か行", *[text] * 8])
    ]
    assert index_columns(items) == []
