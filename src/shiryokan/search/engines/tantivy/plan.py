"""A plan in tantivy's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Compiled

from shiryokan.search.plan import (
    AnyOf,
    Both,
    Dates,
    Everything,
    Nothing,
    Phrase,
    Plan,
    Term,
    Terms,
    Weighed,
    Worth,
)
from shiryokan.search.query import NameField

_MOST_NAMES = 10_000
_HEXADECIMAL = 16


class KnownTerms:
    """What one state of the index knows of its terms."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher
        self._entries = int(searcher.num_docs)
        self._often: dict[str, dict[str, int]] = {}

    def entries(self) -> int:
        """The number of entries."""
        return self._entries

    def frequency(self, field: str, term: str) -> int:
        """How many entries have the term in the field. Whatever guards a word asks for the same
        terms as what is guarded."""
        own = self._often.get(field)
        if own is None:
            own = self._often[field] = {}
        often = own.get(term)
        if often is None:
            often = own[term] = self._searcher.doc_freq(field, term)
        return often

    def names(self, field: NameField) -> Iterable[str]:
        """All names under which entries are filed."""
        found = self._searcher.terms_with_prefix(field, "", limit=_MOST_NAMES)
        return [name for name, _count in found]


class Speaker:
    """Says plans in tantivy's words. What narrows is one object that stands at many places of a
    plan, and is said once."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self._said: dict[int, tuple[Plan, Compiled]] = {}

    def said(self, plan: Plan) -> Compiled:
        """The plan as tantivy takes it."""
        return _SAID[type(plan)](self, plan)

    def _term(self, plan: Term) -> Compiled:
        return Compiled.term_query(self._schema, plan.field, _value(plan.field, plan.term))

    def _terms(self, plan: Terms) -> Compiled:
        values = [_value(plan.field, term) for term in plan.terms]
        return Compiled.term_set_query(self._schema, plan.field, values)

    def _phrase(self, plan: Phrase) -> Compiled:
        placed = _placed(plan.terms, paired=plan.paired)
        return Compiled.phrase_query(self._schema, plan.field, placed)

    def _dates(self, plan: Dates) -> Compiled:
        kind = tantivy.FieldType.Integer
        return Compiled.range_query(self._schema, "date", kind, plan.first, plan.last)

    def _both(self, plan: Both) -> Compiled:
        made = [(Occur.Must, self.said(part)) for part in plan.must]
        made += [(Occur.MustNot, self.said(part)) for part in plan.must_not]
        made += [(Occur.Should, self.said(part)) for part in plan.should]
        return Compiled.boolean_query(made)

    def _any_of(self, plan: AnyOf) -> Compiled:
        return Compiled.boolean_query([(Occur.Should, self.said(part)) for part in plan.parts])

    def _weighed(self, plan: Weighed) -> Compiled:
        return Compiled.boost_query(self.said(plan.part), plan.weight)

    def _worth(self, plan: Worth) -> Compiled:
        known = self._said.get(id(plan))
        if known is None:
            # the plan is kept too, so that its number is no other's
            known = plan, Compiled.const_score_query(self.said(plan.part), plan.worth)
            self._said[id(plan)] = known
        return known[1]

    def _everything(self, _plan: Everything) -> Compiled:
        return Compiled.all_query()

    def _nothing(self, _plan: Nothing) -> Compiled:
        return Compiled.empty_query()


_SAID: dict[type[Plan], Callable[[Speaker, Any], Compiled]] = {
    Term: Speaker._term,
    Terms: Speaker._terms,
    Phrase: Speaker._phrase,
    Dates: Speaker._dates,
    Both: Speaker._both,
    AnyOf: Speaker._any_of,
    Weighed: Speaker._weighed,
    Worth: Speaker._worth,
    Everything: Speaker._everything,
    Nothing: Speaker._nothing,
}


def _value(field: str, term: str) -> str | int:
    return int(term, _HEXADECIMAL) if field == "document" else term


def _placed(terms: tuple[str, ...], *, paired: bool) -> list[str | tuple[int, str]]:
    """The terms of a phrase at their places: of a row of pairs every second one and the last."""
    last = len(terms) - 1
    places = [*range(0, last, 2), last] if paired else range(len(terms))
    return [(at, terms[at]) for at in places]
