"""From a file to a searchable document."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from pathlib import Path

import pytest

from shiryokan.documents.batches import report
from shiryokan.documents.description import Description
from shiryokan.documents.ingest import read_document
from shiryokan.documents.models import Document, Intake, Meeting, Page
from shiryokan.documents.originals import TooManyBytes, original_store
from shiryokan.documents.pages import document_from_rows, page_from_row
from shiryokan.documents.pictures import picture_path
from shiryokan.documents.receive import hand_in, handed_file, handed_url, receive_upload
from shiryokan.instance import current
from shiryokan.jobs.locks import Lock, WorkerLock, lock_of
from shiryokan.jobs.worker import JobWorker, recover_lost_jobs
from shiryokan.paper.document import Document as PaperDocument
from shiryokan.paper.errors import PageUnreadable
from shiryokan.paper.picture import THUMBNAIL
from shiryokan.paper.places import boxes_of
from shiryokan.paper.reader import Reader
from shiryokan.search.indexing import engine, queue_missing, rebuild
from shiryokan.search.marks import spans_on
from shiryokan.search.query_parser import parse
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests import pdfs
from tests.documents.conftest import Add


def test_a_file_becomes_a_searchable_document(add: Add, samples: Path) -> None:
    path = samples / "mikagami-plan-2025.pdf"
    (row,) = add(path, publisher="水鏡市", council="推進会議", meeting="第3回").rows
    assert (row.state, row.pages, row.pages_read) == ("done", 4, 4)
    document = Document.objects.get(pk=row.document)
    assert document.state == Document.State.INDEXED
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.pk == document.sha256[:16]
    assert original_store().path(document.sha256).read_bytes() == path.read_bytes()
    assert document.origin and str(document.origin.meeting) == "推進会議 第3回"
    assert [page.number for page in document.pages.all()] == [1, 2, 3, 4]
    hits = search(Question(text="夜間を想定した訓練")).hits
    assert [hit.page for hit in hits] == [3]
    assert ("夜間を想定した訓練", True) in hits[0].snippet


def test_hits_have_their_place_on_the_page(add: Add, samples: Path) -> None:
    (row,) = add(samples / "mikagami-guideline.pdf").rows
    page = page_from_row(Page.objects.get(document=row.document, number=3))
    hits = spans_on(page, None, None, parse("証明書を受け取る"))
    ((box,),) = boxes_of(page, hits)
    line = next(
        line for block in page.blocks for line in block.lines if "証明書を受け取る" in line.text
    )
    assert line.bbox.x0 < box.x0 < box.x1 <= line.bbox.x1
    assert (box.y0, box.y1) == (line.bbox.y0, line.bbox.y1)
    assert box.x1 - box.x0 == pytest.approx(8 * 10.5, abs=1)


def test_furniture_is_the_same_when_a_killed_reading_goes_on(add: Add, samples: Path) -> None:
    (row,) = add(samples / "mikagami-plan-2025.pdf").rows
    document = Document.objects.get(pk=row.document)
    whole = list(document.pages.order_by("number").values_list("furniture", flat=True))
    assert sum(map(bool, whole)) > 2
    # as a kill leaves it: some pages are committed, none of them decided on
    document.pages.filter(number__gt=2).delete()
    document.pages.update(furniture=[])
    Document.objects.filter(pk=document.pk).update(state=Document.State.STORED)
    read_document.call(document.pk)
    again = document.pages.order_by("number").values_list("furniture", flat=True)
    assert list(again) == whole


def test_pages_keep_the_kinds_that_the_whole_document_tells(add: Add, samples: Path) -> None:
    path = samples / "mikagami-guideline.pdf"
    (row,) = add(path).rows
    document = Document.objects.get(pk=row.document)
    with Reader(path) as reader:
        read = PaperDocument.of([reader.page(n) for n in range(1, reader.pages + 1)])
    rows = list(document.pages.order_by("number"))
    assert any(row.kinds for row in rows)
    for kept, page in zip(map(page_from_row, rows), read, strict=True):
        assert [(b.kind, b.level) for b in kept.blocks] == [(b.kind, b.level) for b in page.blocks]
    assert document_from_rows(document).flow == read.flow
    assert document_from_rows(document).flow_by_pages == read.flow_by_pages


def test_the_same_bytes_twice_are_one_document(add: Add, samples: Path, tmp_path: Path) -> None:
    first = samples / "mikagami-slides.pdf"
    second = tmp_path / "別の名前.pdf"
    second.write_bytes(first.read_bytes())
    assert {row.state for row in add(first, second).rows} == {"done", "known"}
    assert [row.state for row in add(second).rows] == ["known"]
    assert Document.objects.count() == 1
    assert engine().count("page") == 4


def test_more_said_of_a_known_document_is_kept_and_found(add: Add, samples: Path) -> None:
    path = samples / "mikagami-slides.pdf"
    add(path)
    add(path, title="概要の資料", publisher="水鏡市", date=datetime.date(2025, 5, 20))
    add(path, publisher="水鏡市", source_url="https://a.example/1.pdf")
    add(path, publisher="水鏡市", source_url="https://b.example/2.pdf")
    JobWorker(stop_when=lambda: True).run()
    document = Document.objects.get()
    assert document.title == "概要の資料"
    assert [(o.source_url, str(o.date)) for o in document.origins.all()] == [
        ("https://a.example/1.pdf", "2025-05-20"),
        ("https://b.example/2.pdf", "None"),
    ]
    assert search(Question(text="publisher:水鏡 手続")).total > 0
    assert [hit.page for hit in search(Question(text="title:概要")).hits] == [1]


def test_meetings_are_one_for_all_their_documents(add: Add, samples: Path) -> None:
    for name in ("slides", "guideline"):
        add(samples / f"mikagami-{name}.pdf", council="会議", meeting="第1回")
    assert Meeting.objects.count() == 1


def test_each_bad_file_is_refused_with_its_reason_and_the_others_are_done(
    add: Add, samples: Path, bad_pdfs: Path, tmp_path: Path
) -> None:
    bad = sorted(bad_pdfs.glob("*.pdf"))
    ended = add(*bad, tmp_path / "missing.pdf", samples / "mikagami-slides.pdf")
    states = {row.name: (row.state, row.error) for row in ended.rows}
    assert states["mikagami-slides.pdf"] == ("done", "")
    assert states["missing.pdf"] == ("refused", "file_missing")
    assert states["not-a-pdf.pdf"] == ("refused", "not_a_pdf")
    assert states["empty.pdf"] == ("refused", "empty_file")
    assert states["encrypted.pdf"] == ("refused", "encrypted")
    assert states["20000-pages.pdf"] == ("refused", "too_many_pages")
    assert states["no-pages.pdf"][0] == "refused"
    assert Document.objects.exclude(state=Document.State.INDEXED).count() == 0
    kept = {path.stem for path in original_store().folder.rglob("*.pdf")}
    assert kept == set(Document.objects.values_list("sha256", flat=True))


def test_a_refused_file_may_be_tried_again(add: Add, bad_pdfs: Path) -> None:
    for _ in range(2):
        assert [row.state for row in add(bad_pdfs / "not-a-pdf.pdf").rows] == ["refused"]
    assert Intake.objects.filter(state=Intake.State.REFUSED).count() == 2


def test_an_upload_is_kept_until_stored_and_its_name_is_no_path(
    empty_instance: Path, samples: Path
) -> None:
    with (samples / "mikagami-slides.pdf").open("rb") as stream:
        handed = receive_upload(stream, "../../etc/\x00概要.pdf", Description())
    assert handed.name == "概要.pdf"
    assert [path.name for path in (empty_instance / "incoming").iterdir()] == [handed.source]
    batch = hand_in([handed])
    JobWorker(stop_when=lambda: report(batch).ended).run()
    assert report(batch).rows[0].state == "done"
    assert not list((empty_instance / "incoming").iterdir())


def test_an_upload_over_the_limit_leaves_nothing(
    empty_instance: Path, samples: Path, settings: object
) -> None:
    import msgspec

    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), upload_bytes=1000)  # type: ignore[attr-defined]
    with (samples / "mikagami-slides.pdf").open("rb") as stream, pytest.raises(TooManyBytes):
        receive_upload(stream, "a.pdf", Description())
    assert not list((empty_instance / "incoming").iterdir())


def test_a_url_inside_the_network_is_refused(empty_instance: Path) -> None:
    batch = hand_in([handed_url("http://127.0.0.1/secret.pdf", Description())])
    JobWorker(stop_when=lambda: report(batch).ended).run()
    (row,) = report(batch).rows
    assert (row.state, row.error) == ("refused", "forbidden_address")


def test_the_job_of_a_dead_worker_is_done_by_the_next(empty_instance: Path, samples: Path) -> None:
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    batch = hand_in([handed_file(samples / "mikagami-slides.pdf", Description())])
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=["999-gone"])
    JobWorker(stop_when=lambda: report(batch).ended).run()
    assert report(batch).rows[0].state == "done"


def test_the_job_of_a_living_worker_is_left_alone(empty_instance: Path, samples: Path) -> None:
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    lock = WorkerLock(empty_instance / "locks")
    hand_in([handed_file(samples / "mikagami-slides.pdf", Description())])
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, worker_ids=[lock.worker_id])
    assert lock_of(empty_instance / "locks", lock.worker_id) is Lock.HELD
    assert recover_lost_jobs(empty_instance / "locks") == 0
    lock.release()
    assert recover_lost_jobs(empty_instance / "locks") == 1


def test_reading_goes_on_where_it_was(empty_instance: Path, samples: Path) -> None:
    from shiryokan.documents.ingest import read_document

    batch = hand_in([handed_file(samples / "mikagami-plan-2024.pdf", Description())])
    JobWorker(stop_when=lambda: report(batch).ended).run()
    document = Document.objects.get()
    Page.objects.filter(document=document, number__gt=2).delete()
    Page.objects.filter(document=document, number=1).update(text="読み直されない印")
    Document.objects.update(state=Document.State.STORED, pages_read=2)
    read_document.enqueue(document.pk)
    JobWorker(stop_when=lambda: Document.objects.get().state == "indexed").run()
    assert Page.objects.count() == 5
    assert search(Question(text="読み直されない印")).total == 1


def test_the_index_can_be_lost_and_built_anew(add: Add, samples: Path) -> None:
    add(samples / "mikagami-slides.pdf", samples / "mikagami-guideline.pdf")
    with engine().writing() as writing:
        writing.clear()
    assert search(Question(text="水鏡市")).total == 0
    assert queue_missing() == 2
    JobWorker(stop_when=lambda: engine().count("page") == 8).run()
    assert len(list(rebuild())) == 2
    assert engine().count("page") == 8
    assert queue_missing() == 0


def test_pictures_are_drawn_once_and_kept(add: Add, samples: Path) -> None:
    add(samples / "mikagami-slides.pdf")
    document = Document.objects.get()
    path = picture_path(document, 2, THUMBNAIL)
    made = path.stat().st_mtime_ns
    assert picture_path(document, 2, THUMBNAIL).stat().st_mtime_ns == made
    with pytest.raises(PageUnreadable):
        picture_path(document, 5, THUMBNAIL)


def test_a_batch_knows_how_far_it_is(empty_instance: Path, samples: Path) -> None:
    batch = hand_in([handed_file(samples / "mikagami-slides.pdf", Description())], uuid.uuid4())
    assert (report(batch).ended, report(batch).pages) == (False, 0)
    JobWorker(stop_when=lambda: report(batch).ended).run()
    assert (report(batch).ended, report(batch).pages, report(batch).pages_read) == (True, 4, 4)


def test_an_address_that_is_none_is_refused_as_such(empty_instance: Path) -> None:
    batch = hand_in([handed_url("http://[", Description())])
    JobWorker(stop_when=lambda: report(batch).ended, interval=0.05).run()
    assert Intake.objects.get().error == "bad_url"


def test_what_is_refused_for_its_collection_leaves_nothing_that_a_repair_would_show(
    add: Add, tmp_path: Path
) -> None:
    path = tmp_path / "few.pdf"
    path.write_bytes(pdfs.pdf("役員だけの資料"))
    add(path, collection="役員会")
    assert Intake.objects.get().error == "no_collection"
    assert not list(current.home().originals.glob("*/*.pdf"))
