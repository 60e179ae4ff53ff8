"""Sixty-four readers for two minutes, and again while a long document is being added.

usage: python bench/load.py [--readers 64] [--seconds 120] [--write]

An instance with the 350-page fee schedule and the samples is served as ``shiryokan serve`` does.
Readers in a process of their own (``load_readers.py``) go from page to page, with pictures and
static files as a browser asks for them: first as people do, who think two seconds on average
between two pages, then without a pause, as fast as they are answered. In a third run a document of
344 pages is added meanwhile.
"""

from __future__ import annotations

import argparse
import datetime
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.served import run, served  # noqa: E402

from documents import put  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus" / "real"
FEES = CORPUS / "mhlw-fee-schedule-r6.pdf"
ADDED = CORPUS / "mhlw-h28-old-new-table-344p.pdf"
THINKING = 2.0
WORDS = (
    *("入院基本料", "初診料", "加算", "在宅", "医療機関", "注射", "検査", "手術", "点数"),
    *("図書館", "情報セキュリティ", "研修", "個人情報", "令和6年", "リハビリテーション"),
)  # fmt: skip


def plan_of(address: str) -> dict[str, Any]:
    """What there is to read."""
    client = httpx.Client(base_url=address, timeout=60)
    documents = client.get("/api/v1/documents").json()["items"]
    records = [
        record["id"]
        for register in ("measures", "fees")
        for record in client.get(f"/api/v1/registers/{register}/records").json()["items"]
    ]
    parts = urlsplit(address)
    return {
        "host": parts.hostname,
        "port": parts.port,
        "documents": [{"id": d["id"], "pages": d["pages"]} for d in documents],
        "records": records,
        "registers": ["measures", "fees"],
        "words": WORDS,
    }


def load(plan: Path, seconds: float, thinking: float, readers: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            sys.executable, str(ROOT / "bench" / "load_readers.py"), str(plan), str(seconds),
            str(thinking), str(readers),
        ],
        stdout=subprocess.PIPE,
    )  # fmt: skip


def told(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    out, _err = process.communicate()
    found: dict[str, Any] = json.loads(out)
    return found


def at(seconds: list[float], share: float) -> str:
    return f"{sorted(seconds)[int(len(seconds) * share)] * 1000:.0f}"


def table(runs: dict[str, dict[str, Any]]) -> list[str]:
    lines = [
        "| run | requests | requests/s | pages/s | p50 ms | p99 ms | worst ms | wrong | load |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in runs.items():
        every = [s for kind in found["kinds"].values() for s in kind]
        pages = sum(len(s) for k, s in found["kinds"].items() if k not in ("static", "picture"))
        lines.append(
            f"| {name} | {len(every)} | {len(every) / found['seconds']:.0f} |"
            f" {pages / found['seconds']:.0f} | {statistics.median(every) * 1000:.0f} |"
            f" {at(every, 0.99)} | {max(every) * 1000:.0f} | {len(found['wrong'])} |"
            f" {found['cpu'] * 100:.0f}% CPU |"
        )
    kinds = sorted({kind for found in runs.values() for kind in found["kinds"]})
    lines += ["", f"| p50/p99, ms | {' | '.join(runs)} |", "|---" * (len(runs) + 1) + "|"]
    for kind in kinds:
        cells = [
            f"{at(seconds, 0.5)}/{at(seconds, 0.99)}" if seconds else "—"
            for seconds in (found["kinds"].get(kind, []) for found in runs.values())
        ]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return lines


def measure(readers: int, seconds: float) -> str:
    with tempfile.TemporaryDirectory(prefix="shiryokan-load-") as folder:
        place = Path(folder)
        home = place / "home"
        run(home, "add", str(ROOT / "samples"), str(FEES))
        # one address is many readers here, and the limits are there against just that
        with served(home, api_per_minute="0", **UNLIMITED) as address:
            plan = place / "plan.json"
            plan.write_text(json.dumps(plan_of(address)))
            told(load(plan, 5, 0.5, 4))
            thinking = told(load(plan, seconds, THINKING, readers))
            pressing = told(load(plan, seconds, 0, readers))
            process = load(plan, seconds, THINKING, readers)
            time.sleep(5)
            began = time.monotonic()
            run(home, "add", "--later", str(ADDED))
            while json.loads(run(home, "status", "--json"))["waiting_jobs"]:
                time.sleep(1)
            added = time.monotonic() - began
            adding = told(process)
    runs = {"thinking": thinking, "without a pause": pressing, "thinking, while adding": adding}
    wrong = [line for found in runs.values() for line in found["wrong"]]
    return "\n".join(
        [
            *table(runs),
            "",
            f"{readers} readers, {seconds:.0f} seconds each run. The {ADDED.name} (344 pages) took"
            f" {added:.0f} s until it could be found, its registers too, beside the readers.",
            f"Measured on {datetime.date.today().isoformat()}, two cores.",
            *(f"WRONG {line}" for line in wrong[:20]),
        ]
    )


UNLIMITED = {"web_per_minute": "0", "heavy_per_minute": "0"}
"""Settings that lift the limits of the web pages."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--readers", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--write", action="store_true", help="put the tables into docs/load.md")
    given = parser.parse_args()
    said = measure(given.readers, given.seconds)
    print(said)
    if given.write:
        put("load.md", said)


if __name__ == "__main__":
    main()
