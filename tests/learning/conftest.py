"""Two years of the sample plan, a course about them, and people who do it."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from shiryokan.documents.models import Document
from shiryokan.learning import courses, models
from shiryokan.learning.answering import answer_exercise
from shiryokan.learning.content import exercise_from
from shiryokan.learning.exercise import (
    Answer,
    Choice,
    Exercise,
    OneChoice,
    QuotedPlace,
    TrueOrFalse,
    text_id,
)
from shiryokan.paper.model import Box
from shiryokan.records.models import Extraction, Series
from tests.alerts.conftest import work
from tests.learning import revised_notice
from tests.records.conftest import Add, Fill, add, empty_instance, extractions, fill, hanako, plans

__all__ = ["Add", "Fill", "add", "empty_instance", "extractions", "fill", "hanako", "plans", "work"]


@pytest.fixture
def notices(fill: Fill, add: Add, tmp_path: Path) -> list[Document]:
    """A notice and the one that took its place, of one series."""

    def add_notices() -> None:
        series = Series.objects.create(name=revised_notice.TITLE)
        for year, revised in ((2024, False), (2026, True)):
            path = tmp_path / f"notice-{year}.pdf"
            path.write_bytes(revised_notice.notice(revised=revised))
            add(path, title=f"{revised_notice.TITLE}{year}")
            rows = Extraction.objects.filter(document__title__endswith=str(year))
            rows.update(series=series, year=year, placed_by_hand=True)

    fill(add_notices)
    return [Document.objects.get(title__endswith=str(year)) for year in (2024, 2026)]


@pytest.fixture
def editor(plans: list[Document]) -> User:
    return User.objects.create_user("hensha", is_staff=True)


@pytest.fixture
def taro(plans: list[Document]) -> User:
    user = User.objects.create_user(
        "taro", email="taro@example.jp", last_name="水鏡", first_name="太郎"
    )
    user.groups.add(Group.objects.create(name="医事課"))
    return user


def quote_of(document: Document) -> QuotedPlace:
    """A place of a record of the document: its words as they stand there."""
    row = document.records.filter(register="measures").first()
    assert row is not None
    from shiryokan.records.rows import record_of

    record = record_of(row)
    place = record.provenance["next_plan"][0].places[0]
    return QuotedPlace(
        sha256=document.sha256, page=place.page, boxes=tuple(Box(*b) for b in place.boxes),
        words=place.text, label=f"{document.title} p.{place.page}", register="measures",
        key=record.key, field="next_plan",
    )  # fmt: skip


def one_choice(document: Document, prompt: str = "担当はどこか。") -> OneChoice:
    return OneChoice(
        id="", prompt=prompt, explanation="計画のとおり。", quotes=(quote_of(document),),
        choices=(Choice("情報政策課", True, "そうです。"), Choice("総務課", feedback="ちがいます。"), Choice("防災課")),
    )  # fmt: skip


def truth(document: Document) -> TrueOrFalse:
    return TrueOrFalse(id="", prompt="今年度で終わる。", right=False, quotes=(quote_of(document),))


RIGHT = Answer((text_id("情報政策課"),))
WRONG = Answer((text_id("総務課"),))


def put(
    course: models.Course, user: User, exercise: Exercise, *, passed: bool = True
) -> models.ExerciseItem:
    course.refresh_from_db()
    item = courses.put_exercise(course, course.version, user, exercise)
    if passed:
        courses.pass_exercise(course, course.version, user, item.pk)
    item.refresh_from_db()
    return item


@pytest.fixture
def course(editor: User, plans: list[Document]) -> models.Course:
    """An open course with two exercises."""
    made = courses.new_course(editor, "年次計画のあらまし")
    put(made, editor, one_choice(plans[0]))
    put(made, editor, truth(plans[0]))
    courses.open_course(made, made.version)
    return made


def answer(user: User, item: models.ExerciseItem, given: Answer, **more: object) -> models.Attempt:
    item.refresh_from_db()
    assert item.current is not None
    return answer_exercise(user, uuid.uuid4(), item.current, given, **more)  # type: ignore[arg-type]


def right_answer_of(item: models.ExerciseItem) -> Answer:
    assert item.current is not None
    exercise = exercise_from(item.current)
    return RIGHT if isinstance(exercise, OneChoice) else Answer(("false",))


def do(user: User, course: models.Course) -> None:
    """Answer all exercises of a course rightly."""
    for item in course.exercises.select_related("current"):
        answer(user, item, right_answer_of(item))
