"""What an exercise is (設問), how an answer is graded, and what may be sent before the answer.

Pure: no Django, no settings. An exercise is never changed; another wording is another version.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

import msgspec

from shiryokan.paper.model import Box
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.squeezing import squeezed

Kind = Literal["one", "several", "truth", "number", "order", "point"]
"""The kinds of exercises: one choice, several choices, true or false, a number, an order, and a
place on a page to point at."""

TRUE, FALSE = "true", "false"
"""The ids of the two answers to a true-or-false exercise."""

MARGIN = 4.0
"""Points (about 1.4 mm) beside a box that still count as in it: a finger is no needle."""

LONGEST_ANSWER = 100
"""Characters of a typed number: more is none."""

_ID_LENGTH = 12
"""Hexadecimal digits of a choice's id: 48 bits tell a dozen choices apart."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MINUS = dict.fromkeys(map(ord, "−‐‑–—△▲"), "-")


class QuotedPlace(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The quote that answers an exercise: a place of a document, and its exact words.

    ``sha256`` is that of the document, ``page`` from 1, ``boxes`` in points from the upper left
    corner, one a line. ``label`` names the place to a reader (the document's title, its page).
    The rest is what the quote is found again by (:class:`shiryokan.quotes.quote.Quote`).
    """

    sha256: str
    page: int
    boxes: tuple[Box, ...]
    words: str
    label: str = ""
    before: str = ""
    after: str = ""
    register: str = ""
    key: str = ""
    field: str = ""

    def quote(self, document: str) -> Quote:
        """As a quote of the document that goes by ``document``."""
        return Quote(
            document=document, page=self.page, boxes=self.boxes, words=self.words,
            before=self.before, after=self.after, register=self.register, key=self.key,
            field=self.field,
        )  # fmt: skip


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of the answers that are offered. ``feedback`` is told after the answer, to whoever chose
    it."""

    text: str
    right: bool = False
    feedback: str = ""

    @property
    def id(self) -> str:
        """Its name in forms and attempts: made of its text alone, so that it tells nothing more."""
        return text_id(self.text)


class _Exercise(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What all kinds have. ``id`` is that of the exercise through its versions, ``version`` counts
    these from 1. ``explanation`` and ``quotes`` are shown after the answer."""

    id: str
    prompt: str
    version: int = 1
    explanation: str = ""
    quotes: tuple[QuotedPlace, ...] = ()


class OneChoice(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="one"):
    """One of the choices is right."""

    choices: tuple[Choice, ...]


class SeveralChoices(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="several"):
    """One or more of the choices are right, and all of them are to be chosen."""

    choices: tuple[Choice, ...]


class TrueOrFalse(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="truth"):
    """The prompt is a statement that is true or is not. Each feedback is told to whoever answered
    so."""

    right: bool
    feedback_true: str = ""
    feedback_false: str = ""


class Number(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="number"):
    """A number, in ``unit`` (shown beside the field; empty where there is none), right within
    ``tolerance`` to either side."""

    value: Decimal
    unit: str = ""
    tolerance: Decimal = Decimal(0)


class Order(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="order"):
    """Items to be put in order; ``items`` has them in the right one."""

    items: tuple[str, ...]


class PointAt(_Exercise, frozen=True, kw_only=True, omit_defaults=True, tag="point"):
    """A place of a page to be pointed at: any of ``boxes``, in points from the upper left corner
    of page ``page`` (from 1) of the document of that SHA-256."""

    sha256: str
    page: int
    boxes: tuple[Box, ...]


Exercise = OneChoice | SeveralChoices | TrueOrFalse | Number | Order | PointAt


class PagePoint(msgspec.Struct, frozen=True):
    """A place that was pointed at, in points from the upper left corner of a page."""

    page: int
    x: float
    y: float


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody answered.

    ``chosen``: the ids of choices (:attr:`Choice.id`); :data:`TRUE` or :data:`FALSE`; or the ids
    of all items (:func:`text_id`) in the order given. ``typed``: a number as it was typed.
    """

    chosen: tuple[str, ...] = ()
    typed: str = ""
    point: PagePoint | None = None


class NotGradable(ValueError):  # noqa: N818
    """No answer to this exercise. ``code``: ``empty`` nothing was answered, ``number`` what was
    typed is none, ``foreign`` it does not belong to this version of the exercise."""

    def __init__(self, code: Literal["empty", "number", "foreign"]) -> None:
        super().__init__(code)
        self.code = code


class Grade(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an answer is worth: ``score`` from 0 to 1, and right only where nothing is missing.
    ``feedback`` is that of what was chosen."""

    right: bool
    score: float
    feedback: tuple[str, ...] = ()


class PublicChoice(msgspec.Struct, frozen=True):
    """A choice or an item without what tells whether or where it is right."""

    id: str
    text: str


class PublicExercise(msgspec.Struct, frozen=True, omit_defaults=True):
    """What may be sent before the answer. ``sha256`` and ``page`` are those of a page to point at;
    the quotes that answer the exercise are not told, nor how many choices are right."""

    kind: Kind
    id: str
    version: int
    prompt: str
    choices: tuple[PublicChoice, ...] = ()
    unit: str = ""
    sha256: str = ""
    page: int = 0


Fault = Literal["prompt", "few", "equal", "none_right", "many_right", "quote", "boxes", "empty"]
"""What makes an exercise unfit to be asked: no ``prompt``; too ``few`` choices or items; two that
are ``equal`` but for width and white space; ``none_right`` or, of one choice, ``many_right``; no
``quote`` that answers it; nowhere to point (``boxes``); an ``empty`` choice or item."""


def text_id(text: str) -> str:
    """The id of a choice or of an item to be ordered: made of its words alone."""
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def kind_of(exercise: Exercise) -> Kind:
    """Of which kind an exercise is."""
    return exercise.__struct_config__.tag  # type: ignore[return-value]


def public(exercise: Exercise, seed: str = "") -> PublicExercise:
    """What may be sent before the answer. Choices and items stand in an order that ``seed`` (of a
    form, say) alone decides, so that their places tell nothing."""
    unit, sha256, page = "", "", 0
    texts: Iterable[str] = ()
    match exercise:
        case OneChoice() | SeveralChoices():
            texts = [choice.text for choice in exercise.choices]
        case Order():
            texts = exercise.items
        case Number():
            unit = exercise.unit
        case PointAt():
            sha256, page = exercise.sha256, exercise.page
        case TrueOrFalse():
            pass
    choices = sorted(
        (PublicChoice(text_id(text), text) for text in texts),
        key=lambda each: hashlib.sha256(f"{seed}\n{each.id}".encode()).digest(),
    )
    return PublicExercise(
        kind_of(exercise), exercise.id, exercise.version, exercise.prompt, tuple(choices), unit,
        sha256, page,
    )  # fmt: skip


def grade(exercise: Exercise, answer: Answer) -> Grade:
    """What an answer is worth. Raises :class:`NotGradable` where it is none."""
    match exercise:
        case OneChoice():
            return _one(exercise, answer)
        case SeveralChoices():
            return _several(exercise, answer)
        case TrueOrFalse():
            return _truth(exercise, answer)
        case Number():
            return _number(exercise, answer)
        case Order():
            return _order(exercise, answer)
        case PointAt():
            return _point(exercise, answer)


def _one(exercise: OneChoice, answer: Answer) -> Grade:
    chosen = _chosen(exercise.choices, answer)
    if len(chosen) > 1:
        raise NotGradable("foreign")
    return _as_grade(float(chosen[0].right), [chosen[0].feedback])


def _several(exercise: SeveralChoices, answer: Answer) -> Grade:
    """A wrong choice takes away what a right one brought."""
    chosen = _chosen(exercise.choices, answer)
    rights = sum(choice.right for choice in exercise.choices)
    hits = sum(choice.right for choice in chosen)
    score = max(2 * hits - len(chosen), 0) / rights if rights else 0.0
    return _as_grade(score, [choice.feedback for choice in chosen])


def _chosen(choices: Sequence[Choice], answer: Answer) -> list[Choice]:
    """The choices of an answer, each once, in the exercise's order."""
    if not answer.chosen:
        raise NotGradable("empty")
    if not set(answer.chosen) <= {choice.id for choice in choices}:
        raise NotGradable("foreign")
    return [choice for choice in choices if choice.id in answer.chosen]


def _truth(exercise: TrueOrFalse, answer: Answer) -> Grade:
    match answer.chosen:
        case ():
            raise NotGradable("empty")
        case (("true" | "false") as said,):
            feedback = exercise.feedback_true if said == TRUE else exercise.feedback_false
            return _as_grade(float((said == TRUE) == exercise.right), [feedback])
        case _:
            raise NotGradable("foreign")


def _number(exercise: Number, answer: Answer) -> Grade:
    if not answer.typed.strip():
        raise NotGradable("empty")
    given = typed_number(answer.typed, exercise.unit)
    return _as_grade(float(abs(given - exercise.value) <= exercise.tolerance), [])


def typed_number(typed: str, unit: str = "") -> Decimal:
    """A number as people type it: in full width or half, with commas between thousands, with or
    without its unit. Raises :class:`NotGradable`."""
    if len(typed) > LONGEST_ANSWER:
        raise NotGradable("number")
    plain = squeezed(unicodedata.normalize("NFKC", typed).translate(_MINUS))
    plain = plain.removesuffix(squeezed(unit))
    if not _NUMBER.fullmatch(plain):
        raise NotGradable("number")
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise NotGradable("number") from None


def _order(exercise: Order, answer: Answer) -> Grade:
    """Its score is the share of pairs that stand in the right order."""
    right = [text_id(item) for item in exercise.items]
    if not answer.chosen:
        raise NotGradable("empty")
    if sorted(answer.chosen) != sorted(right):
        raise NotGradable("foreign")
    places = [right.index(each) for each in answer.chosen]
    pairs = [(a, b) for at, a in enumerate(places) for b in places[at + 1 :]]
    if not pairs:
        return _as_grade(1.0, [])
    return _as_grade(sum(a < b for a, b in pairs) / len(pairs), [])


def _point(exercise: PointAt, answer: Answer) -> Grade:
    at = answer.point
    if at is None:
        raise NotGradable("empty")
    if at.page != exercise.page:
        raise NotGradable("foreign")
    hit = any(
        box.x0 - MARGIN <= at.x <= box.x1 + MARGIN and box.y0 - MARGIN <= at.y <= box.y1 + MARGIN
        for box in exercise.boxes
    )
    return _as_grade(float(hit), [])


def _as_grade(score: float, feedback: Iterable[str]) -> Grade:
    return Grade(score >= 1, score, tuple(filter(None, feedback)))


def right_answer(exercise: Exercise) -> tuple[str, ...]:
    """The right answer in words, for after the answer: the choices that are right, :data:`TRUE` or
    :data:`FALSE`, the number without its unit, the items in order; nothing of a place."""
    match exercise:
        case OneChoice() | SeveralChoices():
            return tuple(choice.text for choice in exercise.choices if choice.right)
        case TrueOrFalse():
            return (TRUE if exercise.right else FALSE,)
        case Number():
            return (f"{exercise.value:f}",)
        case Order():
            return exercise.items
        case PointAt():
            return ()


def faults(exercise: Exercise) -> tuple[Fault, ...]:
    """What makes an exercise unfit to be asked; nothing where it may be."""
    found: list[Fault] = [] if exercise.prompt.strip() else ["prompt"]
    match exercise:
        case OneChoice() | SeveralChoices():
            found += _text_faults([choice.text for choice in exercise.choices])
            rights = sum(choice.right for choice in exercise.choices)
            if not rights:
                found.append("none_right")
            elif rights > 1 and isinstance(exercise, OneChoice):
                found.append("many_right")
        case Order():
            found += _text_faults(exercise.items)
        case PointAt():
            if not exercise.boxes or exercise.page < 1:
                found.append("boxes")
        case TrueOrFalse() | Number():
            pass
    if not exercise.quotes or not all(each.words.strip() for each in exercise.quotes):
        found.append("quote")
    return tuple(found)


def _text_faults(texts: Sequence[str]) -> list[Fault]:
    plain = [squeezed(text) for text in texts]
    found: list[Fault] = []
    if len(texts) < 2:
        found.append("few")
    if not all(plain):
        found.append("empty")
    if len(set(plain)) < len(plain):
        found.append("equal")
    return found


def to_json(exercise: Exercise) -> bytes:
    """An exercise as JSON: its fields, and ``kind``."""
    return msgspec.json.encode(exercise)


def from_json(data: bytes | str) -> Exercise:
    """An exercise out of its JSON; :class:`msgspec.ValidationError` where it is none."""
    exercise: Exercise = msgspec.json.decode(data, type=Exercise)
    return exercise
