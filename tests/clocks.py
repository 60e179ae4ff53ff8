"""Commands whose clock is wrong, or much later."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.served import environment, program


def run_at(home: Path, when: str, *arguments: str) -> str:
    """What a command says whose clock goes from ``when`` (``+400d``) on."""
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("the program faketime is not here")
    done = subprocess.run(
        [faketime, "-f", when, *program(*arguments)],
        # only the wall clock can be set, not how long something has taken
        env={**environment(home), "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout
