"""Uploads that were acknowledged and are not stored yet: they are of the instance as much as its
originals, and a backup keeps them beside those, under their SHA-256."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO

from shiryokan.backup.files import copy
from shiryokan.backup.manifests import Waiting
from shiryokan.backup.snapshots import object_path
from shiryokan.documents.incoming import Incoming, incoming_of
from shiryokan.documents.models import Intake
from shiryokan.documents.originals import originals_of, part_of
from shiryokan.instance import current
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
    names = {name for _key, name in found}
    if not names:
        return 0
    return sum(each.size for each in _store(home).list() if each.name in names)


def keep_waiting(home: Home, dest: Path, found: list[tuple[str, str]]) -> tuple[Waiting, ...]:
    """Copy the files that wait. One that was stored since the snapshot is an original by now; one
    that was refused since then is wanted by nobody."""
    kept = []
    for key, name in found:
        for opened in (partial(_store(home).open, name), partial(_stored_since, home, key)):
            waiting = _copied(dest, opened, name)
            if waiting:
                kept.append(waiting)
                break
    return tuple(kept)


def _store(home: Home) -> Incoming:
    return incoming_of(current.config(), home)


def _stored_since(home: Home, key: str) -> BinaryIO:
    sha256 = Intake.objects.filter(pk=key).values_list("document__sha256", flat=True).first()
    if not sha256:
        raise FileNotFoundError(key)
    return originals_of(current.config(), home).open(sha256)


def _copied(dest: Path, opened: Callable[[], BinaryIO], name: str) -> Waiting | None:
    try:
        with opened() as source, part_of(source, sys.maxsize, dest) as (part, stored):
            place = object_path(dest, stored.sha256)
            if not place.is_file() or place.stat().st_size != stored.size:
                copy(part, place)
    except FileNotFoundError:
        return None
    return Waiting(name, stored.sha256, stored.size)
