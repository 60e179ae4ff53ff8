"""Calls the command line of one checkout many times without starting anew each time.

usage: CHECKOUT/.venv/bin/python -P driver.py CHECKOUT WORKERS < CALLS

It knows nothing of a checkout but its entry point ``shiryokan.cli.main:main``, and is run by the
checkout's own Python: nothing else of this package may be imported here. A call is a line of JSON:
``arguments`` of the command line (``{report}`` stands for a file to be written), ``target`` for the
outcome, and ``seconds`` it may take. Each call runs in a fork of this process, at most ``WORKERS``
at once. The last line of standard output tells what they cost and what is installed.
"""

from __future__ import annotations

import contextlib
import datetime
import gzip
import importlib
import importlib.metadata
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

COMMANDS = ("text", "records", "compare", "search")
"""Commands whose modules are loaded once, before the forks."""
LEVEL = 3
"""Of gzip: an outcome is packed in a fraction of the time it takes to make."""
TOLD = 200
"""Calls after which it is told how far it is."""
PARTS = ("stdout", "stderr", "report")


def write_outcome(target: Path, code: int, parts: Sequence[bytes], asked: str) -> None:
    """Keep what came of a call: a line of JSON (``exit``, ``asked``, the ``day``, the lengths of
    the parts), then the parts in the order of ``PARTS``, packed by gzip."""
    # the day where the instance is: by default Japan, whatever the machine's own zone
    day = datetime.datetime.now(ZoneInfo("Asia/Tokyo")).date().isoformat()
    head = {"exit": code, "asked": asked, "day": day, "lengths": [len(part) for part in parts]}
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    line = json.dumps(head, ensure_ascii=False).encode()
    beside.write_bytes(gzip.compress(b"\n".join([line, b"".join(parts)]), LEVEL, mtime=0))
    beside.replace(target)


def call(arguments: Sequence[str]) -> int:
    """Run the command line within this process; its exit code."""
    sys.argv = ["shiryokan", *arguments]
    try:
        importlib.import_module("shiryokan.cli.main").main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def warm() -> None:
    """Load what the calls need."""
    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        for command in COMMANDS:
            call([command, "--help"])


def fork(wanted: dict[str, Any], folder: Path) -> int:
    """Begin a call whose parts are written into ``folder``; its process."""
    report = str(folder / "report")
    arguments = [report if word == "{report}" else word for word in wanted["arguments"]]
    process = os.fork()
    if process:
        return process
    signal.alarm(wanted["seconds"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "stdout"), (2, "stderr")):
        os.dup2(os.open(folder / name, os.O_CREAT | os.O_WRONLY), number)
    code = call(arguments)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code & 0xFF)


def run(calls: Iterable[dict[str, Any]], workers: int) -> None:
    """Make every call."""
    active: dict[int, tuple[dict[str, Any], tempfile.TemporaryDirectory[str]]] = {}

    def end_one() -> None:
        process, status = os.wait()
        wanted, folder = active.pop(process)
        with folder:
            files = [Path(folder.name, name) for name in PARTS]
            parts = [file.read_bytes() if file.exists() else b"" for file in files]
            code = os.waitstatus_to_exitcode(status)
            write_outcome(Path(wanted["target"]), code, parts, " ".join(wanted["arguments"]))

    for number, wanted in enumerate(calls, start=1):
        if number % TOLD == 0:
            print(f"call {number}: {' '.join(wanted['arguments'])}", file=sys.stderr, flush=True)
        while len(active) >= workers:
            end_one()
        folder = tempfile.TemporaryDirectory(prefix="outputs-")
        active[fork(wanted, Path(folder.name))] = wanted, folder
    while active:
        end_one()


def cpu_seconds() -> float:
    """CPU seconds of this process and of all that it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    """Read the calls and make them."""
    began, (checkout, workers) = time.monotonic(), sys.argv[1:]
    source = Path(importlib.import_module("shiryokan").__file__ or "").resolve()
    if not source.is_relative_to(Path(checkout).resolve()):
        sys.exit(f"{sys.executable} runs {source}, which is not of {checkout}")
    warm()
    run((json.loads(line) for line in sys.stdin), int(workers))
    found = {each.name: each.version for each in importlib.metadata.distributions()}
    about = {
        "python": sys.version.split()[0],
        "libraries": dict(sorted(found.items(), key=lambda each: each[0].lower())),
        "cpu": cpu_seconds(),
        "wall": time.monotonic() - began,
    }
    print(json.dumps(about))


if __name__ == "__main__":
    main()
