"""The wing of learning in the browser: learners, the desk, the trainer's table, certificates."""

from __future__ import annotations

import io
import json
import re
import uuid
import zipfile
from typing import Any
from urllib.parse import urlsplit

import jwt
import openpyxl
import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from shiryokan.access.models import Collection
from shiryokan.documents.models import Document
from shiryokan.learning import assigning, certifying, completing, courses, judging, models
from shiryokan.learning.exercise import Number, Order, PointAt, text_id
from shiryokan.learning.lesson_text import LessonBlock
from shiryokan.records.models import Extraction
from shiryokan.web.viewer.crops import address_of
from tests.learning.conftest import (
    RIGHT,
    answer,
    course,
    do,
    editor,
    extractions,
    one_choice,
    plans,
    put,
    quote_of,
    taro,
)
from tests.web.conftest import Add, Fill, add, empty_cache, empty_instance, fill
from tests.web.test_public_address import configure

__all__ = [
    "Add", "Fill", "add", "course", "editor", "empty_cache", "empty_instance", "extractions", "fill",
    "plans", "taro",
]  # fmt: skip


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def hidden(page: str) -> dict[str, str]:
    return dict(
        re.findall(r'<input type="hidden" name="(token|number|review)" value="([^"]+)"', page)
    )


def test_people_who_share_a_terminal_answer_each_for_themselves(
    course: models.Course, taro: User, editor: User
) -> None:
    jiro = User.objects.create_user("jiro")
    assigning.assign(
        course, editor, group=None, user=None, due=timezone.localdate(), every_months=0
    )
    first, second = (f"/learning/exercises/{item.pk}/" for item in course.exercises.all())
    terminal = client_of(taro)
    form = hidden(said(terminal.get(first)))
    terminal.post(first, {**form, "chosen": text_id("情報政策課")})
    left = hidden(said(terminal.get(second)))
    # the next person finds the form of the one before on the screen
    terminal.logout()
    gone = terminal.post(second, {**left, "chosen": "false"})
    assert gone.status_code == 302 and "/account/login/" in gone["Location"]
    terminal.force_login(jiro)
    for page, sent in ((second, left), (first, form)):
        answer = terminal.post(page, {**sent, "chosen": "false"}, follow=True)
        assert "ほかの人のものです" in said(answer)
    assert "まだ" in said(terminal.get(f"/learning/courses/{course.pk}/"))
    assert list(models.Attempt.objects.values_list("user", flat=True)) == [taro.pk]
    assert not models.Card.objects.filter(user=jiro).exists()
    terminal.post(first, {**hidden(said(terminal.get(first))), "chosen": text_id("総務課")})
    # and whoever comes back goes on where they were, with the form that they had
    terminal.force_login(taro)
    page = said(terminal.get(f"/learning/courses/{course.pk}/"))
    assert "設問の続きに答える" in page and second in page
    done = terminal.post(second, {**left, "chosen": "false"}, follow=True)
    assert "講座を修了しました" in said(done)
    answers = models.Attempt.objects.values_list("user__username", "right")
    assert sorted(answers) == [("jiro", False), ("taro", True), ("taro", True)]
    assert models.TrainingRecord.objects.get().user == taro


def test_records_and_statements_tell_nothing_of_documents_that_an_editor_may_not_see(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    do(taro, course)
    record = completing.complete_if_done(taro, course)
    assert record is not None and record.papers
    boss = client_of(editor)
    files = {"csv": "受講の記録", "json": "解答と修了"}
    page = said(boss.get(f"/learning/desk/courses/{course.pk}/people"))
    told = {}
    for suffix, name in files.items():
        assert name in page
        answer = boss.get(f"/learning/desk/courses/{course.pk}/course.{suffix}")
        assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
        told[suffix] = said(answer)
        assert client_of(taro).get(answer.request["PATH_INFO"]).status_code == 403
    statements = json.loads(told["json"])
    verbs = sorted(each["verb"]["id"].rpartition("/")[2] for each in statements)
    assert verbs == ["answered", "answered", "passed"]
    assert "担当はどこか" in told["json"] and plans[0].title in told["csv"]
    hidden = Collection.objects.create(name="限られた人", visibility=Collection.GROUPS)
    Document.objects.filter(pk=plans[0].pk).update(collection=hidden)
    for suffix in files:
        now = said(boss.get(f"/learning/desk/courses/{course.pk}/course.{suffix}"))
        assert "担当はどこか" not in now and plans[0].title not in now and "水鏡" in now


def post(client: Client, path: str, course: models.Course, **sent: object):  # type: ignore[no-untyped-def]
    course.refresh_from_db()
    return client.post(path, {"version": course.version, **sent})


def test_from_my_courses_to_the_certificate_that_a_stranger_verifies(
    course: models.Course, taro: User, editor: User
) -> None:
    assigning.assign(
        course, editor, group=Group.objects.get(name="医事課"), user=None,
        due=timezone.localdate(), every_months=12,
    )  # fmt: skip
    client = client_of(taro)
    mine = said(client.get("/learning/"))
    assert "受講する講座" in mine and "年次計画のあらまし" in mine and "期限" in mine
    page = said(client.get(f"/learning/courses/{course.pk}/"))
    first, second = course.exercises.order_by("position")
    address = f"/learning/exercises/{first.pk}/"
    assert address in page
    asked = said(client.get(address))
    # the key is told nowhere before the answer
    for secret in (
        "そうです",
        "計画のとおり",
        "ちがいます",
        quote_of(Document.objects.get(title__endswith="2024")).words[:20],
    ):
        assert secret not in asked and secret not in page
    form = hidden(asked)
    wrong = {**form, "chosen": text_id("総務課")}
    result = client.post(address, wrong, follow=True)
    assert (
        "不正解です" in said(result)
        and "情報政策課" in said(result)
        and "ちがいます" in said(result)
    )
    assert "field-spot" in said(result)
    # the back button, a double click: the first answer stands
    again = client.post(address, {**form, "chosen": text_id("情報政策課")}, follow=True)
    assert "不正解です" in said(again)
    assert models.Attempt.objects.count() == 1
    for item, chosen in ((first, text_id("情報政策課")), (second, "false")):
        address = f"/learning/exercises/{item.pk}/"
        form = hidden(said(client.get(address)))
        result = client.post(address, {**form, "chosen": chosen}, follow=True)
        assert "正解です" in said(result)
    assert "講座を修了しました" in said(result)
    certificate = models.Certificate.objects.get()
    mine = said(client.get("/learning/"))
    assert certificate.number in mine and "指定された講座はすべて修了しています" in mine
    shown = said(Client().get(f"/learning/certificates/{certificate.code}/"))
    assert certificate.number in shown and "水鏡 太郎" in shown and "今も有効です" in shown
    boss = client_of(editor)
    boss.post(f"/learning/desk/certificates/{certificate.code}/revoke", {"because": "取り違え"})
    shown = said(Client().get(f"/learning/certificates/{certificate.code}/"))
    assert "取り消されています" in shown and "取り違え" in shown
    assert Client().get(f"/learning/certificates/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("every_months", [0, 12])
def test_only_what_is_to_be_done_again_has_a_next_day(
    course: models.Course, taro: User, editor: User, every_months: int
) -> None:
    assigning.assign(
        course, editor, group=None, user=taro, due=timezone.localdate(), every_months=every_months
    )
    do(taro, course)
    completing.complete_if_done(taro, course)
    client = client_of(taro)
    for address in ("/learning/", f"/learning/courses/{course.pk}/"):
        page = said(client.get(address))
        assert "修了" in page
        assert ("次の期限" in page) is bool(every_months), address


def test_what_is_no_answer_is_told_and_nothing_is_lost(course: models.Course, taro: User) -> None:
    client = client_of(taro)
    item = course.exercises.first()
    assert item is not None
    address = f"/learning/exercises/{item.pk}/"
    form = hidden(said(client.get(address)))
    empty = client.post(address, form)
    assert empty.status_code == 422 and "まだ答えていません" in said(empty)
    assert hidden(said(empty)) == form
    assert client.post(address, {**form, "number": "99", "chosen": "x"}).status_code == 404
    assert client.post(address, {**form, "chosen": "x"}).status_code == 422
    other = client_of(User.objects.create_user("other"))
    client.post(address, {**form, "chosen": text_id("情報政策課")})
    told = other.post(address, {**form, "chosen": text_id("情報政策課")}, follow=True)
    assert "ほかの人のもの" in said(told)
    assert other.get(f"/learning/attempts/{form['token']}/").status_code == 404


def test_the_other_kinds_of_exercises(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    quote = quote_of(plans[0])
    kinds = [
        (Number(id="", prompt="何件か。", value=30, unit="件", quotes=(quote,)), {"typed": "３０件"}),
        (
            Order(id="", prompt="並べよ。", items=("検知", "連絡", "復旧"), quotes=(quote,)),
            {f"order-{text_id(text)}": n for n, text in enumerate(("検知", "連絡", "復旧"), 1)},
        ),
        (
            PointAt(id="", prompt="指せ。", sha256=quote.sha256, page=quote.page, boxes=quote.boxes, quotes=(quote,)),
            {"at.x": quote.boxes[0].x0 + 2, "at.y": quote.boxes[0].y0 + 2},
        ),
    ]  # fmt: skip
    client = client_of(taro)
    for exercise, sent in kinds:
        item = put(course, editor, exercise)  # type: ignore[arg-type]
        address = f"/learning/exercises/{item.pk}/"
        page = said(client.get(address))
        assert hidden(page)
        result = client.post(address, {**hidden(page), **sent}, follow=True)
        assert "正解です" in said(result), exercise.prompt
    # without a pointer: a line of the page is chosen
    lines = re.findall(r'name="line" value="([^"]+)"', page)
    assert len(lines) > 10
    one = quote.boxes[0]
    near = min(
        lines,
        key=lambda line: (
            abs(float(line.split(",")[1]) - (one.y0 + one.y1) / 2)
            + abs(float(line.split(",")[0]) - (one.x0 + one.x1) / 2)
        ),
    )
    result = client.post(address, {**hidden(said(client.get(address))), "line": near}, follow=True)
    assert "正解です" in said(result)


def test_todays_review(course: models.Course, taro: User) -> None:
    client = client_of(taro)
    assert "今、復習する設問はありません" in said(client.get("/learning/review/"))
    item = course.exercises.first()
    assert item is not None
    answer(taro, item, RIGHT)
    assert "次は" in said(client.get("/learning/review/"))
    models.Card.objects.update(due=timezone.now())
    asked = client.get("/learning/review/", follow=True)
    form = hidden(said(asked))
    assert form["review"] == "1"
    client.post(f"/learning/exercises/{item.pk}/", {**form, "chosen": text_id("情報政策課")})
    assert models.Attempt.objects.filter(review=True).count() == 1
    assert models.Card.objects.get().due > timezone.now()


def test_the_desk_writes_a_course_without_script(
    editor: User, plans: list[Document], extractions: list[Extraction]
) -> None:
    client = client_of(editor)
    assert "まだありません" in said(client.get("/learning/desk/"))
    client.post("/learning/desk/courses/new", {"title": "計画"})
    made = models.Course.objects.get()
    base = f"/learning/desk/courses/{made.pk}/"
    assert client.get(base).status_code == 200
    assert "読むものも通した設問もありません" in said(
        client.post(f"{base}step", {"version": made.version, "step": "open"}, follow=True)
    )
    sent = {"title": "計画の話", "summary": "要る人へ", "pass_percent": "100", "valid_months": "0"}
    post(client, f"{base}describe", made, **sent)
    stale = client.post(f"{base}describe", {**sent, "version": 1, "title": "書きかけ"})
    assert stale.status_code == 409 and "書きかけ" in said(stale)
    quote = quote_of(plans[0])
    place = address_of(plans[0].pk, quote.page, quote.boxes)
    text = f"# 初めに\n\n計画は**毎年**作る。\n{place}\n\n{place}"
    post(client, f"{base}lessons/new", made, title="第一課", text=text)
    lesson = made.lessons.get()
    assert [block["kind"] for block in lesson.content] == ["heading", "statement", "quotation"]
    assert lesson.citations.count() == 2
    edited = said(client.get(f"{base}lessons/{lesson.pk}"))
    assert "<strong>毎年</strong>" in edited and "# 初めに" in edited
    unknown = post(
        client, f"{base}lessons/new", made, title="x", text="あ\n/documents/zz/pages/1/?quote=1"
    )
    assert unknown.status_code == 422 and "引用する場所が分かりません" in said(unknown)
    # an exercise by hand, one that names no place, and some from the records
    fields = {
        "kind": "one",
        "prompt": "だれが作るか。",
        "right": "総務部",
        "wrong": "市民部 // ちがう\n議会",
        "places": place,
        "lesson": lesson.pk,
    }
    assert post(client, f"{base}exercises/new", made, **fields).status_code == 302
    item = made.exercises.get()
    assert "ちがう" in said(client.get(f"{base}exercises/{item.pk}"))
    post(client, f"{base}exercises/{item.pk}/step", made, step="pass")
    item.refresh_from_db()
    assert item.current is not None and item.lesson_id == lesson.pk
    bare = {**fields, "places": "", "prompt": "出典のない問い"}
    post(client, f"{base}exercises/new", made, **bare)
    other = made.exercises.exclude(pk=item.pk).get()
    refused = post(client, f"{base}exercises/{other.pk}/step", made, step="pass")
    assert refused.status_code == 302 and "出典のない設問は出せません" in said(client.get(base))
    post(client, f"{base}exercises/{other.pk}/step", made, step="stop")
    post(client, f"{base}exercises/make", made, new=extractions[0].pk, count="3")
    assert made.exercises.filter(sort="ministry").count() == 3
    assert made.exercises.exclude(current=None).count() == 1
    assert "通すのを待つ設問" in said(client.get("/learning/desk/"))
    waiting = said(client.get(f"{base}?waiting=1"))
    assert "quote-place" in waiting and "通すのを待っています" in waiting
    post(client, f"{base}step", made, step="open")
    made.refresh_from_db()
    assert made.state == "open"
    assert client.get(f"{base}preview").status_code == 200
    reader = client_of(User.objects.create_user("yomi"))
    assert "<strong>毎年</strong>" in said(reader.get(f"/learning/lessons/{lesson.pk}/"))
    post(client, f"{base}step", made, step="close")
    assert reader.get(f"/learning/courses/{made.pk}/").status_code == 404
    post(client, f"{base}lessons/{lesson.pk}/step", made, step="delete")
    assert not made.lessons.exists()


def test_what_no_longer_holds_is_on_the_board_with_its_words(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    judging.judge(models.Citation.objects.all())
    models.Citation.objects.update(
        state="changed",
        cause_kind="comparison",
        cause_document=plans[1].pk,
        cause_page=1,
        cause_words="新しい言葉",
    )
    board = said(client_of(editor).get("/learning/desk/"))
    assert (
        "出題を止めた設問" in board
        and "新しい言葉" in board
        and quote_of(plans[0]).words[:8] in board
    )
    item = course.exercises.first()
    assert item is not None
    assert client_of(taro).get(f"/learning/exercises/{item.pk}/").status_code == 404
    Document.objects.filter(pk=plans[0].pk).update(
        collection=Collection.objects.create(name="内部", visibility="groups")
    )
    board = said(client_of(editor).get("/learning/desk/"))
    assert "担当はどこか" not in board and "あなたが見られない文書の設問です" in board


def test_the_trainers_table(course: models.Course, taro: User, editor: User) -> None:
    client = client_of(editor)
    base = f"/learning/desk/courses/{course.pk}/"
    assert "まだだれにも指定していません" in said(client.get(f"{base}people"))
    group = Group.objects.get(name="医事課")
    jiro = User.objects.create_user("jiro")
    jiro.groups.add(group)
    due = (timezone.localdate()).isoformat()
    bad = client.post(f"{base}assign", {"whom": "user", "user": "nobody", "due": due})
    assert (
        bad.status_code == 422
        and "だれに指定するか分かりません" in said(bad)
        and "nobody" in said(bad)
    )
    assert (
        client.post(
            f"{base}assign", {"whom": "group", "group": group.pk, "due": "あした"}
        ).status_code
        == 422
    )
    client.post(
        f"{base}assign", {"whom": "group", "group": group.pk, "due": due, "every_months": "12"}
    )
    do(taro, course)
    completing.complete_if_done(taro, course)
    page = said(client.get(f"{base}people"))
    assert "50%" in page and "水鏡 太郎" in page and "jiro" in page
    assert "jiro" not in said(client.get(f"{base}people?state=done")).split('id="assign"')[0]
    csv = client.get(f"{base}people.csv").content.decode("utf-8-sig")
    assert "水鏡 太郎" in csv and "jiro" in csv and "修了" in csv
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{base}people.xlsx").content))
    assert any("jiro" in str(row) for row in book.worksheets[0].iter_rows(values_only=True))
    assert client.get(f"{base}people.pdf").status_code == 404
    assignment = models.Assignment.objects.get()
    client.post(f"/learning/desk/assignments/{assignment.pk}/end")
    assert "まだだれにも指定していません" in said(client.get(f"{base}people"))


def test_an_attendance_sheet(course: models.Course, taro: User, editor: User) -> None:
    client = client_of(editor)
    base = f"/learning/desk/courses/{course.pk}/"
    day = timezone.localdate().isoformat()
    User.objects.create_user("jiro", email="jiro@example.jp")

    def send(name: str, data: bytes, day: str = day) -> HttpResponse:
        return client.post(
            f"{base}attendance",
            {"day": day, "note": "大会議室", "sheet": SimpleUploadedFile(name, data)},
        )

    text = "ユーザー名,氏名,出席\r\ntaro,太郎,○\r\njiro,次郎,×\r\nsabu,三郎,○\r\n"
    page = said(send("出席.csv", text.encode("cp932")))
    assert "新しく入れた人：1人" in page and "欠席：jiro" in page and "sabu" in page
    record = models.TrainingRecord.objects.get()
    assert (record.user, record.how, record.note, record.by) == (taro, "class", "大会議室", editor)
    assert record.certificate.number
    assert "前に入れてあった人：1人" in said(send("出席.csv", text.encode("utf-8-sig")))
    book = openpyxl.Workbook()
    for row in (["メールアドレス", "氏名"], ["JIRO@example.jp", "次郎"]):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    assert "新しく入れた人：1人" in said(send("出席.xlsx", data.getvalue()))
    for bad in (b"PK\x03\x04 no workbook", b"\x00\x01\x02", "氏名\r\n太郎".encode(), b""):
        refused = send("出席.csv", bad)
        assert refused.status_code == 422 and "出席簿を読めません" in said(refused)
    long = send("出席.csv", b"username\n" + b"x\n" * 6000)
    assert "大きすぎます" in said(long)
    assert send("出席.csv", text.encode(), "2999-01-01").status_code == 422
    assert models.TrainingRecord.objects.count() == 2


def test_a_course_that_asks_nothing_is_done_by_reading(editor: User, taro: User) -> None:
    made = courses.new_course(editor, "お知らせ")
    courses.put_lesson(made, made.version, 0, "読むもの", [])
    courses.open_course(made, made.version)
    client = client_of(taro)
    assert "すべて読みました" in said(client.get(f"/learning/courses/{made.pk}/"))
    client.post(f"/learning/courses/{made.pk}/read")
    client.post(f"/learning/courses/{made.pk}/read")
    assert models.TrainingRecord.objects.filter(user=taro).count() == 1


@pytest.mark.parametrize("path", ["/learning/", "/learning/review/", "/learning/desk/"])
def test_a_stranger_is_asked_to_sign_in(path: str, plans: list[Document]) -> None:
    assert Client().get(path).status_code == 302


def test_an_answer_is_kept_when_the_exercise_was_rewritten_meanwhile(
    course: models.Course, taro: User, editor: User, plans: list[Document]
) -> None:
    item = course.exercises.first()
    assert item is not None
    client = client_of(taro)
    address = f"/learning/exercises/{item.pk}/"
    form = hidden(said(client.get(address)))
    course.refresh_from_db()
    courses.put_exercise(
        course, course.version, editor, one_choice(plans[0], "どこの課か。"), item=item
    )
    courses.pass_exercise(course, course.version, editor, item.pk)
    result = client.post(address, {**form, "chosen": text_id("情報政策課")}, follow=True)
    assert "開いている間に改められました" in said(result)
    assert models.Attempt.objects.get().answer == {"chosen": [text_id("情報政策課")]}


def test_the_api_tells_courses_and_no_key(
    course: models.Course, taro: User, plans: list[Document]
) -> None:
    course.refresh_from_db()
    quote = quote_of(plans[0])
    courses.put_lesson(
        course, course.version, 0, "第一課", [LessonBlock("statement", "計画の話", (quote,))]
    )
    client = client_of(taro)
    assert client.get("/api/v1/courses").json()["items"][0]["title"] == "年次計画のあらまし"
    whole = client.get(f"/api/v1/courses/{course.pk}")
    found = whole.json()
    assert found["lessons"][0]["blocks"][0]["quotes"][0]["words"] == quote.words
    assert {choice["text"] for choice in found["exercises"][0]["choices"]} == {
        "情報政策課",
        "総務課",
        "防災課",
    }
    for secret in ("right", "feedback", "explanation", "計画のとおり", "そうです"):
        assert secret not in whole.content.decode()
    assert Client().get("/api/v1/courses").json()["items"] == []
    assert Client().get(f"/api/v1/courses/{course.pk}").status_code == 404
    Document.objects.filter(pk=plans[0].pk).update(
        collection=Collection.objects.create(name="内部", visibility="groups")
    )
    hidden_one = client.get(f"/api/v1/courses/{course.pk}").json()
    assert hidden_one["exercises"] == [] and hidden_one["lessons"][0]["blocks"][0] == {
        "kind": "statement",
        "hidden": True,
        "text": "",
        "quotes": [],
    }


def test_files_for_other_systems(course: models.Course, taro: User, editor: User) -> None:
    client, base = client_of(editor), f"/learning/desk/courses/{course.pk}/"
    do(taro, course)
    record = completing.complete_if_done(taro, course)
    assert record is not None
    gift = client.get(f"{base}course.gift").content
    assert "情報政策課" in gift.decode() and b"{" in gift
    assert b"questestinterop" in client.get(f"{base}course.xml").content
    names = zipfile.ZipFile(io.BytesIO(client.get(f"{base}course.zip").content)).namelist()
    assert "imsmanifest.xml" in names
    # nothing of a document that the editor may not see
    Document.objects.update(collection=Collection.objects.create(name="内部", visibility="groups"))
    assert "情報政策課" not in client.get(f"{base}course.gift").content.decode()
    Document.objects.update(collection=None)
    assert client.get(f"{base}course.exe").status_code == 404
    assert client_of(taro).get(f"{base}course.gift").status_code == 403
    sent = SimpleUploadedFile("q.gift", gift + "\n\n括弧のない問い\n".encode())
    told = post(client, f"{base}take-in", course, file=sent)
    assert told.status_code == 302
    assert course.exercises.count() == 4
    assert "2問を入れました" in said(client.get(base))
    address = f"/learning/certificates/{record.certificate.code}.pdf"
    for who in (taro, editor):
        answer = client_of(who).get(address)
        assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    assert client_of(User.objects.create_user("other")).get(address).status_code == 404
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("base", ["https://library.example", ""])
def test_a_badge_is_verified_and_its_revocation_seen_by_an_independent_library(
    course: models.Course, taro: User, editor: User, settings: Any, base: str
) -> None:
    configure(settings, base)
    do(taro, course)
    record = completing.complete_if_done(taro, course)
    assert record is not None
    address = f"/learning/certificates/{record.certificate.code}.jwt"
    answer = client_of(taro).get(address)
    assert answer["Content-Type"] == "application/vc+jwt"
    token = answer.content.decode()
    assert client_of(editor).get(address).status_code == 200
    assert client_of(User.objects.create_user("other")).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    assert issuer.startswith("did:web:library.example" if base else "did:key:")
    assert Client().get("/.well-known/did.json").status_code == (200 if base else 404)

    def download(asked: str) -> bytes:
        return Client().get(urlsplit(asked).path).content

    def verified() -> object:
        verifier = OB3Verifier.for_issuer_did(issuer, download=download)
        return verifier.verify(token, check_status=True, download=download)

    assert verified()
    certifying.revoke(record.certificate, editor, "取り違え")
    with pytest.raises(OB3VerificationError):
        verified()
    assert client_of(taro).get(address).status_code == 404
