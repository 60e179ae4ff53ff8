"""A course and a certificate as what goes out of the house (:mod:`shiryokan.learning.exchange`)."""

from __future__ import annotations

from shiryokan.documents.models import Document
from shiryokan.learning import models
from shiryokan.learning.asking import asked
from shiryokan.learning.content import blocks_from, exercise_from
from shiryokan.learning.exchange.certificate import Certificate
from shiryokan.learning.exchange.content import Course, Lesson, Passage
from shiryokan.learning.exercise import Exercise


def course_of(row: models.Course) -> Course:
    """A course with what whoever reads now may see of it: its exercises are those that are asked.
    Exercises of no lesson stand in a last one of the course's title."""
    by_lesson: dict[int | None, list[models.ExerciseItem]] = {}
    for item in asked().filter(course=row).order_by("position"):
        by_lesson.setdefault(item.lesson_id, []).append(item)

    def exercises(key: int | None) -> tuple[Exercise, ...]:
        found = by_lesson.get(key, [])
        return tuple(exercise_from(each.current) for each in found if each.current is not None)

    lessons = [
        Lesson(each.title, _passages(each), exercises(each.pk)) for each in row.lessons.all()
    ]
    if loose := exercises(None):
        lessons.append(Lesson(row.title, exercises=loose))
    return Course(
        id=f"course-{row.pk}", title=row.title, lessons=tuple(lessons), description=row.summary,
        pass_percent=row.pass_percent,
    )  # fmt: skip


def _passages(row: models.Lesson) -> tuple[Passage, ...]:
    """The blocks of a lesson; none whose documents are not seen."""
    blocks = blocks_from(row)
    wanted = {quote.sha256 for block in blocks for quote in block.quotes}
    seen = set(Document.objects.filter(sha256__in=wanted).values_list("sha256", flat=True))
    made = []
    for block in blocks:
        if any(quote.sha256 not in seen for quote in block.quotes):
            continue
        if block.text:
            source = "、".join(quote.label for quote in block.quotes)
            made.append(Passage(block.text, block.kind, source))
        else:
            made += [Passage(each.words, "quotation", each.label) for each in block.quotes]
    return tuple(made)


def certificate_of(row: models.Certificate, address: str, house: str) -> Certificate:
    """A certificate as it is printed. ``address`` verifies it, ``house`` is who issued it."""
    record = row.record
    return Certificate(
        number=row.number, address=address, person=record.name, course=record.title, house=house,
        issued=row.issued_at, valid_until=row.valid_until,
        attested=tuple(f"{paper['title']}（{paper['sha256'][:12]}）" for paper in record.papers),
    )  # fmt: skip
