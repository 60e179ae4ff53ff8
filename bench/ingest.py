"""How fast a file becomes searchable with its records, at what cost, and in how much memory.

usage: python bench/ingest.py [--before CHECKOUT] [--rounds N] [FILE...]

For each file: seconds and pages a second from the command's start to its end, when the document is
in the index with all its records; CPU seconds of all its processes; how often the document was
indexed and asked for what is watched; peak memory of all its processes together (sum of their
proportional set sizes, sampled); and, in the same run and on the same file, ``pdftotext`` as a
yardstick. Without files: the 350-page fee schedule and the 677-page notice of
../shared/corpus/real.

With ``--before`` the same is done with another checkout, whose ``.venv`` is used if it has one, by
turns with this one.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "real"
FILES = ("mhlw-fee-schedule-r6.pdf", "mhlw-r6-medical-notice-677p.pdf")
ROUNDS = 3
INTERVAL = 0.05


class PeakMemory:
    """The greatest memory of a process and all its descendants while it runs, in MiB.

    Memory that processes share (the interpreter, libraries) is counted once (PSS); ``resident``
    counts it in each process (RSS).
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.proportional = self.resident = 0.0
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            proportional = resident = 0
            try:
                for process in [self._root, *self._root.children(recursive=True)]:
                    memory = process.memory_full_info()
                    proportional += memory.pss
                    resident += memory.rss
            except psutil.Error:
                continue
            self.proportional = max(self.proportional, proportional / 2**20)
            self.resident = max(self.resident, resident / 2**20)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()


class Ingested(NamedTuple):
    """What it took to add one file to an empty home."""

    pages: int
    seconds: float
    cpu_seconds: float
    indexed: int
    asked: int
    peak: PeakMemory


def ingest(path: Path, checkout: Path) -> Ingested:
    """Add one file to an empty home."""
    own = checkout / ".venv" / "bin" / "python"
    python = str(own) if own.exists() else sys.executable
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ, "SHIRYOKAN_HOME": home, "PYTHONPATH": str(checkout / "src")
        }  # fmt: skip
        subprocess.run(
            [python, "-m", "shiryokan", "status"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        used, began = _cpu_seconds(), time.perf_counter()
        process = subprocess.Popen(
            [python, "-m", "shiryokan", "add", str(path), "--json"],
            env=environment,
            stdout=subprocess.PIPE,
        )
        memory = PeakMemory(process.pid)
        out, _ = process.communicate()
        seconds, used = time.perf_counter() - began, _cpu_seconds() - used
        memory.stop()
        row = json.loads(out)
        if row["state"] != "done":
            raise SystemExit(f"{path}: {row}")
        indexed, asked = (_done(Path(home), step) for step in ("index_document", "check_document"))
        return Ingested(row["pages"], seconds, used, indexed, asked, memory)


def _cpu_seconds() -> float:
    """Of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _done(home: Path, step: str) -> int:
    """How often the workers did a step; all of it must be done but for what waits behind everything
    else (:func:`shiryokan.jobs.queues.queue_behind`)."""
    table = "django_tasks_database_dbtaskresult"
    with closing(sqlite3.connect(home / "library.sqlite3")) as database:
        (left,) = database.execute(
            f"SELECT count(*) FROM {table}"
            " WHERE status != 'SUCCESSFUL' AND queue_name NOT LIKE '~%'"
        ).fetchone()
        if left:
            raise SystemExit(f"{left} jobs are not done")
        (count,) = database.execute(
            f"SELECT count(*) FROM {table} WHERE task_path LIKE ?",
            [f"%.{step}"],
        ).fetchone()
    return int(count)


def pdftotext(path: Path) -> float:
    """Seconds of ``pdftotext`` on the file."""
    began = time.perf_counter()
    subprocess.run(["pdftotext", str(path), os.devnull], check=True)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--before", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("files", type=Path, nargs="*")
    asked = parser.parse_args()
    paths = asked.files or [CORPUS / name for name in FILES]
    checkouts = {"now": ROOT} | ({"before": asked.before.absolute()} if asked.before else {})
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; best of {asked.rounds} rounds;"
        " whole command, start-up included"
    )
    print(
        "| file | | pages | seconds | pages/s | CPU s | indexed | asked | peak MiB (PSS) | (RSS) |"
        " pdftotext pages/s | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for path in paths:
        rounds: dict[str, list[Ingested]] = {name: [] for name in checkouts}
        theirs = []
        for _ in range(asked.rounds):
            for name, checkout in checkouts.items():
                rounds[name].append(ingest(path, checkout))
            theirs.append(pdftotext(path))
        for name, done in rounds.items():
            pages = done[0].pages
            seconds, yardstick = min(each.seconds for each in done), min(theirs)
            print(
                f"| {path.name} | {name} | {pages} | {seconds:.1f} | {pages / seconds:.0f} |"
                f" {min(each.cpu_seconds for each in done):.1f} |"
                f" {done[0].indexed} | {done[0].asked} |"
                f" {max(each.peak.proportional for each in done):.0f} |"
                f" {max(each.peak.resident for each in done):.0f} |"
                f" {pages / yardstick:.0f} | {yardstick / seconds:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
