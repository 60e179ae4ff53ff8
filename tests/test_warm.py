"""What is started from the warm process is as it would be if it were started by itself."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from tests import homes, warm
from tests.served import STDERR, answering, environment, free_port, wait_until


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
