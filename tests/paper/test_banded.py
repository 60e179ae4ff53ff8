"""Tables without rules that have grounds of colour, and titles of sections between their rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import lines, page_of
from tests.paper.test_whole_entries import rows
from tests.pdfs import FONT

SIZE = 10.0
PITCH = 18.0
TOP = 540.0
LEFTS = (40.0, 110.0, 220.0, 300.0)
"""Where the columns begin; the last one ends at ``RIGHT``."""
RIGHT = 380.0

HEADS = ("区分", "品名", "規格", "単価")
ITEMS = (
    ("ガーゼ", "滅菌ガーゼＳ", "10枚入", "320"),
    ("包帯", "伸縮包帯５号", "10巻", "1,250"),
    ("手袋", "検査用手袋Ｍ", "200枚", "1,980"),
    ("容器", "採尿容器", "100個", "2,400"),
)


def line(canvas: Canvas, cells: Sequence[str], y: float) -> None:
    canvas.setFont(FONT, SIZE)
    for x, text in zip(LEFTS, cells, strict=False):
        canvas.drawString(x, y, text)


def ground(canvas: Canvas, x0: float, x1: float, y: float) -> None:
    canvas.setFillGray(0.85)
    canvas.rect(x0, y - 5, x1 - x0, PITCH, stroke=0, fill=1)
    canvas.setFillGray(0)


def banded(canvas: Canvas, *, cells: bool, first: int) -> None:
    """Heads and four rows; every other one, from ``first`` on, on a ground a cell or a row."""
    ends = (*LEFTS[1:], RIGHT)
    for number, held in enumerate((HEADS, *ITEMS)):
        y = TOP - PITCH * number
        if number % 2 == first:
            if cells:
                for x0, x1 in zip(LEFTS, ends, strict=True):
                    ground(canvas, x0 - 4, x1 - 4, y)
            else:
                ground(canvas, LEFTS[0] - 4, RIGHT, y)
        line(canvas, held, y)
    canvas.drawString(
        40, TOP - PITCH * 6, "上記の単価は、契約の日から一年の間、改めないものとする。"
    )


@pytest.mark.parametrize("cells", [True, False])
@pytest.mark.parametrize("first", [0, 1])
def test_rows_of_a_banded_table_are_its_bands_and_what_is_between(
    tmp_path: Path, cells: bool, first: int
) -> None:
    page = page_of(tmp_path, lambda canvas: banded(canvas, cells=cells, first=first))
    assert rows(page) == [list(HEADS), *map(list, ITEMS)]
    assert lines(page)[-1].text.startswith("上記の単価は")


def shares(canvas: Canvas) -> None:
    """Bars of one length, whose parts end anywhere, with names above them."""
    for number, (name, parts) in enumerate(
        (("大規模", (0.5, 0.2, 0.3)), ("中規模", (0.3, 0.4, 0.3)), ("小規模", (0.1, 0.6, 0.3)))
    ):
        y, x = TOP - 60 * number, 40.0
        for share in parts:
            ground(canvas, x, x + 300 * share, y)
            line(canvas, (), y)
            canvas.drawString(x + 5, y, f"{share * 100:.0f}%")
            x += 300 * share
        canvas.drawString(40, y + 25, name)


def test_bars_of_shares_are_no_rows(tmp_path: Path) -> None:
    page = page_of(tmp_path, shares)
    assert not any(len(row) > 3 for row in rows(page))
    assert {"大規模", "中規模", "小規模"} <= {held.text for held in lines(page)}


def one_ground(canvas: Canvas) -> None:
    """The heads alone on a ground, which is as wide as the page."""
    ground(canvas, 36, 400, TOP)
    for number, held in enumerate((HEADS[:3], *(item[:3] for item in ITEMS))):
        line(canvas, held, TOP - PITCH * number)


def test_heads_on_one_ground_are_the_first_row(tmp_path: Path) -> None:
    assert rows(page_of(tmp_path, one_ground))[0] == list(HEADS[:3])


def centred(canvas: Canvas) -> None:
    """Every other row on a ground; labels and points at half the height of what is said."""
    texts = (
        (
            "初回加算",
            ("初めて訪問した月に、計画を", "作成して説明した場合に、", "月一回に限る。"),
            "300",
        ),
        ("連携加算", ("情報を提供した場合に限る。",), "50"),
        ("緊急加算", ("主治医の指示により緊急に", "訪問した場合に算定する。"), "265"),
    )
    canvas.setFont(FONT, SIZE)
    y = TOP
    for number, (label, said, points) in enumerate(texts):
        height = 14.0 * len(said) + 8
        if number % 2 == 0:
            canvas.setFillGray(0.85)
            for x0, x1 in ((36, 120), (120, 300), (300, 360)):
                canvas.rect(x0, y - height, x1 - x0, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        for at, text in enumerate(said):
            canvas.drawString(124, y - 4 - 14 * (at + 1) + 3, text)
        middle = y - height / 2 - 4
        canvas.drawString(40, middle, label)
        canvas.drawString(304, middle, points)
        y -= height


def test_cells_set_about_the_middle_of_a_band_are_one_row(tmp_path: Path) -> None:
    assert rows(page_of(tmp_path, centred)) == [
        ["初回加算", "初めて訪問した月に、計画を作成して説明した場合に、月一回に限る。", "300"],
        ["連携加算", "情報を提供した場合に限る。", "50"],
        ["緊急加算", "主治医の指示により緊急に訪問した場合に算定する。", "265"],
    ]


TITLES = ("１　衛生材料（処置及び手術に用いるもの）", "２　検査の用に供するもの")


def sections(canvas: Canvas, draw: Callable[[Canvas, float], None] | None) -> None:
    """Heads, and rows in two sections, whose titles run over several columns."""
    held: list[Sequence[str]] = [
        HEADS, (TITLES[0],), *ITEMS[:2], (TITLES[1],), *ITEMS[2:], ("", "採血管", "50本", "4,800")
    ]  # fmt: skip
    for number, cells in enumerate(held):
        y = TOP - PITCH * number
        if len(cells) == 1 and draw is not None:
            draw(canvas, y)
        line(canvas, cells, y)


def rule(canvas: Canvas, y: float) -> None:
    canvas.line(36, y + 13, RIGHT, y + 13)


@pytest.mark.parametrize(
    "draw", [None, lambda canvas, y: ground(canvas, 36, RIGHT, y)], ids=["plain", "grounds"]
)
def test_titles_of_sections_run_over_the_columns_and_are_rows(
    tmp_path: Path, draw: Callable[[Canvas, float], None] | None
) -> None:
    found = rows(page_of(tmp_path, lambda canvas: sections(canvas, draw)))
    assert found == [
        list(HEADS),
        [TITLES[0].replace("\u3000", "")], list(ITEMS[0]), list(ITEMS[1]),
        [TITLES[1].replace("\u3000", "")], list(ITEMS[2]), list(ITEMS[3]),
        ["採血管", "50本", "4,800"],
    ]  # fmt: skip


def ruled_sections(canvas: Canvas) -> None:
    """The same with rules above and below each section only."""
    sections(canvas, rule)
    for number in (1, 4, 8):
        rule(canvas, TOP - PITCH * number)


def test_rows_of_a_section_between_rules_are_told_by_their_amounts(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, ruled_sections))
    assert [list(item) for item in ITEMS] == [row for row in found if len(row) == 4][-4:]


def particulars(canvas: Canvas) -> None:
    """Labels and what they say, twice side by side, close below each other; one is addressed."""
    canvas.setFont(FONT, SIZE)
    for number, (one, said, other, beside) in enumerate((
        ("患者番号", "00123456", "依頼科", "内科（外来）"),
        ("患者氏名", "ミナセ　タロウ", "依頼医", "桐生"),
        ("性別・年齢", "男　58歳", "採取日時", "2026/08/26"),
    )):  # fmt: skip
        y = TOP - 12.5 * number
        for x, text in ((40, one), (105, said), (230, other), (290, beside)):
            canvas.drawString(x, y, text)
        if number == 1:
            canvas.drawString(195, y, "様")


def test_one_line_in_a_column_makes_no_row_of_all(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, particulars))
    assert [row[0] for row in found] == ["患者番号", "患者氏名", "性別・年齢"]


def contact(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for number, text in enumerate((
        "水無瀬市健康福祉部地域医療課", "電　話　０００－１１１－２２２２（内線　２７５４）",
        "ＦＡＸ　０００－１１１－３３３３",
    )):  # fmt: skip
        canvas.drawString(120, TOP - 14 * number, text)


def test_a_bracket_is_closed_behind_a_typed_space(tmp_path: Path) -> None:
    found = "".join(held.text for held in lines(page_of(tmp_path, contact)))
    assert "（内線　２７５４）" in found


def steps(canvas: Canvas) -> None:
    """Large numbers of steps, the first at the head of the page."""
    for number, title in enumerate(("申請書を書く", "窓口に出す", "結果を受け取る")):
        y = 560 - 40 * number
        canvas.setFont(FONT, 18)
        canvas.drawString(40, y, str(number + 1))
        canvas.setFont(FONT, SIZE)
        canvas.drawString(60, y + 6, title)
        canvas.drawString(60, y - 8, "必要な事項を書いてください。")


def test_the_number_of_a_step_is_no_page_number(tmp_path: Path) -> None:
    page = page_of(tmp_path, steps)
    assert not [block for block in page.blocks if block.kind == "furniture"]


SCALE = (
    ("1", "188,400", "219,700", "254,800"), ("2", "190,100", "221,300", "256,300"),
    ("3", "191,800", "223,000", "258,200"), ("4", "193,500", "224,800", "260,100"),
    ("5", "195,100", "226,500", "262,000"),
)  # fmt: skip


def scale(canvas: Canvas) -> None:
    """Steps of a scale in one cell of a ruled table, beside the label of all of them."""
    for y in (555, 530, 430):
        canvas.line(36, y, 380, y)
    for x in (36, 106, 380):
        canvas.line(x, 430, x, 555)
    line(canvas, ("職員", "号給", "１級", "２級"), 538)
    canvas.drawString(340, 538, "３級")
    canvas.drawString(40, 480, "全職員")
    for number, steps in enumerate(SCALE):
        for x, text in zip((110, 220, 290, 340), steps, strict=True):
            canvas.drawString(x, 512 - 18 * number, text)


def test_the_steps_of_a_scale_in_one_cell_are_rows(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, scale))
    assert found[1] == ["全職員", *SCALE[0]]
    assert found[2:] == [list(steps) for steps in SCALE[1:]]
