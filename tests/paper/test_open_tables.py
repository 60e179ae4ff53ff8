"""Tables without rules around their cells: what stands in which row and column."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.formats.data import as_data
from shiryokan.paper.model import Page
from shiryokan.paper.tables import amounts as amounts_of
from shiryokan.paper.tables import as_html, grid
from tests.paper.drawn import GOTHIC, SIZE, page_of
from tests.pdfs import FONT

ITEMS = [
    "消耗品費",
    "印刷製本費",
    "通信運搬費",
    "委託料",
    "使用料及び賃借料",
    "備品購入費",
    "報償費",
    "旅費",
    "負担金",
    "積立金",
]
LEFT, TOP = 40.0, 60.0


def tables(page: Page) -> list[list[list[str]]]:
    return [grid(block) for block in page.blocks if block.cells]


def draw_rows(
    canvas: Canvas, rows: Sequence[Sequence[str]], edges: Sequence[float], *, font: str = FONT,
    size: float = 10.0, pitch: float = 18.0, rules: str = "none", top: float = TOP,
) -> float:  # fmt: skip
    """Rows from the top: the first column set left, the others right, 4 points from the edge."""
    y = top
    for number, row in enumerate(rows):
        if rules == "rows" or (rules == "three" and number in (0, 1)):
            line(canvas, edges[0], y, edges[-1], y)
        for column, text in enumerate(row):
            for at, part in enumerate(text.split("\n")):
                x = edges[column] + 4
                if column:
                    x = edges[column + 1] - 4 - stringWidth(part, font, size)
                canvas.setFont(font, size)
                canvas.drawString(x, SIZE[1] - (y + size + 2 + at * 1.3 * size), part)
        y += pitch + 1.3 * size * max(text.count("\n") for text in row)
    if rules != "none":
        line(canvas, edges[0], y, edges[-1], y)
    if rules == "box":
        canvas.rect(edges[0], SIZE[1] - y, edges[-1] - edges[0], y - top)
    return y


def table_page(
    tmp_path: Path, rows: Sequence[Sequence[str]], edges: Sequence[float], *, rules: str = "none",
    font: str = FONT,
) -> Page:  # fmt: skip
    """A page with nothing but these rows."""

    def draw(canvas: Canvas) -> None:
        draw_rows(canvas, rows, edges, rules=rules, font=font)

    return page_of(tmp_path, draw)


def line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.setLineWidth(0.5)
    canvas.line(x0, SIZE[1] - y0, x1, SIZE[1] - y1)


def amounts(seed: int, count: int, columns: int) -> list[list[str]]:
    dice = random.Random(seed)
    head = ["区分", *("予算額", "前年度", "増減", "構成比")[:columns]]
    rows = [head]
    for _ in range(count):
        values = [f"{dice.randint(-99_999, 999_999):,}".replace("-", "△") for _ in range(columns)]
        rows.append([dice.choice(ITEMS), *values])
    return rows


@pytest.mark.parametrize("rules", ["none", "rows", "three", "box"])
@pytest.mark.parametrize("seed", range(4))
def test_amounts_set_right_are_columns(tmp_path: Path, rules: str, seed: int) -> None:
    columns = 2 + seed % 3
    rows = amounts(seed, 5 + 2 * seed, columns)
    edges = [LEFT, *(LEFT + 100 + 62 * n for n in range(columns + 1))]
    font = (FONT, GOTHIC)[seed % 2]
    page = table_page(tmp_path, rows, edges, font=font, rules=rules)
    assert tables(page) == [rows]


def test_full_width_numbers_stay_whole(tmp_path: Path) -> None:
    wide = str.maketrans("0123456789,.", "０１２３４５６７８９，．")
    rows = [[name, *(text.translate(wide) for text in rest)] for name, *rest in amounts(7, 8, 2)]
    edges = [LEFT, 160.0, 270.0, 380.0]
    page = table_page(tmp_path, rows, edges)
    assert tables(page) == [rows]


def test_a_title_and_notes_are_not_of_the_table(tmp_path: Path) -> None:
    rows = amounts(11, 6, 3)
    edges = [LEFT, 150.0, 230.0, 310.0, 390.0]

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 13)
        canvas.drawString(90, SIZE[1] - 60, "令和６年度　歳出予算　款別一覧")
        canvas.setFont(FONT, 10)
        canvas.drawString(330, SIZE[1] - 84, "（単位：千円）")
        end = draw_rows(canvas, rows, edges, top=92)
        canvas.drawString(LEFT, SIZE[1] - end - 24, "注　前年度の額は　補正後の額による。")

    page = page_of(tmp_path, draw)
    assert tables(page) == [rows]
    assert "歳出予算" in page.text and "補正後の額による" in page.text


@pytest.mark.parametrize("lines", [2, 3])
def test_rows_between_rules_keep_their_lines(tmp_path: Path, lines: int) -> None:
    rows = [["番号", "事務の種類", "金額"]]
    for number in range(1, 6):
        kind = "\n".join(
            ["営業の許可の申請に対する", "審査及び調査に要する費用", "その他の事務"][:lines]
        )
        rows.append([str(number), kind, f"{number},200円"])
    edges = [LEFT, 90.0, 260.0, 370.0]
    page = table_page(tmp_path, rows, edges, rules="rows")
    (found,) = tables(page)
    assert [row[0] for row in found] == [row[0] for row in rows]
    assert [row[2] for row in found] == [row[2] for row in rows]
    assert ["".join(row[1].split()) for row in found] == ["".join(r[1].split()) for r in rows]


def test_underlined_headings_above_text_are_no_table(tmp_path: Path) -> None:
    """Lines of one length under headings do not cut the text between them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        y = 60.0
        for number in range(1, 5):
            canvas.drawString(LEFT, SIZE[1] - y, f"（{number}）関係法令の留意すべき点")
            line(canvas, LEFT, y + 2, LEFT + 130, y + 2)
            for text in (
                "市は、関係機関と連携し、住民の利便性の向上を図るため、",
                "必要な調査及び検討を行うものとする。",
            ):
                y += 16
                canvas.drawString(LEFT, SIZE[1] - y, text)
            y += 30

    page = page_of(tmp_path, draw)
    assert not tables(page)
    assert "".join(page.text.split()).count("住民の利便性の向上を図るため、必要な調査") == 4


def test_a_list_of_contents_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        for number, name in enumerate(ITEMS):
            canvas.drawString(LEFT, SIZE[1] - 60 - 18 * number, name)
            canvas.drawRightString(360, SIZE[1] - 60 - 18 * number, str(3 + 4 * number))

    assert not tables(page_of(tmp_path, draw))


def heads(page: Page) -> list[tuple[str, str]]:
    return [
        ("".join(x.text for x in block.lines[cell.start : cell.end]), cell.head)
        for block in page.blocks
        for cell in block.cells
        if cell.head
    ]


@pytest.mark.parametrize("rules", ["none", "rows", "three", "box"])
def test_words_over_and_beside_numbers_are_heads(tmp_path: Path, rules: str) -> None:
    rows = amounts(21, 6, 3)
    edges = [LEFT, 150.0, 230.0, 310.0, 390.0]
    page = table_page(tmp_path, rows, edges, rules=rules)
    told = heads(page)
    assert [text for text, head in told if head == "column"] == rows[0]
    assert [text for text, head in told if head == "row"] == [row[0] for row in rows[1:]]


def test_a_row_on_a_ground_is_a_head_whatever_it_says(tmp_path: Path) -> None:
    rows = [["春", "夏", "秋"], *([ITEMS[n], ITEMS[n + 1], ITEMS[n + 2]] for n in range(5))]
    edges = [LEFT, 150.0, 260.0, 370.0]

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.rect(edges[0], SIZE[1] - TOP - 18, edges[-1] - edges[0], 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        for x in edges:
            line(canvas, x, TOP, x, TOP + 18 * len(rows))
        draw_rows(canvas, rows, edges, rules="rows")

    page = page_of(tmp_path, draw)
    assert tables(page) == [rows]
    assert heads(page) == [(text, "column") for text in rows[0]]


def test_entries_of_one_kind_have_no_heads(tmp_path: Path) -> None:
    rows = [["会長", "山田"], ["副会長", "鈴木"], ["委員", "高橋"], ["監事", "伊藤"]]
    edges = [LEFT, 150.0, 260.0]
    page = table_page(tmp_path, rows, edges)
    assert tables(page) == [rows]
    assert not heads(page)


def test_a_column_of_amounts_adds_up(tmp_path: Path) -> None:
    rows = [["区分", "金額"], ["歳入", "1,234,567円"], ["歳出", "△43,300円"], ["差引", "０円"]]
    edges = [LEFT, 150.0, 260.0]
    page = table_page(tmp_path, rows, edges, rules="rows")
    (block,) = (block for block in page.blocks if block.cells)
    assert sum(a.value for _, a in amounts_of(block) if a) == 1_234_567 - 43_300
    cells = as_data(page)["blocks"][0]["cells"]
    assert [cell["amount"] for cell in cells if "amount" in cell] == [
        {"number": "1234567", "unit": "円"}, {"number": "-43300", "unit": "円"},
        {"number": "0", "unit": "円"},
    ]  # fmt: skip
    assert '<th scope="col"><p>区分</p></th>' in as_html(block)


@pytest.mark.parametrize("apart", [1.5, 3.0, 4.5])
def test_double_rules_make_no_columns(tmp_path: Path, apart: float) -> None:
    rows = amounts(31, 5, 3)
    edges = [LEFT, 150.0, 230.0, 310.0, 390.0]

    def draw(canvas: Canvas) -> None:
        end = draw_rows(canvas, rows, edges, rules="rows")
        for x in edges:
            line(canvas, x, TOP, x, end)
        for x in (edges[0], edges[1], edges[-1]):
            line(canvas, x - apart, TOP, x - apart, end)
        line(canvas, edges[0], TOP + 18 - apart, edges[-1], TOP + 18 - apart)
        canvas.rect(edges[0] - apart, SIZE[1] - end - apart, edges[-1] - edges[0] + 2 * apart,
                    end - TOP + 2 * apart)  # fmt: skip

    page = page_of(tmp_path, draw)
    assert tables(page) == [rows]
    (block,) = (block for block in page.blocks if block.cells)
    assert all(cell.columns == cell.rows == 1 for cell in block.cells)


@pytest.mark.parametrize("ruled", [range(1, 5), (1, 3), (2,), (1,)])
def test_upright_rules_alone_part_columns_or_groups(tmp_path: Path, ruled: Sequence[int]) -> None:
    rows = amounts(41, 9, 4)
    edges = [LEFT, *(LEFT + 100 + 62 * n for n in range(5))]

    def draw(canvas: Canvas) -> None:
        end = draw_rows(canvas, rows, edges)
        for number in ruled:
            line(canvas, edges[number], TOP, edges[number], end)

    assert tables(page_of(tmp_path, draw)) == [rows]


SENTENCES = [
    "防災無線の点検を年二回に増やす。",
    "港の夜間照明を順に直し、費用は千二百万円であった。",
    "窓口の受付を四つの地区に広げ、結果を市の広報に載せた。",
    "坂道の手すりを直し、三百か所を見た。",
]


def draw_prose(
    canvas: Canvas, labels: Sequence[str], edges: Sequence[float], *, seed: int, ruled: bool
) -> list[list[str]]:
    """Rows of sentences in columns, under a label each; gives what the cells hold."""
    dice = random.Random(seed)
    size, step, y = 9.0, 14.0, TOP
    expected: list[list[str]] = []
    for label in labels:
        if ruled:
            line(canvas, edges[0], y, edges[-1], y)
        canvas.setFont(FONT, size)
        canvas.drawString(edges[0] + 4, SIZE[1] - (y + size + 3), label)
        y += step + 5
        if ruled:
            line(canvas, edges[0], y, edges[-1], y)
        columns = []
        for left, right in itertools.pairwise(edges):
            text = "".join(dice.sample(SENTENCES, 2))
            most = int((right - left - 22) // size)
            columns.append([text[at : at + most] for at in range(0, len(text), most)])
            for at, part in enumerate(columns[-1]):
                canvas.drawString(left + 4, SIZE[1] - (y + size + 3 + at * step), part)
        y += max(map(len, columns)) * step + (6 if ruled else 18)
        expected.append(["".join(lines) for lines in columns])
    if ruled:
        line(canvas, edges[0], y, edges[-1], y)
    return expected


@pytest.mark.parametrize("count", [2, 3])
@pytest.mark.parametrize("seed", range(3))
def test_a_label_alone_between_two_rules_hides_no_column(
    tmp_path: Path, seed: int, count: int
) -> None:
    edges = [LEFT + (SIZE[0] - 2 * LEFT) / count * n for n in range(count + 1)]
    labels = [
        "(ア)　防災危機管理室、緑と公園の課及びデジタル推進室",
        "(イ)　総務部",
        "(ウ)　教育委員会、防災危機管理室、こども未来部",
    ]
    expected: list[list[str]] = []
    page = page_of(
        tmp_path,
        lambda canvas: expected.extend(draw_prose(canvas, labels, edges, seed=seed, ruled=True)),
    )
    (found,) = tables(page)
    squeezed = [["".join(text.split()) for text in row] for row in found]
    assert [row for row in squeezed if all(row)] == expected


@pytest.mark.parametrize("seed", range(3))
def test_no_two_cells_stand_in_one_place(tmp_path: Path, seed: int) -> None:
    edges = [LEFT, SIZE[0] / 2, SIZE[0] - LEFT]
    labels = ["①　［市民局］", "②　［水道局、総務部］", "③　［教育委員会］", "④　［港湾局］"]

    def draw(canvas: Canvas) -> None:
        draw_prose(canvas, labels, edges, seed=seed, ruled=False)

    page = page_of(tmp_path, draw)
    for block in page.blocks:
        places = [
            (row, column)
            for cell in block.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        ]
        assert len(places) == len(set(places))
    for label in labels:
        assert label.split("　")[1] in page.text


def test_white_within_a_title_is_no_gutter(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(LEFT, SIZE[1] - 50, "資料2-1")
        canvas.drawRightString(SIZE[0] - LEFT, SIZE[1] - 50, "霧浜市まちづくり計画（案）")
        canvas.setFont(FONT, 14)
        canvas.drawString(LEFT, SIZE[1] - 95, "令和7年度　霧浜市計画（坂と港の暮らし）")

    page = page_of(tmp_path, draw)
    assert not tables(page)
    assert "令和7年度　霧浜市計画（坂と港の暮らし）" in page.text.split("\n")
