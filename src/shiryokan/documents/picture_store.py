"""Drawn pictures in the bucket, so that any server can serve a page that another drew; with copies
on the disk of each."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from shiryokan.documents.local_copies import LocalCopies
from shiryokan.documents.originals import Stored
from shiryokan.documents.store_errors import OriginalDamaged, StoreUnavailable
from shiryokan.instance import current
from shiryokan.instance.config import Config
from shiryokan.instance.home import Home

if TYPE_CHECKING:
    from shiryokan.documents.bucket import Bucket

PREFIX = "pictures/"
_SHARE = 4
"""The room for copies of originals, by this, is that for copies of pictures."""


class PictureStore:
    """Objects ``pictures/ab/SHA-256/NAME`` of a bucket. That it does not answer keeps no picture
    from being drawn."""

    def __init__(self, bucket: Bucket, copies: LocalCopies) -> None:
        self._bucket = bucket
        self._copies = copies

    def held(self, name: str, draw: Callable[[], bytes]) -> AbstractContextManager[Path]:
        """A file with a picture, by the SHA-256 of its document and a name; it stays within the
        block. It comes from this machine, the bucket, or else from ``draw``."""
        return self._copies.held(name, lambda file: self._fetch(name, draw, file))

    def _fetch(self, name: str, draw: Callable[[], bytes], file: BinaryIO) -> None:
        key = f"{PREFIX}{name[:2]}/{name}"
        try:
            self._bucket.fetch(key, file)
        except (FileNotFoundError, StoreUnavailable, OriginalDamaged):
            data = draw()
            file.seek(0)
            file.truncate()
            file.write(data)
            file.flush()
            drawn = Stored(hashlib.sha256(data).hexdigest(), len(data))
            with contextlib.suppress(StoreUnavailable):
                self._bucket.put(key, Path(file.name), drawn, anew=True)

    def forget(self, sha256: str) -> None:
        """Forget the pictures of a document."""
        for each in list(self._bucket.list(f"{PREFIX}{sha256[:2]}/{sha256}/")):
            self._bucket.remove(each.name)

    def documents(self) -> Iterator[str]:
        """The documents of which there are pictures, by their SHA-256."""
        last = ""
        for each in self._bucket.list(PREFIX):
            sha256 = each.name.rpartition("/")[0].rpartition("/")[2]
            if sha256 != last:
                last = sha256
                yield sha256


def picture_store() -> PictureStore | None:
    """The store of this instance's pictures; None where they are files of the home alone."""
    config = current.config()
    return _in_bucket(config, current.home(), os.getpid()) if config.s3_bucket else None


@functools.lru_cache(maxsize=4)
def _in_bucket(config: Config, home: Home, _process: int) -> PictureStore:
    from shiryokan.documents.bucket import Bucket  # noqa: PLC0415  loads boto3

    copies = LocalCopies(home.pictures, config.s3_cache_bytes // _SHARE)
    return PictureStore(Bucket.of(config), copies)
