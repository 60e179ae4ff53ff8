"""Vertical pages whose lines begin with numbers in brackets, set level across each line, and name
things with numerals in brackets that hang out at both sides of the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import lines, page_of
from tests.pdfs import FONT

SIZE = 12.0
PITCH = 25.0
RIGHT, TOP = 380.0, 540.0
HALF = SIZE / 2
"""Widths of the signs of a label."""


def level(canvas: Canvas, middle: float, y: float, text: str, wide: float) -> None:
    """``text`` across the line about ``middle``: brackets and figures half an em wide, a numeral
    ``wide``."""
    widths = [wide if sign in "ⅠⅡⅢⅣ" else HALF for sign in text]
    x = middle - sum(widths) / 2
    for sign, width in zip(text, widths, strict=True):
        canvas.drawString(x, y, sign)
        x += width


def column(canvas: Canvas, number: int, first: float, parts: list[str]) -> None:
    """The line ``number`` from the right; ``parts`` are runs of upright characters, and what is set
    level in brackets; a blank is an em."""
    canvas.setFont(FONT, SIZE)
    middle, y = RIGHT - PITCH * number, TOP - first * SIZE
    for part in parts:
        if part.startswith("("):
            level(canvas, middle, y, part, SIZE)
            y -= SIZE
            continue
        for sign in part:
            if sign != "　":
                canvas.drawString(middle - HALF, y, sign)
            y -= SIZE


ITEMS = (
    ("(1)", "医療に係る研修を受けた常勤の医師が配置されていること。"),
    ("(2)", "患者の求めに応じて機器を修理する体制が整備されていること。"),
    ("(3)", "当該療養を行うにつき十分な機器及び設備を有していること。"),
    ("(4)", "別の保険医療機関との間の連絡の体制が整備されていること。"),
)


@pytest.mark.parametrize("first", [1, 10])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_numbers_at_the_heads_of_lines_beside_each_other_begin_each_its_line(
    tmp_path: Path, count: int, first: int
) -> None:
    """However many there are, they are no row that is read across; those of two digits stand so
    close that their brackets nearly touch."""
    items = [(f"({first + number})", text) for number, (_, text) in enumerate(ITEMS[:count])]

    def draw(canvas: Canvas) -> None:
        column(canvas, 0, 0, ["二　有床義歯の修理の施設基準"])
        for number, (label, text) in enumerate(items, 1):
            column(canvas, number, 1, [label, "　" + text])
        column(canvas, count + 1, 0, ["三　補綴物の修理の施設基準"])

    found = ["".join(line.text.split()) for line in lines(page_of(tmp_path, draw))]
    assert found == [
        "二有床義歯の修理の施設基準", *(label + text for label, text in items), "三補綴物の修理の施設基準",
    ]  # fmt: skip


def test_numbers_stand_apart_from_a_number_of_another_level_beside_them(tmp_path: Path) -> None:
    """一の三 stands between (2) and (1), its の level with both."""

    def draw(canvas: Canvas) -> None:
        column(canvas, 0, 1, [ITEMS[0][0], "　" + ITEMS[0][1]])
        column(canvas, 1, 0, ["一の三　往診料に規定する時間"])
        column(canvas, 2, 1, [ITEMS[0][0], "　" + ITEMS[1][1]])
        column(canvas, 3, 1, [ITEMS[1][0], "　" + ITEMS[2][1]])

    found = ["".join(line.text.split()) for line in lines(page_of(tmp_path, draw))]
    assert found == [
        "(1)" + ITEMS[0][1], "一の三往診料に規定する時間", "(1)" + ITEMS[1][1], "(2)" + ITEMS[2][1],
    ]  # fmt: skip


def test_numerals_keep_the_brackets_that_hang_out_beside_them(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        column(canvas, 0, 0, ["(2)", "　検体検査管理加算", "(Ⅱ)", "の施設基準"])
        column(canvas, 1, 1, ["イ　院内検査を行っている病院又は診療所であること。"])
        column(canvas, 2, 0, ["(3)", "　検体検査管理加算", "(Ⅲ)", "の施設基準"])
        column(canvas, 3, 1, ["イ　臨床検査を担当する常勤の医師が配置されていること。"])

    found = ["".join(line.text.split()) for line in lines(page_of(tmp_path, draw))]
    assert found[::2] == ["(2)検体検査管理加算(Ⅱ)の施設基準", "(3)検体検査管理加算(Ⅲ)の施設基準"]
