"""What took long to make, kept in the instance's cache until the key no longer fits.

The key says all that the thing was made of, the versions of methods among it: what no longer holds
is never asked for, and goes when the cache makes room.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import TypeVar

import msgspec
from django.core.cache import cache

T = TypeVar("T")

_LEVEL = 1
"""How hard it is compressed, of 9: the quickest, since whoever is the first to ask waits for it."""


def kept(key: str, kind: type[T], make: Callable[[], T]) -> T:
    """What is kept under ``key``, of the type ``kind``; else what ``make`` makes, which is kept."""
    there = looked_up(key, kind)
    if there is not None:
        return there
    made = make()
    keep(key, made)
    return made


def looked_up(key: str, kind: type[T]) -> T | None:
    """What is kept under ``key``; None where nothing is, or nothing that can be read as ``kind``,
    as by a program of another version."""
    there = cache.get(key)
    if there is None:
        return None
    try:
        return msgspec.msgpack.decode(zlib.decompress(there), type=kind)
    except (TypeError, zlib.error, msgspec.MsgspecError):
        return None


def keep(key: str, made: object) -> None:
    """Keep under ``key`` what was ``made``."""
    cache.set(key, zlib.compress(msgspec.msgpack.encode(made), _LEVEL), timeout=None)


def stamp(*parts: object) -> str:
    """A short name for ``parts`` in a key, of which many make one."""
    whole = "".join(map(str, parts)).encode()
    return f"{zlib.crc32(whole):08x}{zlib.adler32(whole):08x}{len(whole)}"
