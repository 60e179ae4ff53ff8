"""Invented letters in looks by chance: older questions between a letter's own lose it nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.answer_letters.letter import Writer, plain
from tools.answer_letters.score import measure, read_back, squeezed


@pytest.mark.parametrize("seed", [2, 3, 7, 9, 15, 20])
def test_every_question_of_a_letter_is_found(seed: int, tmp_path: Path) -> None:
    score = measure([seed], tmp_path)
    assert score.true["questions"] >= 3
    assert score.right == score.true
    assert score.made_up == 0


@pytest.mark.thorough
@pytest.mark.guarding
@pytest.mark.parametrize(
    "seed", [20000, 20001, 20003, 20004, 20006, 20007, 20008, 20011, 20016, 20020, 20032]
)
def test_every_question_in_frames_is_found(seed: int, tmp_path: Path) -> None:
    score = measure([seed], tmp_path)
    assert score.true["questions"] >= 3
    assert score.right == score.true
    assert score.made_up == 0


def test_reprints_stand_between_a_letters_own_questions(tmp_path: Path) -> None:
    letter, found = read_back(3, tmp_path)
    asked = [each for part in letter.parts for each in part.asked]
    assert any(each.source for each in asked)
    assert [(r.number, r.reprint_of) for r in found] == [(a.number, a.source) for a in asked]
    assert [squeezed(r.question) for r in found] == [squeezed(plain(a.question)) for a in asked]


def test_a_seed_gives_the_same_letter() -> None:
    assert Writer(5).letter() == Writer(5).letter() != Writer(6).letter()
