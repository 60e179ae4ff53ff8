"""Slides: boxes that hold their text together, charts of boxes, sections with a rule of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

LEFT = (
    "製造の現場では人手の不足が続き",
    "経験に頼らない工程の管理が求め",
    "られている。設備の更新を急ぐ。",
    "中小の企業へは相談の窓口を置き",
    "補助の対象を広げることとする。",
)
RIGHT = (
    "資材の調達先を国の内外に分けて",
    "持つことで供給の途絶に備える必",
    "要がある。在庫の見える化を進め",
    "関係の団体と情報を分かち合う仕",
    "組みを来年度までに整えていく。",
)


def _write(
    canvas: Canvas, lines: Sequence[str], x: float, y: float, size: float = 10, pitch: float = 16
) -> None:
    canvas.setFont(FONT, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * pitch, line)


@pytest.mark.parametrize("radius", [4, 9, 16])
@pytest.mark.parametrize(("fill", "stroke"), [(0, 1), (1, 0), (1, 1)])
@pytest.mark.parametrize("gutter", [6, 20])
def test_text_in_boxes_with_round_corners_is_read_box_by_box(
    tmp_path: Path, radius: float, fill: int, stroke: int, gutter: float
) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.9)
        for x in (20, 200 + gutter):
            canvas.roundRect(x, 380, 180, 140, radius, stroke=stroke, fill=fill)
        canvas.setFillGray(0)
        _write(canvas, ("対策の一", *LEFT), 30, 490)
        _write(canvas, ("対策の二", *RIGHT), 210 + gutter, 490)

    words = plain(page_of(tmp_path, draw))
    assert words == "対策の一" + "".join(LEFT) + "対策の二" + "".join(RIGHT)


@pytest.mark.parametrize("across", [60, 95, 130])
def test_a_box_whose_lines_are_clear_parts_nothing(tmp_path: Path, across: float) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, LEFT, 30, 490)
        canvas.setStrokeAlpha(0)
        canvas.rect(20, 400, across, 80)

    assert plain(page_of(tmp_path, draw)) == "".join(LEFT)


@pytest.mark.parametrize("radius", [0, 5])
@pytest.mark.parametrize("arrow", [0, 4])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_chart_is_read_level_by_level(
    tmp_path: Path, radius: float, arrow: float, count: int
) -> None:
    middles = [
        (["調査係", "の派遣"], ["隔離"], ["記録の", "作成"], ["物資"])[n] for n in range(count)
    ]
    ends = [f"報告{n}" for n in range(count)]

    def draw(canvas: Canvas) -> None:
        step = 380 / count

        def box(x: float, y: float, lines: Sequence[str], high: float = 40) -> None:
            canvas.roundRect(x, y, 74, high, radius)
            _write(canvas, lines, x + 12, y + high - 16)

        box(173, 500, ["発生の", "確認"])
        canvas.line(210, 500, 210, 480)
        xs = [20 + step * n for n in range(count)]
        canvas.line(xs[0] + 37, 480, xs[-1] + 37, 480)
        for number, x in enumerate(xs):
            canvas.line(x + 37, 480, x + 37, 460 + arrow)
            # boxes of one level need not be level
            box(x, 420 - 3 * (number % 2), middles[number])
            canvas.line(x + 37, 420 - 3 * (number % 2), x + 37, 390 + arrow)
            box(x, 360, [ends[number]], 30)

    levels = ["発生の確認", *("".join(each) for each in middles), *ends]
    assert plain(page_of(tmp_path, draw)) == "".join(levels)


def test_labels_set_upright_in_boxes_do_not_turn_the_page(tmp_path: Path) -> None:
    names = ["建築指導課", "下水道管理課", "公園緑地課", "文化財保護課", "環境政策課"]

    def draw(canvas: Canvas) -> None:
        _write(canvas, ["門前町の組織について"], 140, 550, 14)
        _write(canvas, ["（令和六年四月一日現在）"], 260, 525)
        canvas.rect(170, 480, 80, 24)
        _write(canvas, ["町長"], 200, 488)
        canvas.line(210, 480, 210, 468)
        canvas.line(60, 468, 360, 468)
        for number, name in enumerate(names):
            x = 60 + 75 * number
            canvas.line(x, 468, x, 456)
            canvas.rect(x - 9, 356, 18, 100)
            canvas.setFont(FONT, 10)
            for at, character in enumerate(name):
                canvas.drawString(x - 5, 440 - 12 * at, character)

    words = plain(page_of(tmp_path, draw))
    assert words.startswith("門前町の組織について（令和六年四月一日現在）町長")
    assert all(name in words for name in names)


@pytest.mark.parametrize("shift", [0, 7])
def test_a_rule_below_the_heading_of_one_column_alone_parts_the_columns(
    tmp_path: Path, shift: float
) -> None:
    def draw(canvas: Canvas) -> None:
        _write(canvas, ["繊維の産業をめぐる施策"], 20, 550, 14)
        _write(canvas, ["資金の循環"], 70, 440, 12)
        canvas.line(20, 432, 190, 432)
        _write(canvas, ["産地の連携"], 270, 440, 12)
        canvas.line(220, 432, 390, 432)
        _write(canvas, ["・" + LEFT[0], "　" + LEFT[1], "　" + LEFT[2]], 20, 410)
        _write(canvas, ["・" + RIGHT[0], "　" + RIGHT[1]], 220, 410)
        _write(canvas, ["・" + LEFT[3], "　" + LEFT[4]], 20, 354)
        _write(canvas, ["承継の促進"], 270, 354 - shift, 12)
        canvas.line(220, 346 - shift, 390, 346 - shift)
        _write(canvas, ["・" + RIGHT[3], "　" + RIGHT[4]], 220, 328 - shift)

    words = plain(page_of(tmp_path, draw))
    assert words.index(LEFT[4]) < words.index("産地の連携") < words.index("承継の促進")


@pytest.mark.parametrize("form", ["第{}章", "{}．", "({})"])
@pytest.mark.parametrize("white", [8, 18])
def test_labels_of_two_lists_side_by_side_stay_with_their_entries(
    tmp_path: Path, form: str, white: float
) -> None:
    entries = ["品質の管理", "職員", "設備及び機器", "文書化", "業務の実施", "返品", "輸送"]

    def draw(canvas: Canvas) -> None:
        for x in (30, 230):
            _write(canvas, ["（国の指針）" if x == 30 else "（県の指針）", "緒言", "目的"], x, 540)
            for number, entry in enumerate(entries, 1):
                y = 540 - 16 * (number + 2)
                label = form.format(number)
                canvas.drawString(x, y, label)
                canvas.drawString(
                    x + canvas.stringWidth(form.format(1), FONT, 10) + white, y, entry
                )

    words = plain(page_of(tmp_path, draw))
    for number, entry in enumerate(entries, 1):
        assert words.count(form.format(number) + entry) == 2


@pytest.mark.parametrize("label", ["１", "手続の見直し"])
@pytest.mark.parametrize("rows", [3, 5])
def test_a_label_at_half_the_height_of_its_text_stands_before_it(
    tmp_path: Path, label: str, rows: int
) -> None:
    texts = [LEFT[:rows], RIGHT[-rows:], LEFT[-rows:]]

    def draw(canvas: Canvas) -> None:
        _write(canvas, ["計画とその実績"], 20, 560, 14)
        canvas.line(92, 510, 92, 500 - 3 * 22 * rows)
        y = 490.0
        for text in texts:
            _write(canvas, text, 100, y)
            _write(canvas, [label], 20, y - 16 * (len(text) - 1) / 2)
            y -= 16 * len(text) + 10

    words = plain(page_of(tmp_path, draw))
    for text in texts:
        assert label + "".join(text) in words


@pytest.mark.parametrize("weight", [0.5, 2.0])
def test_a_rule_between_columns_that_touch_it_parts_their_lines(
    tmp_path: Path, weight: float
) -> None:
    left = ["○令和四年度の経費は", "五億円となった。"]
    right = ["■請求書については公", "平な負担の観点による。"]

    def draw(canvas: Canvas) -> None:
        _write(canvas, ["実績と計画"], 20, 560, 14)
        canvas.setLineWidth(weight)
        canvas.line(120.5, 520, 120.5, 440)
        _write(canvas, left, 20, 500)
        _write(canvas, right, 121, 500)

    words = plain(page_of(tmp_path, draw))
    assert "".join(left) in words
    assert "".join(right) in words
