"""Rows whose id is in a set of any size, as one value of the query: ``pk__in_set=ids``.

``in`` names each id by a value of its own, of which a database takes only so many, and SQLite
plans anew for every number of them.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler


@UUIDField.register_lookup
class InSet(Lookup[Collection[uuid.UUID]]):
    """That a UUID is one of a set."""

    lookup_name = "in_set"
    prepare_rhs = False

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """SQLite keeps a UUID as its 32 hexadecimal digits."""
        left, values = self.process_lhs(compiler, connection)
        ids = json.dumps([each.hex for each in self.rhs])
        condition = left + " IN (SELECT value FROM json_each(%s))"  # noqa: S608  of our own column
        return condition, [*values, ids]

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """PostgreSQL takes an array."""
        left, values = self.process_lhs(compiler, connection)
        return left + " = ANY(%s::uuid[])", [*values, list(self.rhs)]
