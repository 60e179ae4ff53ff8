"""A house in which pictures are read, and a scan of ours that was read once for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest
from django.conf import settings

from shiryokan.documents.description import Description
from shiryokan.documents.models import Document
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.jobs.queues import queue_behind
from shiryokan.jobs.worker import JobWorker, jobs_behind, unfinished_jobs
from tests import ocr
from tests.conftest import SAMPLES
from tests.documents.conftest import Add, Fill, add, empty_instance, fill

__all__ = ["Add", "Fill", "add", "empty_instance", "fill"]
SCAN = "mikagami-notice-scan.pdf"


def work() -> None:
    """All that waits before the pictures."""
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


def read_pictures() -> None:
    """The pictures, and what comes after them."""
    JobWorker(
        stop_when=lambda: not jobs_behind(), interval=0.02, queue_names=[queue_behind()]
    ).run()
    work()


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets settings of the instance for one test."""

    def given(**values: object) -> None:
        config = msgspec.structs.replace(settings.SHIRYOKAN, **values)
        monkeypatch.setattr(settings, "SHIRYOKAN", config)

    return given


@pytest.fixture
def reading(settled: Callable[..., None]) -> Iterator[None]:
    """Pictures are read, and no text layer is checked."""
    ocr.needed()
    settled(scans="on", verification="off")
    yield


@pytest.fixture
def scan(reading: None, fill: Fill) -> Document:
    """A scan that was read, in a house that has nothing else."""

    fill(_with_a_scan)
    return Document.objects.get()


def _with_a_scan() -> None:
    hand_in([handed_file(SAMPLES / SCAN, Description())])
    work()
    read_pictures()
