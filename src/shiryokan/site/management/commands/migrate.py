"""Django's ``migrate``, which makes an empty database in one step."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from shiryokan.site import new_database

_ASKS_FOR_LESS = ("app_label", "plan", "check_unapplied", "fake", "fake_initial", "prune")


class Command(migrate.Command):
    """Everything else is Django's: with the tables there it finds nothing to apply, and sends
    the signals after which content types and permissions are made."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the tables of an empty database; of another apply the migrations it lacks."""
        connection = connections[options["database"]]
        if not any(options[name] for name in _ASKS_FOR_LESS):
            connection.prepare_database()
            if new_database.is_empty(connection):
                new_database.make_tables(connection)
        super().handle(*args, **options)
