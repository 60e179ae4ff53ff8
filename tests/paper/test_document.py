"""A document: furniture decided once, the flow over pages, tables, headings and printed labels."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.paper.document import Document
from shiryokan.paper.flow import Part
from shiryokan.paper.furniture import edge_texts, furniture_of, with_furniture
from shiryokan.paper.model import Block, Box, Cell, Line, Page
from shiryokan.paper.tables import grid, paragraphs
from tests.paper.pages import HEIGHT, WIDTH, block, line, page, table

HEADS = ("市の計画", "市の計画　第二部", "県の計画", "")


def headed(number: int, head: str = "市の計画") -> Page:
    """A page with a running header and a label at its foot."""
    lines = [line("本文の続き", y=300.0), line(f"- {number} -", y=770.0)]
    blocks = [block(line(f"{head} {number}", y=30.0))] if head else []
    return page(*blocks, block(*lines), number=number)


def kinds(pages: Document) -> list[list[tuple[str, str]]]:
    return [[(b.kind, b.lines[0].text) for b in each.blocks] for each in pages]


def test_what_comes_back_and_the_label_at_the_foot_are_furniture() -> None:
    document = Document.of([headed(n) for n in (1, 2, 3, 4, 5)])
    assert kinds(document)[1] == [
        ("furniture", "市の計画 2"), ("text", "本文の続き"), ("furniture", "- 2 -"),
    ]  # fmt: skip
    assert document.text().split("\n") == ["本文の続き"] * 5
    assert document.labels == {n: f"- {n} -" for n in (1, 2, 3, 4, 5)}


def test_a_document_of_a_document_is_the_same_one() -> None:
    document = Document.of([headed(1)])
    assert Document.of(document) is document


@pytest.mark.parametrize(
    ("label", "y", "known"),
    [
        ("医科－1", 770.0, True),
        ("別紙 1", 770.0, True),
        ("12/47", 770.0, True),
        ("別紙 1", 30.0, False),
        ("医科－1", 400.0, False),
        ("以上", 770.0, False),
        ("50点", 770.0, False),
    ],
)
def test_a_label_of_a_part_is_known_at_the_foot_only(label: str, y: float, known: bool) -> None:
    document = Document.of([page(block(line("本文", y=200.0)), block(line(label, y=y)))])
    assert (document.pages[0].blocks[1].kind == "furniture") is known


def test_a_number_in_a_table_or_within_a_paragraph_is_no_label() -> None:
    cells = page(block(line("本文", y=700.0)), table((0, 0, "12")))
    assert not any(b.kind == "furniture" for b in Document.of([cells]).pages[0].blocks)
    within = page(block(line("12", y=770.0), line("か月", y=760.0)))
    assert [b.kind for b in Document.of([within]).pages[0].blocks] == ["text"]


@pytest.mark.parametrize("in_table", [False, True])
def test_the_mark_of_a_note_at_the_foot_is_no_label(in_table: bool) -> None:
    """The note stands beside its mark, be it in a table that was drawn around it."""
    mark, note = line("6", y=770.0), line("土屋 (2012)", x=90.0, y=769.0)
    cell = Cell(0, 0, note.bbox, 0, 1)
    noted = Block("table", note.bbox, (note,), cells=(cell,)) if in_table else block(note)
    marked = page(block(line("本文", y=200.0)), block(mark), noted)
    assert not any(b.kind == "furniture" for b in Document.of([marked]).pages[0].blocks)


@given(st.lists(st.sampled_from(HEADS), min_size=1, max_size=20), st.integers(0, 20))
def test_furniture_does_not_depend_on_where_reading_was_cut(heads: list[str], cut: int) -> None:
    """A reading that was killed goes on with other pages at hand; what is decided is the same."""
    pages = [headed(n, head) for n, head in enumerate(heads, 1)]
    texts = [*map(edge_texts, pages[:cut]), *map(edge_texts, pages[cut:])]
    marked = [with_furniture(p, f) for p, f in zip(pages, furniture_of(texts), strict=True)]
    assert marked == list(Document.of(pages))
    assert [p.text for p in marked] == [
        "\n".join(each.text for own in p.blocks for each in own.lines) for p in marked
    ]


def test_a_cell_over_a_page_end_is_one_cell_with_its_lines_and_paragraphs() -> None:
    document = Document.of([
        page(table((0, 0, "（ア）\n総務省"), (0, 1, "・一つ目\n\n・二つ目は\n続く")), number=1),
        page(table((0, 0, "続き"), (0, 1, "終わり。")), number=2),
    ])  # fmt: skip
    (whole,) = document.tables
    first, second = whole.cells
    assert paragraphs(whole, second) == ["・一つ目", "・二つ目は続く終わり。"]
    assert [(each.page, each.text) for each in whole.lines[second.start : second.end]] == [
        (1, "・一つ目"), (1, "・二つ目は"), (1, "続く"), (2, "終わり。"),
    ]  # fmt: skip
    assert whole.parts_of(first) == [Part(1, 0, 0, 2), Part(2, 0, 0, 1)]
    assert first.bbox == document.pages[0].blocks[0].cells[0].bbox


def test_headings_and_lines_have_their_place_in_the_text() -> None:
    only = page(block("第1章 総則", kind="heading", level=1), block("本文は、", "続く。"))
    document = Document.of([only])
    assert [(each.text, each.level) for each in document.headings] == [("第1章 総則", 1)]
    for _, begin, each in only.lines():
        assert only.text[begin : begin + len(each.text)] == each.text
    assert (only.width, only.height) == (WIDTH, HEIGHT)


def open_table(*cells: tuple[int, int, Sequence[Line]]) -> Block:
    """Cells (row, column, lines) of a table without rules."""
    lines: list[Line] = []
    made = []
    for row, column, mine in cells:
        box = functools.reduce(Box.union, (each.bbox for each in mine))
        made.append(Cell(row, column, box, len(lines), len(lines) + len(mine)))
        lines += mine
    box = functools.reduce(Box.union, (each.bbox for each in lines))
    return Block("table", box, tuple(lines), cells=tuple(made))


def test_a_header_that_was_read_as_the_first_row_of_a_table_is_furniture() -> None:
    rows = open_table(
        (0, 0, [line("市の計画", 72, 24)]),
        (1, 0, [line("続きを進める。", 72, 80)]), (1, 1, [line("終えた。", 300, 80)]),
    )  # fmt: skip
    others = [
        page(block(line("市の計画", 72, 24)), block(line(f"本文{n}")), number=n) for n in (1, 3)
    ]
    document = Document.of([others[0], page(rows, number=2), others[1]])
    header, table = document.pages[1].blocks
    assert (header.kind, [each.text for each in header.lines]) == ("furniture", ["市の計画"])
    assert grid(table) == [["続きを進める。", "終えた。"]]
    assert [(cell.row, cell.start, cell.end) for cell in table.cells] == [(0, 0, 1), (0, 1, 2)]
    assert "\n".join(each.text for _, _, each in document.pages[1].lines()) == rows_text(rows)


def rows_text(block: Block) -> str:
    return "\n".join(each.text for each in block.lines)


def test_a_row_with_text_in_several_cells_is_no_header_though_it_comes_back() -> None:
    pages = [
        page(
            open_table((0, 0, [line("区分", 72, 24)]), (0, 1, [line("額", 300, 24)]),
                       (1, 0, [line(f"第{n}号", 72, 80)]), (1, 1, [line("10", 300, 80)])),
            number=n,
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    assert not any(b.kind == "furniture" for p in Document.of(pages) for b in p.blocks)


def side_by_side(second: str) -> list[Page]:
    """A page that ends with texts side by side, and one that begins with a table in their columns;
    ``second`` is how the text on the left goes on there."""
    beside = page(
        block(line("見出し", 72, 500)),
        block(line("窓口での案内を続け、次の", 72, 600), line("年度には全ての窓口に", 72, 615)),
        block(line("案内を三回行った。", 300, 600)), block(line("要望に応じ", 300, 630)),
        number=1,
    )  # fmt: skip
    table = open_table(
        (0, 0, [line(second, 72, 80)]), (0, 1, [line("た。", 300, 80)]),
        (1, 0, [line("(2) 次の項", 72, 140)]), (1, 1, [line("・済み", 300, 140)]),
    )  # fmt: skip
    return [beside, page(table, number=2)]


def test_texts_side_by_side_at_a_page_end_are_the_row_that_the_table_on_the_next_page_goes_on_with(
) -> None:  # fmt: skip
    _, table = Document.of(side_by_side("広げる。")).flow
    assert grid(table) == [
        [
            "窓口での案内を続け、次の年度には全ての窓口に広げる。",
            "案内を三回行った。\n要望に応じた。",
        ],
        ["(2) 次の項", "・済み"],
    ]
    assert [(part.page, part.block) for part in table.parts] == [(1, 1), (1, 2), (1, 3), (2, 0)]


def test_they_stay_texts_where_the_table_begins_anew() -> None:
    pages = side_by_side("(1) 始めの項")
    first = pages[1].blocks[0]
    lines = (first.lines[0], line("(1) 済み", 300, 80), *first.lines[2:])
    anew = msgspec.structs.replace(first, lines=lines)
    kinds = [each.kind for each in Document.of([pages[0], page(anew, number=2)]).flow]
    assert kinds == ["text", "text", "text", "text", "table"]


def test_what_is_left_of_a_row_may_be_a_table_and_paragraphs_below_it() -> None:
    before = open_table(
        (0, 0, [line("計画を進め", 72, 700)]), (0, 1, [line("・要望に応じて案内を続け", 290, 700)])
    )
    rest = open_table((0, 0, [line("る。", 72, 80)]), (0, 1, [line("た。", 300, 80)]))
    below = block(line("・窓口を増やした。", 290, 100), kind="list")
    (table,) = Document.of([page(before), page(rest, below, number=2)]).flow
    assert grid(table) == [["計画を進める。", "・要望に応じて案内を続けた。\n・窓口を増やした。"]]


def test_a_cell_that_ends_with_a_comma_goes_on_with_a_number() -> None:
    before = open_table(
        (0, 0, [line("見学会を始め、", 72, 700)]), (0, 1, [line("済み。", 300, 700)])
    )
    after = open_table((0, 0, [line("466 人が来た。", 72, 80)]), (0, 1, [line("了。", 300, 80)]))
    (table,) = Document.of([page(before), page(after, number=2)]).flow
    assert grid(table)[0][0] == "見学会を始め、466 人が来た。"
