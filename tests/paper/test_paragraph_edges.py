"""Where paragraphs begin, told by the edges of their lines: blocks set flush, first lines that are
indented, items that hang out, and brackets that close in the next line."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from shiryokan.paper.model import Page
from tests.paper.drawn import page_of
from tests.pdfs import FONT

SIZE = 10.0
LEFT, TOP, PITCH = 60.0, 540.0, 15.0


def written(tmp_path: Path, *rows: tuple[float, str]) -> list[str]:
    """What was read as one paragraph each: ``rows`` are ems from the left edge, and text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, (indent, text) in enumerate(rows):
            canvas.drawString(LEFT + indent * SIZE, TOP - PITCH * number, text)

    return paragraphs(page_of(tmp_path, draw))


def paragraphs(page: Page) -> list[str]:
    return ["".join(line.text for line in block.lines) for block in page.blocks]


FLUSH = (
    "注　届出の有無にはかかわらず、包括期の病棟に入院", "料１（特定地域）、包括期病棟の入院医療管理料１", "（特定地域）、包括期病棟入院料２（特定地域）、",
    "包括期病棟入院医療管理料２（特定地域）又は包括", "病棟入院料３（特定地域）について、所定点数に代", "２に規定する特別の例により、当該病棟又は病室を",
    "有する病棟が療養を主とする病棟であるときに限る",
)  # fmt: skip


def test_lines_set_flush_are_one_paragraph_whatever_they_end_with(tmp_path: Path) -> None:
    """A paragraph of a notice whose full stop comes pages later."""
    found = written(tmp_path, *((0.0 if n == 0 else 1.0, text) for n, text in enumerate(FLUSH)))
    assert found == ["".join(FLUSH)]


KINDS = (
    "訪問による指導の費用（週に一回に限る。）", "電話による指導の費用（月に二回に限る。）", "来局による指導の費用（一日に一回に限る）",
    "情報の提供に要する費用（一回につき）", "検査値の確認の費用（週に一回に限る。）", "薬の残りの調べの費用（月に一回に限る。）",
)  # fmt: skip


@pytest.mark.parametrize("sign", ["円", "点", ""])
def test_amounts_at_the_edge_end_their_entries(tmp_path: Path, sign: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, SIZE)
        for number, text in enumerate(KINDS):
            canvas.drawString(LEFT, TOP - PITCH * number, text)
            canvas.drawRightString(LEFT + 270, TOP - PITCH * number, f"{number + 1},100{sign}")

    page = page_of(tmp_path, draw)
    assert [text for text in KINDS if text not in page.text] == []
    cells = [
        "".join(line.text for line in block.lines[cell.start : cell.end])
        for block in page.blocks
        for cell in block.cells
    ]
    assert len(cells or paragraphs(page)) >= len(KINDS)


BODY = (
    (1.0, "調査は、県内の薬局を対象として郵送により行った。回"), (0.0, "収した数は二百で、その六割が記入のあるものであった。"),
    (0.0, "薬の残りは一人で暮らす者に多かった。"),
)  # fmt: skip


def test_a_line_indented_against_the_next_begins_a_paragraph(tmp_path: Path) -> None:
    """Below a heading that reaches the edge as a line of text does."""
    heading = "２　薬の残りと訪問の回数についての調査の結果及び考察"
    found = written(tmp_path, *BODY, (0.0, heading), *BODY)
    assert [text.replace(" ", "　") for text in found] == [
        "".join(text for _, text in BODY), heading, "".join(text for _, text in BODY),
    ]  # fmt: skip


def test_a_wrapped_line_is_no_first_line(tmp_path: Path) -> None:
    """The first line of an item stands out to the left of all others."""
    found = written(
        tmp_path,
        (0.0, "①　薬の残りは一人で暮らす者に多く、季節による違いは"), (1.0, "ほとんど見られなかった。そこで、処方の日数を改めると"),
        (1.0, "ともに、訪問の回数を増やすこととした。"), (0.0, "②　患者からは、説明を何度も繰り返さずに済むようにな"),
        (1.0, "ったとの声が寄せられている。"),
    )  # fmt: skip
    assert [text[0] for text in found] == ["①", "②"]


@pytest.mark.parametrize("sign", ["〇", "○"])
def test_an_item_stands_out_below_a_line_that_reaches_the_edge(tmp_path: Path, sign: str) -> None:
    """〇 is the zero of kanji, typed for the circle."""
    found = written(
        tmp_path, (0.0, "【計画との違いを明らかにして、その分の費用を請求している例】"),
        (1.0, f"{sign}　計画に合わせて手配した包材について、残りが生じたとき"),
        (2.0, "は、計画との違いを明らかにした上で、その分の費用を小売"), (2.0, "業者に請求している。"),
    )  # fmt: skip
    assert [text[0] for text in found] == ["【", sign]


def test_a_year_in_kanji_begins_no_item(tmp_path: Path) -> None:
    found = written(
        tmp_path, (0.0, "この計画は、国の方針が定める令和十二年すなわち西暦二〇三"), (0.0, "〇年までに達成すべき目標として、県内の薬局のうち六割を"),
        (0.0, "対象とする。"),
    )  # fmt: skip
    assert len(found) == 1


def test_a_bracket_closes_in_its_paragraph(tmp_path: Path) -> None:
    found = written(
        tmp_path, (0.0, "・巨大な事業者への集中の現状と課題（例：取扱いに関する透"), (1.0, "明性への懸念）を整理し、国内外の対応策（例：改正の法律、"),
        (1.0, "海外の規則）を概観"), (0.0, "・先進的な事例を紹介"),
    )  # fmt: skip
    assert [text[0] for text in found] == ["・", "・"]
