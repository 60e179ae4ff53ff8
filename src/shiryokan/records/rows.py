"""Records as rows and back, with corrections put in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from django.db import connection

from shiryokan.japanese.codepoints import fold_text, without_nul
from shiryokan.records import models
from shiryokan.records.plain_rows import insert_plain
from shiryokan.registers.base import Record as PureRecord
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.schedules import ItemReference

_LONGEST_FACET = 200
_NUL = b"\\u0000"
"""U+0000 as JSON writes it: one look spares going through all values."""
_IN_ADDRESS = re.compile(r"[-A-Za-z0-9_]+")
_COMMON = ("document", "key", "page", "provenance", "confidence")


def row_of(
    record: PureRecord, extraction: models.Extraction, position: int, corrected: dict[str, Any]
) -> models.Record:
    """The row, not saved, of a record; ``corrected`` are corrected values by field."""
    # where its fields stand is most of a record, and no value of it
    whole = msgspec.to_builtins(msgspec.structs.replace(record, provenance={}))
    values = {name: value for name, value in whole.items() if name not in _COMMON} | corrected
    if corrected or _NUL in msgspec.json.encode(values):
        values = storable(values)
    return models.Record(
        id=record.id,
        extraction=extraction,
        document_id=extraction.document_id,
        register=extraction.register,
        key=storable(record.key)[: models.KEY_LENGTH],
        position=position,
        page=record.page,
        year=year_of(record, extraction),
        confidence=record.confidence,
        corrected=bool(corrected),
        data=values,
        extracted=zlib.compress(msgspec.msgpack.encode(record), 1),
        text=searchable(extraction.register, values),
    )


def storable(value: Any) -> Any:
    """A value of texts, lists and structures without NUL, which PostgreSQL takes in no text."""
    if isinstance(value, str):
        return without_nul(value)
    if isinstance(value, list):
        return [storable(each) for each in value]
    if isinstance(value, dict):
        return {name: storable(each) for name, each in value.items()}
    return value


def extracted_record(row: models.Record) -> PureRecord:
    """The record as it was extracted, with its provenance."""
    kind = REGISTERS[row.register].record
    record: PureRecord = msgspec.msgpack.decode(zlib.decompress(bytes(row.extracted)), type=kind)
    return record


def record_of(row: models.Record) -> PureRecord:
    """The record as it stands: corrected values in the place of the extracted ones."""
    extracted = extracted_record(row)
    if not row.corrected:
        return extracted
    whole = msgspec.to_builtins(extracted) | row.data
    record: PureRecord = msgspec.convert(whole, type=type(extracted))
    return record


def year_of(record: PureRecord, extraction: models.Extraction) -> int | None:
    """The year of the record itself, or of its document."""
    return REGISTERS[extraction.register].year(record) or extraction.year


def keep_facets(rows: Iterable[models.Record]) -> None:
    """Keep the facets of rows that have none."""
    columns = ("record", "register", "field", "value")
    insert_plain(models.Facet, columns, (values for row in rows for values in _facets_of(row)))


def _facets_of(row: models.Record) -> Iterator[tuple[Any, str, str, str]]:
    key = _key_of(row)
    for field in REGISTERS[row.register].fields:
        if not field.facet:
            continue
        for value in dict.fromkeys(field.kind.facets(row.data.get(field.name))):
            yield key, row.register, field.name, value[:_LONGEST_FACET]


def keep_item_references(
    rows: Iterable[models.Record], said: Mapping[str, Sequence[models.ItemLink]]
) -> None:
    """Keep the items that rows without references state or speak of; ``said`` is what editors said
    of them, by the key of the record."""
    columns = ("record", "schedule", "code", "name", "note", "role")
    found = (values for row in rows for values in _references_of(row, said.get(row.key, ())))
    insert_plain(models.ItemReference, columns, found)


def _references_of(
    row: models.Record, said: Sequence[models.ItemLink]
) -> Iterator[tuple[Any, ...]]:
    key = _key_of(row)
    for item in dict.fromkeys(_said_items(REGISTERS[row.register].items(row.data), said)):
        if item.role == "states" and not (item.schedule and _IN_ADDRESS.fullmatch(item.code)):
            # an item whose code no address can bear has no page; its record has
            continue
        yield key, *found_columns(item).values(), item.role


def _key_of(row: models.Record) -> Any:
    """The id of a row as other tables hold it."""
    return models.Record._meta.pk.get_db_prep_value(row.pk, connection)


def found_columns(item: ItemReference) -> dict[str, str]:
    """A reference as the columns of a row hold it."""
    return {
        "schedule": item.schedule,
        "code": item.code[: models.CODE_LENGTH],
        "name": item.name[: models.ITEM_NAME_LENGTH],
        "note": item.note[: models.NOTE_LENGTH],
    }


def _said_items(
    found: Iterable[ItemReference], said: Sequence[models.ItemLink]
) -> Iterator[ItemReference]:
    links = {
        (link.found_schedule, link.found_code, link.found_name, link.found_note): link
        for link in said
    }
    for item in found:
        link = links.get(tuple(found_columns(item).values())) if item.role == "speaks" else None  # type: ignore[arg-type]
        if link is None:
            yield item
        elif link.about:
            yield ItemReference(schedule=link.schedule, code=link.code, note=link.note)
    for link in said:
        if link.about and not any(
            (link.found_schedule, link.found_code, link.found_name, link.found_note)
        ):
            yield ItemReference(schedule=link.schedule, code=link.code, note=link.note)


def searchable(register: str, values: dict[str, Any]) -> str:
    """All texts of a record, folded as the search folds."""
    return fold_text(texts_of(register, values))


def texts_of(register: str, values: dict[str, Any]) -> str:
    """All texts of a record as they are written, a line each."""
    return "\n".join(
        text
        for field in REGISTERS[register].fields
        for text in field.kind.texts(values.get(field.name))
    )
