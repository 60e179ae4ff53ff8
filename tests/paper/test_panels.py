"""Panels with headings, in rows and columns, are read one by one, and what stands between the rows
of them for itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 9.0
PANELS = (
    ("■ 基本情報", (("対象者", "施設を有する者"), ("所管", "生涯学習課"), ("面積", "3,337平方メートル"))),
    ("■ 運営情報", (("予算額", "106,449千円"), ("職員数", "602人"), ("電話", "081-361-6999"))),
    ("■ 取組", (("一", "関係者との協議"), ("二", "対象区域の拡大"), ("三", "相談への対応"))),
    ("■ 実績", (("設置", "2,963か所"), ("利用", "5,566人"), ("機器", "6,798台"))),
)  # fmt: skip
CARDS = (("413か所", "窓口の数"), ("231件", "届出の数"), ("778人", "利用者の数"))


@pytest.mark.parametrize("bullets", ["", "■"])
def test_panels_are_read_one_after_the_other(tmp_path: Path, bullets: str) -> None:
    """Each holds a list of labels and values; its items may have the same mark as the headings."""

    def draw(canvas: Canvas) -> None:
        for number, (head, rows) in enumerate(PANELS):
            x, y = 30 + 190 * (number % 2), 540 - 160 * (number // 2)
            canvas.setFont(FONT, SIZE)
            canvas.drawString(x, y, head)
            for at, (label, value) in enumerate(rows):
                mark = bullets if number == 2 else ""
                canvas.drawString(x + 5, y - 13 * (at + 1), mark + label)
                canvas.drawString(x + 60, y - 13 * (at + 1), value)
        for number, (amount, label) in enumerate(CARDS):
            canvas.setFont(FONT, 18)
            canvas.drawCentredString(90 + 120 * number, 448, amount)
            canvas.setFont(FONT, 7)
            canvas.drawCentredString(90 + 120 * number, 434, label)

    words = plain(page_of(tmp_path, draw))
    whole = []
    for number, (head, rows) in enumerate(PANELS):
        mark = bullets if number == 2 else ""
        whole.append(head.replace(" ", "") + "".join(mark + label + value for label, value in rows))
    cards = [amount + label for amount, label in CARDS]
    places = [words.find(part) for part in (*whole[:2], *cards, *whole[2:])]
    assert -1 not in places
    assert places == sorted(places)


def test_items_of_lists_in_the_cells_of_a_row_are_no_headings(tmp_path: Path) -> None:
    cells = (
        ("■関係者との協議を進め", "早く結論を得る", "■相談の窓口を置く", "■費用を見積もる"),
        ("■水道の広域化を図り、", "設備を更新する", "■施設の点検をする", "■料金を見直す"),
    )

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for x, lines in zip((40, 200), cells, strict=True):
            for at, line in enumerate(lines):
                canvas.drawString(x, 540 - 12 * at, line)

    words = plain(page_of(tmp_path, draw))
    assert all("".join(lines) in words for lines in cells)
