"""Indexing is killed at random moments, many times: the index is whole all the while."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import pdfs
from tests.conftest import ROOT
from tests.served import environment, program, run

KILLS = 12
REBUILDING_KILLS = 6
DOCUMENTS = 14
PAGES = 40
SEED = 20_261_123


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library whose documents are all in the index."""
    home, pile = tmp_path_factory.mktemp("killed"), tmp_path_factory.mktemp("pile")
    for i in range(DOCUMENTS):
        pages = [f"文書{i}の第{n}頁 " + f"語{i}x{n} " * 30 for n in range(PAGES)]
        (pile / f"{i}.pdf").write_bytes(pdfs.pdf(*pages))
    run(home, "add", str(pile))
    return home


def look(home: Path, action: str, title: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.killed_house", action, title],
        env=environment(home), check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    return json.loads(done.stdout) if done.stdout else None


def killed(home: Path, command: str, after: float) -> None:
    process = subprocess.Popen(
        program(command), env=environment(home),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


def seconds_of_work(home: Path) -> float:
    """How long this machine takes over what is left to do."""
    began = time.monotonic()
    run(home, "work")
    return time.monotonic() - began


def test_index_and_database_differ_by_one_job_at_most_however_often_it_is_killed(
    home: Path,
) -> None:
    dice = random.Random(SEED)
    start = seconds_of_work(home)
    look(home, "retitle", "初めの改題")
    end = seconds_of_work(home)
    struck = turn = 0
    while struck < KILLS and turn < 60:
        turn += 1
        title = f"第{turn}回の改題"
        look(home, "retitle", title)
        for _ in range(4):
            moment = dice.uniform(start * 0.8, end)
            killed(home, "work", moment)
            seen = look(home, "inspect", title)
            assert seen["pages"] == [[PAGES, PAGES]] * DOCUMENTS
            assert seen["all"] == PAGES * DOCUMENTS
            assert 0 <= seen["titled"] - (DOCUMENTS - seen["left"]) <= 1
            if not seen["left"]:
                end = max(moment, start)
                break
            struck += 1
        run(home, "work")
        seen = look(home, "inspect", title)
        assert (seen["titled"], seen["left"]) == (DOCUMENTS, 0)
    assert struck >= KILLS, "the work was done before it could be struck often enough"


def test_a_rebuilding_that_is_killed_leaves_the_old_index_whole(home: Path) -> None:
    dice = random.Random(SEED)
    for _ in range(REBUILDING_KILLS):
        killed(home, "reindex", 0.5 + dice.random() * 1.5)
        seen = look(home, "inspect", "x")
        assert seen["pages"] == [[PAGES, PAGES]] * DOCUMENTS
        assert seen["all"] == PAGES * DOCUMENTS
    run(home, "reindex")
    assert look(home, "inspect", "x")["all"] == PAGES * DOCUMENTS
    findings = json.loads(run(home, "doctor", "--json"))
    assert {f["name"] for f in findings if not f["good"]} == set()
