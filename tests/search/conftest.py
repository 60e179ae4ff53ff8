"""Engines of every kind, each of which must do the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from osmem_server import OsmemServer

from shiryokan.search.engine import SearchEngine
from shiryokan.search.engines.opensearch.client import Place
from shiryokan.search.engines.opensearch.engine import Layout, OpenSearchEngine
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from tests import postgresql as postgresql_server

MakeEngine = Callable[[Path], SearchEngine]


def prefix_of(folder: Path) -> str:
    """What the indexes of a folder's engine are called on a cluster."""
    return f"t{hashlib.sha256(str(folder).encode()).hexdigest()[:12]}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server of our own."""
    server = postgresql_server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """The address of a server of our own that answers as OpenSearch does, in memory."""
    server = OsmemServer.start(japanese=False)
    yield server.url
    server.close()


@pytest.fixture(scope="module", params=["tantivy", "postgresql", "opensearch"])
def make_engine(request: pytest.FixtureRequest) -> MakeEngine:
    """Opens an index kept under a folder; two calls with one folder open the same index."""
    if request.param == "tantivy":
        return TantivyEngine
    if request.param == "opensearch":
        place = Place(addresses=(request.getfixturevalue("opensearch"),))
        # three shards, so that what is said of one and of all is not the same
        return lambda folder: OpenSearchEngine(place, Layout(prefix_of(folder), 3, 0))
    import psycopg

    from shiryokan.search.engines.postgresql.engine import PostgresqlEngine

    address = request.getfixturevalue("postgresql")

    def make(folder: Path) -> SearchEngine:
        connection = psycopg.connect(address, autocommit=True)
        request.addfinalizer(connection.close)
        return PostgresqlEngine(connection.cursor, connection.transaction, name=str(folder))

    return make
