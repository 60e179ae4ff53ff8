"""Records, or any rows, as a table that every format writes in its own way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from shiryokan.registers.base import SCHEMA_VERSION, Field, Record

ColumnKind = Literal["text", "texts", "number", "decimal", "flag", "date", "address", "parts"]
"""``number`` an integer, ``decimal`` any number, ``address`` a URL or a place in a file; the others
as :data:`shiryokan.registers.base.FieldKind`."""
Address = Callable[[Record], str]
Translate = Callable[[str], str]
Shown = Callable[[Field, Any], Any]


def _as_it_is(text: str) -> str:
    return text


class Column(msgspec.Struct, frozen=True):
    """A column: its stable name, its title for people, and what its values are."""

    name: str
    title: str
    kind: ColumnKind = "text"
    about: str = ""
    """What it is, where the title does not say it all."""


class Table(msgspec.Struct, frozen=True):
    """Rows of values by column name. ``name`` is plain ASCII, ``title`` is for people.

    ``lines`` are what JSON Lines has of each row, if that is more than the columns. ``translate``
    is for the few words that a format adds of its own.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[Mapping[str, Any]] | None = None
    translate: Translate = _as_it_is


def distinct(columns: Iterable[Column]) -> list[Column]:
    """The columns with titles that differ: a later one of the same title has its name after it."""
    found: list[Column] = []
    for column in columns:
        taken = {each.title for each in found}
        title = column.title if column.title not in taken else f"{column.title} ({column.name})"
        found.append(msgspec.structs.replace(column, title=title))
    return found


def table_of(
    register: str,
    title: str,
    records: Iterable[Record],
    fields: Sequence[Field],
    address: Address,
    translate: Translate = _as_it_is,
    shown: Shown | None = None,
    document: Callable[[Record], str] | None = None,
) -> Table:
    """A register's records with the columns ``fields``, their document, page and page address.

    ``shown`` gives a value as people read it (a word for a code); without it values are as they
    are. JSON Lines always has them as they are. ``document`` names a record's document for people.
    """
    columns = [Column("key", translate("項目"))]
    for field in fields:
        columns.append(Column(field.name, translate(field.title), _KINDS[field.kind]))
        if field.kind == "date":
            columns[-1] = Column(field.name, translate(field.title), "text")
            columns.append(Column(f"{field.name}_until", translate("日付の値"), "date"))
    columns += [
        Column("confidence", translate("信頼度"), "decimal"),
        Column("page", translate("ページ"), "number"),
        Column("address", translate("ページのアドレス"), "address"),
        Column("document", translate("文書"), "text"),
    ]
    rows, lines = [], []
    for record in records:
        at = address(record)
        name = document(record) if document else record.document
        rows.append(_row(record, fields, shown) | {"address": at, "document": name})
        lines.append(line_of(register, record, at))
    return Table(register, translate(title), distinct(columns), rows, lines, translate)


_KINDS: dict[str, ColumnKind] = {
    "text": "text", "texts": "texts", "number": "number", "flag": "flag", "date": "date",
    "parts": "parts",
}  # fmt: skip


def line_of(register: str, record: Record, address: str) -> dict[str, Any]:
    """A record as JSON Lines has it: all its fields, with its identifier and address."""
    whole: dict[str, Any] = msgspec.to_builtins(record)
    head = {"schema": SCHEMA_VERSION, "register": register, "id": record.id, "address": address}
    return head | whole


def _row(record: Record, fields: Sequence[Field], shown: Shown | None) -> dict[str, Any]:
    whole = msgspec.to_builtins(record)
    row: dict[str, Any] = {"key": record.key}
    for field in fields:
        value = whole.get(field.name)
        if field.kind == "date":
            written = isinstance(value, str)
            row[field.name] = value if written else value["text"] if value else ""
            row[f"{field.name}_until"] = _day(value if written else (value or {}).get("until"))
        else:
            row[field.name] = shown(field, value) if shown else value
    return row | {"confidence": record.confidence, "page": record.page}


def _day(text: str | None) -> datetime.date | None:
    """A day in ISO 8601; none for what is no day, as a correction by hand may be."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
