"""What forms of learning send: answers, exercises, lessons, dates."""

from __future__ import annotations

import datetime
import math
import uuid
from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest
from django.utils.dateparse import parse_date

from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import (
    Answer,
    Choice,
    Exercise,
    Kind,
    NotGradable,
    Number,
    OneChoice,
    Order,
    PagePoint,
    PointAt,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
    text_id,
    typed_number,
)
from shiryokan.learning.lesson_text import LessonBlock, paragraphs
from shiryokan.web.learning.places import MOST_PLACES, quoted, quoted_all
from shiryokan.web.numbers import whole_number

FEEDBACK = "//"
"""What parts a choice from what is told to who chose it."""
_MOST_LINES = 30
_MOST_POINTS = 100_000.0
"""Points of a page at most, and more: what is farther away is no place on one."""


def version_of(request: HttpRequest) -> int:
    """The version of the course that a form was made from; 0, which none has, where it says
    none."""
    return whole_number(request.POST.get("version", "")) or 0


def uuid_of(text: str) -> uuid.UUID | None:
    """A UUID; None where it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def day_of(text: str) -> datetime.date:
    """A day; raises :class:`LearningError` where it is none."""
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise LearningError("learning_date")
    return day


def answer_of(request: HttpRequest, exercise: Exercise) -> Answer:
    """What a form answers."""
    match exercise:
        case OneChoice() | SeveralChoices() | TrueOrFalse():
            return Answer(tuple(request.POST.getlist("chosen")[:_MOST_LINES]))
        case Number():
            return Answer(typed=request.POST.get("typed", ""))
        case Order():
            return Answer(_order(request, exercise))
        case PointAt():
            return Answer(point=_point(request, exercise))


def _order(request: HttpRequest, exercise: Order) -> tuple[str, ...]:
    """The items in the order of the numbers that they were given; nothing where one has none or
    two have the same."""
    numbers = {
        text_id(item): whole_number(request.POST.get(f"order-{text_id(item)}", ""))
        for item in exercise.items
    }
    given = [number for number in numbers.values() if number is not None]
    if len(given) < len(numbers) or len(set(given)) < len(given):
        raise NotGradable("empty")
    return tuple(sorted(numbers, key=lambda name: numbers[name] or 0))


def _point(request: HttpRequest, exercise: PointAt) -> PagePoint | None:
    """Where the picture of the page was pressed, drawn one pixel a point; or the line that was
    chosen instead."""
    line = request.POST.get("line", "")
    values = line.split(",") if line else [request.POST.get(name, "") for name in ("at.x", "at.y")]
    try:
        x, y = (float(value) for value in values)
    except ValueError:
        return None
    if not all(math.isfinite(each) and 0 <= each <= _MOST_POINTS for each in (x, y)):
        return None
    return PagePoint(exercise.page, x, y)


def exercise_of(request: HttpRequest, kind: Kind, known: Sequence[QuotedPlace] = ()) -> Exercise:
    """The exercise that an editor's form describes; raises :class:`LearningError`. What makes it
    unfit to be asked is told when it is to be passed."""
    post = request.POST
    prompt, explanation = post.get("prompt", "").strip(), post.get("explanation", "").strip()
    quotes = quoted_all(post.get("places", ""), known)
    right, wrong = _choices(post.get("right", "")), _choices(post.get("wrong", ""))
    common = {"id": "", "prompt": prompt, "explanation": explanation, "quotes": quotes}
    match kind:
        case "one" | "several":
            choices = (
                *(Choice(text, True, said) for text, said in right),
                *(Choice(text, False, said) for text, said in wrong),
            )
            made = OneChoice if kind == "one" else SeveralChoices
            return made(choices=choices, **common)  # type: ignore[arg-type]
        case "truth":
            return TrueOrFalse(right=post.get("truth") == "true", **common)  # type: ignore[arg-type]
        case "number":
            return Number(
                value=_decimal(post.get("value", "")), unit=post.get("unit", "").strip()[:20],
                tolerance=abs(_decimal(post.get("tolerance", "") or "0")), **common,  # type: ignore[arg-type]
            )  # fmt: skip
        case "order":
            items = tuple(text for text, _ in _choices(post.get("items", "")))
            return Order(items=items, **common)  # type: ignore[arg-type]
        case "point":
            first = quotes[0] if quotes else None
            return PointAt(
                sha256=first.sha256 if first else "", page=first.page if first else 0,
                boxes=first.boxes if first else (), **common,  # type: ignore[arg-type]
            )  # fmt: skip


def _choices(lines: str) -> list[tuple[str, str]]:
    """A choice a line, and what is told to who chose it."""
    found = []
    for line in lines.replace("\r\n", "\n").split("\n")[:_MOST_LINES]:
        text, _, said = line.partition(FEEDBACK)
        if text.strip():
            found.append((text.strip(), said.strip()))
    return found


def _decimal(text: str) -> Decimal:
    try:
        return typed_number(text)
    except NotGradable:
        raise LearningError("answer_number") from None


def lesson_of(text: str, known: Sequence[QuotedPlace] = ()) -> list[LessonBlock]:
    """The blocks of a lesson as it was written; raises :class:`LearningError` for an address that
    names no place."""
    blocks = []
    for part in paragraphs(text):
        if len(part.addresses) > MOST_PLACES:
            raise LearningError("learning_place")
        places = tuple(quoted(address, known) for address in part.addresses)
        blocks.append(LessonBlock(part.kind, part.text, places))
    return blocks
