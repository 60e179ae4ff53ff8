"""What a snapshot says of itself."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from shiryokan.backup.errors import BackupError

NAME = "manifest.json"
DATABASE, SECRET, CONFIG = "library.sqlite3", "secret-key", "config.toml"
FORMAT = 1


class Original(msgspec.Struct, frozen=True):
    """An original that the snapshot's documents need."""

    sha256: str
    size: int


class Waiting(msgspec.Struct, frozen=True):
    """An upload that waited to be stored: the name of its file, and what is in it."""

    name: str
    sha256: str
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A snapshot: what made it and when, its files with their hashes, the rows of each table, the
    originals; those that were not there; and the uploads that waited. ``sha256`` is of all the
    rest."""

    format: int = FORMAT
    program: str
    made_at: str
    files: dict[str, str]
    counts: dict[str, int]
    originals: tuple[Original, ...]
    missing: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    sha256: str = ""

    def own_hash(self) -> str:
        """The hash of what it says, without the hash itself."""
        data = msgspec.to_builtins(msgspec.structs.replace(self, sha256=""))
        if not self.waiting:
            # so that manifests of before there was such a list are still what they were
            del data["waiting"]
        return hashlib.sha256(msgspec.json.encode(data, order="sorted")).hexdigest()

    def objects(self) -> dict[str, int]:
        """All files under their hash that it needs, and their sizes."""
        named: tuple[Original | Waiting, ...] = (*self.originals, *self.waiting)
        return {each.sha256: each.size for each in named}


def write(folder: Path, manifest: Manifest) -> None:
    """Write a manifest, sealed by its hash."""
    sealed = msgspec.structs.replace(manifest, sha256=manifest.own_hash())
    text = msgspec.json.format(msgspec.json.encode(sealed, order="sorted"), indent=1)
    (folder / NAME).write_bytes(text + b"\n")


def read(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises :class:`BackupError`."""
    try:
        manifest = msgspec.json.decode((folder / NAME).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise BackupError("backup_manifest", snapshot=folder.name) from error
    if manifest.format != FORMAT or manifest.sha256 != manifest.own_hash():
        raise BackupError("backup_manifest", snapshot=folder.name)
    return manifest
