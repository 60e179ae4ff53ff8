"""An index set in columns is read column by column; labels around a pie are whole."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import SIZE, page_of, plain
from tests.pdfs import FONT

EM = 9.0
PITCH = 14.0
TERMS = [
    *(
        "相談窓口",
        "移動図書館",
        "浄水場",
        "避難所",
        "霧笛",
        "灯台の保守",
        "港湾の清掃",
        "漁具の貸付け",
    ),
    *("雪下ろし", "巡回バス", "水門", "標識", "防風林", "保育の定員", "学童の送迎", "給食の献立"),
    *("歩道の段差", "街路灯", "墓地の区画", "斎場", "橋の点検", "下水の接続", "側溝", "空き地"),
]


def _entries(canvas: Canvas, terms: list[str], x: float, room: float, leader: str) -> list[str]:
    """Write an entry a line from the top: term, leaders, page; the entries."""
    written = []
    for number, term in enumerate(terms):
        page = str(7 + 13 * number)
        white = room - pdfmetrics.stringWidth(term + page, FONT, EM)
        entry = term + leader * int(white / pdfmetrics.stringWidth(leader, FONT, EM)) + page
        canvas.setFont(FONT, EM)
        canvas.drawString(x, SIZE[1] - 120 - PITCH * number, entry)
        written.append(entry)
    return written


@pytest.mark.parametrize("leader", ["・", "…", "."])
@pytest.mark.parametrize("columns", [2, 3])
def test_an_index_is_read_column_by_column(tmp_path: Path, leader: str, columns: int) -> None:
    written: list[str] = []

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 14)
        canvas.drawCentredString(SIZE[0] / 2, SIZE[1] - 80, "索引")
        room = (SIZE[0] - 70) / columns
        many = len(TERMS) // columns
        for column in range(columns):
            terms = TERMS[column * many : (column + 1) * many]
            written.extend(_entries(canvas, terms, 35 + room * column, room - 16, leader))

    assert plain(page_of(tmp_path, draw)).startswith("索引" + "".join(written))


def test_labels_that_stand_around_a_pie_are_whole(tmp_path: Path) -> None:
    names = ("清掃課", "港湾課", "図書館", "税務課", "水道課")
    labels = [(name, f"{share}件") for name, share in zip(names, (31, 25, 19, 14, 11), strict=True)]

    def draw(canvas: Canvas) -> None:
        middle, radius = (SIZE[0] / 2, SIZE[1] - 250), 80.0
        at = 90.0
        for number, (name, share) in enumerate(labels):
            turn = 3.6 * int(share.rstrip("件"))
            canvas.setFillGray(0.3 + 0.12 * number)
            x, y = middle
            canvas.wedge(x - radius, y - radius, x + radius, y + radius, at, turn, fill=1)
            half = math.radians(at + turn / 2)
            canvas.setFillGray(0)
            canvas.setFont(FONT, EM)
            for line, text in enumerate((name, share)):
                canvas.drawCentredString(
                    x + 1.3 * radius * math.cos(half),
                    y + 1.3 * radius * math.sin(half) - 1.2 * EM * line,
                    text,
                )
            at += turn
        canvas.setFont(FONT, EM)
        canvas.drawCentredString(SIZE[0] / 2, SIZE[1] - 400, "図１　受付の内訳")

    said = plain(page_of(tmp_path, draw))
    assert [name for name, share in labels if name + share not in said] == []


def test_a_caption_below_bars_without_words_ends_its_column(tmp_path: Path) -> None:
    text = [
        "水路の長さは年ごとに短くなり、",
        "手入れをする人も減っている。こ",
        "の傾向は山の村で著しく、町では",
    ]

    def draw(canvas: Canvas) -> None:
        for number, x in enumerate((40, 220)):
            canvas.setFont(FONT, 10)
            canvas.drawString(x, 540, f"{number + 1}．水路の長さ")
            for at, line in enumerate([*text, "変わらない。"]):
                canvas.drawString(x, 522 - 14 * at, line)
            for at, high in enumerate((50, 35, 42, 20)):
                canvas.rect(x + 30 + 22 * at, 400, 14, high, stroke=0, fill=1)
            canvas.setFont(FONT, 8)
            canvas.drawString(x + 25, 384, f"図{number + 1}　水路の長さの推移")

    found = [line.text for _, _, line in page_of(tmp_path, draw).lines()]
    assert ["".join(text.split()) for text in found if text[0] in "図12"] == [
        "1．水路の長さ", "図1水路の長さの推移", "2．水路の長さ", "図2水路の長さの推移"
    ]  # fmt: skip
