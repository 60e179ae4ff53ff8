"""All rows of the instance, table by table, from one database to another, each value as it is.

The models say what there is, so that a new table needs nothing here. Values are read as Python's
and written as the other database wants them; JSON is read as text, for a missing value and one
that says ``null`` are not the same.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.db.models.functions import Cast

from shiryokan.audit.guard import lifted

AT_ONCE = 500
_PARAMETERS = 900
"""SQLite takes no more values in a statement than this for sure."""
Row = tuple[Any, ...]
Model = type[models.Model]


def copied_models() -> list[Model]:
    """The models whose rows are kept, in a stable order, those between two others too."""
    found = apps.get_models(include_auto_created=True)
    own = [m for m in found if m._meta.managed and not m._meta.proxy]
    return sorted(own, key=lambda model: model._meta.db_table)


def columns(model: Model) -> list[models.Field[Any, Any]]:
    """A table's columns as fields, the key first."""
    fields = list(model._meta.local_concrete_fields)
    return sorted(fields, key=lambda field: not field.primary_key)


def rows(model: Model, alias: str) -> Iterator[Row]:
    """All rows of a table in the order of their keys."""
    fields = columns(model)
    as_text = {
        f"{field.attname}_as_text": Cast(field.attname, models.TextField())
        for field in fields
        if isinstance(field, models.JSONField)
    }
    names = [
        f"{field.attname}_as_text" if isinstance(field, models.JSONField) else field.attname
        for field in fields
    ]
    found = model._base_manager.using(alias).annotate(**as_text).order_by("pk")
    for row in found.values_list(*names).iterator(AT_ONCE):
        yield tuple(map(_parsed, fields, row))


class _Json:
    """A value of JSON, told from one that is missing."""

    def __init__(self, text: str) -> None:
        self.value = json.loads(text)


def _parsed(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return None if value is None else _Json(value)
    return bytes(value) if isinstance(value, memoryview) else value


def count(model: Model, alias: str) -> int:
    """Rows of a table."""
    return model._base_manager.using(alias).count()


def digest(model: Model, alias: str) -> str:
    """A hash of all that a table holds, the same in every database."""
    hasher = hashlib.sha256()
    for row in rows(model, alias):
        hasher.update(json.dumps([_plain(value) for value in row], sort_keys=True).encode())
        hasher.update(b"\n")
    return hasher.hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case _Json():
            return {"json": value.value}
        case bytes():
            return value.hex()
        case datetime.datetime():
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.date() | datetime.timedelta() | uuid.UUID():
            return str(value)
        case None | bool() | int() | float() | str():
            return value
        case _:
            return repr(value)


def copy_all(source: str, target: str) -> dict[str, int]:
    """Put all rows of ``source`` into ``target``, in the place of those that are there, in one
    transaction. Returns the rows of each table."""
    found = copied_models()
    with (
        _at_one_moment(source), transaction.atomic(using=target), lifted(connections[target])
    ):  # fmt: skip
        with connections[target].cursor() as cursor:
            for model in found:
                table = connections[target].ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608  a table's own name
        counts = {m._meta.db_table: _put(m, rows(m, source), target) for m in found}
        _reset_sequences(found, target)
    return counts


def _at_one_moment(alias: str) -> transaction.Atomic:
    """A transaction in which all is read as it was at its beginning."""
    connection = connections[alias]
    if connection.vendor == "postgresql":
        return _Repeatable(using=alias, savepoint=True, durable=False)
    return transaction.atomic(using=alias)


class _Repeatable(transaction.Atomic):
    def __enter__(self) -> None:
        super().__enter__()
        with connections[str(self.using)].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _put(model: Model, wanted: Iterable[Row], alias: str) -> int:
    connection = connections[alias]
    quote, fields = connection.ops.quote_name, columns(model)
    is_postgresql = connection.vendor == "postgresql"
    places = [
        "%s::jsonb" if is_postgresql and isinstance(field, models.JSONField) else "%s"
        for field in fields
    ]
    table, names = quote(model._meta.db_table), ", ".join(quote(str(f.column)) for f in fields)
    head = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608  the models' own names
    one = f"({', '.join(places)})"
    most = max(min(AT_ONCE, _PARAMETERS // len(fields)), 1)
    number = 0
    with connection.cursor() as cursor:
        for some in _batches(wanted, most):
            values = [
                _ready(f, v, connection) for row in some for f, v in zip(fields, row, strict=True)
            ]
            cursor.execute(head + ", ".join([one] * len(some)), values)
            number += len(some)
    return number


def _batches(wanted: Iterable[Row], most: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in wanted:
        batch.append(row)
        if len(batch) == most:
            yield batch
            batch = []
    if batch:
        yield batch


def _ready(field: models.Field[Any, Any], value: Any, connection: Any) -> Any:
    if isinstance(value, _Json):
        # as Django itself writes it
        return json.dumps(value.value, cls=getattr(field, "encoder", None))
    if isinstance(field, models.JSONField) or value is None:
        return value
    return field.get_db_prep_save(value, connection)


def _reset_sequences(found: list[Model], alias: str) -> None:
    """Have the database count on from the greatest key."""
    with connections[alias].cursor() as cursor:
        for statement in connections[alias].ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)


def texts_with_nul(source: str) -> list[tuple[str, str]]:
    """Table and key of rows with the character U+0000 in a text, which PostgreSQL does not take."""
    return [
        (model._meta.db_table, str(row[0]))
        for model in copied_models()
        for row in rows(model, source)
        if any(_has_nul(value) for value in row)
    ]


def _has_nul(value: Any) -> bool:
    if isinstance(value, _Json):
        return "\\u0000" in json.dumps(value.value)
    return isinstance(value, str) and "\x00" in value
