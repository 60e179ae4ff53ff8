"""Readings over the characters that they are of, however far their kana are set apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import lines, page_of, plain
from tests.pdfs import FONT

SIZE = 12.0
SMALL = 5.0
BEFORE, BEHIND = "研究の広がりを", "し、ほかの国と比べた上で"


@pytest.mark.parametrize(
    ("word", "reading"),
    [("俯瞰", "ふかん"), ("褥瘡", "じよくそう"), ("牽引", "けんいん"), ("払拭", "ふつしよく")],
)
def test_kana_that_are_spread_over_a_word(tmp_path: Path, word: str, reading: str) -> None:
    """One of three kana stands between the two characters."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(50, 420, "それぞれの国では、次のように取り組んでいる。")
        canvas.drawString(50, 400, BEFORE + word + BEHIND)
        canvas.setFont(FONT, SMALL)
        left, room = 50 + SIZE * len(BEFORE), SIZE * len(word) / len(reading)
        for at, kana in enumerate(reading):
            middle = left + room * (at + 0.5)
            canvas.drawString(middle - stringWidth(kana, FONT, SMALL) / 2, 400 + SIZE, kana)

    page = page_of(tmp_path, draw)
    assert BEFORE + word + BEHIND in plain(page)
    (ruby,) = [ruby for line in lines(page) for ruby in line.ruby]
    assert ruby.text == reading
