"""What fails by the fault of the instance is said, and loses nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from shiryokan.backup.check import check
from shiryokan.backup.repair import repair
from shiryokan.documents import ingest
from shiryokan.documents.description import Description
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import original_store
from shiryokan.documents.receive import hand_in, receive_upload
from shiryokan.jobs.retries import ATTEMPTS
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from tests import pdfs

DATA = pdfs.pdf("灯台の点検")


def work() -> None:
    """Do all that is queued."""
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()


def handed_in() -> Intake:
    """An upload at its last attempt."""
    batch = hand_in([receive_upload(io.BytesIO(DATA), "灯台.pdf", Description())])
    DBTaskResult.objects.all().delete()
    intake = Intake.objects.get(batch=batch)
    ingest.store_intake.enqueue(str(intake.pk), attempt=ATTEMPTS)
    return intake


def remedies() -> list[str | None]:
    return [finding.remedy for finding in check(quick=True)]


def test_what_cannot_be_stored_stays_and_is_stored_by_a_repair(empty_instance: Path) -> None:
    original_store().folder.rmdir()
    original_store().folder.write_text("in the way")
    intake = handed_in()
    work()
    intake.refresh_from_db()
    assert (intake.state, intake.error) == (Intake.State.REFUSED, "internal")

    original_store().folder.unlink()
    original_store().folder.mkdir()
    assert remedies() == ["store"]
    repair(list(check(quick=True)))
    work()
    intake.refresh_from_db()
    assert (intake.state, intake.error) == (Intake.State.DONE, "")
    assert remedies() == []


@pytest.mark.parametrize("way", ["repair", "again"])
def test_what_cannot_be_read_stays_and_is_read_later(
    empty_instance: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def broken(document: Document) -> None:
        raise ValueError(document.pk)

    intake = handed_in()
    with monkeypatch.context() as patched:
        patched.setattr(ingest, "_read_pages", broken)
        patched.setattr("shiryokan.jobs.retries.ATTEMPTS", 1)
        work()
    intake.refresh_from_db()
    assert (intake.state, intake.error) == (Intake.State.REFUSED, "internal")
    assert remedies() == ["read"]

    if way == "repair":
        repair(list(check(quick=True)))
        intakes = [intake]
    else:
        intakes = [handed_in()]
    work()
    for each in intakes:
        each.refresh_from_db()
        assert (each.state, each.error) == (Intake.State.DONE, "")
    assert Document.objects.get().pages.count() == 1
    assert remedies() == []
