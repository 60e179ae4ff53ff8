"""Copies of what lies in a bucket, on the disk of this machine: as much as a limit allows, the
least lately used going first. All of it may be deleted at any time."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

_PART = ".part-"
_SHARE = 10
"""A process counts what it adds, and looks at the whole folder when that is as much as a tenth of
the limit: others add to it too."""


class LocalCopies:
    """A folder of files by their names, at most ``limit`` bytes by and large."""

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder = folder
        self.limit = limit
        self._left = 0

    def path(self, name: str) -> Path:
        """Where the copy of this name lies, whether it is there or not. A name may have folders."""
        return self.folder / name[:2] / name

    @contextlib.contextmanager
    def held(self, name: str, fetch: Callable[[BinaryIO], None]) -> Iterator[Path]:
        """A copy, which stays within the block; what is not there is fetched."""
        while (lock := self._locked(name)) is None:
            with self._fetching(name):
                if not self.path(name).is_file():
                    self._fetch(name, fetch)
        try:
            yield self.path(name)
        finally:
            os.close(lock)

    def _locked(self, name: str) -> int | None:
        """A descriptor that holds a copy; None if there is none."""
        path = self.path(name)
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except FileNotFoundError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if os.fstat(descriptor).st_nlink:
                os.utime(path)
                return descriptor
        except OSError:
            # it went, or the disk takes no note of its use
            if os.fstat(descriptor).st_nlink:
                return descriptor
        os.close(descriptor)
        return None

    @contextlib.contextmanager
    def _fetching(self, name: str) -> Iterator[None]:
        """Within the block nobody else on this machine fetches the same."""
        place = self.path(name).parent
        place.mkdir(parents=True, exist_ok=True)
        with (place / ".lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _fetch(self, name: str, fetch: Callable[[BinaryIO], None]) -> None:
        try:
            self._write(name, fetch)
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            # what is not in use gives way to what is needed now
            self._sweep(0)
            self._write(name, fetch)

    def _write(self, name: str, fetch: Callable[[BinaryIO], None]) -> None:
        place = self.path(name)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=_PART, delete=False) as part:
            try:
                fetch(cast("BinaryIO", part))
                part.flush()
                self.adopt(name, Path(part.name))
            finally:
                Path(part.name).unlink(missing_ok=True)

    def adopt(self, name: str, part: Path) -> None:
        """Take a file of the same disk in, as the copy of a name."""
        size = part.stat().st_size
        if size > self._left:
            self._sweep(max(self.limit - size, 0))
        self._left -= size
        place = self.path(name)
        place.parent.mkdir(parents=True, exist_ok=True)
        part.chmod(0o444)
        part.replace(place)

    def forget(self, name: str) -> None:
        """Remove a copy, or a folder's."""
        place = self.path(name)
        files = [file for file in place.glob("*") if file.is_file()] if place.is_dir() else [place]
        for file in files:
            file.unlink(missing_ok=True)

    def _sweep(self, most: int) -> None:
        """Remove copies that are not in use until there are at most ``most`` bytes."""
        found, total = [], 0
        for folder, _folders, names in os.walk(self.folder):
            for name in names:
                path = Path(folder, name)
                with contextlib.suppress(FileNotFoundError):
                    stat = path.stat()
                    total += stat.st_size
                    if not name.startswith("."):
                        found.append((stat.st_mtime, stat.st_size, path))
        for _at, size, path in sorted(found):
            if total <= most:
                break
            if _removed(path):
                total -= size
        self._left = min(max(self.limit - total, 0), self.limit // _SHARE)


def _removed(path: Path) -> bool:
    """Remove a copy unless it is in use; whether it is gone."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    except FileNotFoundError:
        return True
    return True
