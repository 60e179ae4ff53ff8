"""A query as an inverted index is asked it: terms, phrases and what they weigh, as data.

:mod:`.compiler` makes it, and each engine that keeps such an index says it in its own words.
"""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True, gc=False):
    """Entries that have a term in a field. A ``document`` is its 16 hexadecimal digits."""

    field: str
    term: str


class Terms(msgspec.Struct, frozen=True, gc=False):
    """Entries that have any of the terms in a field; all weigh the same."""

    field: str
    terms: tuple[str, ...]


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Entries in whose field the terms stand one after the other. Of a row of pairs (``paired``)
    neighbouring terms share an atom, so that every second one and the last are enough."""

    field: str
    terms: tuple[str, ...]
    paired: bool = False


class Dates(msgspec.Struct, frozen=True, gc=False):
    """Entries whose date, as :func:`.ranking.number_of_day` has it, is from ``first`` to ``last``,
    both included."""

    first: int
    last: int


class Both(msgspec.Struct, frozen=True, gc=False):
    """Entries that all of ``must`` find and none of ``must_not``; what of ``should`` finds them as
    well raises them. Without ``must`` nothing is found."""

    must: tuple[Plan, ...]
    should: tuple[Plan, ...] = ()
    must_not: tuple[Plan, ...] = ()


class AnyOf(msgspec.Struct, frozen=True, gc=False):
    """Entries that at least one part finds; each that does raises them."""

    parts: tuple[Plan, ...]


class Weighed(msgspec.Struct, frozen=True, gc=False):
    """The same entries, that weigh so many times as much."""

    part: Plan
    weight: float


class Worth(msgspec.Struct, frozen=True, gc=False):
    """The same entries, each worth ``worth`` whatever else; 0 is what only narrows."""

    part: Plan
    worth: float


class Everything(msgspec.Struct, frozen=True, gc=False):
    """All entries."""


class Nothing(msgspec.Struct, frozen=True, gc=False):
    """No entry."""


Plan = Term | Terms | Phrase | Dates | Both | AnyOf | Weighed | Worth | Everything | Nothing
"""A query as an inverted index is asked it."""


def unscored(part: Plan) -> Worth:
    """What only narrows."""
    return Worth(part, 0.0)


def any_of(parts: list[Plan]) -> Plan:
    """What at least one part finds."""
    return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))


def all_of(parts: list[Plan]) -> Plan:
    """What every part finds."""
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def weighed(part: Plan, weight: float) -> Plan:
    """``part`` with so many times its weight."""
    return part if weight == 1.0 else Weighed(part, weight)
