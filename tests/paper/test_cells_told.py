"""Cells of open tables: typed spaces, words that fill a width, titles between tables, frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import page_of
from tests.pdfs import FONT

SIZE = 10.0
POSTS = ("局長", "課長補佐", "主査", "室長", "参事", "主任技師")
PEOPLE = ("森　一郎", "長谷川　葵", "東　さくら", "勅使河原　修", "田辺　誠", "林　千代子")


def cells(page: Page) -> list[tuple[int, int, str]]:
    """Row, column and text, without white space, of each cell of the page's tables."""
    return [
        (cell.row, cell.column, "".join("".join(line.text.split()) for line in lines))
        for block in page.blocks
        for cell in block.cells
        if (lines := block.lines[cell.start : cell.end])
    ]


def rows(page: Page) -> list[list[str]]:
    """The texts of the cells of each row, one table after the other."""
    found: list[list[str]] = []
    for block in page.blocks:
        by_row: dict[int, list[str]] = {}
        for cell in block.cells:
            text = "".join(
                "".join(line.text.split()) for line in block.lines[cell.start : cell.end]
            )
            by_row.setdefault(cell.row, []).append(text)
        found += [by_row[row] for row in sorted(by_row)]
    return found


def spread(canvas: Canvas, x: float, y: float, text: str, width: float) -> None:
    """Characters set apart to fill a width."""
    step = (width - SIZE) / (len(text) - 1)
    for number, letter in enumerate(text):
        canvas.drawString(x + number * step, y, letter)


def pieces(canvas: Canvas, x: float, y: float, text: str) -> None:
    """Words with ideographic spaces between, which are drawn by their places alone."""
    for word in text.split("　"):
        canvas.drawString(x, y, word)
        x += (len(word) + 1) * SIZE


def posts(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for number, (post, person) in enumerate(zip(POSTS, PEOPLE, strict=True)):
        y = 520 - number * 18
        spread(canvas, 60, y, post, 70)
        pieces(canvas, 150, y, person)


def test_posts_that_fill_a_width_and_names_with_a_space_are_a_cell_each(tmp_path: Path) -> None:
    page = page_of(tmp_path, posts)
    people = ["".join(name.split("　")) for name in PEOPLE]
    assert rows(page) == [[post, name] for post, name in zip(POSTS, people, strict=True)]


def two_lists(canvas: Canvas) -> None:
    """Members in four columns, a heading, officers in two others."""
    canvas.setFont(FONT, SIZE)
    canvas.drawString(40, 550, "○出席した委員")
    for number in range(4):
        y = 530 - number * 16
        for x, at in ((60, 2 * number), (230, 2 * number + 1)):
            canvas.drawString(x, y, f"{at + 1}番")
            canvas.drawString(
                x + 50, y, "木下清武田薫大森豊北川望"[3 * (at % 4) : 3 * (at % 4) + 3]
            )
    canvas.drawString(40, 456, "○説明のため出席した者")
    for number, (post, name, tel) in enumerate(
        (
            ("総務部長", "岡本進", "１０１"),
            ("財政課長", "柴田勇", "２０４"),
            ("会計管理者", "泉学", "３３０"),
        )
    ):
        y = 436 - number * 16
        canvas.drawString(80, y, post)
        canvas.drawString(170, y, name)
        canvas.drawString(290, y, tel)


def test_a_title_between_them_parts_tables_of_other_columns(tmp_path: Path) -> None:
    page = page_of(tmp_path, two_lists)
    found = rows(page)
    assert ["1番", "木下清", "2番", "武田薫"] in found
    assert ["会計管理者", "泉学", "３３０"] in found
    assert ["総務部長", "岡本進", "１０１"] in found


YEARS = (
    ("平成17年", "（2005）", ("企画課の設置", "公民館の改築", "計画の策定"), ("法の改正",)),
    ("平成19年", "（2007）", ("図書館の開館",), ("制度の創設", "基準の告示")),
    (
        "平成23年",
        "（2011）",
        ("庁舎の移転", "協定の締結"),
        ("大綱の決定", "指針の公表", "通知の発出"),
    ),
    ("平成26年", "（2014）", ("条例の制定", "審議会の答申"), ("法の施行",)),
)


def years(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for x, head in ((50, "年"), (130, "市の動き"), (280, "国の動き")):
        canvas.drawString(x, 550, head)
    y = 530.0
    for year, western, city, state in YEARS:
        canvas.drawString(50, y, year)
        canvas.drawString(52, y - 15, western)
        for x, items in ((130, city), (280, state)):
            for number, item in enumerate(items):
                canvas.drawString(x, y - 15 * number, item)
        y -= 15 * max(2, len(city), len(state))


def test_a_remark_below_a_label_begins_no_row(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, years))
    for year, western, city, state in YEARS:
        assert [year + western, "".join(city), "".join(state)] in found


def framed(canvas: Canvas) -> None:
    """Two frames side by side, a list of amounts in each."""
    canvas.setFont(FONT, SIZE)
    canvas.rect(40, 380, 160, 160)
    canvas.rect(200, 380, 160, 160)
    for left, names in ((40, "土地建物備品現金預金債権"), (200, "借金未払前受賞与引当負債")):
        for number in range(6):
            y = 520 - number * 22
            canvas.drawString(left + 8, y, names[2 * number : 2 * number + 2])
            canvas.drawRightString(left + 150, y, f"{(number + 3) * 1117:,}")


def test_lists_of_amounts_in_frames_are_tables_and_no_cells(tmp_path: Path) -> None:
    texts = [text for _, _, text in cells(page_of(tmp_path, framed))]
    assert {"土地", "3,351", "負債", "8,936"} <= set(texts)
    assert max(map(len, texts)) < 8


def numbered(canvas: Canvas, head: str) -> None:
    """Opinions and answers; the number of each before its first line."""
    canvas.setFont(FONT, SIZE)
    canvas.drawString(40, 550, head)
    canvas.drawString(70, 550, "意見の概要")
    canvas.drawString(230, 550, "市の考え方")
    y = 528.0
    for number, (opinion, answer) in enumerate(
        (
            (("道路の照明を増やし、夜の", "通行を安全にしてほしい。"), ("順に設置しています。",)),
            (
                ("図書館を夜まで開けること", "はできないか。"),
                ("来年度から週に二日、二十", "時まで開けます。"),
            ),
            (("公園の遊具が古い。",), ("点検の結果により、順に新", "しくしています。")),
            (("窓口で待つ時間が長く、休", "みの日も開けてほしい。"), ("第二日曜に開けています。",)),
        )
    ):
        canvas.drawString(44, y, str(number + 1))
        for x, lines in ((70, opinion), (230, answer)):
            for at, line in enumerate(lines):
                canvas.drawString(x, y - 15 * at, line)
        y -= 15 * max(len(opinion), len(answer)) + 10


@pytest.mark.parametrize("head", ["No.", "番号"])
def test_numbers_with_a_head_of_their_own_are_a_column(tmp_path: Path, head: str) -> None:
    found = rows(page_of(tmp_path, lambda canvas: numbered(canvas, head)))
    assert [head, "意見の概要", "市の考え方"] in found
    assert ["3", "公園の遊具が古い。", "点検の結果により、順に新しくしています。"] in found


def test_a_column_is_no_name_where_places_have_other_white(tmp_path: Path) -> None:
    """Posts of other lengths, flush left, before names that stand in a column."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (post, name) in enumerate(
            (
                ("会長", "岡本進"),
                ("副会長", "柴田勇"),
                ("監事", "泉学"),
                ("事務局長", "北川望"),
                ("委員", "大森豊"),
            )
        ):
            canvas.drawString(60, 540 - number * 17, post)
            canvas.drawString(110, 540 - number * 17, name)

    found = rows(page_of(tmp_path, draw))
    assert found == [
        ["会長", "岡本進"], ["副会長", "柴田勇"], ["監事", "泉学"], ["事務局長", "北川望"], ["委員", "大森豊"],
    ]  # fmt: skip


def test_a_number_is_a_column_where_a_head_stands_over_what_follows_it(tmp_path: Path) -> None:
    """White of one character behind each number, and a head at the place behind it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for x, head in ((60, "号"), (80, "件名"), (220, "結果")):
            canvas.drawString(x, 550, head)
        for number, (what, result) in enumerate(
            (
                ("公園条例の改正", "可決"),
                ("道路の認定", "可決"),
                ("決算の認定", "認定"),
                ("契約の締結", "否決"),
            )
        ):
            y = 532 - number * 16
            canvas.drawString(60, y, "１２３４"[number])
            canvas.drawString(80, y, what)
            canvas.drawString(220, y, result)

    assert ["２", "道路の認定", "可決"] in rows(page_of(tmp_path, draw))


def shaded_heads(canvas: Canvas) -> None:
    """Heads on grounds that touch, and rows without any."""
    canvas.setFont(FONT, SIZE)
    canvas.drawString(40, 540, "歩きやすいまちづくり計画の進み具合")
    for x, width, head in ((40, 70, "番号"), (110, 150, "施策"), (260, 120, "担当")):
        canvas.setFillGray(0.85)
        canvas.rect(x, 440, width, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(x + width / 2 - 10, 445, head)
    for number, (label, what, who) in enumerate(
        (
            ("1-1", "歩道の段差をなくす", "道路課"),
            ("1-2", "街灯を増やす", "管理課"),
            ("2-1", "公園を広げる", "緑地課"),
        )
    ):
        y = 422 - number * 18
        canvas.drawString(60, y, label)
        canvas.drawString(115, y, what)
        canvas.drawString(265, y, who)


def test_heads_on_grounds_are_of_the_table_below(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, shaded_heads))
    assert found[0] == ["番号", "施策", "担当"]
    assert found[2] == ["1-2", "街灯を増やす", "管理課"]
