"""Deleting in two steps: into the bin, from which it comes back, and for good."""

from __future__ import annotations

import datetime
import json
import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.audit import audit_kinds
from shiryokan.audit.actor import acting, actor_of
from shiryokan.audit.chain import Entry, broken_at
from shiryokan.audit.models import AuditEntry
from shiryokan.audit.record import record
from shiryokan.backup.check import check
from shiryokan.backup.repair import repair
from shiryokan.documents import audit_kinds as documents_kinds
from shiryokan.documents import bin as bins
from shiryokan.documents.description import Description
from shiryokan.documents.models import Document, Intake, Page
from shiryokan.documents.originals import original_store
from shiryokan.documents.pictures import picture_path
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.documents.signals import document_removed
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.paper.picture import SIZES
from shiryokan.records import audit_kinds as records_kinds
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests import pdfs
from tests.documents.conftest import Add, Fill

pytestmark = pytest.mark.django_db(transaction=True)
STAYS, GOES = "灯台の点検の計画", "灯台の塗り替えの記録"


@pytest.fixture
def document(fill: Fill, add: Add, tmp_path: Path) -> Document:
    """A document that will go, beside one that stays."""
    titles = {tmp_path / "stays.pdf": STAYS, tmp_path / "goes.pdf": GOES}
    for path, title in titles.items():
        path.write_bytes(pdfs.pdf(title))

    def add_both() -> None:
        for path, title in titles.items():
            add(path, title=title)

    fill(add_both)
    return Document.objects.get(title=GOES)


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()


def seen(person: object) -> set[str]:
    with reading_as(person):  # type: ignore[arg-type]
        hits = {hit.document.title for hit in search(Question(text="灯台"), limit=20).hits}
        listed = set(Document.objects.values_list("title", flat=True))
        assert hits == listed
        pages = set(Page.objects.values_list("document__title", flat=True))
        assert pages == listed
    return listed


def test_what_is_in_the_bin_is_seen_by_nobody_at_once_and_comes_back(document: Document) -> None:
    people = [AnonymousUser(), User.objects.create_user("r"), User.objects.create_superuser("a")]
    assert all(seen(person) == {STAYS, GOES} for person in people)
    bins.put_in_bin(document, "公開元が取り下げたため")
    assert all(seen(person) == {STAYS} for person in people)
    work()
    assert all(seen(person) == {STAYS} for person in people)
    assert list(check()) == []
    bins.take_out_of_bin(Document.everything.get(pk=document.pk))
    work()
    assert all(seen(person) == {STAYS, GOES} for person in people)
    assert list(check()) == []
    kinds = list(AuditEntry.objects.order_by("number").values_list("kind", flat=True))
    assert kinds[-2:] == [documents_kinds.BINNED, documents_kinds.UNBINNED]
    assert (
        AuditEntry.objects.get(kind=documents_kinds.BINNED).details["because"]
        == "公開元が取り下げたため"
    )


def test_its_address_says_that_it_is_gone_and_its_files_are_not_given(document: Document) -> None:
    client, address = Client(), f"/documents/{document.pk}"
    inner = (
        "/", "/original", "/pages/1", "/pages/1/picture/thumbnail.webp", "/pages/1/text.txt",
        "/pages/1/citation.bib",
    )  # fmt: skip
    bins.put_in_bin(document)
    for part in inner:
        answer = client.get(address + part)
        assert answer.status_code == 410, part
        assert GOES not in answer.content.decode()
    assert client.get("/documents/0000000000000000/").status_code == 404
    bins.purge(Document.everything.get(pk=document.pk))
    assert client.get(address + "/").status_code == 410


def test_programs_and_readers_of_its_records_are_told_too_that_it_is_gone(
    add: Add, samples: Path
) -> None:
    plan = "mikagami-plan-2024.pdf"
    add(samples / plan, title=GOES)
    document, client = Document.objects.get(), Client()
    record = document.records.first()
    assert record is not None
    addresses = [
        f"/records/{record.pk}/",
        *(f"/api/v1/documents/{document.pk}{part}" for part in ("", "/pages/1", "/citation")),
        f"/api/v1/records/{record.pk}",
    ]
    hidden = Collection.objects.create(name="役員会", visibility=Collection.MEMBERS)
    told = [(200, ""), (410, "bin"), (200, "back"), (410, "bin"), (410, "purge"), (200, "again")]
    for status, what in told:
        match what:
            case "bin":
                bins.put_in_bin(document)
            case "back":
                bins.take_out_of_bin(document)
            case "purge":
                bins.purge(document)
            case "again":
                add(samples / plan, title=GOES)
        assert {a: client.get(a).status_code for a in addresses} == dict.fromkeys(addresses, status)
    problem = client.get(addresses[-1].replace(str(record.pk), str(uuid.uuid4()))).json()
    assert problem["status"] == 404
    Document.objects.update(collection=hidden)
    bins.put_in_bin(document)
    assert {client.get(address).status_code for address in addresses} == {404}
    bins.purge(document)
    assert {client.get(address).status_code for address in addresses} == {404}


def test_that_a_hidden_document_is_gone_is_not_told_to_whoever_could_not_see_it(
    document: Document,
) -> None:
    hidden = Collection.objects.create(name="役員会", visibility=Collection.MEMBERS)
    Document.everything.filter(pk=document.pk).update(collection=hidden)
    bins.put_in_bin(document)
    stranger, member = Client(), Client()
    member.force_login(User.objects.create_user("member"))
    address = f"/documents/{document.pk}/"
    assert stranger.get(address).status_code == 404
    assert member.get(address).status_code == 410
    bins.purge(Document.everything.get(pk=document.pk))
    assert stranger.get(address).status_code == 404


def test_purging_leaves_nothing_but_the_entry(document: Document) -> None:
    picture = picture_path(document, 1, SIZES["thumbnail"])
    assert picture.is_file()
    assert not bins.purge(document), "only what is in the bin can be purged"
    bins.put_in_bin(document)
    assert bins.purge(document)
    assert not bins.purge(document)
    work()
    assert not Document.everything.filter(pk=document.pk).exists()
    assert not original_store().has(document.sha256)
    assert not picture.exists()
    assert list(check()) == []
    entry = AuditEntry.objects.get(kind=documents_kinds.PURGED)
    assert (entry.name, entry.details["sha256"]) == (GOES, document.sha256)


def test_only_what_was_there_for_long_enough_is_purged_by_the_clock(document: Document) -> None:
    bins.put_in_bin(document)
    bins.purge_what_is_due()
    assert bins.binned().count() == 1
    almost = timezone.now() - bins.grace() + datetime.timedelta(minutes=1)
    Document.everything.filter(pk=document.pk).update(binned_at=almost)
    bins.purge_what_is_due()
    assert bins.binned().count() == 1
    Document.everything.filter(pk=document.pk).update(
        binned_at=timezone.now() - bins.grace() - datetime.timedelta(seconds=1)
    )
    bins.purge_what_is_due()
    assert bins.binned().count() == 0
    assert AuditEntry.objects.get(kind=documents_kinds.PURGED).actor == "system"


def test_the_same_file_handed_in_while_it_is_in_the_bin_is_told_where_it_is(
    document: Document, add: Add, tmp_path: Path
) -> None:
    bins.put_in_bin(document)
    add(tmp_path / "goes.pdf")
    refused = Intake.objects.get(state=Intake.State.REFUSED)
    assert (refused.error, refused.error_details) == ("in_the_bin", {"title": GOES})
    bins.purge(Document.everything.get(pk=document.pk))
    add(tmp_path / "goes.pdf")
    assert Document.objects.count() == 2


@contextmanager
def after_the_row_is_gone(do: Callable[[], object]) -> Iterator[None]:
    """Have ``do`` called when a removal is written and the original is still there."""

    def removed(**_signal: object) -> None:
        transaction.on_commit(do)

    document_removed.connect(removed)
    try:
        yield
    finally:
        document_removed.disconnect(removed)


def test_a_file_that_is_handed_in_while_it_is_purged_is_not_lost(
    document: Document, tmp_path: Path
) -> None:
    def hand_in_and_work() -> None:
        hand_in([handed_file(tmp_path / "goes.pdf", Description(title=GOES))])
        work()
        connections.close_all()

    worker = threading.Thread(target=hand_in_and_work)

    def meanwhile() -> None:
        worker.start()
        worker.join(3)

    bins.put_in_bin(document)
    with after_the_row_is_gone(meanwhile):
        assert bins.purge(Document.everything.get(pk=document.pk))
    worker.join()
    work()
    assert Document.objects.get(title=GOES).pages.count() == 1
    assert original_store().has(document.sha256)
    assert list(check()) == []


def test_a_purge_that_was_cut_off_is_ended_and_nothing_comes_back(document: Document) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    bins.put_in_bin(document)
    with after_the_row_is_gone(killed), pytest.raises(KeyboardInterrupt):
        bins.purge(Document.everything.get(pk=document.pk))
    original = original_store().path(document.sha256)
    long_ago = time.time() - 3600
    os.utime(original, (long_ago, long_ago))
    found = list(check())
    assert found == []
    repair(found)
    work()
    assert not original.exists()
    assert not Document.everything.filter(pk=document.pk).exists()
    assert list(check()) == []


def test_who_may_delete_bring_back_and_purge(document: Document) -> None:
    reader, editor, administrator = Client(), Client(), Client()
    reader.force_login(User.objects.create_user("r"))
    editor.force_login(User.objects.create_user("e", is_staff=True))
    administrator.force_login(User.objects.create_superuser("a"))
    address = f"/documents/{document.pk}/delete"
    assert reader.post(address, {"because": "x"}).status_code == 403
    assert editor.post(address, {"because": ""}).status_code == 422
    assert editor.post(address, {"because": "誤り"}).status_code == 302
    assert "誤り" in editor.get("/bin").content.decode()
    assert reader.get("/bin").status_code == 403
    assert editor.post("/bin", {"purge": document.pk}).status_code == 403
    assert editor.post("/bin", {"restore": document.pk}).status_code == 302
    assert Document.objects.filter(pk=document.pk).exists()
    editor.post(address, {"because": "誤り"})
    assert administrator.get(f"/bin?purge={document.pk}").status_code == 200
    assert administrator.post("/bin", {"purge": document.pk}).status_code == 302
    assert not Document.everything.filter(pk=document.pk).exists()


def entry_in(told: dict[str, Any]) -> Entry:
    """An entry as a file tells it."""
    return msgspec.convert({n: told[n] for n in Entry.__struct_fields__}, Entry)


def test_editors_read_what_was_done_with_a_document_and_no_more(document: Document) -> None:
    editor, reader = Client(), Client()
    hensha = User.objects.create_user("hensha", is_staff=True)
    editor.force_login(hensha)
    reader.force_login(User.objects.create_user("r"))
    address = f"/documents/{document.pk}/history"
    assert address in editor.get(f"/documents/{document.pk}/").content.decode()
    assert address not in reader.get(f"/documents/{document.pk}/").content.decode()
    assert reader.get(address).status_code == 403
    with acting(actor_of(hensha)):
        bins.put_in_bin(document, "誤り")
    assert editor.get(address).status_code == 410
    bins.take_out_of_bin(document)
    record(records_kinds.CORRECTED, "record:7", "施策", document=document.pk)
    record(documents_kinds.ADMINISTERED, f"documents.document:{document.pk}", GOES, fields=["題名"])
    record(audit_kinds.EXPORTED, "export:search", "ほかのこと")
    shown = editor.get(address).content.decode()
    for told in ("hensha", "ごみ箱に入れた", "誤り", "ごみ箱から戻した", "施策", "題名"):
        assert told in shown, told
    assert "ほかのこと" not in shown and STAYS not in shown


def test_administrators_read_the_record_and_take_it_away(document: Document) -> None:
    administrator, editor = Client(), Client()
    user = User.objects.create_superuser("kanri", email="kanri@example.jp")
    administrator.force_login(user)
    editor.force_login(User.objects.create_user("e", is_staff=True))
    administrator.post(f"/documents/{document.pk}/delete", {"because": "=1+1"})
    shown = administrator.get(
        "/audit/?kind=binned&who=kanri@example.jp&verify=yes"
    ).content.decode()
    assert "kanri@example.jp" in shown and GOES in shown and "書かれたときのまま" in shown
    assert GOES not in administrator.get("/audit/?kind=restored").content.decode()
    assert GOES not in administrator.get("/audit/?to=2001-01-01").content.decode()
    assert administrator.get("/audit/?from=31.12.2025&page=x").status_code == 200
    table = administrator.get("/audit.csv").content.decode()
    assert GOES in table and table.startswith("\ufeff")
    lines = administrator.get("/audit.jsonl").content.decode().splitlines()
    assert len(lines) == table.count("\r\n")
    told = [json.loads(line) for line in reversed(lines)]
    assert broken_at((entry_in(each), each["hash"]) for each in told) is None
    assert {each["at"][-6:] for each in told} == {"+00:00"}
    assert AuditEntry.objects.filter(kind=audit_kinds.EXPORTED, about="export:deeds").count() == 2
    assert editor.get("/audit/").status_code == 403
    assert editor.get("/audit.csv").status_code == 403


def test_the_administration_pages_do_not_go_past_the_bin(document: Document) -> None:
    administrator = Client()
    administrator.force_login(User.objects.create_superuser("a"))
    address = f"/admin/documents/document/{document.pk}/delete/"
    assert administrator.post(address, {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": document.pk, "post": "yes"}
    administrator.post("/admin/documents/document/", many)
    assert Document.everything.filter(pk=document.pk).exists()
