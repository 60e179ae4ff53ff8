"""Makes an instance of a snapshot."""

from __future__ import annotations

import datetime
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from shiryokan.backup import manifests
from shiryokan.backup.errors import RestoreError
from shiryokan.backup.files import Progress, copy, silent, sync
from shiryokan.backup.manifests import CONFIG, DATABASE, SECRET, Manifest
from shiryokan.backup.snapshots import counts_of, object_path
from shiryokan.documents.originals import FolderOriginals, Originals, originals_of
from shiryokan.instance.config import Config
from shiryokan.instance.home import INSTANCE_ID, Home

_PART = ".restore-"
DROPPED = (
    "django_session", "jobs_heartbeat", "jobs_remembered", "jobs_look", "api_allowance",
    "search_rebuildrange", "search_rebuild",
)  # fmt: skip
"""Tables that begin empty: what is remembered for a while is of then; whoever was signed in then
signs in again, and no worker that lived then has its job still."""


class Restored(msgspec.Struct, frozen=True):
    """An instance that was restored; ``aside`` is where the one before it was put."""

    manifest: Manifest
    aside: Path | None


def restore(
    dest: Path,
    snapshot: Path,
    folder: Path,
    *,
    config: Config | None = None,
    replace: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Put a snapshot's files into a new home, every one compared with its hash, before the home
    gets its name. A home that is there is only put aside, and only with ``replace``.

    Originals go where the settings that the instance will have (``config``) say, by default into
    the home. The database comes as an SQLite file; whoever calls moves it, if the instance has
    another. Raises :class:`RestoreError` and :class:`BackupError`; then nothing has changed.
    """
    manifest = manifests.read(snapshot)
    folder = folder.expanduser().resolve()
    if folder.exists() and any(folder.iterdir()) and not replace:
        raise RestoreError("restore_not_empty", place=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(f"{_PART}{folder.name}-*"):
        shutil.rmtree(left, ignore_errors=True)
    part = folder.parent / f"{_PART}{folder.name}-{os.getpid()}"
    try:
        _fill(Home(part), config or Config(), dest, snapshot, manifest, progress)
        aside = _put_aside(folder)
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync(folder.parent)
    return Restored(manifest, aside)


@contextmanager
def undone_if_it_fails(restored: Restored, folder: Path) -> Iterator[None]:
    """Within the block the instance is made ready; if that fails, what was there is there again."""
    folder = folder.expanduser().resolve()
    try:
        yield
    except BaseException:
        shutil.rmtree(folder)
        if restored.aside:
            restored.aside.rename(folder)
        raise


def _fill(
    home: Home, config: Config, dest: Path, snapshot: Path, manifest: Manifest, progress: Progress
) -> None:
    home.make()
    for name, place in (
        (DATABASE, home.database),
        (SECRET, home.folder / SECRET),
        (CONFIG, home.folder / CONFIG),
        (INSTANCE_ID, home.folder / INSTANCE_ID),
    ):
        if name not in manifest.files:
            continue
        if copy(snapshot / name, place) != manifest.files[name]:
            raise RestoreError("restore_damaged", file=f"{snapshot.name}/{name}")
    if (home.folder / SECRET).exists():
        (home.folder / SECRET).chmod(0o600)
    _originals_filled(originals_of(config, home), dest, manifest, progress)
    for waiting in manifest.waiting:
        # with a bucket it is looked for here as well
        place = home.incoming / Path(waiting.name).name
        _object_copied(dest, waiting.sha256, place)
    counts = counts_of(home.database)
    if counts != manifest.counts:
        raise RestoreError("restore_counts", snapshot=snapshot.name)
    with closing(sqlite3.connect(home.database)) as database:
        for table in DROPPED:
            if table in counts:
                database.execute(f"DELETE FROM {table}")  # noqa: S608  a name of ours
        database.commit()


def _originals_filled(store: Originals, dest: Path, manifest: Manifest, progress: Progress) -> None:
    for number, original in enumerate(manifest.originals):
        progress(number, len(manifest.originals))
        if isinstance(store, FolderOriginals):
            place = store.path(original.sha256)
            _object_copied(dest, original.sha256, place)
            place.chmod(0o444)
        else:
            _object_put(dest, original.sha256, store)
    progress(len(manifest.originals), len(manifest.originals))


def _object_put(dest: Path, sha256: str, store: Originals) -> None:
    """Put an original into a bucket; what is there already is only looked at."""
    try:
        with (
            object_path(dest, sha256).open("rb") as source,
            store.put(source, sys.maxsize) as stored,
        ):
            right = stored.sha256 == sha256
    except FileNotFoundError:
        right = False
    if not right:
        raise RestoreError("restore_damaged", file=f"objects/{sha256}")


def _object_copied(dest: Path, sha256: str, place: Path) -> None:
    try:
        right = copy(object_path(dest, sha256), place) == sha256
    except FileNotFoundError:
        right = False
    if not right:
        raise RestoreError("restore_damaged", file=f"objects/{sha256}")


def _put_aside(folder: Path) -> Path | None:
    if not folder.exists():
        return None
    if not any(folder.iterdir()):
        folder.rmdir()
        return None
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = folder.with_name(f"{folder.name}.before-restore-{now}")
    folder.rename(aside)
    return aside
