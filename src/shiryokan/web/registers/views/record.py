"""One record: its fields beside the picture of its pages, its life, its corrections."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, public
from shiryokan.documents.models import Page
from shiryokan.documents.page_places import marked
from shiryokan.documents.telling_apart import told_apart
from shiryokan.paper.model import Box
from shiryokan.records import models
from shiryokan.records.comparisons import lifetime
from shiryokan.records.headings import heading, path
from shiryokan.records.related import related
from shiryokan.records.rows import extracted_record
from shiryokan.registers.base import Field, Register, Trace
from shiryokan.registers.base import Record as PureRecord
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import difference
from shiryokan.registers.fields import Shown
from shiryokan.registers.messages import CHANGE_TITLES
from shiryokan.web.registers.editions import found_editions, named, newest_first

MOST_SHEETS = 12
"""Pages of one record that are shown with their picture."""

MOST_NEAR = 3
"""Related records that are named at once, above the record's own page and fields."""


class Spot(msgspec.Struct, frozen=True):
    """A box of a field on a page's picture, in points."""

    field: str
    x: float
    y: float
    width: float
    height: float


class Sheet(msgspec.Struct, frozen=True):
    """A page of a record and the boxes on it."""

    number: int
    width: float
    height: float
    spots: list[Spot]


class ShownField(msgspec.Struct, frozen=True):
    """A field with its value, where it stands, and what was corrected."""

    field: Field
    title: str
    value: Shown
    pages: list[tuple[int, str]]
    """Where its words are: each page, and the address at which they are marked on it."""
    confidence: float | None
    editable: bool
    correction: models.Correction | None = None
    extracted: Shown | None = None
    written: str = ""
    choices: list[tuple[str, str]] = []


def record_or_404(record_id: uuid.UUID) -> models.Record:
    """The record's row."""
    rows = models.Record.objects.select_related("document", "extraction__series")
    rows = rows.defer("extraction__unplaced", "document__outline")
    return get_object_or_404(rows, pk=record_id)


@public
def record(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """A record."""
    row = record_or_404(record_id)
    if row.register not in REGISTERS:
        raise Http404
    whole = extracted_record(row)
    editor = may_edit(request.user)
    history = models.Correction.objects.filter(
        document=row.document, register=row.register, key=row.key
    ).select_related("by", "withdrawn_by")
    groups = _related(row)
    fields = _fields(row, whole, list(history), editor)
    around = models.Record.objects.filter(extraction=row.extraction)
    return render(
        request,
        "registers/record.html",
        {
            "record": row,
            "register": row.register,
            "register_title": gettext(REGISTERS[row.register].title),
            "heading": heading(row),
            "path": path(row),
            "fields": fields,
            "own_page": _own_page(row, fields),
            "sheets": _sheets(row, whole),
            "stages": _stages(row),
            "near": [group for group in groups if len(group[1]) <= MOST_NEAR],
            "related": [group for group in groups if len(group[1]) > MOST_NEAR],
            "history": [(each, _title(row.register, each.field)) for each in history],
            "editor": editor,
            "edit": request.GET.get("edit", "") if editor else "",
            "item": row.item_references.filter(role="states").first(),
            "speaks": type(REGISTERS[row.register]).items is not Register.items,
            "before_word": gettext(REGISTERS[row.register].around[0]),
            "after_word": gettext(REGISTERS[row.register].around[1]),
            "previous": around.filter(position=row.position - 1).first(),
            "next": around.filter(position=row.position + 1).first(),
        },
    )


def _related(row: models.Record) -> list[tuple[str, list[tuple[models.Record, str, str]]]]:
    """Under each title the records of other registers, those of the newest edition first, with
    their heading and what their edition is called."""
    groups = related(row)
    registers = {each.register for group in groups for each in group.records}
    editions = newest_first(each for name in registers for each in found_editions(name))
    rank = {edition.pk: number for number, edition in enumerate(editions)}
    called = {edition.pk: word for edition, word in named(editions)}
    return [
        (
            gettext(group.title),
            [
                (each, heading(each), called.get(each.extraction_id, each.document.title))
                for each in sorted(
                    group.records,
                    key=lambda each: (rank.get(each.extraction_id, len(rank)), each.position),
                )
            ],
        )
        for group in groups
    ]


def _fields(
    row: models.Record, whole: PureRecord, history: list[models.Correction], editor: bool
) -> list[ShownField]:
    corrected = {c.field: c for c in reversed(history) if c.withdrawn_at is None}
    values = msgspec.to_builtins(whole)
    found = []
    for field in REGISTERS[row.register].fields:
        value = row.data.get(field.name)
        traces = whole.provenance.get(field.name, [])
        correction = corrected.get(field.name)
        editable = bool(field.kind.editor)
        is_shown = _shown(field, value)
        hidden = is_shown.empty or field.aside
        if hidden and not (editor and editable) and not correction:
            continue
        found.append(
            ShownField(
                field, gettext(field.title), is_shown,
                _marked_pages(row, traces),
                min((t.confidence for t in traces), default=None),
                editable, correction,
                _shown(field, values.get(field.name)) if correction else None,
                field.kind.written(value),
                _choices(field),
            )
        )  # fmt: skip
    return found


def _marked_pages(row: models.Record, traces: Sequence[Trace]) -> list[tuple[int, str]]:
    boxes: dict[int, list[Box]] = {}
    for place in (place for trace in traces for place in trace.places):
        boxes.setdefault(place.page, []).extend(place.boxes)
    return [
        (number, marked(reverse("viewer:page", args=[row.document_id, number]), boxes[number]))
        for number in sorted(boxes)
    ]


def _own_page(row: models.Record, fields: Sequence[ShownField]) -> str:
    """The address of the record's page, with its first main text that is there marked."""
    by_main = sorted(fields, key=lambda each: not each.field.main)
    found = (to for each in by_main for number, to in each.pages if number == row.page)
    return next(found, reverse("viewer:page", args=[row.document_id, row.page]))


def _title(register: str, name: str) -> str:
    field = REGISTERS[register].field(name)
    return gettext(field.title) if field else name


def _shown(field: Field, value: Any) -> Shown:
    return field.kind.shown(value, gettext)


def _choices(field: Field) -> list[tuple[str, str]]:
    """The values among which an editor chooses, with their words."""
    return [(value, gettext(word)) for value, word in field.kind.choices().items()]


def _sheets(row: models.Record, whole: PureRecord) -> list[Sheet]:
    spots: dict[int, list[Spot]] = {}
    for name, traces in whole.provenance.items():
        for trace in traces:
            for place in trace.places:
                spots.setdefault(place.page, []).extend(_spot(name, b) for b in place.boxes)
    pages = Page.objects.filter(document=row.document, number__in=sorted(spots)[:MOST_SHEETS])
    sheets = [
        Sheet(number, width, height, spots[number])
        for number, width, height in pages.values_list("number", "width", "height")
    ]
    # the headings above a record may stand pages before it: what it says itself comes first
    return sorted(sheets, key=lambda sheet: (sheet.number < row.page, sheet.number))


def _spot(field: str, box: Box) -> Spot:
    return Spot(
        field,
        round(box.x0 - 1, 2),
        round(box.y0 - 1, 2),
        round(box.x1 - box.x0 + 2, 2),
        round(box.y1 - box.y0 + 2, 2),
    )


def _stages(row: models.Record) -> list[dict[str, Any]]:
    """The life of a record: in each edition its records, and how their plan differs from before."""
    life = lifetime(row)
    if len(life.editions) < 2:
        return []
    stages: list[dict[str, Any]] = []
    before: list[models.Record] = []
    # a year tells one title from the next
    called = told_apart(each.document for each in life.editions if not each.year)
    for stage in life.stages:
        edition = life.editions[stage.edition]
        found = models.Record.objects.filter(extraction=edition, key__in=stage.keys)
        found = found.select_related("extraction").defer("extraction__unplaced")
        records = list(found.order_by("position"))
        stages.append(
            {
                "edition": edition,
                "title": called.get(edition.document_id, edition.document.title),
                "kind": stage.kind,
                "word": gettext(CHANGE_TITLES[stage.kind]) if stage.kind else "",
                "likeness": round(stage.likeness * 100),
                "records": [(each, heading(each), each.pk == row.pk) for each in records],
                "wording": [line for each in records for line in _wording(each)],
                "pieces": _pieces(before, records) if before and records else [],
                "path": path(records[0]) if records else "",
                "before": life.editions[stage.edition - 1] if stage.kind else None,
            }
        )
        before = records
    return stages


def _wording(row: models.Record) -> list[str]:
    return list(REGISTERS[row.register].wording(row.data))


def _pieces(before: list[models.Record], after: list[models.Record]) -> list[Any]:
    texts = ["\n".join(line for row in rows for line in _wording(row)) for rows in (before, after)]
    return list(difference(texts[0], texts[1])) if texts[0] != texts[1] else []
