"""An item through the years: what each version paid, and what words each revision changed."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Sequence
from typing import Any

import msgspec

from shiryokan.instance.kept import keep, looked_up
from shiryokan.items.reading import Reading
from shiryokan.items.versions import Version
from shiryokan.registers.base import Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import Piece, difference
from shiryokan.registers.fields import Branch
from shiryokan.registers.schedules import ItemPart

MOST_VERSIONS = 8
"""Versions that stand side by side, the newest."""
METHOD = 2
"""Version of how versions are compared; what was kept of another one is made anew."""
_LONG = 3000
"""Characters of an item's versions together from which on its history is kept: shorter ones are
compared as fast as they are looked up, and all of them would leave the cache to nothing else."""

_Rows = list[dict[str, Any]]


class Revision(msgspec.Struct, frozen=True):
    """What a revision changed in the words of an item."""

    old: Version
    new: Version
    pieces: Sequence[Piece]


class History(msgspec.Struct, frozen=True):
    """What an item paid in each version, as :func:`worth_through` tells it, and the revisions that
    changed its words."""

    worth: _Rows
    revisions: Sequence[Revision]


class _Kept(msgspec.Struct, frozen=True):
    """A history without the versions: of each revision the place of the older one."""

    worth: _Rows
    revisions: Sequence[tuple[int, Sequence[Piece]]]


def kept_history(versions: Sequence[Version]) -> History | None:
    """The history of versions that was made before and still holds."""
    known = looked_up(_key(versions), _Kept) if versions else None
    if known is None:
        return None
    told = [Revision(versions[at], versions[at + 1], pieces) for at, pieces in known.revisions]
    return History(known.worth, told)


def history_of(versions: Sequence[Version], reading: Reading) -> History:
    """The history of versions, the oldest first; that of a long item is kept."""
    made = History(worth_through(versions, reading), revisions(versions, reading))
    length = sum(len(line) for each in versions for line in _wording(reading.parts(each)))
    if length >= _LONG:
        places = {id(each): at for at, each in enumerate(versions)}
        told = [(places[id(each.old)], each.pieces) for each in made.revisions]
        keep(_key(versions), _Kept(made.worth, told))
    return made


def _key(versions: Sequence[Version]) -> str:
    """What the history of versions is kept under: other words have another stamp."""
    register = REGISTERS[versions[0].record.register]
    told = [f"{METHOD}.{register.version}.{register.course.version if register.course else 0}"]
    told += [f"{each.record.pk}.{each.code}.{each.record.extraction.stamp}" for each in versions]
    return f"item-history-{hashlib.sha256(' '.join(told).encode()).hexdigest()}"


def one_a_year(versions: Sequence[Version]) -> list[Version]:
    """The last version of each year, and those of no known year; the newest at most."""
    of_years = {each.year or each.document: each for each in versions}
    return sorted(of_years.values(), key=lambda each: each.year or 0)[-MOST_VERSIONS:]


def worth_through(versions: Sequence[Version], reading: Reading) -> list[dict[str, Any]]:
    """What the item paid in each version, a row each thing that it pays for: rows of the register's
    course (:class:`shiryokan.registers.reports.Course`). Of versions in which the item has another
    code it is the same item."""
    if not versions:
        return []
    course = REGISTERS[versions[0].record.register].course
    if course is not None:
        return course.rows([_as_in(versions[-1], each, reading) for each in versions])
    return _by_names([_named(reading.parts(each)) for each in versions])


def _as_in(last: Version, version: Version, reading: Reading) -> list[Record]:
    """The records of a version; with the keys of the last, where the item had another code."""
    records = reading.records(version)
    if version.code == last.code or not records or not reading.records(last):
        return records
    old, new = records[0].key, reading.records(last)[0].key
    return [
        msgspec.structs.replace(each, key=new + each.key.removeprefix(old))
        if each.key.startswith(old)
        else each
        for each in records
    ]


_Names = tuple[str, ...]


def _named(parts: Sequence[ItemPart]) -> dict[_Names, str]:
    """What is paid, by the names from the top down."""
    found: dict[_Names, str] = {}

    def walk(branches: Sequence[Branch], above: _Names) -> None:
        for branch in branches:
            names = (*above, branch.text)
            if branch.worth:
                found.setdefault(names, branch.worth)
            walk(branch.below, names)

    for part in parts:
        walk(part.branches, (part.note,) if part.note else ())
    return found


def _by_names(versions: Sequence[dict[_Names, str]]) -> list[dict[str, Any]]:
    """Rows of what bears the same names in each version, in the order of the newest."""
    names = dict.fromkeys(name for version in reversed(versions) for name in version)
    rows = []
    for name in names:
        values = [version.get(name, "") for version in versions]
        numbers = [_AMOUNT.fullmatch(value) for value in values]
        rows.append(
            {
                "name": name[-1],
                "what": " › ".join(name[1:] if len(name) > 1 else name),
                "values": values,
                "numbers": [int(n["amount"].replace(",", "")) if n else None for n in numbers],
            }
        )
    return rows


_AMOUNT = re.compile(r"(?P<amount>[0-9,]+)(?:点|単位)")


def revisions(versions: Sequence[Version], reading: Reading) -> list[Revision]:
    """The revisions that changed the item's words, the newest first."""
    found = []
    for old, new in itertools.pairwise(versions):
        before, after = ("\n".join(_wording(reading.parts(each))) for each in (old, new))
        if before != after:
            found.append(Revision(old, new, difference(before, after)))
    return found[::-1]


def _wording(parts: Sequence[ItemPart]) -> list[str]:
    found = []
    for part in parts:
        lines = [line for branch in part.branches for line in branch.lines()]
        if part.note and lines:
            lines[0] = f"{part.note}　{lines[0]}"
        found += lines
    return found
