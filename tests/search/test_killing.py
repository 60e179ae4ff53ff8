"""Indexing is killed at random moments, many times: the index is whole all the while."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from shiryokan.search.analysis import Entry, analyse
from shiryokan.search.engine import Metadata
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from tests import pdfs, warm
from tests.conftest import ROOT
from tests.killing import killed
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
    done = warm.run(
        "tests.search.killed_instance", action, title, env=environment(home), cwd=ROOT, check=True
    )
    return json.loads(done.stdout) if done.stdout else None


def seconds_of_work(home: Path) -> float:
    """How long this machine takes over what is left to do, from when its worker is there."""
    process = subprocess.Popen(program("work"), env=environment(home), stdout=subprocess.DEVNULL)
    while process.poll() is None and not any(home.glob(f"locks/worker-{process.pid}-*")):
        time.sleep(0.005)
    began = time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began


@pytest.mark.slow
def test_index_and_database_differ_by_one_job_at_most_however_often_it_is_killed(
    home: Path,
) -> None:
    dice = random.Random(SEED)
    look(home, "retitle", "初めの改題")
    end = seconds_of_work(home)
    struck = turn = 0
    while struck < KILLS and turn < 60:
        turn += 1
        title = f"第{turn}回の改題"
        look(home, "retitle", title)
        for _ in range(4):
            moment = dice.uniform(0, end)
            killed(home, "work", after=moment)
            seen = look(home, "inspect", title)
            assert seen["pages"] == [[PAGES, PAGES]] * DOCUMENTS
            assert seen["all"] == PAGES * DOCUMENTS
            assert 0 <= seen["titled"] - (DOCUMENTS - seen["left"]) <= 1
            if not seen["left"]:
                end = moment
                break
            struck += 1
        run(home, "work")
        seen = look(home, "inspect", title)
        assert (seen["titled"], seen["left"]) == (DOCUMENTS, 0)
    assert struck >= KILLS, "the work was done before it could be struck often enough"


@pytest.mark.slow
def test_a_rebuilding_that_is_killed_leaves_the_old_index_whole(home: Path) -> None:
    dice = random.Random(SEED)
    for _ in range(REBUILDING_KILLS):
        killed(home, "reindex", after=0.5 + dice.random() * 1.5, working=False)
        seen = look(home, "inspect", "x")
        assert seen["pages"] == [[PAGES, PAGES]] * DOCUMENTS
        assert seen["all"] == PAGES * DOCUMENTS
    run(home, "reindex")
    assert look(home, "inspect", "x")["all"] == PAGES * DOCUMENTS
    findings = json.loads(run(home, "doctor", "--json"))
    assert {f["name"] for f in findings if not f["good"] and not f["advice"]} == set()


def test_what_a_killed_writer_left_does_not_stop_the_next(tmp_path: Path) -> None:
    """Killed after all files of a commit were written, and before the one that names them."""
    kept, killed_in = tmp_path / "kept", tmp_path / "killed"
    document, other = "00000000000000d0", "00000000000000d1"
    with TantivyEngine(kept).writing() as writing:
        for each in (document, other):
            writing.add(each, Metadata(), map(analyse, [Entry(1, "一枚目"), Entry(2, "二枚目")]))
    shutil.copytree(kept, killed_in)
    with TantivyEngine(killed_in).writing() as writing:
        writing.remove(document)
    names = {path.relative_to(kept) for path in kept.rglob("*")}
    left = [path for path in killed_in.rglob("*") if path.relative_to(killed_in) not in names]
    assert any(path.suffix == ".del" for path in left)
    for path in [*left, *killed_in.rglob(".managed.json")]:
        shutil.copy(path, kept / path.relative_to(killed_in))

    with TantivyEngine(kept).writing() as writing:
        writing.remove(document)
    assert (TantivyEngine(kept).pages_of(document), TantivyEngine(kept).pages_of(other)) == (0, 2)
