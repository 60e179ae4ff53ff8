"""Where uploads wait until they are stored: a folder of the home, or the bucket, so that any worker
can take them."""

from __future__ import annotations

import contextlib
import functools
import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from shiryokan.documents.originals import Listed, part_of
from shiryokan.instance import current
from shiryokan.instance.config import Config
from shiryokan.instance.home import Home

if TYPE_CHECKING:
    from shiryokan.documents.bucket import Bucket

PREFIX = "incoming/"


class Incoming(Protocol):
    """Files by names that are made up here; what a sender called them never becomes a path.

    A store that does not answer raises :class:`.store_errors.StoreUnavailable`, a file that is not
    there :class:`FileNotFoundError`.
    """

    def keep(self, stream: BinaryIO, limit: int, name: str = "") -> str:
        """Keep a stream; the name that it has now. :class:`.originals.TooManyBytes` past ``limit``
        bytes, with nothing kept."""

    def open(self, name: str) -> BinaryIO:
        """The bytes, to be read."""

    def has(self, name: str) -> bool:
        """Whether the file is there."""

    def remove(self, name: str) -> None:
        """Forget the file, if it is there."""

    def list(self) -> Iterator[Listed]:
        """All files that are there."""


class IncomingFolder:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, stream: BinaryIO, limit: int, name: str = "") -> str:
        """Keep a stream as a file."""
        name = name or uuid.uuid4().hex
        with part_of(stream, limit, self.folder) as (part, _stored):
            part.replace(self._place(name))
        return name

    def _place(self, name: str) -> Path:
        return self.folder / Path(name).name

    def open(self, name: str) -> BinaryIO:
        """The file."""
        return self._place(name).open("rb")

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return self._place(name).is_file()

    def remove(self, name: str) -> None:
        """Remove the file."""
        self._place(name).unlink(missing_ok=True)

    def list(self) -> Iterator[Listed]:
        """All files, also those that Django is just receiving."""
        for path in self.folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    found = path.stat()
                    yield Listed(path.name, found.st_size, found.st_mtime)


class IncomingBucket:
    """Objects ``incoming/NAME`` of a bucket. What waits in the home's folder is found as well: it
    was handed in before there was a bucket."""

    def __init__(self, bucket: Bucket, folder: Path) -> None:
        self._bucket = bucket
        self._folder = IncomingFolder(folder)

    def keep(self, stream: BinaryIO, limit: int, name: str = "") -> str:
        """Keep a stream as an object."""
        name = name or uuid.uuid4().hex
        with part_of(stream, limit, self._folder.folder) as (part, stored):
            self._bucket.put(_key(name), part, stored, anew=True)
        return name

    def open(self, name: str) -> BinaryIO:
        """The bytes, in a file that goes away with its being closed."""
        if self._folder.has(name):
            return self._folder.open(name)
        file = cast("BinaryIO", tempfile.TemporaryFile(dir=self._folder.folder))  # noqa: SIM115
        try:
            self._bucket.fetch(_key(name), file)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def has(self, name: str) -> bool:
        """Whether the object is there."""
        return self._folder.has(name) or self._bucket.has(_key(name))

    def remove(self, name: str) -> None:
        """Remove the object."""
        self._folder.remove(name)
        self._bucket.remove(_key(name))

    def list(self) -> Iterator[Listed]:
        """All objects, and what is in the home's folder."""
        yield from self._folder.list()
        for each in self._bucket.list(PREFIX):
            yield Listed(each.name.removeprefix(PREFIX), each.size, each.at)


def _key(name: str) -> str:
    return PREFIX + Path(name).name


def incoming() -> Incoming:
    """Where this instance's uploads wait."""
    return incoming_of(current.config(), current.home())


def incoming_of(config: Config, home: Home) -> Incoming:
    """Where uploads wait by these settings."""
    if not config.s3_bucket:
        return IncomingFolder(home.incoming)
    return _in_bucket(config, home, os.getpid())


@functools.lru_cache(maxsize=4)
def _in_bucket(config: Config, home: Home, _process: int) -> Incoming:
    from shiryokan.documents.bucket import Bucket  # noqa: PLC0415  loads boto3

    return IncomingBucket(Bucket.of(config), home.incoming)
