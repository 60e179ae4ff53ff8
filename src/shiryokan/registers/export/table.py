"""Records, or any rows, as a table that every format writes in its own way."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import Record
from shiryokan.registers.columns import Column, ColumnKind
from shiryokan.registers.fields import Translate

Address = Callable[[Record], str]


def _as_it_is(text: str) -> str:
    return text


class Table(msgspec.Struct, frozen=True):
    """Rows of values by column name. ``name`` is plain ASCII, ``title`` is for people.

    ``unplaced`` lists what could not be placed of the documents, for formats that have room for a
    second table. ``lines`` are what JSON Lines has of each row, if that is more than the columns.
    ``translate`` is for the few words that a format adds of its own.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[Mapping[str, Any]] | None = None
    translate: Translate = _as_it_is
    unplaced: Table | None = None


def distinct(columns: Iterable[Column]) -> list[Column]:
    """The columns with titles that differ: a later one of the same title has a number after it."""
    found: list[Column] = []
    for column in columns:
        taken = {each.title for each in found}
        titles = (f"{column.title} ({number})" for number in itertools.count(2))
        title = (
            column.title if column.title not in taken else next(t for t in titles if t not in taken)
        )
        found.append(msgspec.structs.replace(column, title=title))
    return found


__all__ = ["Column", "ColumnKind", "Table", "Translate", "distinct"]
