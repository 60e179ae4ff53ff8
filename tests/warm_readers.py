"""Reading processes started from a warm process: 0.02 instead of 0.2 processor seconds a document.

The fork is ``python -m shiryokan.paper.child`` from its first line, with the limits and walls that it
sets itself. Tests of reading (``tests/paper``) start their readers as ever, and so does every server and
every command that is killed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

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


def start_at(address: str) -> None:
    """Start readers from the warm process at the socket ``address``."""
    isolated.subprocess = SimpleNamespace(  # type: ignore[attr-defined]
        Popen=lambda command, **given: ReadingProcess(command, address=address, **given),
        PIPE=subprocess.PIPE,
        DEVNULL=subprocess.DEVNULL,
    )


def start_as_ever() -> None:
    """Start each reader by its own command."""
    isolated.subprocess = subprocess  # type: ignore[attr-defined]
