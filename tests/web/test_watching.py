"""Watching the instance: is it alive, is it ready, what does it count, and what reaches the log."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from shiryokan.instance import current as instance
from shiryokan.site.logs import HIDDEN, harmless
from tests import homes, pdfs
from tests.served import (
    ANSWER_SECONDS,
    ENDING_SECONDS,
    answering,
    environment,
    free_port,
    get,
    program,
    run,
    wait_until,
)

pytestmark = pytest.mark.any_database

PASSWORD = "kirihama-no-tomoshibi"
METRICS_TOKEN = "numbers-for-the-watch-7341"


class Served:
    """An instance with two server processes whose log is kept."""

    def __init__(self, home: Path, log: Path, **settings: str) -> None:
        self.home, self.log = home, log
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                program("serve", "--port", str(port)),
                env=environment(home, **settings), stdout=out, stderr=out,
            )  # fmt: skip
        assert answering(self.address)

    def stop(self) -> str:
        self.process.terminate()
        self.process.wait(ENDING_SECONDS)
        return self.log.read_text("utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("watched")
    home = folder / "home"
    (folder / "a.pdf").write_bytes(pdfs.pdf("灯台の点検"))
    run(home, "add", str(folder / "a.pdf"))
    run(home, "user", "kanri@example.jp", "--password", PASSWORD, "--role", "administrator")
    made = Served(
        home, folder / "log", server_processes="2", logs="json", metrics_token=METRICS_TOKEN
    )
    yield made
    made.process.kill()


def numbers(address: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    told = get(f"{address}/metrics").text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(told)
        for sample in family.samples
    }


def listening(pid: int) -> list[int]:
    """The server processes below the one that watches over them."""
    below = psutil.Process(pid).children(recursive=True)
    servers = [each for each in below if "gunicorn" in each.cmdline()]
    return [each.pid for each in servers if each.parent() in servers]


def test_an_instance_that_works_is_ready(served: Served) -> None:
    assert get(f"{served.address}/healthz").text == "ok\n"
    wait_until(lambda: get(f"{served.address}/readyz").status_code == 200, "ready")
    assert get(f"{served.address}/readyz").json() == {"ready": True, "amiss": []}


def test_numbers_are_of_all_processes_and_of_the_instance(served: Served) -> None:
    key = (
        "shiryokan_requests_total",
        (("method", "GET"), ("route", "site:about"), ("status", "2xx")),
    )
    before = numbers(served.address).get(key, 0)
    for _ in range(40):
        # each on a connection of its own, so that both processes answer some
        assert get(f"{served.address}/about").status_code == 200
    after = [numbers(served.address) for _ in range(6)]
    assert {found[key] for found in after} == {before + 40}
    now = after[-1]
    assert now["shiryokan_documents", (("state", "indexed"),)] == 1
    assert now["shiryokan_pages", ()] == 1
    assert now["shiryokan_index_entries", ()] == 1
    assert now["shiryokan_worker_up", ()] == 1
    assert now["shiryokan_disk_free_bytes", ()] > 0
    assert now["shiryokan_request_seconds_count", (("route", "site:about"),)] >= 40
    assert len(listening(served.process.pid)) >= 2


def test_what_the_worker_did_is_counted_too(served: Served) -> None:
    done = "shiryokan_jobs_done_total"
    removed = (("status", "successful"), ("step", "remove_document"))
    before = numbers(served.address).get((done, removed), 0)
    document = json.loads(get(f"{served.address}/api/v1/documents").text)["items"][0]["id"]
    run(served.home, "delete", document)
    wait_until(lambda: numbers(served.address).get((done, removed), 0) > before, "removed")
    now = numbers(served.address)
    assert now[done, removed] == before + 1
    assert now["shiryokan_job_seconds_count", (("step", "remove_document"),)] == before + 1
    run(served.home, "delete", document, "--undo")
    entries = ("shiryokan_index_entries", ())
    wait_until(lambda: numbers(served.address)[entries] == 1, "the document is back")


@pytest.mark.thorough
def test_what_the_server_itself_logs_holds_no_secret(tmp_path: Path) -> None:
    homes.copy_empty(tmp_path / "home")
    made = Served(tmp_path / "home", tmp_path / "log", logs="json")
    port = int(made.address.rpartition(":")[2])
    secret = "shiryokan_abcdefghijklmnop"
    for line in (
        f"GET /?token={secret} HTTP/9.9", "GET /welcome/welcome-key-1142 BAD\u2028forged",
        "password=hidden-word-5531 / HTTP/1.1",
    ):  # fmt: skip
        with socket.create_connection(("127.0.0.1", port), timeout=ANSWER_SECONDS) as raw:
            raw.sendall(f"{line}\r\nAuthorization Bearer {secret}\r\n\r\n".encode())
            raw.recv(1000)
    log = made.stop()
    assert "gunicorn.error" in log, "the test shows nothing if the server logs nothing"
    for hidden in (secret, "welcome-key-1142", "hidden-word-5531"):
        assert hidden not in log, hidden
    assert not [line for line in log.splitlines() if line.startswith("forged")]


def test_numbers_hold_no_words_of_anyone(served: Served) -> None:
    get(f"{served.address}/search?q=ひみつの言葉")
    get(f"{served.address}/ひみつの住所")
    told = get(f"{served.address}/metrics").text
    assert "ひみつ" not in told and "%E3" not in told


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"X-Forwarded-For": "203.0.113.9"}, 403),
        ({"X-Forwarded-For": "203.0.113.9", "Authorization": f"Bearer {METRICS_TOKEN}"}, 200),
        ({"X-Forwarded-For": "203.0.113.9", "Authorization": "Bearer other"}, 403),
        ({"Forwarded": "for=203.0.113.9", "Authorization": "Bearer"}, 403),
    ],
)
def test_numbers_are_for_this_machine_or_whoever_has_the_token(
    served: Served, headers: dict[str, str], status: int
) -> None:
    assert get(f"{served.address}/metrics", headers=headers).status_code == status


@pytest.mark.thorough
def test_no_secret_reaches_the_log_and_every_request_does(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "user", "kanri@example.jp", "--password", PASSWORD, "--role", "administrator")
    token = run(home, "token", "kanri@example.jp", "--name", "試し")
    secret = re.findall(r"shiryokan_[\w-]{20,}", token)[0]
    link = run(home, "user", "taro@example.jp", "--link").strip().rpartition("/")[2]
    made = Served(home, tmp_path / "log", logs="json")
    with httpx.Client(
        base_url=made.address, follow_redirects=True, timeout=ANSWER_SECONDS
    ) as client:
        client.get("/account/login/")
        csrf = client.cookies["csrftoken"]
        said = {"login": "kanri@example.jp", "csrfmiddlewaretoken": csrf}
        client.post("/account/login/", data={**said, "password": "a-wrong-guess-9182"})
        said["csrfmiddlewaretoken"] = client.cookies["csrftoken"]
        client.post("/account/login/", data={**said, "password": PASSWORD})
        session = client.cookies["sessionid"]
        client.get("/api/v1/documents", headers={"Authorization": f"Bearer {secret}"})
        client.get("/api/v1/documents", headers={"Authorization": f"Bearer {secret}x"})
        for address in (
            f"/welcome/{link}", f"/welcome/{link}x", "/alerts/unsubscribe/unsubscribing-key-4417",
            "/alerts/feed/feed-key-5528.atom", "/account/password/reset/key/1-reset-key-6639/",
            "/account/confirm-email/confirm-key-7740/", f"/nowhere?token={secret}",
            "/search?q=ひみつの言葉", "/x%0aERROR%20forged%20line", "/x\u2028forged",
        ):  # fmt: skip
            client.get(address)
        number = client.get("/about").headers["X-Request-ID"]
    log = made.stop()
    for hidden in (
        PASSWORD, "a-wrong-guess-9182", secret, link, session, "unsubscribing-key-4417",
        "feed-key-5528", "reset-key-6639", "confirm-key-7740", "ひみつ", csrf,
    ):  # fmt: skip
        assert hidden not in log, hidden
    lines: list[dict[str, Any]] = []
    for line in log.splitlines():
        if line.startswith("{"):
            lines.append(json.loads(line))
    assert not [line for line in log.splitlines() if line.startswith("ERROR forged")]
    (about,) = [line for line in lines if line.get("request_id") == number]
    assert (about["route"], about["status"], about["method"]) == ("site:about", 200, "GET")
    assert about["account"] is not None
    assert {line["route"] for line in lines if line["message"] == "request"} >= {
        "accounts:welcome", "api:documents", "search:search", "alerts:unsubscribe",
    }  # fmt: skip


@pytest.mark.thorough
def test_an_instance_whose_database_is_gone_lives_and_is_not_ready(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "status")
    made = Served(home, tmp_path / "log")
    try:
        with sqlite3.connect(home / "library.sqlite3") as database:
            database.execute("drop table django_session")
            database.execute("delete from django_migrations where app = 'audit'")
        assert get(f"{made.address}/healthz").status_code == 200
        answer = get(f"{made.address}/readyz")
        assert answer.status_code == 503
        assert "migrations" in answer.json()["amiss"]
        worker = next(home.glob("locks/worker-*")).name.split("-")[1]
        os.kill(int(worker), 9)
        assert "worker" in get(f"{made.address}/readyz").json()["amiss"]
    finally:
        made.process.terminate()
        made.process.wait(ENDING_SECONDS)


@given(st.text(max_size=80))
def test_nothing_that_is_logged_makes_a_line_of_its_own(text: str) -> None:
    assert "\n" not in harmless(text) and "\r" not in harmless(text)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Not Found: /welcome/abcDEF-1", f"Not Found: /welcome/{HIDDEN}"),
        ("password=abc&x=1", f"password={HIDDEN}&x=1"),
        ("{'password': 'abc', 'a': 1}", f"{{'password': '{HIDDEN}', 'a': 1}}"),
        ("Authorization: Bearer abc", f"Authorization: Bearer {HIDDEN}"),
        ("postgresql://me:abc@host/db", f"postgresql://me:{HIDDEN}@host/db"),
        ("shiryokan_abcdefghijkl", f"shiryokan_{HIDDEN}"),
        ("/documents/0123456789abcdef/pages/1", "/documents/0123456789abcdef/pages/1"),
    ],
)
def test_what_is_kept_of_a_message(written: str, kept: str) -> None:
    assert harmless(written) == kept


@pytest.mark.django_db
@pytest.mark.usefixtures("no_time_passes")
def test_who_asks_too_often_is_told_how_long_to_wait(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = msgspec.structs.replace(instance.config(), web_per_minute=5, heavy_per_minute=2)
    monkeypatch.setattr(instance, "config", lambda: config)
    statuses = [client.get("/about").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    refused = client.get("/about")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "秒待って" in refused.content.decode()
    english = client.get(
        "/about", headers={"Accept-Language": "en"}, HTTP_COOKIE="django_language=en"
    )
    assert english.status_code == 429
    assert client.get("/healthz").status_code == 200, "what watches the instance is not counted"
    other = {"REMOTE_ADDR": "203.0.113.7"}
    heavy = [client.get("/registers/measures/overview", **other).status_code for _ in range(3)]
    assert heavy == [200, 200, 429]
    assert client.get("/about", **other).status_code == 200
