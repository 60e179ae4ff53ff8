"""Makes snapshots of an instance while it is open, and looks whether they are whole.

A backup is a folder::

    objects/ab/abcd…          originals and waiting uploads under their SHA-256, each copied once
    snapshots/20261124T…Z/    one moment: database, settings, key, manifest
    lock                      held by whoever changes it

The database's snapshot comes first, then the originals that it names: those never change, so that
both are of one moment. A snapshot gets its name when all of it is on the disk. Everything can be
read by its owner only.
"""

from __future__ import annotations

import contextlib
import datetime
import shutil
import sqlite3
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import msgspec
from django.db import connection, connections

from shiryokan.backup import manifests
from shiryokan.backup.aliases import opened
from shiryokan.backup.errors import BackupError
from shiryokan.backup.files import Progress, copy, hash_of, private, silent, sync, sync_file
from shiryokan.backup.locks import BACKUP, alone_in, held
from shiryokan.backup.manifests import CONFIG, DATABASE, SECRET, Manifest, Original
from shiryokan.backup.pending_uploads import bytes_waiting, keep_waiting, waiting_in
from shiryokan.backup.snapshots import PART, counts_of, next_name, object_path, snapshots, sweep
from shiryokan.backup.tables import copy_all
from shiryokan.documents.originals import free_bytes, originals_of
from shiryokan.instance import current
from shiryokan.instance.home import INSTANCE_ID, Home
from shiryokan.jobs.causes import out_of_room

_ROOM = 64 << 20


class Made(msgspec.Struct, frozen=True):
    """A snapshot that was made: how many originals it has, and how many of them were new."""

    name: str
    originals: int
    copied: int
    missing: tuple[str, ...]


def back_up(home: Home, dest: Path, progress: Progress = silent) -> Made:
    """Make a snapshot of an instance. Raises :class:`BackupError`, or :class:`OSError` when the
    place cannot be written; the instance stays as it is."""
    dest = dest.expanduser().resolve()
    inside = home.folder.resolve()
    if dest == inside or inside in dest.parents:
        raise BackupError("backup_inside", place=str(dest))
    with held(home, BACKUP) as alone:
        if not alone:
            raise BackupError("backup_running")
        with private(), alone_in(_made(dest)):
            return _snapshot(home, dest, progress)


def _made(dest: Path) -> Path:
    """The place with its folders, which others cannot open even where it was there before."""
    dest.mkdir(parents=True, exist_ok=True)
    for folder in (dest / "snapshots", dest / "objects"):
        folder.mkdir(exist_ok=True)
        with contextlib.suppress(PermissionError):
            folder.chmod(0o700)
    return dest


def _snapshot(home: Home, dest: Path, progress: Progress) -> Made:
    sweep(dest)
    made_at = datetime.datetime.now(datetime.UTC)
    name = next_name(dest, made_at)
    part = dest / "snapshots" / f"{PART}{name}"
    part.mkdir()
    try:
        made = _fill(home, dest, part, name, made_at, progress)
        part.rename(dest / "snapshots" / name)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync(dest / "snapshots")
    return made


def _fill(
    home: Home,
    dest: Path,
    part: Path,
    name: str,
    made_at: datetime.datetime,
    progress: Progress,
) -> Made:
    _database_of(home, part / DATABASE)
    _be_sound(part / DATABASE)
    for file in (SECRET, CONFIG, INSTANCE_ID):
        if (home.folder / file).is_file():
            copy(home.folder / file, part / file)
    originals = originals_named(part / DATABASE)
    waiting = waiting_in(part / DATABASE)
    wanted = [original for original in originals if not has_original(dest, original)]
    needed = sum(original.size for original in wanted) + bytes_waiting(home, waiting) + _ROOM
    if free_bytes(dest) < needed:
        raise BackupError("backup_full", need=needed, free=free_bytes(dest))
    missing = []
    for number, original in enumerate(wanted):
        progress(number, len(wanted))
        if not copied_from(home, dest, original.sha256):
            missing.append(original.sha256)
    progress(len(wanted), len(wanted))
    kept = keep_waiting(home, dest, waiting)
    manifest = Manifest(
        program=version("shiryokan"),
        made_at=made_at.isoformat(),
        files={path.name: hash_of(path)[0] for path in sorted(part.iterdir())},
        counts=counts_of(part / DATABASE),
        originals=tuple(o for o in originals if o.sha256 not in missing),
        missing=tuple(missing),
        waiting=kept,
    )
    manifests.write(part, manifest)
    for path in part.iterdir():
        with path.open("rb") as written:
            sync_file(written.fileno())
    sync(part)
    return Made(name, len(originals), len(wanted) - len(missing), tuple(missing))


def has_original(dest: Path, original: Original) -> bool:
    """Whether a backup has an original, as far as can be told without reading it."""
    place = object_path(dest, original.sha256)
    return place.is_file() and place.stat().st_size == original.size


def copied_from(home: Home, dest: Path, sha256: str) -> bool:
    """Copy an original from the instance; what is not there, or not what it was, is not kept."""
    store, place = originals_of(current.config(), home), object_path(dest, sha256)
    try:
        if not store.shared:
            with store.local_copy(sha256) as source:
                return copy(source, place, expected=sha256) == sha256
        # past the copies of this machine, which are for what is read
        with tempfile.TemporaryDirectory(dir=dest) as folder:
            source = Path(folder) / sha256
            store.copy_out(sha256, source)
            return copy(source, place, expected=sha256) == sha256
    except FileNotFoundError:
        return False


def mended(home: Home, dest: Path, wrong: list[str]) -> list[str]:
    """Copy anew from the instance what was found wrong in a backup; the names of what is whole
    again. Only originals can be, for a database is of its moment."""
    with private(), alone_in(dest):
        return [
            name
            for name in wrong
            if name.startswith("objects/") and copied_from(home, dest, name.partition("/")[2])
        ]


def _database_of(home: Home, place: Path) -> None:
    """The database as it is at one moment; whoever writes goes on meanwhile."""
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(place)) as target,
        ):
            # in one step: in many, each write would have it begin again
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
        return
    with opened(place, "snapshot") as target_alias:
        copy_all("default", target_alias)
    connections["default"].close_if_unusable_or_obsolete()


def _be_sound(database: Path) -> None:
    """A copy of a damaged database is as damaged, and would push whole snapshots out."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
            answer = str(read.execute("PRAGMA quick_check").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if out_of_room(error):
            raise
        answer = str(error)
    if answer != "ok":
        raise BackupError("backup_database", why=answer)


def originals_named(database: Path) -> list[Original]:
    """The originals that a database's documents need."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
        found = read.execute("SELECT sha256, size FROM documents_document ORDER BY sha256")
        return [Original(sha256, size) for sha256, size in found]


def prune(dest: Path, keep: int) -> tuple[int, int]:
    """Remove all snapshots but the newest ``keep``, and the originals that none of those needs;
    how many of each. Raises :class:`BackupError` while another changes the backup."""
    with alone_in(dest):
        old = snapshots(dest)[: -max(keep, 1)]
        for path in old:
            # its name goes first, so that half a snapshot never looks whole
            away = path.with_name(PART + path.name)
            path.rename(away)
            shutil.rmtree(away)
        if not old:
            return 0, 0
        needed = {sha256 for path in snapshots(dest) for sha256 in manifests.read(path).objects()}
        gone = [path for path in (dest / "objects").glob("*/*") if path.name not in needed]
        for path in gone:
            path.unlink()
        return len(old), len(gone)
