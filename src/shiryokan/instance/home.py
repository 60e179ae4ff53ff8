"""The home folder: what lies where in it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import time
import uuid
from pathlib import Path

import msgspec

INSTANCE_ID = "instance-id"
_ID_LENGTH = 32


class Home(msgspec.Struct, frozen=True):
    """Paths of a home. Nothing is made until :meth:`make` is called.

    ::

        originals/ab/abcd….pdf   the bytes as they came, under their SHA-256
        incoming/                uploads and fetched files that are not stored yet
        pictures/                drawn pages; may be deleted at any time
        copies/                  copies of originals that lie in a bucket; may be deleted at any
        time index/                   the search index; rebuilt by one command
        semantic/                vectors of passages, if a model is set; may be deleted at any time
        locks/                   locks of running processes
        cache/                   attempts to sign in, spellings of words and such; may be deleted at
                                 any time
        rereading/               pages read anew that are not in their place yet; may be deleted
                                 at any time
        lost+found/              what was broken or of unknown origin, put aside
        library.sqlite3          the database, unless PostgreSQL is set
        clock.json               when the clock was looked at last; may be deleted at any time
        rate-limits.sqlite3      how often the API was asked lately; may be deleted at any time
        secret-key               signs sessions; readable by its owner only
        instance-id              tells this home from others that share its database
    """

    folder: Path

    @property
    def originals(self) -> Path:
        """The content-addressed store."""
        return self.folder / "originals"

    @property
    def incoming(self) -> Path:
        """Files that wait to be stored."""
        return self.folder / "incoming"

    @property
    def rereading(self) -> Path:
        """What was read anew of documents of which the rest is still to be read."""
        return self.folder / "rereading"

    @property
    def pictures(self) -> Path:
        """The cache of page pictures."""
        return self.folder / "pictures"

    @property
    def copies(self) -> Path:
        """What this machine has of originals that lie in a bucket."""
        return self.folder / "copies"

    @property
    def index(self) -> Path:
        """The search index."""
        return self.folder / "index"

    @property
    def vectors(self) -> Path:
        """The vectors of passages, a folder for each model."""
        return self.folder / "semantic"

    @property
    def locks(self) -> Path:
        """Locks of running processes."""
        return self.folder / "locks"

    @property
    def cache(self) -> Path:
        """What is remembered for a while."""
        return self.folder / "cache"

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.folder / "library.sqlite3"

    @property
    def clock(self) -> Path:
        """When the instance last looked at the clock."""
        return self.folder / "clock.json"

    @property
    def rate_limits(self) -> Path:
        """What is left of everyone's requests to the API."""
        return self.folder / "rate-limits.sqlite3"

    def make(self) -> None:
        """Make the folders; raises :class:`OSError` when the place cannot be written."""
        for folder in (self.originals, self.incoming, self.pictures, self.index, self.locks):
            folder.mkdir(parents=True, exist_ok=True)

    def secret_key(self) -> str:
        """The key that signs sessions, made at first use."""
        path = self.folder / "secret-key"
        try:
            return path.read_text("ascii")
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text("ascii")
        with os.fdopen(descriptor, "w") as writing:
            writing.write(secrets.token_urlsafe(48))
        return path.read_text("ascii")

    def id(self) -> str:
        """What tells this home from others that share its database: 32 hexadecimal digits, made at
        first use. A copy of a home that is to run beside it must not have the same file."""
        path = self.folder / INSTANCE_ID
        with contextlib.suppress(FileNotFoundError):
            return _whole(path)
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="ascii") as writing:
                writing.write(uuid.uuid4().hex)
        except FileExistsError:
            pass
        return _whole(path)


def _whole(path: Path) -> str:
    """The text of a file that another process may just be writing."""
    for _ in range(100):
        text = path.read_text("ascii")
        if len(text) == _ID_LENGTH:
            return text
        time.sleep(0.01)
    raise OSError(errno.EINVAL, "not an instance id", str(path))
