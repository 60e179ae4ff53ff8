"""Columns of boxes joined by lines, tables of signs under upright names, cells about the middle of
their row, lists of names beside each other, and large numbers with what they count."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

MODEL = (
    ("投入資源", ("職員の配置", "補助金の交付")),
    ("活動内容", ("研修会の開催", "相談窓口の設置", "手引の配布")),
    ("成果", ("受講者の増加", "苦情の減少")),
)
FAMILIES = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
]
GIVEN = [
    "太郎",
    "一郎",
    "健一",
    "花子",
    "恵子",
    "洋子",
    "和子",
    "直美",
    "美咲",
    "陽子",
    "浩二",
    "明美",
]


def boxes(canvas: Canvas, *, head_in_box: bool) -> None:
    """Each column of boxes under its head, lines from the sides of boxes to those of the next."""
    canvas.setFont(FONT, 9)
    ends: list[float] = []
    for number, (head, texts) in enumerate(MODEL):
        x = 30 + number * 130
        canvas.drawCentredString(x + 50, 500, head)
        if head_in_box:
            canvas.rect(x, 494, 100, 18)
        middles = []
        for at, text in enumerate(texts):
            top = 470 - number * 8 - at * 40
            canvas.rect(x, top - 24, 100, 24)
            canvas.drawString(x + 5, top - 16, text)
            middles.append(top - 12.0)
        for middle in middles if ends else ():
            begin = min(ends, key=lambda y, middle=middle: abs(y - middle))  # type: ignore[misc]
            canvas.line(x - 30, begin, x - 15, begin)
            canvas.line(x - 15, begin, x - 15, middle)
            canvas.line(x - 15, middle, x, middle)
        ends = middles


@pytest.mark.parametrize("head_in_box", [False, True])
def test_columns_from_means_to_ends_are_read_down_each_under_its_head(
    tmp_path: Path, head_in_box: bool
) -> None:
    page = page_of(tmp_path, lambda canvas: boxes(canvas, head_in_box=head_in_box))
    wanted = "".join(head + "".join(texts) for head, texts in MODEL)
    assert plain(page) == wanted


BILLS = (
    ("議案第１号", ("職員の給与に関する条例の", "一部を改正する条例"), "○○×○", "可決"),
    ("議案第２号", ("市道路線の認定について",), "○○○○", "可決"),
    ("議案第３号", ("下水道事業会計の決算の", "認定について"), "×○×○", "否決"),
    ("議案第４号", ("公民館条例の全部を改正", "する条例の制定に", "ついて"), "○×○○", "可決"),
)
NAMES = ("山田太郎", "佐藤花", "東愛", "高橋健一")


def votes(canvas: Canvas) -> None:
    """Names upright over narrow columns of signs, titles of several lines beside."""
    canvas.setFont(FONT, 9)
    for number, name in enumerate(NAMES):
        for at, letter in enumerate(name):
            canvas.drawString(220 + number * 15, 540 - at * 9.5, letter)
    y = 480.0
    for label, title, signs, result in BILLS:
        high = len(title) * 12
        middle = y - high / 2 - 4
        canvas.drawString(30, middle, label)
        for at, line in enumerate(title):
            canvas.drawString(90, y - at * 12 - 10, line)
        for number, sign in enumerate(signs):
            canvas.drawString(220 + number * 15, middle, sign)
        canvas.drawString(300, middle, result)
        y -= high + 7


def test_upright_names_are_read_from_the_left_and_each_row_about_its_middle(tmp_path: Path) -> None:
    text = plain(page_of(tmp_path, votes))
    assert text.startswith("".join(NAMES))
    rows = ["".join((label, *title, signs, result)) for label, title, signs, result in BILLS]
    assert text == "".join(NAMES) + "".join(rows)


def names(canvas: Canvas) -> None:
    canvas.setFont(FONT, 9)
    for number, family in enumerate(FAMILIES):
        canvas.drawString(40, 500 - number * 14, f"{family}　{GIVEN[number]}")
        canvas.drawString(220, 500 - number * 14, f"{family}　{GIVEN[number - 1]}")


def test_long_lists_of_names_are_read_down(tmp_path: Path) -> None:
    text = plain(page_of(tmp_path, names))
    left = "".join(f"{family}{given}" for family, given in zip(FAMILIES, GIVEN, strict=True))
    assert text.startswith(left)


def numbers(canvas: Canvas) -> None:
    for number, (value, what) in enumerate(
        (("1,204人", "利用者の数"), ("58件", "交付の件数"), ("12か所", "設置した数"))
    ):
        x = 80 + number * 125
        canvas.setFont(FONT, 18)
        canvas.drawCentredString(x, 400, value)
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(x, 380, what)


def test_large_numbers_are_read_each_with_what_it_counts(tmp_path: Path) -> None:
    text = plain(page_of(tmp_path, numbers))
    assert text == "1,204人利用者の数58件交付の件数12か所設置した数"
