"""Two homes on one PostgreSQL database and one bucket: any worker does any job, any server serves any page,
and whatever is killed, nothing is lost and nothing done twice."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest

from shiryokan.paper.picture import SIZES
from tests import object_store, pdfs, postgresql
from tests.object_store import Service
from tests.served import (
    ANSWER_SECONDS,
    answering,
    command,
    environment,
    free_port,
    program,
    run,
)

pytestmark = pytest.mark.any_database

SECONDS = 600.0
"""How long all of it may take on a machine that does other things as well."""
KEY = "one key of all servers, of the tests alone"
PAGES = 3
SEED = 27
PASSWORD = "a long and quiet password"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    started = postgresql.start()
    yield started.get_uri()
    started.cleanup()


class House:
    """Homes on a database and a bucket, with their servers and workers."""

    def __init__(self, folder: Path, database: str, s3: Service) -> None:
        self.folder, self.database, self.s3 = folder, database, s3
        self.bucket = s3.bucket()
        self.settings = {
            "database_url": database, "search_engine": "postgresql", "logs": "json",
            "secret_key": KEY, "uploads": "anyone", "heavy_per_minute": "0", "web_per_minute": "0",
            "lookout": "off", **s3.settings(self.bucket),
        }  # fmt: skip
        self.homes = [folder / "a", folder / "b"]
        # both at once: one makes the tables, and the other waits for it
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda home: run(home, "migrate", **self.settings), self.homes))

    def asked(self, query: str) -> list[Any]:
        with psycopg.connect(self.database, autocommit=True) as connection:
            return connection.execute(query).fetchall()

    def done(self, query: str) -> None:
        with psycopg.connect(self.database, autocommit=True) as connection:
            connection.execute(query)

    def forget_the_dead(self, alive: list[int]) -> None:
        """Have the heartbeats of workers that are dead be old, rather than wait for them."""
        names = [name for (name,) in self.asked("SELECT worker FROM jobs_heartbeat")]
        for name in names:
            if int(name.partition("-")[0]) not in alive:
                self.done(
                    f"UPDATE jobs_heartbeat SET at = at - interval '1 hour' WHERE worker = '{name}'"
                )

    def start(self, home: Path, *arguments: str) -> subprocess.Popen[bytes]:
        log = (home / f"{arguments[0]}.log").open("ab")
        with log:
            return subprocess.Popen(
                program(*arguments), env=environment(home, **self.settings),
                stdout=subprocess.DEVNULL, stderr=log, start_new_session=True,
            )  # fmt: skip

    def worker(self, home: Path) -> subprocess.Popen[bytes]:
        return self.start(home, "work", "--forever")

    def serve(self, home: Path, port: int) -> subprocess.Popen[bytes]:
        return self.start(home, "serve", "--without-worker", "--port", str(port))

    def logged(self) -> list[str]:
        """The jobs that the workers' logs say were done."""
        lines = [
            json.loads(line)
            for home in self.homes
            for line in _lines(home / "work.log")
            if line.startswith("{")
        ]
        return [
            line["job"]
            for line in lines
            if line.get("message") == "job" and line["status"] == "successful"
        ]


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8", errors="replace").splitlines() if path.exists() else []


def wait_until(holds: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.3)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with those that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def killed_at_the_end(processes: list[subprocess.Popen[bytes]]) -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            kill(process)


@pytest.fixture
def house(server: str, s3: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    for name, value in object_store.CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    return House(tmp_path, postgresql.new_database(server), s3)


def file(number: int) -> bytes:
    return pdfs.pdf(*(f"文書{number}の第{page}頁。避難訓練を行う。" for page in range(PAGES)))


def token(client: httpx.Client, address: str) -> str:
    client.get(address)
    return client.cookies["csrftoken"]


def hand_in(client: httpx.Client, base: str, number: int) -> bool:
    """Hand a document in at a server; whether it acknowledged it."""
    try:
        sent = client.post(
            f"{base}/uploads/", data={"csrfmiddlewaretoken": token(client, f"{base}/uploads/")},
            files={"files": (f"{number}.pdf", file(number), "application/pdf")},
            headers={"accept": "application/json", "referer": f"{base}/uploads/"},
        )  # fmt: skip
    except (httpx.TransportError, KeyError):
        return False
    return sent.status_code == 201


def killed_while_they_work(house: House, documents: int, kills: int) -> None:
    chance = random.Random(SEED)
    a, b = house.homes
    ports = [free_port(), free_port()]
    servers = [house.serve(home, port) for home, port in zip(house.homes, ports, strict=True)]
    workers = [house.worker(home) for home in (a, a, b)]
    every = [*servers, *workers]
    with killed_at_the_end(every), ExitStack() as stack:
        bases = [f"http://127.0.0.1:{port}" for port in ports]
        assert all(map(answering, bases))
        client = stack.enter_context(httpx.Client(timeout=ANSWER_SECONDS))
        acknowledged, at, left = 0, 0, kills
        while acknowledged < documents:
            # as a proxy does: to the other one, when one does not answer
            at += 1
            acknowledged += hand_in(client, bases[at % 2], acknowledged)
            if left and acknowledged * (kills + 1) > (kills - left + 1) * documents:
                left -= 1
                which = chance.randrange(len(workers)) if left else None
                if which is None:
                    kill(servers[0])
                    servers[0] = house.serve(a, ports[0])
                    every.append(servers[0])
                else:
                    kill(workers[which])
                    workers[which] = house.worker(house.homes[which // 2])
                    every.append(workers[which])
                    house.forget_the_dead([worker.pid for worker in workers])
        assert answering(bases[0])

        def all_there() -> bool:
            house.forget_the_dead([worker.pid for worker in workers])
            unfinished = (
                "SELECT count(*) FROM django_tasks_database_dbtaskresult"
                " WHERE status IN ('READY', 'RUNNING')"
            )
            return not house.asked(unfinished)[0][0]

        wait_until(all_there, "no job left")
        _look(house, documents, bases, client)
    # each job came to its end once, whoever began it
    logged = house.logged()
    assert len(logged) == len(set(logged))
    failed = "SELECT task_path, traceback FROM django_tasks_database_dbtaskresult WHERE status = 'FAILED'"
    assert house.asked(failed) == []
    for home in house.homes:
        assert json.loads(run(home, "check", "--json", **house.settings)) == []


def _look(house: House, documents: int, bases: list[str], client: httpx.Client) -> None:
    assert house.asked("SELECT state, count(*) FROM documents_document GROUP BY state") == [
        ("indexed", documents)
    ]
    assert (
        house.asked("SELECT DISTINCT state, error FROM documents_intake ORDER BY 1, 2")[0][1] == ""
    )
    pages = "SELECT count(*), count(DISTINCT (document_id, number)) FROM documents_page"
    assert house.asked(pages) == [(documents * PAGES, documents * PAGES)]
    assert len(house.s3.keys(house.bucket, "originals/")) == documents
    assert not house.s3.keys(house.bucket, "incoming/")
    # any server gives out any file, and the picture that the other one drew
    for document, sha in house.asked(
        "SELECT id, sha256 FROM documents_document ORDER BY id LIMIT 3"
    ):
        for base in bases:
            given = client.get(f"{base}/documents/{document}/original")
            assert hashlib.sha256(given.content).hexdigest() == sha
        size = next(iter(SIZES.values()))
        name = f"documents/{document}/pages/1/picture/{size.name}.{size.suffix}"
        drawn = [client.get(f"{base}/{name}") for base in bases]
        assert [each.status_code for each in drawn] == [200, 200]
        assert drawn[0].content == drawn[1].content
        assert len(house.s3.keys(house.bucket, f"pictures/{sha[:2]}/{sha}/")) == 1


@pytest.mark.slow
def test_workers_and_a_server_are_killed_and_every_document_is_there_once(house: House) -> None:
    killed_while_they_work(house, 12, 2)


@pytest.mark.slow
def test_sixty_documents_and_many_kills(house: House) -> None:
    killed_while_they_work(house, 60, 12)


@pytest.mark.thorough
def test_whoever_signs_in_at_one_server_reads_on_at_the_other(house: House) -> None:
    a, b = house.homes
    run(a, "user", "hanako", "--role", "reader", "--password", PASSWORD, **house.settings)
    ports = [free_port(), free_port()]
    servers = [house.serve(home, port) for home, port in zip(house.homes, ports, strict=True)]
    with killed_at_the_end(servers), httpx.Client(timeout=ANSWER_SECONDS) as client:
        one, other = (f"http://127.0.0.1:{port}" for port in ports)
        assert answering(one) and answering(other)
        page = f"{one}/account/login/"
        sent = client.post(
            page, headers={"referer": page},
            data={"csrfmiddlewaretoken": token(client, page), "login": "hanako", "password": PASSWORD},
        )  # fmt: skip
        assert sent.status_code == 302
        for base in (one, other):
            assert client.get(f"{base}/account/password/change/").status_code == 200
        # attempts that fail are counted together: three at each are too many, and then the right
        # password does not help either
        by_its_name = {"host": "localhost"}
        with httpx.Client(timeout=ANSWER_SECONDS, headers=by_its_name) as stranger:
            for number in range(7):
                page = f"{(one, other)[number % 2]}/account/login/"
                tried = {
                    "csrfmiddlewaretoken": token(stranger, page), "login": "hanako",
                    "password": PASSWORD if number == 6 else "wrong",
                }  # fmt: skip
                assert stranger.post(page, data=tried, headers={"referer": page}).status_code != 302
    kept = [len(list(home.glob("cache/*.djcache"))) for home in house.homes]
    assert kept == [0, 0] and not (a / "secret-key").exists() and not (b / "secret-key").exists()
    assert not (a / "rate-limits.sqlite3").exists()


@pytest.mark.thorough
@pytest.mark.guarding
def test_a_program_and_a_database_of_another_version_say_so(house: House) -> None:
    a, b = house.homes
    with ThreadPoolExecutor(3) as pool:
        again = pool.map(lambda home: run(home, "migrate", **house.settings), (a, b, a))
        assert all("この版のもの" in said for said in again)
    house.done("DELETE FROM django_migrations WHERE app = 'alerts'")
    older = command(a, "status", **house.settings, migrate="command")
    assert older.returncode and "shiryokan migrate" in older.stderr
    house.done(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('alerts', '0001_initial', now())"
    )
    house.done(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('alerts', '0002_more', now())"
    )
    newer = command(b, "status", **house.settings)
    assert newer.returncode and "alerts.0002_more" in newer.stderr
    english = command(b, "status", **house.settings, language="en")
    assert "newer version" in english.stderr
