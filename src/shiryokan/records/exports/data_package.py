"""The description of exported data after Frictionless Data Package 1.0, and both in one ZIP."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import msgspec

from shiryokan.records.exports.table import Column, Table

_TYPES = {
    "text": "string", "texts": "string", "parts": "string", "address": "string",
    "number": "number", "flag": "string", "date": "date",
}  # fmt: skip
_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}


def data_package(table: Table, suffix: str, origins: list[dict[str, str]]) -> dict[str, Any]:
    """The descriptor of one exported file. ``origins`` are the documents: title and path (URL)."""
    name = re.sub(r"[^a-z0-9._-]+", "-", table.name.lower()).strip("-") or "data"
    resource: dict[str, Any] = {
        "name": name,
        "path": f"{name}.{suffix}",
        "title": table.title,
        "format": suffix,
        "mediatype": _MEDIA[suffix],
        "encoding": "utf-8",
    }
    if suffix == "csv":
        resource["profile"] = "tabular-data-resource"
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\r\n", "header": True}
        resource["schema"] = {"fields": [_field(c) for c in table.columns], "missingValues": [""]}
    whole: dict[str, Any] = {"name": name, "title": table.title, "resources": [resource]}
    if origins:
        whole["sources"] = origins
    return whole


def _field(column: Column) -> dict[str, str]:
    # the first line of the CSV has the titles, and a field is found by its name there
    return {"name": column.title, "type": _TYPES[column.kind], "description": column.name}


def packed(table: Table, suffix: str, data: bytes, origins: list[dict[str, str]]) -> bytes:
    """A ZIP of the data and its ``datapackage.json``."""
    about = data_package(table, suffix, origins)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(about["resources"][0]["path"], data)
        archive.writestr("datapackage.json", msgspec.json.format(msgspec.json.encode(about)))
    return out.getvalue()
