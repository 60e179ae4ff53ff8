"""Records, or any rows, as a table that every format writes in its own way."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from shiryokan.records.model import SCHEMA_VERSION, Field, Record

ColumnKind = Literal["text", "texts", "number", "flag", "date", "address", "parts"]
Address = Callable[[Record], str]
Translate = Callable[[str], str]
Shown = Callable[[Field, Any], Any]


class Column(msgspec.Struct, frozen=True):
    """A column: its stable name, its title for people, and what its values are."""

    name: str
    title: str
    kind: ColumnKind = "text"


class Table(msgspec.Struct, frozen=True):
    """Rows of values by column name. ``name`` is plain ASCII, ``title`` is for people.

    ``lines`` are what JSON Lines has of each row, if that is more than the columns.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Any]]
    lines: Sequence[Mapping[str, Any]] | None = None


def _as_it_is(text: str) -> str:
    return text


def table_of(
    register: str,
    title: str,
    records: Iterable[Record],
    fields: Sequence[Field],
    address: Address,
    translate: Translate = _as_it_is,
    shown: Shown | None = None,
) -> Table:
    """A register's records with the columns ``fields``, their document, page and page address.

    ``shown`` gives a value as people read it (a word for a code); without it values are as they
    are. JSON Lines always has them as they are.
    """
    columns = [Column("key", translate("項目"))]
    for field in fields:
        columns.append(Column(field.name, translate(field.title), _KINDS[field.kind]))
        if field.kind == "date":
            columns[-1] = Column(field.name, translate(field.title), "text")
            columns.append(Column(f"{field.name}_until", translate("日付の値"), "date"))
    columns += [
        Column("confidence", translate("信頼度"), "number"),
        Column("page", translate("ページ"), "number"),
        Column("address", translate("ページのアドレス"), "address"),
        Column("document", translate("文書"), "text"),
    ]
    rows, lines = [], []
    for record in records:
        rows.append(_row(record, fields, address(record), shown))
        lines.append(line_of(register, record, address(record)))
    return Table(register, translate(title), columns, rows, lines)


_KINDS: dict[str, ColumnKind] = {
    "text": "text", "texts": "texts", "number": "number", "flag": "flag", "date": "date",
    "parts": "parts",
}  # fmt: skip


def line_of(register: str, record: Record, address: str) -> dict[str, Any]:
    """A record as JSON Lines has it: all its fields, with its identifier and address."""
    whole: dict[str, Any] = msgspec.to_builtins(record)
    head = {"schema": SCHEMA_VERSION, "register": register, "id": record.id, "address": address}
    return head | whole


def _row(
    record: Record, fields: Sequence[Field], address: str, shown: Shown | None
) -> dict[str, Any]:
    whole = msgspec.to_builtins(record)
    row: dict[str, Any] = {"key": record.key}
    for field in fields:
        value = whole.get(field.name)
        if field.kind == "date":
            written = isinstance(value, str)
            row[field.name] = value if written else value["text"] if value else ""
            until = value if written else value.get("until") if value else None
            row[f"{field.name}_until"] = datetime.date.fromisoformat(until) if until else None
        else:
            row[field.name] = shown(field, value) if shown else value
    return row | {
        "confidence": record.confidence, "page": record.page, "address": address,
        "document": record.document,
    }  # fmt: skip


def cell_text(value: Any) -> str:
    """A value as one text: a list has an item a line, structures are put in short."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "○" if value else ""
    if isinstance(value, Mapping):
        return "　".join(text for text in (cell_text(each) for each in value.values()) if text)
    if isinstance(value, list | tuple):
        flat = all(isinstance(each, str) for each in value)
        return "\n".join(each if flat else cell_text(each).replace("\n", " ") for each in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
