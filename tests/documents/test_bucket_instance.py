"""An instance that keeps its files in a bucket: from being handed in to being purged, and all that may fail
on the way."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from shiryokan.backup.check import check
from shiryokan.backup.repair import repair
from shiryokan.documents import moving
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.description import Description
from shiryokan.documents.ingest import store_intake
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import FolderOriginals, original_store
from shiryokan.documents.pictures import picture_path
from shiryokan.documents.receive import hand_in, handed_file, receive_upload
from shiryokan.documents.removal import REMOVED_AFTER
from shiryokan.instance import current
from shiryokan.jobs.models import Job
from shiryokan.jobs.worker import JobWorker
from shiryokan.paper.picture import SIZES
from tests import object_store, pdfs
from tests.object_store import Between, Service

DATA = pdfs.pdf("倉庫の第1頁。", "倉庫の第2頁。")


class Kept:
    """The instance's bucket."""

    def __init__(self, service: Service, between: Between, name: str) -> None:
        self.service, self.between, self.name = service, between, name

    def keys(self, prefix: str = "") -> list[str]:
        return self.service.keys(self.name, prefix)

    def put(self, key: str, data: bytes) -> None:
        self.service.client.put_object(Bucket=self.name, Key=key, Body=data)


@pytest.fixture
def kept(
    s3: Service, empty_instance: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Kept]:
    for name, value in object_store.CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    # how often a request is made again is looked at elsewhere
    monkeypatch.setattr("shiryokan.documents.bucket._ASKED", 1)
    between, bucket = Between(s3), s3.bucket()
    shutil.rmtree(current.home().copies, ignore_errors=True)
    with between.running() as address:
        settings.SHIRYOKAN = msgspec.structs.replace(
            current.config(), s3_bucket=bucket, s3_endpoint=address, s3_seconds=1.0
        )
        yield Kept(s3, between, bucket)


def work() -> None:
    """Do what is due now: what waits for the service is put off."""
    JobWorker(stop_when=lambda: True, interval=0.02).run()


def stored() -> None:
    """Do the first step alone."""
    for intake in Intake.objects.all():
        store_intake.func(str(intake.pk))
    assert Document.objects.get().state == Document.State.STORED


def all_now() -> None:
    """Have what was put off be due."""
    Job.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def handed(data: bytes = DATA) -> Document:
    hand_in([receive_upload(io.BytesIO(data), "倉庫.pdf", Description(title="倉庫"))])
    work()
    return Document.objects.get()


def found(**how: Any) -> list[tuple[str, str]]:
    return [(each.code, each.about) for each in check(**how)]


def test_a_document_goes_through_the_bucket_and_leaves_nothing_waiting(kept: Kept) -> None:
    hand_in([receive_upload(io.BytesIO(DATA), "倉庫.pdf", Description())])
    (waiting,) = kept.keys()
    assert waiting.startswith("incoming/") and not list(current.home().incoming.iterdir())
    # any worker may take it
    assert set(Job.objects.values_list("queue_name", flat=True)) == {"default"}
    work()
    document = Document.objects.get()
    assert document.state == Document.State.INDEXED and document.page_count == 2
    assert kept.keys() == [f"originals/{document.sha256[:2]}/{document.sha256}.pdf"]
    assert not list(current.home().originals.glob("*/*"))
    assert found() == []


def test_a_file_that_is_named_by_its_path_is_put_there_by_whoever_names_it(
    kept: Kept, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(DATA)
    hand_in([handed_file(path, Description()), handed_file(tmp_path / "no.pdf", Description())])
    path.unlink()
    work()
    assert [(each.state, each.error) for each in Intake.objects.order_by("name")] == [
        ("done", ""), ("refused", "file_missing")
    ]  # fmt: skip


def test_pictures_are_drawn_once_for_all_machines(kept: Kept) -> None:
    document, size = handed(), next(iter(SIZES.values()))
    drawn = picture_path(document, 1, size).read_bytes()
    (key,) = kept.keys("pictures/")
    assert kept.service.bytes_of(kept.name, key) == drawn
    # another machine, which the original never comes to
    for folder in (current.home().pictures, current.home().copies):
        shutil.rmtree(folder)
    kept.between.asked.clear()
    assert picture_path(document, 1, size).read_bytes() == drawn
    assert [path.rpartition("/")[2] for _how, path in kept.between.asked] == [
        key.rpartition("/")[2]
    ]
    # its bytes are wrong, or the service does not take them: it is drawn all the same
    shutil.rmtree(current.home().pictures)
    kept.between.fault = object_store.wrong_bytes(3)
    assert picture_path(document, 1, size).read_bytes() == drawn
    kept.between.fault = object_store.busy(99)
    assert picture_path(document, 2, size).read_bytes()


@pytest.mark.any_database
def test_whoever_may_have_the_file_gets_it_and_nobody_else_an_address(
    kept: Kept, client: Client, settings: Any
) -> None:
    from shiryokan.access.models import Collection

    document = handed()
    from django.urls import reverse

    address = reverse("viewer:original", args=[document.pk])
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == DATA  # type: ignore[attr-defined]
    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), s3_files="signed")
    answer = client.get(address)
    assert answer.status_code == 302 and "X-Amz-Signature" in answer["Location"]
    assert "no-store" in answer["Cache-Control"]
    few = Collection.objects.create(name="内部", visibility=Collection.GROUPS)
    Document.objects.update(collection=few)
    assert client.get(address).status_code == 404


def test_while_the_service_is_away_what_was_taken_in_waits_and_then_goes_on(kept: Kept) -> None:
    hand_in([receive_upload(io.BytesIO(DATA), "倉庫.pdf", Description())])
    for fault in (object_store.busy(999), object_store.silent):
        kept.between.fault = fault
        all_now()
        work()
        intake = Intake.objects.get()
        assert (intake.state, intake.error) == ("stalled", "store_away")
    kept.between.fault = None
    all_now()
    work()
    intake = Intake.objects.get()
    assert (intake.state, intake.error) == ("done", "")
    assert found() == []


def test_it_may_go_away_between_storing_and_reading(kept: Kept) -> None:
    hand_in([receive_upload(io.BytesIO(DATA), "倉庫.pdf", Description())])
    stored()
    shutil.rmtree(current.home().copies)
    kept.between.fault = object_store.busy(999)
    work()
    intake = Intake.objects.get()
    assert (intake.state, intake.error) in (("stalled", "store_away"),)
    kept.between.fault = None
    all_now()
    work()
    assert Document.objects.get().state == Document.State.INDEXED


@pytest.mark.any_database
def test_whoever_hands_in_while_it_is_away_is_told_and_nothing_is_half_there(
    kept: Kept, admin_client: Client
) -> None:
    from django.urls import reverse

    kept.between.fault = object_store.busy(999)
    admin_client.raise_request_exception = False
    file = io.BytesIO(DATA)
    file.name = "倉庫.pdf"
    answer = admin_client.post(reverse("uploads:upload"), {"files": [file]})
    assert answer.status_code == 503
    assert "保管先（S3）が答えません" in answer.content.decode()
    assert not Intake.objects.exists() and not kept.keys()
    assert not list(current.home().incoming.iterdir())


def test_a_damaged_original_is_never_read_and_is_mended_by_the_same_file(kept: Kept) -> None:
    hand_in([receive_upload(io.BytesIO(DATA), "倉庫.pdf", Description())])
    stored()
    document = Document.objects.get()
    (key,) = kept.keys("originals/")
    kept.put(key, DATA[:-9] + b"damaged!!")
    shutil.rmtree(current.home().copies)
    work()
    intake = Intake.objects.get()
    assert (intake.state, intake.error) == ("stalled", "original_damaged")
    assert ("check_original_damaged", document.pk) in found()
    hand_in([receive_upload(io.BytesIO(DATA), "同じ.pdf", Description())])
    all_now()
    work()
    assert Document.objects.get().state == Document.State.INDEXED and found() == []


def test_a_purge_takes_the_original_its_versions_and_its_pictures_some_time_later(
    kept: Kept,
) -> None:
    document, size = handed(), next(iter(SIZES.values()))
    picture_path(document, 1, size)
    put_in_bin(document)
    purge(document)
    work()
    assert not list(current.home().copies.rglob(f"{document.sha256}*"))
    # it is there still, and no fault
    assert kept.keys("originals/") and found() == []
    (job,) = Job.objects.filter(status=TaskResultStatus.READY)
    assert timezone.now() < job.run_after <= timezone.now() + REMOVED_AFTER
    all_now()
    work()
    assert kept.keys() == [] and found() == []


def test_a_document_that_comes_again_before_its_purge_has_ended_stays(kept: Kept) -> None:
    document = handed()
    put_in_bin(document)
    purge(document)
    again = handed()
    all_now()
    work()
    assert kept.keys("originals/") and again.sha256 == document.sha256
    assert found() == []


def test_what_is_refused_leaves_nothing_in_the_bucket(kept: Kept) -> None:
    hand_in([receive_upload(io.BytesIO(b"no PDF"), "x.pdf", Description())])
    hand_in([receive_upload(io.BytesIO(b""), "y.pdf", Description())])
    work()
    all_now()
    work()
    assert kept.keys() == []
    assert {each.state for each in Intake.objects.all()} == {"refused"}


def test_a_check_says_what_the_bucket_has_alone_and_what_it_lacks_and_mends_what_can_be(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = handed()
    (key,) = kept.keys("originals/")
    kept.service.client.delete_object(Bucket=kept.name, Key=key)
    stray = pdfs.pdf("だれのものでもない文書。")
    import hashlib

    sha = hashlib.sha256(stray).hexdigest()
    kept.put(f"originals/{sha[:2]}/{sha}.pdf", stray)
    kept.put(f"pictures/{sha[:2]}/{sha}/1-page.webp", b"picture")
    monkeypatch.setattr("shiryokan.backup.check._MAY_BE_COMING", -60.0)
    for quick in (True, False):
        assert set(found(quick=quick)) == {
            ("check_original_missing", document.pk),
            ("check_stray", sha),
            ("check_pictures_left", sha),
        }
    repair(check())
    work()
    # nothing of it is thrown away: it is a document now, for administrators
    assert Document.objects.filter(sha256=sha, collection__name="戻した原本").exists()
    assert found() == [("check_original_missing", document.pk)]


def test_a_disk_that_is_full_on_this_machine_keeps_the_job_for_another(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    from shiryokan.documents.local_copies import LocalCopies

    hand_in([receive_upload(io.BytesIO(DATA), "倉庫.pdf", Description())])
    stored()
    shutil.rmtree(current.home().copies)

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(LocalCopies, "_write", full)
        work()
    assert Document.objects.get().state == Document.State.STORED
    assert Intake.objects.get().state != "refused"
    all_now()
    work()
    assert Document.objects.get().state == Document.State.INDEXED


def test_originals_move_into_the_bucket_and_back_and_a_damaged_one_does_not(
    kept: Kept, settings: Any
) -> None:
    with_bucket = current.config()
    settings.SHIRYOKAN = msgspec.structs.replace(with_bucket, s3_bucket="", s3_endpoint="")
    document = handed()
    bad = pdfs.pdf("傷む文書。")
    hand_in([receive_upload(io.BytesIO(bad), "傷む.pdf", Description())])
    work()
    other = Document.objects.exclude(pk=document.pk).get()
    store = original_store()
    assert isinstance(store, FolderOriginals)
    store.path(other.sha256).chmod(0o644)
    store.path(other.sha256).write_bytes(b"damaged")
    settings.SHIRYOKAN = with_bucket
    assert moving.to_bucket(lambda *_: None) == (1, [other.sha256])
    assert kept.keys() == [f"originals/{document.sha256[:2]}/{document.sha256}.pdf"]
    assert moving.to_bucket(lambda *_: None) == (0, [other.sha256])
    shutil.rmtree(current.home().originals)
    assert moving.to_folder(lambda *_: None) == (1, [other.sha256])
    assert [path.read_bytes() for path in current.home().originals.glob("*/*")] == [DATA]


def test_the_store_is_one_for_all_homes(kept: Kept) -> None:
    assert original_store().shared
