"""Latin words within Japanese lines: their spaces are no columns, whether the file has them or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 9.0
LATIN = "Courier"


def _words(canvas: Canvas, x: float, y: float, words: str, white: float) -> None:
    """Words set one by one with so much ``white`` between them."""
    for word in words.split(" "):
        font = LATIN if word.isascii() else FONT
        canvas.setFont(font, SIZE * (5 / 6 if font == LATIN else 1))
        canvas.drawString(x, y, word)
        x += canvas.stringWidth(word) + white


@pytest.mark.parametrize("white", [0.43, 0.54, 0.7])
def test_words_of_a_line_that_is_spread(tmp_path: Path, white: float) -> None:
    lines = (
        "Kirihama, N. (2016). The value of service design in policy making",
        "and its use in towns. In Mager et al. eds. Service Design Report:",
        "Public Sector (pp. forty to fifty). Service Design Network.",
    )

    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            _words(canvas, 40, 540 - 14 * at, line, white * SIZE)

    page = page_of(tmp_path, draw)
    assert "".join(lines).replace(" ", "") in plain(page)
    assert not [block for block in page.blocks if block.kind == "table"]


@pytest.mark.parametrize("white", [0.38, 0.46])
def test_words_between_kana(tmp_path: Path, white: float) -> None:
    head = "b) 暗号化されている無線通信の復号化"
    line = "・無線通信を傍受し復号する行為（無線 LAN の WEP キーを解読した"

    def draw(canvas: Canvas) -> None:
        _words(canvas, 40, 540, head, 0.5 * SIZE)
        _words(canvas, 58, 526, line, white * SIZE)

    page = page_of(tmp_path, draw)
    assert line.replace(" ", "") in plain(page)
    assert not [block for block in page.blocks if block.kind == "table"]
