"""CSV that Excel opens as it should, and JSON Lines."""

from __future__ import annotations

import csv
import io
import re

import msgspec

from shiryokan.records.exports.table import Table, cell_text

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def csv_file(table: Table) -> bytes:
    """UTF-8 with a byte order mark, lines ended by CR LF (RFC 4180), titles in the first line.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.title for column in table.columns)
    for row in table.rows:
        writer.writerow(_safe(cell_text(row.get(column.name))) for column in table.columns)
    return (BOM + out.getvalue()).encode("utf-8", "replace")


def _safe(text: str) -> str:
    text = text.replace("\x00", "")
    if text.startswith(_FORMULA) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def jsonl_file(table: Table) -> bytes:
    """A JSON object a line, with everything that is known of the row."""
    encoder = msgspec.json.Encoder()
    rows = table.lines if table.lines is not None else table.rows
    return b"".join(encoder.encode(row) + b"\n" for row in rows)
