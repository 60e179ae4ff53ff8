"""QTI 1.2: what is written is what the standard allows, and its conditions grade as the house does."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from shiryokan.learning.exchange.content import Course, Lesson
from shiryokan.learning.exchange.qti import NAMESPACE, POINTS, write_qti
from shiryokan.learning.exercise import Answer, Exercise, NotGradable, Number, grade, public
from tests.learning.exchange.exercises import (
    ALL,
    NUMBER,
    ONE,
    ORDER,
    POINT,
    SEVERAL,
    TRUTH,
    exercises,
)

DTD = etree.DTD(str(Path(__file__).parent / "qti_1_2.dtd"))
Q = f"{{{NAMESPACE}}}"


def written(*asked: Exercise) -> etree._Element:
    """The document of a course; it is as the standard allows."""
    course = Course("c1", "研修 & <記録>", (Lesson("一", exercises=asked), Lesson("二")))
    qti = write_qti(course)
    root = etree.fromstring(qti.data)
    assert DTD.validate(root), DTD.error_log
    for item in root.iter(f"{Q}item"):
        shown = {each.get("linkrefid") for each in item.iter(f"{Q}displayfeedback")}
        assert shown == {each.get("ident") for each in item.iter(f"{Q}itemfeedback")}
    return root


def holds(condition: etree._Element, given: list[str]) -> bool:
    """Whether a condition holds of what was answered, as the standard says."""
    name, text = etree.QName(condition).localname, condition.text or ""
    match name:
        case "conditionvar" | "and":
            return all(holds(each, given) for each in condition)
        case "or":
            return any(holds(each, given) for each in condition)
        case "not":
            return not holds(condition[0], given)
        case "other":
            return True
        case "varequal":
            place = condition.get("index")
            return text in given if place is None else given[int(place) - 1] == text
        case "vargte":
            return Decimal(given[0]) >= Decimal(text)
        case "varlte":
            return Decimal(given[0]) <= Decimal(text)
    raise AssertionError(name)


def score(item: etree._Element, given: list[str]) -> str:
    """What the conditions of an item make of an answer."""
    found = "0"
    for condition in item.iter(f"{Q}respcondition"):
        if not holds(condition[0], given):
            continue
        found = condition.findtext(f"{Q}setvar") or found
        if condition.get("continue") == "No":
            break
    return found


@settings(max_examples=80, deadline=None)
@given(exercises, st.data())
def test_every_exercise_is_valid_and_graded_as_here(
    exercise: Exercise, data: st.DataObject
) -> None:
    (item,) = written(exercise).iter(f"{Q}item")
    if isinstance(exercise, Number):
        offset = data.draw(
            st.sampled_from(
                [
                    Decimal(0),
                    exercise.tolerance,
                    -exercise.tolerance,
                    exercise.tolerance + Decimal("0.001"),
                ]
            )
        )
        given = [f"{exercise.value + offset:f}"]
        answer = Answer(typed=given[0])
    else:
        offered = [label.get("ident", "") for label in item.iter(f"{Q}response_label")]
        kind = item.find(f".//{Q}response_lid").get("rcardinality")
        if kind == "Ordered":
            given = data.draw(st.permutations(offered))
        else:
            most = 1 if kind == "Single" else len(offered)
            given = data.draw(
                st.lists(st.sampled_from(offered), min_size=1, max_size=most, unique=True)
            )
        answer = Answer(chosen=tuple(given))
        assert {*offered} == {choice.id for choice in public(exercise).choices} or offered == [
            "true",
            "false",
        ]
    try:
        right = grade(exercise, answer).right
    except NotGradable:
        return
    assert score(item, given) == (POINTS if right else "0")


def test_each_kind_as_it_stands_in_the_file() -> None:
    root = written(*ALL)
    items = [*root.iter(f"{Q}item")]
    assert [item.findtext(f".//{Q}mattext") for item in items] == [
        each.prompt for each in (ONE, SEVERAL, TRUTH, NUMBER, ORDER)
    ]
    assert [section.get("title") for section in root.iter(f"{Q}section")] == ["一", "二"]
    assert root.find(f"{Q}assessment").get("title") == "研修 & <記録>"
    sources = [field.findtext(f"{Q}fieldentry") for field in items[0].iter(f"{Q}qtimetadatafield")]
    assert sources == ["1", "安全管理指針 p.12: 職員は年１回以上の研修を受ける"]


def test_a_place_to_point_at_is_left_out_and_told() -> None:
    qti = write_qti(Course("c", "研修", (Lesson("一", exercises=(POINT, TRUTH)),)))
    assert [(remark.code, remark.details["title"]) for remark in qti.remarks] == [
        ("qti_point", POINT.prompt)
    ]
    assert len([*etree.fromstring(qti.data).iter(f"{Q}item")]) == 1


def test_a_course_without_lessons_is_a_valid_file_too() -> None:
    assert DTD.validate(etree.fromstring(write_qti(Course("c", "空", ())).data))
