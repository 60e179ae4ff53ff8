"""Letters as ministries and prefectures print them: cards, numbers beside both, titles, chapters."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.answer_letters.score import measure

from shiryokan.registers.answers import marks
from shiryokan.registers.answers.mark_prefixes import numbered_head
from shiryokan.registers.answers.tags import TAG
from shiryokan.registers.narrow_text import narrow


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(170000, id="numbers in the headings over marks"),
        pytest.param(170001, id="a number beside both"),
        pytest.param(170002, id="cards of named parts"),
        pytest.param(170003, id="titles behind numbers"),
        pytest.param(170008, id="tags below numbers"),
        pytest.param(170009, id="titles that come again without rules"),
        pytest.param(170010, id="vertical"),
    ],
)
def test_every_question_of_a_ministry_is_found(seed: int, tmp_path: Path) -> None:
    score = measure([seed], tmp_path)
    assert score.true["questions"] >= 3
    assert score.right == score.true
    assert score.made_up == 0


@pytest.mark.parametrize(
    ("plain", "value"), [("⑴宿泊", 1), ("⑵宿泊", 2), ("⑮宿泊", 15), ("③　宿泊", 3)]
)
def test_numbers_of_one_sign_count(plain: str, value: int) -> None:
    found = numbered_head(plain)
    assert found is not None and found.number.parts == (value,)


@pytest.mark.parametrize("begin", ["答", "A", "二", "（追加", "［", "Ａ　（１）"])
def test_a_beginning_before_thousands_of_blanks_is_told_at_once(begin: str) -> None:
    plain = narrow(begin) + " " * 20_000 + "x"
    for pattern in (marks.LISTING, marks.IN_KANJI, TAG):
        pattern.match(plain)
        pattern.fullmatch(plain)


def test_a_list_behind_the_mark_of_an_answer_is_not_its_number() -> None:
    assert marks.LISTING.match("答 (1)については、貴見のとおり。")
    assert marks.LISTING.match("答(1) 貴見のとおり。") is None
    assert marks.LISTING.match("答 (2)については、貴見のとおり。") is None
