"""Engines of every kind, each of which must do the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from shiryokan.search.engine import SearchEngine
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from tests import postgresql as postgresql_server

MakeEngine = Callable[[Path], SearchEngine]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    server = postgresql_server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="module", params=["tantivy", "postgresql"])
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Opens an index kept under a folder; two calls with one folder open the same index."""
    if request.param == "tantivy":
        return TantivyEngine
    import psycopg

    from shiryokan.search.engines.postgresql.engine import PostgresqlEngine

    address = request.getfixturevalue("postgresql")

    def make(folder: Path) -> SearchEngine:
        connection = psycopg.connect(address, autocommit=True)
        request.addfinalizer(connection.close)
        return PostgresqlEngine(connection.cursor, connection.transaction, name=str(folder))

    return make
