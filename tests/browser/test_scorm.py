"""A SCORM package is played to its end, failed, left and taken up again, before hosts good and bad."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser, Frame, Page, expect

from shiryokan.learning.exchange.content import Course, Lesson, PagePicture, Passage
from shiryokan.learning.exchange.scorm import scorm_package
from shiryokan.learning.exchange.scorm.data import exercise_data
from shiryokan.learning.exercise import (
    Answer,
    NotGradable,
    Number,
    Order,
    PagePoint,
    PointAt,
    SeveralChoices,
    grade,
    text_id,
)
from tests.browser.lms import Lms
from tests.learning.exchange.exercises import ALL, NUMBER, ONE, ORDER, POINT, SEVERAL, TRUTH

pytestmark = pytest.mark.browser
Axe = Callable[[Page | Frame], list[str]]


def page_picture() -> PagePicture:
    data = io.BytesIO()
    Image.new("RGB", (595, 842), "white").save(data, "PNG")
    return PagePicture(data.getvalue(), 595.0, 842.0)


PICTURES = {(POINT.sha256, POINT.page): page_picture()}
COURSE = Course(
    id="kirihama-1", title="記録の残し方 <研修>",
    lessons=(
        Lesson("指針", (Passage("目的", "heading"), Passage("研修の記録を残す。"), Passage("職員は年１回以上", "quotation", "指針 p.12"))),
        Lesson("確かめ", exercises=ALL),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def package() -> bytes:
    made = scorm_package(COURSE, PICTURES)
    assert made.remarks == ()
    return made.data


@pytest.fixture
def lms(browser: Browser, package: bytes) -> Iterator[Lms]:
    system = Lms(browser, package)
    yield system
    assert system.strange == []
    assert system.errors == []
    system.close()


def following(frame: Frame) -> None:
    frame.get_by_role("button", name="次へ").press("Enter")


def answer(frame: Frame) -> None:
    frame.get_by_role("button", name="答える").press("Enter")
    expect(frame.locator(".verdict")).to_be_focused()


def play(frame: Frame, *, right: bool) -> None:
    """From the first exercise to the last, by the keyboard alone."""
    frame.get_by_role("radio", name="年１回" if right else "隔年", exact=True).press("Space")
    answer(frame)
    following(frame)
    for name in ("出席簿", "資料", "領収書") if right else ("座席表",):
        frame.get_by_role("checkbox", name=name).press("Space")
    answer(frame)
    following(frame)
    frame.get_by_role("radio", name="誤り" if right else "正しい").press("Space")
    answer(frame)
    following(frame)
    field = frame.get_by_role("textbox")
    field.fill("いくつか")
    field.press("Enter")
    expect(frame.locator(".fault")).to_have_text(re.compile("数として読めません"))
    field.fill("５．４年" if right else "7")
    field.press("Enter")
    expect(frame.locator(".verdict")).to_be_focused()
    following(frame)
    if right:
        put_in_order(frame, ORDER.items)
    answer(frame)
    following(frame)
    across, down = frame.get_by_role("slider", name="横"), frame.get_by_role("slider", name="縦")
    across.press("Home" if not right else "ArrowLeft")
    for _ in range(20):
        down.press("PageUp" if not right else "ArrowUp")
    if right:
        down.evaluate("e => { e.value = 106; e.dispatchEvent(new Event('input')); }")
    answer(frame)
    following(frame)


def put_in_order(frame: Frame, items: tuple[str, ...]) -> None:
    """Each to its place from the first on, with the button that moves it up."""
    rows = frame.locator(".order li > span")
    for place, text in enumerate(items):
        # the list is drawn anew at each step
        expect(rows).to_have_count(len(items))
        while place not in (at for at, said in enumerate(rows.all_inner_texts()) if said == text):
            frame.get_by_role("button", name=f"「{text}」を上へ").press("Enter")
            expect(rows).to_have_count(len(items))


def test_a_course_is_played_to_its_end_and_passed(lms: Lms, axe: Axe) -> None:
    frame = lms.frame
    expect(frame.get_by_role("heading", level=1)).to_have_text("記録の残し方 <研修>")
    expect(frame.get_by_role("heading", level=2)).to_have_text("指針")
    expect(frame.locator("#trouble")).to_be_hidden()
    assert lms.kept()["cmi.core.lesson_status"] == "incomplete"
    assert axe(lms.frame) == []
    following(frame)
    play(frame, right=True)
    expect(frame.get_by_role("heading", level=2)).to_have_text("合格です")
    assert axe(lms.frame) == []
    kept = lms.kept()
    assert (kept["cmi.core.lesson_status"], kept["cmi.core.score.raw"]) == ("passed", "100")
    assert kept["cmi.core.exit"] == ""
    assert [kept[f"cmi.interactions.{n}.result"] for n in range(6)] == ["correct"] * 6
    assert lms.refused() == []
    lms.page.goto("about:blank")


def test_a_course_is_failed_and_answered_again(lms: Lms, axe: Axe) -> None:
    following(lms.frame)
    play(lms.frame, right=False)
    expect(lms.frame.get_by_role("heading", level=2)).to_have_text("合格点に届きませんでした")
    assert axe(lms.frame) == []
    kept = lms.kept()
    assert kept["cmi.core.lesson_status"] == "failed"
    assert int(kept["cmi.core.score.raw"]) < COURSE.pass_percent
    lms.frame.get_by_role("button", name="はじめから答え直す").press("Enter")
    play(lms.frame, right=True)
    assert (lms.kept()["cmi.core.lesson_status"], lms.kept()["cmi.core.score.raw"]) == (
        "passed",
        "100",
    )
    assert lms.refused() == []


def test_what_was_left_is_taken_up_where_it_was(lms: Lms) -> None:
    frame = lms.frame
    following(frame)
    frame.get_by_role("radio", name="年１回", exact=True).check()
    answer(frame)
    following(frame)
    lms.open()
    expect(lms.frame.locator("#told")).to_have_text("前回の続きから始めます。")
    expect(lms.frame.get_by_text("保存するものをすべて選んでください。")).to_be_visible()
    lms.frame.get_by_role("button", name="前へ").click()
    expect(lms.frame.get_by_role("radio", name="年１回", exact=True)).to_be_checked()
    expect(lms.frame.get_by_role("radio", name="年１回", exact=True)).to_be_disabled()
    assert lms.kept()["cmi.core.exit"] == "suspend"
    assert lms.refused() == []


@pytest.mark.parametrize("mode", ["refuses", "throws"])
def test_a_host_that_stops_answering_is_told_and_no_answer_is_lost(
    lms: Lms, mode: str, axe: Axe
) -> None:
    frame = lms.frame
    following(frame)
    lms.behave(mode)
    frame.get_by_role("radio", name="年１回", exact=True).check()
    answer(frame)
    expect(frame.locator("#trouble")).to_contain_text("解答は失われていません")
    assert axe(lms.frame) == []
    with lms.page.expect_download() as saved:
        frame.get_by_role("button", name="解答をファイルに保存").click()
    assert "年１回以上" not in saved.value.path().read_text("utf-8")
    assert '"score": 1' in saved.value.path().read_text("utf-8")
    assert 'a":{"0"' not in lms.kept()["cmi.suspend_data"]
    # whoever comes back finds the answer, although the host never had it
    lms.page.on("dialog", lambda dialog: dialog.accept())
    lms.open()
    expect(lms.frame.locator("#told")).to_have_text("前回の続きから始めます。")
    expect(lms.frame.get_by_role("radio", name="年１回", exact=True)).to_be_checked()
    assert '"a":{"0"' in lms.kept()["cmi.suspend_data"]
    lms.behave(mode)
    following(lms.frame)
    expect(lms.frame.locator("#trouble")).to_be_visible()
    lms.behave("well")
    lms.frame.get_by_role("button", name="今すぐ送り直す").click()
    expect(lms.frame.locator("#trouble")).to_be_hidden()
    expect(lms.frame.locator("#told")).to_have_text("学習管理システムに解答を届けました。")


def test_without_a_host_one_can_learn_and_is_told_that_nothing_is_sent(
    browser: Browser, package: bytes
) -> None:
    system = Lms(
        browser, package, host='<!doctype html><iframe src="/package/index.html"></iframe>'
    )
    expect(system.frame.locator("#trouble")).to_contain_text("学習管理システムが見つかりません")
    following(system.frame)
    system.frame.get_by_role("radio", name="年１回", exact=True).check()
    answer(system.frame)
    system.close()


def test_a_course_that_was_made_anew_begins_anew_and_says_so(browser: Browser, lms: Lms) -> None:
    following(lms.frame)
    lms.frame.get_by_role("radio", name="年１回", exact=True).check()
    answer(lms.frame)
    kept = lms.page.evaluate("sessionStorage.getItem('cmi')")
    made = Course(COURSE.id, COURSE.title, (Lesson("新", exercises=(TRUTH,)),))
    other = Lms(browser, scorm_package(made).data, kept=kept)
    expect(other.frame.locator("#told")).to_have_text(
        "教材が新しくなったため、はじめから始めます。"
    )
    other.close()


def answers() -> list[tuple[object, Answer, dict[str, object]]]:
    """Exercises with answers as the house has them, and as the player does."""
    random, made = Random(20261129), []
    for typed in (
        "5",
        "５．５",
        "5.50",
        "4.5年",
        "5.51",
        "4.49",
        "-5",
        "",
        "五",
        "5,000",
        "１，２３４",
        "12,34",
        "+5",
        "△5",
        " 5 年 ",
        "5.",
        ".5",
        "1e3",
        "9" * 101,
    ):
        for number in (
            NUMBER,
            Number(id="", prompt="", value=Decimal("0.3"), tolerance=Decimal("0.1")),
            Number(id="", prompt="", value=Decimal("1234")),
        ):
            made.append((number, Answer(typed=typed), {"typed": typed}))
    for exercise in (ONE, SEVERAL, SeveralChoices(id="", prompt="", choices=SEVERAL.choices[:3])):
        order = sorted(exercise.choices, key=lambda each: each.id)
        for _ in range(12):
            chosen = random.sample(
                range(len(order)), random.randint(0, 1 if exercise is ONE else len(order))
            )
            made.append(
                (exercise, Answer(chosen=tuple(order[at].id for at in chosen)), {"chosen": chosen})
            )
    for items in (ORDER.items, ("一", "二", "三", "四", "五")):
        exercise = Order(id="", prompt="", items=items)
        data = exercise_data(exercise, {})["items"]
        for _ in range(12):
            chosen = random.sample(range(len(items)), len(items))
            made.append(
                (
                    exercise,
                    Answer(chosen=tuple(text_id(data[at]["text"]) for at in chosen)),
                    {"chosen": chosen},
                )
            )
    for right in (True, False):
        made.append((TRUTH, Answer(chosen=("true" if right else "false",)), {"truth": right}))
    made.append((TRUTH, Answer(), {}))
    for x, y in (
        (72, 100.5),
        (67.9, 100.5),
        (68, 96.5),
        (304, 116.5),
        (304.1, 116),
        (200, 105),
        (0, 0),
    ):
        made.append((POINT, Answer(point=PagePoint(12, x, y)), {"point": {"x": x, "y": y}}))
    return made


def test_the_player_grades_as_the_house_does(lms: Lms) -> None:
    asked, wanted = [], []
    for exercise, given, said in answers():
        try:
            score = grade(exercise, given).score
        except NotGradable:
            score = None
        asked.append([exercise_data(exercise, PICTURES), said])
        wanted.append(score)
    found = lms.frame.evaluate(
        "pairs => pairs.map(([exercise, answer]) => Grading.score(exercise, answer))", asked
    )
    differing = [
        (pair[0]["kind"], pair[1], got, score)
        for pair, got, score in zip(asked, found, wanted, strict=True)
        if got is None or score is None or abs(got - score) > 1e-9
    ]
    assert [each for each in differing if each[2] is not each[3]] == []
    assert len(wanted) > 100
    assert any(isinstance(exercise, PointAt) for exercise, _given, _said in answers())
