"""Editors have documents read again from the browser, one or all of a register or a version."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.audit.models import AuditEntry
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Document, Intake
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.records.corrections import correct, correctable
from shiryokan.records.models import Extraction, Record
from tests.web.conftest import Add, Fill


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


@pytest.fixture
def editor(client: Client, fill: Fill, add: Add, samples: Path) -> Client:
    plans = [samples / f"mikagami-plan-{year}.pdf" for year in (2024, 2025)]
    fill(lambda: add(*plans, publisher="水鏡市"))
    client.force_login(User.objects.create_user("hensha", is_staff=True))
    return client


def test_one_document_with_its_progress_and_its_corrections(editor: Client) -> None:
    record = Record.objects.filter(register="measures").order_by("pk").first()
    assert record
    title = next(field for field in correctable("measures") if field.name == "title")
    correct(record, title, "直した施策名", User.objects.get(), "試し")
    before = set(Record.objects.values_list("pk", flat=True))
    answer = editor.post(f"/documents/{record.document_id}/registers/again")
    assert answer.status_code == 302 and answer["Location"].startswith("/rereading/")
    address = answer["Location"]
    page = editor.get(address).content.decode()
    assert "順番待ち" in page and 'http-equiv="refresh"' in page and "訂正は残ります" in page
    work()
    now = editor.get(f"{address}.json").json()
    assert now["ended"] and now["rows"][0]["state"] == "done"
    assert now["pages_read"] == now["pages"] > 0
    assert "すべて終わりました" in editor.get(address).content.decode()
    assert Record.objects.get(pk=record.pk).data["title"] == "直した施策名"
    assert set(Record.objects.values_list("pk", flat=True)) == before
    entry = AuditEntry.objects.get(kind=audit_kinds.REREAD)
    assert entry.about == f"document:{record.document_id}" and entry.actor.startswith("user:")


def test_all_of_a_register_or_those_of_a_version(editor: Client) -> None:
    page = editor.get("/registers/measures/again").content.decode()
    assert "2件" in page and "これらをもう一度読む" in page
    version = Extraction.objects.filter(register="measures", year=2024).exclude(series=None).get()
    key = f"{version.series_id}.2024"
    assert f'value="{key}"' in page
    assert "1件" in editor.get("/registers/measures/again", {"version": key}).content.decode()
    editor.post("/registers/measures/again", {"version": key})
    of_it = Intake.objects.filter(kind=Intake.Kind.AGAIN)
    assert [intake.document_id for intake in of_it] == [version.document_id]
    editor.post("/registers/measures/again", {"version": ""})
    assert of_it.all().count() == 3
    work()
    assert set(of_it.all().values_list("state", flat=True)) == {Intake.State.DONE}
    assert set(Document.objects.values_list("state", flat=True)) == {Document.State.INDEXED}


def test_nobody_else_may_and_nobody_sees_what_others_asked_for(editor: Client) -> None:
    document = Document.objects.first()
    assert document
    address = editor.post(f"/documents/{document.pk}/registers/again")["Location"]
    reader, other, administrator = Client(), Client(), Client()
    reader.force_login(User.objects.create_user("yomi"))
    other.force_login(User.objects.create_user("hoka", is_staff=True))
    administrator.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    assert reader.post(f"/documents/{document.pk}/registers/again").status_code == 403
    assert reader.get("/registers/measures/again").status_code == 403
    assert Client().post(f"/documents/{document.pk}/registers/again").status_code == 302
    assert [c.get(address).status_code for c in (reader, other, administrator)] == [403, 404, 200]
    assert editor.get("/registers/nothing/again").status_code == 404
    # what is read again is no upload
    assert address.rpartition("/")[2] not in editor.get("/uploads/").content.decode()
