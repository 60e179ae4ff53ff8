"""Columns that the pages before show are believed where a page alone shows too little."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.reader import Reader

SIZE, PITCH, LEFT, RIGHT = 9.0, 13.0, 60.0, 282.0
"""Points; the left column's full lines of 24 characters end 6 points before the right column."""
LONG = "関係する機関は必要な資料を整え担当の部署に速やかに"
"""A line and a character."""


def table(
    path: Path, rest: list[tuple[str, str]], *, pages: int = 3, left_of_rest: float = LEFT
) -> Path:
    """A table in two columns without rules over ``pages``; its last rows, ``rest``, are alone on
    the page after them."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    canvas = Canvas(str(path), pagesize=(595, 842))
    rows = [(LONG[:24], LONG[1:25])] * 12
    for page in range(pages + 1):
        canvas.setFont("HeiseiMin-W3", SIZE)
        for number, (left, right) in enumerate(rows if page < pages else rest):
            y = 760 - number * PITCH
            canvas.drawString(LEFT if page < pages else left_of_rest, y, left)
            canvas.drawString(RIGHT, y, right)
        canvas.showPage()
    canvas.save()
    return path


REST = [
    ("求められた場合に報告を行うものとし、その写しを保", "る。"),
    ("管する。", "別に定める様式により毎月の末日までに届け出る。"),
]


@pytest.fixture
def narrow(tmp_path: Path) -> Path:
    """Two lines are left for the last page, and no page's gutter is wider than half an em."""
    return table(tmp_path / "narrow.pdf", REST)


def test_two_lines_are_parted_where_the_pages_before_are(narrow: Path) -> None:
    with Reader(narrow) as reader:
        lines = [line.text for block in reader.page(4).blocks for line in block.lines]
    assert sorted(lines) == sorted(text for row in REST for text in row)


def test_a_page_is_read_alike_whatever_was_read_before_it(narrow: Path) -> None:
    with Reader(narrow) as one, Reader(narrow) as other:
        in_order = [one.page(number) for number in range(1, 5)]
        assert [other.page(number) for number in (4, 2, 3, 1)] == [
            in_order[number - 1] for number in (4, 2, 3, 1)
        ]


def test_the_limited_process_looks_back_too(narrow: Path) -> None:
    with Reader(narrow) as reader, IsolatedReader(narrow) as isolated:
        assert list(isolated.pages(4, 4)) == [reader.page(4)]


def test_running_text_after_a_table_is_not_cut(tmp_path: Path) -> None:
    """Though the stop of a sentence is followed by white just where the column began."""
    letters = LONG * 20
    prose = [letters[n * 7 : n * 7 + 45] for n in range(12)]
    prose[5] = prose[5][:23] + "。" + prose[5][24:]
    rest = [(line, "") for line in prose]
    with Reader(table(tmp_path / "prose.pdf", rest, left_of_rest=RIGHT - 24 * SIZE)) as reader:
        texts = [line.text for block in reader.page(4).blocks for line in block.lines]
    assert texts == prose
