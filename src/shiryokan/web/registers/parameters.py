"""What an address asks of a register: words, facets, a document, the order, the columns."""

from __future__ import annotations

import msgspec
from django.http import Http404, QueryDict

from shiryokan.japanese.codepoints import without_nul
from shiryokan.records.browsing import Choice, facet_fields, folding, sortable
from shiryokan.registers.base import Field
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.search.question import Question
from shiryokan.search.searcher import matching_records
from shiryokan.web.numbers import whole_number

FOLDED = "all"
"""The parameter that asks for the records that are usually folded away."""
PREFIX = "f."
"""Facets are parameters of the address named f.FIELD, as often as values are chosen."""


def register_or_404(name: str) -> str:
    """The register's name, if there is such a register."""
    if name not in REGISTERS:
        raise Http404
    return name


def choice_of(register: str, asked: QueryDict) -> Choice:
    """The choice that an address makes; what it does not understand is left out. Its words are
    asked of the search: :class:`BadQuery` for words that cannot be understood."""
    narrowing = narrowing_of(register, asked)
    question = Question(text=words_of(asked), kind=register, document=narrowing.document)
    return msgspec.structs.replace(narrowing, among=matching_records(question))


def narrowing_of(register: str, asked: QueryDict) -> Choice:
    """The same without the words."""
    facets = {
        field.name: values
        for field in facet_fields(register)
        if (values := [v for v in map(without_nul, asked.getlist(PREFIX + field.name)) if v])
    }
    unasked = not any(PREFIX + flag in asked for flag in folding(register))
    series = asked.get("series", "")
    sort = asked.get("sort", "")
    return Choice(
        facets=facets,
        document=without_nul(asked.get("document", ""))[:16],
        series=whole_number(series),
        folded=unasked and FOLDED not in asked,
        sort=sort if sort.removeprefix("-") in sortable(register) else "",
    )


def words_of(asked: QueryDict) -> str:
    """The words to be found in a register."""
    return without_nul(asked.get("q", "")).strip()


def columns_of(register: str, asked: QueryDict) -> list[Field]:
    """The columns that are asked for, in the register's order; else those usually shown."""
    fields = REGISTERS[register].fields
    wanted = set(asked.getlist("column"))
    chosen = [field for field in fields if field.name in wanted]
    return chosen or [field for field in fields if field.shown and not field.opened]


def exported_of(register: str, asked: QueryDict) -> list[Field]:
    """The columns of a file: those that are asked for, else all that there are."""
    asked_for = asked.getlist("column")
    return columns_of(register, asked) if asked_for else list(REGISTERS[register].fields)


def opened_of(register: str, asked: QueryDict) -> list[Field]:
    """The fields that are opened below a row: those that are no columns of the table, first what
    is compared and read most."""
    columns = columns_of(register, asked)
    fields = REGISTERS[register].fields
    opened = [field for field in fields if field.opened and field not in columns]
    return sorted(opened, key=lambda field: not field.main)


def number_of(asked: QueryDict, name: str = "page", most: int = 100_000) -> int:
    """A number of an address from 1; 1 where there is none."""
    text = asked.get(name, "1")
    return max(1, min(whole_number(text, most=999_999) or 1, most))
