"""Tables written out: every text of every cell, at its place, and nothing a program would run."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.paper.document import Document
from shiryokan.paper.flow import Passage
from shiryokan.paper.formulas import unformulated
from shiryokan.paper.tables import as_csv, as_html, as_markdown, grid
from tests.paper.pages import block, page, table

PLAN = table(
    (0, 0, "事業"),
    (0, 1, "年度", 1, 2),
    (1, 0, "避難訓練の\n実施\n\n担当課", 2, 1),
    (1, 1, "R6"),
    (2, 2, "R7"),
)


def test_a_grid_has_each_text_once_at_its_place() -> None:
    assert grid(PLAN) == [
        ["事業", "年度", ""],
        ["避難訓練の実施\n担当課", "R6", ""],
        ["", "", "R7"],
    ]


def test_a_flow_gives_the_same_as_a_page() -> None:
    (flowing,) = Document.of([page(PLAN)]).flow
    for write in (grid, as_csv, as_markdown, as_html):
        assert write(flowing) == write(PLAN)


def test_a_table_without_cells_is_empty() -> None:
    bare = block("x", kind="table")
    assert (grid(bare), as_csv(bare), as_markdown(bare)) == ([], "", "")


def test_cells_that_claim_one_place_lose_no_text() -> None:
    clash = table((0, 0, "甲", 2, 2), (1, 1, "乙"), (0, 2, "丙"), (0, 2, "丁"))
    assert grid(clash) == [["甲\n乙", "", "丙\n丁"], ["", "", ""]]
    wide = table((1, 0, "子", 1, 3), (0, 1, "丑", 2, 1))
    assert grid(wide) == [["", "丑"], ["子", ""]]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\u3000＝1+1", "'\u3000＝1+1"),
        ("\ufeff=1+1", "'\ufeff=1+1"),
        ("\u200b\u00a0@x", "'\u200b\u00a0@x"),
        ("甲;=1+1", "甲;'=1+1"),
        ("甲; =1+1;@x", "甲;' =1+1;'@x"),
        ("甲\t+cmd|x", "甲\t'+cmd|x"),
        ("甲\n=1+1", "甲\n'=1+1"),
        ("甲;-5;乙", "甲;-5;乙"),
        ("－ 一\n－ 二", "'－ 一\n－ 二"),
        ("一\n－ 二\n- 三", "一\n－ 二\n- 三"),
        ("一\n-2+cmd|x", "一\n'-2+cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("＝1+1", "'＝1+1"),
        ("\tx", "'\tx"),
        ("-1,234.5", "-1,234.5"),
        ("+3.2%", "+3.2%"),
        ("－１２", "－１２"),
        ("-", "-"),
        ("－", "－"),
        ("1=1", "1=1"),
    ],
)
def test_no_spreadsheet_runs_a_cell(text: str, written: str) -> None:
    assert unformulated(text) == written
    out = as_csv(of_grid([[text.strip(" ")]]))
    assert next(csv.reader(io.StringIO(out, newline=""))) == [unformulated(text.strip(" "))]


def test_csv_has_the_ends_of_its_standard() -> None:
    assert as_csv(table((0, 0, "a,b"), (0, 1, '"q"'), (1, 0, "c"))) == '"a,b","""q"""\r\nc,\r\n'


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(
    lambda text: text.strip(" ")
)


def of_grid(texts: list[list[str]]) -> Passage:
    """A passage of the flow whose cells have these texts, a paragraph a line."""
    cells = (
        (row, column, text.replace("\n", "\n\n"))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    block_of_cells = table(*cells, (0, len(texts[0]), "x"))
    whole = Document.of([page(block_of_cells)]).flow[0]
    return msgspec.structs.replace(whole, cells=whole.cells[:-1])


GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(
            st.lists(TEXTS.filter(bool), max_size=3).map("\n".join), min_size=width, max_size=width
        ),
        min_size=1,
        max_size=4,
    )
)


@given(GRIDS)
def test_csv_gives_back_the_grid(texts: list[list[str]]) -> None:
    flowing = of_grid(texts)
    assert grid(flowing) == texts
    back = list(csv.reader(io.StringIO(as_csv(flowing), newline=""), strict=True))
    # nothing is added but the apostrophes, each where a cell may begin
    for row, line in zip(back, texts, strict=True):
        for read, text in zip(row, line, strict=True):
            assert read == text or re.sub(r"(^|[;\t\r\n])'", r"\1", read) in (
                text, re.sub(r"(^|[;\t\r\n])'", r"\1", text),
            )  # fmt: skip
    assert not [r for row in back for r in row if re.search(r"(^|[;\t\r\n])\s*[=@]", r)]


@given(GRIDS)
def test_a_markdown_table_keeps_its_columns(texts: list[list[str]]) -> None:
    rows = as_markdown(of_grid(texts)).split("\n")
    assert len(rows) == len(texts) + 1
    assert {len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows} == {len(texts[0]) + 1}


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.grid: list[list[str]] = []
        self.spans: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.grid.append([])
        elif tag == "td":
            self.grid[-1].append("")
            self.spans.append(dict(attrs))
        elif tag == "p" and self.grid[-1][-1]:
            self.grid[-1][-1] += "\n"
        else:
            assert tag in ("table", "p")

    def handle_data(self, data: str) -> None:
        if data.strip("\n"):
            self.grid[-1][-1] += data


def cells_of(html: str) -> Cells:
    read = Cells()
    read.feed(html)
    read.close()
    return read


@given(GRIDS)
def test_html_gives_back_the_grid(texts: list[list[str]]) -> None:
    assert cells_of(as_html(of_grid(texts))).grid == texts


def test_html_has_the_spans() -> None:
    read = cells_of(as_html(PLAN))
    assert read.grid == [["事業", "年度"], ["避難訓練の実施\n担当課", "R6", ""], ["", "R7"]]
    assert {"colspan": "2"} in read.spans
    assert {"rowspan": "2"} in read.spans
