"""Parquet with typed columns, for those who count."""

from __future__ import annotations

import io
from typing import Any

from shiryokan.registers.errors import ParquetMissing
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.texts import as_json, cell_text

_MOST = 2**63
"""An integer of the format is below this."""


def parquet_file(table: Table) -> bytes:
    """Lists are lists of texts, structures are JSON. Raises :class:`ParquetMissing` where pyarrow
    is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415  large, and not everybody's
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise ParquetMissing from error
    types = {
        "text": pa.string(), "address": pa.string(), "parts": pa.string(),
        "texts": pa.list_(pa.string()), "flag": pa.bool_(), "date": pa.date32(),
        "number": pa.int64(), "decimal": pa.float64(),
    }  # fmt: skip
    arrays, fields = [], []
    for column in table.columns:
        values = [_value(column, row.get(column.name)) for row in table.rows]
        kind = types[column.kind]
        if any(isinstance(value, float) for value in values):
            kind = pa.float64()
        arrays.append(pa.array(values, kind))
        about = {"title": column.title} | ({"about": column.about} if column.about else {})
        fields.append(pa.field(column.name, kind, metadata=about))
    out = io.BytesIO()
    whole = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata={"title": table.title}))
    pq.write_table(whole, out, compression="zstd")
    return out.getvalue()


def _value(column: Column, value: Any) -> Any:
    if value is None:
        return None
    match column.kind:
        case "texts":
            items = value if isinstance(value, list | tuple) else [value]
            return [_utf8(cell_text(each)) for each in items]
        case "flag":
            return bool(value)
        case "parts":
            return _utf8(value if isinstance(value, str) else as_json(value).decode())
        case "number" | "decimal":
            return float(value) if abs(value) >= _MOST else value
        case "date":
            return value
        case _:
            return _utf8(cell_text(value))


def _utf8(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
