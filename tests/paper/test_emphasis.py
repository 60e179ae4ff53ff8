"""Dots of emphasis (圏点) are read by nobody, and are in no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import lines, page_of, plain
from tests.pdfs import FONT

SIZE = 12.0
BEFORE, MEANT, BEHIND = "この規定は、", "直ちに", "適用するものではない。"
TEXT = BEFORE + MEANT + BEHIND


def written(canvas: Canvas, dot: str, size: float, off: float = 0.0) -> None:
    canvas.setFont(FONT, SIZE)
    canvas.drawString(50, 420, "附則")
    canvas.drawString(50, 400, TEXT)
    canvas.setFont(FONT, size)
    for at in range(len(MEANT)):
        middle = 50 + SIZE * (len(BEFORE) + at + 0.5 + off)
        canvas.drawString(middle - stringWidth(dot, FONT, size) / 2, 400 + 0.9 * SIZE, dot)


@pytest.mark.parametrize("dot", ["・", "●", "○", "﹅", "、"])
@pytest.mark.parametrize("size", [6.0, 7.5])
def test_dots_over_characters_are_left_out(tmp_path: Path, dot: str, size: float) -> None:
    page = page_of(tmp_path, lambda canvas: written(canvas, dot, size))
    assert plain(page) == "附則" + TEXT
    assert not any(line.ruby for line in lines(page))


def test_what_stands_between_characters_is_no_dot_of_them(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda canvas: written(canvas, "●", 6.0, off=0.5))
    assert plain(page).count("●") == len(MEANT)


def test_signs_as_large_as_text_stay(tmp_path: Path) -> None:
    page = page_of(tmp_path, lambda canvas: written(canvas, "○", SIZE))
    assert plain(page).count("○") == len(MEANT)
