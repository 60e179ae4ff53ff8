"""Ingest of digital pages beside a queue of pictures that is at work.

usage: python -m bench.ocr_beside [--rounds 5] [--pages 60]

In each round the same new files are added to a fresh home, once alone and once while another
process reads pictures as ``shiryokan scans read`` does; which comes first changes, so that what
else the machine does falls on both. The scan is longer than the round, and no page of it is like
another. Seconds of the clock until the command that adds is done and its pages can be searched;
medians, and the median of the ratios.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from tests import pdfs, served
from tests.paper.ocr.pictures import page, pdf_of

SCANNED = 150
"""Pages of the scan: more than are read in a round."""
FILES = 4
_SETTINGS = {"scans": "on", "verification": "off"}
_PATIENCE = 180.0
"""Seconds within which the first picture is begun."""


def scan(path: Path) -> None:
    """A scan of which no page is like another."""
    plain = page((*(f"第{n}条　灯台の点検と霧笛の整備" for n in range(1, 13)),), (420.0, 320.0))
    shown = []
    for number in range(SCANNED):
        other = plain.copy()
        other[number : number + 2, :40] = 0
        shown.append(Image.fromarray(other))
    path.write_bytes(pdf_of(*shown))


def digital(folder: Path, pages: int) -> list[str]:
    """Files with text, ``pages`` together."""
    files = []
    for number in range(FILES):
        texts = [
            "\n".join(f"第{line}　{number}の{n}　灯台の点検と霧笛の整備" for line in range(35))
            for n in range(pages // FILES)
        ]
        path = folder / f"digital{number}.pdf"
        path.write_bytes(pdfs.pdf(*texts))
        files.append(str(path))
    return files


def added(home: Path, files: list[str]) -> float:
    """Seconds until the files can be searched."""
    began = time.monotonic()
    served.run(home, "add", *files, **_SETTINGS)
    return time.monotonic() - began


@contextlib.contextmanager
def reading(home: Path) -> Iterator[None]:
    """Pictures are read meanwhile, from the first page's beginning on."""
    process = subprocess.Popen(
        served.program("scans", "read"), env=served.environment(home, **_SETTINGS),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        deadline = time.monotonic() + _PATIENCE
        while not _begun(home):
            if time.monotonic() > deadline or process.poll() is not None:
                sys.exit("no picture was begun")
            time.sleep(0.2)
        yield
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait()


def _begun(home: Path) -> bool:
    with contextlib.closing(sqlite3.connect(home / "library.sqlite3", timeout=30)) as database:
        found = database.execute("SELECT count(*) FROM scans_pagepicture WHERE attempts > 0")
        return bool(found.fetchone()[0])


def _done(home: Path) -> int:
    with contextlib.closing(sqlite3.connect(home / "library.sqlite3", timeout=30)) as database:
        found = database.execute("SELECT count(*) FROM scans_pagepicture WHERE state = 'done'")
        return int(found.fetchone()[0])


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--pages", type=int, default=60)
    asked = options.parse_args()
    alone, beside, read = [], [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan(folder / "scan.pdf")
        files = digital(folder, asked.pages)
        for number in range(asked.rounds):
            homes = [folder / f"alone{number}", folder / f"beside{number}"]
            for home in homes:
                served.run(home, "add", str(folder / "scan.pdf"), **_SETTINGS)
            first = number % 2 == 0
            if first:
                alone.append(added(homes[0], files))
            with reading(homes[1]):
                beside.append(added(homes[1], files))
                read += _done(homes[1])
            if not first:
                alone.append(added(homes[0], files))
            print(f"{number + 1}: alone {alone[-1]:.1f} s, beside {beside[-1]:.1f} s", flush=True)
    ratios = [b / a for a, b in zip(alone, beside, strict=True)]
    print(
        f"{asked.pages} pages: alone {statistics.median(alone):.1f} s, beside pictures"
        f" {statistics.median(beside):.1f} s, ratio {statistics.median(ratios):.2f}"
        f" ({min(ratios):.2f} to {max(ratios):.2f}); pictures read meanwhile: {read};"
        f" load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    )


if __name__ == "__main__":
    main()
