"""The snapshots of a backup: which there are, and whether they are whole."""

from __future__ import annotations

import datetime
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from shiryokan.backup import manifests
from shiryokan.backup.errors import BackupError
from shiryokan.backup.files import Progress, hash_of, silent

PART = ".part-"
"""How the name of what is not whole yet begins."""
_NAME = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
_MOMENT = "%Y%m%dT%H%M%S.%fZ"


def object_path(dest: Path, sha256: str) -> Path:
    """Where a backup keeps an original."""
    return dest / "objects" / sha256[:2] / sha256


def moment_of(name: str) -> datetime.datetime | None:
    """The moment that a snapshot is named by; None for a name that no snapshot has."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return datetime.datetime.strptime(name, _MOMENT).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def next_name(dest: Path, now: datetime.datetime) -> str:
    """A name for a new snapshot, later than all others even if the clock was set back."""
    moments = [moment for path in snapshots(dest) if (moment := moment_of(path.name))]
    after = [moment + datetime.timedelta(microseconds=1) for moment in moments]
    return max([now, *after]).strftime(_MOMENT)


def snapshots(dest: Path) -> list[Path]:
    """The snapshots of a backup, oldest first, and nothing else that lies there. Raises
    :class:`BackupError` if it is none."""
    folder = dest / "snapshots"
    if not folder.is_dir():
        raise BackupError("backup_none", place=str(dest))
    return sorted(path for path in folder.iterdir() if path.is_dir() and moment_of(path.name))


def chosen(dest: Path, name: str | None) -> Path:
    """A snapshot by its name, or the newest. Raises :class:`BackupError`."""
    found = snapshots(dest)
    fitting = [path for path in found if name is None or path.name.startswith(name)]
    if not fitting or (name and len(fitting) > 1):
        raise BackupError("backup_no_snapshot", place=str(dest), name=name or "")
    return fitting[-1]


def sweep(dest: Path) -> None:
    """Remove what backups that were cut off have left."""
    for path in (dest / "snapshots").glob(f"{PART}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in (dest / "objects").glob(f"*/{PART}*"):
        path.unlink(missing_ok=True)


def counts_of(database: Path) -> dict[str, int]:
    """The rows of each table of an SQLite file."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
        names = [
            name
            for (name,) in read.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        return {
            name: int(read.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
            for name in sorted(names)
        }


def problems(dest: Path, snapshot: Path, progress: Progress = silent) -> Iterator[str]:
    """Read all of a snapshot; the names of files that are missing or not what they were. Raises
    :class:`BackupError` when it does not even say what it should have."""
    manifest = manifests.read(snapshot)
    for name, expected in manifest.files.items():
        path = snapshot / name
        if not path.is_file() or hash_of(path)[0] != expected:
            yield f"{snapshot.name}/{name}"
    needed = manifest.objects()
    for number, (sha256, size) in enumerate(needed.items()):
        progress(number, len(needed))
        path = object_path(dest, sha256)
        if not path.is_file() or hash_of(path) != (sha256, size):
            yield f"objects/{sha256}"
