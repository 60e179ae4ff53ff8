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
from typing import Any

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain
from shiryokan.i18n import language_of
from shiryokan.instance.config import ConfigError, load
from shiryokan.instance.home import Home


def open_instance(*, anew: bool = False) -> None:
    """Make the home's folders and bring the database up to date, whoever comes first.

    Ends the program with a clear word when the settings or the place do not allow it, and when a
    instance that has originals has lost its database: only with ``anew`` it begins with a new one.
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
        _migrate(home)
    except OperationalError as error:
        _end(_("データベースを開けません: %(why)s") % {"why": error})
    except DatabaseError as error:
        if config.database_url:
            raise
        _end(explain("check_database_lost", {"about": str(error)}))


_MIGRATING = 0x7368_6972  # "shir"
"""Number of the advisory lock under which a PostgreSQL database is migrated."""


def _migrate(home: Home) -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    def behind() -> bool:
        if all_migrations_are_applied(connection):
            return False
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    with (home.locks / "migrate").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not behind():
            return
        # another home may share the database, and begin at the same time
        with _alone_in(connection):
            if behind():
                call_command("migrate", verbosity=0, interactive=False)


def all_migrations_are_applied(connection: Any) -> bool:
    """Whether each migration that lies on the disk is recorded as applied, by names alone: loading
    them all takes a tenth of a command's start. Where one is not, Django's executor decides."""
    from django.apps import apps  # noqa: PLC0415
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415

    applied = MigrationRecorder(connection).applied_migrations()
    for app in apps.get_app_configs():
        module, _explicit = MigrationLoader.migrations_module(app.label)
        spec = importlib.util.find_spec(module) if module else None
        if spec is None:
            continue
        for found in pkgutil.iter_modules(spec.submodule_search_locations):
            if (
                not found.ispkg
                and found.name[0] not in "_~"
                and (app.label, found.name) not in applied
            ):
                return False
    return True


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
