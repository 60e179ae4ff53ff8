"""Takes the records out of documents: before one is indexed that was read, or as a job of its own
when that is to be done anew."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec
from django.db import transaction
from django_tasks import task

from shiryokan.documents.models import Document
from shiryokan.documents.pages import document_from_rows
from shiryokan.i18n import message as _
from shiryokan.jobs.models import confirm
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.document import Document as PaperDocument
from shiryokan.records import id_sets as _id_sets  # noqa: F401  gives rows the lookup in_set
from shiryokan.records import models
from shiryokan.records.corrections import corrections_of
from shiryokan.records.item_links import item_links_of
from shiryokan.records.rows import keep_facets, keep_item_references, row_of, storable
from shiryokan.records.series import is_draft, series_of, year_in
from shiryokan.records.signals import records_changed, records_vanishing
from shiryokan.registers.base import Extraction as PureExtraction
from shiryokan.registers.base import Record as PureRecord
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords

_BATCH = 500
_log = logging.getLogger(__name__)


def queue_structuring(document_id: str) -> None:
    """Queue a document for its records."""
    structure_document.enqueue(document_id)


@titled(_("台帳の項目の抽出"))
@task(priority=-5)
def structure_document(document_id: str, attempt: int = 1) -> None:
    """Take the records of every register out of a document, in the place of older ones."""
    with retried(structure_document, document_id, attempt, lambda refusal: _give_up(refusal)):
        document = Document.objects.filter(pk=document_id).first()
        if document is None or document.state == Document.State.STORED:
            return
        extract_all(document)


def _give_up(refusal: Refusal) -> None:
    """The pages are there; the document's page of registers says that they were not extracted."""


def extract_all(document: Document) -> None:
    """Extract every register of a document anew, and have that indexed."""
    if extract_from(document, document_from_rows(document)):
        with transaction.atomic():
            confirm()
            records_changed.send(models.Record, document_id=document.pk)


def extract_from(document: Document, pages: PaperDocument) -> bool:
    """Extract every register of a document, of which these are all pages; whether there are records
    of it, or were before. Whoever calls has it indexed."""
    had = frozenset(
        models.Record.objects.filter(document=document)
        .order_by()
        .values_list("register", flat=True)
        .distinct()
    )
    without: list[Found] = []
    for register in REGISTERS:
        found = _extracted(document, register, pages)
        if found.extraction.records or register in had:
            keep(document, found)
        else:
            without.append(found)
    _keep_without_records(document, without)
    return bool(had) or len(without) < len(REGISTERS)


def extract(document: Document, register: str, pages: PaperDocument) -> None:
    """Extract one register anew. Corrections of editors are put in again."""
    keep(document, _extracted(document, register, pages))


@dataclass(frozen=True, slots=True)
class Found:
    """What a register found in a document."""

    register: str
    extraction: PureExtraction[Any]
    state: models.Extraction.State
    why: str

    def columns(self) -> dict[str, Any]:
        """The values of the row that says so."""
        return {
            "version": REGISTERS[self.register].version,
            "state": self.state,
            "why": self.why,
            "count": len(self.extraction.records),
            "unplaced": storable(msgspec.to_builtins(self.extraction.unplaced)),
            "stamp": uuid.uuid4(),
        }


def _extracted(document: Document, register: str, pages: PaperDocument) -> Found:
    state, why = models.Extraction.State.FOUND, ""
    found: PureExtraction[Any] = PureExtraction([], [])
    grammar = REGISTERS[register]
    try:
        if grammar.glance(pages.pages):
            found = grammar.extract(pages, document.sha256)
        else:
            state = models.Extraction.State.NONE
    except NoRecords as none:
        state, why = models.Extraction.State.NONE, none.why
    except Exception:
        # a grammar's fault on one odd document must not keep the others from their records
        _log.exception("register %s of document %s", register, document.pk)
        state, why = models.Extraction.State.FAILED, "grammar_failed"
    return Found(register, found, state, why)


@transaction.atomic
def keep(document: Document, found: Found) -> None:
    """Keep what a register found in a document, in the place of what it had found before."""
    confirm()
    extraction, _ = models.Extraction.objects.update_or_create(
        document=document, register=found.register, defaults=found.columns()
    )
    records = found.extraction.records
    if records and not extraction.placed_by_hand:
        grammar = REGISTERS[found.register]
        _place(extraction, document, [grammar.year(record) for record in records])
    _replace_records(extraction, records)


@transaction.atomic
def _keep_without_records(document: Document, found: Sequence[Found]) -> None:
    """Keep that registers found nothing where they had found nothing before: most registers in most
    documents, in one statement."""
    if not found:
        return
    confirm()
    columns = [each.columns() for each in found]
    models.Extraction.objects.bulk_create(
        [
            models.Extraction(document=document, register=each.register, **values)
            for each, values in zip(found, columns, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["document", "register"],
        update_fields=[*columns[0], "at"],
    )


def _replace_records(extraction: models.Extraction, records: Sequence[PureRecord]) -> None:
    corrected = corrections_of(extraction.document_id, extraction.register)
    said = item_links_of(extraction.document_id, extraction.register)
    before = models.Record.objects.filter(extraction=extraction)
    keys = {storable(record.key)[: models.KEY_LENGTH] for record in records}
    if gone := [pk for pk, key in before.values_list("pk", "key") if key not in keys]:
        going = before.filter(pk__in_set=frozenset(gone)).defer("text")
        records_vanishing.send(models.Record, extraction=extraction, rows=going, records=records)
    before.delete()
    numbered = enumerate(records)
    while batch := list(islice(numbered, _BATCH)):
        # rows hold all that the records do once more: some at a time, for the memory's sake
        rows = [
            row_of(record, extraction, position, corrected.get(storable(record.key), {}))
            for position, record in batch
        ]
        models.Record.objects.bulk_create(rows)
        keep_facets(rows)
        keep_item_references(rows, said)


def _place(extraction: models.Extraction, document: Document, years: list[int | None]) -> None:
    """Place an extraction among those of other documents. ``years`` are the records' own."""
    extraction.series = series_of(document)
    extraction.year = _year(document, [year for year in years if year])
    extraction.draft = is_draft(document.title)
    extraction.save(update_fields=["series", "year", "draft"])


def _year(document: Document, years: list[int]) -> int | None:
    if years:
        return max(set(years), key=years.count)
    origin = document.origin
    return year_in(document.title) or (origin.date.year if origin and origin.date else None)


def place_anew(document_id: str, **_signal: object) -> None:
    """Place a document's records anew after more was said of it, in the same transaction."""
    document = Document.objects.get(pk=document_id)
    placed = models.Extraction.objects.filter(document=document, count__gt=0, placed_by_hand=False)
    for extraction in placed:
        rows = list(extraction.records.order_by("position").values_list("pk", "data"))
        field = REGISTERS[extraction.register].year_field
        years = {pk: data.get(field) for pk, data in rows}
        _place(extraction, document, list(years.values()))
        without = [pk for pk, year in years.items() if not year]
        extraction.records.filter(pk__in=without).update(year=extraction.year)


def queue_missing() -> int:
    """Queue the documents whose records are of an older grammar, or that have none yet."""
    states = (Document.State.READ, Document.State.INDEXED)
    documents = Document.objects.filter(state__in=states, page_count__gt=0)
    ids: set[str] = set()
    for name, register in REGISTERS.items():
        done = models.Extraction.objects.filter(register=name, version=register.version)
        without = documents.exclude(pk__in=done.values("document"))
        ids.update(without.values_list("pk", flat=True))
    for document_id in sorted(ids):
        queue_structuring(document_id)
    return len(ids)
