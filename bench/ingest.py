"""How fast a file becomes searchable, and in how much memory.

usage: python bench/ingest.py [FILE...]

For each file: pages a second from the command's start to the end of indexing, peak memory of all
its processes together (sum of their proportional set sizes, sampled), and, in the same run and on
the same file, ``pdftotext`` as a yardstick. Without files: the 350-page fee schedule and the
677-page notice of ../shared/corpus/real.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

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


def ingest(path: Path) -> tuple[int, float, PeakMemory]:
    """Pages, seconds and memory of adding one file to an empty home."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "SHIRYOKAN_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "shiryokan", "status"],
            env=environment,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "shiryokan", "add", str(path), "--json"],
            env=environment,
            stdout=subprocess.PIPE,
        )
        memory = PeakMemory(process.pid)
        out, _ = process.communicate()
        seconds = time.perf_counter() - began
        memory.stop()
        row = json.loads(out)
        if row["state"] != "done":
            raise SystemExit(f"{path}: {row}")
        return row["pages"], seconds, memory


def pdftotext(path: Path) -> float:
    """Seconds of ``pdftotext`` on the file."""
    began = time.perf_counter()
    subprocess.run(["pdftotext", str(path), os.devnull], check=True)
    return time.perf_counter() - began


def main() -> None:
    paths = [Path(name) for name in sys.argv[1:]] or [CORPUS / name for name in FILES]
    print(f"{os.cpu_count()} cores; best of {ROUNDS} rounds; whole command, start-up included")
    print(
        "| file | pages | seconds | pages/s | peak MiB (PSS) | (RSS) | pdftotext pages/s | ratio |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for path in paths:
        rounds = [(ingest(path), pdftotext(path)) for _ in range(ROUNDS)]
        pages = rounds[0][0][0]
        ours = min(seconds for (_, seconds, _), _ in rounds)
        theirs = min(seconds for _, seconds in rounds)
        proportional = max(memory.proportional for (_, _, memory), _ in rounds)
        resident = max(memory.resident for (_, _, memory), _ in rounds)
        print(
            f"| {path.name} | {pages} | {ours:.1f} | {pages / ours:.0f} | {proportional:.0f} |"
            f" {resident:.0f} | {pages / theirs:.0f} | {theirs / ours:.2f} |"
        )


if __name__ == "__main__":
    main()
