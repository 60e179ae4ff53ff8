"""The house's health: what failed is told with its cause, and is tried again, one or all."""

from __future__ import annotations

import ast
import datetime
import re
import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks.base import TaskResultStatus

from shiryokan.audit.models import AuditEntry
from shiryokan.backup.check import check
from shiryokan.documents.models import Document, Intake
from shiryokan.health import audit_kinds, failures
from shiryokan.health.library_findings import look_at_library
from shiryokan.health.standing import standing
from shiryokan.instance import current
from shiryokan.jobs.locks import WorkerLock
from shiryokan.jobs.models import Job
from shiryokan.jobs.queues import queue_behind
from shiryokan.jobs.steps import title_of
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.records.models import Extraction
from shiryokan.search.analysis import Entry, analysed
from shiryokan.search.engine import Metadata
from shiryokan.search.indexing import engine, index_document, records_in_index
from shiryokan.search.kinds import STRUCK
from tests import pdfs
from tests.conftest import ROOT
from tests.web.conftest import Add


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


@pytest.fixture
def document(add: Add, tmp_path: Path) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.pdf("灯台の点検"))
    (row,) = add(path, title="点検の手引").rows
    work()
    Job.objects.all().delete()
    return Document.objects.get(pk=row.document)


@pytest.fixture
def administrator(client: Client, empty_instance: Path) -> Client:
    user = User.objects.create_user("kanri", is_staff=True, is_superuser=True)
    client.force_login(user)
    return client


def failed_job(document: Document, path: str = "django.db.utils.OperationalError") -> Job:
    index_document.enqueue(document.pk)
    job = Job.objects.get(status=TaskResultStatus.READY)
    Job.objects.filter(pk=job.pk).update(
        status=TaskResultStatus.FAILED, exception_class_path=path, finished_at=timezone.now(),
        started_at=timezone.now(), traceback="Traceback\nOperationalError: <b>gone</b>",
    )  # fmt: skip
    return job


def fail_in_all_ways(document: Document) -> None:
    failed_job(document)
    Intake.objects.create(
        batch=Intake.objects.get().batch, kind=Intake.Kind.AGAIN, document=document,
        name="点検の手引", state=Intake.State.REFUSED, error="internal",
        error_details={"kind": "MemoryError"}, ended_at=timezone.now(),
    )  # fmt: skip
    extraction = Extraction.objects.filter(document=document).first()
    assert extraction
    Extraction.objects.filter(pk=extraction.pk).update(state=Extraction.State.FAILED)
    long_ago = timezone.now() - datetime.timedelta(days=1)
    Document.objects.filter(pk=document.pk).update(state=Document.State.READ, added_at=long_ago)


def test_a_house_that_is_well(administrator: Client, document: Document) -> None:
    page = administrator.get("/health").content.decode()
    assert "うまくいかなかった作業" in page and "もう一度させる" not in page
    assert "Shiryokan 0." in page and "まだありません" in page and "1 / 1ページ" in page
    assert "作業係がいません" in page
    now = standing()
    assert (now.documents, now.searchable, now.indexed, now.waiting) == (1, 1, 1, 0)
    assert 0 < now.free <= now.disk


def test_words_struck_out_on_a_page_are_counted_as_no_record(
    empty_instance: Path, document: Document
) -> None:
    entries = [Entry(1, "灯台の点検"), Entry(1, "灯台の廃止", kind=STRUCK)]
    with engine().writing() as writing:
        writing.replace(document.pk, Metadata(), analysed(entries))
    assert (engine().count(STRUCK), records_in_index()) == (1, 0)
    assert {each.name: each.says for each in look_at_library()}["台帳の索引"] == "0件"
    assert "check_index_whole" not in {each.code for each in check()}


def test_each_way_of_failing_is_told_with_its_cause(
    administrator: Client, document: Document
) -> None:
    fail_in_all_ways(document)
    found = list(failures.failures())
    assert {each.kind for each in found} == {"job", "intake", "register", "index"}
    assert failures.count() == len(found)
    page = administrator.get("/health").content.decode()
    for words in (
        "データベースが使えませんでした",
        "MemoryError",
        "項目を取り出せません",
        "索引に入っていません",
    ):
        assert words in page
    assert page.count('name="failure"') == 4 and "点検の手引" in page
    assert "<b>gone</b>" not in page and "&lt;b&gt;gone" in page
    with translation.override("en"):
        said = [each.why.whole for each in failures.failures()]
    assert [words for words in said if re.search("[ぁ-ヿ一-鿿]", words)] == []


def test_one_is_tried_again_and_then_all(administrator: Client, document: Document) -> None:
    fail_in_all_ways(document)
    job = next(each for each in failures.failures() if each.kind == "job")
    answer = administrator.post("/health/retry", {"failure": job.code}, follow=True)
    assert "もう一度させます: 1件" in answer.content.decode()
    assert not Job.objects.failed().exists()
    assert AuditEntry.objects.filter(kind=audit_kinds.RETRIED).count() == 1
    administrator.post("/health/retry", {"all": "yes"})
    work()
    assert failures.count() == 0
    assert Document.objects.get().state == Document.State.INDEXED
    assert not Extraction.objects.filter(state=Extraction.State.FAILED).exists()
    again = administrator.post("/health/retry", {"failure": job.code}, follow=True)
    assert "もうありません" in again.content.decode()


def test_a_disk_without_room_is_told_as_such(document: Document) -> None:
    job = failed_job(document, "builtins.OSError")
    Job.objects.filter(pk=job.pk).update(traceback="OSError: [Errno 28] No space left on device")
    (failure,) = failures.failures()
    assert "ディスクがいっぱい" in failure.why.what


def test_what_stalls_is_looked_at_at_once(document: Document) -> None:
    from shiryokan.documents.ingest import read_document

    later = timezone.now() + datetime.timedelta(minutes=9)
    read_document.using(run_after=later).enqueue(document.pk)
    Intake.objects.update(state=Intake.State.STALLED, error="original_missing")
    assert failures.retry() == 1
    assert Job.objects.get().run_after <= timezone.now()


def test_only_administrators_see_it(client: Client, empty_instance: Path) -> None:
    assert client.get("/health").status_code == 302
    client.force_login(User.objects.create_user("hensha", is_staff=True))
    assert client.get("/health").status_code == 403
    assert client.post("/health/retry", {"all": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("language", "said"),
    [("ja", "待ち 1（ほかに、あとでよいもの 1）、失敗 0"), ("en", "Waiting 1 (and 1 behind all others), failed 0")],
)  # fmt: skip
def test_jobs_behind_all_others_are_told_apart(
    administrator: Client, document: Document, language: str, said: str
) -> None:
    index_document.enqueue(document.pk)
    index_document.using(queue_name=queue_behind()).enqueue(document.pk)
    page = administrator.get("/health", headers={"accept-language": language}).content.decode()
    assert said in page and standing().waiting == 2


@pytest.mark.parametrize(
    ("language", "said"), [("ja", "施策、診療報酬、"), ("en", "Measures; Fees; ")]
)
def test_lists_have_the_marks_of_the_language(
    administrator: Client, document: Document, language: str, said: str
) -> None:
    page = administrator.get("/health", headers={"accept-language": language}).content.decode()
    assert said in page
    assert language == "ja" or not re.search("[、（）]", re.sub("<[^>]*>", "", page))


def test_the_room_left_is_told_in_one_unit(
    administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # both places look for themselves, and others may write between the two
    left = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: left)
    page = re.sub(r"<[^>]*>", " ", administrator.get("/health").content.decode())
    finding, number = re.findall(r"([\d.]+.(?:KB|MB|GB|TB))\s*(?:（|/ )", page)
    assert finding == number


def test_workers_have_numbers_and_commands_an_example(
    administrator: Client, document: Document
) -> None:
    worker = WorkerLock(current.home().locks)
    page = administrator.get("/health").content.decode()
    worker.release()
    assert worker.worker_id not in page
    assert "作業係1" in page
    assert "shiryokan backup /mnt/hikae" in page
    assert "DEST" not in page


def test_what_went_well_is_no_alert(administrator: Client, document: Document) -> None:
    failed_job(document)
    page = administrator.post("/health/retry", {"all": "yes"}, follow=True).content.decode()
    (notice,) = re.findall(r'<p class="notice[^>]*>', page)
    assert 'role="status"' in notice and "success" in notice


def test_signing_in_leaves_no_message_behind(empty_instance: Path) -> None:
    User.objects.create_superuser("kanri", password="kirihama-no-tomoshibi")
    client = Client()
    door = client.get("/account/login/").content.decode()
    assert door.count("メールアドレスかユーザー名") == 1
    assert 'placeholder="ユーザー名' not in door
    client.post("/account/login/", {"login": "kanri", "password": "kirihama-no-tomoshibi"})
    page = client.get("/health").content.decode()
    assert "ログアウト" in page
    assert 'class="notice' not in page


def test_every_step_of_work_has_a_name() -> None:
    """What a person reads in the queue is never the name of a function."""
    source = ROOT / "src" / "shiryokan"
    steps = {
        ".".join((*path.relative_to(source.parent).with_suffix("").parts, function.name))
        for path in source.rglob("*.py")
        if "@task" in (text := path.read_text("utf-8"))
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef)
        and any(ast.unparse(each).split("(")[0] == "task" for each in function.decorator_list)
    }
    assert "shiryokan.deadlines.keeping.read_deadlines" in steps
    assert {step for step in steps if title_of(step) == step.rpartition(".")[2]} == set()
    with translation.override("en"):
        assert {step for step in steps if gettext(title_of(step)) == title_of(step)} == set()


def test_a_step_of_another_version_has_its_functions_name() -> None:
    assert title_of("shiryokan.documents.gone.read_twice") == "read_twice"
