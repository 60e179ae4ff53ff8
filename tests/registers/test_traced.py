"""Text that knows where it stands keeps knowing it, whatever is done to it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from shiryokan.japanese.joining import join_lines
from shiryokan.paper.document import Document
from shiryokan.paper.tables import paragraphs
from shiryokan.registers.passages import traced_flow
from shiryokan.registers.source_text import Traced, joined
from tests.paper.pages import STEP, line, page, table

TEXT = st.text(alphabet="あア亜 a-1。（", max_size=12)


def test_a_slice_has_the_box_of_its_characters() -> None:
    whole = Traced.of(3, line("令和６年度の計画", x=100.0, y=50.0))
    (place,) = whole[2:4].places()
    assert (place.page, place.text) == (3, "６年")
    assert place.boxes == ((100.0 + 2 * STEP, 50.0, 100.0 + 4 * STEP, 50.0 + STEP),)


def test_a_text_over_two_pages_has_a_place_on_each() -> None:
    whole = joined([Traced.of(1, line("監視を")), Traced.of(2, line("続ける。"))])
    assert whole.text == "監視を続ける。"
    assert [(p.page, p.text) for p in whole[2:5].places()] == [(1, "を"), (2, "続け")]


def test_the_parts_between_matches_are_traced() -> None:
    parts = Traced.of(1, line("総務省、法務省")).split(re.compile("、"))
    assert [p.text for p in parts] == ["総務省", "法務省"]
    assert parts[1].places()[0].boxes[0].x0 == 72.0 + 4 * STEP


def test_its_confidence_is_that_of_the_least_sure_line() -> None:
    sure, unsure = line("確か"), line("怪しい", reasons=("columns",))
    assert joined([Traced.of(1, sure), Traced.of(1, unsure)]).confidence == 0.6


@given(st.lists(TEXT, max_size=6))
def test_joining_traced_lines_is_joining_lines(texts: list[str]) -> None:
    lines = [Traced.of(1, line(text)) for text in texts]
    assert joined(lines).text == join_lines(texts)


@given(TEXT, st.integers(0, 14), st.integers(0, 14))
def test_a_slice_is_the_slice_of_the_text(text: str, start: int, end: int) -> None:
    assert Traced.of(1, line(text))[start:end].text == text[start:end]


@given(st.lists(TEXT, max_size=4), st.sampled_from([None, " ", "あ。"]))
def test_stripping_is_stripping_the_text(texts: list[str], characters: str | None) -> None:
    whole = Traced(piece for text in texts for piece in Traced.of(1, line(text)).pieces)
    stripped = whole.strip(characters)
    assert stripped.text == "".join(texts).strip(characters)
    assert "".join(piece.text for piece in stripped.pieces) == stripped.text
    for piece in stripped.pieces:
        assert piece.line is not None
        assert piece.line.text[piece.start : piece.start + len(piece.text)] == piece.text


def test_a_hyphen_that_parted_a_word_has_no_place() -> None:
    whole = joined([Traced.of(1, line("infor-")), Traced.of(2, line("mation"))])
    assert whole.text == "information"
    assert [(p.page, p.text) for p in whole.places()] == [(1, "infor"), (2, "mation")]


def test_the_traced_flow_says_what_the_flow_says() -> None:
    pages = [
        page(table((0, 0, "（ア）\n総務省"), (0, 1, "・一つ目\n\n・二つ目は\n続く")), number=1),
        page(table((0, 0, "続き"), (0, 1, "終わり。")), number=2),
    ]
    document = Document.of(pages)
    traced = traced_flow(document)
    assert [[paragraphs(p, c) for c in p.cells] for p in document.flow] == [
        [[q.text for q in c.paragraphs] for c in p.cells] for p in traced
    ]
