"""Homes made once a session and copied: an empty one whose database is up to date, and one with the
samples in it.

Both are made by the program itself, in a folder that all workers of the session share.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from tests import warm

SAMPLES = Path(__file__).parent.parent / "samples"
DATABASE = "library.sqlite3"
_shared: list[Path] = []


def share(folder: Path) -> None:
    """Say where the homes of this session are made; one folder for all its workers."""
    _shared[:] = [folder]


def copy_empty(home: Path) -> None:
    """A home in which nothing was ever done."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copy(_once("empty", _make_empty) / DATABASE, home / DATABASE)


def copy_with_samples(home: Path) -> None:
    """A home to which the samples were added, from their manifest."""
    shutil.copytree(_once("samples", _make_with_samples), home, dirs_exist_ok=True)


def _once(name: str, make: Callable[[Path], None]) -> Path:
    place = _shared[0] / name
    with FileLock(_shared[0] / f"{name}.lock"):
        if not place.exists():
            unfinished = _shared[0] / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(place)
    return place


def _run(home: Path, *arguments: str) -> str:
    surroundings = {"SHIRYOKAN_HOME": str(home), "SHIRYOKAN_LANGUAGE": "ja"}
    done = warm.run("shiryokan", *arguments, env={**warm.own_environment(), **surroundings})
    assert done.returncode == 0, done.stderr
    return done.stdout


def _make_empty(home: Path) -> None:
    _run(home, "status")


def _make_with_samples(home: Path) -> None:
    copy_empty(home)
    said = _run(home, "add", "--manifest", str(SAMPLES / "manifest.csv"))
    assert "追加 5件（18ページ）、既存 0件、失敗 0件" in said
