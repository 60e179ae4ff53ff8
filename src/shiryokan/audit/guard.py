"""Has the database itself refuse to change, delete or replace audit entries.

Who owns the database can take the guard away; the chain of hashes then shows what was done. It is
taken away here only where a whole database is written anew from another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = {
    **{
        what: f"""CREATE TRIGGER IF NOT EXISTS audit_entry_kept_{what} BEFORE {what} ON audit_entry
        BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END"""
        for what in ("update", "delete")
    },
    # REPLACE takes the row away whose place it needs, and no trigger is told of that
    "insert": """CREATE TRIGGER IF NOT EXISTS audit_entry_kept_insert BEFORE INSERT ON audit_entry
    WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number OR rowid = NEW.rowid)
    BEGIN SELECT RAISE(ABORT, 'audit entries are only added'); END""",
}
_FUNCTION = """CREATE OR REPLACE FUNCTION audit_entry_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'audit entries are only added'; END $$"""
_POSTGRESQL = {
    what: f"""CREATE OR REPLACE TRIGGER audit_entry_kept_{what} BEFORE {what} ON audit_entry
    FOR EACH {each} EXECUTE FUNCTION audit_entry_kept()"""
    for what, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
}


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for statement in _triggers(connection).values():
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Have the database let everything be done."""
    place = " ON audit_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for what in _triggers(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS audit_entry_kept_{what}{place}")


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, str]:
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the block, which is one transaction, audit entries can be replaced."""
    take_down(connection)
    yield
    put_up(connection)
