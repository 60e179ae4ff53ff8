"""Has the database itself refuse to change or delete deeds.

Who owns the database can take the guard away; the chain of hashes then shows what was done. It is
taken away here only where a whole database is written anew from another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE = (
    """CREATE TRIGGER IF NOT EXISTS deeds_kept_{what} BEFORE {what} ON deeds_deed
    BEGIN SELECT RAISE(ABORT, 'deeds are only added'); END""",
)
_POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION deeds_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'deeds are only added'; END $$""",
    """CREATE OR REPLACE TRIGGER deeds_kept_{what} BEFORE {what} ON deeds_deed
    FOR EACH ROW EXECUTE FUNCTION deeds_kept()""",
)
_REFUSED = ("UPDATE", "DELETE")


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Have the database refuse."""
    statements = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for what in _REFUSED:
            for statement in statements:
                cursor.execute(statement.format(what=what))


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Have the database let everything be done."""
    place = " ON deeds_deed" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for what in _REFUSED:
            cursor.execute(f"DROP TRIGGER IF EXISTS deeds_kept_{what}{place}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within the block, which is one transaction, deeds can be replaced."""
    take_down(connection)
    yield
    put_up(connection)
