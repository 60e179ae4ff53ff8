"""Boxes with a few words, each with its own text below: the steps of a procedure, cards."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of
from tests.paper.test_whole_entries import rows, texts
from tests.pdfs import FONT

SIZE = 10.0
WIDE, APART, LEFT = 118.0, 12.0, 22.0
STEPS = (
    ("申請", "４月", ("・様式に書類を添えて", "　出すこと。", "・期限を守ること。")),
    ("審査", "６月", ("・生き物の調べ",)),
    ("交付", "９月", ("・結果の知らせ", "・お金の交付")),
)  # fmt: skip


def left_of(number: int) -> float:
    return LEFT + number * (WIDE + APART)


def head(canvas: Canvas, number: int, top: float, text: str, *, shape: str = "ground") -> None:
    x, y = left_of(number), top - 20
    canvas.setFillGray(0.8)
    if shape == "ground":
        canvas.rect(x, y, WIDE, 20, stroke=0, fill=1)
    elif shape == "frame":
        canvas.rect(x, y, WIDE, 20)
    else:
        notch = 8 if shape == "chevron" else 0
        path = canvas.beginPath()
        path.moveTo(x, y)
        for at, up in ((WIDE, 0), (WIDE + 10, 10), (WIDE, 20), (0, 20), (notch, 10)):
            path.lineTo(x + at, y + up)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont(FONT, SIZE)
    canvas.drawString(x + 12, y + 6, text)


def below(canvas: Canvas, number: int, top: float, lines: tuple[str, ...]) -> None:
    canvas.setFont(FONT, SIZE)
    for at, line in enumerate(lines):
        canvas.drawString(left_of(number), top - 34 - 14 * at, line.replace("　", ""))


@pytest.mark.parametrize("shape", ["ground", "frame", "arrow", "chevron"])
def test_each_step_is_read_with_what_is_below_it(tmp_path: Path, shape: str) -> None:
    def draw(canvas: Canvas) -> None:
        for number, (name, month, lines) in enumerate(STEPS):
            head(canvas, number, 500, name, shape=shape)
            below(canvas, number, 500, (month, *lines))

    wanted = [
        text.replace("　", "") for name, month, lines in STEPS for text in (name, month, *lines)
    ]
    assert texts(page_of(tmp_path, draw)) == wanted


def test_cards_in_two_rows_are_read_row_by_row_and_each_whole(tmp_path: Path) -> None:
    cards = [
        ("相談", ("電話でも窓口でも受けて", "おります。")), ("支援", ("計画をともに作ります。",)),
        ("交流", ("・月に一度集まります。", "・昼食を出します。")),
        ("学習", ("子どもの学びを大学の学", "生が助けます。")), ("見守り", ("訪ねて話を聞きます。",)),
        ("移動", ("・車を出します。", "・費用は要りません。")),
    ]  # fmt: skip

    def draw(canvas: Canvas) -> None:
        for at, (name, lines) in enumerate(cards):
            top = 500 - 100 * (at // 3)
            head(canvas, at % 3, top, name)
            below(canvas, at % 3, top, lines)
        canvas.drawString(LEFT, 280, "詳しいことは担当の窓口にお尋ねください。")

    page = page_of(tmp_path, draw)
    assert texts(page) == [
        *(text for name, lines in cards for text in (name, *lines)),
        "詳しいことは担当の窓口にお尋ねください。",
    ]


def test_what_is_drawn_below_the_text_of_one_column_is_of_that_column(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number, name in enumerate(("現状", "対策")):
            head(canvas, number, 500, name)
            below(canvas, number, 500, ("・" + name + "を示した文がここ", "　にあります。"))
        canvas.rect(left_of(0), 420, WIDE, 30)
        canvas.drawString(left_of(0) + 5, 430, "図に添えた語")

    assert texts(page_of(tmp_path, draw)) == [
        "現状", "・現状を示した文がここ", "にあります。", "図に添えた語",
        "対策", "・対策を示した文がここ", "にあります。",
    ]  # fmt: skip


def test_the_rows_of_a_table_stay_rows_under_heads_that_are_apart(tmp_path: Path) -> None:
    cells = [("窓口", "平日", "無料"), ("訪問", "毎日", "有料"), ("電話", "休日", "無料")]

    def draw(canvas: Canvas) -> None:
        for number, name in enumerate(("方法", "曜日", "費用")):
            head(canvas, number, 500, name)
            below(canvas, number, 500, tuple(row[number] for row in cells))

    found = page_of(tmp_path, draw)
    assert [list(row) for row in cells] == rows(found)[-3:]


def test_boxes_that_are_level_by_chance_part_no_columns(tmp_path: Path) -> None:
    columns = (
        (("図書館", 3), ("体育館", 2), ("公民館", 4)),
        (("保育所", 6), ("学童保育", 3)),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for x, sections in zip((20, 220), columns, strict=True):
            top = 520.0
            for name, lines in sections:
                canvas.setFillGray(0.85)
                canvas.rect(x, top - 16, 180, 16, stroke=0, fill=1)
                canvas.setFillGray(0)
                canvas.drawString(x + 4, top - 12, name)
                for at in range(lines):
                    text = f"・{name}の{'月火水木金土'[at]}曜日は九時に開きます"
                    canvas.drawString(x + 2, top - 32 - 15 * at, text)
                top -= 15 * lines + (38 if name != "図書館" else 53)

    found = [text for text in texts(page_of(tmp_path, draw)) if text[0] != "・"]
    assert found == [name for sections in columns for name, _ in sections]
