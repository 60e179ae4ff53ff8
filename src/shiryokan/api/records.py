"""Registers and their records as the API shows them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from shiryokan.api.addresses import Addresses
from shiryokan.api.documents import name_of, source_of
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem, of_query, of_values
from shiryokan.api.schemas import records as shape
from shiryokan.api.schemas.parameters import LONGEST_NAME, RecordParameters
from shiryokan.records import models
from shiryokan.records.browsing import Choice, chosen, facet_counts, facet_fields
from shiryokan.records.comparisons import lifetime
from shiryokan.records.headings import heading
from shiryokan.records.purged import record_is_gone
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import Field, Number, unit_word
from shiryokan.search.engine import SearchError
from shiryokan.search.lexer import BadQuery
from shiryokan.search.question import Question
from shiryokan.search.searcher import matching_records

FACET = "f."
"""Facets are parameters named f.FIELD, here as in the register's own address."""
MOST_VALUES = 20
"""Values of one facet that are asked for at once."""


def registers(addresses: Addresses) -> list[shape.Register]:
    """Every register."""
    found = models.Record.objects.values("register").annotate(
        records=Count("pk"), documents=Count("document", distinct=True)
    )
    counts = {row["register"]: (row["records"], row["documents"]) for row in found}
    return [_register(name, *counts.get(name, (0, 0)), addresses) for name in REGISTERS]


def _register(name: str, records: int, documents: int, addresses: Addresses) -> shape.Register:
    return shape.Register(
        name=name,
        title=gettext(REGISTERS[name].title),
        records=records,
        documents=documents,
        fields=[
            shape.RegisterField(
                **_described(field),
                facet=field.facet,
                columns=[shape.FieldColumn(**_described(each)) for each in field.kind.fields],
            )
            for field in REGISTERS[name].fields
        ],
        address=addresses.to("registers:register", name),
        records_address=addresses.to("api:records", name),
    )


def _described(field: Field) -> dict[str, Any]:
    """A field or a column of one: what its values are, and what they are called."""
    words = field.kind.choices().items()
    return {
        "name": field.name,
        "title": gettext(field.title),
        "kind": field.kind.name,
        "kind_title": gettext(field.kind.about),
        "unit": unit_word(field.kind.unit, gettext) if isinstance(field.kind, Number) else "",
        "choices": [shape.Choice(value=code, title=gettext(word)) for code, word in words],
    }


def facet_parameters(name: str, given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The facets among what an address says. :class:`Problem` for one the register has not."""
    known = [field.name for field in facet_fields(name)]
    found: dict[str, list[str]] = {}
    for parameter, values in given.items():
        field = parameter.removeprefix(FACET)
        if field == parameter or not any(values):
            continue
        if field not in known:
            shown = ", ".join(FACET + each for each in known)
            raise Problem("unknown_facet", 400, register=name, name=parameter, known=shown)
        found[field] = [value for value in values if value]
        if len(values) > MOST_VALUES:
            raise of_values([_refusal(parameter, "too_long", MOST_VALUES)])
        if any(len(value) > LONGEST_NAME for value in values):
            raise of_values([_refusal(parameter, "string_too_long", LONGEST_NAME)])
    return found


def _refusal(parameter: str, code: str, most: int) -> dict[str, Any]:
    """As a validator says it."""
    return {"type": code, "loc": (parameter,), "ctx": {"max_length": most}}


def choice_of(
    name: str, parameters: RecordParameters, facets: Mapping[str, Sequence[str]]
) -> Choice:
    """What is asked of a register; its words are asked of the search. :class:`Problem` for words
    that cannot be understood, or a search that cannot be asked."""
    question = Question(text=parameters.q.strip(), kind=name, document=parameters.document)
    try:
        among = matching_records(question)
    except BadQuery as bad:
        raise of_query(bad) from bad
    except SearchError as error:
        raise Problem("search_down", 503) from error
    return Choice(
        among=among, facets=facets, document=parameters.document, series=parameters.series
    )


def listed(name: str, parameters: RecordParameters, choice: Choice) -> Slice[models.Record]:
    """Some of the records chosen."""
    rows = _shown(chosen(name, choice)).annotate(sorting_year=Coalesce("year", 0))
    order = ["extraction_id", "position"]
    column = parameters.sort.removeprefix("-")
    if column != "place":
        at = "sorting_year" if column == "year" else column
        order = [("-" if parameters.sort.startswith("-") else "") + at, *order]

    def place(row: models.Record) -> list[object]:
        return [getattr(row, part.removeprefix("-")) for part in order]

    conditions = parameters.model_dump(exclude={"facets"}) | {
        "f": {k: list(v) for k, v in choice.facets.items()}
    }
    return cut(f"records of {name}", rows, order, conditions, place)


def counted(name: str, choice: Choice) -> dict[str, list[shape.FacetValue]]:
    """The values of each facet, with their counts."""
    return {
        field: [shape.FacetValue(value=v.value, count=v.count) for v in values]
        for field, values in facet_counts(name, choice).items()
    }


def _shown(rows: QuerySet[models.Record]) -> QuerySet[models.Record]:
    return (
        rows.select_related("document")
        .prefetch_related("document__origins")
        .defer("extracted", "text", "document__outline")
    )


def row_of(record_id: uuid.UUID) -> models.Record:
    """The record's row; :class:`Problem` if there is none."""
    rows = models.Record.objects.select_related("document", "extraction__series")
    row = rows.prefetch_related(
        "document__origins__publisher", "document__origins__council", "document__origins__meeting"
    ).filter(pk=record_id, register__in=list(REGISTERS))
    found = row.first()
    if found is None:
        if record_is_gone(record_id):
            raise Problem("gone_record", 410, record=record_id)
        raise Problem("unknown_record", 404, record=record_id)
    return found


def name_of_record(row: models.Record, addresses: Addresses) -> shape.RecordName:
    """A record in a few words."""
    return shape.RecordName(id=row.pk, heading=heading(row), address=addresses.record(row.pk))


def brief(row: models.Record, addresses: Addresses) -> shape.RecordBrief:
    """A record in a list."""
    return shape.RecordBrief(**_brief(row, addresses))


def whole(row: models.Record, addresses: Addresses) -> shape.Record:
    """A record with its provenance and corrections."""
    corrections = models.Correction.objects.filter(
        document=row.document_id, register=row.register, key=row.key, withdrawn_at=None
    )
    return shape.Record(
        **_brief(row, addresses),
        provenance=msgspec.to_builtins(record_of(row).provenance),
        corrections=[
            shape.Correction(
                field=each.field,
                extracted=each.extracted,
                value=each.value,
                note=each.note,
                at=each.at,
            )
            for each in corrections
        ],
        versions_address=addresses.to("api:versions", row.pk),
        citation_address=addresses.to("api:record_citation", row.pk),
    )


def versions(row: models.Record, addresses: Addresses) -> shape.Versions:
    """A record through the versions of its series, from the oldest."""
    life = lifetime(row)
    items = []
    for stage in life.stages:
        edition = life.editions[stage.edition]
        rows = _shown(models.Record.objects.filter(extraction=edition, key__in=stage.keys))
        items.append(
            shape.Version(
                document=name_of(edition.document, addresses),
                year=edition.year,
                draft=edition.draft,
                change=stage.kind,
                likeness=stage.likeness,
                records=[brief(each, addresses) for each in rows.order_by("position")],
            )
        )
    return shape.Versions(record=name_of_record(row, addresses), items=items)


def _brief(row: models.Record, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": row.pk,
        "heading": heading(row),
        "address": addresses.record(row.pk),
        "register": row.register,
        "key": row.key,
        "document": name_of(row.document, addresses),
        "page": row.page,
        "page_address": addresses.page(row.document_id, row.page),
        "year": row.year,
        "confidence": row.confidence,
        "corrected": row.corrected,
        "data": row.data,
        "source": source_of(row.document, row.page),
    }
