"""Mail of courses to be done: everybody once, and nobody who has done it."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from shiryokan.instance import current
from shiryokan.jobs import retries
from shiryokan.learning import assigning, mailing, models
from shiryokan.learning.completing import complete_if_done
from tests.learning.conftest import do, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def with_mail(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    config = msgspec.structs.replace(
        current.config(), smtp_host="localhost", mail_from="library@example.jp",
        base_url="https://library.example.jp/",
    )  # fmt: skip
    monkeypatch.setattr(current, "config", lambda: config)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    mailing._looked.clear()


def test_who_is_told_when(
    course: models.Course,
    taro: User,
    editor: User,
    with_mail: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jiro = User.objects.create_user("jiro", email="jiro@example.jp")
    User.objects.create_user("without")
    do(jiro, course)
    complete_if_done(jiro, course)
    due = timezone.localdate() + datetime.timedelta(days=30)
    made = assigning.assign(course, editor, group=None, user=None, due=due, every_months=0)
    work()
    assert [each.to for each in mail.outbox] == [["taro@example.jp"]]
    told = mail.outbox[0]
    assert (
        "年次計画のあらまし" in told.subject
        and f"https://library.example.jp/learning/courses/{course.pk}/" in told.body
    )
    # once, however often it is asked for
    mailing.tell_of_assignment.enqueue(made.pk)
    work()
    assert len(mail.outbox) == 1
    mailing.look_at_the_clock()
    work()
    assert len(mail.outbox) == 1
    models.Reminder.objects.update(at=timezone.now() - datetime.timedelta(days=20))
    week = timezone.now() + datetime.timedelta(days=25)
    for moment in (week, week + datetime.timedelta(hours=3)):
        mailing.look_at_the_clock(moment)
        work()
    assert len(mail.outbox) == 2 and "期限が近づいています" in mail.outbox[1].body
    assert models.Reminder.objects.exclude(sent_at=None).count() == 2


def test_a_server_that_does_not_answer_loses_no_mail(
    course: models.Course,
    taro: User,
    editor: User,
    with_mail: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(retries, "WAIT", datetime.timedelta(0))

    def refuse(*_: object) -> int:
        raise OSError("no answer")

    whole = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    due = timezone.localdate() + datetime.timedelta(days=30)
    assigning.assign(course, editor, group=None, user=taro, due=due, every_months=0)
    work()
    assert models.Reminder.objects.get().sent_at is None
    monkeypatch.setattr(EmailBackend, "send_messages", whole)
    mailing.look_at_the_clock(timezone.now() + datetime.timedelta(hours=2))
    work()
    assert models.Reminder.objects.get().sent_at is not None
    assert len(mail.outbox) == 1


def test_without_mail_nobody_is_told(course: models.Course, taro: User, editor: User) -> None:
    assigning.assign(
        course, editor, group=None, user=taro, due=timezone.localdate(), every_months=0
    )
    work()
    assert not models.Reminder.objects.exists()
