"""Words of a page as boxes, and boxes as the words that stand in them."""

from __future__ import annotations

import pytest

from shiryokan.paper.model import Box
from shiryokan.paper.places import boxes_of, spans_in, spans_of_words, words_of
from tests.paper.pages import block, line, page, vertical

PAGE = page(
    block(
        line("夜間を想定した訓練を年に二回行", 72, 700), line("い、結果を広報に載せる。", 72, 680)
    ),
    block(line("サイバー攻撃を受けたとき", 72, 640), line("結果を広報に載せる。", 72, 600)),
    block(vertical("縦に書いた文", 500, 72)),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("想定した訓練", "想定した訓練"),
        ("二回行い、結果を", "二回行い、結果を"),
        ("二回行\nい、 結果", "二回行い、結果"),
        ("ｻｲﾊﾞｰ攻撃", "サイバー攻撃"),
        ("書いた文", "書いた文"),
    ],
)
def test_words_are_found_and_their_boxes_hold_them(words: str, found: str) -> None:
    spans = spans_of_words(PAGE, words)
    assert words_of(PAGE, spans) == found
    (boxes,) = boxes_of(PAGE, [spans])
    rounded = [Box(*(round(number, 1) for number in box)) for box in boxes]
    assert words_of(PAGE, spans_in(PAGE, rounded)) == found


def test_of_several_places_the_nearest_is_taken() -> None:
    words = "結果を広報に載せる。"
    first, second = PAGE.text.index(words), PAGE.text.rindex(words)
    assert first < second
    assert spans_of_words(PAGE, words, 0)[0][0] == first
    assert spans_of_words(PAGE, words, second)[0][0] == second


@pytest.mark.parametrize("words", ["", "　", "ここにない文"])
def test_what_does_not_stand_there_is_not_found(words: str) -> None:
    assert spans_of_words(PAGE, words) == []


def test_a_box_beside_the_text_holds_nothing() -> None:
    assert spans_in(PAGE, [Box(0, 0, 10, 10)]) == []
    assert spans_in(PAGE, []) == []
