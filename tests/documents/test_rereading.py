"""A document is read again in place: nothing of it is missing meanwhile, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from shiryokan.audit.models import AuditEntry
from shiryokan.backup.check import check
from shiryokan.documents import audit_kinds, rereading
from shiryokan.documents.batches import report
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.models import Document, Intake, Page
from shiryokan.documents.originals import original_store
from shiryokan.documents.rereading import read_again
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.paper.errors import TooSlow
from shiryokan.paper.isolated import unreadable_page
from shiryokan.search.indexing import engine
from tests import pdfs
from tests.documents.conftest import Add


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


@pytest.fixture
def document(add: Add, tmp_path: Path) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.pdf("灯台の点検", "霧笛の点検", "避難の訓練"))
    (row,) = add(path, title="点検の手引").rows
    work()
    return Document.objects.get(pk=row.document)


def test_pages_are_read_again_into_the_rows_that_there_are(document: Document) -> None:
    before = dict(Page.objects.values_list("number", "pk"))
    Page.objects.filter(number=2).update(text="古い読み方", unreadable=True)
    batch = read_again([document])
    (row,) = report(batch).rows
    assert (row.state, row.pages_read, row.pages) == (Intake.State.WAITING, 0, 3)
    assert AuditEntry.objects.filter(kind=audit_kinds.REREAD, name="点検の手引").count() == 1
    work()
    now = report(batch)
    assert now.ended and now.rows[0].state == Intake.State.DONE and now.pages_read == 3
    assert dict(Page.objects.values_list("number", "pk")) == before
    assert "霧笛" in Page.objects.get(number=2).text
    document.refresh_from_db()
    assert (document.state, document.title) == (Document.State.INDEXED, "点検の手引")
    assert engine().pages_of(document.pk) == 3
    assert list(check()) == []


def test_what_cannot_be_read_this_time_keeps_what_it_had(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = original_store().path(document.sha256)
    path.chmod(0o644)
    path.write_bytes(b"no pdf")
    batch = read_again([document])
    work()
    (row,) = report(batch).rows
    assert row.state == Intake.State.REFUSED and row.error == "not_a_pdf"
    document.refresh_from_db()
    assert (document.state, document.pages.count()) == (Document.State.INDEXED, 3)
    assert engine().pages_of(document.pk) == 3


def test_a_page_that_cannot_be_read_this_time_stays(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = rereading.pages_by_two

    def one_fails(reader: rereading.IsolatedReader, first: int = 1) -> object:
        for page in real(reader, first):
            yield unreadable_page(2, TooSlow(seconds=1.0)) if page.page == 2 else page

    monkeypatch.setattr(rereading, "pages_by_two", one_fails)
    read_again([document])
    work()
    page = Page.objects.get(number=2)
    assert "霧笛" in page.text and not page.unreadable


def test_a_reading_that_was_cut_off_goes_on_where_it_was(document: Document) -> None:
    batch = read_again([document])
    Intake.objects.filter(batch=batch).update(pages_read=2, state=Intake.State.READING)
    Page.objects.filter(number=1).update(text="済んだページ")
    work()
    assert Page.objects.get(number=1).text == "済んだページ"
    assert report(batch).rows[0].state == Intake.State.DONE


def test_what_went_into_the_bin_meanwhile_is_left_there(document: Document) -> None:
    batch = read_again([document])
    put_in_bin(document)
    work()
    assert Intake.objects.get(batch=batch).error == rereading.GONE
