"""The head of a letter: whom it is for stands level with who sends it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of
from tests.paper.test_whole_entries import texts
from tests.pdfs import FONT

SIZE = 10.0
TO = ("各区役所総務課長　殿", "各出張所長　殿", "市立図書館長　殿")
SENDER = ("総務部長", "（公印省略）")


def write(canvas: Canvas, x: float, y: float, *lines: str, pitch: float = 15) -> None:
    canvas.setFont(FONT, SIZE)
    for at, line in enumerate(lines):
        canvas.drawString(x, y - at * pitch, line)


@pytest.mark.parametrize("down", [0, 15, 22.5, 30, -7.5])
def test_addressees_come_before_the_sender_however_these_stand(tmp_path: Path, down: float) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 330, 560, "総第12号", "４月１日")
        write(canvas, 40, 500, *TO)
        write(canvas, 320, 500 - down, *SENDER)
        write(canvas, 130, 420, "様式の変更について（通知）")
        write(canvas, 50, 390, "標記の件について、別紙のとおり定めましたので通知します。")

    found = ["".join(text.split()) for text in texts(page_of(tmp_path, draw))]
    wanted = ["".join(text.split("　")) for text in (*TO, *SENDER)]
    at = found.index(wanted[0])
    assert found[at : at + len(wanted)] == wanted
    assert found[at + len(wanted)].startswith("様式の変更")


def test_what_stands_beside_an_addressee_and_sends_nothing_is_left_alone(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for at, (name, amount) in enumerate(
            (("桜　様", "1,200"), ("梅　様", "900"), ("松　様", "80"))
        ):
            write(canvas, 40, 500 - 15 * at, name)
            write(canvas, 300, 500 - 15 * at, amount)

    found = ["".join(text.split()) for text in texts(page_of(tmp_path, draw))]
    assert found in (
        ["桜様", "1,200", "梅様", "900", "松様", "80"], ["桜様1,200", "梅様900", "松様80"]
    )  # fmt: skip
