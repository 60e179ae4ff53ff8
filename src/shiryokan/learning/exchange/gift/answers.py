"""What stands between the braces of a GIFT question, as an exercise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from shiryokan.learning.exchange.gift.marks import (
    FULL_WIDTH,
    Tokens,
    position,
    position_of_run,
    text_and_format,
    trimmed,
    unescaped,
)
from shiryokan.learning.exchange.html_text import text_of_html
from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    NotGradable,
    Number,
    OneChoice,
    Order,
    SeveralChoices,
    TrueOrFalse,
    typed_number,
)

_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:[.,]\d*)?)%")
_ORDERING = re.compile(
    r">\s*\d*\s*(?:ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG)?\s*"
    r"(?:HORIZONTAL|HORI|H|VERTICAL|VERT|V)?\s*"
    r"(?:ALL_OR_NOTHING|ABSOLUTE_POSITION|ABSOLUTE|ABS|RELATIVE\w*|LONGEST_\w+)?\s*"
    r"(?:SHOW|TRUE|YES|HIDE|FALSE|NO)?\s*$"
)
"""The first line of Moodle's ordering questions, and the mark alone of those of its forerunner."""
_GENERAL = 4
"""Number signs before the general feedback."""
_LEAST = 2


class NotReadable(Exception):  # noqa: N818
    """A question that cannot be read: ``lines`` after its first, or after its opening brace."""

    def __init__(
        self, code: str, lines: int = 0, details: dict[str, str | int] | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.lines, self.details = code, lines, details or {}


class _Part:
    """An answer and its feedback; its mark, and the lines before it."""

    def __init__(self, mark: str, part: Tokens, lines: int) -> None:
        self.mark, self.lines = mark, lines
        self.weight, part = _weighed(part) if mark == "~" else (None, part)
        at = position(part, "#")
        answer, feedback = (part, []) if at < 0 else (part[:at], part[at + 1 :])
        self.text, self.feedback = _text(answer), _text(feedback)


def exercise_of(inside: Tokens, prompt: str) -> tuple[Exercise, list[str]]:
    """The exercise that stands between braces, and what of it was not taken over. Raises
    :class:`NotReadable`."""
    at = position_of_run(inside, "#", _GENERAL)
    explanation = _text(inside[at + _GENERAL :]) if at >= 0 else ""
    answers = inside if at < 0 else inside[:at]
    plain = trimmed(answers)
    if not plain:
        raise NotReadable("gift_essay")
    if plain[0] == "#":
        return _number(plain[1:], prompt, explanation), []
    if plain[0] == ">":
        return _order(answers, prompt, explanation), []
    truth = _truth(plain, prompt, explanation)
    if truth is not None:
        return truth, []
    if "~" in plain or "=" in plain:
        return _choices(answers, prompt, explanation)
    wide = sorted({each for each in plain if each in FULL_WIDTH})
    if wide:
        raise NotReadable("gift_full_width_marks", details={"marks": "".join(wide)})
    raise NotReadable("gift_no_marks")


def _text(part: Tokens) -> str:
    text, form = text_and_format(part)
    return text_of_html(text) if form == "html" else text


def _weighed(part: Tokens) -> tuple[Decimal | None, Tokens]:
    """The weight before an answer in percent, and the answer."""
    part = trimmed(part)
    found = _WEIGHT.match("".join(part[:12]))
    if found is None:
        return None, part
    return Decimal(found[1].replace(",", ".")), part[found.end() :]


def _truth(plain: Tokens, prompt: str, explanation: str) -> TrueOrFalse | None:
    parts = _split(plain, "#", 2)
    right = _TRUTHS.get(unescaped(parts[0]).upper())
    if right is None:
        return None
    wrong_told, right_told = [*map(_text, parts[1:]), "", ""][:2]
    by_answer = (right_told, wrong_told) if right else (wrong_told, right_told)
    return TrueOrFalse(
        id="", prompt=prompt, explanation=explanation, right=right,
        feedback_true=by_answer[0], feedback_false=by_answer[1],
    )  # fmt: skip


def _split(part: Tokens, mark: str, most: int) -> list[Tokens]:
    """Tokens cut at the first ``most`` of a mark."""
    found: list[Tokens] = []
    while len(found) < most and (at := position(part, mark)) >= 0:
        found.append(part[:at])
        part = part[at + 1 :]
    return [*found, part]


def _number(part: Tokens, prompt: str, explanation: str) -> Number:
    """``value``, ``value:tolerance`` or ``least..most``; one answer that is right."""
    answers = [each for each in _parts(part) if each[0] == "="] or [("=", part, 0)]
    if len(answers) > 1:
        raise NotReadable("gift_numbers", answers[1][2])
    _mark, answer, lines = answers[0]
    answer = _split(answer, "#", 1)[0]
    text = unescaped(_weighed(answer)[1])
    try:
        if ".." in text:
            least, most = (typed_number(each) for each in text.split("..", 1))
            value, tolerance = (least + most) / 2, (most - least) / 2
        else:
            number, _colon, around = text.partition(":")
            value = typed_number(number)
            tolerance = typed_number(around) if around.strip() else Decimal(0)
    except (NotGradable, InvalidOperation) as error:
        raise NotReadable("gift_number", lines, {"text": text[:40]}) from error
    if tolerance < 0:
        raise NotReadable("gift_number", lines, {"text": text[:40]})
    return Number(id="", prompt=prompt, explanation=explanation, value=value, tolerance=tolerance)


def _parts(answers: Tokens) -> list[tuple[str, Tokens, int]]:
    """The answers with the mark before each, and the lines before it. What stands before the first
    mark has none."""
    found: list[tuple[str, Tokens, int]] = []
    mark, start, lines = "", 0, 0
    for at, each in enumerate([*answers, "~"]):
        if each not in "~=":
            continue
        part = answers[start:at]
        if mark or trimmed(part):
            found.append((mark, part, lines))
        lines = "".join(answers[:at]).count("\n")
        mark, start = each, at + 1
    return found


def _order(answers: Tokens, prompt: str, explanation: str) -> Order:
    """Items in their order: a line each, or one after each equals sign."""
    head, items = _lines(answers)
    if not _ORDERING.match(head):
        # the forerunner of Moodle's: all on one line
        head, items = "", [_text(part) for _mark, part, _line in _parts(trimmed(answers)[1:])]
    return Order(
        id="", prompt=prompt, explanation=explanation, items=_enough(tuple(filter(None, items)))
    )


def _lines(answers: Tokens) -> tuple[str, list[str]]:
    lines: list[Tokens] = [[]]
    for each in trimmed(answers):
        if each == "\n":
            lines.append([])
        else:
            lines[-1].append(each)
    return unescaped(lines[0]), [_text(line) for line in lines[1:]]


def _enough(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(items) < _LEAST:
        raise NotReadable("gift_few")
    return items


def _choices(answers: Tokens, prompt: str, explanation: str) -> tuple[Exercise, list[str]]:
    parts = [_Part(*each) for each in _parts(answers)]
    if not parts[0].mark:
        raise NotReadable("gift_no_mark_first", parts[0].lines, {"text": parts[0].text[:40]})
    marks = {part.mark for part in parts}
    if marks == {"="}:
        return _pairs(parts, prompt, explanation), []
    for part in parts:
        if not part.text:
            raise NotReadable("gift_empty_choice", part.lines)
    _enough(tuple(part.text for part in parts))
    texts = [part.text for part in parts]
    if len({*texts}) < len(texts):
        twice = next(part for at, part in enumerate(parts) if part.text in texts[:at])
        raise NotReadable("gift_twice", twice.lines, {"text": twice.text[:40]})
    if "=" in marks:
        return _one(parts, prompt, explanation)
    choices = tuple(
        Choice(part.text, part.weight is not None and part.weight > 0, part.feedback)
        for part in parts
    )
    if not any(choice.right for choice in choices):
        raise NotReadable("gift_none_right")
    total = sum((part.weight for part in parts if part.weight and part.weight > 0), Decimal(0))
    weights = {part.weight for part in parts if part.weight is not None and part.weight > 0}
    uneven = len(weights) > 1 or abs(total - 100) > 1
    exercise = SeveralChoices(id="", prompt=prompt, explanation=explanation, choices=choices)
    return exercise, ["gift_weights"] if uneven else []


def _one(parts: Sequence[_Part], prompt: str, explanation: str) -> tuple[Exercise, list[str]]:
    rights = [part for part in parts if part.mark == "="]
    if len(rights) > 1:
        raise NotReadable("gift_many_right", rights[1].lines)
    choices = tuple(Choice(part.text, part.mark == "=", part.feedback) for part in parts)
    partial = any(part.weight for part in parts)
    exercise = OneChoice(id="", prompt=prompt, explanation=explanation, choices=choices)
    return exercise, ["gift_partial"] if partial else []


def _pairs(parts: Sequence[_Part], prompt: str, explanation: str) -> Exercise:
    """Pairs whose one side counts 1, 2, 3 … are an order; others, and answers to be typed, are no
    kind of exercise here."""
    pairs = [part.text.split("->", 1) for part in parts]
    if not all(len(pair) > 1 for pair in pairs):
        raise NotReadable("gift_typed")
    left, right = ([pair[side].strip() for pair in pairs] for side in (0, 1))
    counted = [str(number) for number in range(1, len(pairs) + 1)]
    for numbers, items in ((left, right), (right, left)):
        if sorted(numbers) == sorted(counted):
            ordered = sorted(zip(map(int, numbers), items, strict=True))
            return Order(
                id="", prompt=prompt, explanation=explanation,
                items=_enough(tuple(item for _number, item in ordered)),
            )  # fmt: skip
    raise NotReadable("gift_matching")
