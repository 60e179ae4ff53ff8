"""A library as people have it: its commands, and its server at an address."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests import homes, warm

SECONDS = 30
"""How long a server may take to answer for the first time."""
ANSWER_SECONDS = 60.0
"""How long it may take to answer at any time."""
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
    if arguments[0] in BEGINNING and not settings.get("database_url") and _is_new(home):
        homes.copy_empty(home)
    return warm.run("shiryokan", *arguments, env=environment(home, **settings), timeout=timeout)


def page_of(home: Path, address: str) -> str:
    """The page that somebody sees who has not signed in, answered without a server."""
    return warm.run("tests.answered", address, env=environment(home), cwd=ROOT, check=True).stdout


def _is_new(home: Path) -> bool:
    return not home.exists() or (home.is_dir() and not any(home.iterdir()))


def get(address: str, **options: Any) -> httpx.Response:
    """What a server answers, however busy the machine is."""
    return httpx.get(address, timeout=ANSWER_SECONDS, **options)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def answering(address: str) -> bool:
    """Wait until a server answers; whether it does."""
    end = time.monotonic() + 2 * ANSWER_SECONDS
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
    """The address of a server for the library in ``home``, which ends well."""
    port = free_port()
    with Path(os.devnull).open("wb") as nothing:
        server = warm.Process(
            *("shiryokan", "serve", "--port", str(port), *options),
            env=environment(home, **settings), stdout=nothing.fileno(), stderr=STDERR,
        )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    if not answering(address):
        server.kill()
        pytest.fail(f"the server did not answer within {SECONDS} seconds")
    try:
        yield address
    except BaseException:
        server.kill()
        raise
    server.terminate()
    assert server.wait(20) == 0
