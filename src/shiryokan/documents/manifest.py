"""Lists of files to hand in: CSV with a heading row."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any

import msgspec

from shiryokan.documents.dates import NotADate, parse_date
from shiryokan.documents.description import Description
from shiryokan.titlepage.guess import Precision

COLUMNS = ("file", "title", "publisher", "council", "meeting", "date", "source_url", "collection")


class ManifestError(Exception):
    """A list cannot be read. ``code`` says why, ``details`` name the row and the value."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(f"{code}: {details}")
        self.code = code
        self.details = details


class Entry(msgspec.Struct, frozen=True):
    """One row: a path or URL, and what is said of it."""

    file: str
    description: Description


def read_manifest(path: Path) -> list[Entry]:
    """The rows of a list in UTF-8 (a byte order mark is allowed).

    Paths are relative to the list's folder. Raises :class:`ManifestError`, naming the row.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise ManifestError("manifest_encoding", file=path.name) from None
    except OSError as error:
        raise ManifestError("manifest_missing", file=str(path), why=str(error)) from error
    rows = csv.DictReader(text.splitlines())
    names = [name.strip() for name in rows.fieldnames or ()]
    if "file" not in names:
        raise ManifestError("manifest_columns", columns=", ".join(COLUMNS))
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise ManifestError(
            "manifest_unknown_column", column=unknown[0], columns=", ".join(COLUMNS)
        )
    rows.fieldnames = names
    return [
        _entry(path.parent, number, row)
        for number, row in enumerate(rows, start=2)
        if any(isinstance(value, str) and value.strip() for value in row.values())
    ]


def _entry(folder: Path, number: int, row: dict[str, str | None]) -> Entry:
    values: dict[str, Any] = {name: (row.get(name) or "").strip() for name in COLUMNS}
    file = values.pop("file")
    if not file:
        raise ManifestError("manifest_no_file", row=number)
    if "://" not in file:
        file = str(folder / file)
    day, precision = _date(values.pop("date"), number)
    return Entry(file, Description(date=day, date_precision=precision, **values))


def _date(text: str, row: int) -> tuple[datetime.date | None, Precision]:
    if not text:
        return None, "day"
    try:
        return parse_date(text)
    except NotADate:
        raise ManifestError("manifest_date", row=row, value=text) from None
