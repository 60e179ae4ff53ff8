"""Puts right what a document is filed under: its title and an origin, by whoever edits it.

Nobody writes over what they have not seen: whoever saves says what the document said when they
began, and is told if somebody else has changed it since.
"""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

import msgspec
from django.db import transaction

from shiryokan.audit.models import AuditEntry, about
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.bodies import council_named, meeting_numbered, publisher_named
from shiryokan.documents.catalogue import is_web
from shiryokan.documents.dates import date_text
from shiryokan.documents.guessing import guesses_of
from shiryokan.documents.models import Document, Origin
from shiryokan.documents.names import tidy
from shiryokan.documents.signals import document_described
from shiryokan.titlepage.guess import PROPOSED, Guess, Precision


class Particulars(msgspec.Struct, frozen=True):
    """A document's title and one of its origins, as they are edited together."""

    title: str = ""
    publisher: str = ""
    council: str = ""
    meeting: str = ""
    date: datetime.date | None = None
    date_precision: Precision = "day"
    source_url: str = ""

    @property
    def code(self) -> str:
        """What tells whether somebody else has changed them."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]


class ChangedMeanwhile(Exception):  # noqa: N818
    """Somebody else has changed the document since: ``now`` is what it says, ``last`` the audit
    entry of the change, if there is one."""

    def __init__(self, now: Particulars, last: AuditEntry | None) -> None:
        super().__init__(now.title)
        self.now = now
        self.last = last


def particulars_of(document: Document, origin: Origin | None) -> Particulars:
    """What a document says now. ``origin`` is one of its own, or None for none."""
    if origin is None:
        return Particulars(title=document.title)
    precision: Any = origin.date_precision
    return Particulars(
        title=document.title,
        publisher=origin.publisher.name if origin.publisher else "",
        council=origin.council.name if origin.council else "",
        meeting=origin.meeting.number if origin.meeting else "",
        date=origin.date,
        date_precision=precision if origin.date else "day",
        source_url=origin.source_url,
    )


class Proposal(msgspec.Struct, frozen=True):
    """What the first pages propose for a field, and how sure that is, from 0 to 100."""

    value: str
    percent: int


def proposals_for(document: Document) -> tuple[Particulars, dict[str, Proposal]]:
    """What a document's first pages propose, and each value with its confidence."""
    found = guesses_of(document)
    named: dict[str, Guess | None] = {
        "title": found.title,
        "publisher": found.publisher,
        "council": found.council,
        "meeting": found.meeting,
    }
    proposals = {
        name: Proposal(tidy(guess.value, 500), round(100 * guess.confidence))
        for name, guess in named.items()
        if guess and guess.confidence >= PROPOSED
    }
    values: dict[str, Any] = {name: each.value for name, each in proposals.items()}
    if found.date and found.date.confidence >= PROPOSED:
        values |= {"date": found.date.day, "date_precision": found.date.precision}
        told = date_text(found.date.day, found.date.precision)
        proposals["date"] = Proposal(told, round(100 * found.date.confidence))
    return Particulars(**values), proposals


NEW = "new"
"""Stands for an origin that is to be added."""


@transaction.atomic
def redescribe(document_id: str, which: int | str, new: Particulars, seen: str) -> Document:
    """Make a document say ``new``. ``seen`` is the code of what it said when it was shown;
    ``which`` the origin that is edited: a key, nothing for the first, :data:`NEW` to add one.

    Raises :class:`ChangedMeanwhile`, with nothing changed, if somebody else was there before, and
    :class:`Document.DoesNotExist` or :class:`Origin.DoesNotExist` if it is not seen.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document_id)
    origin = _origin(document, which)
    now = particulars_of(document, origin)
    new = msgspec.structs.replace(
        new,
        title=tidy(new.title, 500) or now.title,
        date_precision=new.date_precision if new.date else "day",
    )
    if now.code != seen and now != new:
        entries = AuditEntry.objects.filter(about(document.pk), kind__in=_CHANGES)
        raise ChangedMeanwhile(now, entries.order_by("-number").first())
    document.title_given, document.title_confidence, document.title = True, 1.0, new.title
    document.checked = True
    document.save(update_fields=["title", "title_given", "title_confidence", "checked"])
    if now == new:
        return document
    _write_origin(document, origin, new)
    old, changed = _differences(now, new)
    record(audit_kinds.REDESCRIBED, f"document:{document.pk}", new.title, old=old, new=changed)
    if document.state != Document.State.STORED:
        document_described.send(Document, document_id=document.pk)
    return document


def _origin(document: Document, which: int | str) -> Origin | None:
    if which == NEW:
        return None
    return document.origins.get(pk=which) if which else document.origin


_CHANGES = (audit_kinds.REDESCRIBED, audit_kinds.DESCRIBED, audit_kinds.ADMINISTERED)


def _write_origin(document: Document, origin: Origin | None, new: Particulars) -> None:
    says = any((new.publisher, new.council, new.date, new.source_url))
    if not says and origin is None:
        return
    if not says and origin is not None and origin.retrieved_at is None:
        origin.delete()
        return
    origin = origin or Origin(document=document)
    origin.publisher = publisher_named(new.publisher) if new.publisher else None
    origin.council = council_named(new.council, origin.publisher) if new.council else None
    day = new.date if new.date_precision == "day" else None
    origin.meeting = (
        meeting_numbered(origin.council, new.meeting, day)
        if origin.council and new.meeting
        else None
    )
    origin.date, origin.date_precision = new.date, new.date_precision
    origin.source_url = new.source_url if is_web(new.source_url) else ""
    origin.save()


def _differences(now: Particulars, new: Particulars) -> tuple[dict[str, Any], dict[str, Any]]:
    one, two = msgspec.to_builtins(now), msgspec.to_builtins(new)
    names = [name for name in one if one[name] != two[name]]
    return {name: one[name] for name in names}, {name: two[name] for name in names}
