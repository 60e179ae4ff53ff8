"""What all tests share."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.assertion.rewrite import PYC_TAIL
from django.db import connection
from django.utils import translation
from filelock import FileLock
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from shiryokan.audit import guard
from tests import pdfs, session_folder, syntax_trees, warm
from tests.cpu_report import CpuReport

if TYPE_CHECKING:
    # these know models, and processes without Django's set-up take ROOT from here
    from tests.object_store import Service
    from tests.snapshots import Snapshots

ROOT = Path(__file__).parent.parent
# many processes are started: each would compile all sources anew
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"

TOGETHER = {"browser": 3, "api": 1}
"""Folders whose files share a served instance or a browser, and so run together: in so many workers, each
with an instance of its own."""
ALONE = frozenset({"browser/test_whole_way.py", "browser/test_xss.py"})
"""Files of such folders that have an instance of their own."""
LONGEST = (
    "browser",
    "browser/test_whole_way.py",
    "web/test_permissions.py",
    "browser/test_xss.py",
    "documents/test_killing.py",
    "lookout/test_replay.py",
    "faults/test_checking.py",
    "search/test_retrieval.py",
    "backup/test_transfer.py",
    "backup/test_restoring_rows.py",
    "registers/test_adding_a_register.py",
    "web/test_odd_addresses.py",
    "paper/ocr/test_hostile.py",
    "web/test_watching.py",
    "api",
    "documents/test_two_homes.py",
    "registers/test_notices_corpus.py",
    "backup/test_waiting.py",
    "backup/test_backup.py",
    "paper/test_reading.py",
    "paper/test_hostile.py",
    "web/test_organisation_leaks.py",
    "faults/test_clock.py",
    "search/test_postgresql_instance.py",
    "office_pages/test_generator.py",
    "registers/test_fees_corpus.py",
    "search/test_opensearch_faults.py",
    "search/test_opensearch_instance.py",
    "faults/test_unseen.py",
    "registers/test_glance.py",
    "lookout/test_histories.py",
    "faults/test_disk.py",
    "cli/test_audit_command.py",
    "scans/test_scans.py",
    "documents/test_past_one_machine.py",
    "paper/test_plan_variations.py",
    "quotes/test_letters.py",
    "lookout/test_whole_way.py",
    "lookout/test_reading.py",
    "documents/test_bucket_instance.py",
)
"""Files of 15 processor seconds and more by ``--cpu-report``, and folders whose files run together, the
longest first."""

READING = ("paper", "lookout/test_reading.py")
"""Tests of reading itself, whose readers are started as ever."""
GARBAGE = 10_000
"""Objects that are made before garbage is looked for: 700, as Python does, takes longer, and tests have
memory."""

syntax_trees.guard()
# no test hangs on the speed of the machine
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cpu-report", type=Path, help="write processor seconds of each test here")


def pytest_itemcollected(item: pytest.Item) -> None:
    if os.environ.get("SHIRYOKAN_TEST_DATABASE") == "postgresql" and any(
        item.iter_markers("slow_on_postgresql")
    ):
        item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that at the end no worker waits for one of them."""
    last = len(LONGEST)
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, places.get(item.path.parent, last)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object | None:
    if config.getoption("dist") != "loadfile":
        return None
    # without workers there may be no xdist
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):
        """A file's tests run in one worker, and so do those of a part of a folder in ``TOGETHER``."""

        def _split_scope(self, nodeid: str) -> str:
            file = str(super()._split_scope(nodeid))
            folder = file.rpartition("/")[0]
            parts = TOGETHER.get(folder.rpartition("/")[2])
            if parts is None or file.removeprefix("tests/") in ALONE:
                return file
            files = sorted(path.name for path in (ROOT / folder).glob("test_*.py"))
            return f"{folder}/{files.index(file.rpartition('/')[2]) % parts}"

    return Scheduling(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before the test's fixtures are made: who starts the processes that read for it."""
    from tests import warm_readers

    if any(item.path.is_relative_to(ROOT / "tests" / of_reading) for of_reading in READING):
        warm_readers.start_as_ever()
    else:
        warm_readers.start_at(warm.reader_address())


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """All workers of xdist start their commands and readers from the same warm processes."""
    node.workerinput["warm"] = warm.start_for_workers()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Of the workers in a new checkout the first collects alone: it keeps the modules of the tests as
    pytest rewrites them, which takes half a minute of a processor, and the others read them."""
    first = contextlib.ExitStack()
    if "PYTEST_XDIST_WORKER" in os.environ and not _are_rewritten(session.config.args):
        first.enter_context(FileLock(ROOT / "tests" / "__pycache__" / "collecting.lock"))
        if _are_rewritten(session.config.args):
            first.close()
    # what is imported and collected is no garbage, which need not be found out again and again
    gc.disable()
    try:
        with first:
            return (yield)
    finally:
        gc.enable()


def _are_rewritten(arguments: list[str]) -> bool:
    """Whether what pytest made of the modules of tests is kept, for those that are asked for."""
    asked = [Path(argument.partition("::")[0]).absolute() for argument in arguments]
    files = [
        file for path in asked for file in ([path] if path.is_file() else path.rglob("test_*.py"))
    ]
    return all((file.parent / "__pycache__" / f"{file.stem}{PYC_TAIL}").exists() for file in files)


def pytest_collection_finish() -> None:
    """What was imported and collected stays: no collection of garbage need look at it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)


def pytest_configure(config: pytest.Config) -> None:
    if worker := getattr(config, "workerinput", None):
        warm.share(worker["warm"])
    if path := config.getoption("--cpu-report"):
        config.pluginmanager.register(CpuReport(path.absolute()))


@pytest.fixture(scope="session", autouse=True)
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One for all workers, whose folders lie beside one another."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "once"
    folder.mkdir(exist_ok=True)
    session_folder.share(folder)
    from shiryokan.japanese import vocabulary
    from tests.homes import SPELLINGS

    # a worker that wants the families of words has them from the first that wanted them
    vocabulary.keep_at(folder / SPELLINGS)


@pytest.fixture(scope="session", autouse=True)
def static_files_are_found_once() -> Iterator[None]:
    """Each client of a test has middleware of its own, and WhiteNoise's looks at each static file."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    look = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, Any] = {}

    def add_files(middleware: Any) -> None:
        if not found:
            look(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_files)
        yield


@pytest.fixture(autouse=True)
def the_language_of_one_test_is_not_the_next_ones() -> Iterator[None]:
    """A command called in this process, and a request, leave the language they were in."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The corpora; where they are absent the test is skipped, but never in CI."""
    if not CORPUS.is_dir():
        word = f"the corpora are not at {CORPUS}"
        if os.environ.get("CI"):
            pytest.fail(word)
        pytest.skip(word)
    return CORPUS


@pytest.fixture(scope="session")
def migrated_once(shared_folder: None) -> None:
    """Workers begin with copies of a database that the program has migrated once a session. On PostgreSQL
    each has a server of its own, and so migrates."""
    if connection.vendor != "sqlite" or "PYTEST_XDIST_WORKER" not in os.environ:
        return
    from tests import homes

    creation: Any = connection.creation
    create = creation._create_test_db

    def create_migrated(*given: Any, **options: Any) -> str:
        name = str(create(*given, **options))
        shutil.copy(homes.migrated_database(), name)
        return name

    creation._create_test_db = create_migrated


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_once: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """A test's database is emptied after it, which the guard of the audit log would refuse."""
    from tests import emptying

    with django_db_blocker.unblock():
        guard.take_down(connection)
        emptying.hasten(connection)


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Snapshots:
    """Instances that were filled in this process."""
    from tests.snapshots import Snapshots

    return Snapshots(tmp_path_factory.mktemp("snapshots"))


@pytest.fixture(scope="session")
def s3() -> Iterator[Service]:
    """An S3 service of our own, which ends with the session."""
    from tests import object_store

    with object_store.service() as found:
        yield found


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def bad_pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files that are wrong in one way each."""
    folder = tmp_path_factory.mktemp("bad")
    pdfs.write_bad_files(folder)
    return folder


@pytest.fixture(scope="session")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two megabytes that unfold to two gigabytes."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.pdf"
    pdfs.write_bomb(path, 2 * 1024**3)
    return path
