"""What fails by the fault of the house is said, and loses nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from shiryokan.keeping.checking import check
from shiryokan.keeping.repairing import repair
from shiryokan.library import house, steps
from shiryokan.library.given import Given
from shiryokan.library.jobs import HouseWorker, unfinished_jobs
from shiryokan.library.models import Document, Intake
from shiryokan.library.receiving import hand_in, receive_upload
from shiryokan.library.retrying import ATTEMPTS
from tests import pdfs

DATA = pdfs.pdf("灯台の点検")


def work() -> None:
    """Do all that is queued."""
    HouseWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()


def handed_in() -> Intake:
    """An upload at its last attempt."""
    batch = hand_in([receive_upload(io.BytesIO(DATA), "灯台.pdf", Given())])
    DBTaskResult.objects.all().delete()
    intake = Intake.objects.get(batch=batch)
    steps.store_intake.enqueue(str(intake.pk), attempt=ATTEMPTS)
    return intake


def remedies() -> list[str | None]:
    return [finding.remedy for finding in check(quick=True)]


def test_what_cannot_be_stored_stays_and_is_stored_by_a_repair(clean_house: Path) -> None:
    house.originals().folder.rmdir()
    house.originals().folder.write_text("in the way")
    intake = handed_in()
    work()
    intake.refresh_from_db()
    assert (intake.state, intake.error) == (Intake.State.REFUSED, "internal")

    house.originals().folder.unlink()
    house.originals().folder.mkdir()
    assert remedies() == ["store"]
    repair(list(check(quick=True)))
    work()
    intake.refresh_from_db()
    assert (intake.state, intake.error) == (Intake.State.DONE, "")
    assert remedies() == []


@pytest.mark.parametrize("way", ["repair", "again"])
def test_what_cannot_be_read_stays_and_is_read_later(
    clean_house: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def broken(document: Document) -> None:
        raise ValueError(document.pk)

    intake = handed_in()
    with monkeypatch.context() as patched:
        patched.setattr(steps, "_read_pages", broken)
        patched.setattr("shiryokan.library.retrying.ATTEMPTS", 1)
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
