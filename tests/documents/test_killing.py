"""Ingest is killed at random moments, many times; the library is whole afterwards."""

from __future__ import annotations

import json
import os
import random
import subprocess
from pathlib import Path

import pytest

from shiryokan.instance.config import PREFIX
from tests import pdfs
from tests.killing import killed
from tests.served import command

KILLS = 8
"""Kills that must strike while work is unfinished."""
MOST_TURNS = 80
IN_WORK = 0.75
"""How many kills strike after the jobs were begun; the others may strike the handing in."""
IN_WORK_SECONDS = 1.0
"""How long after the jobs were begun at most."""
SEED = 20240710
DOCUMENTS = 20
"""Documents laid down at first, and again whenever all were read before enough kills struck."""
PAGES = 60
pytestmark = pytest.mark.slow


def database() -> dict[str, str]:
    """Settings of an instance in the database that these tests were asked to use."""
    names = ("database_url", "search_engine")
    return {n: os.environ[PREFIX + n.upper()] for n in names if PREFIX + n.upper() in os.environ}


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return command(home, *arguments, **database())


def unfinished_jobs(home: Path) -> int:
    """Counted by the program itself, so that it holds for either database."""
    asked = run(home, "status", "--json")
    return int(json.loads(asked.stdout)["waiting_jobs"]) if asked.returncode == 0 else 0


def lay_down(folder: Path, already: int) -> int:
    """Write DOCUMENTS more files, so that a fast machine does not run out of work to be killed at.

    Returns how many there are then.
    """
    for i in range(already, already + DOCUMENTS):
        pages = [f"文書{i}の第{n}頁 " + f"語{i}x{n} " * 30 for n in range(PAGES)]
        (folder / f"{i}.pdf").write_bytes(pdfs.pdf(*pages))
    return already + DOCUMENTS


def test_ingest_survives_sigkill_at_any_moment(tmp_path: Path) -> None:
    home, pile = tmp_path / "home", tmp_path / "pile"
    pile.mkdir()
    documents = lay_down(pile, 0)
    dice = random.Random(SEED)
    struck, adding = 0, 3
    for _ in range(MOST_TURNS):
        doing = ["add", str(pile)] if adding > 0 else ["work"]
        if dice.random() < IN_WORK:
            killed(home, *doing, after=dice.random() * IN_WORK_SECONDS, **database())
        else:
            killed(home, *doing, after=0.6 + dice.random() * 1.1, working=False, **database())
        adding -= 1
        if unfinished_jobs(home):
            struck += 1
        elif adding <= 0:
            documents, adding = lay_down(pile, documents), 2
        if struck == KILLS:
            break
    assert struck >= KILLS, "the work was done before it could be struck often enough"
    assert run(home, "work").returncode == 0
    again = run(home, "add", str(pile), "--json")
    assert again.returncode == 0, again.stderr
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [row["pages_read"] for row in rows] == [PAGES] * documents
    status = json.loads(run(home, "status", "--json").stdout)
    assert status["documents"] == status["searchable_documents"] == documents
    assert status["pages"] == status["indexed_pages"] == documents * PAGES
    assert (status["unreadable_pages"], status["waiting_jobs"], status["refused"]) == (0, 0, 0)
    findings = json.loads(run(home, "doctor", "--json").stdout)
    assert {f["name"]: f["good"] for f in findings if not f["good"] and not f["advice"]} == {}
    found = run(home, "search", "語5x37", "--json")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert [hit["page"] for hit in hits if hit["file_name"] == "5.pdf"] == [38]
