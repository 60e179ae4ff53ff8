"""A query as PostgreSQL understands it: a condition, and an expression that ranks what meets it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from shiryokan.search.analysis import ACROSS_ATOMS
from shiryokan.search.grams import ACROSS, holds, pairs
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.postgresql_tables import COLUMNS
from shiryokan.search.query import All, Dated, Either, Named, Node, Not, Words
from shiryokan.search.tantivy_query import (
    OTHER_SPELLING,
    TITLE_BOOST,
    WORD_BOOST,
    least,
    number_of_day,
)

Sql = tuple[str, list[Any]]
"""SQL with places for values, and the values."""
Known = frozenset[str]
"""Terms that the index has."""
_NEWER = ((1, 3.0), (3, 1.5), (10, 0.5))
_YEAR = datetime.timedelta(days=365)


def condition(node: Node, known: Known) -> Sql:
    """The condition that ``node`` says; what has a term that is not ``known`` is left out."""
    match node:
        case Words():
            return _any(_conditions_of(node, known))
        case Named():
            return _named(node)
        case Dated(first, last):
            days = [max(number_of_day(first), 1), number_of_day(last)]
            return "entry.date between %s and %s", [*days]
        case Either(parts):
            return _any(condition(part, known) for part in parts)
        case All(parts):
            return _all(condition(part, known) for part in parts)
        case Not(part):
            sql, values = condition(part, known)
            return f"not ({sql})", values


def rank(node: Node, known: Known, share: Callable[[str], float]) -> Sql:
    """How well an entry matches: for each word its weight in the text and title, the rarer the
    greater. ``share`` is how rare a dictionary's word is, as its inverse document frequency."""
    parts: list[str] = ["0"]
    values: list[Any] = []
    for words in _positive(node):
        for sql, more in _ranks_of(words, known, share):
            parts.append(sql)
            values += more
    return " + ".join(parts), values


def newer(today: datetime.date) -> Sql:
    """What a newer document gains."""
    parts = [f"case when entry.date >= %s then {gain} else 0 end" for _years, gain in _NEWER]
    return " + ".join(parts), [number_of_day(today - years * _YEAR) for years, _gain in _NEWER]


def terms_of(node: Node) -> set[str]:
    """Every term that one of the conditions of ``node`` looks for."""
    return {
        term
        for words in _all_words(node)
        for standing in (*_standings(words), *_acrosses(words))
        for term in standing.terms
    }


def _conditions_of(words: Words, known: Known) -> Iterable[Sql]:
    for standing in (*_standings(words), *_acrosses(words)):
        if known.issuperset(standing.terms):
            yield standing.sql()
    for time in words.times:
        yield "entry.terms @> %s::text[]", [[f"d:{time}"]]


class _Standing(msgspec.Struct, frozen=True):
    """Terms that an entry must have, and the row in which they must stand in ``column``."""

    terms: tuple[str, ...]
    column: str
    row: str
    weight: float

    def sql(self) -> Sql:
        """The condition; two atoms are one term, whose place needs no second look."""
        if len(self.terms) == 1:
            return "entry.terms @> %s::text[]", [[*self.terms]]
        sql = f"(entry.terms @> %s::text[] and strpos(entry.{self.column}, %s) > 0)"
        return sql, [[*self.terms], self.row]


def _standings(words: Words) -> Iterable[_Standing]:
    for row in least(words.rows):
        weight = 1.0 if row.why == "written" else OTHER_SPELLING
        terms = sorted({*(pairs(row.atoms) or row.atoms)})
        written = f" {' '.join(row.atoms)} "
        if words.field == "text":
            yield _Standing(tuple(f"t:{t}" for t in terms), "row_atoms", written, weight)
        title = weight * TITLE_BOOST
        yield _Standing(tuple(f"T:{t}" for t in terms), "title_row", written, title)


def _acrosses(words: Words) -> Iterable[_Standing]:
    for row in least(words.rows) if words.field == "text" else ():
        atoms = row.atoms
        for at in range(1, min(len(atoms), ACROSS_ATOMS)):
            found = [*pairs(atoms[:at]), f"{atoms[at - 1]}{ACROSS}{atoms[at]}", *pairs(atoms[at:])]
            terms = tuple(sorted({f"x:{pair}" for pair in found}))
            yield _Standing(terms, "across", f" {' '.join(found)} ", 1.0)


def _named(named: Named) -> Sql:
    if named.field in ("document", "kind"):
        return f"entry.{named.field} = %s", [named.name]
    column = COLUMNS[named.field]
    if named.name:
        return f"%s = any(entry.{column})", [named.name]
    # names are few, and are compared atom by atom before the query is asked (see the engine)
    return "false", []


def named_among(named: Named, names: Iterable[str]) -> Named | Either:
    """The names among ``names`` that hold what is looked for, each as itself."""
    fitting = (name for name in names if holds(atoms_of(name), named.row))
    return Either(tuple(Named(named.field, name) for name in fitting))


def _ranks_of(words: Words, known: Known, share: Callable[[str], float]) -> Iterable[Sql]:
    live = [standing for standing in _standings(words) if known.issuperset(standing.terms)]
    if len(live) > 1:
        for standing in live:
            sql, values = standing.sql()
            yield f"case when {sql} then {standing.weight} else 0 end", values
    if words.tokens:
        gain = WORD_BOOST * min(map(share, words.tokens))
        query = " & ".join(f"'{_quoted(token)}'" for token in words.tokens)
        yield f"{gain:.4f} * (entry.words @@ %s::tsquery)::int", [query]
        weights = "{0.3, 0, 0, 1.0}"
        yield f"{gain:.4f} * ts_rank(%s::float4[], entry.words, %s::tsquery, 1)", [weights, query]


def _quoted(token: str) -> str:
    return token.replace("\\", "\\\\").replace("'", "''")


def tokens_of(node: Node) -> set[str]:
    """The dictionary's words that are looked for."""
    return {token for words in _positive(node) for token in words.tokens}


def _all_words(node: Node) -> Iterable[Words]:
    match node:
        case Words():
            yield node
        case All(parts) | Either(parts):
            for part in parts:
                yield from _all_words(part)
        case Not(part):
            yield from _all_words(part)
        case _:
            return


def _positive(node: Node) -> Iterable[Words]:
    match node:
        case Words():
            yield node
        case All(parts) | Either(parts):
            for part in parts:
                yield from _positive(part)
        case _:
            return


def _any(parts: Iterable[Sql]) -> Sql:
    return _joined(" or ", parts, "false")


def _all(parts: Iterable[Sql]) -> Sql:
    return _joined(" and ", parts, "true")


def _joined(word: str, parts: Iterable[Sql], empty: str) -> Sql:
    every = list(parts)
    if not every:
        return empty, []
    values = [value for _sql, own in every for value in own]
    return "(" + word.join(sql for sql, _ in every) + ")", values
