"""GIFT: what Moodle writes is read, what is written here is read there and here, and what is wrong
costs nothing but its own question."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiryokan.i18n.explanations import explain
from shiryokan.learning.exchange.gift import read_gift, write_gift
from shiryokan.learning.exchange.question import Question
from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    Number,
    OneChoice,
    Order,
    SeveralChoices,
    TrueOrFalse,
)
from tests.learning.exchange.exercises import ALL, NUMBER, ORDER, POINT, exercises, texts


def one(text: str) -> Exercise:
    """The only exercise of a file in which nothing is wrong."""
    file = read_gift(text)
    assert file.remarks == ()
    (question,) = file.questions
    return question.exercise


def wrong(text: str) -> tuple[str, int]:
    """What is told of a file, and the line; the good question after it is not lost."""
    file = read_gift(f"{text}\n\n後の問いは残る。{{TRUE}}\n")
    assert [question.exercise.prompt for question in file.questions] == ["後の問いは残る。"]
    (remark,) = file.remarks
    assert remark.left_out
    said = explain(remark.code, {"line": remark.line, **remark.details}, str)
    assert f"{remark.line}行目" in said.what
    assert said.do
    assert "—" not in said.whole
    assert "%(" not in said.whole
    return remark.code, remark.line


titles = st.just("") | texts.filter(lambda text: "\n" not in text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(Question, exercises, titles, titles), min_size=1, max_size=4))
def test_what_is_written_is_read_again_as_it_was(questions: list[Question]) -> None:
    written = write_gift(questions)
    assert written.remarks == ()
    read = read_gift(written.text)
    assert read.remarks == ()
    assert list(read.questions) == questions
    assert read_gift(("\ufeff" + written.text.replace("\n", "\r\n")).encode()) == read


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("~=#{}:\\%>あ1 \n/T.$｛＝"), max_size=40))
def test_whatever_a_file_holds_nothing_breaks(text: str) -> None:
    file = read_gift(text)
    assert all(remark.line >= 1 for remark in file.remarks)
    assert file.questions or file.remarks


def test_a_file_for_people() -> None:
    """What the file looks like, for whoever opens it in an editor."""
    text = write_gift(
        [Question(each, f"問{at}", "研修/記録") for at, each in enumerate(ALL, 1)]
    ).text
    assert text.startswith(
        "$CATEGORY: 研修/記録\n\n// 引用箇所: 安全管理指針 p.12 「職員は年１回以上の研修を受ける」\n// [id:e1]\n"
    )
    assert (
        "::問1::[plain]研修は少なくとも何回受けますか。{\n=年１回#そのとおりです。\n~年２回\n~隔年#足りません。\n####指針の第三条。\n}"
        in text
    )
    assert "~%33.33333%出席簿" in text
    assert "~%-100%座席表" in text
    assert (
        "[plain]研修の記録は残さなくてよい。{FALSE#残します。#正解です。\n####５年間保存します。\n}"
        in text
    )
    assert "[plain]保存する年数は。（単位：年）{#5:0.5}" in text
    assert "{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW\n作成\n確認\n提出\n####" in text


def test_a_place_to_point_at_cannot_be_said_and_is_told() -> None:
    written = write_gift([Question(NUMBER), Question(POINT, "場所")])
    assert [(remark.code, remark.details) for remark in written.remarks] == [
        ("gift_point", {"title": "場所"})
    ]
    assert [question.exercise for question in read_gift(written.text).questions] == [NUMBER]


def test_one_choice_as_moodles_manual_has_it() -> None:
    assert one("// 注\n::Q1:: 首都は{=東京 ~大阪#都市です ~京都####総則。}") == OneChoice(
        id="", prompt="首都は", explanation="総則。",
        choices=(Choice("東京", True), Choice("大阪", feedback="都市です"), Choice("京都")),
    )  # fmt: skip


def test_answers_within_a_sentence_leave_a_gap() -> None:
    exercise = one("研修は{~年２回 =年１回}以上受ける。")
    assert exercise.prompt == "研修は＿＿＿以上受ける。"


def test_several_choices_by_weights() -> None:
    exercise = one("選ぶ{\n~%50%甲\n~%-100%乙\n~%50%丙#よし\n}")
    assert exercise == SeveralChoices(
        id="", prompt="選ぶ", choices=(Choice("甲", True), Choice("乙"), Choice("丙", True, "よし"))
    )


@pytest.mark.parametrize(
    ("written", "value", "tolerance"),
    [("#5", "5", "0"), ("#3.1:0.05", "3.1", "0.05"), ("#1..5", "3", "2"), ("#=-2:1#よし", "-2", "1"), ("#１，５００：", None, None), ("#1,500:1", "1500", "1"), ("#=%100%７:0", "7", "0")],
)  # fmt: skip
def test_numbers(written: str, value: str | None, tolerance: str | None) -> None:
    text = f"いくつ{{{written}}}"
    if value is None or tolerance is None:
        assert wrong(text) == ("gift_number", 1)
        return
    assert one(text) == Number(
        id="", prompt="いくつ", value=Decimal(value), tolerance=Decimal(tolerance)
    )


@pytest.mark.parametrize("right", [True, False])
def test_true_or_false_in_every_spelling(right: bool) -> None:
    for word in ("T", "TRUE", "true") if right else ("F", "FALSE", "false"):
        assert one(f"文{{{word}#違います#合っています}}") == TrueOrFalse(
            id="", prompt="文", right=right,
            feedback_true="合っています" if right else "違います",
            feedback_false="違います" if right else "合っています",
        )  # fmt: skip


def test_orders_as_moodle_as_its_forerunner_and_as_pairs_with_numbers() -> None:
    wanted = Order(id="", prompt="並べる", items=("作成", "確認", "提出"))
    assert one("並べる{>3 ALL VERTICAL ABSOLUTE_POSITION SHOW\n作成\n確認\n提出\n}") == wanted
    assert one("並べる{> =作成 =確認 =提出}") == wanted
    assert one("並べる{=1 -> 作成 =2 -> 確認 =3 -> 提出}") == wanted
    assert one("並べる{=確認 -> 2 =作成 -> 1 =提出 -> 3}") == wanted


def test_full_width_signs_are_text_and_marks_may_be_escaped() -> None:
    exercise = one(r"比は１：２＝\{a\} か＃{=は\=い～ ~50\% ~い\#い\\え}")
    assert exercise.prompt == "比は１：２＝{a} か＃"
    assert [c.text for c in exercise.choices] == ["は=い～", "50\\%", "い#い\\え"]


def test_categories_hold_until_the_next_one() -> None:
    text = "$CATEGORY: 甲/乙\n\n問一{T}\n\n問二{F}\n$CATEGORY: 丙\n問三{T}"
    assert [question.category for question in read_gift(text).questions] == ["甲/乙", "甲/乙", "丙"]


def test_files_of_japanese_windows_and_of_notepad_are_read() -> None:
    for encoding in ("cp932", "utf-16", "utf-8-sig"):
        (question,) = read_gift("首都は{=東京 ~大阪}".encode(encoding)).questions
        assert question.exercise.prompt == "首都は"
    assert [remark.code for remark in read_gift(b"\xff\x00\x81\x00\x00").remarks] == [
        "gift_encoding"
    ]


def test_html_is_read_as_words_alone() -> None:
    file = read_gift("[html]<p>一<b>二</b></p><script>alert(1)</script>&lt;三&gt;{T}")
    assert [question.exercise.prompt for question in file.questions] == ["一二\n<三>"]
    assert [(remark.code, remark.left_out) for remark in file.remarks] == [("gift_html", False)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("首都は｛＝東京　～大阪｝", "gift_full_width", 1),
        ("首都は{＝東京　～大阪}", "gift_full_width_marks", 1),
        ("ただの文", "gift_no_answers", 1),
        ("\n\n首都は{=東京 ~大阪", "gift_brace_open", 3),
        ("首都は =東京 ~大阪}", "gift_brace_close", 1),
        ("首都は{=東京\n~{大阪}", "gift_brace_twice", 2),
        ("首都は{=東京 ~大阪}\n県庁は{=津 ~四日市}", "gift_two", 1),
        ("::首都は{=東京 ~大阪}", "gift_title", 1),
        ("{=東京 ~大阪}", "gift_no_prompt", 1),
        ("述べよ{}", "gift_essay", 1),
        ("首都は{=東京 =とうきょう}", "gift_typed", 1),
        ("結べ{=日本 -> 東京 =伊 -> ローマ}", "gift_matching", 1),
        ("首都は{東京}", "gift_no_marks", 1),
        ("首都は{東京 ~大阪 =津}", "gift_no_mark_first", 1),
        ("首都は{\n=東京\n~\n~大阪}", "gift_empty_choice", 3),
        ("首都は{~%100%東京}", "gift_few", 1),
        ("首都は{\n=東京\n~津\n~津\n}", "gift_twice", 4),
        ("首都は{~東京 ~大阪}", "gift_none_right", 1),
        ("首都は{\n=東京\n~津\n=大阪\n}", "gift_many_right", 4),
        ("いくつ{#三つ}", "gift_number", 1),
        ("いくつ{#=3:0\n=4:0}", "gift_numbers", 2),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_to_do(
    text: str, code: str, line: int
) -> None:
    assert wrong(text) == (code, line)


def test_an_empty_line_within_answers_is_told_at_the_brace_that_it_leaves_open() -> None:
    file = read_gift("首都は{=東京\n\n~大阪}\n\n後{T}")
    assert [(remark.code, remark.line) for remark in file.remarks] == [
        ("gift_brace_open", 1),
        ("gift_brace_close", 3),
    ]
    assert len(file.questions) == 1


def test_weights_that_are_not_taken_over_are_told() -> None:
    file = read_gift("甲{=一 ~%50%二}\n\n乙{~%70%一 ~%30%二 ~三}")
    assert [(r.code, r.line, r.left_out) for r in file.remarks] == [
        ("gift_partial", 1, False),
        ("gift_weights", 3, False),
    ]
    assert len(file.questions) == 2


def test_a_changed_own_line_costs_the_quotes_alone() -> None:
    text = write_gift([Question(ORDER)]).text.replace('"page":12', '"page":"x"')
    (question,) = read_gift(text).questions
    assert question.exercise.quotes == ()
    assert [remark.code for remark in read_gift(text).remarks] == ["gift_own_line"]
