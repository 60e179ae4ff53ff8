"""Courses as a JSON file: written outside, and put into the library of which they quote documents.

A place is a line: the file name of a document, its page, and words that stand there once, as
``guideline.pdf p.2 「各部に責任者を置く。」``. In the text of a lesson such lines stand below the
block that cites them, as addresses do (:mod:`shiryokan.learning.lesson_text`).
"""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.learning import courses, models
from shiryokan.learning.errors import LearningError
from shiryokan.learning.exercise import (
    Choice,
    Exercise,
    Kind,
    Number,
    OneChoice,
    Order,
    PointAt,
    QuotedPlace,
    SeveralChoices,
    TrueOrFalse,
)
from shiryokan.learning.lesson_text import BlockKind, LessonBlock, paragraphs
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.quotes.quote import Quote, found_again, quote_of
from shiryokan.quotes.squeezing import squeezed

_PLACE = re.compile(r"(?P<file>\S+\.pdf) p\.(?P<page>\d{1,5}) 「(?P<words>.+)」")


class ExerciseInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An exercise; of its fields those count that its kind has."""

    kind: Kind
    prompt: str
    places: tuple[str, ...]
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    truth: bool = False
    value: Decimal = Decimal(0)
    unit: str = ""
    items: tuple[str, ...] = ()
    explanation: str = ""


class LessonInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lesson with its exercises."""

    title: str
    text: str
    exercises: tuple[ExerciseInFile, ...] = ()


class CourseInFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A course."""

    title: str
    lessons: tuple[LessonInFile, ...]
    summary: str = ""
    pass_percent: int = 80
    valid_months: int = 12


def courses_in(data: bytes) -> list[CourseInFile]:
    """The courses of a file; raises :class:`msgspec.DecodeError` for any other."""
    return msgspec.json.decode(data, type=list[CourseInFile])


@transaction.atomic
def put_in(written: CourseInFile, by: User) -> models.Course | None:
    """Put a course in, its exercises passed by ``by``, and open it; None where there is one of its
    title. Raises :class:`LearningError` where a place does not stand in the library."""
    if models.Course.objects.filter(title=written.title).exists():
        return None
    course = courses.new_course(by, written.title)
    courses.describe(
        course, course.version, title=written.title, summary=written.summary,
        pass_percent=written.pass_percent, valid_months=written.valid_months,
    )  # fmt: skip
    for each in written.lessons:
        blocks = _blocks(each.text)
        lesson = courses.put_lesson(course, course.version, 0, each.title, blocks)
        for exercise in each.exercises:
            made = _exercise(exercise)
            item = courses.put_exercise(course, course.version, by, made, lesson=lesson)
            courses.pass_exercise(course, course.version, by, item.pk)
    courses.open_course(course, course.version)
    return course


def _blocks(text: str) -> list[LessonBlock]:
    made: list[LessonBlock] = []
    for part in paragraphs(text):
        lines = part.text.split("\n")
        places = tuple(_place(line) for line in lines if _PLACE.fullmatch(line))
        words = "\n".join(line for line in lines if not _PLACE.fullmatch(line))
        kind: BlockKind = part.kind if words else "quotation"
        made.append(LessonBlock(kind, words, places))
    return made


def _place(line: str) -> QuotedPlace:
    match = _PLACE.fullmatch(line.strip())
    if match is None:
        raise LearningError("learning_place")
    document = Document.objects.filter(file_name=match["file"]).order_by("-added_at").first()
    row = Page.objects.filter(document=document, number=int(match["page"])).first()
    if document is None or row is None:
        raise LearningError("learning_place")
    page = page_from_row(row)
    wanted = Quote(document="", page=row.number, boxes=(), words=match["words"])
    spans = found_again(page, wanted)
    if not spans or squeezed(page.text).count(squeezed(match["words"])) != 1:
        raise LearningError("learning_place")
    try:
        quote = quote_in(document, row.number, quote_of(page, spans, document.pk).boxes)
    except NotQuotable:
        raise LearningError("learning_place") from None
    return QuotedPlace(
        sha256=document.sha256, page=quote.page, boxes=quote.boxes, words=quote.words,
        label=f"{document.title}　p.{quote.page}", before=quote.before, after=quote.after,
        register=quote.register, key=quote.key, field=quote.field,
    )  # fmt: skip


def _exercise(written: ExerciseInFile) -> Exercise:
    quotes = tuple(map(_place, written.places))
    choices = (
        *(Choice(text, right=True) for text in written.right),
        *(Choice(text) for text in written.wrong),
    )
    made: Exercise
    match written.kind:
        case "one":
            made = OneChoice(id="", prompt=written.prompt, choices=choices)
        case "several":
            made = SeveralChoices(id="", prompt=written.prompt, choices=choices)
        case "truth":
            made = TrueOrFalse(id="", prompt=written.prompt, right=written.truth)
        case "number":
            made = Number(id="", prompt=written.prompt, value=written.value, unit=written.unit)
        case "order":
            made = Order(id="", prompt=written.prompt, items=written.items)
        case "point":
            if not quotes:
                raise LearningError("learning_place")
            first = quotes[0]
            made = PointAt(
                id="", prompt=written.prompt, sha256=first.sha256, page=first.page,
                boxes=first.boxes,
            )  # fmt: skip
    whole: Exercise = msgspec.structs.replace(made, explanation=written.explanation, quotes=quotes)
    return whole
