"""Large figures beside each other, each with what it counts."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of
from tests.paper.test_whole_entries import rows, texts
from tests.pdfs import FONT

CARDS = (
    ("会員の数", "79,308人", "（前年度より13%減）"),
    ("集まり", "214回", "（前年度より2%増）"),
    ("満足した人", "62.1%", "（前年度より5%増）"),
)


def test_each_figure_is_read_with_its_words(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawString(30, 560, "今年度の活動は次のとおりであった。")
        for x, (name, figure, note) in zip((80, 210, 340), CARDS, strict=True):
            canvas.setFont(FONT, 10)
            canvas.drawCentredString(x, 530, name)
            canvas.setFont(FONT, 24)
            canvas.drawCentredString(x, 506, figure)
            canvas.setFont(FONT, 8)
            canvas.drawCentredString(x, 492, note)
        canvas.setFont(FONT, 10)
        canvas.drawString(30, 460, "来年度は会場を一つ増やす。")

    found = ["".join(text.split()) for text in texts(page_of(tmp_path, draw))]
    assert found[1:-1] == [text for card in CARDS for text in card]


def test_the_figures_of_a_table_stay_in_their_rows(tmp_path: Path) -> None:
    lines = (("春", "12", "30"), ("夏", "45", "28"), ("秋", "20", "33"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for at, line in enumerate(lines):
            for x, text in zip((60, 160, 260), line, strict=True):
                canvas.drawCentredString(x, 520 - 18 * at, text)

    assert rows(page_of(tmp_path, draw)) == [list(line) for line in lines]
