"""How fast and how complete the search is, beside other engines on the same pages.

usage: python bench/search.py [--pages N]... [--peers-up-to N] [--each N] [--keep FOLDER] [--write]

For each number of pages (default 20,000, 100,000 and 1,000,000, of 800 characters; search_pages.py)
every engine, in a process of its own, builds its index from the pages in SQLite with all cores,
and answers the same queries: one word, three words, a phrase, a word with facets; each with the
exact total, the best twenty pages and a snippet of each. First one client, then eight threads.
The other engines take part up to --peers-up-to pages (default 100,000), ours on PostgreSQL up
to 20,000. Recall is the share of the
pages that hold a phrase, by a scan of all pages, that the engine finds. --write puts the tables
into docs/search.md.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from search_ours import Ours, OursOnPostgresql
from search_pages import PageMaker
from search_peers import PEERS
from search_queries import KINDS, Asked, queries
from search_report import put_into_document, table
from search_store import Key, Store

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.vocabulary import warm
from shiryokan.search.grams import words_of_folded

CLIENTS = 8
WARMING = 40
PHRASES = 60
PERCENTILES = (50, 95, 99)


def engines() -> dict[str, type[Any]]:
    """All engines by name, ours first."""
    return {engine.name: engine for engine in (Ours, OursOnPostgresql, *PEERS)}


def measure(name: str, folder: Path, asked: list[Asked], truth: dict[str, set[Key]]) -> dict:
    """Everything about one engine, in this process."""
    engine = engines()[name](folder)
    store = Store(folder / "pages.sqlite3")
    began = time.perf_counter()
    engine.build(store)
    seconds = time.perf_counter() - began
    memory = _memory()
    warm()
    for each in asked[:WARMING]:
        engine.ask(each, store)
    rest = asked[WARMING:]
    single = [(each.kind, _timed(engine, each, store)) for each in rest]
    many, wall = _many(engine, rest, store)
    found = {phrase: engine.all_pages(phrase) for phrase in truth}
    return {
        "name": name,
        "build_seconds": seconds,
        "bytes": engine.size(),
        "build_memory": memory,
        "memory": _resident(),
        "single": percentiles(ms for _kind, ms in single),
        "kinds": {k: percentiles(ms for kind, ms in single if kind == k) for k in KINDS},
        "many": percentiles(many),
        "per_second": len(rest) / wall,
        "recall": _share(truth, found),
        "false": sum(len(found[phrase] - pages) for phrase, pages in truth.items()),
    }


def _timed(engine: Any, asked: Asked, store: Store) -> float:
    began = time.perf_counter()
    engine.ask(asked, store)
    return (time.perf_counter() - began) * 1000


def _many(engine: Any, asked: list[Asked], store: Store) -> tuple[list[float], float]:
    """Milliseconds of each query with eight threads asking, and the seconds of all."""
    stores = [Store(store.path) for _ in range(CLIENTS)]
    began = time.perf_counter()

    def client(number: int) -> list[float]:
        return [_timed(engine, each, stores[number]) for each in asked[number::CLIENTS]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        taken = [ms for own in pool.map(client, range(CLIENTS)) for ms in own]
    return taken, time.perf_counter() - began


def percentiles(milliseconds: Iterable[float]) -> list[float]:
    """Those of ``PERCENTILES``."""
    cuts = statistics.quantiles(milliseconds, n=100, method="inclusive")
    return [cuts[percent - 1] for percent in PERCENTILES]


def _share(truth: dict[str, set[Key]], found: dict[str, set[Key]]) -> float | None:
    whole = sum(map(len, truth.values()))
    return sum(len(pages & found[p]) for p, pages in truth.items()) / whole if whole else None


def _memory() -> int:
    """Most bytes of this process so far, and of its workers together."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return (own + worker * (os.cpu_count() or 1)) * 1024


def _resident() -> int:
    """Bytes of this process now, without files that are only mapped."""
    status = Path("/proc/self/status").read_text("utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    return int(fields["RssAnon"].split()[0]) * 1024


def _truth(store: Store, asked: list[Asked]) -> dict[str, set[Key]]:
    """For phrases among the queries, every page that holds them, by a scan; signs between the
    characters do not count."""
    phrases = [each.words[0] for each in asked if each.kind == "phrase"][:PHRASES]
    wanted = {phrase: _spaced(phrase) for phrase in phrases}
    pages: dict[str, set[Key]] = {phrase: set() for phrase in phrases}
    for number, page, text in store.pages():
        spaced = _spaced(text)
        for phrase, row in wanted.items():
            if row in spaced:
                pages[phrase].add((number, page))
    return pages


def _spaced(text: str) -> str:
    return f" {' '.join(words_of_folded(fold_text(text)))} "


def run(pages: int, names: list[str], each: int, folder: Path) -> list[dict]:
    """All engines on so many pages."""
    maker = PageMaker()
    store = Store(folder / "pages.sqlite3")
    seconds = store.fill(maker, pages)
    print(f"{pages:,} pages made in {seconds:.0f} s", flush=True)
    asked = queries(maker, pages, each + WARMING // len(KINDS), seed=pages)
    truth = _truth(store, asked) if pages <= 100_000 else {}
    rows = []
    context = multiprocessing.get_context("spawn")
    for name in names:
        with ProcessPoolExecutor(1, context) as pool:
            row = pool.submit(measure, name, folder, asked, truth).result()
        row["pages"] = pages
        rows.append(row)
        print(table([row], pages), flush=True)
        engines()[name](folder).forget()
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--pages", type=int, action="append")
    parser.add_argument("--peers-up-to", type=int, default=100_000)
    parser.add_argument("--each", type=int, default=250)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    tables = []
    for pages in given.pages or [20_000, 100_000, 1_000_000]:
        names = [
            name
            for name, engine in engines().items()
            if pages <= getattr(engine, "most_pages", given.peers_up_to)
        ]
        folder = Path(tempfile.mkdtemp(dir=given.keep))
        try:
            tables.append(table(run(pages, names, given.each, folder), pages))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    text = "\n\n".join(tables)
    print(f"\n{text}\n\n{machine}")
    if given.write:
        put_into_document(text, machine)


if __name__ == "__main__":
    main()
