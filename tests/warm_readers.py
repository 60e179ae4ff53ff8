"""Reading processes started from a warm process: 0.02 instead of 0.2 processor seconds a document or a
watched page.

The fork is ``python -m shiryokan.paper.child`` (or ``shiryokan.lookout.reading.child``) from its first line,
with the limits and walls that it sets itself. Tests of reading (``tests/paper``, ``lookout/test_reading.py``)
start their readers as ever, and so does every command that is killed.
"""

from __future__ import annotations

import contextlib
import functools
import os
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from shiryokan.lookout.reading import isolated as pages_isolated
from shiryokan.paper import isolated
from tests import warm


class ReadingProcess:
    """Used like the :class:`subprocess.Popen` of a reader, which speaks by its standard input and output."""

    def __init__(
        self, command: Sequence[str], *, address: str, env: Mapping[str, str], **_given: Any
    ) -> None:
        module = command[-1]
        asked_here, asking = os.pipe()
        answered_here, answering = os.pipe()
        with Path(os.devnull).open("wb") as nothing:
            self._process = warm.Process(
                module, env=env, address=address,
                stdin=asked_here, stdout=answering, stderr=nothing.fileno(),
            )  # fmt: skip
        os.close(asked_here)
        os.close(answering)
        self.stdin = os.fdopen(asking, "wb")
        self.stdout = os.fdopen(answered_here, "rb")
        self.pid, self.kill, self.wait = (
            self._process.pid,
            self._process.kill,
            self._process.wait,
        )


def run(
    command: Sequence[str],
    *,
    address: str,
    input: bytes,
    env: Mapping[str, str],
    timeout: float,
    check: bool,
    **_given: Any,
) -> subprocess.CompletedProcess[bytes]:
    """What :func:`subprocess.run` does with a reader that is asked one thing and answers once."""
    process = ReadingProcess(command, address=address, env=env)
    with process.stdin, process.stdout, ThreadPoolExecutor(1) as waiting:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(input)
            process.stdin.close()
        try:
            answer = waiting.submit(process.stdout.read).result(timeout)
        except TimeoutError:
            process.kill()
            process.wait()
            raise subprocess.TimeoutExpired(command, timeout) from None
        code = process.wait()
    done = subprocess.CompletedProcess(command, code, answer)
    if check:
        done.check_returncode()
    return done


def start_at(address: str) -> None:
    """Start readers of documents and of watched pages from the warm process at the socket ``address``."""
    given = {"PIPE": subprocess.PIPE, "DEVNULL": subprocess.DEVNULL}
    isolated.subprocess = SimpleNamespace(  # type: ignore[attr-defined]
        Popen=functools.partial(ReadingProcess, address=address), **given
    )
    pages_isolated.subprocess = SimpleNamespace(  # type: ignore[attr-defined]
        run=functools.partial(run, address=address),
        SubprocessError=subprocess.SubprocessError,
        **given,
    )


def start_as_ever() -> None:
    """Start each reader by its own command."""
    isolated.subprocess = pages_isolated.subprocess = subprocess  # type: ignore[attr-defined]
