"""How far a batch of intakes has come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from shiryokan.documents.models import Document, Intake


class Row(msgspec.Struct, frozen=True):
    """One intake of a batch."""

    name: str
    state: str
    document: str | None
    title: str
    pages: int
    pages_read: int
    seconds: float
    error: str
    details: dict[str, Any]
    again: bool = False
    """Whether the document was there, and is read again."""


class Report(msgspec.Struct, frozen=True):
    """A batch at one moment."""

    rows: tuple[Row, ...]

    def count(self, *states: str) -> int:
        """Intakes in one of these states."""
        return sum(row.state in states for row in self.rows)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return all(row.state in Intake.ENDED for row in self.rows)

    @property
    def at_rest(self) -> bool:
        """Whether nothing more will happen until somebody sees to what is amiss."""
        return all(row.state in (*Intake.ENDED, Intake.State.STALLED) for row in self.rows)

    @property
    def stalled(self) -> tuple[Row, ...]:
        """The intakes that wait for the instance to be put right."""
        return tuple(row for row in self.rows if row.state == Intake.State.STALLED)

    @property
    def refused(self) -> tuple[Row, ...]:
        """The intakes that could not be taken."""
        return tuple(row for row in self.rows if row.state == Intake.State.REFUSED)

    @property
    def pages_read(self) -> int:
        """Pages read so far."""
        return sum(row.pages_read for row in self.rows if row.state != Intake.State.KNOWN)

    @property
    def pages(self) -> int:
        """Pages of the files that have been opened so far."""
        return sum(row.pages for row in self.rows if row.state != Intake.State.KNOWN)


def report(batch: UUID) -> Report:
    """The state of a batch. Of documents that whoever asks does not see it has what was handed
    in, and no more."""
    intakes = list(Intake.objects.filter(batch=batch).order_by("created_at", "pk"))
    seen = Document.objects.defer("outline").in_bulk(
        [intake.document_id for intake in intakes if intake.document_id]
    )
    return Report(tuple(_row(intake, seen.get(intake.document_id or "")) for intake in intakes))


def _row(intake: Intake, document: Document | None) -> Row:
    seconds = (
        (intake.ended_at - intake.started_at).total_seconds()
        if intake.ended_at and intake.started_at
        else 0.0
    )
    return Row(
        name=intake.name,
        state=intake.state,
        document=document.pk if document else None,
        title=document.title if document else "",
        pages=document.page_count if document else 0,
        pages_read=_pages_read(intake, document) if document else 0,
        seconds=round(seconds, 2),
        error=intake.error,
        details=intake.error_details,
        again=intake.kind == Intake.Kind.AGAIN,
    )


def _pages_read(intake: Intake, document: Document) -> int:
    """Of a document that is read again, those that were read this time."""
    again = intake.kind == Intake.Kind.AGAIN and document.state != Document.State.STORED
    return intake.pages_read if again else document.pages_read
