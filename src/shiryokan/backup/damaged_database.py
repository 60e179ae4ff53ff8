"""What can be told of a broken database, and done with it, before anything opens it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

from shiryokan.instance.home import Home

LOST_AND_FOUND = "lost+found"
"""Folder of the home for what is broken or of unknown origin; nothing is deleted."""


def database_problem(home: Home) -> str | None:
    """Why the SQLite file cannot be used, if it cannot; looked at before anything opens it."""
    if not home.database.exists():
        return "missing" if any(home.originals.glob("*/*.pdf")) else None
    try:
        with contextlib.closing(
            sqlite3.connect(f"file:{home.database}?mode=ro", uri=True, timeout=30)
        ) as database:
            answer = [row[0] for row in database.execute("PRAGMA quick_check")]
            database.execute("SELECT count(*) FROM django_migrations").fetchone()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error):
            return None
        return str(error)
    return None if answer == ["ok"] else str(answer[0])


def put_database_aside(home: Home) -> list[Path]:
    """Put a broken database, with what SQLite keeps beside it, into ``lost+found``."""
    folder = home.folder / LOST_AND_FOUND
    return [
        moved(path, folder)
        for path in sorted(home.folder.glob(f"{home.database.name}*"))
        if path.is_file()
    ]


def free_place(folder: Path, name: str) -> Path:
    """A place in a folder, which is made, for a file of that name, or of one like it."""
    folder.mkdir(exist_ok=True)
    wanted = folder / name
    place, number = wanted, 0
    while place.exists():
        number += 1
        place = folder / f"{wanted.stem}-{number}{wanted.suffix}"
    return place


def moved(path: Path, folder: Path) -> Path:
    """Move a file into a folder, under a name that is free; where it lies then."""
    place = free_place(folder, path.name)
    shutil.move(path, place)
    with contextlib.suppress(OSError):
        place.chmod(0o644)
    return place
