"""A plan in OpenSearch's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shiryokan.search.engines.opensearch.fields import kept
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

Said = dict[str, Any]
EVERYTHING: Said = {"match_all": {}}
NOTHING: Said = {"match_none": {}}


def said(plan: Plan) -> Said:
    """The plan as OpenSearch takes it. Phrases give all their terms: there are no gaps there."""
    return _SAID[type(plan)](plan)


def _term(plan: Term) -> Said:
    return {"term": {plan.field: kept(plan.term)}}


def _terms(plan: Terms) -> Said:
    return {"terms": {plan.field: [kept(term) for term in plan.terms]}}


def _phrase(plan: Phrase) -> Said:
    return {"match_phrase": {plan.field: " ".join(map(kept, plan.terms))}}


def _dates(plan: Dates) -> Said:
    return {"range": {"date": {"gte": plan.first, "lte": plan.last}}}


def _both(plan: Both) -> Said:
    made: dict[str, list[Said]] = {}
    for part in plan.must:
        # what only narrows is not scored, and may be kept by the cluster
        if isinstance(part, Worth) and not part.worth:
            made.setdefault("filter", []).append(said(part.part))
        else:
            made.setdefault("must", []).append(said(part))
    for word, parts in (("should", plan.should), ("must_not", plan.must_not)):
        if parts:
            made[word] = [said(part) for part in parts]
    return {"bool": made} if plan.must else NOTHING


def _any_of(plan: AnyOf) -> Said:
    parts = [said(part) for part in plan.parts]
    return {"bool": {"should": parts, "minimum_should_match": 1}} if parts else NOTHING


def _weighed(plan: Weighed) -> Said:
    inner = said(plan.part)
    if isinstance(plan.part, Term):
        ((field, term),) = inner["term"].items()
        return {"term": {field: {"value": term, "boost": plan.weight}}}
    if isinstance(plan.part, Phrase):
        ((field, phrase),) = inner["match_phrase"].items()
        return {"match_phrase": {field: {"query": phrase, "boost": plan.weight}}}
    return {"bool": {"must": [inner], "boost": plan.weight}}


def _worth(plan: Worth) -> Said:
    return {"constant_score": {"filter": said(plan.part), "boost": plan.worth}}


_SAID: dict[type[Plan], Callable[[Any], Said]] = {
    Term: _term,
    Terms: _terms,
    Phrase: _phrase,
    Dates: _dates,
    Both: _both,
    AnyOf: _any_of,
    Weighed: _weighed,
    Worth: _worth,
    Everything: lambda _plan: EVERYTHING,
    Nothing: lambda _plan: NOTHING,
}


def clauses(plan: Plan) -> int:
    """What a cluster counts of a plan: each of its terms."""
    match plan:
        case Phrase(terms=terms):
            return len(terms)
        case Both() | AnyOf() | Weighed() | Worth():
            return sum(map(clauses, parts_of(plan)))
        case _:
            return 1


def parts_of(plan: Plan) -> Iterator[Plan]:
    """The parts of which a plan is made."""
    match plan:
        case Both(must, should, must_not):
            yield from (*must, *should, *must_not)
        case AnyOf(parts):
            yield from parts
        case Weighed(part) | Worth(part):
            yield part


def phrases(plan: Plan) -> Iterator[Phrase]:
    """Every phrase in a plan."""
    if isinstance(plan, Phrase):
        yield plan
    for part in parts_of(plan):
        yield from phrases(part)


def without(plan: Plan, absent: frozenset[Phrase]) -> Plan:
    """The plan without phrases that stand nowhere: it finds the same."""
    match plan:
        case Phrase():
            return Nothing() if plan in absent else plan
        case Weighed(part, weight):
            inner = without(part, absent)
            return inner if isinstance(inner, Nothing) else Weighed(inner, weight)
        case Worth(part, worth):
            inner = without(part, absent)
            return inner if isinstance(inner, Nothing) else Worth(inner, worth)
        case AnyOf(parts):
            left = _left(parts, absent)
            return AnyOf(left) if left else Nothing()
        case Both(must, should, must_not):
            needed = tuple(without(part, absent) for part in must)
            if any(isinstance(part, Nothing) for part in needed):
                return Nothing()
            return Both(needed, _left(should, absent), _left(must_not, absent))
        case _:
            return plan


def _left(parts: tuple[Plan, ...], absent: frozenset[Phrase]) -> tuple[Plan, ...]:
    left = (without(part, absent) for part in parts)
    return tuple(part for part in left if not isinstance(part, Nothing))
