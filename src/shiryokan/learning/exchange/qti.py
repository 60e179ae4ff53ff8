"""Writes a course's exercises as IMS QTI 1.2 (ASI): an assessment with a section a lesson.

An answer brings all points or none, for that is all that most readers of QTI 1.2 take over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from xml.etree import ElementTree as ET

import msgspec

from shiryokan.i18n import message as _
from shiryokan.learning.exchange.content import Course
from shiryokan.learning.exchange.question import Remark, place_label
from shiryokan.learning.exercise import (
    FALSE,
    TRUE,
    Exercise,
    Number,
    OneChoice,
    Order,
    PointAt,
    SeveralChoices,
    TrueOrFalse,
    text_id,
)

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_SCHEMA = f"{NAMESPACE} http://www.imsglobal.org/xsd/ims_qtiasiv1p2p1.xsd"
_RESPONSE = "answer"
POINTS = "100"
"""Of each exercise."""


class QtiText(msgspec.Struct, frozen=True):
    """An XML file, and which exercises are not in it."""

    data: bytes
    remarks: tuple[Remark, ...]


def write_qti(course: Course, translate: Callable[[str], str] = str) -> QtiText:
    """The exercises of a course as QTI 1.2. Places to point at are left out, and told.
    ``translate`` gives the words for true and false in the course's language."""
    truths = (translate(_("正しい")), translate(_("誤り")))
    root = ET.Element("questestinterop")
    root.set("xmlns", NAMESPACE)
    root.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    root.set("xsi:schemaLocation", _SCHEMA)
    assessment = ET.SubElement(
        root, "assessment", {"ident": course.id, "title": course.title, "xml:lang": course.language}
    )
    remarks: list[Remark] = []
    number = 0
    for at, lesson in enumerate(course.lessons, start=1):
        asked = [each for each in lesson.exercises if not isinstance(each, PointAt)]
        remarks += [
            Remark("qti_point", details={"title": each.prompt[:40]})
            for each in lesson.exercises
            if isinstance(each, PointAt)
        ]
        section = ET.SubElement(
            assessment, "section", {"ident": f"lesson-{at}", "title": lesson.title}
        )
        for exercise in asked:
            number += 1
            _item(section, exercise, f"{exercise.id or 'exercise'}-{number}", truths)
    if not course.lessons:
        ET.SubElement(assessment, "section", {"ident": "lesson-1"})
    ET.indent(root)
    data: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return QtiText(data, tuple(remarks))


def _item(section: ET.Element, exercise: Exercise, ident: str, truths: tuple[str, str]) -> None:
    item = ET.SubElement(section, "item", {"ident": ident, "title": exercise.prompt[:80]})
    metadata = ET.SubElement(ET.SubElement(item, "itemmetadata"), "qtimetadata")
    _field(metadata, "version", str(exercise.version))
    for quote in exercise.quotes:
        _field(metadata, "source", f"{place_label(quote)}: {quote.words}")
    presentation = ET.SubElement(item, "presentation")
    _material(presentation, exercise.prompt)
    _response(presentation, exercise, truths)
    processing = ET.SubElement(item, "resprocessing")
    outcomes = ET.SubElement(processing, "outcomes")
    ET.SubElement(
        outcomes, "decvar",
        {"varname": "SCORE", "vartype": "Decimal", "minvalue": "0", "maxvalue": POINTS},
    )  # fmt: skip
    feedbacks = dict(_feedbacks(exercise))
    for chosen in feedbacks:
        condition = _condition(processing, keep_on=True)
        _equal(condition, chosen)
        _show(processing[-1], f"feedback-{chosen}")
    condition = _condition(processing, keep_on=True)
    _is_right(condition, exercise)
    ET.SubElement(processing[-1], "setvar", {"varname": "SCORE", "action": "Set"}).text = POINTS
    if exercise.explanation:
        condition = _condition(processing, keep_on=False)
        ET.SubElement(condition, "other")
        _show(processing[-1], "explanation")
        feedbacks["explanation"] = exercise.explanation
    for name, text in feedbacks.items():
        ident = name if name == "explanation" else f"feedback-{name}"
        _material(ET.SubElement(item, "itemfeedback", {"ident": ident}), text)


def _field(metadata: ET.Element, label: str, entry: str) -> None:
    field = ET.SubElement(metadata, "qtimetadatafield")
    ET.SubElement(field, "fieldlabel").text = label
    ET.SubElement(field, "fieldentry").text = _allowed(entry)


def _material(parent: ET.Element, text: str) -> None:
    mattext = ET.SubElement(
        ET.SubElement(parent, "material"), "mattext",
        {"texttype": "text/plain", "charset": "utf-8", "xml:space": "preserve"},
    )  # fmt: skip
    mattext.text = _allowed(text)


def _allowed(text: str) -> str:
    """Text without the characters that XML 1.0 has no place for."""
    return "".join(
        each for each in text if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff")
    )


def _response(presentation: ET.Element, exercise: Exercise, truths: tuple[str, str]) -> None:
    match exercise:
        case OneChoice():
            choices = [(each.id, each.text) for each in exercise.choices]
            _choices(presentation, choices, "Single", shuffle=True)
        case SeveralChoices():
            choices = [(each.id, each.text) for each in exercise.choices]
            _choices(presentation, choices, "Multiple", shuffle=True)
        case TrueOrFalse():
            pairs = list(zip((TRUE, FALSE), truths, strict=True))
            _choices(presentation, pairs, "Single", shuffle=False)
        case Order():
            items = sorted((text_id(text), text) for text in exercise.items)
            _choices(presentation, items, "Ordered", shuffle=True)
        case Number():
            response = ET.SubElement(
                presentation, "response_num", {"ident": _RESPONSE, "numtype": "Decimal"}
            )
            ET.SubElement(response, "render_fib", {"fibtype": "Decimal", "prompt": "Box"})
            if exercise.unit:
                _material(response, exercise.unit)
        case PointAt():
            raise TypeError(exercise)


def _choices(
    presentation: ET.Element, choices: list[tuple[str, str]], cardinality: str, *, shuffle: bool
) -> None:
    response = ET.SubElement(
        presentation, "response_lid", {"ident": _RESPONSE, "rcardinality": cardinality}
    )
    render = ET.SubElement(response, "render_choice", {"shuffle": "Yes" if shuffle else "No"})
    for ident, text in choices:
        _material(ET.SubElement(render, "response_label", {"ident": ident}), text)


def _condition(processing: ET.Element, *, keep_on: bool) -> ET.Element:
    """A new condition; ``keep_on``: those after it are looked at too."""
    made = ET.SubElement(processing, "respcondition", {"continue": "Yes" if keep_on else "No"})
    return ET.SubElement(made, "conditionvar")


def _show(condition: ET.Element, ident: str) -> None:
    ET.SubElement(condition, "displayfeedback", {"feedbacktype": "Response", "linkrefid": ident})


def _equal(parent: ET.Element, text: str, place: int = 0) -> None:
    given = {"respident": _RESPONSE} | ({"index": str(place)} if place else {})
    ET.SubElement(parent, "varequal", given).text = text


def _is_right(condition: ET.Element, exercise: Exercise) -> None:
    match exercise:
        case OneChoice():
            for choice in filter(attrgetter("right"), exercise.choices):
                _equal(condition, choice.id)
        case SeveralChoices():
            every = ET.SubElement(condition, "and")
            for choice in exercise.choices:
                _equal(every if choice.right else ET.SubElement(every, "not"), choice.id)
        case TrueOrFalse():
            _equal(condition, TRUE if exercise.right else FALSE)
        case Order():
            every = ET.SubElement(condition, "and")
            for place, text in enumerate(exercise.items, start=1):
                _equal(every, text_id(text), place)
        case Number():
            _is_within(condition, exercise)
        case PointAt():
            raise TypeError(exercise)


def _is_within(condition: ET.Element, exercise: Number) -> None:
    every = ET.SubElement(condition, "and")
    for name, bound in (
        ("vargte", exercise.value - exercise.tolerance),
        ("varlte", exercise.value + exercise.tolerance),
    ):
        ET.SubElement(every, name, {"respident": _RESPONSE}).text = f"{bound:f}"


def _feedbacks(exercise: Exercise) -> Iterator[tuple[str, str]]:
    """What is told to whoever chose something, by the id of it."""
    match exercise:
        case OneChoice() | SeveralChoices():
            pairs = [(choice.id, choice.feedback) for choice in exercise.choices]
        case TrueOrFalse():
            pairs = [(TRUE, exercise.feedback_true), (FALSE, exercise.feedback_false)]
        case _:
            pairs = []
    yield from ((name, text) for name, text in pairs if text)
