"""The reading process is shut in: what it must not do, it cannot."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from shiryokan.paper.isolated import IsolatedReader
from shiryokan.paper.picture import SIZES
from shiryokan.paper.reader import Reader
from tests import warm
from tests.conftest import ROOT

BOTH = ("landlock", "seccomp")
TRIALS = [
    # what is tried, with what, and which wall alone is enough
    ("read", "/etc/passwd", ("landlock",)),
    ("read", "{other}", ("landlock",)),
    ("list_folder", "{folder}", ("landlock",)),
    ("write", "{folder}/new", BOTH),
    ("overwrite", "{file}", BOTH),
    ("remove", "{other}", BOTH),
    ("rename", "{other}", BOTH),
    ("connect", "{port}", BOTH),
    ("udp", "{port}", ("seccomp",)),
    ("bind", "", BOTH),
    ("abstract", "{abstract}", BOTH),
    ("fork", "", ("seccomp",)),
    ("run", "/bin/true", BOTH),
    ("execute", "/bin/true", BOTH),
    ("thread", "", ("seccomp",)),
    ("stop_parent", "", BOTH),
    ("look_into_parent", "", ("landlock",)),
]


@pytest.fixture(scope="module")
def walls() -> None:
    with IsolatedReader(ROOT / "samples" / "mikagami-plan-2024.pdf") as reader:
        stand = reader.confinement
    if not stand.landlock or not stand.seccomp:
        pytest.skip(f"this kernel does not have both walls: {stand}")


@pytest.fixture
def places(tmp_path: Path) -> Iterator[dict[str, str]]:
    for name in ("file", "other"):
        (tmp_path / name).write_bytes(b"%PDF")
    with socket.socket() as listener, socket.socket(socket.AF_UNIX) as hidden:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        name = f"shiryokan-{tmp_path.name}"
        hidden.bind("\0" + name)
        hidden.listen()
        yield {
            "file": str(tmp_path / "file"),
            "other": str(tmp_path / "other"),
            "folder": str(tmp_path),
            "port": str(listener.getsockname()[1]),
            "abstract": name,
        }


def tried(wall: str, trial: str, argument: str, places: dict[str, str]) -> str:
    # its answer goes through a pipe: within the walls no file can be written
    answer, says = os.pipe()
    with Path(os.devnull).open("wb") as nothing:
        process = warm.Process(
            *("tests.paper.sandboxed", wall, trial, places["file"], argument.format(**places)),
            env=warm.own_environment(), cwd=ROOT, stdout=says, stderr=nothing.fileno(),
        )  # fmt: skip
    os.close(says)
    with os.fdopen(answer) as pipe:
        said = pipe.read().strip()
    process.wait(60)
    # a program that is executed says nothing; a refusal is always said
    return said or "done"


@pytest.mark.parametrize(("trial", "argument", "enough"), TRIALS)
def test_what_it_must_not_do_is_refused(
    trial: str, argument: str, enough: tuple[str, ...], places: dict[str, str], walls: None
) -> None:
    for wall in ("both", *enough):
        assert tried(wall, trial, argument, places).startswith("refused"), wall


def test_without_the_walls_all_of_it_could_be_done(places: dict[str, str]) -> None:
    results = {
        f"{trial} {argument}": tried("none", trial, argument, places)
        for trial, argument, _enough in TRIALS
        if trial not in ("remove", "rename")
    }
    assert set(results.values()) == {"done"}, results


def test_within_its_walls_it_reads_and_draws_the_same() -> None:
    for path in sorted((ROOT / "samples").glob("*.pdf")):
        with IsolatedReader(path) as shut_in, Reader(path) as free:
            assert list(shut_in.pages()) == [free.page(n + 1) for n in range(free.pages)]
            size = SIZES["thumbnail"]
            assert shut_in.picture(1, size) == free.picture(1, size)
