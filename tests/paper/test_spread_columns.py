"""Columns side by side with hardly any white between them, whose lines are spread to fill them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 10.0
PITCH = 16.0
COLUMNS = (
    (
        "・また、各学校と各", "学校が連携し、公共", "交通の維持に向けた", "速やかな取組を進",
        "め、計画の見直しに", "着手した。", "・令和三年度におい", "ては、医療機関が外",
        "国人住民への情報提", "供に関し補助制度の", "対象を拡大したとこ", "ろである。",
    ),
    (
        "・なお、実績報告書", "については、将来の", "需要を見据え、別に", "定める。",
        "・また、受託者と各", "学校が連携し、観光", "客の受入環境の整備", "に向けた十分な取組",
        "を進め、計画の見直", "しに着手した。", "・事務局が行う図書", "館の拡充を進める。",
    ),
    (
        "・保険法の規定に基", "づき、事業者は名簿", "を定める。ただし、", "別に定める場合を除",
        "くものとする。", "・なお、台帳につい", "ては、地域の実情に", "応じて、変更するこ",
        "とがある。", "・審査会と本市が連", "携し、認知症施策の", "推進に取り組んだ。",
    ),
)  # fmt: skip


def _set(canvas: Canvas, x: float, y: float, text: str, width: float) -> None:
    """A line that fills ``width``, if it goes on, letter by letter at one distance."""
    step = SIZE if text.endswith("。") else (width - SIZE) / (len(text) - 1)
    for at, character in enumerate(text):
        canvas.drawString(x + at * step, y, character)


@pytest.mark.parametrize(
    ("gutter", "spread"), [(1.0, 1.4), (1.2, 0.8), (2.0, 0.8), (2.0, 1.4), (4.0, 0.8), (4.0, 1.4)]
)
def test_a_step_larger_than_those_beside_it_is_a_gutter(
    tmp_path: Path, gutter: float, spread: float
) -> None:
    width = 9 * SIZE + 8 * spread

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for column, lines in enumerate(COLUMNS):
            for at, line in enumerate(lines):
                _set(canvas, 40 + column * (width + gutter), 540 - PITCH * at, line, width)

    words = plain(page_of(tmp_path, draw))
    for lines in COLUMNS:
        assert "".join(lines) in words


LABELS = (("公園の整", "備"), ("統計の公", "開"))


def test_words_left_of_a_column_that_many_lines_begin(tmp_path: Path) -> None:
    """What stands left of the columns stands beside two lines of each row."""
    x, width = 40 + 5 * SIZE + 2, 9 * SIZE + 12

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for row, label in enumerate(LABELS):
            top = 540 - row * 14 * PITCH
            canvas.drawString(40, top + PITCH, f"（{'アイ'[row]}）　会計課、環境部")
            _set(canvas, 40, top, label[0], 5 * SIZE)
            canvas.drawString(40, top - PITCH, label[1])
            for column, lines in enumerate(COLUMNS[:2]):
                for at, line in enumerate(lines):
                    _set(canvas, x + column * (width + 4), top - PITCH * at, line, width)

    words = plain(page_of(tmp_path, draw))
    for label in LABELS:
        row = words[words.index(label[0]) :]
        assert row.startswith("".join([*label, *COLUMNS[0], *COLUMNS[1]]))


PROSE: Sequence[str] = (
    "霧浜町の議会は四月の初めに開かれ、町長が一年の方針を述べ",
    "た後、議員が順に質問をする。傍聴の席は先着の順とし、手話",
    "の通訳が要る人は前の日までに事務局へ申し出る。録画は翌の",
    "日の正午から町の頁で見ることができるほか、図書館でも見る",
    "ことができる。質問の一覧と答えは会議録の別冊に載せること",
)


@pytest.mark.parametrize("at", [4, 9, 15])
def test_prose_with_a_run_of_its_own_in_each_line_stays_whole(tmp_path: Path, at: int) -> None:
    """Word processors begin runs with a little white, at one place of some lines by chance."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, line in enumerate(PROSE):
            for place, character in enumerate(line):
                x = 40 + place * SIZE + (0.4 if place >= at else 0.0)
                canvas.drawString(x, 540 - PITCH * number, character)

    assert "".join(PROSE) in plain(page_of(tmp_path, draw))
