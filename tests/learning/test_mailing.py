"""Mail of courses to be done: everybody once, and nobody who has done it."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.learning import assigning, mailing, models
from shiryokan.learning.completing import complete_if_done
from tests.alerts.conftest import Mailbox, configure, mailbox, mails, text_of
from tests.learning.conftest import do, work

__all__ = ["mailbox", "mails"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def box(mails: Mailbox, settings: object) -> Mailbox:
    configure(settings, base_url="https://library.example.jp/")
    mailing._looked.clear()
    return mails


def test_who_is_told_when(
    course: models.Course,
    taro: User,
    editor: User,
    box: Mailbox,
) -> None:
    jiro = User.objects.create_user("jiro", email="jiro@example.jp")
    User.objects.create_user("without")
    do(jiro, course)
    complete_if_done(jiro, course)
    due = timezone.localdate() + datetime.timedelta(days=30)
    made = assigning.assign(course, editor, group=None, user=None, due=due, every_months=0)
    work()
    assert box.to == ["taro@example.jp"]
    told = box.mails[0]
    assert "年次計画のあらまし" in str(told["Subject"])
    for kind in ("plain", "html"):
        assert f"https://library.example.jp/learning/courses/{course.pk}/" in text_of(told, kind)
    assert str(told["Message-ID"]).startswith(f"<{models.Reminder.objects.get().pk}@")
    assert told["Auto-Submitted"] == "auto-generated"
    # once, however often it is asked for
    mailing.tell_of_assignment.enqueue(made.pk)
    work()
    assert len(box.mails) == 1
    mailing.look_at_the_clock()
    work()
    assert len(box.mails) == 1
    models.Reminder.objects.update(created_at=timezone.now() - datetime.timedelta(days=20))
    week = timezone.now() + datetime.timedelta(days=25)
    for moment in (week, week + datetime.timedelta(hours=3)):
        mailing.look_at_the_clock(moment)
        work()
    assert len(box.mails) == 2 and "期限が近づいています" in text_of(box.mails[1])
    assert models.Reminder.objects.filter(state=models.Reminder.State.SENT).count() == 2


def test_a_server_that_does_not_answer_loses_no_mail(
    course: models.Course,
    taro: User,
    editor: User,
    box: Mailbox,
) -> None:
    box.says["DATA"] = "451 try later"
    due = timezone.localdate() + datetime.timedelta(days=30)
    assigning.assign(course, editor, group=None, user=taro, due=due, every_months=0)
    work()
    row = models.Reminder.objects.get()
    assert (row.state, row.error, row.attempts) == (
        models.Reminder.State.WAITING,
        "mail_refused",
        1,
    )
    del box.says["DATA"]
    mailing.look_at_the_clock(timezone.now() + datetime.timedelta(minutes=2))
    work()
    assert models.Reminder.objects.get().state == models.Reminder.State.SENT
    assert len(box.mails) == 1


def test_without_mail_nobody_is_told(course: models.Course, taro: User, editor: User) -> None:
    assigning.assign(
        course, editor, group=None, user=taro, due=timezone.localdate(), every_months=0
    )
    work()
    assert not models.Reminder.objects.exists()
