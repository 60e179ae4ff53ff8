"""A new database is made from the state in which the migrations end.

Applied one after the other to an empty database, some 80 migrations make each table and alter it,
and Django builds the models anew after each of their operations: several seconds before a new
instance, a restored backup or a test can begin. An empty database has no rows that a migration
would have to carry over, so that only the last state counts.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

_OWN = "shiryokan."


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether no table is there, but for the empty one in which migrations are recorded."""
    recorder = MigrationRecorder(connection)
    tables = set(connection.introspection.table_names())
    return tables <= {recorder.Migration._meta.db_table} and not recorder.applied_migrations()


def make_tables(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of all migrations, and record these as applied: all of it or nothing.

    What our own migrations run besides (triggers) is run too. Code and SQL in migrations of
    libraries carries over rows that were there before, of which a new database has none.

    Raises :class:`django.db.DatabaseError` if the database refuses a table.
    """
    executor = MigrationExecutor(connection)
    # SQLite's editor of tables takes no other within it
    executor.recorder.ensure_schema()
    ends = executor.loader.graph.leaf_nodes()
    plan = [migration for migration, _backwards in executor.migration_plan(ends, clean_start=True)]
    state = executor.loader.project_state(ends)
    own = {config.label for config in installed.get_app_configs() if config.name.startswith(_OWN)}
    with connection.schema_editor(atomic=True) as editor:
        for model in state.apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for migration in plan:
            for operation in _code_of(migration) if migration.app_label in own else ():
                operation.database_forwards(migration.app_label, editor, state, state)
        for migration in plan:
            for app, name in (*migration.replaces, (migration.app_label, migration.name)):
                executor.recorder.record_applied(app, name)


def _code_of(migration: Any) -> list[RunPython | RunSQL]:
    return [each for each in migration.operations if isinstance(each, RunPython | RunSQL)]
