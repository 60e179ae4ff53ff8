"""A query as tantivy understands it.

What matches is decided by what is written (rows of pairs, adjacency verified); how well, by the
dictionary's words beside it, so that 京都 as a word stands before the 京都 of 東京都.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence

import tantivy
from tantivy import Occur
from tantivy import Query as Compiled

from shiryokan.search.analysis import ACROSS_ATOMS
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

_MOST_ACROSS = 4
_MOST_GUARDED = 12
_RARE = 8
"""A guard is worth it if at most one entry of so many meets it."""
Guards = tuple[Compiled, ...]
_DOCUMENT_ID = re.compile("[0-9a-f]{16}")
_MOST_NAMES = 10_000


class Compiler:
    """Makes tantivy's queries for one state of the index."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema, self._searcher = schema, searcher

    def compiled(self, node: Node, guards: Guards = ()) -> Compiled:
        """The query that ``node`` says, among entries that meet ``guards`` at least.

        What is written in several ways is a union, and a union is gone through whole however few
        entries the other parts leave; so what narrows most is put beside each of its ways.
        """
        match node:
            case Words():
                return self._words(node, guards)
            case Named():
                return _unscored(self._named(node))
            case Among():
                return _unscored(self._among(node))
            case Dated(first, last):
                return _unscored(self._between(first, last))
            case Either(parts):
                return _any([self.compiled(part, guards) for part in parts])
            case All(parts):
                return self._all_of(parts, guards)
            case Not():
                return Compiled.boolean_query([self._part(node), (Occur.Must, _everything())])

    def _all_of(self, parts: tuple[Node, ...], guards: Guards) -> Compiled:
        narrowing = [_unscored(self._named(p)) for p in parts if isinstance(p, Named)]
        narrowing += [self.compiled(p) for p in parts if isinstance(p, Dated | Among)]
        shares = {at: self._guard(p) for at, p in enumerate(parts) if isinstance(p, Words)}
        made: list[tuple[Occur, Compiled]] = [(Occur.Must, query) for query in narrowing]
        for at, part in enumerate(parts):
            if isinstance(part, Not):
                made.append((Occur.MustNot, self.compiled(part.part)))
            elif not isinstance(part, Named | Dated | Among):
                others = [guard for other, guard in shares.items() if other != at and guard]
                own = (*guards, *narrowing, *others)
                made.append((Occur.Must, self.compiled(part, own)))
        return Compiled.boolean_query(made)

    def _guard(self, words: Words) -> Compiled | None:
        """Terms one of which every match of ``words`` has, if they are rare enough to be worth
        it; each match in the text has its spelling's rarest pair."""
        if words.times or words.field != "text" or len(words.rows) > _MOST_GUARDED:
            return None
        terms: set[tuple[str, str]] = set()
        for row in least(words.rows):
            for field in ("text", "title", "other", "across"):
                name = f"{field}_pairs" if len(row.atoms) > 1 else f"{field}_atoms"
                if name in ("across_atoms", "other_atoms"):
                    continue
                found = pairs(row.atoms) or row.atoms
                if field == "across":
                    terms |= {(name, between) for between in self._betweens(row.atoms)}
                elif rarest := self._rarest(name, found):
                    terms.add((name, rarest))
        often = sum(self._searcher.doc_freq(name, term) for name, term in terms)
        if not terms or often * _RARE > self._searcher.num_docs:
            return None
        return _unscored(_any([self._term(name, term) for name, term in sorted(terms)]))

    def _rarest(self, name: str, terms: Sequence[str]) -> str | None:
        """The term that fewest entries have; nothing if one of them is in no entry."""
        counts = {term: self._searcher.doc_freq(name, term) for term in terms}
        rarest = min(counts, key=counts.__getitem__)
        return rarest if counts[rarest] else None

    def _betweens(self, atoms: tuple[str, ...]) -> Iterator[str]:
        for at in range(1, min(len(atoms), ACROSS_ATOMS)):
            between = f"{atoms[at - 1]}{ACROSS}{atoms[at]}"
            if len(atoms) - at <= ACROSS_ATOMS and self._searcher.doc_freq("across_pairs", between):
                yield between

    def _part(self, node: Node) -> tuple[Occur, Compiled]:
        if isinstance(node, Not):
            return Occur.MustNot, self.compiled(node.part)
        return Occur.Must, self.compiled(node)

    def of_kind(self, query: Compiled, kind: str) -> Compiled:
        """``query`` among entries of one kind."""
        wanted = _unscored(self._term("kind", kind))
        return Compiled.boolean_query([(Occur.Must, query), (Occur.Must, wanted)])

    def newer_raised(self, query: Compiled, today: datetime.date) -> Compiled:
        """``query``, with newer documents raised."""
        parts = [(Occur.Must, query)]
        for years, gain in NEWER:
            recent = self._between(today - years * YEAR, datetime.date.max)
            parts.append((Occur.Should, Compiled.const_score_query(recent, gain)))
        return Compiled.boolean_query(parts)

    def _words(self, words: Words, guards: Guards) -> Compiled:
        matches = [*self._written(words)]
        matches += [_weighed(self._term("times", time), OTHER_SPELLING) for time in words.times]
        if not matches:
            return Compiled.empty_query()
        if guards and len(matches) > 1:
            beside = [(Occur.Must, guard) for guard in guards]
            matches = [Compiled.boolean_query([(Occur.Must, m), *beside]) for m in matches]
        found = _any(matches)
        ranks = []
        if words.tokens:
            fields = ("title",) if words.field == "title" else ("text", "title")
            for field in fields:
                ranked = _all(self._term(f"{field}_tokens", token) for token in words.tokens)
                boost = TITLE_BOOST if field == "title" else WORD_BOOST
                ranks.append((Occur.Should, Compiled.boost_query(ranked, boost)))
        if (head := self._head(words)) is not None:
            ranks.append((Occur.Should, head))
        return Compiled.boolean_query([(Occur.Must, found), *ranks]) if ranks else found

    def _head(self, words: Words) -> Compiled | None:
        """The own pages of records whose name is asked for, the newest first."""
        held = [n for n in heads_of(words) if self._searcher.doc_freq("heads", n)]
        if not held or words.field != "text":
            return None
        named = Compiled.term_set_query(self._schema, "heads", held)
        parts = [(Occur.Must, Compiled.const_score_query(named, HEAD_GAIN))]
        for first in newest_first(datetime.datetime.now(datetime.UTC).date()):
            since = self._since(first, number_of_day(datetime.date.max))
            parts.append((Occur.Should, Compiled.const_score_query(since, HEAD_GAIN_A_YEAR)))
        return Compiled.boolean_query(parts)

    def _written(self, words: Words) -> Iterable[Compiled]:
        rows = least(words.rows)
        for row in rows:
            weight = 1.0 if row.why == "written" else OTHER_SPELLING
            if words.field == "text":
                yield from self._row(row.atoms, "text", weight)
                if len(row.atoms) > 1:
                    yield from self._row(row.atoms, "other", weight * OTHER_READING)
            yield from self._row(row.atoms, "title", weight * TITLE_BOOST)
        if words.field == "text":
            for row in rows[:_MOST_ACROSS]:
                yield from self._across(row.atoms)

    def _row(self, atoms: tuple[str, ...], field: str, weight: float) -> Iterable[Compiled]:
        """The row, if each of its pairs stands somewhere in the index: most spellings do not, and
        a union with nothing in it cannot be skipped through as fast as a single query."""
        name = f"{field}_atoms" if len(atoms) == 1 else f"{field}_pairs"
        row = pairs(atoms) or list(atoms)
        if all(self._searcher.doc_freq(name, term) for term in dict.fromkeys(row)):
            # every second pair is enough, for neighbouring pairs share an atom; and the last one
            places = [*range(0, len(row) - 1, 2), len(row) - 1]
            yield _weighed(self._phrase(name, [(at, row[at]) for at in places]), weight)

    def _across(self, atoms: tuple[str, ...]) -> Iterable[Compiled]:
        """The row begun on one page and ended on the next; the pair between them is a rare term,
        and is looked up before anything else is done."""
        for at in range(1, min(len(atoms), ACROSS_ATOMS)):
            if len(atoms) - at > ACROSS_ATOMS:
                continue
            between = f"{atoms[at - 1]}{ACROSS}{atoms[at]}"
            if self._searcher.doc_freq("across_pairs", between):
                row = [*pairs(atoms[:at]), between, *pairs(atoms[at:])]
                yield self._phrase("across_pairs", list(enumerate(row)))

    def _phrase(self, field: str, terms: list[tuple[int, str]]) -> Compiled:
        if len(terms) == 1:
            return self._term(field, terms[0][1])
        phrase: list[str | tuple[int, str]] = [*terms]
        return Compiled.phrase_query(self._schema, field, phrase)

    def _term(self, field: str, value: str) -> Compiled:
        return Compiled.term_query(self._schema, field, value)

    def _named(self, named: Named) -> Compiled:
        if named.field == "document":
            if not _DOCUMENT_ID.fullmatch(named.name):
                # no document has it; that is no fault of the index
                return Compiled.empty_query()
            return Compiled.term_query(self._schema, "document", int(named.name, 16))
        if named.name:
            return self._term(named.field, named.name)
        names = [
            name
            for name, _count in self._searcher.terms_with_prefix(named.field, "", limit=_MOST_NAMES)
            if holds(atoms_of(name), named.row)
        ]
        if not names:
            return Compiled.empty_query()
        return Compiled.term_set_query(self._schema, named.field, names)

    def _among(self, among: Among) -> Compiled:
        keys: list[str] | list[int] = [*among.keys]
        if among.field == "document":
            keys = [int(key, 16) for key in among.keys]
        if not keys:
            return Compiled.empty_query()
        return Compiled.term_set_query(self._schema, among.field, keys)

    def _between(self, first: datetime.date, last: datetime.date) -> Compiled:
        """A document without a date is never between two days."""
        return self._since(max(number_of_day(first), 1), number_of_day(last))

    def _since(self, first: int, last: int) -> Compiled:
        return Compiled.range_query(self._schema, "date", tantivy.FieldType.Integer, first, last)


def _any(queries: list[Compiled]) -> Compiled:
    if len(queries) == 1:
        return queries[0]
    return Compiled.boolean_query([(Occur.Should, query) for query in queries])


def _all(queries: Iterable[Compiled]) -> Compiled:
    every = list(queries)
    if len(every) == 1:
        return every[0]
    return Compiled.boolean_query([(Occur.Must, query) for query in every])


def _weighed(query: Compiled, weight: float) -> Compiled:
    return query if weight == 1.0 else Compiled.boost_query(query, weight)


def _unscored(query: Compiled) -> Compiled:
    return Compiled.const_score_query(query, 0.0)


def _everything() -> Compiled:
    return Compiled.const_score_query(Compiled.all_query(), 0.0)
