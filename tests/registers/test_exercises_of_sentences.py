"""What notices, facility criteria and care fees let be asked: numbers that one place states, with
wrong choices that are surely wrong, and nothing where anything is unsure."""

from __future__ import annotations

import pytest

from shiryokan.learning.exercise import OneChoice
from shiryokan.learning.making import Made, make
from shiryokan.paper.model import Box
from shiryokan.registers.base import Trace
from shiryokan.registers.care.model import CareFee
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.exercises import Edition, PaperName
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.source_text import Place

BOX = Box(50, 100, 400, 112)
OTHERS = (
    "病棟の看護の計画は、入院した日から十日以内に作成して説明する。",
    "退院の計画は、退院の見込みの日から三日以内に作成して説明する。",
    "薬剤の記録は、薬剤を渡した日から二日以内に作成して保管する。",
)
ASKED = "栄養の計画は、入院した患者ごとに七日以内に作成して説明する。"


def trace(text: str, confidence: float = 1.0) -> Trace:
    lines = text.split("\n")
    return Trace((Place(1, (BOX,) * len(lines), text),), confidence)


def notice(number: int, text: str, confidence: float = 1.0) -> Notice:
    return Notice(
        document="d", key=f"k{number}", page=1, code=f"A{number:03}", name=f"入院料{number}",
        number="(1)", text=text, provenance={"text": [trace(text, confidence)]},
    )  # fmt: skip


def made_of(text: str, confidence: float = 1.0, **name: str) -> list[Made]:
    """What is asked of a sentence of a notice, the others of which state other numbers."""
    records = [notice(0, text, confidence), *(notice(n, each) for n, each in enumerate(OTHERS, 1))]
    paper = Edition(records, PaperName(**{"when": "令和6年", **name}))
    return [each for each in make(REGISTERS["notices"], paper) if each.about == "k0"]


def choices(made: Made) -> tuple[str, set[str]]:
    exercise = made.exercise
    assert isinstance(exercise, OneChoice)
    (right,) = (each.text for each in exercise.choices if each.right)
    return right, {each.text for each in exercise.choices if not each.right}


def test_a_number_that_one_sentence_states() -> None:
    (made,) = made_of(ASKED)
    assert made.exercise.prompt == (
        "令和6年の算定上の留意事項の「A000　入院料0　(1)」の次の文の（　　）に入るものはどれか。\n"
        "「栄養の計画は、入院した患者ごとに（　　）に作成して説明する。」"
    )
    assert choices(made) == ("七日以内", {"十日以内", "三日以内", "二日以内"})
    assert made.exercise.quotes[0].words == ASKED
    # a paragraph's own number in a line before it is none of its words
    (made,) = made_of(f"(1)\n{ASKED}")
    assert "「栄養の計画は" in made.exercise.prompt


@pytest.mark.parametrize(
    "text",
    [
        # two numbers, a sentence that leans on another, that names what is not in it
        "栄養の計画は、入院の日から七日以内に作成して五日以内に説明する。",
        "ただし、栄養の計画は患者ごとに七日以内に作成して説明する。",
        "次の各号の栄養の計画は、患者ごとに七日以内に作成して説明する。",
        # brackets that are not whole, no number, a number that its heading tells
        "栄養の計画は、入院した患者ごとに「七日以内に作成して説明する。",
        "栄養の計画は、入院した患者ごとに速やかに作成して説明する。",
        "栄養",
    ],
)
def test_nothing_is_asked_of_what_is_not_sure(text: str) -> None:
    assert made_of(text) == []


def test_nothing_is_asked_of_a_place_that_was_read_unsurely_or_of_a_paper_without_a_year() -> None:
    assert made_of(ASKED, confidence=0.5) == []
    assert made_of(ASKED, when="") == []
    # the same sentence with another number is told apart by nothing
    twice = [notice(0, ASKED), notice(1, ASKED.replace("七日", "九日"))]
    twice += [notice(n, each) for n, each in enumerate(OTHERS, 2)]
    paper = Edition(twice, PaperName(when="令和6年"))
    assert {each.about for each in make(REGISTERS["notices"], paper)} == {"k2", "k3", "k4"}


def criterion(number: int, name: str, text: str, form: str) -> Criterion:
    return Criterion(
        document="d", key=f"k{number}", page=1, number=str(number), name=name, text=text, forms=[form],
        provenance={"text": [trace(line) for line in text.split("\n")]},
    )  # fmt: skip


def test_the_form_of_criteria_and_their_numbers() -> None:
    records = [
        criterion(
            n, f"看護体制加算{n}の施設基準",
            f"専任の常勤の看護師が{count}名以上配置されていること。\n届出は、様式{form}を用いること。", f"様式{form}",
        )
        for n, (count, form) in enumerate([("一", "10"), ("三", "11の2"), ("五", "12"), ("七", "40")])
    ]  # fmt: skip
    paper = Edition(records, PaperName("施設基準の届出", "令和6年"))
    found = {each.sort: each for each in make(REGISTERS["criteria"], paper) if each.about == "k1"}
    right, wrong = choices(found["form"])
    assert right == "様式11の2" and wrong == {"様式10", "様式12", "様式40"}
    # the sentence is the same but for its number: which is asked is not told apart
    assert "number" not in found


def care(key: str, path: list[str], name: str, points: int | None, words: str = "") -> CareFee:
    value = f"{points:,}単位" if points is not None else ""
    return CareFee(
        document="d", key=key, page=1, service="見守り訪問費", path=path, name=name, points=points,
        value=value, unit_effective="1回につき",
        provenance={"name": [trace(name)], "points": [trace(words or value)]},
    )  # fmt: skip


def schedule(*points: int) -> list[CareFee]:
    branches = "イロハニホヘト"
    return [
        care("s", ["1"], "見守り訪問費", None),
        *(care(f"k{n}", ["1", branches[n]], f"所要時間{n}時間の場合", each) for n, each in enumerate(points)),
    ]  # fmt: skip


def test_points_of_care_and_what_a_revision_made_of_them() -> None:
    old = Edition(schedule(100, 220, 340, 460), PaperName(when="令和6年"))
    new = Edition(schedule(100, 225, 340, 460), PaperName(when="令和9年"))
    found = {(each.sort, each.about): each for each in make(REGISTERS["care"], new, old)}
    assert {about for sort, about in found if sort == "points"} == {"k0", "k1", "k2", "k3"}
    made = found["points", "k1"]
    assert "見守り訪問費の「ロ 所要時間1時間の場合」（1回につき）は何単位か" in made.exercise.prompt
    assert choices(made) == ("225単位", {"100単位", "340単位", "460単位"})
    (revised,) = (each for (sort, _), each in found.items() if sort == "revision")
    assert "令和6年に220単位であった" in revised.exercise.prompt
    right, wrong = choices(revised)
    # what it was before is no choice: it is told in the prompt
    assert right == "225単位" and "220単位" not in wrong
    # a name that stands twice, and points that are printed otherwise
    twice = schedule(100, 225, 340, 460, 580, 700)
    twice[1].name = twice[2].name
    twice[1].path = twice[2].path
    twice[3].value = "1000分の245"
    asked = {each.about for each in make(REGISTERS["care"], Edition(twice, new.name))}
    assert asked == {"k3", "k4", "k5"}
