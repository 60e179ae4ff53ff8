"""A query as PostgreSQL understands it: a condition, and an expression that ranks what meets it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from shiryokan.search.analysis import ACROSS_ATOMS
from shiryokan.search.engines.postgresql.tables import clean, filed, kept, quoted
from shiryokan.search.grams import ACROSS, holds, pairs
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.query import All, Among, Dated, Either, Named, Node, Not, Words
from shiryokan.search.ranking import (
    HEAD_GAIN,
    HEAD_GAIN_A_YEAR,
    NEWER,
    OTHER_READING,
    OTHER_SPELLING,
    TITLE_BOOST,
    WORD_BOOST,
    YEAR,
    heads_of,
    least,
    newest_first,
    number_of_day,
)

Sql = tuple[str, list[Any]]
"""SQL with places for values, and the values."""
Known = frozenset[str]
"""Terms that the index has."""
Rarity = Mapping[str, float]
"""How rare a dictionary's word is: its inverse document frequency, as in BM25."""
_HAS = "terms @> %s::text[]"
_WEIGHTS = f"'{{{WORD_BOOST / TITLE_BOOST}, 0, 0, 1}}'"
"""Of a word in the text and in the title; ``ts_rank`` takes none over 1."""
_SCALE = 10 * TITLE_BOOST
"""Makes a word that stands once on a usual page about as much as BM25 would."""


def condition(node: Node, known: Known) -> Sql:
    """The condition that ``node`` says; what has a term that is not ``known`` is left out."""
    match node:
        case Words():
            return _any(way.sql() for way in _live(_ways(node), known))
        case Named():
            return _named(node)
        case Among(field="document", keys=keys):
            return "document = any(%s)", [[clean(key) for key in keys]]
        case Among(keys=keys):
            return "collection = any(%s)", [[*keys]]
        case Dated(first, last):
            days = [max(number_of_day(first), 1), number_of_day(last)]
            return "date between %s and %s", [*days]
        case Either(parts):
            return _any(condition(part, known) for part in parts)
        case All(parts):
            return _all(condition(part, known) for part in parts)
        case Not(part):
            sql, values = condition(part, known)
            return f"not ({sql})", values


def rank(node: Node, known: Known, rarity: Rarity) -> Sql:
    """How well an entry matches: what it has written, by its spelling and place, and its words by
    how often they stand there, the rarer the more, after its length."""
    parts: list[str] = ["0"]
    values: list[Any] = []
    for words, sure in _positive(node, sure=True):
        worth = sum(rarity.get(word, 0.0) for word in tokens_of_words(words)) or 1.0
        ways = _live([*_written(words), *_times(words)], known)
        # what every match has is no reason to look for it again
        for way in [] if sure and len(ways) == 1 else ways:
            sql, own = way.seen()
            parts.append(f"case when {sql} then {way.weight * worth:.4f} else 0 end")
            values += own
        for sql, own in (*_ranks(words, rarity), *_head(words)):
            parts.append(sql)
            values += own
    return " + ".join(parts), values


def _head(words: Words) -> Iterable[Sql]:
    """What the own pages of records gain whose name is asked for, the newest most."""
    if not words.rows or words.field != "text":
        return
    days = newest_first(datetime.datetime.now(datetime.UTC).date())
    newer = " + ".join(f"case when date >= %s then {HEAD_GAIN_A_YEAR} else 0 end" for _day in days)
    names = [kept(clean(name)) for name in heads_of(words)]
    yield f"case when heads && %s::text[] then {HEAD_GAIN} + {newer} else 0 end", [names, *days]


def newer(today: datetime.date) -> Sql:
    """What a newer document gains."""
    parts = [f"case when date >= %s then {gain} else 0 end" for _years, gain in NEWER]
    return " + ".join(parts), [number_of_day(today - years * YEAR) for years, _gain in NEWER]


def terms_of(node: Node) -> set[str]:
    """Every term that one of the conditions of ``node`` looks for."""
    return {term for words in _all_words(node) for way in _ways(words) for term in way.terms}


def tokens_of(node: Node) -> set[str]:
    """The dictionary's words that are looked for."""
    return {
        token for words, _sure in _positive(node, sure=True) for token in tokens_of_words(words)
    }


def tokens_of_words(words: Words) -> list[str]:
    """The dictionary's words of something written, as the index keeps them."""
    return [kept(clean(token).replace(" ", "_")) for token in words.tokens]


def named_among(named: Named, names: Iterable[str]) -> Either:
    """The names among ``names`` that hold what is looked for, each as itself."""
    fitting = (name for name in names if holds(atoms_of(name), named.row))
    return Either(tuple(Named(named.field, name) for name in fitting))


class _Way(msgspec.Struct, frozen=True):
    """Terms that an entry must have, and, where there are any, the atoms of ``column`` among which
    they must stand as a ``row``. ``plain`` are terms that say all there is to say."""

    terms: tuple[str, ...]
    weight: float
    column: str = ""
    row: str = ""
    plain: bool = False

    def sql(self) -> Sql:
        """By the index, and then by a look."""
        if self.plain:
            return _HAS, [[*self.terms]]
        return f"(strpos({self.column}, %s) > 0 and {_HAS})", [self.row, [*self.terms]]

    def seen(self) -> Sql:
        """By a look only: right as well, and quicker where the entry is at hand."""
        if not self.column:
            return self.sql()
        return f"strpos({self.column}, %s) > 0", [self.row]


def _ways(words: Words) -> list[_Way]:
    return [*_written(words), *_across(words), *_times(words)]


def _live(ways: Iterable[_Way], known: Known) -> list[_Way]:
    return [way for way in ways if known.issuperset(way.terms)]


def _written(words: Words) -> Iterable[_Way]:
    for row in least(words.rows):
        weight = 1.0 if row.why == "written" else OTHER_SPELLING
        if words.field == "text":
            yield _way("t", "row_atoms", row.atoms, weight)
            if len(row.atoms) > 1:
                yield _way("o", "other_atoms", row.atoms, weight * OTHER_READING)
        yield _way("T", "title_row", row.atoms, weight * TITLE_BOOST)


def _way(mark: str, column: str, atoms: tuple[str, ...], weight: float) -> _Way:
    terms = tuple(sorted({kept(clean(f"{mark}:{t}")) for t in pairs(atoms) or atoms}))
    # three like atoms make one pair as well, so it is their number that counts
    plain = len(atoms) < 3
    return _Way(terms, weight, column, clean(f" {' '.join(atoms)} "), plain)


def _across(words: Words) -> Iterable[_Way]:
    """Begun on one page and ended on the next."""
    for row in least(words.rows) if words.field == "text" else ():
        atoms = row.atoms
        for at in range(max(1, len(atoms) - ACROSS_ATOMS), min(len(atoms), ACROSS_ATOMS + 1)):
            found = [*pairs(atoms[:at]), f"{atoms[at - 1]}{ACROSS}{atoms[at]}", *pairs(atoms[at:])]
            terms = tuple(sorted({kept(clean(f"x:{pair}")) for pair in found}))
            yield _Way(terms, 1.0, "across", clean(f" {' '.join(found)} "))


def _times(words: Words) -> Iterable[_Way]:
    return (_Way((f"d:{time}",), OTHER_SPELLING, plain=True) for time in words.times)


def _named(named: Named) -> Sql:
    if named.field in ("document", "kind"):
        return f"{named.field} = %s", [clean(named.name)]
    if named.name:
        return _HAS, [[filed(named.field, clean(named.name))]]
    # names are few, and are compared atom by atom before the query is asked
    return "false", []


def _ranks(words: Words, rarity: Rarity) -> Iterable[Sql]:
    tokens = tokens_of_words(words)
    if not tokens:
        return
    mark = ":A" if words.field == "title" else ""
    each = [f"{quoted(token)}{mark}" for token in tokens]
    ranks = " + ".join(
        f"{_SCALE * rarity.get(token, 0.0):.4f} * ts_rank({_WEIGHTS}, words, %s::tsquery, 1)"
        for token in tokens
    )
    yield f"case when words @@ %s::tsquery then {ranks} else 0 end", [" & ".join(each), *each]


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


def _positive(node: Node, *, sure: bool) -> Iterable[tuple[Words, bool]]:
    """What must or may be written, and whether every match has it."""
    match node:
        case Words():
            yield node, sure
        case All(parts):
            for part in parts:
                yield from _positive(part, sure=sure)
        case Either(parts):
            for part in parts:
                yield from _positive(part, sure=sure and len(parts) == 1)
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
