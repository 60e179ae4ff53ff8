"""Rows told by what is never broken, parts that are whole by themselves, and what stands beside a
table or below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.columns import Side
from shiryokan.paper.layout.counting import are_stated
from shiryokan.paper.layout.lines import Row, row_of
from shiryokan.paper.layout.matrices import (
    counted_from,
    rows_of_amounts,
    rows_of_labels,
    rows_of_words,
)
from tests.paper.drawn import page_of, plain
from tests.pdfs import FONT

LINE = 14.0


def chunks(x: float, *texts: str, top: float = 100.0) -> list[Chunk]:
    """A line for each text that is not empty."""
    places = ((top + number * LINE, text) for number, text in enumerate(texts))
    return [
        Chunk(x, y, x + 10 * len(text), y + 10, 10.0, [], text, -1) for y, text in places if text
    ]


def side(x: float, *texts: str) -> Side:
    return Side(chunks(x, *texts), x + 300)


def rows(*texts: str) -> list[Row[Chunk]]:
    return [row_of([chunk]) for chunk in chunks(0, *texts)]


# amounts


def scale(*, label: tuple[str, ...] = ("再任用職員", "以外の職員")) -> list[Side]:
    return [
        side(0, "区分", *label),
        side(100, "号給", "1", "2", "3", "4", "5"),
        side(150, "1級", "150,100", "151,200", "152,400", "153,900"),
        side(250, "2級", "198,500", "200,300", "202,100", "203,900", "205,400"),
    ]


def test_each_level_of_amounts_is_a_row_however_the_columns_end() -> None:
    found = rows_of_amounts(scale())
    assert found is not None
    assert found.cuts == [100 + LINE * number for number in range(1, 6)]


def test_a_label_of_several_lines_beside_many_rows_is_one_cell() -> None:
    found = rows_of_amounts(scale())
    assert found is not None
    assert found.whole == (0,)


def test_a_label_that_is_broken_beside_an_amount_tells_that_levels_are_no_rows() -> None:
    columns = [
        side(0, "区分", "一般会計", "予算", "特別会計", "予算", "合計"),
        side(100, "前年度", "100", "", "200", "", "300"),
        side(200, "本年度", "110", "", "210", "", "320"),
        side(300, "増減", "10", "", "10", "", "20"),
    ]
    assert rows_of_amounts(columns) is None


def test_heads_with_the_same_words_are_a_row() -> None:
    columns = [
        side(100 * at, f"{at}級", "月額", "150,100", "151,200", "152,400", "153,900")
        for at in range(1, 5)
    ]
    found = rows_of_amounts(columns)
    assert found is not None
    assert found.cuts[0] == 100 + LINE


# labels that count on


def test_lines_below_a_number_belong_to_it() -> None:
    lessons = ("英語", "（教室）", "数学", "（教室）", "理科", "（理科室）")
    found = rows_of_labels([side(0, "1", "", "2", "", "3", ""), side(100, *lessons)])
    assert found is not None
    assert found.cuts == [100 + 2 * LINE, 100 + 4 * LINE]


def test_an_amount_below_a_number_is_a_row_of_its_own() -> None:
    columns = [side(0, "1", "", "2", "", "3", ""), side(100, "10", "20", "30", "40", "50", "60")]
    assert rows_of_labels(columns) is None


@pytest.mark.parametrize(
    ("texts", "begins"),
    [
        (("1", "2", "3"), 0),
        (("初診料", "注１", "２", "３", "４"), 1),
        (("（1）", "（2）", "（3）"), 0),
        (("1", "3", "5"), None),
        (("1", "2"), None),
        (("1", "2", "合計"), None),
    ],
)
def test_numbers_count_on_one_by_one(texts: tuple[str, ...], begins: int | None) -> None:
    assert counted_from(texts) == begins


# words


def test_a_word_and_what_is_said_of_it_are_a_line() -> None:
    found = rows_of_words([side(0, "担当", "電話"), side(30, "河野　翔太", "046-869-3424")])
    assert found is not None
    assert found.cuts == [100 + LINE]


def test_what_is_said_over_several_lines_is_none() -> None:
    assert rows_of_words([side(0, "担当", ""), side(30, "河野　翔太", "二階堂　愛")]) is None


def test_wide_white_behind_a_word_says_nothing() -> None:
    assert rows_of_words([side(0, "担当", "電話"), side(90, "河野", "046-869-3424")]) is None


# parts by themselves


def test_lines_with_a_label_and_a_colon_are_whole() -> None:
    left = rows("納入について", "場所：霧浜市", "期限：3月31日")
    right = rows("振込先", "銀行：青葉銀行", "種別：普通", "番号：1234567")
    assert are_stated([left, right])
    assert not are_stated([left, rows("振込先", "青葉銀行", "普通")])


def slip(canvas: Canvas) -> None:
    """Two parts of a slip with a line to be torn at between them."""
    canvas.setFont(FONT, 9)
    for number, name in enumerate(("納付書", "領収証書")):
        x = 30 + number * 190
        canvas.drawString(x + 50, 500, name)
        canvas.drawString(x, 485, "青葉市長")
        canvas.grid([x, x + 60, x + 160], [470, 450, 430])
        for at, (label, value) in enumerate((("科目", "使用料"), ("金額", "26,422"))):
            canvas.drawString(x + 4, 456 - at * 20, label)
            canvas.drawString(x + 64, 456 - at * 20, value)
        canvas.drawString(x, 415, "上記の金額を領収しました。")
    canvas.setDash(3, 2)
    canvas.line(205, 520, 205, 400)


def test_parts_with_a_table_each_are_read_one_after_the_other(tmp_path: Path) -> None:
    part = "青葉市長科目使用料金額26,422上記の金額を領収しました。"
    assert plain(page_of(tmp_path, slip)) == f"納付書{part}領収証書{part}"


def digits(canvas: Canvas) -> None:
    """A label beside digits in boxes, a sentence below both."""
    canvas.setFont(FONT, 10)
    canvas.drawString(40, 500, "受給者番号")
    canvas.grid([100 + 20 * at for at in range(9)], [514, 494])
    for at, digit in enumerate("44822976"):
        canvas.drawString(106 + 20 * at, 500, digit)
    canvas.drawString(50, 470, "学校教育法第24条の規定により、下記のとおり申請します。")


def test_a_sentence_below_does_not_go_on_with_a_label_beside_boxes(tmp_path: Path) -> None:
    text = plain(page_of(tmp_path, digits))
    assert text.startswith("受給者番号44822976学校教育法")


WEEK = (
    ("1", "8:45", "英語（音楽室）", "数学（教室）", "理科（理科室）"),
    ("2", "9:45", "社会（体育館）", "国語（教室）", "道徳（教室）"),
    ("3", "10:45", "音楽（音楽室）", "英語（体育館）", "数学（理科室）"),
    ("4", "11:45", "美術（美術室）", "理科（理科室）", "国語（教室）"),
)


def lessons(canvas: Canvas) -> None:
    """Lessons in the middles of their columns, the room of each below in brackets."""
    canvas.setFont(FONT, 9)
    for number, (hour, time, *taught) in enumerate(WEEK):
        y = 500 - number * 30
        canvas.drawString(40, y, hour)
        canvas.drawString(80, y, time)
        for at, lesson in enumerate(taught):
            name, room = lesson.split("（")
            canvas.drawCentredString(170 + 80 * at, y, name)
            canvas.drawCentredString(170 + 80 * at, y - 12, f"（{room}")


def test_columns_that_are_centred_begin_with_their_widest_lines(tmp_path: Path) -> None:
    assert plain(page_of(tmp_path, lessons)) == "".join("".join(row) for row in WEEK)


NOTES = (
    (
        "注１",
        "保険医療機関において初診を行った場合に算定する。ただし",
        "届け出た保険医療機関に限り、算定する。",
    ),
    (
        "２",
        "病院である保険医療機関において、他の病院からの紹介が",
        "ない場合は、所定の点数を算定する。",
    ),
    (
        "３",
        "許可病床の数が四百以上である病院において、別に定める",
        "患者に対して行った場合に算定する。",
    ),
)


def fees(canvas: Canvas) -> None:
    """An item with its points, its notes hanging out below."""
    canvas.setFont(FONT, 10)
    canvas.drawString(30, 540, "区分")
    canvas.drawString(30, 520, "Ａ０００")
    canvas.drawString(80, 520, "初診料")
    canvas.drawRightString(400, 520, "288点")
    y = 505
    for label, first, second in NOTES:
        canvas.drawRightString(108, y, label)
        canvas.drawString(120, y, first)
        canvas.drawString(110, y - 15, second)
        y -= 30


def test_notes_that_hang_out_are_read_with_their_numbers(tmp_path: Path) -> None:
    wanted = "".join("".join(note) for note in NOTES)
    assert plain(page_of(tmp_path, fees)).endswith(wanted)
