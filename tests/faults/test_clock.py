"""A clock that jumps: nothing is lost by it, nothing waits for ever, and the instance says so."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from shiryokan.jobs.clock import Clock, looked
from shiryokan.jobs.worker import JobWorker, bring_forward, unfinished_jobs
from shiryokan.search.indexing import index_document
from tests import pdfs
from tests.clocks import run_at
from tests.documents.conftest import empty_instance
from tests.served import run

__all__ = ["empty_instance"]
NOON = datetime.datetime(2026, 4, 1, 12, tzinfo=datetime.UTC)
PASSWORD = "kirihama-no-tomoshibi"


def day(number: float) -> datetime.datetime:
    return NOON + datetime.timedelta(days=number)


def after(*days: float) -> Clock:
    """The clock after a look on each of these days, the first of which is believed."""
    clock = Clock(day(days[0]), day(days[0]))
    for number in days[1:]:
        clock = looked(clock, day(number))
    return clock


@pytest.mark.parametrize(
    ("days", "sure"),
    [
        ((0, 0.1, 1, 2.5), 2.5),
        ((0, 400), 0),
        ((0, 400, 400.1, 402.9), 0),
        ((0, 400, 400.1, 402, 403), 403),
        # set right again
        ((0, 400, 402, 1), 0),
        ((0, 400, 402, 1, 1.1), 1.1),
        ((0, 400, 403, 1), 1),
        # the second leap is not believed, the first is: an instance that is seldom open does the same
        ((0, 400, 400.1, 4000), 400.1),
        # open for an hour each week: a week late
        ((0, 7, 7.04, 14, 14.04), 7.04),
        ((0, 7, 14, 21, 28), 21),
    ],
    ids=str,
)
def test_a_leap_is_believed_when_the_clock_has_gone_on_from_there(
    days: tuple[float, ...], sure: float
) -> None:
    assert after(*days).sure == day(sure)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An instance with a document in the bin and an account."""
    home = tmp_path / "home"
    (tmp_path / "one.pdf").write_bytes(pdfs.pdf("灯台の点検"))
    run(home, "add", str(tmp_path / "one.pdf"))
    run(home, "user", "kanri", "--password", PASSWORD, "--role", "administrator")
    run(home, "delete", document_of(home))
    run(home, "work")
    return home


def document_of(home: Path) -> str:
    return str(json.loads(run(home, "search", "灯台", "--json").splitlines()[0])["document"])


def in_bin(home: Path) -> int:
    return len([line for line in run(home, "delete").splitlines() if line[:16].isalnum()])


def clock_said(text: str) -> tuple[bool, str]:
    (found,) = [each for each in json.loads(text) if each["name"] == "時計"]
    return found["good"], found["says"]


@pytest.mark.thorough
def test_a_clock_far_ahead_does_not_empty_the_bin(home: Path) -> None:
    assert in_bin(home) == 1
    run_at(home, "+400d", "work")
    assert in_bin(home) == 1
    good, says = clock_said(run_at(home, "+400d", "doctor", "--json"))
    assert not good
    assert "ごみ箱の1件" in says
    run(home, "work")
    assert clock_said(run(home, "doctor", "--json"))[0]
    assert in_bin(home) == 1


@pytest.mark.thorough
def test_time_that_went_by_is_believed_after_some_days(home: Path) -> None:
    run_at(home, "+40d", "work")
    assert in_bin(home) == 1
    run_at(home, "+41d", "work")
    assert in_bin(home) == 1
    run_at(home, "+44d", "work")
    assert in_bin(home) == 0


@pytest.mark.thorough
def test_rows_that_are_dated_ahead_are_told_and_there_is_a_way_back(home: Path) -> None:
    assert clock_said(run(home, "doctor", "--json")) == (True, "未来の日時の記録はありません")
    (document,) = [line.split("\t")[0] for line in run(home, "delete").splitlines()]
    run(home, "delete", document, "--undo")
    run_at(home, "+400d", "delete", document)
    good, says = clock_said(run_at(home, "+0", "doctor", "--json"))
    assert not good
    assert "documents_document.binned_at 1" in says
    run(home, "delete", document, "--undo")
    run(home, "delete", document)
    run(home, "work")
    good, says = clock_said(run_at(home, "+0", "doctor", "--json"))
    assert good, says
    assert "操作の記録の1件" in says


@pytest.mark.django_db(transaction=True)
def test_jobs_that_were_put_off_by_a_clock_ahead_are_done_now(empty_instance: Path) -> None:
    now = timezone.now()
    for later in (datetime.timedelta(days=400), datetime.timedelta(minutes=2)):
        index_document.using(run_after=now + later).enqueue("0" * 16)
    index_document.enqueue("1" * 16)
    at_once = DBTaskResult.objects.get(args_kwargs__args=["1" * 16]).run_after
    assert bring_forward() == 1
    left = list(DBTaskResult.objects.order_by("run_after").values_list("run_after", flat=True))
    assert left[0] < now + datetime.timedelta(minutes=1)
    assert left[1:] == [now + datetime.timedelta(minutes=2), at_once]


@pytest.mark.django_db(transaction=True)
def test_a_worker_does_not_wait_for_such_a_job(empty_instance: Path) -> None:
    later = timezone.now() + datetime.timedelta(days=400)
    index_document.using(run_after=later).enqueue("0" * 16)
    began = time.monotonic()
    JobWorker(
        stop_when=lambda: not unfinished_jobs() or time.monotonic() - began > 120, interval=0.05
    ).run()
    assert unfinished_jobs() == 0


@pytest.mark.django_db(transaction=True)
def test_attempts_to_sign_in_of_a_clock_ahead_keep_nobody_out(
    empty_instance: Path, monkeypatch: pytest.MonkeyPatch, django_user_model: type
) -> None:
    cache.clear()
    django_user_model.objects.create_user("hanako", "h@example.jp", PASSWORD)  # type: ignore[attr-defined]

    def sign_in(password: str) -> bool:
        client = Client()
        client.post(reverse("account_login"), {"login": "hanako", "password": password})
        return "_auth_user_id" in client.session

    ahead = time.time() + 400 * 86400
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: ahead)
        for _ in range(6):
            assert not sign_in("falsch")
        assert not sign_in(PASSWORD), "too many attempts"
    assert sign_in(PASSWORD)
    cache.set("kept", 1, timeout=None)
    assert cache.get("kept") == 1
