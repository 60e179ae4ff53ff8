"""Courses in parcels: lessons, exercises in the versions that are asked, and how their quotes
stand. Who has to do a course, and who did, stays in each house."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.learning import models
from shiryokan.learning.exercise import Exercise
from shiryokan.learning.judging import judge_course
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.learning.reviewing import start_anew
from shiryokan.parcels.errors import ParcelError

_STANDING = (
    "block", "place", "document_id", "register", "judged", "state", "since", "cause_kind",
    "cause_document", "cause_page", "cause_boxes", "cause_words",
)  # fmt: skip


class QuoteStanding(msgspec.Struct, frozen=True):
    """Which document is quoted, and how the quote stood when the parcel was made."""

    block: int
    place: int
    document_id: str
    register: str
    judged: bool
    state: str
    since: datetime.datetime | None
    cause_kind: str
    cause_document: str
    cause_page: int
    cause_boxes: list[list[float]]
    cause_words: str


class LessonContent(msgspec.Struct, frozen=True):
    """A lesson."""

    title: str
    content: list[LessonBlock]
    citations: list[QuoteStanding]


class ExerciseContent(msgspec.Struct, frozen=True):
    """An exercise in the version that is asked. ``lesson`` counts from 0, -1 where it has none."""

    id: uuid.UUID
    number: int
    lesson: int
    sort: str
    about: str
    content: Exercise
    citations: list[QuoteStanding]


class CourseContent(msgspec.Struct, frozen=True):
    """A course."""

    title: str
    summary: str
    state: str
    pass_percent: int
    valid_months: int
    lessons: list[LessonContent]
    exercises: list[ExerciseContent]


def packed(course: models.Course) -> bytes:
    """A course as JSON. Raises :class:`ParcelError` for a draft: it is not meant for others yet."""
    if course.state == models.Course.State.DRAFT:
        raise ParcelError("parcel_course_draft", title=course.title)
    lessons = list(course.lessons.prefetch_related("citations"))
    places = {lesson.pk: at for at, lesson in enumerate(lessons)}
    items = course.exercises.exclude(current=None).select_related("current")
    content = CourseContent(
        course.title, course.summary, course.state, course.pass_percent, course.valid_months,
        [
            LessonContent(
                each.title, msgspec.convert(each.content, list[LessonBlock]), _standings(each)
            )
            for each in lessons
        ],
        [
            ExerciseContent(
                item.pk, version.number, places.get(item.lesson_id or 0, -1), item.sort,
                item.about, msgspec.convert(version.content, Exercise), _standings(version),
            )
            for item in items
            if (version := item.current) is not None
        ],
    )  # fmt: skip
    return msgspec.json.encode(content)


def _standings(row: models.Lesson | models.ExerciseVersion) -> list[QuoteStanding]:
    return [
        msgspec.convert({name: getattr(each, name) for name in _STANDING}, QuoteStanding)
        for each in row.citations.all()
    ]


def cited(data: bytes) -> set[str]:
    """The documents that a course quotes, and those that changed how it stands."""
    content = msgspec.json.decode(data, type=CourseContent)
    rows = [each for lesson in content.lessons for each in lesson.citations]
    rows += [each for exercise in content.exercises for each in exercise.citations]
    return {each.document_id for each in rows} | {each.cause_document for each in rows} - {""}


@transaction.atomic
def take(data: bytes, ours: str, version: int, user: User) -> models.Course:
    """Put a course where it was: a new one, or course ``ours`` as it is now there, if it is still
    in the ``version`` in which it was taken. Raises :class:`ParcelError` where somebody changed it
    here, and :class:`msgspec.MsgspecError` where the data are none."""
    content = msgspec.json.decode(data, type=CourseContent)
    course = models.Course.objects.select_for_update().filter(pk=ours or 0).first()
    if course is None:
        course = models.Course(by=user)
    elif course.version != version:
        raise ParcelError("parcel_course_changed", title=course.title)
    foreign = models.ExerciseItem.objects.filter(pk__in=[each.id for each in content.exercises])
    if foreign.exclude(course=course.pk).exists():
        raise ParcelError("parcel_course_changed", title=content.title)
    course.title, course.summary = content.title, content.summary
    course.state = models.Course.State(content.state)
    course.pass_percent, course.valid_months = content.pass_percent, content.valid_months
    course.version, course.changed_at = course.version + 1, timezone.now()
    course.save()
    course.lessons.all().delete()
    lessons = [_write_lesson(course, at, each) for at, each in enumerate(content.lessons, 1)]
    for position, exercise in enumerate(content.exercises, 1):
        lesson = lessons[exercise.lesson] if 0 <= exercise.lesson < len(lessons) else None
        _write_exercise(course, lesson, position, exercise, user)
    # what is asked there no more is asked here no more
    kept = [each.id for each in content.exercises]
    course.exercises.exclude(pk__in=kept).update(current=None)
    return course


def _write_lesson(course: models.Course, position: int, lesson: LessonContent) -> models.Lesson:
    row = models.Lesson.objects.create(
        course=course, position=position, title=lesson.title,
        content=msgspec.to_builtins(lesson.content),
    )  # fmt: skip
    models.Citation.objects.bulk_create(
        [models.Citation(lesson=row, **_values(each)) for each in lesson.citations]
    )
    return row


def _write_exercise(
    course: models.Course,
    lesson: models.Lesson | None,
    position: int,
    exercise: ExerciseContent,
    user: User,
) -> None:
    """An exercise keeps its id in every house, so that what was answered stays bound to it."""
    item, _new = models.ExerciseItem.objects.update_or_create(
        pk=exercise.id,
        defaults={
            "course": course, "lesson": lesson, "position": position, "sort": exercise.sort,
            "about": exercise.about,
        },
    )  # fmt: skip
    row, new = models.ExerciseVersion.objects.get_or_create(
        exercise=item, number=exercise.number,
        defaults={
            "content": msgspec.to_builtins(exercise.content), "by": user, "passed_by": user,
            "passed_at": timezone.now(),
        },
    )  # fmt: skip
    if new:
        models.Citation.objects.bulk_create(
            [models.Citation(version=row, **_values(each)) for each in exercise.citations]
        )
    if item.current_id != row.pk:
        start_anew(models.ExerciseItem.objects.filter(pk=item.pk))
        item.current = row
        item.save(update_fields=["current"])


def _values(standing: QuoteStanding) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.structs.asdict(standing)
    return values


def judge(course: models.Course) -> None:
    """Have quotes that were never judged judged by the documents that are here."""
    judge_course.enqueue(course.pk)
