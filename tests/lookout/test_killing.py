"""Visits that are killed at any moment: nothing twice, nothing lost."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest

from tests import pdfs, served
from tests.lookout.test_whole_way import FIRST, Invented, invented, page

__all__ = ["invented"]
pytestmark = [pytest.mark.any_database, pytest.mark.slow]
KILLS, DOCUMENTS = 7, 12


def test_kills_lose_nothing_and_double_nothing(invented: Invented, tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = {
        "fetch_networks": "127.0.0.0/8",
        "fetch_ports": str(invented.site.port),
        "lookout_pause_seconds": "0.05",
        "database_url": "",
    }
    served.run(home, "lookout", "add", invented.url, **settings)
    served.run(home, "lookout", "visit", "--now", **settings)
    links = [(f"n{number}.pdf", f"資料{number}　件名{number}") for number in range(DOCUMENTS)]
    invented.day(
        {
            "/kaigi/index.html": page((2, "令和6年7月1日", links), FIRST),
            **{f"/kaigi/{href}": pdfs.pdf(text) for href, text in links},
            "/kaigi/1a.pdf": pdfs.pdf("点検の結果の二"),
        }
    )
    chance, killed = random.Random(5), 0
    for _ in range(KILLS):
        visiting = subprocess.Popen(
            served.program("lookout", "visit", "--now"),
            env=served.environment(home, **settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.8, 2.5))
        if visiting.poll() is None:
            killed += 1
        visiting.send_signal(signal.SIGKILL)
        visiting.wait()
        with sqlite3.connect(home / "library.sqlite3", timeout=30) as database:
            # the turn of a host that was taken by the dead is free after two minutes
            database.execute("UPDATE lookout_host SET next_at = '2024-01-01 00:00:00'")
    assert killed >= KILLS // 2, "the test shows nothing if hardly any visit is killed"
    served.run(home, "lookout", "visit", "--now", **settings)
    told = [
        json.loads(line)
        for line in served.run(home, "lookout", "finds", "--json", **settings).splitlines()
    ]
    kinds = sorted((one["type"], one["label"]) for one in told)
    wanted = [("new", f"資料{number}") for number in range(DOCUMENTS)] + [("replaced", "資料1")]
    assert kinds == sorted(wanted)
    assert all(one["searchable_at"] for one in told)
    status = json.loads(served.run(home, "status", "--json", **settings))
    assert status["documents"] == 3 + DOCUMENTS
