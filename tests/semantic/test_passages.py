"""A page is cut into passages that say something by themselves."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from shiryokan.paper.model import Block, Box, Line, Page
from shiryokan.semantic.passages import LONGEST, SHORTEST, passage_text, passages, sentences

BOX = Box(0, 0, 1, 1)


def page(*blocks: tuple[str, str]) -> Page:
    """A page of blocks, each a kind and its lines."""
    made = [
        Block(kind, BOX, tuple(Line(line, BOX) for line in lines.split("\n")))  # type: ignore[arg-type]
        for kind, lines in blocks
    ]
    text = "\n".join(lines for _, lines in blocks)
    return Page(1, 595, 842, text, tuple(made))


def cut(whole: Page) -> list[str]:
    return [whole.text[each.start : each.end] for each in passages(whole)]


lines = st.text(st.sampled_from("あ施錠。、a 1\u3000"), min_size=1, max_size=400)


@given(st.lists(st.tuples(st.sampled_from(["text", "list", "heading"]), lines), max_size=6))
def test_passages_are_in_order_short_and_leave_little_out(blocks: list[tuple[str, str]]) -> None:
    whole = page(*blocks)
    found = list(passages(whole))
    assert all(0 < each.end - each.start <= LONGEST for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    left = len(whole.text.strip()) - sum(each.end - each.start for each in found)
    assert left <= (SHORTEST + 1) * (len(blocks) + 2) + whole.text.count(" ") + whole.text.count(
        "　"
    )


@given(st.text(max_size=900))
def test_any_text_can_be_cut(text: str) -> None:
    found = list(sentences(text, 0, len(text)))
    assert all(0 < each.end - each.start <= LONGEST for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    whole = Page(1, 595, 842, text)
    assert all(len(text[each.start : each.end].strip()) >= SHORTEST for each in passages(whole))


def test_a_passage_ends_with_a_sentence() -> None:
    sentence = "端末を離れるときは、\n画面を施錠する。" * 1
    whole = page(("text", sentence * 30))
    assert all(each.endswith("。") for each in cut(whole))
    assert "".join(cut(whole)) == whole.text


def test_a_heading_begins_a_passage_and_furniture_is_in_none() -> None:
    whole = page(
        ("furniture", "情報セキュリティ対策の手引 12"),
        ("text", "画面の施錠について、次のように定める。"),
        ("heading", "第二章　水道料金"),
        ("text", "料金は二か月ごとに納める。"),
    )
    assert cut(whole) == [
        "画面の施錠について、次のように定める。",
        "第二章　水道料金\n料金は二か月ごとに納める。",
    ]


def test_the_model_reads_no_line_ends() -> None:
    assert passage_text("個人\n情報の保\n護") == "個人情報の保護"
    assert passage_text("open\ndata") == "open data"
