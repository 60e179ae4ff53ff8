"""Writes questions as GIFT."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shiryokan.learning.exchange.gift.marks import PLAIN, escaped, escaped_plain
from shiryokan.learning.exchange.gift.own_lines import comment_lines, unit_in_prompt
from shiryokan.learning.exchange.question import Question, Remark
from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    Number,
    OneChoice,
    Order,
    PointAt,
    SeveralChoices,
    TrueOrFalse,
    faults,
)

_UNASKABLE = {"prompt", "few", "empty", "none_right", "many_right"}
"""Faults with which GIFT would say something else than the exercise does."""
_FRACTIONS = 5
"""Decimals of a weight: Moodle knows thirds and sevenths by so many."""


class GiftText(msgspec.Struct, frozen=True):
    """A file of questions, and of which exercises it has none, or not all."""

    text: str
    remarks: tuple[Remark, ...]


def write_gift(questions: Sequence[Question]) -> GiftText:
    """Questions as GIFT, in their order. What cannot be said in GIFT is left out, and told."""
    parts: list[str] = []
    remarks: list[Remark] = []
    category = ""
    for question in questions:
        exercise = question.exercise
        code = _unwritable(exercise)
        if code:
            remarks.append(Remark(code, details={"title": question.title or exercise.prompt[:40]}))
            continue
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {escaped(category)}")
        title = f"::{escaped(question.title)}::" if question.title else ""
        prompt = exercise.prompt
        if isinstance(exercise, Number):
            prompt += unit_in_prompt(exercise.unit)
        lines = comment_lines(exercise)
        lines.append(f"{title}{PLAIN}{escaped(prompt)}{{{_answers(exercise)}}}")
        parts.append("\n".join(lines))
    return GiftText("\n\n".join(parts) + "\n" if parts else "", tuple(remarks))


def _unwritable(exercise: Exercise) -> str:
    if isinstance(exercise, PointAt):
        return "gift_point"
    return "gift_unfit" if _UNASKABLE & {*faults(exercise)} else ""


def _answers(exercise: Exercise) -> str:
    match exercise:
        case TrueOrFalse():
            told = _truth(exercise)
        case Number():
            told = f"#{exercise.value:f}:{exercise.tolerance:f}"
        case Order():
            lines = [f">{len(exercise.items)} ALL VERTICAL ABSOLUTE_POSITION SHOW"]
            told = "\n".join([*lines, *map(escaped, exercise.items)])
        case OneChoice():
            told = "\n".join(["", *(_choice("=" if c.right else "~", c) for c in exercise.choices)])
        case SeveralChoices():
            rights = sum(choice.right for choice in exercise.choices)
            told = "\n".join(["", *(_weighed(each, rights) for each in exercise.choices)])
        case PointAt():
            raise TypeError(exercise)
    general = f"\n####{escaped_plain(exercise.explanation)}" if exercise.explanation else ""
    end = "\n" if "\n" in told + general and not (told + general).endswith("\n") else ""
    return told + general + end


def _truth(exercise: TrueOrFalse) -> str:
    """The feedback of the wrong answer stands before that of the right one."""
    feedbacks = [exercise.feedback_false, exercise.feedback_true]
    wrong, right = feedbacks if exercise.right else reversed(feedbacks)
    told = "TRUE" if exercise.right else "FALSE"
    if wrong or right:
        told += f"#{escaped_plain(wrong)}"
    return told + (f"#{escaped_plain(right)}" if right else "")


def _choice(mark: str, choice: Choice) -> str:
    # what begins with a percent sign would be taken for a weight
    weight = "%0%" if mark == "~" and choice.text.startswith("%") else ""
    feedback = f"#{escaped_plain(choice.feedback)}" if choice.feedback else ""
    return f"{mark}{weight}{escaped_plain(choice.text)}{feedback}"


def _weighed(choice: Choice, rights: int) -> str:
    """Right ones make a hundred together; a wrong one takes away all."""
    share = f"{100 / rights:.{_FRACTIONS}f}".rstrip("0").rstrip(".")
    weight = share if choice.right else "-100"
    feedback = f"#{escaped_plain(choice.feedback)}" if choice.feedback else ""
    return f"~%{weight}%{escaped_plain(choice.text)}{feedback}"
