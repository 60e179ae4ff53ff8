"""What is one entry stays one, and what are several are several: numbers with their words, dots that
lead to a page, boxes beside rows, names of speakers, lines of ruled tables."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.columns import read_columns
from shiryokan.paper.layout.frames import set_upright
from shiryokan.paper.layout.lines import is_lead, leads, rows_of
from shiryokan.paper.model import Page
from tests.paper.drawn import lines, page_of, underlined
from tests.pdfs import FONT

SIZE = 10.0


def texts(page: Page) -> list[str]:
    return [line.text.replace("\u3000", " ") for line in lines(page)]


def rows(page: Page) -> list[list[str]]:
    """The cells of all tables, row by row."""
    found: list[list[str]] = []
    for block in page.blocks:
        held: dict[int, list[str]] = {}
        for cell in block.cells:
            words = "".join(line.text for line in block.lines[cell.start : cell.end])
            held.setdefault(cell.row, []).append(words.replace("\u3000", ""))
        found += list(held.values())
    return found


def piece(text: str, x: float, size: float = SIZE) -> Chunk:
    return Chunk(x, 0, x + size * len(text), size, size, [], text, -1)


@pytest.mark.parametrize("text", ["１", "(1)", "第２", "16の２", "①", "ア", "・", "注１", "問３"])
def test_a_number_or_a_bullet_leads(text: str) -> None:
    assert is_lead(text)
    assert leads(piece(text, 0), piece("改訂の趣旨", SIZE * len(text) + SIZE))


def test_words_and_amounts_do_not_lead_and_what_stands_far_off_is_not_led() -> None:
    assert not is_lead("山田")
    assert not is_lead("1,234")
    assert not leads(piece("１", 0), piece("改訂の趣旨", 3 * SIZE))
    assert not leads(piece("１", 0), piece("120", 2 * SIZE))
    assert not leads(piece("１", 0), piece("２", 2 * SIZE))


def circular(canvas: Canvas) -> None:
    """Headings whose words begin where the first lines of paragraphs do."""
    canvas.setFont(FONT, SIZE)
    for y, x, text in (
        (540, 40, "第１"), (540, 70, "改訂の趣旨"),
        (525, 70, "近年、施設における事故の報告が増え、その三割が配膳の"),
        (510, 60, "ときの確認の不足によることから、手順を定めるものである。"),
        (490, 40, "第２"), (490, 70, "主な改訂内容"),
        (475, 50, "１"), (475, 70, "事例の収集と共有の手順を新たに定めたこと。"),
        (460, 50, "２"), (460, 70, "管理表の様式を改め、医師が記入する欄を加えたこと。"),
    ):  # fmt: skip
        canvas.drawString(x, y, text)


def test_a_number_stays_with_its_words_where_paragraphs_begin_below_these(tmp_path: Path) -> None:
    found = texts(page_of(tmp_path, circular))
    assert found[0] == "第１ 改訂の趣旨"
    assert found[3:5] == ["第２ 主な改訂内容", "１ 事例の収集と共有の手順を新たに定めたこと。"]


def contents(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for number, (label, title, page) in enumerate((
        ("基本目標Ⅰ", "いきいきと暮らす", "35"), ("基本目標Ⅱ", "支え合って暮らす", "42"),
        ("基本目標Ⅲ", "安心して暮らす", "51"),
    )):  # fmt: skip
        y = 540 - 18 * number
        canvas.drawString(40, y, label)
        canvas.drawString(105, y, f"{title} {'…' * 12} {page}")


def test_entries_of_contents_are_no_table(tmp_path: Path) -> None:
    page = page_of(tmp_path, contents)
    assert [block for block in page.blocks if block.cells] == []
    assert [text.split(" ")[0] for text in texts(page)] == ["基本目標Ⅰ", "基本目標Ⅱ", "基本目標Ⅲ"]


def order(canvas: Canvas) -> None:
    """A box of five lines and three sums beside it, whose lines are not level with its lines."""
    canvas.setFont(FONT, SIZE)
    canvas.rect(36, 478, 170, 74)
    for number, text in enumerate(
        ("お支払い方法", "クレジットカード払い", "名義人：霧浜　花", "番号：＊＊＊＊", "期限：八月")
    ):
        canvas.drawString(42, 540 - 13 * number, text)
    for number, (label, amount) in enumerate(
        (("小計（税込）", "30,240円"), ("送料（税込）", "300円"), ("支払総額", "30,540円"))
    ):
        canvas.drawString(230, 536 - 22 * number, label)
        canvas.drawRightString(380, 536 - 22 * number, amount)


def test_rows_beside_a_box_are_read_without_it(tmp_path: Path) -> None:
    sums = [row for row in rows(page_of(tmp_path, order)) if row[-1].endswith("円")]
    assert sums == [
        ["小計（税込）", "30,240円"],
        ["送料（税込）", "300円"],
        ["支払総額", "30,540円"],
    ]


SPOKEN = (
    ("会長", ("定刻となりましたので、ただいまから会議を開きます。まず議題の", "一について説明をお願いします。")),
    ("事務局", ("資料の二ページをご覧ください。貸し出しは昨年度より三分減り", "ました。")),
    ("井之上委員", ("減った理由をどう考えているか。",)),
    ("事務局（管理係）", ("改修のため二階の書架を閉じたことが主な理由と考えています。", "その期間を除けば前の年度とほとんど同じでした。")),
    ("会長", ("ほかに意見がなければ、議題の一については了承でよろしいか。", "それでは次の議題に移ります。")),
)  # fmt: skip


def minutes(canvas: Canvas) -> None:
    """The label 事務局 / （管理係） has two lines, and the next name follows at the same pitch."""
    canvas.setFont(FONT, SIZE)
    y = 550.0
    for name, said in SPOKEN:
        label = [name] if "（" not in name else [name.split("（")[0], "（" + name.split("（")[1]]
        for at in range(max(len(label), len(said))):
            if at < len(label):
                canvas.drawString(36, y, label[at])
            if at < len(said):
                canvas.drawString(105, y, said[at])
            y -= 15


def test_a_name_that_was_said_before_begins_a_row(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, minutes))
    assert found == [[name, "".join(said)] for name, said in SPOKEN]


POINTS = (
    ("後方固定", "37,420", "41,160"), ("前方後方同時固定", "66,590", "66,590"),
    ("側彎症手術", "", ""), ("初回挿入", "12,100", "13,310"), ("交換術", "21,700", "23,870"),
)  # fmt: skip


def ruled(canvas: Canvas, *edges: float) -> None:
    """The rules between columns with these edges, around all and below the heads."""
    canvas.setFont(FONT, SIZE)
    for x in edges:
        canvas.line(x, 440, x, 560)
    for y in (440, 542, 560):
        canvas.line(edges[0], y, edges[-1], y)


def points(canvas: Canvas) -> None:
    """Rules between columns and below the heads, none between rows."""
    ruled(canvas, 36, 200, 280, 360)
    for x, head in ((100, "項目"), (225, "改正前"), (305, "改正後")):
        canvas.drawString(x, 547, head)
    for number, (name, before, after) in enumerate(POINTS):
        y = 528 - 18 * number
        canvas.drawString(42, y, name)
        canvas.drawRightString(274, y, before)
        canvas.drawRightString(354, y, after)


def test_each_line_between_the_rules_of_columns_is_a_row(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, points))[1:]
    assert found == [list(row) for row in POINTS]


def coded(canvas: Canvas) -> None:
    """As above, with a column of codes and numbers, and what is counted below some entries."""
    points(canvas)
    ruled(canvas, 360, 400)
    canvas.drawString(366, 547, "番号")
    for number, code in enumerate(("3", "4", "K142-2", "イ", "ロ")):
        canvas.drawString(366, 528 - 18 * number, code)


def test_codes_beside_numbers_are_no_entries_with_items_below(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, coded))[1:]
    assert [row[0] for row in found] == [name for name, _, _ in POINTS]
    assert [row[-1] for row in found] == ["3", "4", "K142-2", "イ", "ロ"]


WRAPPED = "別に定める基準を満たす施設に入所する者について算定する。"


def wrapped(canvas: Canvas) -> None:
    """As above, but the words of the first column go on below."""
    ruled(canvas, 36, 170, 250, 330)
    for number in range(3):
        canvas.drawString(40, 528 - 14 * number, WRAPPED[number * 12 : number * 12 + 12])
        canvas.drawRightString(244, 528 - 14 * number, f"{number + 1},200")
        canvas.drawRightString(324, 528 - 14 * number, ("第一類", "第二類", "第三類")[number])
    for x, head in ((80, "要件"), (195, "点数"), (275, "区分")):
        canvas.drawString(x, 547, head)


def test_words_that_go_on_below_are_one_cell(tmp_path: Path) -> None:
    assert WRAPPED in [cell for row in rows(page_of(tmp_path, wrapped)) for cell in row]


def on_one_ground(canvas: Canvas) -> None:
    """The heads stand on one shaded box without upright rules."""
    canvas.setFont(FONT, SIZE)
    canvas.setFillGray(0.85)
    canvas.rect(36, 540, 324, 20, fill=1)
    canvas.setFillGray(0)
    columns = (
        (36, 116, "月日"),
        (116, 236, "医療機関名"),
        (236, 300, "電話"),
        (300, 360, "所在地"),
    )
    for row in range(3):
        for x0, x1, head in columns:
            canvas.rect(x0, 520 - 20 * row, x1 - x0, 20)
            canvas.drawString(x0 + 6, 526 - 20 * row, f"{head[:2]}{row + 1}")
    for x0, x1, head in columns:
        canvas.drawCentredString((x0 + x1) / 2, 546, head)


def test_heads_on_one_ground_are_one_for_each_column(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, on_one_ground))
    assert found[0] == ["月日", "医療機関名", "電話", "所在地"]


def bordered(canvas: Canvas) -> None:
    """Borders are drawn cell by cell; the piece under the last words is as wide as these."""
    canvas.setFont(FONT, SIZE)
    for y in (480, 520, 560):
        for x0, x1 in ((36, 120), (120, 250), (250, 320), (320, 380)):
            canvas.line(x0, y, x1, y)
    for x in (36, 120, 380):
        canvas.line(x, 480, x, 560)
    canvas.drawString(42, 536, "希望する用品")
    canvas.drawString(42, 496, "配達先")
    canvas.drawString(126, 545, "一　紙おむつ")
    canvas.drawString(126, 523, "二　そのほかの用品")
    canvas.drawString(250, 523, "三　手袋など　")
    canvas.drawString(126, 496, "住所に同じ")


def test_a_piece_of_a_border_is_no_underline(tmp_path: Path) -> None:
    page = page_of(tmp_path, bordered)
    assert underlined(page) == []
    assert rows(page)[1] == ["配達先", "住所に同じ"]


def additions(canvas: Canvas) -> None:
    """The amounts are of unlike length and end at the right edge."""
    canvas.setFont(FONT, SIZE)
    for number, (label, name, amount) in enumerate((
        ("イ", "地域支援加算（Ⅰ）", "400単位"), ("ロ", "地域支援加算（Ⅱ）", "315単位"),
        ("ハ", "職員処遇加算（Ⅰ）", "所定単位数の100分の52に相当する単位数"),
        ("ニ", "職員処遇加算（Ⅱ）", "所定単位数の100分の34に相当する単位数"),
    )):  # fmt: skip
        y = 540 - 17 * number
        canvas.drawString(36, y, label)
        canvas.drawString(56, y, name)
        canvas.drawRightString(390, y, amount)


def test_amounts_at_the_right_edge_stand_behind_their_entries(tmp_path: Path) -> None:
    found = "".join(texts(page_of(tmp_path, additions))).replace(" ", "")
    assert found.startswith("イ地域支援加算（Ⅰ）400単位ロ地域支援加算（Ⅱ）315単位ハ職員処遇")


def captioned(canvas: Canvas) -> None:
    """A photograph's caption stands on the level of a line of the text beside it."""
    canvas.setFont(FONT, SIZE)
    for number, text in enumerate((
        "村では二つの学校が閉じ、校舎を保つ費用が", "重かった。きのこを作る人は半分に減り、",
        "規格に合わないものの多くが捨てられていた。", "そこで教室を加工場に改め、",
    )):  # fmt: skip
        canvas.drawString(36, 540 - 15 * number, text)
    canvas.setFont(FONT, 8)
    canvas.drawString(290, 523, "写真１　校舎の店")


def test_a_caption_beside_a_paragraph_is_no_part_of_its_lines(tmp_path: Path) -> None:
    found = texts(page_of(tmp_path, captioned))
    assert found[1] == "重かった。きのこを作る人は半分に減り、"
    assert found[-1] == "写真１ 校舎の店"


def blanks_to_fill_in(canvas: Canvas) -> None:
    """A ruled cell whose lines have blanks of typed spaces, at places that chance to be alike."""
    canvas.setFont(FONT, SIZE)
    canvas.rect(36, 500, 80, 50)
    canvas.rect(116, 500, 260, 50)
    canvas.drawString(42, 520, "実績")
    for number, text in enumerate((
        "（Ａ）入棟した患者数\u3000\u3000\u3000\u3000人",
        "（Ｂ）うち重症な者数\u3000\u3000\u3000\u3000人\u3000（Ｂ）／（Ａ）＝",
        "（Ｃ）退棟した患者数\u3000\u3000\u3000\u3000人",
    )):  # fmt: skip
        canvas.drawString(122, 538 - 14 * number, text)
    canvas.drawString(40, 470, "対象者との続柄（")
    canvas.drawString(260, 470, "）")
    canvas.drawString(40, 455, "電\u3000話\u3000（")
    canvas.drawString(260, 455, "）")


def test_blanks_typed_into_lines_and_between_brackets_are_no_columns(tmp_path: Path) -> None:
    page = page_of(tmp_path, blanks_to_fill_in)
    assert rows(page) == [
        [
            "実績",
            "（Ａ）入棟した患者数人（Ｂ）うち重症な者数人（Ｂ）／（Ａ）＝（Ｃ）退棟した患者数人",
        ]
    ]
    assert texts(page)[-2:] == ["対象者との続柄（ ）", "電 話 （ ）"]


PRICES = (
    ("G-0101", "滅菌ガーゼ", "200枚", "1,480"), ("G-0102", "綿球", "500g", "980"),
    ("T-1101", "弾性包帯五号", "10巻", "1,250"), ("T-1102", "眼帯", "24巻", "2,040"),
    ("R-2001", "手袋大", "250枚", "690"), ("R-2002", "手袋小", "250枚", "640"),
    ("C-4001", "吸引カテーテル", "50本", "2,480"), ("C-4011", "三方活栓", "50個", "8,250"),
)  # fmt: skip


def price(canvas: Canvas, y: float, entry: tuple[str, ...]) -> None:
    code, name, amount, cost = entry
    canvas.drawString(44, y + 3, code)
    canvas.drawString(90, y + 3, name)
    canvas.drawRightString(260, y + 3, amount)
    canvas.drawRightString(320, y + 3, cost)


def banded(canvas: Canvas) -> None:
    """Every second row on a ground of its own, with no rules at all."""
    canvas.setFont(FONT, SIZE)
    for number, entry in enumerate((("品番", "品名", "入数", "単価"), *PRICES)):
        y = 540 - 15 * number
        if number % 2 == 0:
            canvas.setFillGray(0.9)
            canvas.rect(40, y, 284, 15, stroke=0, fill=1)
            canvas.setFillGray(0)
        price(canvas, y, entry)


def level_rules(canvas: Canvas) -> None:
    """A row of two cells above: one with the number of the list, one with all of an entry."""
    canvas.setFont(FONT, SIZE)
    for number, entry in enumerate(PRICES):
        y = 540 - 15 * number
        canvas.rect(20, y, 20, 15)
        canvas.rect(40, y, 290, 15)
        canvas.drawString(24, y + 3, "甲乙丙丁戊己庚辛"[number])
        price(canvas, y, entry)


def dates_in_cells(canvas: Canvas) -> None:
    canvas.setFont(FONT, SIZE)
    for number, label in enumerate(("受付", "審査", "決定", "通知")):
        y = 540 - 15 * number
        canvas.rect(20, y, 60, 15)
        canvas.rect(80, y, 200, 15)
        canvas.drawString(24, y + 3, label)
        for x, unit in ((130, "年"), (170, "月"), (210, "日")):
            canvas.drawString(x, y + 3, unit)


def test_rows_on_bands_are_rows_of_one_table(tmp_path: Path) -> None:
    assert rows(page_of(tmp_path, banded))[1:] == list(map(list, PRICES))


def test_columns_that_no_rule_parts_are_cells(tmp_path: Path) -> None:
    assert [row[1:] for row in rows(page_of(tmp_path, level_rules))] == list(map(list, PRICES))


def test_blanks_for_a_date_are_one_cell(tmp_path: Path) -> None:
    assert [row[1] for row in rows(page_of(tmp_path, dates_in_cells))] == ["年月日"] * 4


def roster(canvas: Canvas) -> None:
    """A list of members under heads that a rule parts from it, at the head of the page."""
    canvas.setFont(FONT, SIZE)
    canvas.drawRightString(350, 562, "令和八年四月一日現在")
    heads = ("№", "地区", "氏名", "電話番号", "備考")
    members = (
        ("1", "柳瀬一丁目", "相沢和子", "00-1111", "会長"), ("2", "茸沢上", "加藤進", "00-2116", ""),
        ("3", "新栄町", "小比類巻武", "00-3118", ""), ("4", "緑が丘東", "西園寺公子", "00-3120", "会計"),
    )  # fmt: skip
    for number, entry in enumerate((heads, *members)):
        y = 545 - 17 * number - (4 if number else 0)
        for x, text in zip((36, 60, 140, 220, 310), entry, strict=True):
            canvas.drawString(x, y, text)
    canvas.line(30, 539, 360, 539)


def test_heads_above_a_rule_at_the_head_of_the_page_are_of_the_table_below(tmp_path: Path) -> None:
    found = rows(page_of(tmp_path, roster))
    assert found[0] == ["№", "地区", "氏名", "電話番号", "備考"]
    assert [row[:4] for row in found[1:]][-1] == ["4", "緑が丘東", "西園寺公子", "00-3120"]


def news(canvas: Canvas) -> None:
    """Two columns of short articles with a rule between them."""
    canvas.setFont(FONT, SIZE)
    canvas.line(200, 560, 200, 200)
    for x, head, rest in ((36, "市営住宅の入居者", 0), (210, "離乳食の教室", 5)):
        canvas.setFont(FONT, 13)
        canvas.drawString(x, 545 - rest, head)
        canvas.setFont(FONT, SIZE)
        for number in range(9):
            words = (
                "募集する住宅の間取りや家賃は係に聞く"
                if number % 3
                else "入居できる方を募集します。"
            )
            canvas.drawString(x, 528 - rest - (14 + rest / 4) * number, words[: 15 + number % 2])


def test_columns_of_a_text_with_a_rule_between_are_no_cells(tmp_path: Path) -> None:
    page = page_of(tmp_path, news)
    assert [block for block in page.blocks if block.cells] == []
    found = texts(page)
    assert found.index("離乳食の教室") == 10


APPOINTMENTS = (
    ("日時", "９月24日（木）午前10時～11時30", "分"), ("対象", "令和８年３月～５月生まれの乳児", "の保護者"),
    ("定員", "先着15組"), ("持物", "母子健康手帳、エプロン"), ("", ""), ("職種", "消防士（高校卒業程度）３人程度"),
    ("試験", "１次＝10月18日（日）、２次＝11", "月中旬"), ("申込", "９月25日（金）までに消防本部総", "務課へ"),
)  # fmt: skip


def test_a_label_at_the_first_line_of_a_text_is_no_label_about_its_middle() -> None:
    """Some texts have two lines, so that a label might stand about the middle of three."""
    labels: list[Chunk] = []
    words: list[Chunk] = []
    tops: list[float] = []
    y = 95.1
    for label, *texts in APPOINTMENTS:
        size, x, off = (7.5, 404.5, 1.3) if label else (8.0, 408.0, 2.2)
        y += 0.0 if label else 10.7
        tops.append(y)
        top = y + off
        labels.append(Chunk(x, top, x + 2 * size, top + size, size, [], label or "試験", -1))
        if not label:
            words.append(Chunk(437.0, y, 521.0, y + 10.5, 10.5, [], "消防職員採用試験", -1))
            y += 29.3
        for at, text in enumerate(texts if label else ()):
            full = at < len(texts) - 1 or label == "職種"
            right = 563.0 if full else 428 + 9.0 * len(text)
            words.append(Chunk(428.0, y, right, y + 9, 9.0, [], text, -1))
            y += 13
    found = read_columns([labels, words], [424.0, 563.0])
    assert len(found.cuts) == len(tops) - 1
    assert all(abs(cut + 0.4 - top) < 1 for cut, top in zip(found.cuts, tops[1:], strict=True))


def flow(canvas: Canvas) -> None:
    """Boxes with round corners, an arrow from each to the next, and two boxes below."""
    canvas.setFont(FONT, SIZE)
    boxes = ((100, 520, "症状を発見"), (100, 470, "看護職員に報告"), (90, 410, "医師の診察"))
    for x, y, text in boxes:
        canvas.roundRect(x, y, 280 - 2 * x + 20, 26, 5)
        canvas.drawCentredString(150, y + 9, text)
    for upper, lower in ((520, 496), (470, 436)):
        canvas.line(150, upper, 150, lower)
    for x, text in ((36, "個室へ移動"), (200, "記録を残す")):
        canvas.rect(x, 330, 120, 40)
        canvas.drawString(x + 6, 346, text)
    canvas.line(156, 350, 200, 350)


def test_boxes_that_arrows_join_are_no_table(tmp_path: Path) -> None:
    page = page_of(tmp_path, flow)
    assert [block for block in page.blocks if block.cells] == []
    assert texts(page) == ["症状を発見", "看護職員に報告", "医師の診察", "個室へ移動", "記録を残す"]


def summary_of_a_meeting(canvas: Canvas) -> None:
    """Labels and texts, and below them, further off, the heading of what follows."""
    canvas.setFont(FONT, SIZE)
    for number, (label, text) in enumerate((
        ("日\u3000時", "令和八年七月二十三日（木）十四時から"), ("場\u3000所", "本庁舎五階五〇二会議室"),
        ("出席者", "立花会長、大峰副会長、稲垣委員"), ("議\u3000題", "北回りの再編について"),
    )):  # fmt: skip
        y = 540 - 20 * number
        canvas.drawString(36, y, "１２３４"[number])
        canvas.drawString(52, y, label)
        canvas.drawString(110, y, text)
    canvas.drawString(36, 448, "５")
    canvas.drawString(52, 448, "主な意見等")
    canvas.drawString(40, 424, "資料に基づき事務局から説明した後、次のとおり意見があった。")


def test_the_heading_of_what_follows_a_table_is_no_row_of_it(tmp_path: Path) -> None:
    page = page_of(tmp_path, summary_of_a_meeting)
    assert [row[-1] for row in rows(page)][-1] == "北回りの再編について"
    assert "５ 主な意見等" in texts(page)


def letter(canvas: Canvas) -> None:
    """A number and a date spread over one width, and addressees that a brace holds together."""
    canvas.setFont(FONT, SIZE)
    for y, text in ((545, "水健政発○九第七号"), (528, "令和八年九月十四日")):
        for number, character in enumerate(text):
            canvas.drawString(250 + 14 * number, y, character)
    for y, text in (
        (480, "都\u3000道\u3000府\u3000県"),
        (465, "保健所設置市"),
        (450, "特\u3000別\u3000区"),
    ):
        canvas.drawString(60, y, text)
    canvas.drawString(40, 465, "各")
    canvas.drawString(170, 465, "衛生主管部長\u3000殿")
    canvas.setFont(FONT, 42)
    canvas.drawString(126, 451, "｝")
    canvas.setFont(FONT, SIZE)
    canvas.drawString(50, 400, "標記について、別添のとおり通知したので、御了知願いたい。")


def test_a_brace_over_several_lines_leaves_them_lines(tmp_path: Path) -> None:
    found = [text.replace(" ", "") for text in texts(page_of(tmp_path, letter))]
    assert "都道府県" in found
    assert "特別区" in found
    assert any(text.endswith("衛生主管部長殿") for text in found)


def test_signs_over_several_lines_are_lines_of_their_own_where_they_stand() -> None:
    def at(text: str, x: float, y: float, size: float = SIZE) -> Chunk:
        return Chunk(x, y, x + size * len(text), y + size, size, [], text, -1)

    beside = [at("退院した日から", 40, 0), at("起算して", 40, 13), at("算定する。", 40, 26)]
    left, right = at("➡", 0, 2, 34), at("｝", 120, 2, 34)
    assert rows_of([left, *beside])[0].text == "➡"
    assert rows_of([right, *beside])[-1].text == "｝"
    # a note beside a title in larger letters is on its line
    assert len(rows_of([at("献立", 0, 0, 20), at("六月", 60, 8)])) == 1


def menu(canvas: Canvas) -> None:
    canvas.setFont(FONT, 16)
    canvas.drawString(36, 540, "六月のこんだて")
    canvas.drawString(165, 540, "～よくかんで～")
    canvas.setFont(FONT, 8)
    canvas.drawString(300, 546, "水無瀬市立給食センター")
    canvas.drawString(300, 536, "（小学校Ａ献立）")
    canvas.setFont(FONT, SIZE)
    canvas.drawString(36, 500, "地元の野菜を使います。")


def test_a_title_and_the_small_lines_beside_it_are_no_table(tmp_path: Path) -> None:
    page = page_of(tmp_path, menu)
    assert [block for block in page.blocks if block.cells] == []
    assert texts(page)[0].startswith("六月のこんだて")


def contract(canvas: Canvas) -> None:
    """Numbered labels, each at half the height of its text."""
    canvas.setFont(FONT, SIZE)
    y = 480.0
    for label, *words in (
        ("２\u3000履行期間", "令和八年四月一日から", "令和九年三月三十一日まで"),
        ("３\u3000契約金額", "一金\u3000六百六十万円也", "（うち消費税及び地方消費税の額", "金六十万円）"),
        ("４\u3000契約保証金", "免除"),
    ):  # fmt: skip
        middle = y - 8 * (len(words) - 1)
        canvas.drawString(60, middle, label)
        for text in words:
            canvas.drawString(200, y, text)
            y -= 16
        y -= 4


def test_numbered_labels_at_half_the_height_of_their_texts_come_before_these(
    tmp_path: Path,
) -> None:
    assert rows(page_of(tmp_path, contract)) == [
        ["２履行期間", "令和八年四月一日から令和九年三月三十一日まで"],
        ["３契約金額", "一金六百六十万円也（うち消費税及び地方消費税の額金六十万円）"],
        ["４契約保証金", "免除"],
    ]


def departments(canvas: Canvas) -> None:
    """Names set downwards in narrow boxes that begin at one height, and a table of single signs."""
    canvas.setFont(FONT, SIZE)
    for number, name in enumerate(("内科", "外来", "小児科", "整形外科", "調剤係")):
        x = 40 + 60 * number
        canvas.rect(x, 440, 20, 100)
        for at, character in enumerate(name):
            canvas.drawString(x + 5, 526 - 11.5 * at, character)
    for row, texts_of_row in enumerate((("氏名", "性別"), ("相沢和子", "女"), ("加藤進", "男"))):
        for column, text in enumerate(texts_of_row):
            canvas.rect(40 + 80 * column, 380 - 20 * row, 80, 20)
            canvas.drawString(46 + 80 * column, 386 - 20 * row, text)
    for number, text in enumerate((
        "組織を変えるときは次の会議で報告し、その承認を得るものとし、", "各診療科の長は毎月の初めに担当する者の名簿を作り、総務課の",
        "定める様式により届け出なければならない。", "この図は令和八年四月一日から用いる。",
    )):  # fmt: skip
        canvas.drawString(40, 300 - 15 * number, text)


def test_letters_below_each_other_that_are_all_there_is_in_a_box_are_a_name(
    tmp_path: Path,
) -> None:
    page = page_of(tmp_path, departments)
    assert {"内科", "外来", "小児科", "整形外科", "調剤係"} <= set(texts(page))
    assert rows(page)[1:3] == [["相沢和子", "女"], ["加藤進", "男"]]


SIGNS = np.array([ord(sign) for sign in "注(12)"])


def test_a_number_of_two_digits_in_brackets_is_one_cell_of_a_vertical_line() -> None:
    """Four signs of nearly half an em side by side, between characters of the line."""
    side_by_side = [[140.5 + 5.3 * n, 100.1, 145.8 + 5.3 * n, 112.1] for n in range(4)]
    box = np.array([[144.0, 126.0, 158.0, 138.0], *side_by_side])
    found = set_upright(box, np.full(5, 12.0), SIGNS)
    assert found[0].tolist() == box[0].tolist()
    assert np.diff(found[1:, 1]).tolist() == pytest.approx([3.0] * 3)
    assert len(set(found[1:, 0].tolist())) == 1
    # as many digits a full half em wide are a number that runs to the side
    wide = np.array([[140.0 + 6.5 * n, 100.0, 146.5 + 6.5 * n, 112.0] for n in range(4)])
    assert set_upright(wide, np.full(4, 12.0), SIGNS[1:]).tolist() == wide.tolist()


def test_brackets_that_hang_out_beside_a_wide_sign_are_of_its_cell() -> None:
    """管理加算(Ⅱ): the numeral fills the width of the vertical line."""
    box = np.array([[136.0, 100, 140, 113], [144.0, 101, 156, 112], [160.0, 100, 164, 113]])
    numeral = np.array([ord(sign) for sign in "(Ⅱ)"])
    found = set_upright(box, np.full(3, 14.0), numeral)
    assert np.diff(found[:, 1]).tolist() == pytest.approx([14 / 3] * 2)
    assert len(set(found[:, 0].tolist())) == 1
    # two columns of a page, of which one ends with a bracket, are no cell
    letters = np.array([ord(sign) for sign in "(二三"])
    assert set_upright(box, np.full(3, 14.0), letters).tolist() == box.tolist()


def test_dots_that_lead_to_an_amount_begin_behind_the_bracket_that_they_lie_over(
    tmp_path: Path,
) -> None:
    """Browsers set leaders from the right, and the first may lie over the end of the name."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        name = "園芸の療法(一日につき)"
        canvas.drawString(40, 500, name)
        bracket = 40 + canvas.stringWidth(name[:-1], FONT, 10)
        for number in range(9):
            canvas.drawString(bracket - 3 + 10 * number, 500, "…")
        canvas.drawString(bracket + 90, 500, "310点")

    (line,) = lines(page_of(tmp_path, draw))
    assert line.text.replace(" ", "").startswith("園芸の療法(一日につき)…")
