"""Writing, changing and deleting remarks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

import msgspec
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.model import Box
from shiryokan.quotes import keeping
from shiryokan.quotes.models import Quote
from shiryokan.remarks import audit_kinds
from shiryokan.remarks.errors import RemarkError
from shiryokan.remarks.models import TEXT_LENGTH, Remark
from shiryokan.subjects.seen import Seen
from shiryokan.subjects.subject import pin

MOST_REMARKS = 20_000
"""Remarks that a person may keep."""


class Place(msgspec.Struct, frozen=True):
    """What a remark is about: boxes of a page, a page (without boxes), or a subject."""

    document: Document | None = None
    page: int = 0
    boxes: tuple[Box, ...] = ()
    subject: Seen | None = None


@transaction.atomic
def write(owner: User, place: Place, text: str, audience: str, group: Group | None) -> Remark:
    """A new remark of a person. Raises :class:`RemarkError`."""
    row = Remark(owner=owner)
    _take(row, text, audience, group)
    if Remark.objects.filter(owner=owner).count() >= MOST_REMARKS:
        raise RemarkError("remark_many", most=MOST_REMARKS)
    if place.subject is not None:
        # the address that a remark relies on lasts
        pin(place.subject.subject)
        row.subject, row.record = place.subject.subject.id, place.subject.newest.pk
    elif place.document is None or not 1 <= place.page <= place.document.page_count:
        raise RemarkError("remark_place")
    elif place.boxes:
        row.quote = _kept(owner, place.document, place.page, place.boxes)
    else:
        row.document_id, row.page = place.document.pk, place.page
    row.save()
    _tell(row)
    return row


def _kept(owner: User, document: Document, page: int, boxes: Sequence[Box]) -> Quote:
    try:
        return keeping.keep(owner, document, page, boxes)
    except keeping.NotQuotable as error:
        raise RemarkError(f"remark_quote_{error}") from error


@transaction.atomic
def change(row: Remark, text: str, audience: str, group: Group | None) -> None:
    """Have a remark say something else, or be for others. Raises :class:`RemarkError`."""
    before = (row.audience, row.group_id)
    _take(row, text, audience, group)
    row.changed_at = timezone.now()
    row.save(update_fields=["text", "audience", "group", "changed_at"])
    if before != (row.audience, row.group_id):
        _tell(row)


@transaction.atomic
def remove(row: Remark, by: User) -> None:
    """Delete a remark; that of somebody else is put on record. Its quote stays among those of its
    owner."""
    if row.owner_id != by.pk:
        record(audit_kinds.REMOVED, f"remark:{row.pk}", owner=row.owner_id)
    row.delete()


def read_up_to(row: Remark, newest: uuid.UUID) -> None:
    """Note which record of a subject the writer has seen."""
    row.record = newest
    row.save(update_fields=["record"])


def _take(row: Remark, text: str, audience: str, group: Group | None) -> None:
    text = without_nul(text).strip()
    if not text:
        raise RemarkError("remark_empty")
    if len(text) > TEXT_LENGTH:
        raise RemarkError("remark_long", most=TEXT_LENGTH)
    if audience not in Remark.Audience.values:
        audience = Remark.Audience.OWN
    if audience == Remark.Audience.GROUP and (
        group is None or not group.user_set.filter(pk=row.owner_id).exists()
    ):
        raise RemarkError("remark_group")
    row.text, row.audience = text, audience
    row.group = group if audience == Remark.Audience.GROUP else None


def _tell(row: Remark) -> None:
    if row.audience != Remark.Audience.OWN:
        record(
            audit_kinds.SHARED, f"remark:{row.pk}", audience=row.audience,
            group=row.group.name if row.group else "",
        )  # fmt: skip
