"""Exercises: grading, what may be sent before the answer, and what makes one unfit."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.learning.exercise import (
    FALSE,
    TRUE,
    Answer,
    Choice,
    Exercise,
    Grade,
    NotGradable,
    Number,
    OneChoice,
    Order,
    PagePoint,
    PointAt,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
    faults,
    from_json,
    grade,
    kind_of,
    public,
    right_answer,
    text_id,
    to_json,
    typed_number,
)
from shiryokan.paper.model import Box

QUOTE = QuotedPlace(
    sha256="ab" * 32,
    page=3,
    boxes=(Box(10, 20, 110, 32),),
    words="初診料 291点",
    label="点数表 p.3",
)
ONE = OneChoice(
    id="a", prompt="初診料は何点か。", explanation="1の規定による。", quotes=(QUOTE,),
    choices=(Choice("291点", True, "そのとおり。"), Choice("288点", feedback="令和4年の点数です。"), Choice("75点")),
)  # fmt: skip
SEVERAL = SeveralChoices(
    id="b", prompt="必須のものはどれか。", quotes=(QUOTE,),
    choices=(Choice("ア", True), Choice("イ", True), Choice("ウ"), Choice("エ")),
)  # fmt: skip
TRUTH = TrueOrFalse(
    id="c", prompt="算定できる。", right=False, feedback_true="できません。", quotes=(QUOTE,)
)
NUMBER = Number(id="d", prompt="何点か。", value=Decimal(1234), unit="点", quotes=(QUOTE,))
ORDER = Order(id="e", prompt="順に並べよ。", items=("検知", "連絡", "復旧"), quotes=(QUOTE,))
POINT = PointAt(
    id="f", prompt="指せ。", sha256="ab" * 32, page=3, boxes=(Box(10, 20, 110, 32),), quotes=(QUOTE,)
)  # fmt: skip
ALL: list[Exercise] = [ONE, SEVERAL, TRUTH, NUMBER, ORDER, POINT]


def ids(*texts: str) -> tuple[str, ...]:
    return tuple(map(text_id, texts))


@pytest.mark.parametrize(
    ("exercise", "answer", "score"),
    [
        (ONE, Answer(ids("291点")), 1),
        (ONE, Answer(ids("288点")), 0),
        (SEVERAL, Answer(ids("イ", "ア")), 1),
        (SEVERAL, Answer(ids("ア")), 0.5),
        (SEVERAL, Answer(ids("ア", "イ", "ウ")), 0.5),
        (SEVERAL, Answer(ids("ア", "イ", "ウ", "エ")), 0),
        (SEVERAL, Answer(ids("ア", "ア")), 0.5),
        (TRUTH, Answer((FALSE,)), 1),
        (TRUTH, Answer((TRUE,)), 0),
        (NUMBER, Answer(typed="１，２３４点"), 1),
        (NUMBER, Answer(typed="1235"), 0),
        (ORDER, Answer(ids("検知", "連絡", "復旧")), 1),
        (ORDER, Answer(ids("復旧", "連絡", "検知")), 0),
        (ORDER, Answer(ids("連絡", "検知", "復旧")), 2 / 3),
        (POINT, Answer(point=PagePoint(3, 60, 25)), 1),
        (POINT, Answer(point=PagePoint(3, 60, 35)), 1),
        (POINT, Answer(point=PagePoint(3, 60, 60)), 0),
    ],
)  # fmt: skip
def test_an_answer_is_graded(exercise: Exercise, answer: Answer, score: float) -> None:
    made = grade(exercise, answer)
    assert made.score == pytest.approx(score)
    assert made.right == (score == 1)


def test_feedback_is_that_of_what_was_chosen() -> None:
    assert grade(ONE, Answer(ids("288点"))) == Grade(False, 0, ("令和4年の点数です。",))
    assert grade(TRUTH, Answer((TRUE,))).feedback == ("できません。",)


@pytest.mark.parametrize(
    ("exercise", "answer", "code"),
    [
        *[(each, Answer(), "empty") for each in ALL],
        (NUMBER, Answer(typed="　"), "empty"),
        (NUMBER, Answer(typed="たくさん"), "number"),
        (NUMBER, Answer(typed="1,23"), "number"),
        (NUMBER, Answer(typed="9" * 500), "number"),
        (NUMBER, Answer(typed="NaN"), "number"),
        (NUMBER, Answer(typed="1e3"), "number"),
        (ONE, Answer(("0",)), "foreign"),
        (ONE, Answer(ids("291点", "288点")), "foreign"),
        (SEVERAL, Answer((*ids("ア"), "x")), "foreign"),
        (TRUTH, Answer(("maybe",)), "foreign"),
        (TRUTH, Answer((TRUE, FALSE)), "foreign"),
        (ORDER, Answer(ids("検知", "連絡")), "foreign"),
        (ORDER, Answer(ids("検知", "検知", "復旧")), "foreign"),
        (POINT, Answer(point=PagePoint(4, 60, 25)), "foreign"),
        (POINT, Answer(chosen=(TRUE,)), "empty"),
    ],
)
def test_what_is_no_answer_is_not_graded(exercise: Exercise, answer: Answer, code: str) -> None:
    with pytest.raises(NotGradable) as refused:
        grade(exercise, answer)
    assert refused.value.code == code


def test_nothing_of_the_key_goes_out_before_the_answer() -> None:
    for exercise in ALL:
        sent = msgspec.json.encode(public(exercise, "x")).decode()
        for secret in (
            "right",
            "feedback",
            "そのとおり",
            "規定による",
            "1234",
            "令和4年",
            QUOTE.label,
            "110",
        ):
            assert secret not in sent, (exercise.id, secret)


@given(
    st.lists(st.text(min_size=1, max_size=8), min_size=2, max_size=6, unique=True),
    st.integers(0, 5),
    st.text(max_size=4),
)
def test_what_is_sent_does_not_depend_on_which_choice_is_right(
    texts: list[str], right: int, seed: str
) -> None:
    def made(order: list[str], key: str) -> object:
        choices = tuple(Choice(text, text == key, "f" if text == key else "") for text in order)
        return public(OneChoice(id="a", prompt="?", choices=choices), seed)

    key = texts[right % len(texts)]
    assert made(texts, key) == made(texts[::-1], texts[0])


def test_the_places_of_choices_change_with_the_seed() -> None:
    assert len({public(ONE, str(seed)).choices for seed in range(30)}) > 3


@given(st.decimals(-(10**9), 10**9, places=2, allow_nan=False))
def test_a_number_is_read_as_it_is_written(value: Decimal) -> None:
    assert typed_number(f"{value:f}") == typed_number(f"{value:,f} 点", "点") == value


def test_the_right_answer_in_words() -> None:
    assert right_answer(ONE) == ("291点",)
    assert right_answer(TRUTH) == (FALSE,)
    assert right_answer(NUMBER) == ("1234",)
    assert right_answer(ORDER) == ("検知", "連絡", "復旧")


@pytest.mark.parametrize(
    ("exercise", "found"),
    [
        *[(each, ()) for each in ALL],
        (msgspec.structs.replace(ONE, prompt=" "), ("prompt",)),
        (msgspec.structs.replace(ONE, quotes=()), ("quote",)),
        (msgspec.structs.replace(ONE, choices=(Choice("a", True),)), ("few",)),
        (msgspec.structs.replace(ONE, choices=(Choice("１点", True), Choice("1 点"))), ("equal",)),
        (msgspec.structs.replace(ONE, choices=(Choice("a"), Choice("b"))), ("none_right",)),
        (msgspec.structs.replace(ONE, choices=(Choice("a", True), Choice("b", True))), ("many_right",)),
        (msgspec.structs.replace(ORDER, items=("a", " ")), ("empty",)),
        (msgspec.structs.replace(POINT, boxes=()), ("boxes",)),
    ],
)  # fmt: skip
def test_what_makes_an_exercise_unfit(exercise: Exercise, found: tuple[str, ...]) -> None:
    assert faults(exercise) == found


@pytest.mark.parametrize("exercise", ALL, ids=kind_of)
def test_an_exercise_goes_to_json_and_back(exercise: Exercise) -> None:
    assert from_json(to_json(exercise)) == exercise
