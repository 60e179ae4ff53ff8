"""The index in PostgreSQL, for houses whose database that is: nothing else to look after."""

from __future__ import annotations

import datetime
import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Literal

import msgspec

from shiryokan.search import analysis
from shiryokan.search.analysis import Analysed
from shiryokan.search.engine import (
    FACETS,
    Counts,
    FacetName,
    Match,
    Request,
    Results,
    Shelf,
)
from shiryokan.search.kinds import PAGE
from shiryokan.search.postgresql_query import (
    Known,
    Sql,
    condition,
    named_among,
    newer,
    rank,
    terms_of,
    tokens_of,
)
from shiryokan.search.postgresql_tables import COLUMNS, ENTRY, KNOWN, TABLES
from shiryokan.search.query import All, Either, Named, Node, Not

SCHEMA_VERSION = 2
MOST_NAMES = 60
"""Names of a facet at most."""
_LOCK = 7_203_115_401
"""Number of the lock that whoever writes holds."""
_PREFIX = "search_"
_PLANNING = """
set local enable_seqscan = off; set local enable_indexscan = off; set local jit = off
"""


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
        told = repr(sorted(self.versions().items())) + name
        self._schema = _PREFIX + hashlib.sha256(told.encode()).hexdigest()[:16]
        self._name = name
        self._cursor, self._transaction = cursor, transaction
        self._made = False

    def versions(self) -> dict[str, str]:
        """Of the tables, and of all that decides their terms."""
        return {"postgresql": str(SCHEMA_VERSION)} | analysis.versions()

    @contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[_Writing]:
        """Change the index in one transaction; one process at a time, the others wait."""
        self._make()
        with self._transaction(), self._cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
            writing = _Writing(cursor, self._schema)
            if anew:
                writing.clear()
            yield writing

    def search(self, request: Request) -> Results:
        """The entries that match."""
        self._make()
        with self._transaction(), self._cursor() as cursor:
            # arrays say little of how often their terms come: the planner would read the table
            cursor.execute(_PLANNING)
            asking = _Asking(cursor, self._schema)
            node = asking.named(request.query.root)
            asking.look_up(node)
            counts = asking.counts(node, request.kind) if request.facets else Counts()
            wanted = All((node, Named("kind", request.kind))) if request.kind else node
            total = asking.total(wanted)
            return Results(total, tuple(asking.matches(wanted, request)), counts)

    def terms(
        self, field: Literal["names", "tokens"], prefix: str, limit: int
    ) -> list[tuple[str, int]]:
        """Terms that begin with ``prefix``, the most frequent first."""
        like = prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        sql = (
            f"select term, count(*) from {self._schema}.term where field = %s and term like %s"
            " group by term order by 2 desc, 1 limit %s"
        )
        return [(term, int(count)) for term, count in self._rows(sql, [field, like, limit])]

    def count(self, kind: str = "") -> int:
        """Entries in the index, of one kind or all."""
        where, values = ("where kind = %s", [kind]) if kind else ("", [])
        rows = self._rows(f"select count(*) from {self._schema}.entry {where}", values)
        return int(rows[0][0])

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""
        sql = f"select count(*) from {self._schema}.entry where document = %s and kind = %s"
        return int(self._rows(sql, [document, PAGE])[0][0])

    def _rows(self, sql: str, values: list[Any]) -> list[Any]:
        self._make()
        with self._cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def _make(self) -> None:
        """Make the tables, and drop those of other versions; once in this process."""
        if self._made:
            return
        with self._transaction(), self._cursor() as cursor:
            # whoever builds the index holds the lock for long, and has made the tables before
            if not self._exists(cursor):
                cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
                if not self._exists(cursor):
                    if not self._name:
                        self._drop_other_versions(cursor)
                    cursor.execute(TABLES.format(schema=self._schema))
        self._made = True

    def _exists(self, cursor: Any) -> bool:
        cursor.execute("select to_regclass(%s)", [f"{self._schema}.entry"])
        return cursor.fetchone()[0] is not None

    def _drop_other_versions(self, cursor: Any) -> None:
        cursor.execute("select nspname from pg_namespace where nspname ~ '^search_[0-9a-f]{16}$'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'drop schema "{name}" cascade')


class _Asking:
    """Questions to one state of the index."""

    def __init__(self, cursor: Any, schema: str) -> None:
        self._cursor, self._from = cursor, f"from {schema}.entry entry"
        self._schema = schema
        self._known: Known = frozenset()

    def look_up(self, node: Node) -> None:
        """Learn which terms of the query the index has."""
        sql = f"select term from {self._schema}.known where term = any(%s)"
        rows = self._rows(sql, [sorted(terms_of(node))])
        self._known = frozenset(term for (term,) in rows)

    def named(self, node: Node) -> Node:
        """The query with the names that words of a name stand for."""
        match node:
            case Named(row=row) if row:
                column = COLUMNS[node.field]
                rows = self._rows(f"select distinct unnest({column}) {self._from}", [])
                return named_among(node, (name for (name,) in rows))
            case All(parts):
                return All(tuple(map(self.named, parts)))
            case Either(parts):
                return Either(tuple(map(self.named, parts)))
            case Not(part):
                return Not(self.named(part))
            case _:
                return node

    def total(self, node: Node) -> int:
        """How many match."""
        sql, values = condition(node, self._known)
        return int(self._rows(f"select count(*) {self._from} where {sql}", values)[0][0])

    def matches(self, node: Node, request: Request) -> Iterator[Match]:
        """Those asked for, in order."""
        where, values = condition(node, self._known)
        score, order = self._order(node, request)
        sql = (
            f"select document, page, kind, record, ({score[0]})::float8 as score {self._from}"
            f" where {where} order by {order}, document, page, record limit %s offset %s"
        )
        found = self._rows(sql, [*score[1], *values, request.limit, request.offset])
        for document, page, kind, record, worth in found:
            yield Match(document, page, kind, record, float(worth))

    def _order(self, node: Node, request: Request) -> tuple[Sql, str]:
        if request.sort in ("newest", "oldest"):
            return ("0", []), "date desc" if request.sort == "newest" else "date"
        shares = {token: self._share(token) for token in tokens_of(node)}
        sql, values = rank(node, self._known, lambda token: shares[token])
        if request.sort == "recent":
            more, days = newer(datetime.datetime.now(datetime.UTC).date())
            return (f"{sql} + {more}", [*values, *days]), "score desc"
        return (sql, values), "score desc"

    def _share(self, token: str) -> float:
        """How rare a word is: the inverse document frequency of BM25."""
        query = "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
        everything = f"(select count(*) {self._from})"
        sql = f"select count(*), {everything} {self._from} where words @@ %s::tsquery"
        having, all_ = self._rows(sql, [query])[0]
        return math.log(1 + (all_ - having + 0.5) / (having + 0.5))

    def counts(self, node: Node, kind: str) -> Counts:
        """How many there are of each kind, and of the one asked for under each name."""
        where, values = condition(node, self._known)
        rows = self._rows(f"select kind, count(*) {self._from} where {where} group by 1", values)
        narrowed = All((node, Named("kind", kind))) if kind else node
        where, values = condition(narrowed, self._known)
        facets: dict[FacetName, list[tuple[str, int]]] = {}
        for facet in FACETS:
            what = f"unnest({COLUMNS[facet]})" if facet in COLUMNS else "(date / 10000)::text"
            sql = f"select {what} as name, count(*) {self._from} where {where}"
            sql += f" group by 1 order by 2 desc, 1 limit {MOST_NAMES}"
            named = self._rows(sql, values)
            facets[facet] = [(str(name), int(n)) for name, n in named if name not in ("", "0")]
        return Counts({kind_: int(n) for kind_, n in rows}, facets)

    def _rows(self, sql: str, values: list[Any]) -> list[Any]:
        self._cursor.execute(sql, values)
        return list(self._cursor.fetchall())


_TERMS = 8
"""Place of the terms in a row."""


class _Writing:
    def __init__(self, cursor: Any, schema: str) -> None:
        self._cursor, self._schema = cursor, schema

    def replace(self, document: str, shelf: Shelf, entries: Iterable[Analysed]) -> None:
        self.remove(document)
        self.add(document, shelf, entries)

    def add(self, document: str, shelf: Shelf, entries: Iterable[Analysed]) -> None:
        sql = ENTRY.format(schema=self._schema)
        terms: list[tuple[int, str, str]] = []
        known: set[str] = set()
        for entry in entries:
            row = _row(document, shelf, _without_nul(entry))
            known.update(row[_TERMS])
            self._cursor.execute(sql, row)
            number = self._cursor.fetchone()[0]
            terms += [(number, "names", name) for name in entry.names]
            terms += [(number, "tokens", word) for word in set(entry.tokens.split())]
        self._cursor.execute(KNOWN.format(schema=self._schema), [sorted(known)])
        columns = "unnest(%s::bigint[], %s::text[], %s::text[])"
        sql = f"insert into {self._schema}.term select * from {columns}"
        if terms:
            self._cursor.execute(sql, [list(column) for column in zip(*terms, strict=True)])

    def remove(self, document: str) -> None:
        self._cursor.execute(f"delete from {self._schema}.entry where document = %s", [document])

    def clear(self) -> None:
        self._cursor.execute(f"delete from {self._schema}.entry")


def _row(document: str, shelf: Shelf, entry: Analysed) -> list[Any]:
    terms = {f"t:{term}" for term in (*entry.atoms.split(), *entry.pairs.split())}
    title = (*entry.title_atoms.split(), *entry.title_pairs.split())
    terms.update(f"T:{term}" for term in title)
    terms.update(f"x:{term}" for term in entry.across.split())
    terms.update(f"d:{time}" for time in entry.times)
    return [
        document, entry.page, entry.kind, entry.record, shelf.date,
        list(shelf.publishers), list(shelf.councils), list(entry.ministries),
        sorted(terms), f" {entry.atoms} ", f" {entry.title_atoms} ", f" {entry.across} ",
        sorted(set(entry.tokens.split())), sorted(set(entry.title_tokens.split())),
    ]  # fmt: skip


def _without_nul(entry: Analysed) -> Analysed:
    """PostgreSQL keeps no U+0000; no text that was read has one either."""
    return entry if "\x00" not in entry.atoms + entry.tokens else msgspec.structs.replace(
        entry, atoms=entry.atoms.replace("\x00", " "), tokens=entry.tokens.replace("\x00", " ")
    )  # fmt: skip
