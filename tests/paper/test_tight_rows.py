"""Lines set close or far: what stands below each other at the beginning of rows is no vertical line,
and what stands level at the beginning of vertical lines is no row."""

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


PEOPLE = (
    ("山田太郎", "霧浜大学医学部教授"),
    ("佐々木花子", "霧浜市医師会副会長"),
    ("林誠", "霧浜県看護協会常任理事"),
    ("五十嵐久美", "全国健康保険組合連合会霧浜支部長"),
    ("子", ""),
    ("吉田次郎", "霧浜新聞社論説委員"),
    ("森健", "霧浜県薬剤師会会長"),
)


@pytest.mark.parametrize("pitch", [1.1, 1.25])
def test_names_of_which_one_goes_on_below(tmp_path: Path, pitch: float) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (name, post) in enumerate(PEOPLE):
            y = 500 - pitch * SIZE * number
            step = 5 * SIZE / max(len(name) - 1, 1)
            for at, character in enumerate(name):
                canvas.drawString(40 + at * step, y, character)
            canvas.drawString(40 + 8 * SIZE, y, post)

    words = plain(page_of(tmp_path, draw))
    for name, post in PEOPLE:
        assert name in words and post in words


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


@pytest.mark.parametrize("labels", ["一二三四五", "１２３４５", "イロハニホ"])
def test_labels_of_vertical_lines(tmp_path: Path, labels: str) -> None:
    texts = [
        "届出書及び収支予算書の確認に関すること",
        "公共施設の老朽化への対策",
        "客観的な設計図書を提出する",
        "農業の担い手の確保",
        "窓口における業務の効率化",
    ]
    body = "町長は前項の規定により定めた計画を速やかに公表しなければならない。"

    def column(canvas: Canvas, text: str, x: float, y: float) -> None:
        for at, character in enumerate(text):
            canvas.drawString(x, y - SIZE * at, character)

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        column(canvas, body, 340, 520)
        for number, (label, text) in enumerate(zip(labels, texts, strict=True)):
            column(canvas, label, 322 - 18 * number, 510)
            column(canvas, text, 322 - 18 * number, 510 - 2 * SIZE)

    words = plain(page_of(tmp_path, draw))
    assert words == body + "".join(label + text for label, text in zip(labels, texts, strict=True))


def test_signs_between_boxes_are_no_line_of_a_paragraph(tmp_path: Path) -> None:
    steps = ("①申請書の提出", "②書類の審査", "③現地の確認", "④決定の通知")

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, step in enumerate(steps):
            left = 30 + 95 * number
            canvas.rect(left, 380, 75, 40)
            canvas.drawString(left + 2, 405, step[:4])
            canvas.drawString(left + 2, 390, step[4:])
            if number:
                canvas.drawString(left - 15, 396, "→")
        canvas.drawString(40, 355, "審査で不備があったときは、初めに戻る。")

    words = plain(page_of(tmp_path, draw)).replace("→", "")
    assert words == "".join(steps) + "審査で不備があったときは、初めに戻る。"


SURNAMES = ("山田", "秋山", "五十嵐", "東", "平田", "勅使河原", "本田", "三枝", "浅野", "古川")
FIRST_NAMES = ("裕之", "仁", "麻衣", "愛", "真由美", "大輔", "博文", "剛", "喜美江", "一郎")


@pytest.mark.parametrize("apart", [0.8, 1.5])
@pytest.mark.parametrize("columns", [2, 3])
def test_lists_of_names_whose_letters_are_set_apart(
    tmp_path: Path, apart: float, columns: int
) -> None:
    people = [
        f"{SURNAMES[n % len(SURNAMES)]}\u3000{FIRST_NAMES[n * 7 % len(FIRST_NAMES)]}"
        for n in range(30 * columns)
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, name in enumerate(people):
            column, row = divmod(number, 30)
            canvas.drawString(20 + 130 * column, 560 - SIZE * row, name, charSpace=apart)

    assert plain(page_of(tmp_path, draw)) == "".join(name.replace("\u3000", "") for name in people)


def test_vertical_lines_with_more_turned_leaders_than_words(tmp_path: Path) -> None:
    names = ("個室を利用する場合", "多床室を利用する場合", "従来の形の居室を利用する場合")

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, name in enumerate(names):
            x = 350 - 22 * number
            for at, character in enumerate(name):
                canvas.drawString(x, 540 - SIZE * at, character)
            canvas.saveState()
            canvas.translate(x + 3, 540 - SIZE * len(name))
            canvas.rotate(-90)
            canvas.setFont(FONT, SIZE / 3)
            canvas.drawString(0, 0, "." * 180)
            canvas.restoreState()
            for at, character in enumerate("四一四単位"):
                canvas.drawString(x, 100 - SIZE * at, character)

    words = plain(page_of(tmp_path, draw))
    for name in names:
        assert name in words
    assert words.count("四一四単位") == len(names)
