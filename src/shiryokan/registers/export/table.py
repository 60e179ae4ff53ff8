"""Records, or any rows, as a table that every format writes in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import SCHEMA_VERSION, Field, Record
from shiryokan.registers.columns import Column, ColumnKind
from shiryokan.registers.fields import Translate

Address = Callable[[Record], str]


def _as_it_is(text: str) -> str:
    return text


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
    document: Callable[[Record], str] | None = None,
) -> Table:
    """A register's records with the columns of ``fields``, their document, page and page address.

    Formats for people have a word for a code; JSON Lines and Parquet have values as they are.
    ``document`` names a record's document for people.
    """
    columns = [Column("key", translate("項目"))]
    for field in fields:
        columns += field.columns(translate)
    columns += [
        Column("confidence", translate("信頼度"), "decimal"),
        Column("page", translate("ページ"), "number", naming=True),
        Column("address", translate("ページのアドレス"), "address"),
        Column("document", translate("文書"), "text"),
    ]
    rows, lines = [], []
    for record in records:
        at = address(record)
        name = document(record) if document else record.document
        rows.append(_row(record, fields) | {"address": at, "document": name})
        lines.append(line_of(register, record, at))
    return Table(register, translate(title), distinct(columns), rows, lines, translate)


def line_of(register: str, record: Record, address: str) -> dict[str, Any]:
    """A record as JSON Lines has it: all its fields, with its identifier and address."""
    whole: dict[str, Any] = msgspec.to_builtins(record)
    head = {"schema": SCHEMA_VERSION, "register": register, "id": record.id, "address": address}
    return head | whole


def _row(record: Record, fields: Sequence[Field]) -> dict[str, Any]:
    whole = msgspec.to_builtins(record)
    row: dict[str, Any] = {"key": record.key}
    for field in fields:
        row |= field.cells(whole.get(field.name))
    return row | {"confidence": record.confidence, "page": record.page}


__all__ = ["Column", "ColumnKind", "Table", "Translate", "distinct", "line_of", "table_of"]
