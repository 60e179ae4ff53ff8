"""A document as the index takes it: its pages, with what runs over their ends, and its records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.flow import page_flow
from shiryokan.records.headings import heading
from shiryokan.records.models import Record
from shiryokan.records.rows import texts_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.scans.other_readings import other_readings_of
from shiryokan.search.analysis import ACROSS_ATOMS, Entry, head_of
from shiryokan.search.engine import NO_COLLECTION, Metadata
from shiryokan.search.kinds import STRUCK

_AT_ONCE = 40
"""Rows of pages in memory at a time."""
_CHARACTERS = 4 * ACROSS_ATOMS


def documents_to_index() -> QuerySet[Document]:
    """Documents with all that their metadata needs."""
    known = Document.objects.prefetch_related("origins__publisher", "origins__council")
    return known.filter(binned_at=None)


def metadata_of(document: Document) -> Metadata:
    """What a document is filed under."""
    origins = list(document.origins.all())
    dates = [origin.date for origin in origins if origin.date]
    return Metadata(
        publishers=tuple(sorted({o.publisher.name for o in origins if o.publisher})),
        councils=tuple(sorted({o.council.name for o in origins if o.council})),
        date=int(min(dates).strftime("%Y%m%d")) if dates else 0,
        collection=collection_key(document.collection_id),
    )


def collection_key(collection: int | None) -> str:
    """A collection as the index names it."""
    return NO_COLLECTION if collection is None else str(collection)


def entries_of(document: Document) -> Iterator[Entry]:
    """A document's pages and then its records."""
    ministries, names = _ministries(document), _names_of(document)
    heads: dict[int, dict[str, None]] = {}
    for page, own in names.values():
        heads.setdefault(page, {}).update(dict.fromkeys(own))
    others = other_readings_of(document.pk)
    flows = _flows(document)
    following = next(flows, None)
    while following is not None:
        (number, text, _begins, ends, struck), following = following, next(flows, None)
        joined = following is not None and following[0] == number + 1
        yield Entry(
            page=number,
            text=text,
            title=document.title if number == 1 else "",
            ministries=tuple(sorted(ministries.get(number, ()))),
            ends=ends if joined else "",
            begins=following[2] if joined and following is not None else "",
            heads=tuple(heads.get(number, ())),
            other_readings=tuple(reading for _line, reading in others.get(number, ())),
        )
        if struck:
            yield Entry(page=number, text=struck, kind=STRUCK)
    yield from _records(document, names)


_MINISTRY = "ministry"
"""The facet of the search that fields of records feed."""


def _ministries(document: Document) -> dict[int, set[str]]:
    """Bodies that a page's records name, by the page's number."""
    found: dict[int, set[str]] = {}
    for register, fields in _FEEDING.items():
        named = Record.objects.filter(
            document=document, facets__register=register, facets__field__in=fields
        )
        for page, value in named.values_list("page", "facets__value"):
            found.setdefault(page, set()).add(value)
    return found


def _fed(register: str, data: dict[str, Any]) -> tuple[str, ...]:
    """The bodies that a record names."""
    fields = (REGISTERS[register].field(name) for name in _FEEDING.get(register, ()))
    values = (v for f in fields if f for v in f.kind.facets(data.get(f.name)))
    return tuple(dict.fromkeys(values))


_FEEDING = {
    name: [field.name for field in register.fields if field.search_facet == _MINISTRY]
    for name, register in REGISTERS.items()
    if any(field.search_facet == _MINISTRY for field in register.fields)
}
"""The fields of each register that name bodies."""


_LEAST_NAME = 2
"""Characters of a name by which a record may be asked for; (ア) is none."""


def _names_of(document: Document) -> dict[UUID, tuple[int, tuple[str, ...]]]:
    """The page of each record, and its names, by its id."""
    rows = Record.objects.filter(document=document, register__in=REGISTERS)
    return {
        row.pk: (row.page, tuple(_names(row)))
        for row in rows.only("register", "page", "data", "key").iterator(200)
    }


def _names(row: Record) -> Iterator[str]:
    """What a record is called, as a whole and in its parts: A000　初診料, A000, 初診料."""
    text = REGISTERS[row.register].heading(row.data)
    parts = text.split("　")
    yield from (name for name in (text, *parts) if len(head_of(name)) >= _LEAST_NAME)


def _flows(document: Document) -> Iterator[tuple[int, str, str, str, str]]:
    """Each page's number, text, its flow's beginning and end, and what is struck out on it."""
    rows = Page.objects.filter(document=document).order_by("number")
    for row in rows.iterator(_AT_ONCE):
        page = page_from_row(row)
        flow = page_flow(page).text
        yield row.number, row.text, flow[:_CHARACTERS], flow[-_CHARACTERS:], page.struck_text()


def _records(
    document: Document, names: Mapping[UUID, tuple[int, tuple[str, ...]]]
) -> Iterator[Entry]:
    rows = Record.objects.filter(document=document, register__in=REGISTERS)
    for row in rows.defer("extracted", "text").order_by("register", "position").iterator(200):
        yield Entry(
            page=row.page,
            text=texts_of(row.register, row.data),
            title=heading(row),
            kind=row.register,
            record=str(row.pk),
            ministries=_fed(row.register, row.data),
            heads=names[row.pk][1] if row.pk in names else (),
        )
