"""Which of the machine's faults an error is: those have a plain answer, and not a 500."""

from __future__ import annotations

import errno
import sqlite3

from django.db import DatabaseError

from shiryokan.documents.store_errors import OriginalDamaged, StoreUnavailable
from shiryokan.jobs.causes import causes
from shiryokan.search.engine import SearchError

_FULL = (errno.ENOSPC, errno.EDQUOT)
_SQLITE_MESSAGES = (
    ("database or disk is full", "disk_full"),
    ("readonly database", "disk_read_only"),
    ("disk i/o error", "disk_full"),
    ("unable to open database file", "database_away"),
    ("database is locked", "database_busy"),
    ("malformed", "database_broken"),
    ("not a database", "database_broken"),
)
"""What SQLite says (its result codes FULL, READONLY, IOERR, CANTOPEN, BUSY, CORRUPT, NOTADB)."""
STATUS = {"disk_full": 507, "disk_read_only": 507}
"""Answers; 503 for all others."""


def fault_of(error: BaseException | None) -> str | None:
    """The explanation's code of a fault of the machine; None for an error that is ours."""
    for each in causes(error):
        if isinstance(each, SearchError):
            return each.code
        if isinstance(each, OSError):
            if each.errno in _FULL:
                return "disk_full"
            if each.errno == errno.EROFS:
                return "disk_read_only"
        if isinstance(each, StoreUnavailable | OriginalDamaged):
            return each.code
        if isinstance(each, DatabaseError | sqlite3.Error):
            text = str(each).lower()
            found = next((code for words, code in _SQLITE_MESSAGES if words in text), None)
            if found:
                return found
            if "connection" in text or "server closed" in text:
                return "database_away"
    return None
