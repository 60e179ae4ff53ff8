"""A register's records as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import SCHEMA_VERSION, Field, Record
from shiryokan.registers.export.sources import Source, source_cells, source_columns
from shiryokan.registers.export.table import Column, Table, Translate, distinct
from shiryokan.registers.export.unplaced import count_cells, count_column, listed

Address = Callable[[Record], str]


def table_of(
    register: str,
    title: str,
    records: Iterable[Record],
    fields: Sequence[Field],
    address: Address,
    translate: Translate = str,
    source: Callable[[Record], Source] | None = None,
) -> Table:
    """A register's records with the columns of ``fields``, their page, its address and document.

    Formats for people have a word for a code; JSON Lines and Parquet have values as they are.
    ``source`` tells a record's document; without it, it is called what the record calls it.
    Where it tells what could not be placed of the document, that is counted in each row and line,
    and listed beside the table.
    """
    columns = [Column("key", translate("項目"))]
    for field in fields:
        columns += field.columns(translate)
    columns += [
        Column("confidence", translate("信頼度"), "decimal"),
        Column("page", translate("ページ"), "number", naming=True),
        Column("address", translate("ページのアドレス"), "address"),
        *source_columns(translate),
    ]
    rows, lines = [], []
    sources: dict[str, Source] = {}
    for record in records:
        at = address(record)
        document = source(record) if source else Source(record.document)
        sources[record.document] = document
        cells = source_cells(document)
        if document.unplaced is not None:
            cells |= count_cells(document)
        rows.append(_row(record, fields) | {"address": at} | cells)
        lines.append(line_of(register, record, at) | cells)
    if any(document.unplaced is not None for document in sources.values()):
        columns.append(count_column(translate))
    left = listed(sources.values(), translate)
    return Table(register, translate(title), distinct(columns), rows, lines, translate, left)


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
