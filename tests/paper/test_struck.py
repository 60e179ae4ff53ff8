"""Words struck out and underlined; rules of tables and boxes, which are neither."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from shiryokan.paper.tables import grid
from tests.paper.drawn import GOTHIC, SIZE, Pen, lines, page_of, plain, struck, underlined
from tests.pdfs import FONT

Draw = Callable[[Canvas, float, float, float, float], None]
"""Draws a line from x0 to x1 at height y on words of a size."""


def stroke(canvas: Canvas, x0: float, x1: float, y: float, _size: float) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(x0, y, x1, y)


def red(canvas: Canvas, x0: float, x1: float, y: float, size: float) -> None:
    canvas.setStrokeColorRGB(1, 0, 0)
    stroke(canvas, x0, x1, y, size)
    canvas.setStrokeColorRGB(0, 0, 0)


def thin(canvas: Canvas, x0: float, x1: float, y: float, _size: float) -> None:
    canvas.rect(x0, y - 0.3, x1 - x0, 0.6, stroke=0, fill=1)


def thick(canvas: Canvas, x0: float, x1: float, y: float, _size: float) -> None:
    canvas.rect(x0, y - 0.8, x1 - x0, 1.6, stroke=0, fill=1)


def double(canvas: Canvas, x0: float, x1: float, y: float, size: float) -> None:
    for away in (-0.09, 0.09):
        stroke(canvas, x0, x1, y + away * size, size)


def by_glyph(canvas: Canvas, x0: float, x1: float, y: float, size: float) -> None:
    count = max(round((x1 - x0) / size), 1)
    step = (x1 - x0) / count
    for i in range(count):
        stroke(canvas, x0 + i * step, x0 + (i + 1) * step - 0.4, y, size)


def overshooting(canvas: Canvas, x0: float, x1: float, y: float, size: float) -> None:
    stroke(canvas, x0 - 0.25 * size, x1 + 0.25 * size, y, size)


def short(canvas: Canvas, x0: float, x1: float, y: float, size: float) -> None:
    stroke(canvas, x0 + 0.1 * size, x1 - 0.1 * size, y, size)


PENS = [stroke, red, thin, thick, double, by_glyph, overshooting, short]
WORDS = [
    ("令和５年", "令和６年", "度の予算に関する説明"),
    ("第12条", "第14条", "の規定により届け出る。"),
    ("システム", "サービス", "の利用に係る基準について"),
    ("悪性", "良性", "腫瘍の切除術を行った場合"),
]


def correction(
    canvas: Canvas, x: float, y: float, words: tuple[str, str, str], pen: Draw, size: float,
    font: str, above: float,
) -> None:  # fmt: skip
    """A line 「次の OLD NEW REST」, the old struck out at ``above`` ems over the baseline."""
    hand = Pen(canvas, x, y, size, font)
    hand.write("次の")
    x0, x1 = hand.write(words[0])
    pen(canvas, x0, x1, y + above * size, size)
    x0, x1 = hand.write(words[1])
    stroke(canvas, x0, x1, y - 0.14 * size, size)
    hand.write(words[2])


@pytest.mark.parametrize("pen", PENS)
@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize(("size", "font"), [(10.5, FONT), (16, GOTHIC)])
def test_struck_words_are_beside_the_text(
    tmp_path: Path, pen: Draw, words: tuple[str, str, str], size: float, font: str
) -> None:
    for above in (0.2, 0.3, 0.42):
        page = page_of(tmp_path, lambda c: correction(c, 50, 400, words, pen, size, font, above))  # noqa: B023
        assert plain(page) == "次の" + words[1] + words[2]
        (line,) = lines(page)
        (gone,) = line.struck
        assert (gone.text, gone.at) == (words[0], len("次の"))
        assert gone.bbox.x0 == pytest.approx(50 + 2 * size, abs=0.2)
        assert underlined(page) == [words[1]]


@pytest.mark.parametrize("pitch", [1.0, 1.15, 1.3, 1.6, 2.0])
def test_dense_lines_keep_their_own(tmp_path: Path, pitch: float) -> None:
    def draw(canvas: Canvas) -> None:
        for i in range(12):
            correction(
                canvas, 50, 500 - i * pitch * 10.5, WORDS[i % 4], PENS[i % 6], 10.5, FONT, 0.3
            )

    page = page_of(tmp_path, draw)
    expected = [WORDS[i % 4] for i in range(12)]
    assert struck(page) == [old for old, _, _ in expected]
    assert underlined(page) == [new for _, new, _ in expected]
    assert plain(page) == "".join("次の" + new + rest for _, new, rest in expected)


@pytest.mark.parametrize("below", [0.0, 0.05, 0.12, 0.2, 0.3])
@pytest.mark.parametrize("pen", [stroke, red, thin, double, by_glyph])
def test_underlines_at_many_depths(tmp_path: Path, pen: Draw, below: float) -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("保険医療機関の", "届出を要する者は", "次のとおりとする")):
            hand = Pen(canvas, 50, 400 - 20 * i)
            hand.write(text)
            x0, x1 = hand.write("施設基準")
            pen(canvas, x0, x1, hand.y - below * 10.5, 10.5)
            hand.write("による。")

    page = page_of(tmp_path, draw)
    assert (underlined(page), struck(page)) == (["施設基準"] * 3, [])


def waves(canvas: Canvas, x0: float, x1: float, y: float, curved: bool) -> None:
    path = canvas.beginPath()
    path.moveTo(x0, y)
    x, up = x0, 1.0
    while x < x1 - 1:
        if curved:
            path.curveTo(x + 1, y + up, x + 1, y + up, x + 2, y)
        else:
            path.lineTo(x + 2, y + up)
        x, up = x + 2, -up
    canvas.setLineWidth(0.5)
    canvas.drawPath(path)


@pytest.mark.parametrize("curved", [False, True])
@pytest.mark.parametrize("word", ["要件", "届出書", "算定することができる", "令和８年６月１日から"])
def test_a_wave_underlines(tmp_path: Path, curved: bool, word: str) -> None:
    def draw(canvas: Canvas) -> None:
        hand = Pen(canvas, 50, 400)
        hand.write("次に掲げる")
        x0, x1 = hand.write(word)
        waves(canvas, x0, x1, 400 - 0.16 * 10.5, curved)
        hand.write("ものとする。")

    page = page_of(tmp_path, draw)
    assert (underlined(page), struck(page)) == ([word], [])


def test_a_line_struck_out_whole_is_empty(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for i, text in enumerate(("この通知は、", "平成28年６月13日変更", "令和元年５月１日変更")):
            x0, x1 = Pen(canvas, 50, 400 - 18 * i).write(text)
            if i == 1:
                stroke(canvas, x0, x1, 400 - 18 * i + 3.5, 10.5)

    page = page_of(tmp_path, draw)
    assert plain(page) == "この通知は、令和元年５月１日変更"
    assert struck(page) == ["平成28年６月13日変更"]


def vertical(canvas: Canvas, text: str, x: float, top: float, size: float) -> tuple[float, float]:
    for i, character in enumerate(text):
        canvas.setFont(FONT, size)
        canvas.drawString(x, top - (i + 0.88) * size, character)
    return top, top - len(text) * size


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("size", [10.5, 14])
def test_vertical_writing_has_side_lines(tmp_path: Path, side: str, size: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(0.5)
        for column, text in enumerate(
            (
                "一この法律は公布の日から施行する",
                "二前項の規定は適用しないものとす",
                "三経過措置は政令でこれを定めるも",
            )
        ):
            x = 300 - column * 2 * size
            vertical(canvas, text, x, 500, size)
            top, bottom = 500 - 4 * size, 500 - 8 * size
            if column == 1:
                canvas.line(x + 0.5 * size, top, x + 0.5 * size, bottom)
            else:
                at = x + 1.1 * size if side == "right" else x - 0.1 * size
                canvas.line(at, top, at, bottom)

    page = page_of(tmp_path, draw)
    assert underlined(page) == ["律は公布", "置は政令"]
    assert struck(page) == ["規定は適"]
    assert "二前項の用しないものとす" in plain(page)


def ruled(canvas: Canvas, rows: int, pad: float, *, upright: bool, size: float = 10.5) -> None:
    """A table whose rules lie ``pad`` points from the text of its cells."""
    canvas.setLineWidth(0.5)
    texts = (("区分", "点数"), ("初診料", "291点"), ("再診料", "75点"), ("往診料", "720点"))
    high = size + 2 * pad
    for i in range(rows + 1):
        canvas.line(50, 500 - i * high, 250, 500 - i * high)
    for i in range(rows):
        for x, text in zip((50 + pad, 150 + pad), texts[i % 4], strict=True):
            canvas.setFont(FONT, size)
            canvas.drawString(x, 500 - (i + 1) * high + pad + 0.12 * size, text)
    if upright:
        for x in (50, 150, 250):
            canvas.line(x, 500, x, 500 - rows * high)


def boxed(canvas: Canvas, pad: float) -> None:
    hand = Pen(canvas, 60, 400)
    x0, x1 = hand.write("重要なお知らせ")
    canvas.rect(x0 - pad, 400 - 0.12 * 10.5 - pad, x1 - x0 + 2 * pad, 10.5 + 2 * pad)


def leader(canvas: Canvas) -> None:
    for i, text in enumerate(("第１章　総則", "第２章　基準", "第３章　届出")):
        hand = Pen(canvas, 50, 400 - 20 * i)
        _, x1 = hand.write(text)
        canvas.line(x1 + 4, 403 - 20 * i, 330, 403 - 20 * i)
        Pen(canvas, 334, 400 - 20 * i).write(str(i + 1))


def blanks(canvas: Canvas) -> None:
    for i, text in enumerate(("氏名", "住所", "電話番号")):
        Pen(canvas, 50, 400 - 30 * i).write(text)
        canvas.line(110, 398 - 30 * i, 330, 398 - 30 * i)
        Pen(canvas, 120, 400 - 30 * i).write("架空　太郎")


def full_width(canvas: Canvas) -> None:
    Pen(canvas, 50, 500).write("第１　趣旨")
    canvas.line(40, 496, 380, 496)
    Pen(canvas, 50, 470).write("本要綱は、必要な事項を定めるものである。")
    canvas.line(40, 462, 380, 462)


def chart(canvas: Canvas) -> None:
    for i in range(6):
        canvas.line(60, 300 + 20 * i, 360, 300 + 20 * i)
        Pen(canvas, 40, 297 + 20 * i, 8).write(str(10 * i))
    for i, value in enumerate(("12.5", "30.1", "44.0")):
        Pen(canvas, 100 + 60 * i, 318 + 20 * i, 8).write(value)


def fraction(canvas: Canvas) -> None:
    Pen(canvas, 50, 403).write("補正率＝")
    x0, x1 = Pen(canvas, 100, 410).write("当年度の額")
    Pen(canvas, 100, 396).write("前年度の額")
    canvas.line(x0, 407, x1, 407)


def behind(canvas: Canvas) -> None:
    """A line that a ground lies on, with words on the ground."""
    canvas.line(80, 403.5, 132, 403.5)
    canvas.setFillColorRGB(1, 1, 0.8)
    canvas.rect(60, 390, 120, 30, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    Pen(canvas, 80, 400).write("推進本部会")


UNMARKED: list[Callable[[Canvas], None]] = [
    *(
        lambda c, pad=pad, upright=upright: ruled(c, 6, pad, upright=upright)
        for pad in (1.2, 2.0, 3.0, 5.0)
        for upright in (True, False)
    ),
    lambda c: boxed(c, 1.0), lambda c: boxed(c, 2.5), lambda c: boxed(c, 5.0),
    leader, blanks, full_width, chart, fraction, behind,
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(UNMARKED)))
def test_rules_of_tables_boxes_and_charts_are_no_strokes_on_words(
    tmp_path: Path, number: int
) -> None:
    page: Page = page_of(tmp_path, UNMARKED[number])
    assert (struck(page), underlined(page)) == ([], [])


def test_words_in_a_table_are_struck_and_underlined(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        ruled(canvas, 4, 4, upright=True)
        hand = Pen(canvas, 60, 300)
        canvas.setLineWidth(0.5)
        for y in (290, 320):
            canvas.line(50, y, 350, y)
        for x in (50, 350):
            canvas.line(x, 290, x, 320)
        hand.write("得点が")
        x0, x1 = hand.write("12")
        stroke(canvas, x0, x1, 303, 10.5)
        x0, x1 = hand.write("16")
        stroke(canvas, x0, x1, 298.5, 10.5)
        hand.write("点以上改善した")

    page = page_of(tmp_path, draw)
    assert (struck(page), underlined(page)) == (["12"], ["16"])
    assert "得点が16点以上改善した" in plain(page)


@pytest.mark.parametrize("padding", [0.7, 1.0, 2.0])
@pytest.mark.parametrize("cell_by_cell", [True, False])
@pytest.mark.parametrize("pitch", [12.5, 16.0])
def test_words_underlined_over_the_whole_width_of_their_column_are_one_cell(
    tmp_path: Path, padding: float, cell_by_cell: bool, pitch: float
) -> None:
    old, new = "市長は施設の使用料を減じることができる", "市長は施設の使用料を免じ又は減じることが"
    size, letters = 10.0, 12
    lefts = [40.0, 40.0 + size * letters + 2 * padding]
    right = 2 * lefts[1] - lefts[0]
    rows = [("第六条", new + "できる。"), ("第七条", new + "ある。"), ("第八条", old + "。")]

    def draw(canvas: Canvas) -> None:
        y = 80.0
        edges = [y]
        for label, text in rows:
            lines = [
                (label + "　" + text)[at : at + letters]
                for at in range(0, len(label + text) + 1, letters)
            ]
            for x in lefts:
                for at, part in enumerate(lines):
                    base = SIZE[1] - (y + 14 + at * pitch)
                    canvas.setFont(GOTHIC, size)
                    canvas.drawString(x + padding, base, part)
                    wide = size * len(part)
                    canvas.setLineWidth(0.5)
                    canvas.line(x + padding, base - 1.5, x + padding + wide, base - 1.5)
            y += len(lines) * pitch + 10
            edges.append(y)
        for level in edges:
            for x0, x1 in (
                zip(lefts, [lefts[1], right], strict=True) if cell_by_cell else [(lefts[0], right)]
            ):
                canvas.line(x0, SIZE[1] - level, x1, SIZE[1] - level)
        for x in (*lefts, right):
            canvas.line(x, SIZE[1] - edges[0], x, SIZE[1] - edges[-1])

    page = page_of(tmp_path, draw)
    (table,) = [block for block in page.blocks if block.cells]
    assert grid(table) == [[f"{label}　{text}"] * 2 for label, text in rows]
    lines = [line for line in table.lines if line.text.strip()]
    assert all(line.underlined for line in lines)


@pytest.mark.parametrize("step", [-1, 1, 2])
def test_a_line_underlined_from_end_to_end_is_no_fraction(tmp_path: Path, step: int) -> None:
    """The next line begins elsewhere: a paragraph that hangs, or one that begins anew."""
    above, below = (
        "３　前条第一項の規定による届出をした者は、",
        "人の様式により市長に届け出なければ",
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawString(60, 500, above)
        canvas.drawString(60 + 10 * step, 484, below)
        stroke(canvas, 60, 60 + 10 * len(above), 498, 10)

    assert underlined(page_of(tmp_path, draw)) == [above]


def test_the_bar_of_a_long_fraction_underlines_nothing(tmp_path: Path) -> None:
    above, below = "当該施設の介護職員のうち介護福祉士の数", "当該施設の介護職員の数"

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        canvas.drawCentredString(200, 500, above)
        canvas.drawCentredString(200, 484, below)
        stroke(canvas, 200 - 5 * len(above), 200 + 5 * len(above), 496.5, 10)

    assert underlined(page_of(tmp_path, draw)) == []
