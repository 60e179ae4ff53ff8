"""Uploads that were acknowledged and are not stored yet: they are of the instance as much as its
originals, and a backup keeps them beside those, under their SHA-256."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from shiryokan.backup.files import copy, hash_of
from shiryokan.backup.manifests import Waiting
from shiryokan.backup.snapshots import object_path
from shiryokan.documents.models import Intake
from shiryokan.documents.originals import Originals
from shiryokan.instance.home import Home

_ASKED = """
SELECT id, source FROM documents_intake
WHERE kind = 'upload' AND document_id IS NULL AND state NOT IN ('done', 'known', 'refused')
ORDER BY created_at, id
"""


def waiting_in(database: Path) -> list[tuple[str, str]]:
    """The intakes of a snapshot that wait for their file to be stored, and the file's name."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as read:
        return [(key, Path(source).name) for key, source in read.execute(_ASKED)]


def bytes_waiting(home: Home, found: list[tuple[str, str]]) -> int:
    """The room that these files take."""
    paths = [home.incoming / name for _key, name in found]
    return sum(path.stat().st_size for path in paths if path.is_file())


def keep_waiting(home: Home, dest: Path, found: list[tuple[str, str]]) -> tuple[Waiting, ...]:
    """Copy the files that wait. One that was stored since the snapshot is an original by now; one
    that was refused since then is wanted by nobody."""
    kept = []
    for key, name in found:
        for source in (home.incoming / name, _stored_since(home, key)):
            waiting = _copied(dest, source, name)
            if waiting:
                kept.append(waiting)
                break
    return tuple(kept)


def _stored_since(home: Home, key: str) -> Path | None:
    sha256 = Intake.objects.filter(pk=key).values_list("document__sha256", flat=True).first()
    return Originals(home.originals).path(sha256) if sha256 else None


def _copied(dest: Path, source: Path | None, name: str) -> Waiting | None:
    if source is None:
        return None
    try:
        sha256, size = hash_of(source)
        place = object_path(dest, sha256)
        if not place.is_file() or place.stat().st_size != size:
            sha256 = copy(source, place)
    except FileNotFoundError:
        return None
    return Waiting(name, sha256, size)
