"""Binds each audit entry to the one before: none can be changed or taken out unseen. Pure."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable
from typing import Any

import msgspec

from shiryokan.japanese.codepoints import without_nul

BEGINNING = "0" * 64
"""What the first entry is bound to."""


class Entry(msgspec.Struct, frozen=True):
    """What of an entry is bound: all that it says."""

    number: int
    at: datetime.datetime
    actor: str
    kind: str
    about: str
    name: str
    details: dict[str, Any]
    before: str


class Break(msgspec.Struct, frozen=True):
    """Where the chain does not hold: the number of the entry, and what is wrong."""

    number: int
    why: str


def plain(value: Any) -> Any:
    """A value as every database gives it back: a number with a fraction as text, for one database
    writes ``1e16`` where another writes all digits; a text without what no database keeps."""
    match value:
        case None | bool() | int():
            return value
        case dict():
            return {plain(str(name)): plain(each) for name, each in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(each) for each in value]
        case _:
            return without_nul(str(value)).encode("utf-8", "replace").decode()


def hash_of(entry: Entry) -> str:
    """SHA-256 over all that an entry says and the hash of the one before."""
    values = [
        entry.number, entry.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        entry.actor, entry.kind, entry.about, entry.name, entry.details, entry.before,
    ]  # fmt: skip
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(entries: Iterable[tuple[Entry, str]]) -> Break | None:
    """The first place where the entries, each with the hash it bears, are not as they were written:
    ``changed`` if it says something else, ``missing`` if one before it is gone."""
    before, number = BEGINNING, 0
    for entry, stored in entries:
        if entry.number != number + 1 or entry.before != before:
            return Break(entry.number, "missing")
        if hash_of(entry) != stored:
            return Break(entry.number, "changed")
        before, number = stored, entry.number
    return None
