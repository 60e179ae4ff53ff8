"""Files of a backup: copied once, under their hash, and on the disk when they are named."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""
_CHUNK = 1 << 20


def silent(_done: int, _of: int) -> None:
    """Progress that nobody is told of."""


def hash_of(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


@contextlib.contextmanager
def private() -> Iterator[None]:
    """Within the block whatever is made can be read by its owner only."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def copy(source: Path, place: Path, expected: str = "") -> str:
    """Copy a file and bring it to the disk; the SHA-256 of what was copied. The place has the whole
    file or what it had, which it keeps too when the hash is not the one that is expected."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = place.with_name(f".part-{place.name}")
    digest = hashlib.sha256()
    try:
        with source.open("rb") as reading, part.open("wb") as writing:
            while chunk := reading.read(_CHUNK):
                digest.update(chunk)
                writing.write(chunk)
            writing.flush()
            sync_file(writing.fileno())
        if digest.hexdigest() == (expected or digest.hexdigest()):
            part.replace(place)
    finally:
        part.unlink(missing_ok=True)
    sync(place.parent)
    return digest.hexdigest()


def sync_file(descriptor: int) -> None:
    """Bring an open file to the disk."""
    os.fsync(descriptor)


def sync(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
