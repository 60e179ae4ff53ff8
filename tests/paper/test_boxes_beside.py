"""Boxes beside each other and beside rows: each is read by itself, from the left; and columns of
which the text of one goes on in the next."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.paper.drawn import lines, page_of
from tests.paper.test_whole_entries import rows
from tests.pdfs import FONT

SIZE = 10.0
TOP = 540.0
BEFORE = ("現行", "【訪問指導料】", "イ　同じ建物の場合　213点", "ロ　それ以外の場合　888点")
AFTER = ("改定後", "【訪問指導料】", "イ　同じ建物の場合　215点", "ロ　それ以外の場合　890点")


def write(canvas: Canvas, x: float, y: float, texts: tuple[str, ...], pitch: float = 14) -> None:
    canvas.setFont(FONT, SIZE)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - pitch * number, text)


def rounded(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A box whose corners are drawn by several curves each, as browsers do."""
    radius, steps = 6.0, 8
    path = canvas.beginPath()
    path.moveTo(x0 + radius, y0)
    for corner, (x, y) in enumerate((
        (x1 - radius, y0 + radius), (x1 - radius, y1 - radius), (x0 + radius, y1 - radius),
        (x0 + radius, y0 + radius),
    )):  # fmt: skip
        turn = [math.pi / 2 * (corner - 1 + step / steps) for step in range(steps + 1)]
        points = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in turn]
        path.lineTo(*points[0])
        for one, two in pairwise(points):
            path.curveTo(*one, *two, *two)
    path.close()
    canvas.drawPath(path)


def dashed(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A box each side of which is one path of dashes that are filled."""
    for level, at in ((True, y0), (True, y1), (False, x0), (False, x1)):
        begin, end = (x0, x1) if level else (y0, y1)
        path = canvas.beginPath()
        for step in range(math.ceil((end - begin) / 4)):
            along = begin + 4 * step
            path.rect(*((along, at, 2, 1) if level else (at, along, 1, 2)))
        canvas.drawPath(path, stroke=0, fill=1)


Draw = Callable[[Canvas, float, float, float, float], None]


def two_boxes(canvas: Canvas, draw: Draw) -> None:
    """The left one begins lower, as where both are set about one middle; an arrow between."""
    draw(canvas, 30, 470, 180, 548)
    write(canvas, 40, 530, BEFORE)
    draw(canvas, 225, 465, 400, 553)
    write(canvas, 235, 538, AFTER)
    canvas.setFont(FONT, 26)
    canvas.drawString(192, 498, "→")


@pytest.mark.parametrize("draw", [rounded, dashed], ids=["rounded", "dashed"])
def test_boxes_beside_each_other_are_read_from_the_left(tmp_path: Path, draw: Draw) -> None:
    page = page_of(tmp_path, lambda canvas: two_boxes(canvas, draw))
    found = [held.text for held in lines(page)]
    said = [text.replace("\u3000", " ").replace(" ", "") for text in found if text != "→"]
    assert said == [text.replace("\u3000", "") for text in (*BEFORE, *AFTER)]
    assert "→" in found


LABELS = (
    ("日　時", "六月二十日（土）"), ("場　所", "霧浜病院講堂"), ("講　師", "内科の医師"),
    ("定　員", "50名（先着順）"), ("参加費", "無料"),
)  # fmt: skip


def leaflet(canvas: Canvas) -> None:
    """Labels with what they say, and a box of four lines at their right."""
    for number, (label, said) in enumerate(LABELS):
        write(canvas, 40, TOP - 18 * number, (label,))
        write(canvas, 90, TOP - 18 * number, (said,))
    rounded(canvas, 250, 470, 390, 545)
    write(
        canvas, 258, 528, ("プログラム", "１　食事のとり方", "２　体の動かし方", "３　薬の飲み方")
    )
    write(canvas, 40, 420, ("お申込みは、病院の窓口又は電話でお受けしています。",))


def test_rows_beside_a_box_come_before_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, leaflet)
    assert rows(page)[:5] == [[a.replace("\u3000", ""), b] for a, b in LABELS]
    assert lines(page)[10].text == "プログラム"


SAID = (
    "調査は、県内の薬局を対象とし", "て郵送により行った。回収した", "数は二百で、その六割が記入の",
    "あるものであった。薬の残りは", "一人で暮らす者に多く、季節に", "よる違いはほとんどなかった。",
    "そこで、処方の日数を改めると", "ともに、訪問の回数を増やすこ", "ととした。患者からは、説明を",
    "何度も繰り返さずに済むように", "なったとの声が寄せられている", "。一方で、入力に時間がかかる",
    "との意見も多く、操作を簡単に", "することが課題として残った。", "今後は、病院との間で検査の値",
    "を共有することも考えられる。", "この調査は、委員会の承認を得", "て行った。記して謝意を表する",
    "。なお、薬の種類による違いは", "見られなかった。",
)  # fmt: skip


def article(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for number, text in enumerate(SAID):
        column, line = divmod(number, 10)
        canvas.drawString(40 + 180 * column, TOP - 14 * line, text)


def test_text_that_goes_on_in_the_next_column_is_no_table(tmp_path: Path) -> None:
    page = page_of(tmp_path, article)
    assert not [block for block in page.blocks if block.cells]
    assert [held.text for held in lines(page)] == list(SAID)


def questions(canvas: Canvas) -> None:
    """Large signs before what is asked and said."""
    for number, (sign, text) in enumerate((
        ("Ｑ", "保険証が届くまでの間は、どうすればよいですか。"),
        ("Ａ", "窓口で資格確認書の交付を受けてください。"),
        ("Ｑ", "引っ越したときは、何をすればよいですか。"),
        ("Ａ", "新しいお住まいの市の窓口に届け出てください。"),
    )):  # fmt: skip
        y = TOP - 24 * number - 12 * (number // 2)
        canvas.setFont(FONT, 16)
        canvas.drawString(40, y - 3, sign)
        write(canvas, 70, y, (text,))


def test_signs_of_questions_and_answers_stay_before_them(tmp_path: Path) -> None:
    text = "".join(held.text for held in lines(page_of(tmp_path, questions)))
    order = [text.index(word) for word in ("保険証", "窓口で", "引っ越し", "新しい")]
    assert order == sorted(order)
    assert "ＱＡ" not in text.replace(" ", "").replace("\u3000", "")


def keyed(canvas: Canvas) -> None:
    """Rows of several entries that begin with a word at their first line."""
    y = TOP
    for key, said, when, points in (
        ("初回加算", ("初めて訪問した月に計画を", "作成して説明した場合に限"), "月１回", "300点"),
        ("連携", ("情報を提供した場合。",), "随時", "50点"),
        ("緊急", ("主治医の指示により緊急に訪", "問した場合に算定する。ただ", "し、計画的な訪問は除く。"),
         "１日１回", "265点"),
        ("夜間", ("夜間に訪問した場合。",), "随時", "420点"),
    ):  # fmt: skip
        write(canvas, 40, y, (key,))
        write(canvas, 100, y, said, 12)
        write(canvas, 260, y, (when,))
        write(canvas, 330, y, (points,))
        y -= 12 * len(said) + 6


def test_rows_begin_with_the_words_at_their_first_lines(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, keyed))
    assert [row[0] for row in found] == ["初回加算", "連携", "緊急", "夜間"]
    assert found[2] == [
        "緊急",
        "主治医の指示により緊急に訪問した場合に算定する。ただし、計画的な訪問は除く。",
        "１日１回",
        "265点",
    ]


def joined_by_arrow(canvas: Canvas) -> None:
    """A thick arrow goes around two boxes: its sides and theirs would make a grid."""
    for x, text in ((40, "審査の手法"), (230, "延滞率の実績")):
        rounded(canvas, x, 480, x + 120, 530)
        write(canvas, x + 10, 502, (text,))
    write(canvas, 138, 424, ("定期の報告を受けることにより確認",))
    path = canvas.beginPath()
    corners = [(60, 410), (290, 410), (290, 460), (284, 460), (293, 476), (302, 460), (296, 460),
               (296, 404), (60, 404)]  # fmt: skip
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, fill=1)


def test_the_sides_of_an_arrow_rule_nothing(tmp_path: Path) -> None:
    page = page_of(tmp_path, joined_by_arrow)
    assert [held.text for held in lines(page)] == [
        "審査の手法", "延滞率の実績", "定期の報告を受けることにより確認",
    ]  # fmt: skip
    assert not [cell for block in page.blocks for cell in block.cells if block.kind == "table"]


def speech_bubble(canvas: Canvas) -> None:
    """A bubble at the right of a list, its tip at a line of that."""
    for number, text in enumerate((
        "③　加盟する店における事故の発生", "・番号の漏えいの発生状況", "・不正な利用の発生状況",
        "についての調査を、適切な方法で行う。", "④　苦情の発生の状況",
    )):  # fmt: skip
        write(canvas, 40, 500 - 16 * number, (text,))
    path = canvas.beginPath()
    corners = [(240, 440), (240, 500), (270, 500), (262, 516), (320, 500), (400, 500), (400, 440)]
    path.moveTo(*corners[0])
    for corner in corners[1:]:
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path)
    write(
        canvas, 248, 484, ("変更があった場合には、報", "告が受けられるように契約", "で手当てする。")
    )


def test_what_a_speech_bubble_says_stays_together(tmp_path: Path) -> None:
    page = page_of(tmp_path, speech_bubble)
    text = "".join(held.text for held in lines(page))
    assert "変更があった場合には、報告が受けられるように契約で手当てする。" in text
    assert "・不正な利用の発生状況についての調査を、適切な方法で行う。" in text
    assert not any(block.cells for block in page.blocks)


LONG = (
    "説明書に記載されている資格の登録を確認する資料とし", "て、資格証の写しを添付すること。写しは、発行の日から",
    "三月以内のものとし、氏名と登録の番号が読めるものと", "する。ただし、登録の手続の途中にある者はこの限りでない",
)  # fmt: skip


@pytest.mark.parametrize("count", [2, 4])
def test_a_label_at_half_the_height_of_a_text_comes_before_it(tmp_path: Path, count: int) -> None:
    """Level with none of its lines, below a table and a remark beside that."""

    def draw(canvas: Canvas) -> None:
        for y in (500, 515, 530):
            canvas.line(40, y, 200, y)
        for x in (40, 110, 160, 200):
            canvas.line(x, 500, x, 530)
        write(canvas, 45, 511, ("資格の有無",))
        write(canvas, 165, 518, ("あり", "なし"), 14)
        write(canvas, 210, 511, ("←　該当する方に○",))
        write(canvas, 105, 484, LONG[:count], 12)
        write(canvas, 40, 484 - 6 * (count - 1), ("［添付資料］",))
        write(
            canvas,
            40,
            450 - 12 * count,
            ("評価項目　手持ちの業務の数及びその契約の金額を記載すること。",),
        )

    found = [held.text for held in lines(page_of(tmp_path, draw))]
    assert found[-2 - count : -1] == ["［添付資料］", *LONG[:count]]


def aims(canvas: Canvas) -> None:
    """A tall box, three boxes one below the other, and a tall box again."""
    rounded(canvas, 30, 380, 150, 545)
    write(canvas, 38, 520, ("➢取引の公正の確保", "➢損害の防止", "➢番号等の管理"), 50)
    for number, texts in enumerate((
        ("取引の健全な発達", "を図る。"), ("消費者の保護", "を図る。"), ("秩序の維持", "を図る。"),
    )):  # fmt: skip
        rounded(canvas, 190, 500 - 60 * number, 310, 545 - 60 * number)
        write(canvas, 200, 528 - 60 * number, texts)
    rounded(canvas, 340, 380, 400, 545)
    write(canvas, 346, 490, ("国民経済", "の発展"))


def test_boxes_below_each_other_come_before_a_tall_one_at_their_right(tmp_path: Path) -> None:
    text = "".join(held.text for held in lines(page_of(tmp_path, aims)))
    order = ["公正", "管理", "健全", "消費者", "秩序", "国民経済"]
    assert sorted(order, key=text.index) == order
