"""The way of a course: written, passed, asked, answered, on record; and what stops an exercise."""

from __future__ import annotations

import datetime
import uuid

import msgspec
import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.audit.models import AuditEntry
from shiryokan.documents import bin as bin_
from shiryokan.documents.models import Document
from shiryokan.learning import assigning, certifying, courses, from_records, judging, models
from shiryokan.learning.answering import answer_exercise
from shiryokan.learning.asking import asked, due_cards, stopped
from shiryokan.learning.completing import complete_if_done, progress
from shiryokan.learning.content import exercise_from
from shiryokan.learning.errors import LearningError, Stale
from shiryokan.learning.exercise import NotGradable, TrueOrFalse
from shiryokan.learning.lesson_text import LessonBlock, Paragraph, paragraphs, written
from shiryokan.learning.reviewing import reviewed
from shiryokan.records import corrections
from shiryokan.records.models import Extraction
from shiryokan.registers.catalogue import REGISTERS
from tests.learning.conftest import (
    RIGHT,
    WRONG,
    answer,
    do,
    one_choice,
    put,
    quote_of,
    right_answer_of,
    truth,
)

pytestmark = pytest.mark.django_db


def test_a_course_is_done_when_enough_is_right(course: models.Course, taro: User) -> None:
    first, second = course.exercises.select_related("current")
    answer(taro, first, WRONG)
    answer(taro, second, right_answer_of(second))
    assert complete_if_done(taro, course) is None
    assert progress(taro, course).right == 1
    answer(taro, first, RIGHT)
    record = complete_if_done(taro, course)
    assert record is not None
    assert (record.name, record.department, record.percent, record.late) == (
        "水鏡 太郎",
        "医事課",
        100,
        False,
    )
    assert record.papers == [
        {
            "title": "水鏡市年次計画2024",
            "sha256": Document.objects.get(title__endswith="2024").sha256,
        }
    ]
    certificate = record.certificate
    assert certificate.number == f"{timezone.localdate().year}-000001"
    assert certifying.validity(certificate) == "valid"
    # once a round
    assert complete_if_done(taro, course) is None
    assert models.TrainingRecord.objects.count() == 1


def test_what_is_sent_twice_is_one_attempt_and_the_first_stands(
    course: models.Course, taro: User
) -> None:
    item = course.exercises.select_related("current").first()
    assert item is not None and item.current is not None
    token = uuid.uuid4()
    first = answer_exercise(taro, token, item.current, WRONG)
    again = answer_exercise(taro, token, item.current, RIGHT)
    assert again == first and not again.right
    assert models.Attempt.objects.count() == 1
    assert models.Card.objects.count() == 1
    other = User.objects.create_user("other")
    with pytest.raises(LearningError):
        answer_exercise(other, token, item.current, RIGHT)


def test_no_answer_leaves_nothing_behind(course: models.Course, taro: User) -> None:
    item = course.exercises.first()
    assert item is not None
    with pytest.raises(NotGradable):
        answer(taro, item, msgspec.structs.replace(RIGHT, chosen=()))
    assert not models.Attempt.objects.exists() and not models.Card.objects.exists()


def test_an_answer_counts_for_the_version_that_was_seen(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    item = course.exercises.select_related("current").first()
    assert item is not None and item.current is not None
    seen = item.current
    course.refresh_from_db()
    courses.put_exercise(
        course, course.version, editor, one_choice(plans[0], "どこの課か。"), item=item
    )
    assert asked().get(pk=item.pk).current_id == seen.pk  # until somebody passes the new one
    courses.pass_exercise(course, course.version, editor, item.pk)
    late = answer_exercise(taro, uuid.uuid4(), seen, RIGHT)
    assert late.right and late.version_id == seen.pk
    assert progress(taro, course).answered == 0
    assert not models.Card.objects.exists()


def test_unfit_exercises_are_not_passed(
    course: models.Course, editor: User, plans: list[Document]
) -> None:
    bare = msgspec.structs.replace(one_choice(plans[0]), quotes=())
    with pytest.raises(LearningError) as refused:
        put(course, editor, bare)
    assert refused.value.code == "exercise_quote"


def test_of_two_editors_the_second_is_told(course: models.Course) -> None:
    old = course.version
    fields = {"summary": "", "pass_percent": 80, "valid_months": 12}
    courses.describe(course, old, title="あ", **fields)
    with pytest.raises(Stale):
        courses.describe(course, old, title="い", **fields)
    assert models.Course.objects.get().title == "あ"


def test_nobody_is_asked_of_a_document_they_may_not_see(
    course: models.Course, taro: User, plans: list[Document]
) -> None:
    closed = Collection.objects.create(name="内部", visibility="groups")
    Document.objects.filter(pk=plans[0].pk).update(collection=closed)
    with reading_as(taro):
        assert not asked().filter(course=course).exists()
        assert progress(taro, course).asked == 0
    assert asked().filter(course=course).count() == 2


def test_an_exercise_whose_quote_changed_is_asked_no_more(
    plans: list[Document], hanako: User, course: models.Course, taro: User
) -> None:
    do(taro, course)
    judging.judge(models.Citation.objects.all())
    assert set(models.Citation.objects.values_list("state", flat=True)) == {"holds"}
    assert models.Card.objects.filter(fsrs__stability__isnull=False).count() == 2
    row = plans[0].records.filter(register="measures").first()
    assert row is not None
    field = REGISTERS["measures"].field("next_plan")
    assert field is not None
    corrections.correct(row, field, ["別のことを行う。"], hanako)
    judging.judge(models.Citation.objects.all())
    assert not asked().filter(course=course).exists()
    assert stopped().filter(course=course).count() == 2
    cause = models.Citation.objects.first()
    assert cause is not None
    assert (cause.state, cause.cause_kind, cause.cause_words) == (
        "corrected",
        "correction",
        "別のことを行う。",
    )
    # the cards are as if it had never been asked
    assert not models.Card.objects.exclude(fsrs__stability=None).exists()
    assert not due_cards(taro).exists()


def test_a_purged_document_takes_its_words_along(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    quote = quote_of(plans[0])
    blocks = [
        LessonBlock("statement", "計画にいう。", (quote,)),
        LessonBlock("statement", "自分の文。"),
    ]
    course.refresh_from_db()
    courses.put_lesson(course, course.version, 0, "第1課", blocks)
    do(taro, course)
    complete_if_done(taro, course)
    bin_.put_in_bin(plans[0], "誤り")
    bin_.purge(Document.everything.get(pk=plans[0].pk))
    kept = str(
        [
            *models.ExerciseVersion.objects.values_list("content", flat=True),
            *models.Lesson.objects.values_list("content", flat=True),
        ]
    )
    assert quote.words not in kept and "情報政策課" not in kept and "計画にいう。" not in kept
    assert "自分の文。" in kept
    judging.judge(models.Citation.objects.all())
    assert not asked().exists()
    assert models.TrainingRecord.objects.get().certificate.number


def test_who_comes_under_an_assignment(course: models.Course, taro: User, editor: User) -> None:
    group = Group.objects.get(name="医事課")
    today = timezone.localdate()
    made = assigning.assign(course, editor, group=group, user=None, due=today, every_months=12)
    assert (
        assigning.assign(course, editor, group=group, user=None, due=today, every_months=12) == made
    )
    assert list(assigning.people_of([made])) == [taro]
    assert list(assigning.of_person(taro)) == [made]
    taro.groups.clear()
    assert not assigning.of_person(taro).exists()
    everybody = assigning.assign(course, editor, group=None, user=None, due=today, every_months=0)
    assert set(assigning.people_of([everybody])) == {taro, editor}
    assigning.end(everybody)
    assert not assigning.of_person(taro).exists()
    assert AuditEntry.objects.filter(kind="course_assigned").count() == 2


def test_a_yearly_duty_is_done_anew_and_its_certificate_is_a_new_one(
    course: models.Course, taro: User, editor: User
) -> None:
    today = timezone.localdate()
    due = today - datetime.timedelta(days=300)
    models.TrainingRecord.objects.create(
        user=taro,
        name="太郎",
        course=course,
        title=course.title,
        completed_on=due - datetime.timedelta(days=30),
    )
    assigning.assign(course, editor, group=None, user=taro, due=due, every_months=12)
    assert not progress(taro, course).done
    do(taro, course)
    renewed = complete_if_done(taro, course)
    assert renewed is not None and not renewed.late
    assert models.TrainingRecord.objects.filter(user=taro).count() == 2


def test_what_is_late_says_so(course: models.Course, taro: User, editor: User) -> None:
    due = timezone.localdate() - datetime.timedelta(days=1)
    assigning.assign(course, editor, group=None, user=taro, due=due, every_months=0)
    do(taro, course)
    record = complete_if_done(taro, course)
    assert record is not None and record.late


def test_a_certificate_is_revoked_with_a_reason(
    course: models.Course, taro: User, editor: User
) -> None:
    do(taro, course)
    record = complete_if_done(taro, course)
    assert record is not None
    with pytest.raises(LearningError):
        certifying.revoke(record.certificate, editor, "  ")
    certifying.revoke(record.certificate, editor, "別の人が受けた。")
    record.certificate.refresh_from_db()
    assert certifying.validity(record.certificate) == "revoked"


def test_an_expired_certificate(course: models.Course, taro: User) -> None:
    do(taro, course)
    record = complete_if_done(taro, course)
    assert record is not None
    record.certificate.valid_until = timezone.localdate() - datetime.timedelta(days=1)
    assert certifying.validity(record.certificate) == "expired"


def test_the_schedule_of_review_is_the_librarys_own() -> None:
    now = datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC)
    answers = [True, True, True, False, True, True]
    own, card = None, FsrsCard(card_id=1, due=now)
    scheduler = Scheduler(enable_fuzzing=False)
    for right in answers:
        card, _log = scheduler.review_card(card, Rating.Good if right else Rating.Again, now)
        made = reviewed(own, right, now)
        assert (made.due, made.stability, made.difficulty) == (
            card.due,
            card.stability,
            card.difficulty,
        )
        own, now = made.to_dict(), card.due


def test_a_clock_that_was_set_back_unlearns_nothing() -> None:
    now = datetime.datetime(2026, 4, 1, 9, tzinfo=datetime.UTC)
    card = reviewed(None, True, now)
    back = reviewed(card.to_dict(), True, now - datetime.timedelta(days=400))
    assert back.due >= now


def test_own_data_and_erasing(course: models.Course, taro: User) -> None:
    do(taro, course)
    complete_if_done(taro, course)
    own = own_data_of(taro)
    assert len(own["learning.attempt.user"]) == 2
    assert own["learning.trainingrecord.user"][0]["name"] == "水鏡 太郎"
    erase(taro)
    assert not models.Attempt.objects.exists() and not models.Card.objects.exists()
    # what an inspector may ask for stays, with the name it was made under
    assert models.TrainingRecord.objects.get().name == "水鏡 太郎"


def test_exercises_are_made_of_a_document_of_the_library(
    editor: User, plans: list[Document], extractions: list[Extraction]
) -> None:
    made = from_records.made_from(extractions[0], None)
    assert len(made) > 5
    course = courses.new_course(editor, "計画")
    some = from_records.drawn(made, 5)
    assert len(some) == 5
    assert courses.put_made(course, course.version, editor, some) == 5
    assert courses.put_made(course, course.version, editor, some) == 0
    item = course.exercises.first()
    assert item is not None and item.current is None and item.sort == "ministry"
    version = courses.newest(item)
    assert version is not None
    exercise = exercise_from(version)
    assert exercise.quotes[0].sha256 == plans[0].sha256
    assert exercise.quotes[0].label.startswith("水鏡市年次計画2024　p.")
    assert not asked().exists()
    courses.pass_exercise(course, course.version, editor, item.pk)
    judging.judge(models.Citation.objects.all())
    assert asked().count() == 1


def test_the_text_of_a_lesson() -> None:
    text = "# 初めに\n一文目。\n二行目。\n/documents/ab/pages/3?quote=1\n/documents/ab/pages/4\n三文目。\n\n/documents/ab/pages/5\n"
    found = paragraphs(text)
    assert found == [
        Paragraph("heading", "初めに"),
        Paragraph(
            "statement",
            "一文目。\n二行目。",
            ("/documents/ab/pages/3?quote=1", "/documents/ab/pages/4"),
        ),
        Paragraph("statement", "三文目。"),
        Paragraph("quotation", "", ("/documents/ab/pages/5",)),
    ]
    again = written((LessonBlock(p.kind, p.text), p.addresses) for p in found)
    assert paragraphs(again) == found


def test_false_is_an_answer(course: models.Course) -> None:
    item = course.exercises.select_related("current").last()
    assert item is not None and item.current is not None
    assert isinstance(exercise_from(item.current), TrueOrFalse)


def test_moving_and_deleting_lessons(course: models.Course) -> None:
    course.refresh_from_db()
    one = courses.put_lesson(course, course.version, 0, "一", [])
    two = courses.put_lesson(course, course.version, 0, "二", [])
    courses.move(course, course.version, two.pk, up=True)
    courses.move(course, course.version, two.pk, up=True)
    assert [each.title for each in course.lessons.all()] == ["二", "一"]
    courses.delete_lesson(course, course.version, one.pk)
    assert [each.title for each in course.lessons.all()] == ["二"]


def test_an_exercise_that_was_answered_is_stopped_and_one_that_was_not_goes(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    first = course.exercises.first()
    assert first is not None
    answer(taro, first, RIGHT)
    course.refresh_from_db()
    courses.stop_exercise(course, course.version, first.pk)
    assert models.Attempt.objects.count() == 1 and not asked().filter(pk=first.pk).exists()
    fresh = put(course, editor, truth(plans[1]))
    course.refresh_from_db()
    courses.stop_exercise(course, course.version, fresh.pk)
    assert not models.ExerciseItem.objects.filter(pk=fresh.pk).exists()
