"""Answers and completed courses as xAPI statements (IEEE 9274.1.1, in the form of xAPI 1.0.3)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from shiryokan.learning.exercise import (
    Answer,
    Exercise,
    NotGradable,
    Number,
    OneChoice,
    Order,
    PointAt,
    SeveralChoices,
    TrueOrFalse,
    grade,
    text_id,
    typed_number,
)

VERSION = "1.0.3"
BATCH = 100
"""Statements that are sent at once: a record store takes them all or none."""
_VERBS = "http://adlnet.gov/expapi/verbs/"
_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
_SEPARATOR, _RANGE = "[,]", "[:]"


class Learner(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person: the name of the account in the house, and what they are called. Whoever should not
    be known by the record store has a made-up account and no name."""

    account: str
    name: str = ""


class House(msgspec.Struct, frozen=True):
    """Where it was: the address under which accounts, courses and exercises have theirs, without a
    slash at its end; and what the house is called."""

    address: str
    name: str


class Answered(msgspec.Struct, frozen=True):
    """That somebody answered an exercise of a course. ``id`` is that of the attempt, so that a
    statement which is sent twice is known as one; ``at`` has its zone."""

    id: uuid.UUID
    learner: Learner
    course_id: str
    course: str
    exercise: Exercise
    answer: Answer
    at: datetime.datetime


class Completed(msgspec.Struct, frozen=True, omit_defaults=True):
    """That somebody completed a course. ``percent`` is of its exercises that were right, if it had
    any; ``certificate`` the address that verifies it."""

    id: uuid.UUID
    learner: Learner
    course_id: str
    course: str
    at: datetime.datetime
    percent: int | None = None
    certificate: str = ""


def answered(said: Answered, house: House, language: str = "ja") -> dict[str, Any]:
    """The statement of an answer."""
    exercise = said.exercise
    place = f"{house.address}/learning/exercises/{exercise.id}/{exercise.version}"
    definition: dict[str, Any] = {
        "type": f"{_ACTIVITIES}cmi.interaction",
        "name": {language: exercise.prompt[:200]},
        "description": {language: exercise.prompt},
        **_interaction(exercise, language),
    }
    statement = _statement(said.id, said.learner, "answered", said.at, house)
    statement["object"] = {"objectType": "Activity", "id": place, "definition": definition}
    statement["result"] = _result(exercise, said.answer)
    parent = _course(said.course_id, said.course, house, language)
    statement["context"] |= {"language": language, "contextActivities": {"parent": [parent]}}
    if exercise.quotes:
        statement["context"]["extensions"] = {
            f"{house.address}/xapi/quotes": [
                {"document": quote.sha256, "page": quote.page, "words": quote.words}
                for quote in exercise.quotes
            ]
        }
    return statement


def completed(said: Completed, house: House, language: str = "ja") -> dict[str, Any]:
    """The statement of a completed course."""
    verb = "completed" if said.percent is None else "passed"
    statement = _statement(said.id, said.learner, verb, said.at, house)
    statement["object"] = _course(said.course_id, said.course, house, language)
    result: dict[str, Any] = {"completion": True}
    if said.percent is not None:
        result |= {"success": True, "score": _score(said.percent / 100)}
    if said.certificate:
        result["extensions"] = {f"{house.address}/xapi/certificate": said.certificate}
    statement["result"] = result
    statement["context"]["language"] = language
    return statement


def batches(statements: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """Statements as the bodies of requests, each a JSON array."""
    waiting: list[dict[str, Any]] = []
    for statement in statements:
        waiting.append(statement)
        if len(waiting) == BATCH:
            yield msgspec.json.encode(waiting)
            waiting = []
    if waiting:
        yield msgspec.json.encode(waiting)


def _statement(
    identifier: uuid.UUID, learner: Learner, verb: str, at: datetime.datetime, house: House
) -> dict[str, Any]:
    actor: dict[str, Any] = {
        "objectType": "Agent",
        "account": {"homePage": house.address, "name": learner.account},
    }
    if learner.name:
        actor["name"] = learner.name
    return {
        "id": str(identifier),
        "version": VERSION,
        "actor": actor,
        "verb": {"id": _VERBS + verb, "display": {"en-US": verb}},
        "timestamp": at.isoformat(timespec="milliseconds"),
        "context": {"platform": house.name},
    }


def _course(identifier: str, title: str, house: House, language: str) -> dict[str, Any]:
    return {
        "objectType": "Activity",
        "id": f"{house.address}/learning/courses/{identifier}",
        "definition": {"type": f"{_ACTIVITIES}course", "name": {language: title}},
    }


def _score(share: float) -> dict[str, Any]:
    return {"scaled": round(share, 4)}


def _result(exercise: Exercise, answer: Answer) -> dict[str, Any]:
    """What was answered, and what it was worth; only the answer where it cannot be graded."""
    result: dict[str, Any] = {"completion": True, "response": _response(exercise, answer)}
    try:
        made = grade(exercise, answer)
    except NotGradable:
        return result
    return {**result, "success": made.right, "score": _score(made.score)}


def _response(exercise: Exercise, answer: Answer) -> str:
    if answer.point is not None:
        return f"{answer.point.page}{_SEPARATOR}{answer.point.x:g}{_SEPARATOR}{answer.point.y:g}"
    if isinstance(exercise, Number):
        try:
            return f"{typed_number(answer.typed, exercise.unit):f}"
        except NotGradable:
            return answer.typed
    return _SEPARATOR.join(answer.chosen)


def _interaction(exercise: Exercise, language: str) -> dict[str, Any]:
    """The kind of interaction, with its right answer."""
    match exercise:
        case OneChoice() | SeveralChoices():
            rights = [choice.id for choice in exercise.choices if choice.right]
            texts = [(choice.id, choice.text) for choice in exercise.choices]
            return _of_choices("choice", rights, texts, language)
        case Order():
            texts = [(text_id(item), item) for item in exercise.items]
            return _of_choices("sequencing", [name for name, _text in texts], texts, language)
        case TrueOrFalse():
            right = "true" if exercise.right else "false"
            return {"interactionType": "true-false", "correctResponsesPattern": [right]}
        case Number():
            return {
                "interactionType": "numeric",
                "correctResponsesPattern": [_bounds(exercise.value, exercise.tolerance)],
            }
        case PointAt():
            return {"interactionType": "other"}


def _bounds(value: Decimal, tolerance: Decimal) -> str:
    return f"{value - tolerance:f}{_RANGE}{value + tolerance:f}" if tolerance else f"{value:f}"


def _of_choices(
    kind: str, right: Sequence[str], texts: Sequence[tuple[str, str]], language: str
) -> dict[str, Any]:
    choices = [{"id": name, "description": {language: text}} for name, text in texts]
    # by their names, so that a reader of statements sees no order
    choices.sort(key=lambda choice: str(choice["id"]))
    return {
        "interactionType": kind,
        "correctResponsesPattern": [_SEPARATOR.join(right)],
        "choices": choices,
    }
