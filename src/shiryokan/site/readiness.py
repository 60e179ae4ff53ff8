"""Whether the instance is ready to be asked and given to."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from shiryokan.access.policies import free
from shiryokan.access.readers import reading_everything
from shiryokan.access.rules import always_public
from shiryokan.backup.locks import living_workers
from shiryokan.documents.originals import free_bytes
from shiryokan.instance import current
from shiryokan.search.engine import SearchError
from shiryokan.search.indexing import engine

LEAST_FREE = 256 << 20
"""Bytes below which the instance is not ready: the next document may not find room."""


@always_public
@free
def ready(request: HttpRequest) -> JsonResponse:
    """200 if the instance can be asked and given to; else 503 and the codes of what is amiss."""
    with reading_everything():
        amiss = [code for code, holds in _CHECKS.items() if not _holds(holds)]
    answer = JsonResponse({"ready": not amiss, "amiss": amiss}, status=503 if amiss else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _holds(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, SearchError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _writable() -> bool:
    trial = current.home().locks / f"ready-{os.getpid()}"
    trial.write_bytes(b"")
    trial.unlink()
    return True


_CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrated,
    "home": _writable,
    "disk": lambda: free_bytes(current.config().folder) >= LEAST_FREE,
    "index": lambda: engine().count() >= 0,
    "worker": lambda: living_workers() > 0,
}
