"""What a database holds, looked at before anything is changed in it: not even its tables are
brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import dj_database_url
import msgspec
import psycopg

from shiryokan.backup.errors import MaintenanceError

_MARKS = ("django_migrations", "documents_document")
"""Tables by which a database of an instance is known."""
_PEOPLES = ("documents_document", "auth_user", "access_collection", "documents_intake")
"""Tables whose rows somebody made; an instance that was only opened once has none."""
_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY(current_schemas(false))
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
"""Those that an extension brought are nobody's."""
Ask = Callable[[str], list[Any]]


class Holding(msgspec.Struct, frozen=True):
    """What a database holds: whether tables that are not an instance's alone, and the rows of those
    that people fill."""

    foreign: bool = False
    rows: dict[str, int] = {}

    @property
    def documents(self) -> int:
        """Its documents."""
        return self.rows.get("documents_document", 0)

    @property
    def accounts(self) -> int:
        """Its accounts."""
        return self.rows.get("auth_user", 0)

    @property
    def used(self) -> bool:
        """Whether anybody would miss it."""
        return any(self.rows.values())


def held_by(where: str | Path) -> Holding:
    """What the database at an address, or in an SQLite file, holds. Raises
    :class:`MaintenanceError` when it cannot be asked."""
    if isinstance(where, Path):
        return _of_file(where)
    described = dj_database_url.parse(where)
    if described["ENGINE"].endswith("sqlite3"):
        return _of_file(Path(str(described["NAME"])))
    if not described["ENGINE"].endswith("postgresql"):
        raise MaintenanceError("database_away")
    try:
        with psycopg.connect(**_parameters(described)) as connection:
            return _of(lambda sql: connection.execute(sql).fetchall(), _TABLES)
    except psycopg.Error as error:
        raise MaintenanceError("database_away") from error


def _of_file(path: Path) -> Holding:
    if not path.exists():
        return Holding()
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as read:
        return _of(
            lambda sql: read.execute(sql).fetchall(),
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )


def _of(ask: Ask, tables: str) -> Holding:
    names = {row[0] for row in ask(tables)}
    if not names:
        return Holding()
    if not names.issuperset(_MARKS):
        return Holding(foreign=True)
    rows = {
        name: int(ask(f"SELECT count(*) FROM {name}")[0][0])  # noqa: S608  names of ours
        for name in _PEOPLES
        if name in names
    }
    return Holding(rows=rows)


def _parameters(described: Any) -> dict[str, Any]:
    named = {
        "dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"
    }  # fmt: skip
    given = {name: described[key] for name, key in named.items() if described.get(key)}
    return {**given, **described.get("OPTIONS", {})}
