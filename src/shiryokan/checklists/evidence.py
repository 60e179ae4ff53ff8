"""Evidence: what shows that answers are true. A file is taken and given back, never opened."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.judging import judge_piece
from shiryokan.checklists.models import (
    ADDRESS_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    AnswerKind,
    Evidence,
    EvidenceFile,
    Organisation,
    Result,
)
from shiryokan.checklists.places import columns_of
from shiryokan.documents.models import Document
from shiryokan.documents.names import tidy
from shiryokan.japanese.codepoints import without_nul
from shiryokan.quotes.quote import Quote

MOST_BYTES = 10 * 1024 * 1024
"""Of one file: a scanned minute of a meeting has some 2 MB; it lies in the database."""
MOST_PIECES = 20_000
"""Pieces of an organisation."""
SOON = datetime.timedelta(days=60)
"""Before evidence is valid no more, its board says so."""


@transaction.atomic
def add_file(
    organisation: Organisation, user: User, name: str, data: bytes, *, title: str,
    speaks_of: datetime.date, valid_until: datetime.date | None = None,
) -> Evidence:  # fmt: skip
    """Keep a file. Raises :class:`ChecklistError` where it is empty or too long."""
    if not data:
        raise ChecklistError("evidence_empty")
    if len(data) > MOST_BYTES:
        raise ChecklistError("evidence_long", most=MOST_BYTES // 1024 // 1024)
    name = tidy(name, NAME_LENGTH) or "file"
    made = _made(organisation, user, Evidence.Kind.FILE, title or name, speaks_of, valid_until)
    EvidenceFile.objects.create(
        evidence=made, name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        data=data,
    )  # fmt: skip
    return made


@transaction.atomic
def add_link(
    organisation: Organisation, user: User, address: str, *, title: str,
    speaks_of: datetime.date, valid_until: datetime.date | None = None,
) -> Evidence:  # fmt: skip
    """Keep a link. Raises :class:`ChecklistError` for what is none."""
    address = without_nul(address.strip())
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or len(address) > ADDRESS_LENGTH:
        raise ChecklistError("evidence_link")
    return _made(
        organisation, user, Evidence.Kind.LINK, title or address, speaks_of, valid_until,
        address=address,
    )  # fmt: skip


@transaction.atomic
def add_quote(
    organisation: Organisation, user: User, quote: Quote, document: Document, *, title: str,
    speaks_of: datetime.date, valid_until: datetime.date | None = None,
) -> Evidence:  # fmt: skip
    """Keep a place of a document. The title that it gets of itself is not the document's: that may
    be closed to others of the organisation."""
    made = _made(
        organisation, user, Evidence.Kind.QUOTE, title or f"p.{quote.page}", speaks_of,
        valid_until, **columns_of(quote, document),
    )  # fmt: skip
    judge_piece.enqueue(str(made.pk))
    return made


def _made(
    organisation: Organisation, user: User, kind: Evidence.Kind, title: str,
    speaks_of: datetime.date, valid_until: datetime.date | None, **columns: object,
) -> Evidence:  # fmt: skip
    if valid_until is not None and valid_until < speaks_of:
        raise ChecklistError("evidence_days")
    if speaks_of > timezone.localdate():
        raise ChecklistError("checklist_future")
    if organisation.evidence.count() >= MOST_PIECES:
        raise ChecklistError("evidence_many", most=MOST_PIECES)
    made = Evidence.objects.create(
        organisation=organisation, by=user, kind=kind,
        title=without_nul(title.strip())[:TITLE_LENGTH], speaks_of=speaks_of,
        valid_until=valid_until, **columns,
    )  # fmt: skip
    record(
        audit_kinds.EVIDENCE_ADDED, f"evidence:{made.pk}", made.title,
        organisation=organisation.pk, sort=str(kind),
    )  # fmt: skip
    return made


@transaction.atomic
def serve(evidence: Evidence, results: Iterable[Result]) -> int:
    """Have a piece show the truth of results of its own organisation and of no others."""
    rows = [row for row in results if row.assessment.organisation_id == evidence.organisation_id]
    evidence.results.add(*rows)
    return len(rows)


@transaction.atomic
def delete(evidence: Evidence) -> None:
    """Delete a piece. Raises :class:`ChecklistError` where an ended assessment rests on it."""
    if evidence.results.filter(assessment__ended_at__isnull=False).exists():
        raise ChecklistError("evidence_in_use")
    record(
        audit_kinds.EVIDENCE_DELETED, f"evidence:{evidence.pk}", evidence.title,
        organisation=evidence.organisation_id,
    )  # fmt: skip
    evidence.delete()


def piece_of(organisation: Organisation, key: uuid.UUID) -> Evidence | None:
    """A piece of an organisation."""
    return organisation.evidence.filter(pk=key).first()


def pieces_of(organisation: Organisation) -> QuerySet[Evidence]:
    """The pieces of an organisation, without the bytes of their files."""
    return organisation.evidence.select_related("file").defer("file__data")


def evidence_changed(result: Result) -> bool:
    """Whether something that shows the truth of an answer no longer says so."""
    return result.answer != AnswerKind.UNCHECKED and any(
        piece.says_otherwise for piece in result.evidence.all()
    )


def validity(evidence: Evidence, today: datetime.date | None = None) -> str:
    """``valid``, ``soon`` over, or ``over``."""
    today = today or timezone.localdate()
    until = evidence.valid_until
    if until is None or until > today + SOON:
        return "valid"
    return "soon" if until >= today else "over"
