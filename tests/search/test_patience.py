"""An index that cannot be written for a while: its jobs wait for it, and no command for them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.jobs.retries import LONGEST_WAIT
from shiryokan.jobs.worker import JobWorker, jobs_to_wait_for, unfinished_jobs
from shiryokan.search import indexing
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests import pdfs
from tests.documents.conftest import Add, add, empty_instance

__all__ = ["add", "empty_instance"]
pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    JobWorker(stop_when=lambda: not jobs_to_wait_for(), interval=0.02).run()


def put_off() -> list[float]:
    """For how many seconds jobs are put off."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return [(each.run_after - timezone.now()).total_seconds() for each in ready]


def let_time_pass() -> None:
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


@pytest.fixture
def short(add: Add, tmp_path: Path) -> Document:
    """A document whose place in the index cannot be written any more."""
    if current.config().search_engine != "tantivy":
        pytest.skip("an index in files can be spoiled")
    path = tmp_path / "one.pdf"
    path.write_bytes(pdfs.pdf("灯台の点検"))
    add(path)
    indexing.forget_open_index()
    for each in current.home().index.glob("*/meta.json"):
        each.write_bytes(b"{")
    document = Document.objects.get()
    indexing.queue_indexing(document.pk)
    return document


def test_an_index_job_outlives_a_long_fault_and_no_command_waits_for_it(short: Document) -> None:
    for _ in range(9):
        let_time_pass()
        JobWorker(stop_when=lambda: min(put_off()) > 1, interval=0.02).run()
    (seconds,) = put_off()
    assert 60 < seconds <= LONGEST_WAIT.total_seconds()
    began = time.monotonic()
    work()
    assert time.monotonic() - began < seconds
    assert unfinished_jobs() == 1
    for each in current.home().index.glob("*/*"):
        each.unlink()
    indexing.forget_open_index()
    let_time_pass()
    work()
    assert unfinished_jobs() == 0
    assert [hit.document for hit in search(Question(text="灯台"), limit=5).hits] == [short]


def test_it_is_given_up_in_the_end(short: Document) -> None:
    for _ in range(indexing.PATIENCE):
        assert unfinished_jobs() == 1
        let_time_pass()
        JobWorker(stop_when=lambda: not put_off() or min(put_off()) > 1, interval=0.02).run()
    assert unfinished_jobs() == 0
