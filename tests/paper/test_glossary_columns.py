"""Glossaries in two columns: each word stands beside its meaning."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of
from tests.paper.test_whole_entries import rows, texts
from tests.pdfs import FONT

SIZE = 9.0
LEFT = (
    ("水路", ("田に水を引くために掘られた", "細い川。")),
    ("水門", ("流れる水の量を加減するため", "に水路に設ける戸。板を上げ", "下げする。")),
    ("用水", ("田や畑に使う水。",)),
)
RIGHT = (
    ("堰", ("水を高くするために川の中に", "築く壁。水路はここから始ま", "る。")),
    ("番水", ("順番を決めて水を分けること", "。日照りの年に行う。")),
    ("樋", ("水を渡す橋。",)),
)


def write(canvas: Canvas, x: float, entries: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    y = 500.0
    for word, lines in entries:
        canvas.drawString(x, y, word)
        for line in lines:
            canvas.drawString(x + 45, y, line)
            y -= 13
        y -= 5


def test_each_word_is_read_with_its_meaning_column_by_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        write(canvas, 30, LEFT)
        write(canvas, 220, RIGHT)

    wanted = [text for word, lines in (*LEFT, *RIGHT) for text in (word, *lines)]
    assert texts(page_of(tmp_path, draw)) == wanted


def test_a_table_with_two_columns_of_names_stays_a_table(tmp_path: Path) -> None:
    entries = [
        ("春", "種をまき、苗を育てて植える準", "秋", "実った稲を刈り、干してから脱"),
        ("", "備をする。", "", "穀する。"),
        ("夏", "水を見て回り、草を取ることが", "冬", "土を休ませ、道具を直して来る"),
        ("", "多くなる。", "", "年に備える。"),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for at, row in enumerate(entries):
            for x, text in zip((30, 60, 220, 250), row, strict=True):
                canvas.drawString(x, 500 - 13 * at - 5 * (at // 2), text)

    assert [row[0] for row in rows(page_of(tmp_path, draw))] == ["春", "夏"]
