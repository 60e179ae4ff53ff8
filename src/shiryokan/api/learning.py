"""Courses as the API shows them to who is known: nothing of an exercise's answer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import learning as shape
from shiryokan.api.schemas.parameters import Paging
from shiryokan.documents.models import Document
from shiryokan.learning.asking import asked
from shiryokan.learning.content import blocks_from, exercise_from
from shiryokan.learning.exercise import public
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.learning.models import Course, ExerciseItem, Lesson


def every_open() -> QuerySet[Course]:
    """The courses that are open."""
    return Course.objects.filter(state=Course.State.OPEN)


def open_to(user: AnyUser) -> QuerySet[Course]:
    """The courses that are open; none of them to somebody who is not known."""
    return every_open() if user.is_authenticated else Course.objects.none()


def answer(rows: QuerySet[Course], parameters: Paging, addresses: Addresses) -> shape.Courses:
    """Some of the courses, by title."""
    found: Slice[Course] = cut(
        "courses", rows, ["title", "id"], parameters.model_dump(),
        lambda row: [row.title, row.pk],
    )  # fmt: skip
    return shape.Courses(
        items=[shape.CourseName(**_named(row, addresses)) for row in found.rows],
        total=found.total,
        next="",
        next_cursor=found.cursor,
    )


def whole(rows: QuerySet[Course], course_id: int, addresses: Addresses) -> shape.WholeCourse:
    """One of the courses; :class:`Problem` where there is none."""
    row = rows.filter(pk=course_id).first()
    if row is None:
        raise Problem("unknown_course", 404, course=course_id)
    exercises = asked().filter(course=row).order_by("position")
    return shape.WholeCourse(
        **_named(row, addresses),
        lessons=[_lesson(each, addresses) for each in row.lessons.all()],
        exercises=[_exercise(each, addresses) for each in exercises],
    )


def _named(row: Course, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.title,
        "summary": row.summary,
        "address": addresses.to("learning:course", row.pk),
    }


def _lesson(row: Lesson, addresses: Addresses) -> shape.CourseLesson:
    blocks = blocks_from(row)
    wanted = {quote.sha256 for block in blocks for quote in block.quotes}
    documents = {each.sha256: each for each in Document.objects.filter(sha256__in=wanted)}
    return shape.CourseLesson(
        title=row.title,
        blocks=[_block(block, documents, addresses) for block in blocks],
        address=addresses.to("learning:lesson", row.pk),
    )


def _block(
    block: LessonBlock, documents: dict[str, Document], addresses: Addresses
) -> shape.LessonBlock:
    if any(quote.sha256 not in documents for quote in block.quotes):
        return shape.LessonBlock(kind=block.kind, hidden=True, text="", quotes=[])
    return shape.LessonBlock(
        kind=block.kind,
        hidden=False,
        text=block.text,
        quotes=[
            shape.CourseQuote(
                document=name_of(documents[quote.sha256], addresses), page=quote.page,
                words=quote.words,
            )
            for quote in block.quotes
        ],
    )  # fmt: skip


def _exercise(item: ExerciseItem, addresses: Addresses) -> shape.CourseExercise:
    assert item.current is not None
    sent = public(exercise_from(item.current), str(item.pk))
    return shape.CourseExercise(
        id=item.pk, version=sent.version, kind=sent.kind, prompt=sent.prompt,
        choices=[shape.CourseChoice(id=each.id, text=each.text) for each in sent.choices],
        unit=sent.unit, address=addresses.to("learning:exercise", str(item.pk)),
    )  # fmt: skip
