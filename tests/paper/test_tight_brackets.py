"""A wide opening bracket has white in its left half, over which the character before may lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import GOTHIC, page_of, plain
from tests.pdfs import FONT


@pytest.mark.parametrize("font", [FONT, GOTHIC])
@pytest.mark.parametrize("size", [8.0, 10.5, 14.0])
@pytest.mark.parametrize("tight", [0.0, 0.3, 0.4, 0.5, 0.55])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Gemini", "（第4版）を使う"), ("AI", "「生成」という"), ("Web", "【案】の作成"),
        ("検討", "（仮）とする"), ("fi", "『本』を読む"), ("令和6年度", "［案］の公表"),
    ],
)  # fmt: skip
def test_it_stands_behind_that_character(
    tmp_path: Path, font: str, size: float, tight: float, before: str, after: str
) -> None:
    def draw(canvas: Canvas) -> None:
        x = 72.0
        for part in (before, after):
            for letter in part:
                face = "Helvetica" if letter.isascii() and part is before else font
                canvas.setFont(face, size)
                canvas.drawString(x, 500, letter)
                x += canvas.stringWidth(letter, face, size)
            x -= tight * size

    assert plain(page_of(tmp_path, draw)) == before + after
