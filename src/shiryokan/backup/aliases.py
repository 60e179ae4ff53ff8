"""Further databases beside the instance's own, for as long as they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

OTHER = "other"


def described(where: str | Path) -> dict[str, Any]:
    """Django's description of a database: an address, or the path of an SQLite file."""
    if isinstance(where, Path):
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(where)}
    return {**dj_database_url.parse(where)}


@contextmanager
def opened(where: str | Path, alias: str = OTHER) -> Iterator[str]:
    """Another database, brought up to date; its name for Django."""
    known: dict[str, Any] = connections.settings
    known[alias] = connections.configure_settings(
        {"default": settings.DATABASES["default"], alias: described(where)}
    )[alias]
    try:
        executor = MigrationExecutor(connections[alias])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del known[alias]
