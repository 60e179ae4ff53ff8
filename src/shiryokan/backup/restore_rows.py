"""The rows of a restored instance, when its database is not the file in its home."""

from __future__ import annotations

import datetime
from pathlib import Path

from shiryokan.backup.aliases import opened
from shiryokan.backup.errors import RestoreError
from shiryokan.backup.files import hash_of, sync
from shiryokan.backup.inspection import Holding, held_by
from shiryokan.backup.manifests import CONFIG, Manifest
from shiryokan.backup.transfer import DEFAULT, moved_into
from shiryokan.instance.config import Config, load


def config_to_come(snapshot: Path, manifest: Manifest) -> Config:
    """The settings that the instance will have: the environment's, and those of the snapshot."""
    file, expected = snapshot / CONFIG, manifest.files.get(CONFIG)
    if expected and (not file.is_file() or hash_of(file)[0] != expected):
        raise RestoreError("restore_damaged", file=f"{snapshot.name}/{CONFIG}")
    return load(file=file)


def looked_at(database_url: str, *, replace: bool) -> Holding:
    """What the database holds into which the rows are to go. Raises :class:`RestoreError` if it is
    somebody else's, or, without ``replace``, in use; nothing in it is touched."""
    holding = held_by(database_url)
    if holding.foreign:
        raise RestoreError("restore_foreign")
    if holding.used and not replace:
        raise RestoreError(
            "restore_database_used", documents=holding.documents, accounts=holding.accounts
        )
    return holding


def rows_put_aside(folder: Path) -> Path:
    """Copy the rows that the instance's database holds into an SQLite file beside the home."""
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    place = folder.with_name(f"{folder.name}.database-before-restore-{now}.sqlite3")
    place.touch(mode=0o600, exist_ok=False)
    try:
        with opened(place, "aside") as aside:
            moved_into(aside, DEFAULT)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    sync(place.parent)
    return place


def rows_moved_in(file: Path) -> None:
    """Put the rows of a restored file into the instance's database, in the place of those there;
    the file is put aside."""
    with opened(file) as source:
        moved_into(DEFAULT, source)
    file.rename(file.with_suffix(".restored"))
