"""What is painted over rules nothing, and what a shape merely goes around stays seen."""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import lines, page_of
from tests.paper.test_whole_entries import rows
from tests.pdfs import FONT

SIZE = 10.0
LAVENDER = Color(0.9, 0.88, 0.93)


def write(canvas: Canvas, x: float, y: float, *texts: str) -> None:
    canvas.setFont(FONT, SIZE)
    canvas.setFillColorRGB(0, 0, 0)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - 14 * number, text)


def table(canvas: Canvas) -> None:
    for y in (500, 480, 440, 400):
        canvas.line(30, y, 402, y)
    for x in (30, 90, 280, 402):
        canvas.line(x, 400, x, 500)
    write(canvas, 100, 486, "要件")
    write(canvas, 290, 486, "効果")
    write(canvas, 36, 458, "例外①")
    write(
        canvas,
        96,
        464,
        "店の取扱商材から見て、利用者の利益",
        "に欠けるおそれが低いと認められる場合",
    )
    write(canvas, 286, 464, "調査を省略し、又は簡易", "な方法による。")
    write(canvas, 36, 418, "例外②")
    write(
        canvas, 96, 424, "先進的な技術を用いた調査を実施して", "同等の効果を確保できると認められる"
    )
    write(canvas, 286, 424, "その調査をもって代える", "ことができる。")


CELLS = [
    ["要件", "効果"],
    ["例外①", "店の取扱商材から見て、利用者の利益に欠けるおそれが低いと認められる場合",
     "調査を省略し、又は簡易な方法による。"],
    ["例外②", "先進的な技術を用いた調査を実施して同等の効果を確保できると認められる",
     "その調査をもって代えることができる。"],
]  # fmt: skip


def page(tmp_path: Path, *, over: bool) -> Page:
    """A box that was drawn first, under the table; ``over`` says that a ground hides it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 1, 0.8)
        canvas.rect(40, 430, 180, 22, stroke=1, fill=1)
        if over:
            canvas.setFillColor(LAVENDER)
            canvas.rect(20, 390, 392, 130, stroke=0, fill=1)
        table(canvas)

    return page_of(tmp_path, draw)


def test_a_box_that_is_painted_over_parts_no_cells(tmp_path: Path) -> None:
    found = [[cell for cell in row if cell] for row in rows(page(tmp_path, over=True))]
    assert found == CELLS


def test_the_sides_of_a_hollow_frame_hide_nothing_within(tmp_path: Path) -> None:
    """A frame of two outlines, filled between them, is drawn last."""

    def draw(canvas: Canvas) -> None:
        table(canvas)
        path = canvas.beginPath()
        path.rect(20, 380, 392, 140)
        path.rect(22, 382, 388, 136)
        canvas.drawPath(path, stroke=0, fill=1, fillMode=0)

    read = page_of(tmp_path, draw)
    assert [[cell for cell in row if cell] for row in rows(read)] == CELLS
    assert not read.warnings


def test_text_within_the_bend_of_an_arrow_is_seen(tmp_path: Path) -> None:
    """The box around the arrow, which is painted last, lies on it."""

    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 440, "定期の報告により実績を確認する。")
        path = canvas.beginPath()
        corners = [(50, 410), (330, 410), (330, 470), (324, 470), (333, 486), (342, 470),
                   (336, 470), (336, 404), (50, 404)]  # fmt: skip
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        canvas.drawPath(path, fill=1)

    read = page_of(tmp_path, draw)
    assert [line.text for line in lines(read)] == ["定期の報告により実績を確認する。"]
    assert not read.warnings


SHADED = (
    "近年、人工知能とその応用の進歩により、生活に大きな変化", "がもたらされている。急速な発展により効率化が図られ、私", "たちの生活は便利になった。",
    "しかし、こうした急速な発展には懸念も生じている。価値観", "や個人の情報を侵害するおそれがあると指摘されている。",
)  # fmt: skip


def test_lines_shaded_like_the_ground_they_stand_on_are_one_text(tmp_path: Path) -> None:
    """Programs shade each line of a paragraph by itself, narrower beside a picture."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(LAVENDER)
        canvas.rect(40, 440, 330, 100, stroke=0, fill=1)
        for number in range(len(SHADED)):
            width = 290 if number < 2 else 320
            canvas.rect(45, 505 - 15 * number, width, 15, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont(FONT, SIZE)
        for number, text in enumerate(SHADED):
            canvas.drawString(50, 509 - 15 * number, text)

    read = page_of(tmp_path, draw)
    paragraphs = ["".join(line.text for line in block.lines) for block in read.blocks]
    assert paragraphs == ["".join(SHADED[:3]), "".join(SHADED[3:])]
