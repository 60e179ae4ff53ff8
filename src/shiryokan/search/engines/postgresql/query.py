"""Questions to the index on PostgreSQL.

A search is one statement: what matches is found once, and its number, its counts and the entries
asked for are all of the same state of the index.
"""

from __future__ import annotations

import datetime
import math
import uuid
from collections.abc import Iterable
from typing import Any

from shiryokan.search.engine import FACETS, Counts, EngineResults, FacetName, Match, Request
from shiryokan.search.engines.postgresql.conditions import (
    Known,
    Sql,
    condition,
    named_among,
    newer,
    rank,
    terms_of,
    tokens_of,
)
from shiryokan.search.engines.postgresql.tables import COLUMNS, clean
from shiryokan.search.query import All, Either, Named, Node, Not

MOST_NAMES = 60
"""Names of a facet at most."""
_MATCH, _KIND = "match", "kind"
_ORDERS = {"best": "score desc", "recent": "score desc", "newest": "date desc", "oldest": "date"}


class QueryRunner:
    """Questions to one schema, by one cursor."""

    def __init__(self, cursor: Any, schema: str) -> None:
        self._cursor, self._schema = cursor, schema

    def results(self, request: Request) -> EngineResults:
        """The entries that match."""
        node = self._named(request.query.root)
        if request.kind and not request.facets:
            node = All((node, Named("kind", request.kind)))
        known = self._known(node)
        score = self._score(node, known, request)
        found = self._rows(*_statement(self._schema, node, known, score, request))
        kinds: dict[str, int] = {}
        facets: dict[FacetName, list[tuple[str, int]]] = {name: [] for name in FACETS}
        matches: list[tuple[int, Match]] = []
        for what, name, page, kind, record, score, number in found:
            if what == _MATCH:
                matches.append((number, Match(name, page, kind, record, float(score))))
            elif what == _KIND:
                kinds[name] = number
            elif name not in ("", "0"):
                facets[what].append((name, number))
        total = kinds.get(request.kind, 0) if request.kind else sum(kinds.values())
        counts = Counts(kinds, {name: _most_first(facets[name]) for name in FACETS})
        ordered = (match for _number, match in sorted(matches, key=lambda pair: pair[0]))
        return EngineResults(total, tuple(ordered), counts if request.facets else Counts())

    def records(self, request: Request) -> frozenset[uuid.UUID]:
        """The ids of all records that match."""
        node = self._named(request.query.root)
        if request.kind:
            node = All((node, Named("kind", request.kind)))
        where, values = condition(node, self._known(node))
        sql = f"select record from {self._schema}.entry where record != '' and {where}"
        return frozenset(uuid.UUID(record) for (record,) in self._rows(sql, values))

    def _score(self, node: Node, known: Known, request: Request) -> Sql:
        if request.sort in ("newest", "oldest"):
            return "0", []
        score, values = rank(node, known, self._rarity(node))
        if request.sort == "best":
            return score, values
        gain, days = newer(datetime.datetime.now(datetime.UTC).date())
        return f"{score} + {gain}", [*values, *days]

    def _known(self, node: Node) -> Known:
        """The terms of the query that the index has."""
        sql = f"select term from {self._schema}.known where term = any(%s)"
        return frozenset(term for (term,) in self._rows(sql, [sorted(terms_of(node))]))

    def _rarity(self, node: Node) -> dict[str, float]:
        """How rare each of the query's words is: its inverse document frequency."""
        sql = (
            f"select field, term, entries from {self._schema}.vocabulary"
            " where (field = 'tokens' and term = any(%s)) or field = 'entries'"
        )
        held: dict[str, int] = {}
        entries = 0
        for field, term, number in self._rows(sql, [sorted(tokens_of(node))]):
            if field == "entries":
                entries = number
            else:
                held[term] = number
        return {
            term: math.log(1 + (entries - number + 0.5) / (number + 0.5))
            for term, number in held.items()
            if 0 <= number <= entries
        }

    def _named(self, node: Node) -> Node:
        """The query with the names that words of a name stand for."""
        match node:
            case Named(row=row) if row and not node.name:
                sql = f"select term from {self._schema}.vocabulary where field = %s and entries > 0"
                return named_among(node, (name for (name,) in self._rows(sql, [node.field])))
            case All(parts):
                return All(tuple(map(self._named, parts)))
            case Either(parts):
                return Either(tuple(map(self._named, parts)))
            case Not(part):
                return Not(self._named(part))
            case _:
                return node

    def _rows(self, sql: str, values: list[Any]) -> list[Any]:
        self._cursor.execute(sql, values)
        return list(self._cursor.fetchall())


def _statement(schema: str, node: Node, known: Known, score: Sql, request: Request) -> Sql:
    """Rows of what is said, a name, the page, kind, record and score of a match, and a number."""
    where, values = condition(node, known)
    columns = "document, page, kind, record, date"
    filed = ", publishers, councils, ministries" if request.facets else ""
    narrowed = " where kind = %s" if request.kind else ""
    kind = [clean(request.kind)] if request.kind else []
    order = f"{_ORDERS[request.sort]}, document, page, kind, record"
    parts = [
        f"(select '{_MATCH}', document, page, kind, record, score, row_number() over ()"
        f" from (select * from hit{narrowed} order by {order} limit %s offset %s) as shown)",
        f"(select '{_KIND}', kind, 0, '', '', 0, count(*) from hit group by kind)",
    ]
    more: list[Any] = [*kind, max(request.limit, 0), max(request.offset, 0)]
    for facet in FACETS if request.facets else ():
        what = f"unnest({COLUMNS[facet]})" if facet in COLUMNS else "(date / 10000)::text"
        parts.append(
            f"(select '{facet}', name, 0, '', '', 0, count(*)"
            f" from (select {what} as name from hit{narrowed}) as filed"
            f" where name not in ('', '0') group by name order by count(*) desc, name"
            f" limit {MOST_NAMES})"
        )
        more += kind
    sql, own = score
    hit = f"select {columns}{filed}, ({sql})::float8 as score from {schema}.entry where {where}"
    statement = f"with hit as materialized ({hit}) {' union all '.join(parts)}"
    return statement, [*own, *values, *more]


def _most_first(named: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))
