"""A new database is made in one step, and is what its migrations make one after the other."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import migrate
from django.db import DatabaseError, connections
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import DjangoDbBlocker

from shiryokan.audit import guard
from shiryokan.backup import aliases
from shiryokan.site import new_database
from tests import warm
from tests.homes import DATABASE
from tests.postgresql import empty_database
from tests.search.conftest import postgresql

__all__ = ["postgresql"]


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str | Path, str | Path]:
    """Places of two empty databases."""
    if request.param == "sqlite":
        return tmp_path / "one.sqlite3", tmp_path / "other.sqlite3"
    server = request.getfixturevalue("postgresql")
    return empty_database(server), empty_database(server)


@pytest.fixture(autouse=True)
def allowed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Any:
    with django_db_blocker.unblock():
        yield


def shape(alias: str) -> dict[str, Any]:
    """What stands in a database, whatever it is called and wherever it stands in its table."""
    connection = connections[alias]
    inspection: Any = connection.introspection
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            columns = {
                column.name: (
                    column.type_code,
                    column.null_ok,
                    column.default,
                    column.internal_size,
                )
                for column in inspection.get_table_description(cursor, table)
            }
            constraints = Counter(
                (
                    tuple(each["columns"] or ()),
                    tuple(each.get("orders") or ()),
                    each["primary_key"],
                    each["unique"],
                    each["foreign_key"],
                    each["check"],
                    each.get("definition"),
                    # those on an index alone have the name that the model gives them
                    name if each["unique"] and not each["columns"] else None,
                )
                for name, each in inspection.get_constraints(cursor, table).items()
            )
            found[table] = (columns, constraints, inspection.get_sequences(cursor, table))
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            found["triggers"] = sorted(cursor.fetchall())
            cursor.execute(
                "SELECT tablename, regexp_replace(indexdef, 'INDEX [^ ]+ ', '') FROM pg_indexes"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            found["triggers"] = sorted(cursor.fetchall())
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'")
        found["indexes"] = Counter(
            row for row in cursor.fetchall() if connection.vendor == "postgresql"
        )
    return found


def rows(alias: str) -> dict[str, int]:
    connection = connections[alias]
    with connection.cursor() as cursor:
        counted = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counted[table] = cursor.fetchone()[0]
    return counted


IN_ONE_STEP = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""
ONE_BY_ONE = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands.migrate import Command
call_command(Command(), verbosity=0, interactive=False)
"""
"""Django's own command, which applies each migration. Some of libraries' look at the default database only,
and so it is that of a process of its own."""


def migrate_by(code: str, place: str | Path, home: Path) -> None:
    surroundings = {**warm.own_environment(), "SHIRYOKAN_HOME": str(home)}
    surroundings["DJANGO_SETTINGS_MODULE"] = "shiryokan.site.settings"
    if not isinstance(place, Path):
        surroundings["SHIRYOKAN_DATABASE_URL"] = place
    subprocess.run([sys.executable, "-c", code], env=surroundings, check=True)
    if isinstance(place, Path):
        (home / DATABASE).rename(place)


@pytest.mark.thorough
@pytest.mark.guarding
def test_it_has_the_tables_columns_constraints_and_triggers_of_its_migrations(
    two: tuple[str | Path, str | Path], tmp_path: Path
) -> None:
    migrate_by(IN_ONE_STEP, two[0], tmp_path / "first")
    with aliases.opened(two[0], "made"):
        made, filled = shape("made"), rows("made")
    migrate_by(ONE_BY_ONE, two[1], tmp_path / "second")
    with aliases.opened(two[1], "migrated"):
        migrated, also = shape("migrated"), rows("migrated")
    assert made.keys() == migrated.keys()
    assert len(made) > 100
    assert {each: made[each] for each in made if made[each] != migrated[each]} == {
        each: migrated[each] for each in made if made[each] != migrated[each]
    }
    # content types, permissions, and the migrations that are recorded
    assert filled == also
    assert filled["django_migrations"] > 50


def test_what_goes_wrong_leaves_nothing_and_the_next_try_makes_it(
    two: tuple[str | Path, str | Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DatabaseError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr(guard, "put_up", refuse)
        with pytest.raises(DatabaseError, match="no space left"), aliases.opened(two[0], "made"):
            pytest.fail("was opened")
    monkeypatch.setattr(migrate.Command, "handle", lambda *_args, **_options: None)
    with aliases.opened(two[0], "made"):
        assert MigrationRecorder(connections["made"]).applied_migrations()
        assert len(connections["made"].introspection.table_names()) > 100


def test_only_a_database_without_tables_is_new(two: tuple[str | Path, str | Path]) -> None:
    known: Any = connections.settings
    known["bare"] = connections.configure_settings(
        {"default": known["default"], "bare": aliases.described(two[0])}
    )["bare"]
    connection = connections["bare"]
    try:
        assert new_database.is_empty(connection)
        MigrationRecorder(connection).ensure_schema()
        assert new_database.is_empty(connection)
        MigrationRecorder(connection).record_applied("quotes", "0001_initial")
        assert not new_database.is_empty(connection)
        MigrationRecorder(connection).flush()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE of_another_program (words text)")
        assert not new_database.is_empty(connection)
    finally:
        connection.close()
        del connections["bare"]
        del known["bare"]
