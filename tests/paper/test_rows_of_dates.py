"""Rows that begin with a time or a date, cells between upright rules, and words that go together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 9.0
PITCH = 14.0
CASES = (
    (("令和4年（わ）", "第5080号"), ("損害賠償請求事", "件"), ("原告　伊藤　義雄", "被告　上野　翔太")),
    (("令和7年（わ）", "第8490号"), ("貸金請求事件",), ("原告　馬場　誠", "被告　清水　湊")),
    (("令和7年（わ）", "第12904号"), ("建物明渡請求事", "件"), ("原告　柳　四朗", "被告　霧浜町")),
    (("令和5年（ネ）", "第20827号"), ("地位確認等請求", "事件"), ("原告　佐野　俊介", "被告　霧浜町")),
    (("令和6年（ネ）", "第11239号"), ("建物明渡請求事", "件"), ("原告　九鬼　彩", "被告　岩崎　翔太")),
)  # fmt: skip
"""Of each case what stands in the columns behind the time, line by line."""
TIMES = ("10:30", "11:30", "11:30", "13:10", "14:00")
DATES = ("令和6年4月1日", "令和6年5月20日", "令和6年5月20日", "令和6年7月3日", "令和6年9月12日")


@pytest.mark.parametrize("labels", [TIMES, DATES])
def test_a_row_begins_with_its_time_and_its_cells_are_whole(
    tmp_path: Path, labels: Sequence[str]
) -> None:
    """All cells have two lines, and no row has white above it."""
    first = 40.0
    lefts = [first + 12 * (len(labels[0]) + 1) * 0.75, 210.0, 300.0]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for x, head in zip([first, *lefts], ("開始", "事件番号", "事件名", "当事者"), strict=True):
            canvas.drawString(x, 540, head)
        for number, (label, cells) in enumerate(zip(labels, CASES, strict=True)):
            y = 540 - PITCH * (1 + 2 * number)
            canvas.drawString(first, y, label)
            for x, lines in zip(lefts, cells, strict=True):
                for at, line in enumerate(lines):
                    canvas.drawString(x, y - PITCH * at, line)

    words = plain(page_of(tmp_path, draw))
    for label, cells in zip(labels, CASES, strict=True):
        row = label + "".join(line for cell in cells for line in cell).replace("\u3000", "")
        assert row in words


def test_prose_beside_a_list_of_dates_is_no_row_of_it(tmp_path: Path) -> None:
    days = ("4月1日　開会", "4月2日　質問", "4月3日　質問", "4月4日　休会", "4月5日　採決")
    prose = (
        "霧浜町の議会は四月の初めに開かれ、町長が",
        "一年の方針を述べた後、議員が順に質問をす",
        "る。傍聴の席は先着順で、手話の通訳が要る",
        "人は前の日までに事務局へ申し出る。録画は",
        "翌日から町のページで見ることができる。な",
        "お、駐車場は庁舎の北側を使うこと。バスは",
        "三十分ごとに駅を出る。議事録は二か月の後",
        "に図書館に置かれ、誰でも読むことができる",
        "。郵送を望む人は切手を添えて申し込む。",
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, day in enumerate(days):
            canvas.drawString(30, 540 - 2 * PITCH * number, day)
        for number, line in enumerate(prose):
            canvas.drawString(190, 540 - PITCH * number, line)

    assert "".join(prose) in plain(page_of(tmp_path, draw))


NAMES = ("二階堂葵", "黒田大輔", "谷口直美", "樋口直美", "八木旭子", "望月俊介")
BILLS = (
    ("議案第1号", ("霧浜町都市公園条例の一部を改", "正する条例の制定について"), "○○○●○○"),
    ("議案第2号", ("霧浜町市民会館条例の一部を改", "正する条例"), "○○○○○欠"),
    ("発議第3号", ("令和元年度霧浜町下水道事業", "会計補正予算（第4号）"), "○●○○○○"),
    ("陳情第4号", ("令和2年度霧浜町病院事業会計", "補正予算（第4号）"), "○○○○○○"),
)


def votes(canvas: Canvas) -> None:
    """How members voted: upright rules alone, bills of two lines beside signs of one."""
    canvas.setFont(FONT, SIZE)
    canvas.drawString(40, 560, "（○賛成　●反対　議長は採決に加わりません）")
    edges = [36.0, 90.0, 222.0, *(222.0 + 14 * n for n in range(1, len(NAMES) + 1)), 370.0]
    bottom = 480 - 30 * (len(BILLS) - 1) - 22
    for x in edges:
        canvas.line(x, 545, x, bottom)
    for x, head in ((50, "番号"), (140, "件名"), (edges[-2] + 14, "結果")):
        canvas.drawString(x, 520, head)
    for number, name in enumerate(NAMES):
        for at, character in enumerate(name):
            canvas.drawString(224.5 + 14 * number, 534 - 10 * at, character)
    for number, (label, lines, signs) in enumerate(BILLS):
        y = 480 - 30 * number
        canvas.drawString(40, y, label)
        for at, line in enumerate(lines):
            canvas.drawString(93, y + 6 - 12 * at, line)
        for at, sign in enumerate(signs):
            canvas.drawString(224.5 + 14 * at, y, sign)
        canvas.drawString(edges[-2] + 12, y, "原案可決")


def test_cells_between_upright_rules_are_whole_rows(tmp_path: Path) -> None:
    words = plain(page_of(tmp_path, votes))
    assert "（○賛成●反対議長は採決に加わりません）" in words
    for label, lines, signs in BILLS:
        assert label + "".join(lines) + signs + "原案可決" in words


def test_each_column_between_upright_rules_is_one_of_the_table(tmp_path: Path) -> None:
    (table,) = _tables(page_of(tmp_path, votes))
    rows = {c.row for c in table.cells}
    assert len(rows) == len(BILLS) + 1
    assert max(c.column for c in table.cells) == len(NAMES) + 2


def _tables(page: Page) -> list:  # type: ignore[type-arg]
    return [block for block in page.blocks if block.kind == "table"]


def test_a_word_that_only_begins_is_no_column(tmp_path: Path) -> None:
    """第 stands at one place on all lines, and what it begins goes on below."""
    numbers = (
        ("令和14年（わ）", "4267"), ("令和6年（ネ）", "17992"), ("令和7年（わ）", "2013"),
        ("令和8年（行ウ）", "311"),
    )  # fmt: skip

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (year, rest) in enumerate(numbers):
            y = 540 - 2 * PITCH * number
            canvas.drawString(40, y, TIMES[number])
            # set wider where its digits are narrow, so that all lines end at one place
            canvas.drawString(80, y, f"{year}第", charSpace=0.9 if number else 0.5)
            canvas.drawString(80, y - PITCH, f"{rest}号")
            canvas.drawString(190, y, "貸金請求事件")

    words = plain(page_of(tmp_path, draw))
    for year, rest in numbers:
        assert f"{year}第{rest}号貸金請求事件" in words
