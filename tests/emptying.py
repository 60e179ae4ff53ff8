"""Has Django empty the database between tests without making anew what is always the same.

Content types and permissions follow from the models. Django makes all of them again after each test, in some
hundred queries, which take ten times as long as emptying the tables.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.management import create_contenttypes
from django.contrib.contenttypes.models import ContentType
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

LASTING = (ContentType, Permission)
"""Models whose rows stay; no test makes or changes one."""


def hasten(connection: BaseDatabaseWrapper) -> None:
    """Empty this database so from now on; its tables and the lasting rows are there."""
    operations: Any = connection.ops
    statements = _deletions if connection.vendor == "postgresql" else operations.sql_flush
    lasting = {model._meta.db_table for model in LASTING}

    def sql_flush(style: Any, tables: list[str], **options: Any) -> list[str]:
        return list(statements(style, [t for t in tables if t not in lasting], **options))

    operations.sql_flush = sql_flush
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


def _deletions(_style: Any, tables: list[str], **_options: Any) -> list[str]:
    """In the place of TRUNCATE, which makes new files for each table and its indexes, however few rows
    there were."""
    deleted = "; ".join(f'DELETE FROM "{table}"' for table in tables)
    # tables refer to one another in circles, and all of them are emptied
    return [f"SET LOCAL session_replication_role = replica; {deleted}"]
