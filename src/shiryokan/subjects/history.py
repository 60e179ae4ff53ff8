"""What of a subject whoever reads now may see: its records from version to version."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

import msgspec

from shiryokan.documents.models import Document
from shiryokan.records import models
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison.differences import Piece, difference
from shiryokan.subjects.subject import Subject

Kind = Literal["first", "same", "changed"]


class Step(msgspec.Struct, frozen=True):
    """A record of a subject, and what became of its words since the one before that is seen;
    ``pieces`` are both wordings where they differ."""

    record: models.Record
    kind: Kind
    words: str
    pieces: Sequence[Piece]

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.record.document

    @property
    def draft(self) -> bool:
        """Whether that is a draft."""
        return self.record.extraction.draft

    @property
    def year(self) -> int | None:
        """The year of its edition."""
        return self.record.extraction.year

    @property
    def came_at(self) -> datetime.datetime:
        """When its document came into the house."""
        return self.document.added_at


def steps_of(subject: Subject) -> list[Step]:
    """The records of a subject that are seen, the oldest edition first; none where none is."""
    rows = {
        row.pk: row
        for row in models.Record.objects.filter(pk__in=subject.records)
        .select_related("document", "extraction__series")
        .prefetch_related("document__origins__publisher")
        .defer("text", "extracted", "document__outline", "extraction__unplaced")
    }
    found: list[Step] = []
    for pk in subject.records:
        row = rows.get(pk)
        if row is None:
            continue
        words = words_of(row)
        if not found:
            found.append(Step(row, "first", words, ()))
        elif found[-1].words == words:
            found.append(Step(row, "same", words, ()))
        else:
            found.append(Step(row, "changed", words, difference(found[-1].words, words)))
    return found


def words_of(row: models.Record) -> str:
    """What a record says in its main fields, a value a line; of a plan of one year what it
    plans."""
    register = REGISTERS[row.register]
    if register.yearly:
        return "\n".join(register.wording(row.data))
    said = (
        field.kind.compared(row.data.get(field.name)) for field in register.fields if field.main
    )
    return "\n".join(text for text in said if text)
