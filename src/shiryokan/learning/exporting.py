"""Courses, records and certificates of this house as the values that go out of it
(:mod:`shiryokan.learning.exchange`), and questions that come in."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator

import msgspec
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pictures import picture_path
from shiryokan.learning import content, courses, models
from shiryokan.learning.answering import answer_of
from shiryokan.learning.asking import asked
from shiryokan.learning.exchange.certificate import Certificate
from shiryokan.learning.exchange.content import Course, Lesson, PagePicture, Passage
from shiryokan.learning.exchange.question import Question, place_label
from shiryokan.learning.exchange.records_csv import RecordRow
from shiryokan.learning.exchange.xapi import Answered, Completed, Learner
from shiryokan.learning.exercise import Exercise, PointAt
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.paper.errors import PaperError
from shiryokan.paper.picture import SCREEN

_RECORDS = uuid.UUID("6f0f9c4e-2f3a-5d0b-9a55-8d3f5f2f7a11")
"""The namespace of statements of training records (RFC 9562 § 5.5)."""


def course_content(course: models.Course) -> Course:
    """A course with its lessons, and the exercises that are asked now: one whose quote no longer
    holds does not go out, nor what quotes a document that whoever reads now may not see."""
    by_lesson: dict[int | None, list[Exercise]] = {}
    for item in asked().filter(course=course).select_related("current").order_by("position"):
        if item.current is not None:
            by_lesson.setdefault(item.lesson_id, []).append(content.exercise_from(item.current))
    lessons = [
        Lesson(
            lesson.title,
            tuple(_passages(content.blocks_from(lesson))),
            tuple(by_lesson.pop(lesson.pk, ())),
        )
        for lesson in course.lessons.all()
    ]
    rest = tuple(each for exercises in by_lesson.values() for each in exercises)
    if rest:
        lessons.append(Lesson(course.title, exercises=rest))
    return Course(str(course.pk), course.title, tuple(lessons), course.summary, course.pass_percent)


def _passages(blocks: Iterable[LessonBlock]) -> Iterator[Passage]:
    blocks = list(blocks)
    wanted = {quote.sha256 for block in blocks for quote in block.quotes}
    seen = set(Document.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    for block in blocks:
        if any(quote.sha256 not in seen for quote in block.quotes):
            continue
        if block.text:
            yield Passage(block.text, "heading" if block.kind == "heading" else "statement")
        for quote in block.quotes:
            yield Passage(quote.words, "quotation", place_label(quote))


def questions_of(course: models.Course) -> list[Question]:
    """The exercises of a course that are asked now, each filed under its lesson."""
    made = course_content(course)
    return [
        Question(exercise, category=f"{made.title}/{lesson.title}".replace("\n", " "))
        for lesson in made.lessons
        for exercise in lesson.exercises
    ]


def pictures_of(course: Course) -> dict[tuple[str, int], PagePicture]:
    """The pages at which a course has one point; those that cannot be drawn are not in it."""
    found: dict[tuple[str, int], PagePicture] = {}
    for exercise in course.exercises:
        if not isinstance(exercise, PointAt):
            continue
        page = (
            Page.objects.filter(document__sha256=exercise.sha256, number=exercise.page)
            .select_related("document")
            .first()
        )
        if page is None:
            continue
        try:
            data = picture_path(page.document, page.number, SCREEN).read_bytes()
        except (PaperError, OSError):
            continue
        found[exercise.sha256, exercise.page] = PagePicture(data, page.width, page.height)
    return found


def put_questions(
    course: models.Course, user: User, questions: Iterable[Question], version: int
) -> int:
    """Put questions that were read into a course as new exercises, to be given their quotes and
    passed. Quotes of documents that are not here are left out. Returns how many came in. Raises
    :class:`.LearningError`."""
    count = 0
    for question in questions:
        exercise = question.exercise
        here = set(
            Document.objects.filter(sha256__in=[each.sha256 for each in exercise.quotes])
            .values_list("sha256", flat=True)
        )  # fmt: skip
        quotes = tuple(quote for quote in exercise.quotes if quote.sha256 in here)
        exercise = msgspec.structs.replace(exercise, quotes=quotes)
        courses.put_exercise(course, version + count, user, exercise)
        count += 1
    return count


def certificate_of(row: models.Certificate, address: str, house: str) -> Certificate:
    """What a certificate says; ``address`` is the page that verifies it."""
    record = row.record
    return Certificate(
        number=row.number, address=address, person=record.name, course=record.title, house=house,
        issued=timezone.localtime(row.issued_at), valid_until=row.valid_until,
        attested=titles_seen(record, _hashes([record])),
        email=record.user.email if record.user else "",
    )  # fmt: skip


def record_rows(records: QuerySet[models.TrainingRecord]) -> Iterator[RecordRow]:
    """Training records as they are told, with the titles of documents that whoever reads may
    see."""
    rows = list(records.select_related("certificate"))
    seen = _hashes(rows)
    for record in rows:
        certificate = getattr(record, "certificate", None)
        yield RecordRow(
            name=record.name, department=record.department, course=record.title,
            completed_on=record.completed_on, how=record.get_how_display(),
            percent=record.percent, late=record.late, note=record.note,
            certificate=certificate.number if certificate else "",
            valid_until=certificate.valid_until if certificate else None,
            revoked=bool(certificate and certificate.revoked_at),
            papers=titles_seen(record, seen),
        )  # fmt: skip


def titles_seen(record: models.TrainingRecord, seen: set[str]) -> tuple[str, ...]:
    """The titles of the documents that a record rests on: those of ``seen`` (SHA-256)."""
    papers = (paper for paper in record.papers if paper.get("sha256") in seen)
    return tuple(str(paper.get("title", "")) for paper in papers)


def _hashes(records: Iterable[models.TrainingRecord]) -> set[str]:
    wanted = {paper.get("sha256") for record in records for paper in record.papers}
    return set(Document.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))


def answers_of(course: models.Course) -> Iterator[Answered]:
    """What was answered in a course, the oldest first."""
    attempts = models.Attempt.objects.filter(version__exercise__course=course)
    rows = attempts.select_related("user", "version__exercise__course")
    yield from map(answer_said, rows.order_by("at", "token"))


def answers_seen(course: models.Course) -> Iterator[Answered]:
    """The same without those whose exercises quote what whoever reads now may not see: a statement
    has the words of its exercise."""
    hidden = models.Citation.objects.exclude(document_id__in=Document.objects.values("pk"))
    attempts = models.Attempt.objects.filter(version__exercise__course=course)
    rows = attempts.exclude(version__in=hidden.exclude(version=None).values("version"))
    rows = rows.select_related("user", "version__exercise__course")
    yield from map(answer_said, rows.order_by("at", "token"))


def answer_said(attempt: models.Attempt) -> Answered:
    """An answer as it is told."""
    course = attempt.version.exercise.course
    return Answered(
        attempt.token, _learner(attempt.user), str(course.pk), course.title,
        content.exercise_from(attempt.version), answer_of(attempt), attempt.at,
    )  # fmt: skip


def completions_of(course: models.Course) -> Iterator[Completed]:
    """Who did a course here or in a class; not those whose account is no more."""
    records = models.TrainingRecord.objects.filter(course=course).select_related("user")
    for record in records.order_by("completed_on", "pk"):
        said = completion_said(record)
        if said is not None:
            yield said


def completion_said(record: models.TrainingRecord) -> Completed | None:
    """A completed course as it is told; None where the account or the course is no more."""
    if record.user is None or record.course_id is None:
        return None
    day = datetime.datetime.combine(record.completed_on, datetime.time())
    return Completed(
        uuid.uuid5(_RECORDS, str(record.pk)), _learner(record.user), str(record.course_id),
        record.title, timezone.make_aware(day), record.percent,
    )  # fmt: skip


def _learner(user: User) -> Learner:
    return Learner(user.get_username(), f"{user.last_name} {user.first_name}".strip())
