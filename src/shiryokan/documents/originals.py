"""The content-addressed store of the originals: bytes, unchanged, under their SHA-256."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from shiryokan.instance import current

_CHUNK = 1 << 20
ORIGINAL_MISSING = "original_missing"
"""Code of what is told, and waited for, where the bytes of a document are not there."""


class TooManyBytes(Exception):  # noqa: N818
    """More bytes came than the limit allows."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Stored(msgspec.Struct, frozen=True):
    """What was stored."""

    sha256: str
    size: int


class Originals:
    """A folder of files named by their SHA-256. A file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this hash lie, whether they are there or not."""
        return self.folder / sha256[:2] / f"{sha256}.pdf"

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        return self.path(sha256).is_file()

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """Within the block no bytes are removed: from when they are put until their row is
        there."""
        with self._lock(fcntl.LOCK_SH):
            yield

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Within the block nobody else is about to need bytes that no row has."""
        with self._lock(fcntl.LOCK_EX):
            yield

    @contextlib.contextmanager
    def _lock(self, how: int) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, how)
            yield

    def put(self, source: BinaryIO, limit: int) -> Stored:
        """Copy ``source`` in; :class:`TooManyBytes` past ``limit`` bytes, with nothing kept.

        When this returns, the bytes are on the disk.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as part:
            try:
                while chunk := source.read(_CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise TooManyBytes(limit)
                    digest.update(chunk)
                    part.write(chunk)
                part.flush()
                os.fsync(part.fileno())
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        stored = Stored(digest.hexdigest(), size)
        self._settle(Path(part.name), self.path(stored.sha256))
        return stored

    def _settle(self, part: Path, place: Path) -> None:
        # a file that was damaged since is replaced by the same bytes, as they were
        if place.exists() and _sha256_of(place) == place.stem:
            part.unlink()
            return
        place.parent.mkdir(exist_ok=True)
        part.chmod(0o444)
        part.replace(place)
        _sync_folder(place.parent)

    def remove(self, sha256: str) -> None:
        """Forget these bytes, if they are there."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove the remains of copies that were cut off."""
        for part in self.folder.glob(".part-*"):
            part.unlink(missing_ok=True)


def original_store() -> Originals:
    """The store of this instance."""
    return Originals(current.home().originals)


def _sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def free_bytes(folder: Path) -> int:
    """Free space where ``folder`` lies."""
    return shutil.disk_usage(folder).free
