"""The index in PostgreSQL, for instances whose database that is: nothing else to look after."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from shiryokan.search import analysis
from shiryokan.search.engine import (
    DocumentResults,
    EngineResults,
    IndexBusy,
    IndexDamaged,
    Request,
    Vocabulary,
)
from shiryokan.search.engines.postgresql.query import QueryRunner
from shiryokan.search.engines.postgresql.tables import (
    INDEXES,
    NAMES,
    TABLES,
    clean,
    hold,
    like,
    standing,
)
from shiryokan.search.engines.postgresql.writer import PostgresqlWriting
from shiryokan.search.grouping import by_windows
from shiryokan.search.kinds import PAGE

SCHEMA_VERSION = 6
_LOCK = 7_203_115_401
"""Number of the lock that whoever writes holds."""
_PREFIX = "search_"
_MAINTENANCE = "set local maintenance_work_mem = '256MB'"
_PLANS = ("enable_seqscan", "enable_indexscan", "jit")
"""What the planner is not to do: arrays tell it little of how often their terms come, and it would
read the whole table."""
_DAMAGED = ("42P01", "42703", "3F000", "42704", "XX001", "XX002")
"""States of errors: a table, column, schema or type is not there; data or an index is corrupt."""
_BUSY = ("55P03", "40P01", "57014")
"""States of errors: a lock cannot be had, was waited for in a circle, or for too long."""


class PostgresqlEngine:
    """An index in a PostgreSQL schema of its own, named by the versions that made it.

    ``cursor`` opens a cursor as psycopg's, and ``transaction`` a transaction around what is done
    with it; ``name`` keeps several indexes of one database apart.
    """

    def __init__(
        self,
        cursor: Callable[[], AbstractContextManager[Any]],
        transaction: Callable[[], AbstractContextManager[Any]],
        name: str = "",
    ) -> None:
        versions_text = repr(sorted(self.versions().items())) + name
        self._schema = _PREFIX + hashlib.sha256(versions_text.encode()).hexdigest()[:16]
        self._name = name
        self._cursor, self._transaction = cursor, transaction
        self._made = False

    def versions(self) -> dict[str, str]:
        """Of the tables, and of all that decides their terms."""
        return {"postgresql": str(SCHEMA_VERSION)} | analysis.versions()

    @contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[PostgresqlWriting]:
        """Change the index in one transaction; one process at a time, the others wait."""
        if not anew:
            self._make()
        with faults_named(), self._transaction(), self._cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
            if not anew:
                yield PostgresqlWriting(cursor, self._schema, anew=False)
                return
            building = f"{self._schema}_new"
            cursor.execute(TABLES.format(schema=building))
            writing = PostgresqlWriting(cursor, building, anew=True)
            yield writing
            cursor.execute(_MAINTENANCE)
            cursor.execute(INDEXES.format(schema=building))
            writing.count()
            for table in NAMES:
                cursor.execute(f"analyze {building}.{table}")
            self._put_in_place(cursor, building)

    def _put_in_place(self, cursor: Any, building: str) -> None:
        """The old index answers until here; whoever reads it is waited for."""
        if standing(cursor, self._schema) == len(NAMES):
            hold(cursor, self._schema, "access exclusive")
        cursor.execute(f"drop schema if exists {self._schema} cascade")
        cursor.execute(f"alter schema {building} rename to {self._schema}")
        self._drop_other_versions(cursor)

    def search(self, request: Request) -> EngineResults:
        """The entries that match."""
        with self._runner() as runner:
            return runner.results(request)

    def documents(self, request: Request, best: int) -> DocumentResults:
        """The documents of the entries that match, with at most ``best`` entries each."""
        return by_windows(self.search, request, best)

    def records(self, request: Request) -> frozenset[uuid.UUID]:
        """The ids of all records that match."""
        with self._runner() as runner:
            return runner.records(request)

    @contextmanager
    def _runner(self) -> Iterator[QueryRunner]:
        self._make()
        with faults_named(), self._transaction(), self._cursor() as cursor:
            cursor.execute("; ".join(f"set local {plan} = off" for plan in _PLANS))
            hold(cursor, self._schema, "access share")
            yield QueryRunner(cursor, self._schema)
            # the transaction may be part of a longer one
            cursor.execute("; ".join(f"set local {plan} to default" for plan in _PLANS))

    def terms(self, field: Vocabulary, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms that begin with ``prefix``, the most frequent first."""
        sql = (
            f"select term, entries from {self._schema}.vocabulary where field = %s"
            " and term like %s and entries > 0 order by entries desc, term limit %s"
        )
        rows = self._rows(sql, [field, like(clean(prefix)), limit])
        return [(term, int(entries)) for term, entries in rows]

    def count(self, kind: str = "") -> int:
        """Entries in the index, of one kind or all."""
        where, values = ("where kind = %s", [clean(kind)]) if kind else ("", [])
        rows = self._rows(f"select count(*) from {self._schema}.entry {where}", values)
        return int(rows[0][0])

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""
        sql = f"select count(*) from {self._schema}.entry where document = %s and kind = %s"
        return int(self._rows(sql, [document, PAGE])[0][0])

    def _rows(self, sql: str, values: list[Any]) -> list[Any]:
        self._make()
        with faults_named(), self._cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def _make(self) -> None:
        """Make the tables, and drop those of other versions; once in this process."""
        if self._made:
            return
        with faults_named(), self._transaction(), self._cursor() as cursor:
            # whoever builds the index holds the lock for long, and has made the tables before
            if not self._is_there(cursor):
                cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
                if not self._is_there(cursor):
                    cursor.execute(TABLES.format(schema=self._schema))
                    cursor.execute(INDEXES.format(schema=self._schema))
                    self._drop_other_versions(cursor)
        self._made = True

    def _is_there(self, cursor: Any) -> bool:
        found = standing(cursor, self._schema)
        if found not in (0, len(NAMES)):
            raise IndexDamaged(f"{self._schema} has {found} of its {len(NAMES)} tables")
        return bool(found)

    def _drop_other_versions(self, cursor: Any) -> None:
        if self._name:
            return
        cursor.execute("select nspname from pg_namespace where nspname ~ '^search_[0-9a-f]{16}$'")
        for (name,) in cursor.fetchall():
            if name != self._schema:
                cursor.execute(f'drop schema "{name}" cascade')


@contextmanager
def faults_named() -> Iterator[None]:
    """The database's errors that are about the index, by our names."""
    try:
        yield
    except Exception as error:
        # Django wraps psycopg's error, which alone carries the state
        state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
        if state in _DAMAGED:
            raise IndexDamaged(str(error)) from error
        if state in _BUSY:
            raise IndexBusy(str(error)) from error
        raise
