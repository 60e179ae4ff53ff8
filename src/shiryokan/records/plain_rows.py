"""Puts rows of plain values into a table without an object for each: of facets and references a
long document has tens of thousands, and most of their cost was that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert_plain(model: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert ``rows``, whose values are those of the fields ``names`` as the database takes them.
    Defaults, signals and checks of the model are passed over."""
    quoted = connection.ops.quote_name
    column = {field.name: quoted(str(field.column)) for field in model._meta.concrete_fields}
    columns = [column[name] for name in names]
    marks = ", ".join(["%s"] * len(columns))
    table = quoted(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608  of our own models
            list(rows),
        )
