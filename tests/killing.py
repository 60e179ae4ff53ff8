"""Commands that are killed while they work."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

from tests.served import environment, program

BEGINNING_SECONDS = 60.0
"""How long a command may take until it works off jobs; the slowest machine is much faster."""


def killed(
    home: Path, *arguments: str, after: float, working: bool = True, **settings: str
) -> None:
    """Kill a command ``after`` seconds of its work: from when its worker is there, however long this
    machine takes to start a program; or, if not ``working``, from its very beginning."""
    process = subprocess.Popen(
        program(*arguments), env=environment(home, **settings),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    began = time.monotonic()
    while working and process.poll() is None and time.monotonic() - began < BEGINNING_SECONDS:
        if any(home.glob(f"locks/worker-{process.pid}-*")):
            break
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
