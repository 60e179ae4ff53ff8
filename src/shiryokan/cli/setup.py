"""Opens the instance for a command: settings, folders, database."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib.util
import os
import pkgutil
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain
from shiryokan.i18n import language_of
from shiryokan.instance.config import ConfigError, load
from shiryokan.instance.home import Home


def open_instance(*, anew: bool = False, migrate: bool = False) -> None:
    """Make the home's folders and bring the database up to date, whoever comes first.

    Ends the program with a clear word when the settings or the place do not allow it, when a
    instance that has originals has lost its database (only with ``anew`` it begins with a new one),
    and when the database is newer than the program, or older where the settings have only
    ``shiryokan migrate`` change it (``migrate``).
    """
    try:
        config = load()
        home = Home(config.folder)
        home.make()
    except ConfigError as error:
        _end(_("設定が読めません: %(why)s") % {"why": error})
    except OSError as error:
        _end(
            _("%(place)s に書けません（%(why)s）。SHIRYOKAN_HOME で別の場所を指定してください。")
            % {"place": error.filename, "why": error.strerror}
        )
    lost = not config.database_url and not home.database.exists()
    if lost and not anew and any(home.originals.glob("*/*.pdf")):
        _end(explain("check_database_lost", {"about": str(home.database)}))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shiryokan.site.settings")
    import django  # noqa: PLC0415  settings are read when Django is set up

    django.setup()
    if not gc.get_freeze_count():
        # what was imported stays: it need not be looked at again
        gc.freeze()
    from django.db import DatabaseError, OperationalError  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    translation.activate(language_of())
    try:
        _migrate(home, may=migrate or config.migrate == "start")
    except OperationalError as error:
        _end(_("データベースを開けません: %(why)s") % {"why": error})
    except DatabaseError as error:
        if config.database_url:
            raise
        _end(explain("check_database_lost", {"about": str(error)}))


_NAMED = 3
_MIGRATING = 0x7368_6972  # "shir"
"""Number of the advisory lock under which a PostgreSQL database is migrated."""


def _migrate(home: Home, *, may: bool) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    def behind() -> bool:
        state = migrations_of(connection)
        if state.newer:
            _end(explain("database_newer", {"names": ", ".join(state.newer[:_NAMED])}))
        if not state.missing:
            return False
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    with (home.locks / "migrate").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not behind():
            return
        if not may:
            _end(explain("database_older"))
        # another home may share the database, and begin at the same time
        with _alone_in(connection):
            if behind():
                call_command("migrate", verbosity=0, interactive=False)


class MigrationState(NamedTuple):
    """Whether a migration that lies on the disk is not recorded as applied, and those of our own
    that are recorded and not here: another version of the program applied them."""

    missing: bool
    newer: list[str]


def migrations_of(connection: Any) -> MigrationState:
    """How the database stands beside the program, by names alone: loading all migrations takes a
    tenth of a command's start. Where one is missing, Django's executor decides."""
    from django.apps import apps  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    applied = MigrationRecorder(connection).applied_migrations()
    missing, newer = False, []
    for app in apps.get_app_configs():
        module, _explicit = MigrationLoader.migrations_module(app.label)
        spec = importlib.util.find_spec(module) if module else None
        if spec is None:
            continue
        here = {
            (app.label, found.name)
            for found in pkgutil.iter_modules(spec.submodule_search_locations)
            if not found.ispkg and found.name[0] not in "_~"
        }
        missing = missing or not here <= applied.keys()
        if app.name.startswith("shiryokan."):
            newer += [".".join(key) for key in applied if key[0] == app.label and key not in here]
    return MigrationState(missing, sorted(newer))


@contextlib.contextmanager
def _alone_in(connection: Any) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])


def _end(message: str) -> None:
    click.echo(message, err=True)
    sys.exit(Exit.FAILED)
