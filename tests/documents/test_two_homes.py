"""Two homes that share a database and no folder: each has its worker, and nothing is lost."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import pdfs, postgresql
from tests.served import ENDING_SECONDS, environment, program, run, wait_until

pytestmark = pytest.mark.any_database

FILES = 6
PAGES = 8
LONG_PAGES = 400
"""Pages of a document that is read for long enough to be killed at."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    started = postgresql.start()
    yield started.get_uri()
    started.cleanup()


class Pair:
    """Two homes and their database."""

    def __init__(self, folder: Path, database: str) -> None:
        self.database = database
        self.settings = {
            "database_url": database, "search_engine": "postgresql", "logs": "json"
        }  # fmt: skip
        self.homes = [folder / "a", folder / "b"]
        # both at once: one migrates the database, and the other waits for it
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda home: run(home, "status", **self.settings), self.homes))
        self.pile = folder / "pile"
        self.pile.mkdir()

    def file(self, name: str, pages: int = PAGES) -> Path:
        path = self.pile / f"{name}.pdf"
        path.write_bytes(
            pdfs.pdf(*(f"文書{name}の第{n}頁。避難訓練を行う。" for n in range(pages)))
        )
        return path

    def hand_in(self, home: Path, *paths: Path) -> None:
        run(home, "add", *map(str, paths), "--later", **self.settings)

    def asked(self, query: str) -> list[Any]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def done(self, query: str) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(query)

    def age_heartbeat(self, worker: str) -> None:
        """Have a worker's last heartbeat be an hour old."""
        self._set_heartbeat(worker, "- interval '1 hour'")

    def keep_heartbeat(self, worker: str) -> None:
        """Have a worker's heartbeat be none that has stopped, however slow the machine is."""
        self._set_heartbeat(worker, "+ interval '1 hour'")

    def _set_heartbeat(self, worker: str, late: str) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            heard = f"UPDATE jobs_heartbeat SET at = clock_timestamp() {late} WHERE worker = %s"
            assert connection.execute(heard, [worker]).rowcount == 1

    def states(self) -> list[str]:
        return [row[0] for row in self.asked("SELECT state FROM documents_document")]

    def unfinished(self) -> int:
        asked = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
        return int(self.asked(asked)[0][0])

    def runs(self) -> list[tuple[str, list[str]]]:
        """Each job's step, and the workers that began it."""
        rows = self.asked("SELECT task_path, worker_ids FROM django_tasks_database_dbtaskresult")
        return [(path.rpartition(".")[2], workers) for path, workers in rows]

    @contextmanager
    def worker(self, home: Path) -> Iterator[subprocess.Popen[str]]:
        log = (home / "worker.log").open("a")
        process = subprocess.Popen(
            program("work", "--forever"), env=environment(home, **self.settings),
            stdout=subprocess.DEVNULL, stderr=log, text=True,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            process.terminate()
            process.wait(ENDING_SECONDS)
            log.close()

    def logged(self) -> list[str]:
        """The jobs that the workers' logs say were done."""
        lines = [line for home in self.homes for line in _lines(home / "worker.log")]
        return [line["job"] for line in lines if line.get("message") == "job"]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if line.startswith("{"):
            yield json.loads(line)


@pytest.fixture
def pair(server: str, tmp_path: Path) -> Pair:
    return Pair(tmp_path, postgresql.new_database(server))


@pytest.mark.thorough
@pytest.mark.guarding
def test_six_files_handed_in_at_two_homes_are_six_documents_and_no_job_is_done_twice(
    pair: Pair,
) -> None:
    a, b = pair.homes
    with pair.worker(a), pair.worker(b):
        for home, numbers in ((a, range(0, FILES, 2)), (b, range(1, FILES, 2))):
            pair.hand_in(home, *(pair.file(str(number)) for number in numbers))
        wait_until(lambda: pair.states() == ["indexed"] * FILES, "six documents")
        wait_until(lambda: not pair.unfinished(), "no job left")
    intakes = pair.asked("SELECT state, error FROM documents_intake")
    assert intakes == [("done", "")] * FILES
    assert [len(workers) for _step, workers in pair.runs()] == [1] * len(pair.runs())
    logged = pair.logged()
    assert len(logged) == len(set(logged)) == len(pair.runs())
    originals = [len(list((home / "originals").glob("*/*.pdf"))) for home in pair.homes]
    assert originals == [FILES / 2, FILES / 2]
    for home in pair.homes:
        hits = run(home, "search", "避難訓練 第3頁", "--json", **pair.settings).splitlines()
        assert sorted(json.loads(line)["page"] for line in hits) == [4] * FILES
        assert json.loads(run(home, "check", "--json", **pair.settings)) == []


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_killed_workers_job_is_put_back_by_the_other_home_when_its_heartbeat_has_stopped(
    pair: Pair,
) -> None:
    a, b = pair.homes
    running = (
        "SELECT 1 FROM django_tasks_database_dbtaskresult"
        " WHERE status = 'RUNNING' AND task_path LIKE '%read_document'"
    )
    pair.hand_in(a, pair.file("long", LONG_PAGES))
    with pair.worker(a) as killed:
        wait_until(lambda: pair.asked(running), "the reading has begun")
        killed.kill()
        killed.wait()
    (read,) = [workers for step, workers in pair.runs() if step == "read_document"]
    pair.keep_heartbeat(read[0])
    with pair.worker(b):
        # it has just said that it lives, and nothing tells b otherwise
        time.sleep(8)
        assert pair.asked(running)
        pair.age_heartbeat(read[0])
        wait_until(lambda: not pair.asked(running), "put back")
        # the original is a's, and so is the job
        time.sleep(1)
        assert pair.states() == ["stored"]
        with pair.worker(a):
            wait_until(lambda: pair.states() == ["indexed"], "read by its own home")
    (read,) = [workers for step, workers in pair.runs() if step == "read_document"]
    assert len(read) == 2


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_worker_of_the_same_home_goes_on_with_a_killed_ones_job_at_once(pair: Pair) -> None:
    a, _b = pair.homes
    pair.hand_in(a, pair.file("long", LONG_PAGES))
    with pair.worker(a) as killed:
        wait_until(lambda: any(s == "read_document" and w for s, w in pair.runs()), "begun")
        killed.kill()
        killed.wait()
    (read,) = [workers for step, workers in pair.runs() if step == "read_document"]
    # its own home needs no heartbeat that has stopped
    pair.keep_heartbeat(read[0])
    with pair.worker(a):
        wait_until(lambda: any(len(workers) == 2 for _step, workers in pair.runs()), "begun anew")
        wait_until(lambda: pair.states() == ["indexed"], "indexed")


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_worker_that_was_taken_for_dead_writes_nothing_more_of_its_job(pair: Pair) -> None:
    a, b = pair.homes
    pair.hand_in(a, pair.file("long", LONG_PAGES))
    with pair.worker(a) as stopped:
        wait_until(lambda: any(s == "read_document" and w for s, w in pair.runs()), "begun")
        stopped.send_signal(signal.SIGSTOP)
        (worker,) = pair.asked("SELECT worker FROM jobs_heartbeat")[0]
        pair.age_heartbeat(worker)
        with pair.worker(b):
            wait_until(
                lambda: pair.asked(
                    "SELECT 1 FROM django_tasks_database_dbtaskresult WHERE status = 'READY'"
                ),
                "put back",
            )
            (pages,) = pair.asked("SELECT count(*) FROM documents_page")[0]
            stopped.send_signal(signal.SIGCONT)
            wait_until(lambda: pair.states() == ["indexed"], "read under a new name")
    (read,) = [workers for step, workers in pair.runs() if step == "read_document"]
    assert pages < LONG_PAGES
    assert len(set(read)) == len(read) == 2
    assert pair.asked("SELECT count(*) FROM documents_page") == [(LONG_PAGES,)]
    assert "put back by another home" in (a / "worker.log").read_text("utf-8")


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_missing_original_is_waited_for_and_its_document_stays(pair: Pair) -> None:
    a, _b = pair.homes
    pair.hand_in(a, pair.file("one"))
    taken = a / "elsewhere"
    with pair.worker(a):
        wait_until(lambda: pair.states() == ["indexed"], "indexed")
    (original,) = (a / "originals").glob("*/*.pdf")
    original.rename(taken)
    pair.done("UPDATE documents_document SET state = 'stored', pages_read = 0")
    pair.done("DELETE FROM documents_page")
    pair.done("UPDATE documents_intake SET state = 'reading', ended_at = NULL")
    (document,) = pair.asked("SELECT id FROM documents_document")[0]
    again = (
        "UPDATE django_tasks_database_dbtaskresult SET status = 'READY', run_after = now()"
        " WHERE task_path LIKE '%read_document' AND status {}"
    )
    pair.done(again.format("= 'SUCCESSFUL'"))
    with pair.worker(a):
        state = "SELECT state, error FROM documents_intake"
        wait_until(lambda: pair.asked(state) == [("stalled", "original_missing")], "told")
        assert pair.states() == ["stored"]
        (finding,) = json.loads(
            subprocess.run(
                program("check", "--json"), env=environment(a, **pair.settings),
                capture_output=True, text=True, check=False,
            ).stdout
        )  # fmt: skip
        assert (finding["code"], finding["about"]) == ("check_original_missing", document)
        taken.rename(original)
        pair.done(again.format("= 'READY'"))
        wait_until(lambda: pair.states() == ["indexed"], "read as soon as it is there")
    assert pair.asked(state) == [("done", "")]
