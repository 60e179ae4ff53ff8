"""Rows told by what is never broken, parts that are whole by themselves, and what stands beside a
table or below it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from tools.office_pages import generate
from tools.office_pages.scoring import wrong_pairs

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
from shiryokan.paper.reader import Reader
from tests.paper.drawn import page_of, plain, read
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
    """Three parts of a slip with lines to be torn at between them."""
    canvas.setFont(FONT, 7)
    for number, name in enumerate(PARTS):
        x = 20 + number * 132
        canvas.drawCentredString(x + 60, 500, name)
        canvas.drawString(x, 488, "青葉市長")
        canvas.drawString(x + 8, 476, "金子　浩　様")
        canvas.grid([x, x + 40, x + 120], [470, 452, 434])
        for at, (label, value) in enumerate((("科目", "使用料"), ("金額", "26,422"))):
            canvas.drawString(x + 4, 458 - at * 18, label)
            canvas.drawString(x + 44, 458 - at * 18, value)
        canvas.drawString(x, 420, "上記の金額を領収しました。")
    canvas.setDash(3, 2)
    for number in (1, 2):
        canvas.line(14 + number * 132, 510, 14 + number * 132, 400)


PARTS = ("納入済通知書", "納付書（原符）", "納入通知書兼領収書")


def test_parts_with_a_table_each_are_read_one_after_the_other(tmp_path: Path) -> None:
    part = "青葉市長金子浩様科目使用料金額26,422上記の金額を領収しました。"
    assert plain(page_of(tmp_path, slip)) == "".join(f"{name}{part}" for name in PARTS)


@pytest.mark.parametrize(
    ("kind", "look"),
    [
        ("payment-slip", "word-mincho"),
        ("payment-slip", "vertical-only"),
        ("press-release", "held-thick"),
        ("salary-scale", "word-mincho"),
        ("form", "held-ud"),
    ],
)
def test_generated_pages_are_read_in_order(tmp_path: Path, kind: str, look: str) -> None:
    pdf, truth = generate(kind, look, 998001)
    assert not wrong_pairs(truth.pages[0], read(tmp_path, pdf).text)


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
    ("注１", ("保険医療機関において初診を行った場合に算定する。ただし",
             "施設基準に適合しているものとして届け出た保険医療機関が", "情報通信機器を用いた初診を行った場合は、別に算定する。")),
    ("２", ("病院である保険医療機関において、他の病院からの紹介がな", "い患者について初診を行った場合は、所定の点数に代えて別",
            "に定める点数を算定する。")),
    ("３", ("許可病床の数が四百以上である病院において、別に厚生労働", "大臣が定める患者に対して初診を行った場合は、注１の規定に",
            "かかわらず算定する。")),
    ("４", ("医療用医薬品の取引価格の妥結率に関して別に定める施設基", "準を満たす保険医療機関において初診を行った場合は、特定妥",
            "結率初診料として算定する。")),
)  # fmt: skip


def fees(canvas: Canvas) -> None:
    """An item with its points, its notes hanging out below."""
    canvas.setFont(FONT, 10)
    canvas.drawString(30, 540, "区分")
    canvas.drawString(30, 524, "Ａ０００")
    canvas.drawString(80, 524, "初診料")
    canvas.drawRightString(380, 524, "288点")
    y = 509
    for label, lines in NOTES:
        canvas.drawRightString(110, y, label)
        for at, line in enumerate(lines):
            canvas.drawString(121 if not at else 111, y, line)
            y -= 15


def test_notes_that_hang_out_are_read_with_their_numbers(tmp_path: Path) -> None:
    wanted = "".join(label + "".join(lines) for label, lines in NOTES)
    assert plain(page_of(tmp_path, fees)) == f"区分Ａ０００初診料288点{wanted}"


def test_the_notes_of_a_fee_schedule_are_no_table(corpus: Path) -> None:
    with Reader(corpus / "fees" / "medical-r4.pdf") as reader:
        lines = [line.text for _, _, line in reader.page(3).lines()]
    for label in ("注１", "２", "３", "４"):
        assert any(text.startswith(label) and len(text) > 20 for text in lines)


SUMS = (
    ("総数", "54 452", "16 560", "560"),
    ("割合", "100.0", "30.4", "1.0"),
    ("人員", "2.23", "1.50", "2.52"),
)


def framed(canvas: Canvas) -> None:
    """Heads and figures between rules across, no rule between the rows of figures."""
    canvas.setFont(FONT, 9)
    sides = [30, 120, 200, 280, 360]
    canvas.grid(sides, [520, 500])
    for x in (30, 120, 280, 360):
        canvas.line(x, 500, x, 440)
    canvas.line(30, 440, 360, 440)
    for x, head in zip(sides, ("区分", "全世帯", "高齢者世帯", "母子世帯"), strict=False):
        canvas.drawString(x + 6, 506, head)
    for number, (label, *sums) in enumerate(SUMS):
        y = 486 - number * 18
        canvas.drawString(36, y, label)
        for at, value in enumerate(sums):
            canvas.drawRightString(sides[at + 2] - 6, y, value)


def test_rows_between_two_rules_are_rows_with_the_columns_of_the_heads(tmp_path: Path) -> None:
    page = page_of(tmp_path, framed)
    (table,) = [block for block in page.blocks if block.kind == "table"]
    cells = {
        (cell.row, cell.column): "".join(line.text for line in table.lines[cell.start : cell.end])
        for cell in table.cells
    }
    assert [cells[row + 1, 0] for row in range(3)] == [label for label, *_ in SUMS]
    assert [[cells[row + 1, at + 1] for at in range(3)] for row in range(3)] == [
        list(sums) for _, *sums in SUMS
    ]


def test_cells_set_to_the_bottom_are_of_the_row_that_ends_there(tmp_path: Path) -> None:
    wanted = [
        ["区分", "内容", "担当", "金額"],
        ["水路", "田に水を引くための水路を掘り直し、壊れた水門を新しくする。", "農政課", "64,296"],
        ["道", "農道の草を刈る。", "土木課", "511"],
        [
            "橋",
            "車が通れるように橋の板を替え、手すりを付けて安全に渡れるようにする。",
            "土木課",
            "3,357",
        ],
        [
            "林",
            "枯れた松を伐り、若い木を植える。また、歩く道をならして休む所を設ける。",
            "林務課",
            "943",
        ],
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        y = 520.0
        for row in wanted:
            lines = [row[1][at : at + 17] for at in range(0, len(row[1]), 17)]
            y -= 15 * (len(lines) - 1)
            for at, line in enumerate(reversed(lines)):
                canvas.drawString(90, y + 15 * at, line)
            canvas.drawString(30, y, row[0])
            canvas.drawString(280, y, row[2])
            canvas.drawRightString(390, y, row[3])
            y -= 18

    (table,) = [block for block in page_of(tmp_path, draw).blocks if block.kind == "table"]
    found: list[list[str]] = [[] for _ in wanted]
    for cell in table.cells:
        words = "".join(line.text for line in table.lines[cell.start : cell.end])
        found[cell.row].append(words)
    assert found == wanted
