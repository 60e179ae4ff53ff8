"""Makes of what is looked for what an inverted index is asked.

What matches is decided by what is written (rows of pairs, adjacency verified); how well, by the
dictionary's words beside it, so that 京都 as a word stands before the 京都 of 東京都.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from shiryokan.search.analysis import ACROSS_ATOMS
from shiryokan.search.grams import ACROSS, holds, pairs
from shiryokan.search.grams import words as atoms_of
from shiryokan.search.plan import (
    Both,
    Dates,
    Everything,
    Nothing,
    Phrase,
    Plan,
    Term,
    Terms,
    Worth,
    all_of,
    any_of,
    unscored,
    weighed,
)
from shiryokan.search.query import All, Among, Dated, Either, Named, NameField, Node, Not, Words
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
_DOCUMENT_ID = re.compile("[0-9a-f]{16}")
Guards = tuple[Plan, ...]


class Known(Protocol):
    """What an index knows of its terms. One that tells nothing of how often they come says
    :data:`ONCE` of each: then no spelling is left out for being nowhere, and none is guarded."""

    def entries(self) -> int:
        """The number of entries, or 0 if it is not told."""

    def frequency(self, field: str, term: str) -> int:
        """How many entries have the term in the field."""

    def names(self, field: NameField) -> Iterable[str]:
        """All names under which entries are filed."""


ONCE = 1
"""How often any term comes, for an index that does not tell."""


class Compiler:
    """Makes plans for one state of an index."""

    def __init__(self, known: Known) -> None:
        self._known, self._frequency = known, known.frequency

    def compiled(self, node: Node, guards: Guards = ()) -> Plan:
        """The plan that ``node`` says, among entries that meet ``guards`` at least.

        What is written in several ways is a union, and a union is gone through whole however few
        entries the other parts leave; so what narrows most is put beside each of its ways.
        """
        match node:
            case Words():
                return self._words(node, guards)
            case Named():
                return unscored(self._named(node))
            case Among():
                return unscored(_among(node))
            case Dated(first, last):
                return unscored(_between(first, last))
            case Either(parts):
                return any_of([self.compiled(part, guards) for part in parts])
            case All(parts):
                return self._all_of(parts, guards)
            case Not():
                return self._not(node)

    def _not(self, node: Not) -> Plan:
        everything = unscored(Everything())
        if isinstance(node.part, Not):
            return Both((self.compiled(node.part.part), everything))
        return Both((everything,), must_not=(self.compiled(node.part),))

    def _all_of(self, parts: tuple[Node, ...], guards: Guards) -> Plan:
        narrowing: list[Plan] = [unscored(self._named(p)) for p in parts if isinstance(p, Named)]
        narrowing += [self.compiled(p) for p in parts if isinstance(p, Dated | Among)]
        shares = {}
        if sum(not isinstance(part, Named | Dated | Among | Not) for part in parts) > 1:
            shares = {at: self._guard(p) for at, p in enumerate(parts) if isinstance(p, Words)}
        must, must_not = [*narrowing], []
        for at, part in enumerate(parts):
            if isinstance(part, Not):
                must_not.append(self.compiled(part.part))
            elif not isinstance(part, Named | Dated | Among):
                others = [guard for other, guard in shares.items() if other != at and guard]
                own = (*guards, *narrowing, *others)
                must.append(self.compiled(part, own))
        return Both(tuple(must), must_not=tuple(must_not))

    def _guard(self, words: Words) -> Plan | None:
        """Terms one of which every match of ``words`` has, if they are rare enough to be worth
        it; each match in the text has its spelling's rarest pair."""
        if not self._known.entries():
            return None
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
        often = sum(self._frequency(name, term) for name, term in terms)
        if not terms or often * _RARE > self._known.entries():
            return None
        return unscored(any_of([Term(name, term) for name, term in sorted(terms)]))

    def _rarest(self, name: str, terms: Sequence[str]) -> str | None:
        """The term that fewest entries have; nothing if one of them is in no entry."""
        counts = {term: self._frequency(name, term) for term in terms}
        rarest = min(counts, key=counts.__getitem__)
        return rarest if counts[rarest] else None

    def _betweens(self, atoms: tuple[str, ...]) -> Iterator[str]:
        for at in range(1, min(len(atoms), ACROSS_ATOMS)):
            between = f"{atoms[at - 1]}{ACROSS}{atoms[at]}"
            if len(atoms) - at <= ACROSS_ATOMS and self._frequency("across_pairs", between):
                yield between

    def newer_raised(self, plan: Plan, today: datetime.date) -> Plan:
        """``plan``, with newer documents raised."""
        newer = tuple(
            Worth(_between(today - years * YEAR, datetime.date.max), gain) for years, gain in NEWER
        )
        return Both((plan,), newer)

    def _words(self, words: Words, guards: Guards) -> Plan:
        matches = [*self._written(words)]
        matches += [weighed(Term("times", time), OTHER_SPELLING) for time in words.times]
        if not matches:
            return Nothing()
        if guards and len(matches) > 1:
            matches = [Both((match, *guards)) for match in matches]
        found = any_of(matches)
        ranks: list[Plan] = []
        if words.tokens:
            fields = ("title",) if words.field == "title" else ("text", "title")
            for field in fields:
                ranked = all_of([Term(f"{field}_tokens", token) for token in words.tokens])
                ranks.append(weighed(ranked, TITLE_BOOST if field == "title" else WORD_BOOST))
        if (head := self._head(words)) is not None:
            ranks.append(head)
        return Both((found,), tuple(ranks)) if ranks else found

    def _head(self, words: Words) -> Plan | None:
        """The own pages of records whose name is asked for, the newest first."""
        held = [name for name in heads_of(words) if self._frequency("heads", name)]
        if not held or words.field != "text":
            return None
        days = newest_first(datetime.datetime.now(datetime.UTC).date())
        last = number_of_day(datetime.date.max)
        return Both(
            (Worth(Terms("heads", tuple(held)), HEAD_GAIN),),
            tuple(Worth(Dates(first, last), HEAD_GAIN_A_YEAR) for first in days),
        )

    def _written(self, words: Words) -> Iterable[Plan]:
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

    def _row(self, atoms: tuple[str, ...], field: str, weight: float) -> Iterable[Plan]:
        """The row, if each of its pairs stands somewhere in the index: most spellings do not, and
        a union with nothing in it cannot be skipped through as fast as a single query."""
        name = f"{field}_atoms" if len(atoms) == 1 else f"{field}_pairs"
        row = pairs(atoms) or list(atoms)
        for term in row:
            if not self._frequency(name, term):
                return
        yield weighed(_phrase(name, row, paired=True), weight)

    def _across(self, atoms: tuple[str, ...]) -> Iterable[Plan]:
        """The row begun on one page and ended on the next; the pair between them is a rare term,
        and is looked up before anything else is done."""
        for at in range(1, min(len(atoms), ACROSS_ATOMS)):
            if len(atoms) - at > ACROSS_ATOMS:
                continue
            between = f"{atoms[at - 1]}{ACROSS}{atoms[at]}"
            if self._frequency("across_pairs", between):
                yield _phrase("across_pairs", [*pairs(atoms[:at]), between, *pairs(atoms[at:])])

    def _named(self, named: Named) -> Plan:
        if named.field == "document" and not _DOCUMENT_ID.fullmatch(named.name):
            # no document has it; that is no fault of the index
            return Nothing()
        if named.name:
            return Term(named.field, named.name)
        names = [
            name for name in self._known.names(named.field) if holds(atoms_of(name), named.row)
        ]
        return Terms(named.field, tuple(names)) if names else Nothing()


def of_kind(plan: Plan, kind: str) -> Plan:
    """``plan`` among entries of one kind."""
    return Both((plan, unscored(Term("kind", kind))))


def _phrase(field: str, terms: Sequence[str], *, paired: bool = False) -> Plan:
    return Term(field, terms[0]) if len(terms) == 1 else Phrase(field, tuple(terms), paired)


def _among(among: Among) -> Plan:
    return Terms(among.field, among.keys) if among.keys else Nothing()


def _between(first: datetime.date, last: datetime.date) -> Plan:
    """A document without a date is never between two days."""
    return Dates(max(number_of_day(first), 1), number_of_day(last))
