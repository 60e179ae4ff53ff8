"""A filled instance kept and put back: what takes seconds to read and index is there at once.

A snapshot holds every row of the database and what the home's folders hold. It is put back into an
empty instance of the same process, on SQLite as on PostgreSQL.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from shiryokan.instance.home import Home
from shiryokan.search import indexing
from tests.emptying import LASTING


class _Rows(Protocol):
    """All rows of the database as they were when it was made."""

    def put_back(self) -> None: ...


class Snapshot:
    """The instance as it is now; its files are kept in ``folder``."""

    def __init__(self, home: Home, folder: Path) -> None:
        self._copies = [
            (path, folder / path.name)
            for path in (home.originals, home.incoming, home.pictures, home.index)
        ]
        for path, copy in self._copies:
            shutil.copytree(path, copy)
        self._rows: _Rows = _PostgresqlRows() if connection.vendor == "postgresql" else _File()

    def put_back(self) -> None:
        """Have the instance, which is empty, be as it was."""
        indexing.forget_open_index()
        for path, copy in self._copies:
            shutil.copytree(copy, path, dirs_exist_ok=True)
        self._rows.put_back()
        ContentType.objects.clear_cache()


class _File:
    """The whole file of SQLite, in memory."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect(":memory:")
        self._open().backup(self._kept)

    def put_back(self) -> None:
        self._kept.backup(self._open())

    @staticmethod
    def _open() -> sqlite3.Connection:
        connection.ensure_connection()
        opened: sqlite3.Connection = connection.connection
        return opened


class _PostgresqlRows:
    """The rows of each table that has some, as COPY writes them, and where the sequences stand.
    The search index is among the tables."""

    def __init__(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            self._tables: dict[str, bytes] = {}
            for table in _tables(cursor):
                with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)") as out:
                    data = b"".join(bytes(part) for part in out)
                if _holds(cursor, table):
                    self._tables[table] = data
            cursor.execute(
                "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"
                " WHERE last_value IS NOT NULL"
            )
            self._sequences: list[tuple[str, int]] = cursor.fetchall()

    def put_back(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            # tables refer to one another in circles, and all that they refer to comes
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f"DELETE FROM {table}" for table in _tables(cursor)))
            for table, data in self._tables.items():
                with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as into:
                    into.write(data)
            for sequence, value in self._sequences:
                cursor.execute("SELECT setval(%s, %s)", [sequence, value])


def _tables(cursor: Any) -> list[str]:
    cursor.execute(
        "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        " AND tablename <> 'django_migrations' ORDER BY 1"
    )
    return [name for (name,) in cursor.fetchall()]


def _holds(cursor: Any, table: str) -> bool:
    cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")
    return bool(cursor.fetchone()[0])


class Snapshots:
    """The snapshots of one process, by what filled the instance."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Snapshot] = {}

    def fill(self, home: Home, fill: Callable[[], object]) -> None:
        """Fill the instance, which is empty, by ``fill``; from its second time on with what it made at
        the first. ``fill`` is known by its place in the sources and must always do the same."""
        there = [model for model in apps.get_models() if model not in LASTING]
        filled = [model.__name__ for model in there if model._base_manager.exists()]
        assert not filled, f"before the instance is filled it already holds {filled}"
        key = f"{fill.__module__}.{fill.__qualname__}"
        if key in self._made:
            self._made[key].put_back()
        else:
            fill()
            self._made[key] = Snapshot(home, self._folder / str(len(self._made)))
