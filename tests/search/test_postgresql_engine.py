"""What is PostgreSQL's own: its limits hide nothing, damage has a name, and no reader waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest

from shiryokan.search.analysis import Entry, analyse
from shiryokan.search.engine import IndexDamaged, Metadata, Request
from shiryokan.search.engines.postgresql.engine import PostgresqlEngine
from shiryokan.search.query_parser import parse

DOC = "00000000000000d0"
OTHER = "00000000000000d1"
Open = Callable[[], tuple[PostgresqlEngine, psycopg.Connection]]


@pytest.fixture
def opened(postgresql: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens one index, each time by a connection of its own."""
    name = request.node.name
    connections: list[psycopg.Connection] = []

    def opened() -> tuple[PostgresqlEngine, psycopg.Connection]:
        connection = psycopg.connect(postgresql, autocommit=True)
        connections.append(connection)
        return PostgresqlEngine(connection.cursor, connection.transaction, name=name), connection

    yield opened
    for connection in connections:
        connection.close()


def put(engine: PostgresqlEngine, text: str, document: str = DOC, *, anew: bool = False) -> None:
    with engine.writing(anew=anew) as writing:
        writing.replace(document, Metadata(("水鏡市",)), [analyse(Entry(1, text))])


def total(engine: PostgresqlEngine, query: str) -> int:
    return engine.search(Request(query=parse(query))).total


def schema_of(connection: psycopg.Connection, engine: PostgresqlEngine) -> str:
    sql = "select schemaname from pg_stat_user_tables where relname = 'entry'"
    names = [name for (name,) in connection.execute(sql)]  # type: ignore[call-overload]
    assert engine._schema in names
    return engine._schema


@pytest.mark.thorough
def test_more_words_than_a_tsvector_takes_are_all_found(opened: Open) -> None:
    engine, _ = opened()
    put(engine, " ".join(f"w{n:06d}x" for n in range(120_000)) + " 終わりの一語")
    assert total(engine, "w119999x") == 1
    assert total(engine, "終わりの一語") == 1


def test_a_word_counts_where_it_stands_and_no_longer(opened: Open) -> None:
    engine, _ = opened()
    put(engine, "訓練の計画")
    put(engine, "訓練の記録", OTHER)
    assert ("訓練", 2) in engine.terms("tokens", "訓", 5)
    put(engine, "別の話")
    assert ("訓練", 1) in engine.terms("tokens", "訓", 5)
    with engine.writing() as writing:
        writing.remove(OTHER)
    assert engine.terms("tokens", "訓", 5) == []


def test_counted_anew_it_is_as_counted_one_by_one(opened: Open) -> None:
    engine, connection = opened()
    entries = [
        analyse(Entry(n, text, title))
        for n, (text, title) in enumerate([("避難訓練の訓練", "年次計画"), ("訓練する", "")], 1)
    ]
    counts = []
    for anew in (False, True):
        with engine.writing(anew=anew) as writing:
            writing.replace(DOC, Metadata(("水鏡市", "水鏡市"), ("会議",)), entries)
        sql = f"select field, term, entries from {engine._schema}.vocabulary order by 1, 2"
        counts.append(list(connection.execute(sql)))  # type: ignore[call-overload]
    assert counts[0] == counts[1]
    assert ("entries", "", 2) in counts[0]


@pytest.mark.parametrize("table", ["entry", "known", "vocabulary"])
def test_a_damaged_index_is_named_and_built_anew(opened: Open, table: str) -> None:
    engine, connection = opened()
    put(engine, "古い文")
    connection.execute(f"drop table {schema_of(connection, engine)}.{table}")  # type: ignore[call-overload]
    with pytest.raises(IndexDamaged):
        total(engine, "文")
    with pytest.raises(IndexDamaged):
        total(opened()[0], "文")
    with pytest.raises(IndexDamaged):
        put(engine, "新しい文")
    put(engine, "新しい文", anew=True)
    assert total(engine, "新しい文") == engine.count() == 1


def test_readers_never_wait_or_fail_while_it_is_built_anew(opened: Open) -> None:
    engine, _ = opened()
    reader, _ = opened()
    put(engine, "訓練の計画")
    seen: list[int | Exception] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            try:
                seen.append(total(reader, "訓練 publisher:水鏡"))
            except Exception as error:
                seen.append(error)
                return

    thread = threading.Thread(target=read)
    thread.start()
    for n in range(15):
        put(engine, f"訓練の計画{n}", anew=True)
    ended.set()
    thread.join()
    assert set(seen) == {1}


def test_a_search_leaves_the_transaction_around_it_as_it_was(opened: Open) -> None:
    engine, connection = opened()
    put(engine, "訓練")
    with connection.transaction():
        assert total(engine, "訓練") == 1
        assert connection.execute("show enable_seqscan").fetchone() == ("on",)
