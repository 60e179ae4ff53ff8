"""How fast a file becomes searchable with its records, at what cost, and in how much memory.

usage: python bench/ingest.py [--before CHECKOUT] [--rounds N] [FILE...]

For each file: seconds and pages a second from the command's start to its end, when the document is
in the index with all its records; CPU seconds of all its processes; how often the document was
indexed and asked for what is watched; peak memory of all its processes together
(:class:`PeakMemory`), sampled; and, in the same run and on the same file, ``pdftotext`` as a
yardstick. Without files: the 350-page fee schedule and the 677-page notice of
../shared/corpus/real.

With ``--before`` the same is done with another checkout, whose ``.venv`` is used if it has one, by
turns with this one.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import psutil

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "real"
FILES = ("mhlw-fee-schedule-r6.pdf", "mhlw-r6-medical-notice-677p.pdf")
ROUNDS = 3
ON_DEMAND = -20
"""As in ``shiryokan.jobs.queues``, which another checkout may not have."""
INTERVAL = 0.1
"""Seconds between two looks at the memory, each of which takes some thousandths."""
_MAPPING = re.compile(r"^([0-9a-f]+-[0-9a-f]+ .*)\n((?:[A-Z].*\n)+)", re.M)
_SIZE = re.compile(r"^(Rss|Pss|Anonymous): +([0-9]+) kB$", re.M)


class PeakMemory:
    """The greatest memory of a process and all its descendants while it runs, in MiB.

    ``total`` is their own memory (what they share with each other counted once) and the pages of
    files that they have mapped, programs and dictionaries, each once, whoever else on the machine
    maps them too; ``own`` is the greatest of the former alone. ``resident`` counts all of it in
    each process (RSS).
    """

    def __init__(self, pid: int) -> None:
        self._root = psutil.Process(pid)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.total = self.own = self.resident = 0.0
        self._thread.start()

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            own = resident = 0
            files: dict[tuple[str, str], int] = {}
            with contextlib.suppress(psutil.Error, OSError):
                for process in [self._root, *self._root.children(recursive=True)]:
                    for mapping in _mappings(process.pid):
                        own += mapping.own
                        resident += mapping.resident
                        if mapping.file:
                            files[mapping.file] = max(files.get(mapping.file, 0), mapping.of_file)
            self.total = max(self.total, (own + sum(files.values())) / 1024)
            self.own = max(self.own, own / 1024)
            self.resident = max(self.resident, resident / 1024)

    def stop(self) -> None:
        self._stop.set()
        self._thread.join()


class Mapping(NamedTuple):
    """A mapping of a process, in KiB: resident, its own, and of these pages of a file; ``file`` is
    its inode and offset."""

    resident: int
    own: int
    of_file: int
    file: tuple[str, str] | None


def _mappings(pid: int) -> Iterator[Mapping]:
    """The mappings of a process, of its ``smaps`` (proc(5))."""
    text = Path(f"/proc/{pid}/smaps").read_text()
    for head, body in _MAPPING.findall(text):
        offset, inode = head.split()[2], head.split()[4]
        sizes = {name: int(size) for name, size in _SIZE.findall(body)}
        if inode == "0":
            yield Mapping(sizes["Rss"], sizes["Pss"], 0, None)
        else:
            # what was written to of a file's pages is a copy of one's own
            of_file = sizes["Rss"] - sizes["Anonymous"]
            yield Mapping(sizes["Rss"], sizes["Anonymous"], of_file, (inode, offset))


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
    """How often the workers did a step; all of it must be done but for what nobody waits for: in
    the queue behind all others, or made on demand too (:mod:`shiryokan.jobs.queues`)."""
    table = "django_tasks_database_dbtaskresult"
    with closing(sqlite3.connect(home / "library.sqlite3")) as database:
        (left,) = database.execute(
            f"SELECT count(*) FROM {table}"
            " WHERE status != 'SUCCESSFUL' AND queue_name NOT LIKE '~%' AND priority != ?",
            [ON_DEMAND],
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
        "| file | | pages | seconds | pages/s | CPU s | indexed | asked | peak MiB | own | (RSS) |"
        " pdftotext pages/s | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
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
                f" {max(each.peak.total for each in done):.0f} |"
                f" {max(each.peak.own for each in done):.0f} |"
                f" {max(each.peak.resident for each in done):.0f} |"
                f" {pages / yardstick:.0f} | {yardstick / seconds:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
