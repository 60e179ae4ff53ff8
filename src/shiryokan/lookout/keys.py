"""The key of an address's row."""

from __future__ import annotations

import hashlib


def id_of(key: str) -> str:
    """The SHA-256 of what an address is known again by (:func:`.reading.addresses.key_of`)."""
    return hashlib.sha256(key.encode()).hexdigest()
