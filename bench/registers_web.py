"""How fast a register's table is served at 10,000 records: a real server, asked over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

import msgspec
from registers_plans import CORPUS, measures_of

RECORDS = 10_000
ROUNDS = 30
PAGES = {
    "table, first page": "/registers/measures/",
    "table, page 150": "/registers/measures/?page=150",
    "one ministry": f"/registers/measures/?f.ministries={quote('法務省')}",
    "ministry and follow-up": (
        f"/registers/measures/?f.ministries={quote('法務省')}&f.follow_up=unchanged"
    ),
    "search within": f"/registers/measures/?q={quote('無線')}",
    "search within, nearly all found": f"/registers/measures/?q={quote('実施')}",
    "sorted by ministry": "/registers/measures/?sort=ministries",
}


def table_times() -> list[tuple[str, float, float]]:
    """For each page of the table: median and 95th percentile of a request, in milliseconds."""
    with tempfile.TemporaryDirectory() as home, _served(Path(home)) as address:
        rows = []
        for name, path in PAGES.items():
            times = []
            for _ in range(ROUNDS):
                start = time.perf_counter()
                with urllib.request.urlopen(address + path, timeout=60) as answer:
                    answer.read()
                times.append(1000 * (time.perf_counter() - start))
            rows.append((name, median(times), quantiles(times, n=20)[-1]))
        return rows


@contextmanager
def _served(home: Path) -> Iterator[str]:
    environment = {**os.environ, "SHIRYOKAN_HOME": str(home)}
    subprocess.run([sys.executable, __file__, "fill"], env=environment, check=True)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    command = [sys.executable, "-m", "shiryokan", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(address + "/healthz", timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _fill() -> None:
    """Put 10,000 measures into the home: those of a plan, as of a hundred and ten documents."""
    from shiryokan.cli.setup import open_instance

    open_instance()
    from shiryokan.documents.models import Document
    from shiryokan.records.extraction import Found, keep
    from shiryokan.records.models import Extraction as Kept
    from shiryokan.registers.base import Extraction
    from shiryokan.search.indexing import rebuild

    measures = measures_of("lined-2024")
    assert CORPUS.is_dir()
    count = 0
    while count < RECORDS:
        sha256 = f"{count:064x}"
        document = Document.objects.create(
            id=f"{count:016x}", sha256=sha256, size=1, file_name="plan.pdf", page_count=0,
            title=f"計画 {count}", state=Document.State.INDEXED,
        )  # fmt: skip
        copies = [msgspec.structs.replace(m, document=sha256) for m in measures]
        keep(document, Found("measures", Extraction(copies, []), Kept.State.FOUND, ""))
        count += len(copies)
    for _ in rebuild():
        pass


if __name__ == "__main__":
    _fill()
