"""A library as people have it: its commands, and its server at an address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import homes, warm

ANSWER_SECONDS = 60.0
"""How long a server may take to answer at any time."""
STARTING_SECONDS = 2 * ANSWER_SECONDS
"""How long it may take to answer for the first time."""
ENDING_SECONDS = 120.0
"""How long a program may take to end when it is told to."""
HAPPENING_SECONDS = 300.0
"""How long one waits for what another process does."""
STDERR = 2
ROOT = Path(__file__).parent.parent
BEGINNING = ("add", "status", "user", "collection")
"""Commands with which tests begin an instance."""


def environment(home: Path, **settings: str) -> dict[str, str]:
    """The surroundings of a library in ``home``, with ``settings`` by their names."""
    kept = warm.own_environment()
    named = {f"SHIRYOKAN_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "SHIRYOKAN_HOME": str(home), "SHIRYOKAN_LANGUAGE": "ja", **named}


def program(*arguments: str) -> list[str]:
    """The command line of the program."""
    return [sys.executable, "-m", "shiryokan", *arguments]


def run(home: Path, *arguments: str, **settings: str) -> str:
    """What a command says that must end well."""
    done = command(home, *arguments, **settings)
    if done.returncode:
        pytest.fail(f"{arguments} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def command(
    home: Path, *arguments: str, timeout: float | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """A command, run to its end, whatever that is. A home that is not there yet is a copy of the
    session's empty one, so that not every test waits for the same tables to be made."""
    if arguments[0] in BEGINNING:
        _copy_if_new(home, settings)
    return warm.run("shiryokan", *arguments, env=environment(home, **settings), timeout=timeout)


def page_of(home: Path, address: str) -> str:
    """The page that somebody sees who has not signed in, answered without a server."""
    return warm.run("tests.answered", address, env=environment(home), cwd=ROOT, check=True).stdout


def _copy_if_new(home: Path, settings: dict[str, str]) -> None:
    is_new = not home.exists() or (home.is_dir() and not any(home.iterdir()))
    if is_new and not settings.get("database_url"):
        homes.copy_empty(home)


def get(address: str, **options: Any) -> httpx.Response:
    """What a server answers, however busy the machine is."""
    return httpx.get(address, timeout=ANSWER_SECONDS, **options)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_until(holds: Callable[[], object], what: str) -> None:
    """Wait for what another process does, which a busy machine lets it do late."""
    end = time.monotonic() + HAPPENING_SECONDS
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def answering(address: str) -> bool:
    """Wait until a server answers; whether it does."""
    end = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address + "/healthz", timeout=ANSWER_SECONDS).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


@contextmanager
def served(home: Path, *options: str, **settings: str) -> Iterator[str]:
    """The address of a server for the library in ``home``, which ends well. As for a command, a home that
    is not there yet is a copy of the session's empty one."""
    _copy_if_new(home, settings)
    port = free_port()
    with Path(os.devnull).open("wb") as nothing:
        server = warm.Process(
            *("shiryokan", "serve", "--port", str(port), *options),
            env=environment(home, **settings), stdout=nothing.fileno(), stderr=STDERR,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    if not answering(address):
        server.kill()
        pytest.fail(f"the server did not answer within {STARTING_SECONDS} seconds")
    try:
        yield address
    except BaseException:
        server.kill()
        raise
    server.terminate()
    assert server.wait(ENDING_SECONDS) == 0
