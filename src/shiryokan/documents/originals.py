"""The content-addressed store of the originals: bytes, unchanged, under their SHA-256.

It is a protocol of two kinds (ADR 27): a folder of the home, and a bucket that any home reaches
(:mod:`.bucket_originals`).
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from shiryokan.instance import current
from shiryokan.instance.config import Config
from shiryokan.instance.home import Home

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


class Listed(msgspec.Struct, frozen=True):
    """What a store has: the name of its bytes (for an original their SHA-256), how many they are,
    and when they were put, in seconds of the epoch."""

    name: str
    size: int
    at: float


class Originals(Protocol):
    """Bytes under their SHA-256, each whole or not there.

    A store that does not answer raises :class:`.store_errors.StoreUnavailable`, bytes that are not
    what their name says :class:`.store_errors.OriginalDamaged`, those that are not there
    :class:`FileNotFoundError`.
    """

    @property
    def shared(self) -> bool:
        """Whether every home sees the same bytes."""

    def put(self, source: BinaryIO, limit: int) -> AbstractContextManager[Stored]:
        """Copy ``source`` in; :class:`TooManyBytes` past ``limit`` bytes, with nothing kept.

        Within the block the bytes are there for good, and nobody removes them: in it their row is
        written.
        """

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read."""

    def local_copy(self, sha256: str) -> AbstractContextManager[Path]:
        """A file of this machine with the bytes, which stays within the block."""

    def address(self, sha256: str, file_name: str) -> str | None:
        """A short-lived address at which anybody who has it may fetch the bytes as a file of that
        name; None where whoever asks gives them out itself."""

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""

    def digest(self, sha256: str) -> str | None:
        """The SHA-256 of the bytes as they are now, read through; None if there are none."""

    def alone(self, sha256: str) -> AbstractContextManager[None]:
        """Within the block nobody else is about to need these bytes without their having a row."""

    def remove(self, sha256: str) -> None:
        """Forget these bytes, if they are there; best within :meth:`alone`."""

    def forget_copies(self, sha256: str) -> None:
        """Forget what this machine keeps of bytes that lie elsewhere."""

    def copy_out(self, sha256: str, place: Path) -> None:
        """Copy the bytes into a new file, whatever they are."""

    def take_out(self, sha256: str, place: Path) -> None:
        """Move the bytes into a new file, whatever they are."""

    def list(self) -> Iterator[Listed]:
        """All bytes that are there, in the order of their names."""


class FolderOriginals:
    """A folder of files named by their SHA-256."""

    shared = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes of this hash lie, whether they are there or not."""
        return self.folder / sha256[:2] / f"{sha256}.pdf"

    def has(self, sha256: str) -> bool:
        """Whether the bytes are there."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, to be read."""
        return self.path(sha256).open("rb")

    @contextlib.contextmanager
    def local_copy(self, sha256: str) -> Iterator[Path]:
        """The file itself."""
        path = self.path(sha256)
        if not path.is_file():
            raise FileNotFoundError(path)
        yield path

    def address(self, sha256: str, file_name: str) -> str | None:
        """None: whoever asks gives the file out."""
        return None

    def digest(self, sha256: str) -> str | None:
        """The SHA-256 of the file as it is now."""
        try:
            return _sha256_of(self.path(sha256))
        except FileNotFoundError:
            return None

    @contextlib.contextmanager
    def alone(self, sha256: str) -> Iterator[None]:
        """Within the block nobody else is about to need bytes that no row has, these or others."""
        with self._lock(fcntl.LOCK_EX):
            yield

    @contextlib.contextmanager
    def _lock(self, how: int) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / ".lock").open("ab") as lock:
            fcntl.flock(lock, how)
            yield

    @contextlib.contextmanager
    def put(self, source: BinaryIO, limit: int) -> Iterator[Stored]:
        """Copy ``source`` in; within the block the bytes are on the disk."""
        with self._lock(fcntl.LOCK_SH):
            with part_of(source, limit, self.folder) as (part, stored):
                self._settle(part, self.path(stored.sha256))
            yield stored

    def _settle(self, part: Path, place: Path) -> None:
        # a file that was damaged since is replaced by the same bytes, as they were
        if place.exists() and _sha256_of(place) == place.stem:
            return
        place.parent.mkdir(exist_ok=True)
        part.chmod(0o444)
        part.replace(place)
        _sync_folder(place.parent)

    def remove(self, sha256: str) -> None:
        """Forget these bytes, if they are there."""
        self.path(sha256).unlink(missing_ok=True)

    def forget_copies(self, sha256: str) -> None:
        """Nothing: there are no others."""

    def copy_out(self, sha256: str, place: Path) -> None:
        """Copy the file."""
        shutil.copyfile(self.path(sha256), place)

    def take_out(self, sha256: str, place: Path) -> None:
        """Move the file."""
        shutil.move(self.path(sha256), place)

    def list(self) -> Iterator[Listed]:
        """All files, in the order of their names."""
        for path in sorted(self.folder.glob("*/*.pdf")):
            with contextlib.suppress(FileNotFoundError):
                found = path.stat()
                yield Listed(path.stem, found.st_size, found.st_mtime)


def original_store() -> Originals:
    """The store of this instance."""
    return originals_of(current.config(), current.home())


def originals_of(config: Config, home: Home) -> Originals:
    """The store that these settings name."""
    if not config.s3_bucket:
        return FolderOriginals(home.originals)
    return _in_bucket(config, home, os.getpid())


@functools.lru_cache(maxsize=4)
def _in_bucket(config: Config, home: Home, _process: int) -> Originals:
    # loads boto3, which an instance without a bucket need not have
    from shiryokan.documents.bucket import Bucket  # noqa: PLC0415
    from shiryokan.documents.bucket_originals import BucketOriginals  # noqa: PLC0415

    return BucketOriginals(Bucket.of(config), config, home)


@contextlib.contextmanager
def part_of(source: BinaryIO, limit: int, folder: Path) -> Iterator[tuple[Path, Stored]]:
    """A file in ``folder`` with all of ``source``, on the disk. Within the block it may be moved
    away; else it is gone after it. Raises :class:`TooManyBytes`."""
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".part-", delete=False) as part:
        try:
            while chunk := source.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooManyBytes(limit)
                digest.update(chunk)
                part.write(chunk)
            part.flush()
            os.fsync(part.fileno())
            yield Path(part.name), Stored(digest.hexdigest(), size)
        finally:
            Path(part.name).unlink(missing_ok=True)


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
