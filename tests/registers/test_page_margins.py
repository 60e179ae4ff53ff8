"""Signs in the margins of pages, and odd and even pages that are set in differently."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Box, Line
from shiryokan.registers.page_margins import (
    begins_of_columns,
    is_running_title,
    is_sign_beyond,
    off_by_margins,
    parted_sign,
    set_in,
    sign_between,
    signs_before,
    signs_behind,
    text_begins,
    without_sign_behind,
)
from shiryokan.registers.source_text import Traced
from shiryokan.registers.writing_lines import Seen
from tests.paper.pages import block, line, page

BEGINS, SIZE = 60.0, 10.0
"""Where the text begins, and the size of its characters, in points."""


def printed(text: str, left: float) -> Traced:
    return Traced.of(1, line(text, left, 100))


@pytest.mark.parametrize(
    ("text", "mark", "rest"),
    [
        ("○　(6)　別に算定できない。", "○", "(6)　別に算定できない。"),
        ("改　ア　夜間", "改", "ア　夜間"),
        ("新　Ａ１００　見守り料", "新", "Ａ１００　見守り料"),
        ("◎　第２　見守り料", "◎", "第２　見守り料"),
        ("改　　　ｂ夜間の見守り", "改", "ｂ夜間の見守り"),
    ],
)
def test_a_sign_before_a_number_in_the_margin_is_parted(text: str, mark: str, rest: str) -> None:
    found = parted_sign(printed(text, 40), 40, BEGINS, SIZE, vertical=False)
    assert found is not None
    assert (found[0].text, found[1].text) == (mark, rest)
    assert found[2] > 40


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("○　(6)　別に算定できない。", BEGINS),
        ("○　夜間の見守り", 40.0),
        ("○　インスリン製剤", 40.0),
        ("①　夜間の見守り", 40.0),
        ("(1)　夜間の見守り", 40.0),
    ],
    ids=[
        "where the text begins",
        "of a list set further out",
        "of one of words in kana",
        "a number",
        "a number in brackets",
    ],
)
def test_other_signs_are_of_the_text(text: str, left: float) -> None:
    assert parted_sign(printed(text, left), left, BEGINS, SIZE, vertical=False) is None


def test_a_sign_of_a_head_set_level_is_none_of_the_vertical_line_below_it() -> None:
    text = printed("料　別に算定できない。", 20)
    found = parted_sign(text, 20, BEGINS, SIZE, vertical=True)
    assert found is not None
    assert found[1].text == "別に算定できない。"
    assert parted_sign(text, 20, BEGINS, SIZE, vertical=False) is None
    hanging = printed("一　別に算定できない。", 20)
    assert parted_sign(hanging, 20, BEGINS, SIZE, vertical=True) is None


def test_rows_with_signs_do_not_tell_where_the_text_begins() -> None:
    rows = [(BEGINS + 10 * (at % 3), "算定する。") for at in range(60)]
    assert text_begins([*rows, *[(40.0, "○　(1)　算定する。")] * 9]) == BEGINS
    assert text_begins(rows[:9]) is None


def test_a_sign_below_a_tier_is_in_the_margin_of_the_next() -> None:
    assert is_sign_beyond("○", 402, SIZE, end=400)
    assert not is_sign_beyond("○", 300, SIZE, end=400)
    assert not is_sign_beyond("料", 402, SIZE, end=400)
    assert not is_sign_beyond("。", 300, SIZE, end=400)


def test_pages_are_set_in_differently_where_both_margins_say_so() -> None:
    even = [(60.0 + 10 * (at % 3), 430.0) for at in range(30)]
    odd = [(start + 10, end + 10) for start, end in even]
    assert off_by_margins(even, odd) == 10
    indented = [(start + 10, end) for start, end in even]
    assert off_by_margins(even, indented) == 0
    assert off_by_margins(even, even) == 0


def _tier(*ends: str) -> list[Seen]:
    """Lines of a tier that ends at 300, each with what stands behind it at 306."""
    found = []
    for at, end in enumerate(ends):
        text = "夜間の見守りを行うこと" + end
        edges = (*(190.0 + 10 * i for i in range(11)), *([306.0, 316.0] if end else [300.0]))
        box = Box(190, 20.0 * at, edges[-1], 20.0 * at + 10)
        found.append(Seen(Line(text, box, edges), 1, 190, edges[-1], box.y0, box.y1))
    return found


def test_signs_behind_the_lines_of_a_tier_stand_where_nothing_else_does() -> None:
    lines = _tier("改", "", "改", "", "改")
    places = signs_behind([lines], [[(float("-inf"), 0.0)]])
    assert list(places) == [0]
    assert [without_sign_behind(each, places[0]).line.text for each in lines] == [
        "夜間の見守りを行うこと"
    ] * 5


def test_what_ends_lines_beside_other_characters_is_no_sign() -> None:
    lines = _tier("改", "。", "改", "。", "改")
    assert signs_behind([lines], [[(float("-inf"), 0.0)]]) == {}


def test_what_hangs_behind_a_full_line_is_no_other_character() -> None:
    lines = _tier("改", "", "改", "", "改")
    text = "夜間の見守りを行うこと。"
    edges = tuple(186.0 + 10 * i for i in range(13))
    box = Box(186, 200, edges[-1], 210)
    hanging = Seen(Line(text, box, edges), 1, 186, edges[-1], 200, 210)
    assert list(signs_behind([[*lines, hanging]], [[(float("-inf"), 0.0)]])) == [0]


def test_signs_before_the_lines_of_a_tier_are_not_behind_it() -> None:
    signs = [
        Seen(Line("○", Box(40, y, 50, y + 10), (40.0, 50.0)), 1, 40, 50, y, y + 10)
        for y in (0.0, 40.0, 80.0, 120.0)
    ]
    assert signs_behind([[*_tier("", "", "", ""), *signs]], [[(float("-inf"), 0.0)]]) == {}


def test_both_margins_tell_more_than_beginnings_that_look_alike() -> None:
    # indents of 10.5 make a shift of -9 look as good as one of 12
    even = [(45.0 + 10.5 * (at % 6), 533.0 - 5 * (at % 3)) for at in range(120)]
    odd = [(start + 12, end + 12) for start, end in even]
    assert set_in(even, odd) == 12
    assert set_in(even, even) == 0
    assert set_in(even[:5], odd[:5]) == 0


def test_signs_are_parted_where_rows_tell_where_the_text_begins() -> None:
    rows = [(printed("(1)　別に算定できない。", BEGINS), BEGINS, SIZE)] * 40
    marked = (printed("○　(6)　別に算定できない。", 40), 40.0, SIZE)
    *others, parted = signs_before([*rows, marked], vertical=False)
    assert others == [None] * 40
    assert parted is not None
    assert parted[0].text == "○"
    assert signs_before([marked], vertical=False) == [None]


def test_a_title_at_the_head_of_a_page_may_be_cut() -> None:
    assert is_running_title("見守り", {"見守り料"})
    assert not is_running_title("見", {"見守り料"})
    assert not is_running_title("看取り", {"見守り料"})


def test_a_sign_between_two_columns_is_of_neither() -> None:
    pages = [
        page(
            *(block(line("左の段の長い行である", 50, 20.0 * row)) for row in range(1, 30)),
            *(
                block(
                    line("○右の段の長い行である", 285, 20.0 * row)
                    if row % 8 == 0
                    else line("右の段の長い行である", 295, 20.0 * row)
                )
                for row in range(1, 40)
            ),
        )
    ]
    begins = begins_of_columns(
        [(each, False) for each in pages], [[(float("-inf"), 0.0), (270.0, 245.0)]]
    )
    assert 293.0 <= begins[0][1] <= 295.0
    signed = line("○右の段の長い行である", 285)
    assert sign_between(signed.text, signed.edges, begins[0][1]) == 1
    listed = line("○　右の段の見出し", 295)
    assert sign_between(listed.text, listed.edges, begins[0][1]) == 0
