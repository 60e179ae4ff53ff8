"""Texts of slides and boxes: their bullets, their grounds, and what hangs out of their frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 10.0
PITCH = 15.0
ITEMS = (
    ("海外展開の計画立案から、その実行・成約まで、", "専門家が伴走型支援。"),
    ("海外の主要見本市への出展支援をすることに", "より、現地で触れる機会を創出。"),
    ("中小企業が海外展開する際の販路拡大、広報", "等の取組を支援。"),
)


@pytest.mark.parametrize("bullet", "●⚫■⬛◆➢➤✔")
def test_bullets_with_a_ruled_heading_between_them(tmp_path: Path, bullet: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        y = 540.0
        for number, lines in enumerate(ITEMS):
            if number == 2:
                y -= PITCH
                canvas.drawString(90, y, "サステナビリティの普及・啓発")
                canvas.line(40, y - 6, 330, y - 6)
                y -= 2 * PITCH
            # the sign is drawn as a font of a word processor does, by itself
            canvas.drawString(40, y, bullet)
            for at, line in enumerate(lines):
                canvas.drawString(58, y - PITCH * at, line)
            y -= 3 * PITCH

    page = page_of(tmp_path, draw)
    assert not [block for block in page.blocks if block.kind == "table"]
    words = plain(page)
    for lines in ITEMS:
        assert "".join(lines) in words


def test_bullets_that_hang_out_of_a_frame(tmp_path: Path) -> None:
    """The text stands in a frame, its bullets on the frame's left side."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.rect(46, 400, 250, 160)
        canvas.drawString(52, 545, "先端研究の抜本的強化")
        y = 520.0
        for lines in ITEMS:
            canvas.drawString(41, y, "•")
            for at, line in enumerate(lines):
                canvas.drawString(58, y - PITCH * at, line)
            y -= 3 * PITCH

    words = plain(page_of(tmp_path, draw))
    assert "先端研究の抜本的強化" + "".join("•" + "".join(lines) for lines in ITEMS) in words


def test_lines_shaded_one_by_one_are_one_text(tmp_path: Path) -> None:
    prose = (
        "霧浜町の議会は四月の初めに開かれ、町長が一年の方針を",
        "述べた後、議員が順に質問をする。傍聴の席は先着の順と",
        "し、手話の通訳が要る人は前の日までに申し出る。録画は",
        "翌日の正午から町の頁で見ることができる。",
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for at, line in enumerate(prose):
            canvas.setFillColorRGB(0.85, 0.9, 0.8)
            canvas.rect(40, 536 - 12 * at, 262, 12, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.drawString(42, 539 - 12 * at, line)

    page = page_of(tmp_path, draw)
    assert [len(block.lines) for block in page.blocks] == [4]
    assert "".join(prose) in plain(page)


REFERRING = (
    ("優越的地位の濫用（独占禁止法第２条）や、告示にいう利益", "（告示第８項）に該当するおそれがあることに注意する。"),
    ("機器の安全については仕様の段階で考えることが大切で、７．", "（１）のとおり、製品設計において守りを確かめておく。"),
    ("区域内において提供される宿泊に係る役務であるもの（宿泊", "（飲食を伴うものを含む。以下この条において同じ。））。"),
    ("前項の規定にかかわらず、市長が特に必要と認めるときは、", "第３条の規定により定める期間を延ばすことができるもの。"),
)  # fmt: skip


@pytest.mark.parametrize("lines", REFERRING)
def test_a_line_that_is_cut_from_the_one_above_is_no_item(
    tmp_path: Path, lines: tuple[str, str]
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for at, line in enumerate(("また、次のことにも気を付ける必要がある。", *lines)):
            canvas.drawString(50 if at == 0 else 40, 540 - PITCH * at, line)

    page = page_of(tmp_path, draw)
    (block,) = [b for b in page.blocks if any(lines[1] == line.text for line in b.lines)]
    assert lines[0] in [line.text for line in block.lines]
