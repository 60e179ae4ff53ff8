"""What is made once a session, by whichever of its workers wants it first, and kept in one folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

_folders: list[Path] = []


def share(folder: Path) -> None:
    """Say where things of this session are kept; one folder for all its workers."""
    _folders[:] = [folder]


def made(name: str) -> Path | None:
    """The file or folder ``name``, if it was made in this session."""
    place = _folders[0] / name
    return place if place.exists() else None


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The file or folder ``name``, which ``make`` makes at the place that it is given."""
    place = _folders[0] / name
    with FileLock(_folders[0] / f"{name}.lock"):
        if not place.exists():
            unfinished = _folders[0] / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(place)
    return place
