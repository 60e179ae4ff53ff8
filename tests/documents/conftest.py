"""An empty instance for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shiryokan.documents.batches import Report, report
from shiryokan.documents.description import Description
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker
from shiryokan.search import indexing
from tests.snapshots import Snapshots

Add = Callable[..., Report]
Fill = Callable[[Callable[[], object]], None]


@pytest.fixture
def empty_instance(transactional_db: None) -> Iterator[Path]:
    """The test home, empty: no files, no index, no rows."""
    home = current.home()
    for folder in (home.originals, home.incoming, home.pictures, home.index):
        shutil.rmtree(folder, ignore_errors=True)
    home.make()
    indexing.forget_open_index()
    if current.config().search_engine == "postgresql":
        with indexing.engine().writing(anew=True):
            pass
    yield home.folder


@pytest.fixture
def add(empty_instance: Path) -> Add:
    """Hand in files and work until they are done."""

    def add_files(*paths: Path, **given: object) -> Report:
        batch = hand_in(handed_file(path, Description(**given)) for path in paths)  # type: ignore[arg-type]
        JobWorker(stop_when=lambda: report(batch).ended, interval=0.05).run()
        return report(batch)

    return add_files


@pytest.fixture
def fill(empty_instance: Path, snapshots: Snapshots) -> Fill:
    """Fill the empty instance: by the function that is given, or with what it made an earlier time."""
    return lambda by: snapshots.fill(current.home(), by)
