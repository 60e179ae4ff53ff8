"""What the player is given: the course as JSON, choices and items in an order without meaning."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from shiryokan.learning.exchange.content import Course, PagePicture
from shiryokan.learning.exchange.question import place_label
from shiryokan.learning.exercise import (
    MARGIN,
    Choice,
    Exercise,
    Number,
    OneChoice,
    Order,
    PointAt,
    SeveralChoices,
    TrueOrFalse,
    kind_of,
    text_id,
)

Pictures = Mapping[tuple[str, int], PagePicture]
"""Pages to point at, by the SHA-256 of the document and the page from 1."""


def picture_name(sha256: str, page: int) -> str:
    """The file of a page in the package."""
    return f"pages/{sha256[:16]}-{page}.png"


def steps_of(course: Course, pictures: Pictures) -> list[dict[str, Any]]:
    """The steps of a course: the text of each lesson, then its exercises one by one; those that
    point at a page without a picture are left out."""
    steps: list[dict[str, Any]] = []
    number = 0
    for lesson in course.lessons:
        if lesson.passages:
            passages = [
                {"kind": each.kind, "text": each.text, "source": each.source}
                for each in lesson.passages
            ]
            steps.append({"lesson": lesson.title, "passages": passages})
        for exercise in lesson.exercises:
            if not playable(exercise, pictures):
                continue
            step = {"lesson": lesson.title, "number": number, "id": _interaction(exercise, number)}
            steps.append({**step, "exercise": exercise_data(exercise, pictures)})
            number += 1
    return steps


def playable(exercise: Exercise, pictures: Pictures) -> bool:
    """Whether the player can ask it."""
    return not isinstance(exercise, PointAt) or (exercise.sha256, exercise.page) in pictures


def _interaction(exercise: Exercise, number: int) -> str:
    """A CMIIdentifier of SCORM 1.2: letters, digits and a few signs."""
    plain = re.sub(r"[^0-9A-Za-z_-]", "", exercise.id)
    return f"{plain or 'exercise'}-{exercise.version}-{number}"[:250]


def exercise_data(exercise: Exercise, pictures: Pictures) -> dict[str, Any]:
    """An exercise with its key."""
    data: dict[str, Any] = {
        "kind": kind_of(exercise),
        "prompt": exercise.prompt,
        "explanation": exercise.explanation,
        "quotes": [
            {"words": quote.words, "label": place_label(quote)} for quote in exercise.quotes
        ],
    }
    match exercise:
        case OneChoice() | SeveralChoices():
            data["choices"] = [_choice(each) for each in sorted(exercise.choices, key=_by_words)]
        case TrueOrFalse():
            data |= {
                "right": exercise.right,
                "feedback_true": exercise.feedback_true,
                "feedback_false": exercise.feedback_false,
            }
        case Number():
            data |= {
                "value": f"{exercise.value:f}",
                "tolerance": f"{exercise.tolerance:f}",
                "unit": exercise.unit,
            }
        case Order():
            data["items"] = _mixed(exercise.items)
        case PointAt():
            picture = pictures[exercise.sha256, exercise.page]
            data |= {
                "boxes": [[box.x0, box.y0, box.x1, box.y1] for box in exercise.boxes],
                "margin": MARGIN,
                "picture": {
                    "src": picture_name(exercise.sha256, exercise.page),
                    "width": picture.width,
                    "height": picture.height,
                },
            }
    return data


def _choice(choice: Choice) -> dict[str, Any]:
    return {"text": choice.text, "right": choice.right, "feedback": choice.feedback}


def _by_words(choice: Choice) -> str:
    return choice.id


def _mixed(items: tuple[str, ...]) -> list[dict[str, Any]]:
    """Items with the place each belongs to, never in the right order already."""
    placed = [{"text": text, "place": place} for place, text in enumerate(items)]
    mixed = sorted(placed, key=lambda each: text_id(str(each["text"])))
    return mixed[1:] + mixed[:1] if mixed == placed else mixed


def hash_of(steps: object) -> str:
    """What tells one course from another in what a host keeps of it."""
    return hashlib.sha256(repr(steps).encode()).hexdigest()[:12]
