"""Originals in a bucket, with copies on the disk of this machine."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.http import content_disposition_header

from shiryokan.documents.bucket import Bucket
from shiryokan.documents.local_copies import LocalCopies
from shiryokan.documents.originals import Listed, Stored, part_of
from shiryokan.instance.config import Config
from shiryokan.instance.home import Home

PREFIX = "originals/"
ADDRESS_SECONDS = 300
"""How long an address holds: a download has begun by then, and a removal comes later."""
_LOCKS = 0x6F72_6967  # "orig"
"""First number of the advisory locks on single originals."""


class BucketOriginals:
    """Objects ``originals/ab/SHA-256.pdf`` of a bucket."""

    shared = True

    def __init__(self, bucket: Bucket, config: Config, home: Home) -> None:
        self._bucket = bucket
        self._signs = config.s3_files == "signed"
        self._locks = home.locks
        self.copies = LocalCopies(home.copies, config.s3_cache_bytes)

    def key(self, sha256: str) -> str:
        """The key of these bytes."""
        return f"{PREFIX}{sha256[:2]}/{sha256}.pdf"

    @contextlib.contextmanager
    def put(self, source: BinaryIO, limit: int) -> Iterator[Stored]:
        """Copy ``source`` in; within the block the bucket has the bytes, and so has this
        machine."""
        with (
            part_of(source, limit, self.copies.folder) as (part, stored),
            self._locked(stored.sha256, alone=False),
        ):
            key = self.key(stored.sha256)
            put = self._bucket.put(key, part, stored)
            if not put and self._bucket.digest(key) != stored.sha256:
                # what was damaged since is replaced by the same bytes, as they were
                self._bucket.put(key, part, stored, anew=True)
            self.copies.adopt(stored.sha256, part)
            yield stored

    def open(self, sha256: str) -> BinaryIO:
        """The bytes, as this machine has them."""
        with self.local_copy(sha256) as path:
            return path.open("rb")

    @contextlib.contextmanager
    def local_copy(self, sha256: str) -> Iterator[Path]:
        """The copy of this machine, fetched if it is not there."""
        with self.copies.held(sha256, lambda file: self._fetch(sha256, file)) as path:
            yield path

    def _fetch(self, sha256: str, file: BinaryIO) -> None:
        self._bucket.fetch(self.key(sha256), file, sha256)

    def address(self, sha256: str, file_name: str) -> str | None:
        """A signed address, if the settings want such."""
        if not self._signs:
            return None
        disposition = content_disposition_header(True, file_name) or "attachment"
        return self._bucket.signed(
            self.key(sha256), disposition, "application/pdf", ADDRESS_SECONDS
        )

    def has(self, sha256: str) -> bool:
        """Whether the bucket has the bytes."""
        return self._bucket.has(self.key(sha256))

    def digest(self, sha256: str) -> str | None:
        """The SHA-256 of the bytes as the bucket gives them."""
        return self._bucket.digest(self.key(sha256))

    @contextlib.contextmanager
    def alone(self, sha256: str) -> Iterator[None]:
        """Within the block nobody, on whatever machine, is about to give these bytes a row."""
        with self._locked(sha256, alone=True):
            yield

    @contextlib.contextmanager
    def _locked(self, sha256: str, *, alone: bool) -> Iterator[None]:
        if not (settings.configured and apps.ready):
            # an instance that is just being restored, which nobody else works in
            yield
            return
        if connection.vendor != "postgresql":
            # an embedded database is of one home
            with (self._locks / "originals").open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
                yield
            return
        which = [_LOCKS, int(sha256[:8], 16) - (1 << 31)]
        kind = "" if alone else "_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_lock{kind}(%s, %s)", which)
        try:
            yield
        finally:
            # a connection that broke has let go of it already
            if connection.connection is not None and not connection.connection.closed:
                with connection.cursor() as cursor:
                    cursor.execute(f"SELECT pg_advisory_unlock{kind}(%s, %s)", which)

    def remove(self, sha256: str) -> None:
        """Remove the object with its versions."""
        self._bucket.remove(self.key(sha256))
        self.forget_copies(sha256)

    def forget_copies(self, sha256: str) -> None:
        """Forget the copy of this machine."""
        self.copies.forget(sha256)

    def copy_out(self, sha256: str, place: Path) -> None:
        """Copy the object's bytes into a new file."""
        with place.open("xb") as file:
            self._bucket.raw(self.key(sha256), file)

    def take_out(self, sha256: str, place: Path) -> None:
        """Move the object's bytes into a new file."""
        self.copy_out(sha256, place)
        self.remove(sha256)

    def list(self) -> Iterator[Listed]:
        """All objects that are named like originals."""
        for each in self._bucket.list(PREFIX):
            name = each.name.rpartition("/")[2].removesuffix(".pdf")
            if self.key(name) == each.name:
                yield Listed(name, each.size, each.at)
