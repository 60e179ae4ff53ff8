"""A document: furniture decided once, the flow over pages, tables, headings and printed labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.paper.document import Document
from shiryokan.paper.flow import Part
from shiryokan.paper.furniture import edge_texts, furniture_of, with_furniture
from shiryokan.paper.model import Block, Cell, Page
from shiryokan.paper.tables import paragraphs
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
