"""Rows without white between them: what stands below each other at the beginning of rows is no
vertical line."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

SIZE = 10.0
ENTRIES = (
    ("参加費", "三千円を当日に納める"),
    ("提出期限", "五月四日までに届くこと"),
    ("日時", "五月六日の九時から十一時"),
    ("対象", "関係する課の職員"),
    ("内容", "水道の広域化について"),
    ("会場", "本庁舎の四階"),
)
NAMES = ("会計課", "消防本部", "議会事務局", "環境部", "地域振興部", "市民部", "建設部")


@pytest.mark.parametrize("labels", ["１２３４５６", "一二三四五六", "アイウエオカ"])
@pytest.mark.parametrize("white", [12.0, 20.0])
def test_labels_of_rows(tmp_path: Path, labels: str, white: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (label, (name, text)) in enumerate(zip(labels, ENTRIES, strict=True)):
            y = 500 - SIZE * number
            canvas.drawString(40, y, label)
            canvas.drawString(40 + SIZE + white, y, name)
            canvas.drawString(160, y, text)

    words = plain(page_of(tmp_path, draw))
    for label, (name, text) in zip(labels, ENTRIES, strict=True):
        assert label + name + text in words


@pytest.mark.parametrize("room", [70.0, 100.0])
def test_names_spread_over_their_column(tmp_path: Path, room: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, name in enumerate(NAMES):
            y = 500 - SIZE * number
            step = (room - SIZE) / (len(name) - 1)
            for at, character in enumerate(name):
                canvas.drawString(40 + at * step, y, character)
            for at, amount in enumerate(("１２，３４５", "△６，７８９")):
                canvas.drawString(200 + 90 * at, y, amount)

    words = plain(page_of(tmp_path, draw))
    for name in NAMES:
        assert name in words


def test_an_upright_label_beside_rows_stays_upright(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (name, text) in enumerate(ENTRIES):
            y = 500 - 1.6 * SIZE * number
            canvas.drawString(70, y, name)
            canvas.drawString(160, y, text)
        for number, character in enumerate("申請の手続"):
            canvas.drawString(40, 490 - 1.05 * SIZE * number, character)

    assert "申請の手続" in plain(page_of(tmp_path, draw))
