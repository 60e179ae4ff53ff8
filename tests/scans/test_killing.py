"""What reads pictures is killed in the middle of pages; nothing is lost and nothing done twice."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pypdfium2
import pytest

from tests import ocr, pdfs, served
from tests.conftest import SAMPLES

pytestmark = pytest.mark.slow
PAGES = 3
SETTINGS = {"scans": "on", "verification": "off"}
PATIENCE = 120.0
"""Seconds within which a page is begun, or read, on a machine that is busy."""


def scan_of_pages(path: Path) -> None:
    """The scan of the samples, several times over: all its pages are one picture."""
    one = pypdfium2.PdfDocument(SAMPLES / "mikagami-notice-scan.pdf")
    whole = pypdfium2.PdfDocument.new()
    for _ in range(PAGES):
        whole.import_pages(one)
    whole.save(path)


def asked(home: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(home / "library.sqlite3", timeout=30) as database:
        return database.execute(sql).fetchall()


def wait_for(home: Path, sql: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not asked(home, sql)[0][0]:
        assert time.monotonic() < deadline, sql
        time.sleep(0.05)


def killed_in_a_page(home: Path, sql: str) -> None:
    """Begin to read pictures, and kill what does so with all its processes when ``sql`` is true."""
    working = subprocess.Popen(
        served.program("scans", "read"), env=served.environment(home, **SETTINGS),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for(home, sql)
    assert working.poll() is None
    working.send_signal(signal.SIGKILL)
    working.wait()


def test_a_killed_reading_goes_on_where_it_was(tmp_path: Path) -> None:
    ocr.needed()
    home = tmp_path / "home"
    scan_of_pages(tmp_path / "scan.pdf")
    served.run(home, "add", str(tmp_path / "scan.pdf"), **SETTINGS)
    begun = "SELECT count(*) FROM scans_pagepicture WHERE attempts > 0 AND state = 'waiting'"
    done = "SELECT count(*) FROM scans_pagepicture WHERE state = 'done'"
    killed_in_a_page(home, begun)
    assert asked(home, done) == [(0,)]
    # while it is not done, what has text is found at once
    (tmp_path / "digital.pdf").write_bytes(pdfs.pdf("霧笛の整備"))
    served.run(home, "add", str(tmp_path / "digital.pdf"), **SETTINGS)
    assert "霧笛の整備" in served.run(home, "search", "霧笛の整備", **SETTINGS)
    killed_in_a_page(home, done)
    (first,) = asked(home, "SELECT at, seconds FROM scans_pagepicture WHERE state = 'done'")
    served.run(home, "scans", "read", **SETTINGS)
    served.run(home, "work", **SETTINGS)
    status = json.loads(served.run(home, "scans", "--json", **SETTINGS))
    assert status["read"] == {"waiting": 0, "done": PAGES, "failed": 0}
    assert first in asked(home, "SELECT at, seconds FROM scans_pagepicture")
    # one picture, read once; every page has it, and none is there twice
    assert asked(home, "SELECT count(*) FROM scans_picturereading") == [(1,)]
    pages = "SELECT source, count(*), min(length(text)) > 0 FROM documents_page GROUP BY source"
    assert sorted(asked(home, pages)) == [("layer", 1, 1), ("picture", PAGES, 1)]
    found = served.run(home, "search", "情報機器の点検", "--json", **SETTINGS)
    assert len(found.splitlines()) == PAGES
    findings = json.loads(served.run(home, "doctor", "--json", **SETTINGS))
    assert [f["name"] for f in findings if not f["good"] and not f["advice"]] == []
