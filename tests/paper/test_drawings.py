"""What is drawn at no common edges is a figure with its labels whole; tables on grounds, with signs
and pictures, are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import GOTHIC, page_of, read
from tests.paper.figure_pages import (
    FIGURES,
    HELD_FIGURES,
    HELD_TABLES,
    LAST_TABLES,
    TABLES,
    page_with,
    score,
)
from tests.pdfs import FONT

WHOLE = {
    "stacked_across": 0.97, "pie": 0.95, "scatter": 0.85, "flow": 0.85, "timeline": 0.85,
    "columns_stacked": 0.95, "pictured": 0.95, "cycle": 0.95,
}  # fmt: skip
"""The share of labels that are whole in a figure, at least, of those kinds that are read as such."""

EVERY_TABLE = TABLES | HELD_TABLES | LAST_TABLES


@pytest.mark.parametrize("kind", WHOLE)
def test_labels_of_a_drawing_are_whole_in_a_figure(tmp_path: Path, kind: str) -> None:
    whole = labels = prose = every_line = 0
    for seed in range(5):
        data, pen = page_with((FIGURES | HELD_FIGURES)[kind], seed)
        found = score(read(tmp_path, data), pen)
        whole, labels = whole + found.whole, labels + found.labels
        prose, every_line = prose + found.prose, every_line + found.every_line
    assert whole >= WHOLE[kind] * labels
    assert prose == every_line


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize("kind", EVERY_TABLE)
def test_tables_on_what_is_drawn_are_no_figures(tmp_path: Path, kind: str) -> None:
    for seed in range(8):
        data, pen = page_with(EVERY_TABLE[kind], seed)
        found = score(read(tmp_path, data), pen)
        assert not found.figures, f"{kind} {seed}"


def test_a_source_of_several_lines_on_the_ground_of_a_figure_is_none_of_its_labels(
    tmp_path: Path,
) -> None:
    """Wrapped where a title begins, and set behind the word that names it."""
    source = (
        "資料：水無瀬見本市　研究戦略センター（令和七年）セミナー",
        "『研究の俯瞰と潮流～技術の動向と道筋～』「情報の技術の三つの流れと影響」",
        "（令和七年八月）",
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.92, 0.94, 0.97)
        canvas.rect(30, 300, 360, 240, stroke=0, fill=1)
        canvas.setFillColorRGB(0.3, 0.5, 0.8)
        for number in range(4):
            canvas.ellipse(50 + 84 * number, 430, 110 + 84 * number, 490, stroke=1, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(GOTHIC, 9)
        for number, (above, below) in enumerate(
            (("入力", "文字"), ("基盤", "モデル"), ("応答", "画像"), ("利用者", "動作"))
        ):
            canvas.drawCentredString(80 + 84 * number, 500, above)
            canvas.drawCentredString(80 + 84 * number, 456, below)
        canvas.setFont(FONT, 8)
        for number, text in enumerate(source):
            canvas.drawString(40 if number == 0 else 54, 350 - 12 * number, text)

    page = page_of(tmp_path, draw)
    (figure,) = [block for block in page.blocks if block.kind == "figure"]
    assert not [line.text for line in figure.lines if any(line.text in text for text in source)]
    text = "".join(page.text.split())
    assert all("".join(each.split()) in text for each in source)
