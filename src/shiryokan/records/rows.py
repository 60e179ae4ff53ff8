"""Records as rows and back, with corrections put in."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from shiryokan.i18n.register_messages import FACET_WORDS
from shiryokan.japanese.codepoints import fold
from shiryokan.records import models
from shiryokan.registers.base import Field
from shiryokan.registers.base import Record as PureRecord
from shiryokan.registers.catalogue import REGISTERS

_LONGEST_FACET = 200
_COMMON = ("document", "key", "page", "provenance", "confidence")


def row_of(
    record: PureRecord, extraction: models.Extraction, position: int, corrected: dict[str, Any]
) -> models.Record:
    """The row, not saved, of a record; ``corrected`` are corrected values by field."""
    whole = msgspec.to_builtins(record)
    values = {name: value for name, value in whole.items() if name not in _COMMON} | corrected
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
        return value.replace("\x00", "")
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
    year: int | None = getattr(record, "year", None)
    return year or extraction.year


def facets_of(row: models.Record) -> Iterator[models.Facet]:
    """The facets, not saved, of a row."""
    for field in REGISTERS[row.register].fields:
        if not field.facet:
            continue
        for value in dict.fromkeys(facet_values(field, row.data.get(field.name))):
            yield models.Facet(
                record=row, register=row.register, field=field.name, value=value[:_LONGEST_FACET]
            )


def facet_values(field: Field, value: Any) -> list[str]:
    """The values by which a record is counted. A path (numbers and titles by turns) counts as its
    first level."""
    if field.name in ("section", "path"):
        return [" ".join(x for x in value[:2] if x)] if value else []
    if field.kind == "flag":
        return ["yes" if value else "no"]
    values = value if isinstance(value, list) else [value]
    return [str(each) for each in values if each not in (None, "")]


def searchable(register: str, values: dict[str, Any]) -> str:
    """All texts of a record, folded as the search folds."""
    return fold(texts_of(register, values)).text


_NOT_WRITTEN = {"values", *(field for field, _code in FACET_WORDS)}
"""Fields whose values are ours and not the document's words: structures, and codes such as must."""


def texts_of(register: str, values: dict[str, Any]) -> str:
    """All texts of a record as they are written, a line each."""
    texts = [
        text
        for field in REGISTERS[register].fields
        if field.kind in ("text", "texts", "parts", "date") and field.name not in _NOT_WRITTEN
        for text in _texts(values.get(field.name))
    ]
    return "\n".join(texts)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
