"""What takes seconds is made before anybody asks for it, once, and anew when it no longer holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from tools.fee_schedules.editing import Author
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.items import contents, history, lineage, preparing
from shiryokan.jobs.models import Job
from shiryokan.jobs.worker import JobWorker, oldest_waiting, unfinished_jobs
from shiryokan.records import comparisons, models
from shiryokan.records.models import Extraction, Record
from shiryokan.registers.fees.points_report import Points
from tests.web.conftest import Add, Fill, add, empty_cache, empty_instance, fill

__all__ = ["Add", "Fill", "add", "empty_cache", "empty_instance", "fill"]
YEARS = (4, 6)


@pytest.fixture
def revisions(fill: Fill, add: Add, tmp_path: Path) -> list[Extraction]:
    """Two revisions of one schedule, the older one first."""

    def add_papers() -> None:
        for year, revision in zip(YEARS, Author(5).revisions(len(YEARS)), strict=True):
            path = tmp_path / f"{year}.pdf"
            typeset(revision.schedule, Look.of(year), path)
            add(path, title=f"霧浜診療報酬点数表（令和{year}年度）")

    fill(add_papers)
    return list(Extraction.objects.filter(register="fees", state="found").order_by("year"))


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


def addresses(old: Extraction, new: Extraction) -> list[str]:
    """Pages that take what is compared and put together."""
    row = Record.objects.filter(extraction=new, data__kind="item").order_by("position")[0]
    return [
        f"/registers/fees/compare?old={old.document_id}&new={new.document_id}",
        "/registers/fees/versions",
        "/registers/fees/points",
        f"/fees/?schedule={row.data['schedule']}",
        f"/fees/{row.data['schedule']}/{row.data['code']}/",
    ]


def test_nobody_waits_for_what_was_prepared(
    client: Client, revisions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    # as if the second had come just now
    cache.clear()
    models.StoredComparison.objects.all().delete()
    preparing.document_indexed(revisions[1].document_id)
    work()
    made = models.StoredComparison.objects.get()
    assert (made.old, made.new) == tuple(revisions)

    def unexpected(*_given: object, **_more: object) -> None:
        raise AssertionError("made while somebody waits")

    for module, name in ((comparisons, "compare"), (lineage, "compare"), (Points, "rows")):
        monkeypatch.setattr(module, name, unexpected)
    monkeypatch.setattr(contents, "items_in", unexpected)
    for address in addresses(*revisions):
        assert client.get(address).status_code == 200, address


def test_the_histories_of_long_items_are_prepared(
    client: Client, revisions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    cache.clear()
    rows = Record.objects.filter(extraction=revisions[1], data__kind="item")
    long = max(rows, key=lambda row: len(row.text))
    monkeypatch.setattr(preparing, "LONG_ITEM", len(long.text))
    monkeypatch.setattr(history, "_LONG", 0)
    preparing.document_indexed(revisions[1].document_id)
    work()

    def unexpected(*_given: object, **_more: object) -> None:
        raise AssertionError("made while somebody waits")

    monkeypatch.setattr(history, "worth_through", unexpected)
    schedule = long.data["schedule"]
    assert client.get(f"/fees/{schedule}/{long.data['code']}/").status_code == 200
    short = min(rows, key=lambda row: len(row.text))
    with pytest.raises(AssertionError, match="made while"):
        client.get(f"/fees/{schedule}/{short.data['code']}/")


def test_a_command_that_takes_documents_in_leaves_it_to_others(
    revisions: list[Extraction],
) -> None:
    work()
    preparing.document_indexed(revisions[1].document_id)
    JobWorker(stop_when=lambda: True, interval=0.02, on_demand=False).run()
    waiting = Job.objects.ready().filter(task_path=preparing.prepare.module_path)
    assert waiting.count() == 1
    assert not unfinished_jobs()
    assert not oldest_waiting()
    work()
    assert not waiting.exists()


def test_each_thing_is_made_in_its_turn(
    revisions: list[Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    monkeypatch.setattr(preparing, "SLICE_SECONDS", -1.0)
    made: list[int] = []

    def makers(extraction: Extraction) -> list[object]:
        return [lambda n=n: made.append(n) for n in range(3)]

    monkeypatch.setattr(preparing, "_makers", makers)
    preparing.document_indexed(revisions[0].document_id)
    preparing.document_indexed(revisions[0].document_id)
    path = preparing.prepare.module_path
    assert Job.objects.ready().filter(task_path=path).count() == 1
    work()
    assert made == [0, 1, 2]


def test_a_document_without_anything_to_make_is_not_queued(revisions: list[Extraction]) -> None:
    work()
    path = preparing.prepare.module_path
    before = Job.objects.filter(task_path=path).count()
    gone = revisions[0].document_id
    Extraction.objects.filter(document=gone).update(state=Extraction.State.NONE)
    preparing.document_indexed(gone)
    assert Job.objects.filter(task_path=path).count() == before
