"""Boxes that name what stands at their right, titles on the sides of frames, and paragraphs in
frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import page_of
from tests.paper.test_boxes_beside import rounded
from tests.paper.test_whole_entries import rows, texts
from tests.pdfs import FONT

SIZE = 10.0
SUMMARY = (
    ("趣旨", ("この計画は、身近な水路を守り、次の世代に", "引き継ぐために定める。")),
    ("期間", ("令和８年度から５年間とする。",)),
    ("取組", ("・水路の調査", "・清掃の日を設ける", "・学校での学び")),
    ("体制", ("地域の団体と市が会議を開き、進み具合を確", "かめて翌年度の計画に生かす。")),
)


@pytest.mark.parametrize("fitted", [False, True], ids=["as high as the text", "as high as a word"])
def test_each_box_names_the_text_at_its_right(tmp_path: Path, fitted: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 14)
        canvas.drawString(110, 560, "水路を守る計画の概要")
        canvas.setFont(FONT, SIZE)
        top = 530.0
        for name, lines in SUMMARY:
            high = 16.0 * len(lines)
            box = 16.0 if fitted else high
            canvas.rect(30, top - box, 50, box)
            canvas.drawString(45, top - box / 2 - 4, name)
            for at, line in enumerate(lines):
                canvas.drawString(92, top - 12 - 16 * at, line)
            top -= high + 12

    page = page_of(tmp_path, draw)
    assert rows(page) == [[name, "".join(lines)] for name, lines in SUMMARY]
    assert texts(page)[0] == "水路を守る計画の概要"


def test_boxes_in_two_columns_name_each_its_own(tmp_path: Path) -> None:
    names = (("目的", "場所", "時間"), ("費用", "申込", "担当"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for x, own in zip((20, 215), names, strict=True):
            for at, name in enumerate(own):
                y = 500 - 50 * at
                canvas.rect(x, y - 30, 40, 30)
                canvas.drawString(x + 8, y - 18, name)
                canvas.drawString(x + 50, y - 10, f"{name}については次のと")
                canvas.drawString(x + 50, y - 25, "おりとする。")

    wanted = [
        text
        for own in names
        for name in own
        for text in (name, f"{name}については次のと", "おりとする。")
    ]
    assert sorted(texts(page_of(tmp_path, draw))) == sorted(wanted)


def test_titles_on_the_sides_of_frames_beside_each_other_are_in_these(tmp_path: Path) -> None:
    frames = (
        ("課題", ("・担い手が減っている。", "・費用が増えている。")),
        ("対応", ("・若い人に声をかける。",)),
    )

    def draw(canvas: Canvas) -> None:
        for number, (title, items) in enumerate(frames):
            x = 30 + 190 * number
            canvas.rect(x, 400, 170, 100)
            canvas.setFillGray(1)
            canvas.rect(x + 10, 494, 30, 12, stroke=0, fill=1)
            canvas.setFillGray(0)
            canvas.setFont(FONT, SIZE)
            canvas.drawString(x + 15, 497, title)
            for at, item in enumerate(items):
                canvas.drawString(x + 8, 475 - 16 * at, item)

    wanted = [text for title, items in frames for text in (title, *items)]
    assert texts(page_of(tmp_path, draw)) == wanted


def test_what_fills_a_frame_with_round_corners_is_one_paragraph(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.drawString(30, 520, "1.1 手順書は定期的に見直すこと。")
        rounded(canvas, 30, 460, 250, 500)
        canvas.drawString(35, 484, "手順書の見直しは年に一度を目安とし、記録を")
        canvas.drawString(35, 468, "責任者に報告することが望ましい")

    found = [[line.text for line in block.lines] for block in page_of(tmp_path, draw).blocks]
    assert found[-1] == [
        "手順書の見直しは年に一度を目安とし、記録を",
        "責任者に報告することが望ましい",
    ]


def test_entries_with_names_stay_apart_in_a_frame(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        canvas.rect(30, 460, 150, 40)
        canvas.drawString(35, 484, "番号：０１２３-４５６７-８９")
        canvas.drawString(35, 468, "期限：９月３０日")

    assert len(page_of(tmp_path, draw).blocks) == 2


def test_a_name_is_one_cell_between_rules_of_rows(tmp_path: Path) -> None:
    people = [
        ("増田", "実"),
        ("小林", "さくら"),
        ("石川", "真由美"),
        ("中山", "京子"),
        ("前田", "学"),
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for at, (family, given) in enumerate(people):
            y = 500 - 20 * at
            canvas.line(30, y - 6, 300, y - 6)
            canvas.drawString(35, y, f"{family}　{given}")
            canvas.drawString(140, y, "市民団体代表" if at % 2 else "農業協同組合理事")
        canvas.line(30, 514, 300, 514)

    assert [row[0] for row in rows(page_of(tmp_path, draw))] == ["".join(name) for name in people]
