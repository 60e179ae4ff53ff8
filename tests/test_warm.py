"""What is started from the warm process is as it would be if it were started by itself."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests import homes, warm
from tests.served import STDERR, answering, environment, free_port, get, served, wait_until


def listens(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def test_what_a_killed_server_had_started_ends_too(tmp_path: Path) -> None:
    homes.copy_empty(tmp_path)
    port = free_port()
    with Path(os.devnull).open("wb") as nothing:
        server = warm.Process(
            *("shiryokan", "serve", "--without-worker", "--port", str(port)),
            env=environment(tmp_path), stdout=nothing.fileno(), stderr=STDERR,
        )  # fmt: skip
    assert answering(f"http://127.0.0.1:{port}")
    server.kill()
    assert server.wait() < 0
    wait_until(lambda: not listens(port), "nobody listens any more")


def test_a_command_has_the_settings_of_its_own_environment(tmp_path: Path) -> None:
    homes.copy_empty(tmp_path)
    english = warm.run(
        "shiryokan", "status", env=environment(tmp_path) | {"SHIRYOKAN_LANGUAGE": "en"}
    )
    japanese = warm.run("shiryokan", "status", env=environment(tmp_path))
    assert "Documents:" in english.stdout and "文書:" in japanese.stdout
    assert str(tmp_path) in japanese.stdout


def test_a_command_is_refused_settings_that_are_none(tmp_path: Path) -> None:
    done = warm.run("shiryokan", "status", env=environment(tmp_path, server_threads="many"))
    assert done.returncode and "server_threads" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_all_processes_of_a_server_count_is_told_by_each(tmp_path: Path) -> None:
    with served(tmp_path / "home", server_processes="2") as address:
        for _ in range(5):
            get(address + "/about")
        told = get(address + "/metrics").text
    counted = [line for line in told.splitlines() if "about" in line and "_count" in line]
    assert [line.split()[-1] for line in counted] == ["5.0"], told
