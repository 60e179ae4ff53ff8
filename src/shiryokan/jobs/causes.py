"""What led to an error. Without models: commands ask before there are settings."""

from __future__ import annotations

import errno
from collections.abc import Iterator

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_NO_ROOM_MESSAGES = (
    *("no space left on device", "disk quota exceeded", "read-only file system"),
    *("database or disk is full", "readonly database", "disk i/o error"),
)
"""What the system, SQLite and the index say of it."""


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, and each that it came from, once."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def out_of_room(error: BaseException | None) -> bool:
    """Whether a failure is that of a disk that is full or cannot be written."""
    return any(
        (isinstance(each, OSError) and each.errno in _NO_ROOM) or says_no_room(str(each))
        for each in causes(error)
    )


def says_no_room(text: str) -> bool:
    """Whether the words of an error, or of its traceback, are those of such a disk."""
    lower = text.lower()
    return any(words in lower for words in _NO_ROOM_MESSAGES)
