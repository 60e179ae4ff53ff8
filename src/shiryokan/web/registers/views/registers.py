"""The registers there are, and a register's table: facets, search within, order, columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.access.rules import public
from shiryokan.documents.models import Document
from shiryokan.records import models
from shiryokan.records.browsing import (
    Choice,
    chosen,
    facet_counts,
    facet_fields,
    ordered,
    sortable,
)
from shiryokan.records.comparisons import outdated
from shiryokan.records.headings import heading
from shiryokan.registers.base import Field
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import List, Shown, Text
from shiryokan.search.lexer import BadQuery
from shiryokan.search.results import explained
from shiryokan.web.registers.editions import found_editions, named, newest_first
from shiryokan.web.registers.forms_of_export import EXPORTS
from shiryokan.web.registers.parameters import (
    FOLDED,
    PREFIX,
    choice_of,
    columns_of,
    narrowing_of,
    number_of,
    opened_of,
    register_or_404,
    words_of,
)

PER_PAGE = 50
MOST_LISTED = 12
"""Documents of a register that are named where the registers are listed."""


class TableRow(msgspec.Struct, frozen=True):
    """A record's row of the table: its columns, and what is opened below it."""

    record: models.Record
    heading: str
    cells: list[tuple[str, Shown, bool]]
    opened: list[tuple[str, Shown]]
    tells: bool
    """Whether what is opened tells what the record says, as an answer does: paper has it open."""
    outdated: bool
    edition: str


class Folded(msgspec.Struct, frozen=True):
    """The records that are left out of a table, and what they are called."""

    title: str
    count: int


@public
def index(request: HttpRequest) -> HttpResponse:
    """The registers, how many records each has, and from which documents."""
    counts = dict(models.Record.objects.values_list("register").annotate(n=Count("pk")))
    documents = {name: named(newest_first(found_editions(name))) for name in REGISTERS}
    registers = [
        {
            "name": name,
            "title": gettext(register.title),
            "count": counts.get(name, 0),
            "extractions": documents[name][:MOST_LISTED],
            "more": max(0, len(documents[name]) - MOST_LISTED),
            "reports": _reports(name),
        }
        for name, register in REGISTERS.items()
    ]
    about = [gettext(register.about) for register in REGISTERS.values() if register.about]
    has_items = models.ItemReference.objects.filter(role="states").exists()
    return render(
        request,
        "registers/registers.html",
        {"registers": registers, "about": about, "has_items": has_items},
    )


@public
def register(request: HttpRequest, name: str) -> HttpResponse:
    """A register's table."""
    register_or_404(name)
    words, problem = words_of(request.GET), None
    try:
        choice = choice_of(name, request.GET)
    except BadQuery as bad:
        problem = explained(bad)
        choice = msgspec.structs.replace(narrowing_of(name, request.GET), among=frozenset())
    columns = columns_of(name, request.GET)
    paginator = Paginator(ordered(name, choice), PER_PAGE)
    page = paginator.get_page(number_of(request.GET))
    records = list(page.object_list)
    if not request.GET.getlist("column"):
        # a column that nobody asked for and that says nothing only takes room
        columns = [f for f in columns if any(r.data.get(f.name) for r in records)]
    documents = _documents(name)
    rows = _rows(name, records, columns, opened_of(name, request.GET), dict(documents))
    return render(
        request,
        "registers/register.html",
        {
            "name": name,
            "title": gettext(REGISTERS[name].title),
            "choice": choice,
            "words": words,
            "problem": problem,
            "chosen": Document.objects.filter(pk=choice.document).first(),
            "left_count": _left_count(name, choice.document),
            "columns": [_column(field, choice, name) for field in columns],
            "years": any(record.year for record in records),
            "width": len(columns) + 3,
            "folded": _folded(name, choice),
            "all_parameter": FOLDED,
            "everything": FOLDED in request.GET,
            "all_columns": [
                (f.name, gettext(f.title), f in columns) for f in REGISTERS[name].fields
            ],
            "facets": _facets(name, choice),
            "documents": documents,
            "exports": EXPORTS,
            "reports": _reports(name),
            "course": _course(name),
            "page": page,
            "rows": rows,
            "query_string": request.GET.urlencode(),
            "narrowed": bool(words or choice.facets or choice.document or choice.series),
        },
    )


def _left_count(register: str, document: str) -> int:
    """How many places of a document the grammar could not place in a record."""
    found = models.Extraction.objects.filter(register=register, document=document or None)
    return sum(len(unplaced) for unplaced in found.values_list("unplaced", flat=True))


def _rows(
    register: str,
    records: list[models.Record],
    columns: list[Field],
    opened: list[Field],
    editions: Mapping[str, str],
) -> list[TableRow]:
    old = outdated(register)
    return [
        TableRow(
            record,
            heading(record),
            [
                (gettext(f.title), f.kind.short(record.data.get(f.name), gettext), f.kind.is_number)
                for f in columns
            ],
            [
                (gettext(f.title), shown)
                for f in opened
                if not (shown := f.kind.opened(record.data.get(f.name), gettext)).empty
            ],
            any(f.main and record.data.get(f.name) for f in opened),
            record.extraction_id in old,
            editions.get(record.document_id, record.document.title),
        )
        for record in records
    ]


def _folded(register: str, choice: Choice) -> Folded | None:
    """What is folded away of the records that are asked for."""
    flags = [field for field in REGISTERS[register].fields if field.folded]
    if not flags or not choice.folded:
        return None
    whole = chosen(register, msgspec.structs.replace(choice, folded=False)).count()
    count = whole - chosen(register, choice).count()
    return Folded(gettext(flags[0].title), count) if count else None


def _reports(register: str) -> list[tuple[str, str]]:
    """The reports of one version, with the words that lead to them."""
    reports = REGISTERS[register].reports
    return [(report.name, gettext(report.link)) for report in reports if report.versions == 1]


def _course(register: str) -> str:
    """The words that lead to several versions side by side; empty where there is no such page."""
    course = REGISTERS[register].course
    return gettext(course.link) if course else ""


def _column(field: Field, choice: Choice, register: str) -> dict[str, Any]:
    name, title, kind, main = field.name, field.title, field.kind, field.main
    now = choice.sort.removeprefix("-") == name
    down = choice.sort.startswith("-")
    return {
        "name": name,
        "title": gettext(title),
        "long": main and isinstance(kind, Text | List),
        "number": kind.is_number,
        "sortable": name in sortable(register),
        "next": f"-{name}" if now and not down else name,
        "order": ("descending" if down else "ascending") if now else "",
    }


def _facets(register: str, choice: Choice) -> list[dict[str, Any]]:
    counts = facet_counts(register, choice)
    return [
        {
            "parameter": PREFIX + field.name,
            "title": gettext(field.title),
            "values": [(v, gettext(field.kind.facet_word(v.value))) for v in counts[field.name]],
            "open": bool(choice.facets.get(field.name)),
        }
        for field in facet_fields(register)
        if counts[field.name]
    ]


def _documents(register: str) -> list[tuple[str, str]]:
    called = named(newest_first(found_editions(register)))
    return [(extraction.document_id, word) for extraction, word in called]
