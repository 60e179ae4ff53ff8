"""Ingest is killed at random moments, many times; the library is whole afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import pdfs

KILLS = 12
"""Kills that must strike while work is unfinished."""
MOST_TURNS = 40
SEED = 20240710
DOCUMENTS = 30


def program(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "shiryokan", *arguments]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SHIRYOKAN_HOME": str(home), "SHIRYOKAN_LANGUAGE": "en"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        program(home, *arguments), env=environment, capture_output=True, text=True, check=False
    )


def killed(home: Path, arguments: list[str], after: float) -> None:
    environment = {**os.environ, "SHIRYOKAN_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        program(home, *arguments),
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def unfinished_jobs(home: Path) -> int:
    """Counted by the program itself, so that it holds for either database."""
    asked = run(home, "status", "--json")
    return int(json.loads(asked.stdout)["waiting_jobs"]) if asked.returncode == 0 else 0


@pytest.fixture
def paper_pile(tmp_path: Path, samples: Path) -> Path:
    folder = tmp_path / "pile"
    folder.mkdir()
    for i in range(DOCUMENTS):
        pages = [f"文書{i}の第{n}頁 " + f"語{i}x{n} " * 30 for n in range(60)]
        (folder / f"{i}.pdf").write_bytes(pdfs.pdf(*pages))
    return folder


def test_ingest_survives_sigkill_at_any_moment(tmp_path: Path, paper_pile: Path) -> None:
    home = tmp_path / "home"
    dice = random.Random(SEED)
    struck = 0
    for turn in range(MOST_TURNS):
        command = ["add", str(paper_pile)] if turn < 3 else ["work"]
        killed(home, command, 0.6 + dice.random() * 1.1)
        struck += unfinished_jobs(home) > 0
        if struck == KILLS:
            break
    assert struck >= KILLS, "the work was done before it could be struck often enough"
    assert run(home, "work").returncode == 0
    again = run(home, "add", str(paper_pile), "--json")
    assert again.returncode == 0, again.stderr
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [row["pages_read"] for row in rows] == [60] * DOCUMENTS
    status = json.loads(run(home, "status", "--json").stdout)
    assert status["documents"] == status["searchable_documents"] == DOCUMENTS
    assert status["pages"] == status["indexed_pages"] == DOCUMENTS * 60
    assert (status["unreadable_pages"], status["waiting_jobs"], status["refused"]) == (0, 0, 0)
    findings = json.loads(run(home, "doctor", "--json").stdout)
    assert {f["name"]: f["good"] for f in findings if not f["good"]} == {}
    found = run(home, "search", "語5x37", "--json")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert [hit["page"] for hit in hits if hit["file_name"] == "5.pdf"] == [38]
