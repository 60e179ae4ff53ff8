"""How fast documents are read anew: one process after the other, on all processors, through Ray.

usage: python bench/rereading.py [FILE...]

Reads the files into a home once, then reads all of them anew with each way: pages a second from the
first page asked for to the last one in its place, pages a processor second of what reads them (of
Ray its workers and readers, not its own servers), and how long a cluster took to start. At last a
worker of Ray and the readers that it drives are killed in the middle: all pages must be there.
Without files: eleven of ../shared/corpus/real. All on this machine, whose load is told.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "real"
FILES = (
    "mhlw-r8-qa-91p.pdf", "mic-cloud-guideline-84p.pdf", "mhlw-fee-schedule-r6.pdf",
    "meti-credit-law-slides-88p.pdf", "mhlw-h28-record-layout-82p.pdf", "cio-dp2021-01-56p.pdf",
    "maff-fair-trade-44p.pdf", "meti-monodukuri-wp-37p.pdf", "pmda-carcinogenicity-35p.pdf",
    "mhlw-kokumin-kiso-22p.pdf", "meti-iot-guideline-19p.pdf",
)  # fmt: skip
START = 5
"""Times that a cluster is tried to be started: on a loaded machine a node may be too late."""


class Used(threading.Thread):
    """Processor seconds of this process and of all processes below it, sampled."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._stop, self._of = threading.Event(), dict[int, float]()
        self._begun = self._now()

    def _now(self) -> float:
        this = psutil.Process()
        for process in [this, *this.children(recursive=True)]:
            try:
                if _is_rays_own(process):
                    continue
                times = process.cpu_times()
            except psutil.Error:
                continue
            self._of[process.pid] = times.user + times.system
        return sum(self._of.values())

    def run(self) -> None:
        while not self._stop.wait(0.05):
            self._now()

    def seconds(self) -> float:
        """Since it was made."""
        self._stop.set()
        return self._now() - self._begun


def _is_rays_own(process: psutil.Process) -> bool:
    name = " ".join(process.cmdline())
    return "/ray/" in name and "ray::" not in name


@contextmanager
def cluster(processors: int) -> Iterator[tuple[str, float]]:
    """A Ray cluster of one node; its address, and the seconds that it took to start."""
    from ray.cluster_utils import Cluster

    began = time.perf_counter()
    for number in range(START):
        try:
            here = Cluster(initialize_head=True, head_node_args={"num_cpus": processors})
            break
        except Exception as error:
            if number == START - 1:
                raise
            print(f"not started: {error}", file=sys.stderr)
    try:
        yield here.address, time.perf_counter() - began
    finally:
        here.shutdown()


def kill_a_worker() -> int:
    """Kill one worker of Ray that reads, and its reader; its process number."""
    while True:
        for process in psutil.process_iter():
            try:
                if "ray::_remote" in " ".join(process.cmdline()) and process.children():
                    for child in process.children():
                        child.kill()
                    process.send_signal(signal.SIGKILL)
                    return process.pid
            except psutil.Error:
                continue
        time.sleep(0.01)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    files = asked.files or [CORPUS / name for name in FILES]
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "SHIRYOKAN_HOME": home, "DJANGO_SETTINGS_MODULE": "shiryokan.site.settings",
            "RAY_USAGE_STATS_ENABLED": "0",
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "shiryokan", "add", *map(str, files)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        import django

        django.setup()
        measure()


def measure() -> None:
    """Each way in turn."""
    from shiryokan.access.readers import reading_all_but_the_bin
    from shiryokan.documents.bulk_rereading import Reader, read_anew, read_here
    from shiryokan.documents.models import Document, Page
    from shiryokan.documents.ray_reading import read_on_ray

    def run(reader: Reader) -> tuple[int, float, float]:
        used, began = Used(), time.perf_counter()
        used.start()
        outcomes = list(read_anew(Document.objects.order_by("pk"), reader))
        seconds = time.perf_counter() - began
        wrong = [each for each in outcomes if each.error]
        if wrong:
            raise SystemExit(f"not read: {wrong}")
        return sum(each.pages for each in outcomes), seconds, used.seconds()

    def told(way: str, found: tuple[int, float, float], start: float) -> None:
        pages, seconds, cpu = found
        print(f"| {way} | {pages / seconds:.1f} | {pages / cpu:.1f} | {start:.0f} |", flush=True)

    with reading_all_but_the_bin():
        pages = Page.objects.count()
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {pages} pages of "
              f"{Document.objects.count()} documents\n")  # fmt: skip
        print("| way | pages/s | pages/CPU s | s to start |\n|---|---|---|---|")
        for processes in (1, 2):
            told(f"{processes} here", run(lambda parts, n=processes: read_here(parts, n)), 0)
        for processors in (1, 2):
            with cluster(processors) as (address, start):
                told(
                    f"Ray, {processors}", run(lambda parts, a=address: read_on_ray(parts, a)), start
                )
        with cluster(2) as (address, start):
            Page.objects.update(text="")
            killer = threading.Thread(target=kill_a_worker, daemon=True)
            killer.start()
            told(
                "Ray, 2, a worker killed",
                run(lambda parts, a=address: read_on_ray(parts, a)),
                start,
            )
            killer.join()
            print(f"\npages without text after the kill that had some: {empty()}")


def empty() -> int:
    """Pages whose text was not put back."""
    from shiryokan.documents.models import Page

    return sum(not row.text for row in Page.objects.all() if len(row.layout) > 100)


if __name__ == "__main__":
    main()
