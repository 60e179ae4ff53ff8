"""The cache: in files, whatever the clock did, or in the database that servers share."""

from __future__ import annotations

import pickle
import time
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.filebased import FileBasedCache

LONGEST_SECONDS = 3600.0
"""Nothing that has an end is kept for longer: attempts to sign in count for minutes."""


class InstanceCache(FileBasedCache):
    """An entry that would end later than any can was made by a clock that was ahead, and is
    forgotten: else whoever tried to sign in then would be kept out until that time comes."""

    def _is_expired(self, f: Any) -> bool:
        begin = f.tell()
        try:
            ends = pickle.load(f)  # noqa: S301  a file of our own, as Django itself reads it
        except EOFError:
            ends = 0.0
        if ends is not None and ends > time.time() + LONGEST_SECONDS:
            f.close()
            self._delete(f.name)  # type: ignore[attr-defined]
            return True
        f.seek(begin)
        return bool(super()._is_expired(f))  # type: ignore[misc]


class SharedCache(DatabaseCache):
    """The same for all servers that share a database, in a table that is made with the others
    (:class:`shiryokan.jobs.models.Remembered`)."""
