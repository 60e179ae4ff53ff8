"""Files that mean harm: each is read or refused within its limits, and the instance serves others.

usage: python bench/hostile.py [--mutations 2000] [--write]

Every file of the hostile corpus, mutations of real files and samples, and bombs of each kind are
read and drawn as the instance does it, two at a time. Every fourth, and every bomb, is also handed
in to a running instance, whose worker reads it. All the while a reader asks it for a page, a
picture and a search, and gets right answers; memory is looked at four times a second.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.paper.bombs import BOMBS  # noqa: E402
from tests.paper.mutations import mutated  # noqa: E402
from tests.served import run, served  # noqa: E402

from documents import put  # noqa: E402
from shiryokan.paper.errors import PaperError  # noqa: E402
from shiryokan.paper.isolated import IsolatedReader, is_unreadable  # noqa: E402
from shiryokan.paper.limits import Limits  # noqa: E402
from shiryokan.paper.picture import SIZES  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
LIMITS = Limits(file_seconds=120.0)
MOST_PAGES = 5
MOST_SOURCE = 2_000_000
HANDED_IN = 4
MEBI = 1 << 20


class Outcomes:
    """What became of the files of one kind."""

    def __init__(self) -> None:
        self.results: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.worst = ("", 0.0)
        self.faults: list[str] = []
        self._lock = threading.Lock()

    def add(self, name: str, result: str, seconds: float) -> None:
        with self._lock:
            self.results[result] += 1
            self.seconds.append(seconds)
            if seconds > self.worst[1]:
                self.worst = (name, seconds)
            if result == "fault":
                self.faults.append(name)


def read_and_draw(path: Path) -> str:
    """As the instance does: the text of the first pages, and a picture."""
    try:
        with IsolatedReader(path, LIMITS) as reader:
            pages = list(reader.pages(1, MOST_PAGES))
            try:
                reader.picture(1, SIZES["full"] if "full" in SIZES else next(iter(SIZES.values())))
            except PaperError:
                return "read, not drawn"
    except PaperError:
        return "refused"
    return "read in part" if any(map(is_unreadable, pages)) else "read"


def timed(outcomes: Outcomes, name: str, path: Path) -> None:
    began = time.monotonic()
    try:
        result = read_and_draw(path)
    except Exception as error:
        result, name = "fault", f"{name}: {error!r}"
    outcomes.add(name, result, time.monotonic() - began)


class Memory(threading.Thread):
    """Looks at the memory of the instance, and of processes that read, while it runs."""

    def __init__(self, server: int) -> None:
        super().__init__(daemon=True)
        self._server, self._own = psutil.Process(server), psutil.Process()
        self.instance = self.reader = 0
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.wait(0.25):
            instance = [self._server, *_below(self._server)]
            readers = [*_below(self._own)]
            kept = [p for p in instance if not _reads(p)]
            self.instance = max(self.instance, sum(map(_memory, kept)))
            readers = [p for p in (*instance, *readers) if _reads(p)]
            self.reader = max([self.reader, *map(_memory, readers)])


def _below(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _reads(process: psutil.Process) -> bool:
    try:
        return "shiryokan.paper.child" in process.cmdline()
    except psutil.Error:
        return False


class Reader(threading.Thread):
    """Somebody who reads in the instance all the while."""

    def __init__(self, address: str, document: str) -> None:
        super().__init__(daemon=True)
        self._client = httpx.Client(base_url=address, timeout=60)
        self._document = document
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        page = f"/documents/{self._document}/pages/{{}}"
        expected = {
            page.format(1): "水鏡市",
            page.format(2): "水鏡市",
            page.format(1) + "/picture/thumbnail.webp": "",
            "/search?q=図書館": "<mark>",
            "/": "資料館",
        }
        while not self.stop.is_set():
            for address, words in expected.items():
                began = time.monotonic()
                try:
                    answer = self._client.get(address)
                    right = answer.status_code == 200 and words in (answer.text if words else "")
                except httpx.HTTPError as error:
                    right, answer = False, repr(error)
                self.seconds.append(time.monotonic() - began)
                if not right:
                    self.wrong.append(f"{address}: {answer}")
            self.stop.wait(0.1)


def files(kind: str, mutations: int) -> Iterator[tuple[str, bytes]]:
    if kind == "hostile corpus":
        for path in sorted((CORPUS / "hostile").glob("*.pdf")):
            yield path.name, path.read_bytes()
    elif kind == "bombs":
        for name, make in BOMBS.items():
            yield name, make()
    else:
        paths = [*sorted((CORPUS / "real").glob("*.pdf")), *sorted(ROOT.glob("samples/*.pdf"))]
        sources = [p.read_bytes() for p in paths if p.stat().st_size <= MOST_SOURCE]
        for number in range(mutations):
            name, data = mutated(number, sources)
            yield f"{number} {name}", data


KINDS = ("hostile corpus", "mutations", "bombs")


def measure(mutations: int) -> str:
    with tempfile.TemporaryDirectory(prefix="shiryokan-hostile-") as folder:
        place = Path(folder)
        home = place / "home"
        run(home, "add", str(ROOT / "samples" / "mikagami-plan-2024.pdf"))
        # what is handed in is read under the same limits
        settings = {"file_seconds": "120", "page_seconds": str(LIMITS.page_seconds)}
        # the reader asks without a pause, which one person may not
        settings["web_per_minute"] = "0"
        with served(home, **settings) as address:
            document = httpx.get(f"{address}/api/v1/documents").json()["items"][0]["id"]
            return _while_served(place, home, address, document, mutations)


def _while_served(place: Path, home: Path, address: str, document: str, mutations: int) -> str:
    reader, memory = Reader(address, document), Memory(_server_of(home))
    reader.start()
    memory.start()
    found: dict[str, Outcomes] = {}
    handed = 0
    began = time.monotonic()
    for kind in KINDS:
        found[kind] = outcomes = Outcomes()
        pile = place / kind.replace(" ", "-")
        pile.mkdir()
        with ThreadPoolExecutor(2) as pool:
            waiting = []
            for number, (name, data) in enumerate(files(kind, mutations)):
                path = pile / f"{number:05}.pdf"
                path.write_bytes(data)
                waiting.append(pool.submit(timed, outcomes, name, path))
            for each in waiting:
                each.result()
        chosen = place / f"handed-{kind.replace(' ', '-')}"
        chosen.mkdir()
        for number, path in enumerate(sorted(pile.iterdir())):
            if kind == "bombs" or number % HANDED_IN == 0:
                path.rename(chosen / path.name)
                handed += 1
            else:
                path.unlink()
        run(home, "add", "--later", str(chosen))
    ended = _wait_for_the_worker(address, home)
    reader.stop.set()
    memory.stop.set()
    reader.join()
    seconds = time.monotonic() - began
    return report(found, reader, memory, handed, ended, seconds)


def _server_of(home: Path) -> int:
    for process in psutil.process_iter(["cmdline", "environ"]):
        words = process.info["cmdline"] or []
        if "serve" in words and (process.info["environ"] or {}).get("SHIRYOKAN_HOME") == str(home):
            return int(process.pid)
    raise RuntimeError("the server is not there")


def _wait_for_the_worker(address: str, home: Path) -> dict[str, int]:
    import json

    while True:
        numbers = json.loads(run(home, "status", "--json"))
        if not numbers["waiting_jobs"]:
            return {key: int(numbers[key]) for key in ("documents", "refused")}
        time.sleep(3)


def report(
    found: dict[str, Outcomes],
    reader: Reader,
    memory: Memory,
    handed: int,
    ended: dict[str, int],
    seconds: float,
) -> str:
    lines = [
        "| files | number | read | in part | not drawn | refused | faults | median | worst |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, out in found.items():
        results = [out.results[r] for r in ("read", "read in part", "read, not drawn", "refused")]
        cells = [kind, sum(out.results.values()), *results, out.results["fault"]]
        middle = statistics.median(out.seconds)
        worst = f"{out.worst[1]:.1f} s ({out.worst[0]})"
        lines.append(f"| {' | '.join(map(str, cells))} | {middle:.2f} s | {worst} |")
    slow = sorted(reader.seconds)
    lines += [
        "",
        f"Handed in to the running instance: {handed}; it has {ended['documents']} documents now"
        f" and refused {ended['refused']}. Meanwhile a reader got {len(slow)} answers,"
        f" {len(reader.wrong)} of them wrong; median {statistics.median(slow) * 1000:.0f} ms,"
        f" p99 {slow[int(len(slow) * 0.99)] * 1000:.0f} ms, worst {slow[-1] * 1000:.0f} ms.",
        f"Most memory of the instance (server and worker together): {memory.instance / MEBI:.0f}"
        f" MiB; of a process that reads: {memory.reader / MEBI:.0f} MiB"
        f" (its limit: {LIMITS.memory_bytes / MEBI:.0f} MiB of address space).",
        f"All of it took {seconds:.0f} s.",
        "",
        *(f"FAULT {name}" for out in found.values() for name in out.faults),
        *(f"WRONG {answer}" for answer in reader.wrong[:20]),
    ]
    return "\n".join(lines).rstrip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--write", action="store_true", help="put the table into docs/hostile.md")
    given = parser.parse_args()
    random.seed(0)
    said = measure(given.mutations)
    print(said)
    if given.write:
        put("hostile.md", said)


if __name__ == "__main__":
    main()
