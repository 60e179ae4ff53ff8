"""Writing courses: lessons, exercises in versions, and passing these.

Every change says which version of the course its writer saw. It is made only if that is still the
version there is, in one transaction (:class:`~shiryokan.learning.errors.Stale`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.japanese.codepoints import without_nul
from shiryokan.learning import audit_kinds, content, models
from shiryokan.learning.errors import LearningError, Stale
from shiryokan.learning.exercise import Exercise, faults
from shiryokan.learning.judging import judge_course
from shiryokan.learning.lesson_text import LONGEST, MOST_BLOCKS, LessonBlock
from shiryokan.learning.making import Made
from shiryokan.learning.reviewing import start_anew

MOST_LESSONS = 100
MOST_EXERCISES = 1000
"""Of a course: more is another course."""
MOST_VALID_MONTHS = 120


@contextmanager
def changing(course: models.Course, version: int) -> Iterator[None]:
    """Within the block a course is changed; its row is written at the end. Raises :class:`Stale`
    where ``version`` is not the one there is."""
    with transaction.atomic():
        # the row is held from here on
        won = models.Course.objects.filter(pk=course.pk, version=version).update(
            version=F("version") + 1
        )
        course.refresh_from_db()
        if not won:
            raise Stale("learning_stale")
        course.changed_at = timezone.now()
        yield
        course.save()
        transaction.on_commit(lambda: judge_course.enqueue(course.pk))


@transaction.atomic
def new_course(user: User, title: str) -> models.Course:
    """An empty draft."""
    course = models.Course.objects.create(title=_title(title), by=user)
    record(audit_kinds.MADE, f"course:{course.pk}", course.title)
    return course


def describe(
    course: models.Course, version: int, *, title: str, summary: str, pass_percent: int,
    valid_months: int,
) -> None:  # fmt: skip
    """Give a course its title and what else stands around its lessons."""
    with changing(course, version):
        course.title = _title(title)
        course.summary = _checked(summary.strip(), models.SUMMARY_LENGTH)
        if not 1 <= pass_percent <= 100 or not 0 <= valid_months <= MOST_VALID_MONTHS:
            raise LearningError("learning_number")
        course.pass_percent, course.valid_months = pass_percent, valid_months


def put_lesson(
    course: models.Course,
    version: int,
    lesson_id: int,
    title: str,
    blocks: Sequence[LessonBlock],
) -> models.Lesson:
    """Write a lesson, or a new one at the end where ``lesson_id`` is 0."""
    with changing(course, version):
        if len(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > LONGEST:
            raise LearningError("learning_long", most=LONGEST)
        lesson = course.lessons.filter(pk=lesson_id).first()
        if lesson is None:
            if course.lessons.count() >= MOST_LESSONS:
                raise LearningError("learning_many", most=MOST_LESSONS)
            last = course.lessons.aggregate(last=Max("position"))["last"] or 0
            lesson = models.Lesson(course=course, position=last + 1)
        lesson.title, lesson.content = _title(title), content.as_data(blocks)
        lesson.save()
        lesson.citations.all().delete()
        content.cite(
            (
                (number, place, quote, True)
                for number, block in enumerate(blocks)
                for place, quote in enumerate(block.quotes)
            ),
            lesson=lesson,
        )
    return lesson


def move(course: models.Course, version: int, lesson_id: int, *, up: bool) -> None:
    """Let a lesson change places with the one before or behind it."""
    with changing(course, version):
        lessons = list(course.lessons.all())
        at = next((n for n, each in enumerate(lessons) if each.pk == lesson_id), None)
        other = None if at is None else at - 1 if up else at + 1
        if at is not None and other is not None and 0 <= other < len(lessons):
            lessons[at], lessons[other] = lessons[other], lessons[at]
            for position, lesson in enumerate(lessons, 1):
                lesson.position = position
            models.Lesson.objects.bulk_update(lessons, ["position"])


def delete_lesson(course: models.Course, version: int, lesson_id: int) -> None:
    """Take a lesson out; its exercises stay in the course."""
    with changing(course, version):
        course.lessons.filter(pk=lesson_id).delete()


def put_exercise(
    course: models.Course,
    version: int,
    user: User,
    exercise: Exercise,
    *,
    item: models.ExerciseItem | None = None,
    lesson: models.Lesson | None = None,
) -> models.ExerciseItem:
    """Write an exercise, as a new one or as the next version of ``item``. It is asked only once
    somebody passed it; until then the version before it is."""
    with changing(course, version):
        if item is None:
            item = _new_item(course, lesson)
        elif lesson is not None or item.lesson_id is not None:
            item.lesson = lesson
            item.save(update_fields=["lesson"])
        _add_version(item, user, exercise)
    return item


def put_made(
    course: models.Course,
    version: int,
    user: User,
    made: Iterable[Made],
    lesson: models.Lesson | None = None,
) -> int:
    """Put exercises that were made from records into a course, to be passed; those that it has
    already are left out. Returns how many came in."""
    with changing(course, version):
        known = set(
            models.ExerciseVersion.objects.filter(exercise__course=course).values_list(
                "content__prompt", flat=True
            )
        )
        count = 0
        for each in made:
            if each.exercise.prompt in known:
                continue
            item = _new_item(course, lesson, each.sort, each.about)
            _add_version(item, user, each.exercise)
            count += 1
    return count


def _new_item(
    course: models.Course, lesson: models.Lesson | None, sort: str = "", about: str = ""
) -> models.ExerciseItem:
    if course.exercises.count() >= MOST_EXERCISES:
        raise LearningError("learning_many", most=MOST_EXERCISES)
    last = course.exercises.aggregate(last=Max("position"))["last"] or 0
    return models.ExerciseItem.objects.create(
        course=course, lesson=lesson, position=last + 1, sort=sort, about=about
    )


def _add_version(item: models.ExerciseItem, user: User, exercise: Exercise) -> None:
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    named = msgspec.structs.replace(exercise, id=str(item.pk), version=last + 1)
    if len(named.prompt) > LONGEST:
        raise LearningError("learning_long", most=LONGEST)
    row = models.ExerciseVersion.objects.create(
        exercise=item, number=last + 1, content=content.as_data(named), by=user
    )
    # what was before a revision is history
    judged = 1 if item.sort == "revision" else len(named.quotes)
    content.cite(
        ((0, place, quote, place < judged) for place, quote in enumerate(named.quotes)),
        version=row,
    )


def newest(item: models.ExerciseItem) -> models.ExerciseVersion | None:
    """The version that was written last."""
    return item.versions.order_by("-number").first()


def pass_exercise(course: models.Course, version: int, user: User, item_id: uuid.UUID) -> None:
    """Say that the newest version of an exercise may be asked. Cards of another version start
    anew. Raises :class:`LearningError` with what makes it unfit."""
    with changing(course, version):
        item = course.exercises.select_for_update().get(pk=item_id)
        row = newest(item)
        if row is None:
            raise LearningError("learning_gone")
        if found := faults(content.exercise_from(row)):
            raise LearningError(f"exercise_{found[0]}")
        row.passed_by, row.passed_at = user, timezone.now()
        row.save(update_fields=["passed_by", "passed_at"])
        if item.current_id != row.pk:
            start_anew(models.ExerciseItem.objects.filter(pk=item.pk))
        item.current = row
        item.save(update_fields=["current"])
        record(audit_kinds.PASSED, f"course:{course.pk}", course.title, exercise=str(item.pk))


def stop_exercise(course: models.Course, version: int, item_id: uuid.UUID) -> None:
    """Let an exercise be asked no more. One that nobody answered goes."""
    with changing(course, version):
        item = course.exercises.get(pk=item_id)
        if models.Attempt.objects.filter(version__exercise=item).exists():
            item.current = None
            item.save(update_fields=["current"])
        else:
            item.delete()


def open_course(course: models.Course, version: int) -> None:
    """Let people meet a course: it has something to read or to answer."""
    with changing(course, version):
        if not course.lessons.exists() and not course.exercises.exclude(current=None).exists():
            raise LearningError("learning_empty")
        course.state = models.Course.State.OPEN
        record(audit_kinds.OPENED, f"course:{course.pk}", course.title)


def close_course(course: models.Course, version: int) -> None:
    """Let a course be met no more. What was done stays on record."""
    with changing(course, version):
        course.state = models.Course.State.CLOSED
        record(audit_kinds.CLOSED, f"course:{course.pk}", course.title)


def _title(text: str) -> str:
    title = _checked(" ".join(text.split()), models.TITLE_LENGTH)
    if not title:
        raise LearningError("learning_title")
    return title


def _checked(text: str, most: int) -> str:
    if len(text) > most:
        raise LearningError("learning_long", most=most)
    return without_nul(text)
