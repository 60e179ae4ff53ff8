"""The description of exported data after Frictionless Data Package 1.0, and both in one ZIP."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_cell
from shiryokan.registers.export.texts import legal
from shiryokan.registers.fields import FLAG

_TYPES = {
    "text": "string", "texts": "string", "parts": "string", "address": "string",
    "number": "integer", "decimal": "number", "flag": "boolean", "date": "date",
}  # fmt: skip
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The first time a ZIP knows; the same data always make the same ZIP."""
Texts = Sequence[Mapping[str, str]]


def data_package(
    table: Table, suffix: str, origins: Texts = (), data: bytes | None = None, licences: Texts = ()
) -> dict[str, Any]:
    """The descriptor of one exported file.

    ``origins`` are the documents: title and path (URL). ``licences`` have a name, a path or both.
    With ``data``, the file's size and hash are in it.
    """
    name = re.sub(r"[^a-z0-9._-]+", "-", table.name.lower()).strip("-") or "data"
    title = legal(table.title)
    resource: dict[str, Any] = {
        "name": name,
        "path": f"{name}.{suffix}",
        "title": title,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
    }
    if data is not None:
        resource["bytes"] = len(data)
        resource["hash"] = f"sha256:{hashlib.sha256(data).hexdigest()}"
    if suffix == "csv":
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {
            "delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n",
            "header": True,
        }  # fmt: skip
        resource["schema"] = {
            "fields": [_field(column, table) for column in table.columns],
            "missingValues": [""],
        }
    profile = "tabular-data-package" if suffix == "csv" else "data-package"
    whole: dict[str, Any] = {"profile": profile, "name": name, "title": title}
    if licences:
        whole["licenses"] = [dict(each) for each in licences]
    if origins:
        whole["sources"] = [dict(each) for each in origins]
    if table.unplaced is not None:
        # not of the standard, which lets others add properties
        whole["unplaced"] = [dict(row) for row in table.unplaced.rows]
    return whole | {"resources": [resource]}


def _field(column: Column, table: Table) -> dict[str, Any]:
    # a field is found by its name in the first line of the CSV, which has the titles
    field: dict[str, Any] = {"name": csv_cell(column.title), "type": _TYPES[column.kind]}
    field["title"] = legal(column.title)
    field["description"] = f"{column.name}: {column.about}" if column.about else column.name
    if column.kind == "flag":
        field |= {"trueValues": [FLAG], "falseValues": ["-"]}
    if column.kind == "number" and _has_fractions(column, table):
        field["type"] = "number"
    return field


def _has_fractions(column: Column, table: Table) -> bool:
    values = (row.get(column.name) for row in table.rows)
    return any(isinstance(value, float) and not value.is_integer() for value in values)


def packed(
    table: Table, suffix: str, data: bytes, origins: Texts = (), licences: Texts = ()
) -> bytes:
    """A ZIP of the data and its ``datapackage.json``."""
    about = data_package(table, suffix, origins, data, licences)
    whole = msgspec.json.format(msgspec.json.encode(about)) + b"\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in ((about["resources"][0]["path"], data), ("datapackage.json", whole)):
            entry = zipfile.ZipInfo(name, _FIRST)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
