"""Static files with their version in the address, without a build step.

The address carries a digest of the file's bytes, so that a browser may keep the file for ever and
yet never shows an old one.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStaticFiles(StaticFilesStorage):
    """Adds ``?v=<digest>`` to the address of each static file."""

    def url(self, name: str | None) -> str:
        """The address of a static file, with its digest."""
        address = super().url(name)
        found = finders.find(name) if name else None
        if not isinstance(found, str):
            return address
        digest = _digest.__wrapped__ if settings.DEBUG else _digest
        return f"{address}?v={digest(found)}"


@functools.cache
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]
