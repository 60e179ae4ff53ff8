"""A register's records chosen, counted and sorted."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

import msgspec
from django.db.models import Count, F, QuerySet

from shiryokan.records import id_sets as _id_sets  # noqa: F401  gives rows the lookup in_set
from shiryokan.records import models
from shiryokan.registers.base import Field
from shiryokan.registers.catalogue import REGISTERS

_NEWEST_FIRST = (
    F("extraction__year").desc(nulls_last=True),
    "extraction__draft",
    # of those of one year, or whose year nobody told, what came last
    "-extraction_id",
    "position",
)
MOST_VALUES = 60
"""Values of a facet that are shown at most; the rest is found by searching within."""


class Choice(msgspec.Struct, frozen=True):
    """What is asked for: only some records, as the search found them (None for all); values by
    facet, one document, one series; a field to sort by, with a minus for the other way round;
    without the records that stand for nothing, if these are ``folded`` away."""

    among: frozenset[uuid.UUID] | None = None
    facets: Mapping[str, Sequence[str]] = {}
    document: str = ""
    series: int | None = None
    sort: str = ""
    folded: bool = False


class FacetValue(msgspec.Struct, frozen=True):
    """A value, how many of the records chosen otherwise have it, and whether it is chosen."""

    value: str
    count: int
    chosen: bool


def facet_fields(register: str) -> list[Field]:
    """The fields by which records of a register are counted."""
    return [field for field in REGISTERS[register].fields if field.facet]


def sortable(register: str) -> list[str]:
    """The names by which records can be sorted."""
    own = [f.name for f in REGISTERS[register].fields if f.kind.sortable]
    return ["page", "confidence", *own]


def folding(register: str) -> list[str]:
    """The flags of records that stand for nothing, as one that only says that it was deleted."""
    return [field.name for field in REGISTERS[register].fields if field.folded]


def chosen(register: str, choice: Choice, without: str = "") -> QuerySet[models.Record]:
    """The records asked for, without looking at the facet ``without``."""
    records = models.Record.objects.filter(register=register)
    if choice.document:
        records = records.filter(document=choice.document)
    if choice.series is not None:
        records = records.filter(extraction__series=choice.series)
    if choice.among is not None:
        records = records.filter(pk__in_set=choice.among)
    for name, values in choice.facets.items():
        if values and name != without:
            having = models.Facet.objects.filter(
                register=register, field=name, value__in=list(values)
            )
            records = records.filter(pk__in=having.values("record"))
    if choice.folded and (flags := folding(register)):
        nothing = models.Facet.objects.filter(register=register, field__in=flags, value="yes")
        records = records.exclude(pk__in=nothing.values("record"))
    return records


def ordered(register: str, choice: Choice) -> QuerySet[models.Record]:
    """The records asked for, in the order asked for; else document by document, the newest
    first."""
    records = (
        chosen(register, choice)
        .select_related("document", "extraction")
        .defer("extracted", "text", "document__outline", "extraction__unplaced")
    )
    name = choice.sort.removeprefix("-")
    if name in sortable(register):
        own = "year" if name == REGISTERS[register].year_field else name
        at = own if own in ("page", "confidence", "year") else _place_in_data(register, name)
        sign = "-" if choice.sort.startswith("-") else ""
        return records.order_by(f"{sign}{at}", *_NEWEST_FIRST)
    return records.order_by(*_NEWEST_FIRST)


def _place_in_data(register: str, name: str) -> str:
    field = REGISTERS[register].field(name)
    within = f"__{field.kind.sorted_by}" if field and field.kind.sorted_by else ""
    return f"data__{name}{within}"


def facet_counts(register: str, choice: Choice) -> dict[str, list[FacetValue]]:
    """For each facet its values with their counts, the most frequent first, chosen ones always.

    A facet's own choice does not narrow its counts: one sees what else could be chosen.
    """
    picked = {name: set(values) for name, values in choice.facets.items() if values}
    counted = _counted(register, choice, [f.name for f in facet_fields(register)], "")
    for name in picked:
        counted[name] = _counted(register, choice, [name], name)[name]
    return {name: _shown(values, picked.get(name, set())) for name, values in counted.items()}


def _counted(
    register: str, choice: Choice, fields: Sequence[str], without: str
) -> dict[str, list[tuple[str, int]]]:
    """Values and counts of several facets in one query, over the same records."""
    facets = models.Facet.objects.filter(register=register, field__in=fields)
    others = any(values for name, values in choice.facets.items() if name != without)
    others = others or choice.folded
    if others or choice.among is not None or choice.document or choice.series is not None:
        facets = facets.filter(record__in=chosen(register, choice, without).values("pk"))
    rows = facets.values_list("field", "value").annotate(n=Count("pk")).order_by("-n", "value")
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in fields}
    for name, value, count in rows:
        found[name].append((value, count))
    return found


def _shown(counted: Sequence[tuple[str, int]], picked: set[str]) -> list[FacetValue]:
    values = [FacetValue(value, count, value in picked) for value, count in counted]
    shown = values[:MOST_VALUES] + [v for v in values[MOST_VALUES:] if v.chosen]
    missing = picked - {v.value for v in shown}
    return shown + [FacetValue(value, 0, True) for value in sorted(missing)]
