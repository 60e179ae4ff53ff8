"""What it costs to keep originals in a bucket and rows in PostgreSQL, beside the embedded house.

usage: python bench/scale.py [--documents N] [--pages N] [--rounds N]

Made documents are handed in with ``add --later`` and worked off by one worker and by two: seconds
and processor seconds of the commands and workers alone (not of PostgreSQL or the S3 service),
pages a processor second, by house. ``embedded`` is SQLite, tantivy and the home folder;
``PostgreSQL`` has rows and index there; ``bucket`` has that and its files in a bucket of
SeaweedFS. Then what a put and a fetch of a file take in a bucket and in a folder. All on this
machine."""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests import object_store, pdfs, postgresql
from tests.object_store import Service

TRIES, FILE_BYTES = 20, 700_000
"""Puts and fetches that are timed, and the bytes of each: as large as a document of the corpus
is."""


def settings(kind: str, database: str, service: Service) -> dict[str, str]:
    """The settings of a house of a kind."""
    given: dict[str, str] = {}
    if kind != "embedded":
        given |= {"database_url": database, "search_engine": "postgresql"}
    if kind == "bucket":
        given |= service.settings(service.bucket())
    return {f"SHIRYOKAN_{name.upper()}": value for name, value in given.items()}


def used() -> float:
    """Processor seconds of all children that have ended."""
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime


def ingest(environment: dict[str, str], folder: Path, workers: int) -> tuple[float, float]:
    """Hand a folder in and work it off; seconds and processor seconds."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = {
            **os.environ,
            **environment,
            "SHIRYOKAN_HOME": home,
            "SHIRYOKAN_SCANS": "off",
        }
        command = [sys.executable, "-m", "shiryokan"]
        subprocess.run(
            [*command, "status"], env=surroundings, check=True, stdout=subprocess.DEVNULL
        )
        cpu, began = used(), time.perf_counter()
        subprocess.run(
            [*command, "add", "--later", str(folder)],
            env=surroundings, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        working = [
            subprocess.Popen([*command, "work"], env=surroundings, stdout=subprocess.DEVNULL)
            for _ in range(workers)
        ]
        if any(each.wait() for each in working):
            raise SystemExit("a worker failed")
        return time.perf_counter() - began, used() - cpu


def milliseconds(what: Callable[[int], object]) -> float:
    """The median of some tries."""
    taken = []
    for number in range(TRIES):
        began = time.perf_counter()
        what(number)
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken)


def files(service: Service) -> None:
    """Time puts and fetches."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "shiryokan.site.settings"
    with tempfile.TemporaryDirectory() as place:
        os.environ["SHIRYOKAN_HOME"] = place
        django.setup()
        from shiryokan.documents.originals import Originals, originals_of
        from shiryokan.instance.config import Config
        from shiryokan.instance.home import Home

        home = Home(Path(place))
        config = Config(s3_bucket=service.bucket(), s3_endpoint=service.address)
        datas = [os.urandom(FILE_BYTES) for _ in range(TRIES)]
        names = [hashlib.sha256(data).hexdigest() for data in datas]
        stores: dict[str, Originals] = {
            "folder": originals_of(Config(), home), "bucket": originals_of(config, home)
        }  # fmt: skip
        print("\n| ms of 700 kB (median of 20) | put | read again | from afar |\n|---|---|---|---|")
        for kind, store in stores.items():

            def put(number: int, store: Originals = store) -> None:
                with store.put(io.BytesIO(datas[number]), FILE_BYTES):
                    pass

            def read(number: int, store: Originals = store) -> None:
                with store.local_copy(names[number]) as path:
                    path.read_bytes()

            puts, near = milliseconds(put), milliseconds(read)
            for name in names:
                store.forget_copies(name)
            print(f"| {kind} | {puts:.1f} | {near:.1f} | {milliseconds(read):.1f} |")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=2)
    asked = parser.parse_args()
    os.environ.update(object_store.CREDENTIALS)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        line = "避難所の運営に要する経費は予算の範囲内で市が負担するものとする。"
        for number in range(asked.documents):
            texts = (f"文書{number}の第{page}頁。{line}" for page in range(asked.pages))
            (folder / f"{number}.pdf").write_bytes(pdfs.pdf(*texts))
        server = postgresql.start()
        stack.callback(server.cleanup)
        service = stack.enter_context(object_store.service())
        pages = asked.documents * asked.pages
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {pages} pages of"
            f" {asked.documents} documents; best of {asked.rounds} rounds"
        )
        print("| house | workers | seconds | CPU s | pages/CPU s |\n|---|---|---|---|---|")
        for kind in ("embedded", "PostgreSQL", "bucket"):
            for workers in (1, 2):
                best = (float("inf"), float("inf"))
                for round_ in range(asked.rounds):
                    name = f"bench{kind.lower()}{workers}{round_}"
                    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                        connection.execute(f'CREATE DATABASE "{name}"')
                    database = server.get_uri().replace("/postgres?", f"/{name}?", 1)
                    best = min(best, ingest(settings(kind, database, service), folder, workers))
                seconds, cpu = best
                print(
                    f"| {kind} | {workers} | {seconds:.1f} | {cpu:.1f} | {pages / cpu:.0f} |",
                    flush=True,
                )
        files(service)


if __name__ == "__main__":
    main()
