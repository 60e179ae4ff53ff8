"""Corrections of editors: kept apart from what was extracted, put in wherever a record is shown."""

from __future__ import annotations

import uuid
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record as write_down
from shiryokan.records import audit_kinds, models
from shiryokan.records.item_links import item_links_of_record
from shiryokan.records.rows import extracted_record, keep_facets, keep_item_references, row_of
from shiryokan.records.signals import records_changed
from shiryokan.registers.base import Field
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import NotReadable


class NotCorrectable(ValueError):  # noqa: N818
    """The field is none that can be corrected, or the value is not of its kind."""


def correctable(register: str) -> list[Field]:
    """The fields of a register that can be corrected."""
    return [field for field in REGISTERS[register].fields if field.kind.editor]


def typed_value(field: Field, written: str) -> Any:
    """What an editor wrote as a value of the field. Raises :class:`NotCorrectable`."""
    try:
        return field.kind.parsed(written)
    except NotReadable as error:
        raise NotCorrectable(written) from error


def corrections_of(document_id: str, register: str) -> dict[str, dict[str, Any]]:
    """The corrected values that hold, by key and field."""
    found: dict[str, dict[str, Any]] = {}
    rows = models.Correction.objects.filter(
        document_id=document_id, register=register, withdrawn_at=None
    ).order_by("at", "pk")
    for row in rows:
        found.setdefault(row.key, {})[row.field] = row.value
    return found


@transaction.atomic
def correct(
    record: models.Record, field: Field, value: Any, by: User, note: str = ""
) -> models.Correction:
    """Keep a correction and put it into the record. An older one of the field is withdrawn."""
    extracted = extracted_record(record)
    values = msgspec.to_builtins(extracted)
    if field not in correctable(record.register):
        raise NotCorrectable(field.name)
    try:
        msgspec.convert(values | {field.name: value}, type=type(extracted))
    except msgspec.ValidationError as error:
        raise NotCorrectable(str(error)) from error
    _withdraw(record, field.name, by)
    correction = models.Correction.objects.create(
        document_id=record.document_id, register=record.register, key=record.key,
        field=field.name, extracted=values[field.name], value=value, note=note[:500], by=by,
    )  # fmt: skip
    refresh(record)
    write_down(
        audit_kinds.CORRECTED, f"record:{record.pk}", record.key, document=record.document_id,
        field=field.name, old=values[field.name], new=value,
    )  # fmt: skip
    return correction


@transaction.atomic
def withdraw(record: models.Record, field: str, by: User) -> None:
    """Take a field's correction back; the extracted value holds again. It stays on record."""
    _withdraw(record, field, by)
    refresh(record)
    write_down(
        audit_kinds.CORRECTION_WITHDRAWN, f"record:{record.pk}", record.key,
        document=record.document_id, field=field,
    )  # fmt: skip


def _withdraw(record: models.Record, field: str, by: User) -> None:
    models.Correction.objects.filter(
        document_id=record.document_id, register=record.register, key=record.key, field=field,
        withdrawn_at=None,
    ).update(withdrawn_at=timezone.now(), withdrawn_by=by)  # fmt: skip


def refresh(record: models.Record) -> None:
    """Make the row anew from what was extracted and the corrections that hold."""
    corrected = corrections_of(record.document_id, record.register).get(record.key, {})
    fresh = row_of(extracted_record(record), record.extraction, record.position, corrected)
    fresh.save()
    models.Facet.objects.filter(record=fresh).delete()
    keep_facets([fresh])
    models.ItemReference.objects.filter(record=fresh).delete()
    keep_item_references([fresh], {fresh.key: item_links_of_record(record)})
    models.Extraction.objects.filter(pk=record.extraction_id).update(stamp=uuid.uuid4())
    records_changed.send(models.Record, document_id=record.document_id)
