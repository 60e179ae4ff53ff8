"""A course as it stands in the house goes out of it, and questions come in."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.delivery.attempts import PAUSES
from shiryokan.documents.models import Document
from shiryokan.fetch import BadStatus
from shiryokan.learning import courses, exporting, models, record_store, statements
from shiryokan.learning.completing import complete_if_done
from shiryokan.learning.content import exercise_from
from shiryokan.learning.exchange import xapi
from shiryokan.learning.exchange.gift import read_gift, write_gift
from shiryokan.learning.exchange.records_csv import records_csv
from shiryokan.learning.exchange.scorm import scorm_package
from shiryokan.learning.exercise import PointAt
from shiryokan.learning.lesson_text import LessonBlock
from tests.alerts.conftest import configure
from tests.learning.conftest import WRONG, answer, do, put, quote_of, right_answer_of, work

HOUSE = xapi.House("https://library.example", "水鏡市")


class Store:
    """A record store: it keeps statements by their ids, refuses what it has, and can be ill."""

    def __init__(self) -> None:
        self.statements: dict[str, dict[str, Any]] = {}
        self.logins: set[str] = set()
        self.ill = False

    def take(self, body: bytes, login: str) -> int:
        self.logins.add(login)
        if self.ill:
            return 503
        found = json.loads(body)
        statements = found if isinstance(found, list) else [found]
        if any(each["id"] in self.statements for each in statements):
            return 409
        self.statements |= {each["id"]: each for each in statements}
        return 200


@pytest.fixture
def store(settings: Any) -> Iterator[tuple[Store, str]]:
    kept = Store()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            well = (
                self.path == "/xapi/statements"
                and self.headers["X-Experience-API-Version"] == "1.0.3"
            )
            self.send_response(kept.take(body, self.headers["Authorization"]) if well else 400)
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    configure(settings, fetch_networks=("127.0.0.1/32",), fetch_ports=(server.server_port,))
    yield kept, f"http://127.0.0.1:{server.server_port}/xapi/"
    server.shutdown()
    server.server_close()


def test_lessons_and_what_is_asked_of_them_go_out(
    course: models.Course, editor: User, plans: list[Document]
) -> None:
    blocks = [
        LessonBlock("heading", "目的"),
        LessonBlock("statement", "読む。", (quote_of(plans[0]),)),
    ]
    lesson = courses.put_lesson(course, course.version, 0, "はじめに", blocks)
    point = PointAt(
        id="",
        prompt="指す",
        sha256=plans[0].sha256,
        page=1,
        boxes=quote_of(plans[0]).boxes,
        quotes=(quote_of(plans[0]),),
    )
    item = put(course, editor, point)
    models.ExerciseItem.objects.filter(pk=item.pk).update(lesson=lesson)
    put(course, editor, point, passed=False)
    made = exporting.course_content(course)
    assert [each.title for each in made.lessons] == ["はじめに", course.title]
    assert [each.kind for each in made.lessons[0].passages] == ["heading", "statement", "quotation"]
    assert [each.id for each in made.lessons[0].exercises] == [str(item.pk)]
    assert len(made.exercises) == 3
    pictures = exporting.pictures_of(made)
    assert [*pictures] == [(plans[0].sha256, 1)]
    assert scorm_package(made, pictures).remarks == ()


def test_an_exercise_whose_quote_no_longer_holds_does_not_go_out(course: models.Course) -> None:
    assert len(exporting.questions_of(course)) == 2
    models.Citation.objects.filter(version__exercise=course.exercises.all()[0]).update(
        state="changed"
    )
    assert len(exporting.questions_of(course)) == 1


def test_questions_come_back_as_they_went_and_wait_to_be_passed(
    course: models.Course, editor: User
) -> None:
    file = read_gift(
        write_gift(exporting.questions_of(course)).text.replace("担当はどこか", "担当はだれか")
    )
    assert file.remarks == ()
    other = courses.new_course(editor, "写し")
    assert exporting.put_questions(other, editor, file.questions, other.version) == 2
    other.refresh_from_db()
    made = [exercise_from(each.versions.get()) for each in other.exercises.all()]
    assert [each.prompt for each in made] == ["担当はだれか。", "今年度で終わる。"]
    assert all(each.quotes for each in made)
    assert exporting.questions_of(other) == []
    for item in other.exercises.all():
        courses.pass_exercise(other, other.version, editor, item.pk)
    assert len(exporting.questions_of(other)) == 2


def test_quotes_of_documents_that_are_not_here_do_not_come_in(
    course: models.Course, editor: User, plans: list[Document]
) -> None:
    text = write_gift(exporting.questions_of(course)).text.replace(plans[0].sha256, "0" * 64)
    other = courses.new_course(editor, "写し")
    exporting.put_questions(other, editor, read_gift(text).questions, other.version)
    assert [exercise_from(each.versions.get()).quotes for each in other.exercises.all()] == [(), ()]


def test_answers_reach_a_record_store_once_however_often_they_are_sent(
    course: models.Course, taro: User, store: tuple[Store, str]
) -> None:
    kept, address = store

    def send() -> int:
        made = [xapi.answered(each, HOUSE) for each in exporting.answers_of(course)]
        made += [xapi.completed(each, HOUSE) for each in exporting.completions_of(course)]
        return record_store.send(address, "house", "secret", xapi.batches(made))

    answer(taro, course.exercises.all()[0], WRONG)
    assert send() == 1
    do(taro, course)
    models.TrainingRecord.objects.create(
        user=taro,
        name="水鏡 太郎",
        course=course,
        title=course.title,
        completed_on="2026-06-01",
        percent=90,
    )
    kept.ill = True
    with pytest.raises(BadStatus):
        send()
    kept.ill = False
    assert send() == send() == 4
    verbs = sorted(each["verb"]["id"].rpartition("/")[2] for each in kept.statements.values())
    assert verbs == ["answered", "answered", "answered", "passed"]
    assert kept.logins == {"Basic aG91c2U6c2VjcmV0"}
    assert {each["actor"]["account"]["name"] for each in kept.statements.values()} == {"taro"}


def test_a_record_store_that_is_down_loses_nothing(
    course: models.Course, taro: User, store: tuple[Store, str], settings: object
) -> None:
    kept, address = store
    first, second = course.exercises.all()
    # without a store nothing waits for one
    answer(taro, first, WRONG)
    assert not models.Statement.objects.exists()
    configure(settings, lrs_url=address, lrs_user="house", lrs_password="secret")
    kept.ill = True
    answer(taro, first, right_answer_of(first))
    answer(taro, second, right_answer_of(second))
    assert complete_if_done(taro, course) is not None
    work()
    now = timezone.now()
    rows = models.Statement.objects
    assert (
        list(rows.values_list("state", "error", "attempts")) == [("waiting", "bad_status", 1)] * 3
    )
    # longer than all pauses are together
    for _ in range(len(PAUSES) + 2):
        now += PAUSES[-1] + datetime.timedelta(minutes=1)
        statements.look_at_the_clock(now)
        work()
    assert rows.filter(state="waiting", attempts=len(PAUSES) + 3).count() == 3
    kept.ill = False
    statements.look_at_the_clock(now + PAUSES[-1] + datetime.timedelta(minutes=1))
    work()
    assert not rows.exists()
    ids = {each["id"] for each in kept.statements.values()}
    attempts = models.Attempt.objects.filter(right=True).values_list("token", flat=True)
    assert {str(token) for token in attempts} < ids and len(ids) == 3
    # what an account takes with it is sent to nobody
    kept.ill = True
    answer(taro, first, WRONG)
    work()
    models.Attempt.objects.all().delete()
    assert not rows.exists()


def test_records_and_certificates_are_told_as_they_are(course: models.Course, taro: User) -> None:
    row = models.TrainingRecord.objects.create(
        user=taro, name="水鏡 太郎", department="医事課", course=course, title=course.title, completed_on="2026-06-01",
        percent=90, papers=[
            {"title": "計画", "sha256": Document.objects.all()[0].sha256}, {"title": "見られない計画", "sha256": "0" * 64},
        ],
    )  # fmt: skip
    given = models.Certificate.objects.create(record=row, number="2026-000001")
    row.refresh_from_db()
    (told,) = exporting.record_rows(models.TrainingRecord.objects.all())
    assert (told.name, told.department, told.certificate, told.papers) == (
        "水鏡 太郎",
        "医事課",
        "2026-000001",
        ("計画",),
    )
    assert "水鏡 太郎,医事課".encode() in records_csv([told])
    made = exporting.certificate_of(given, "https://library.example/c/1", "水鏡市")
    assert (made.number, made.person, made.email, made.attested) == (
        "2026-000001",
        "水鏡 太郎",
        "taro@example.jp",
        ("計画",),
    )
