"""Answering items: each result is written upon the version that was seen, or not at all."""

from __future__ import annotations

import datetime

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import (
    REMARK_LENGTH,
    AnswerKind,
    Assessment,
    Result,
    ResultVersion,
    Vendor,
)
from shiryokan.japanese.codepoints import without_nul

_FIRST_DAY, _LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
"""What is earlier or later was mistyped."""


class Given(msgspec.Struct, frozen=True):
    """What somebody says to an item."""

    answer: AnswerKind = AnswerKind.UNCHECKED
    checked_on: datetime.date | None = None
    target_on: datetime.date | None = None
    remark: str = ""


class Conflict(ChecklistError):  # noqa: N818
    """Somebody else answered meanwhile: nothing was written. ``result`` is what they said,
    ``given`` what was to be written."""

    def __init__(self, result: Result, given: Given) -> None:
        super().__init__("checklist_conflict")
        self.result = result
        self.given = given


def said(result: Result) -> Given:
    """What a result says."""
    return Given(AnswerKind(result.answer), result.checked_on, result.target_on, result.remark)


def checked(given: Given) -> Given:
    """``given`` as it is kept: who answers without a day did so today, and what is not いいえ has
    no target. Raises :class:`ChecklistError` for days and words that cannot be."""
    remark = without_nul(given.remark.replace("\r\n", "\n").strip())
    if len(remark) > REMARK_LENGTH:
        raise ChecklistError("checklist_long", most=REMARK_LENGTH)
    for day in (given.checked_on, given.target_on):
        if day is not None and not _FIRST_DAY <= day <= _LAST_DAY:
            raise ChecklistError("checklist_date")
    if given.checked_on is not None and given.checked_on > timezone.localdate():
        raise ChecklistError("checklist_future")
    day = given.checked_on
    if given.answer == AnswerKind.UNCHECKED:
        day = None
    elif day is None:
        day = timezone.localdate()
    target = given.target_on if given.answer == AnswerKind.NO else None
    return Given(given.answer, day, target, remark)


@transaction.atomic
def answer(
    result: Result, given: Given, version: int, *, user: User | None = None,
    vendor: Vendor | None = None,
) -> Result:  # fmt: skip
    """Write what somebody says to an item, upon ``version`` of it. Raises :class:`Conflict` where
    there is a newer one that says otherwise, and :class:`ChecklistError` where the assessment is
    over or something cannot be."""
    assessment = open_assessment(result.assessment_id)
    row = Result.objects.select_for_update().get(pk=result.pk)
    given = checked(given)
    if given == said(row):
        return row
    if row.version != version:
        raise Conflict(row, given)
    write(row, given, user=user, vendor=vendor)
    record(
        audit_kinds.ANSWERED, f"assessment:{row.assessment_id}", row.item.number,
        organisation=assessment.organisation_id, checklist=assessment.checklist.title,
        item=row.item_id, version=row.version, answer=row.answer,
        checked_on=_day(row.checked_on), target_on=_day(row.target_on),
        vendor=vendor.pk if vendor else 0,
    )  # fmt: skip
    return row


def open_assessment(assessment_id: int) -> Assessment:
    """The assessment, held for this transaction. Raises :class:`ChecklistError` where it is
    over."""
    found = Assessment.objects.select_for_update().get(pk=assessment_id)
    if found.ended_at is not None:
        raise ChecklistError("checklist_ended")
    return found


def write(
    row: Result, given: Given, *, user: User | None = None, vendor: Vendor | None = None
) -> None:
    """Keep what a result said, and have it say ``given``; it is held by the caller."""
    if row.version:
        ResultVersion.objects.create(
            result=row, version=row.version, answer=row.answer, checked_on=row.checked_on,
            target_on=row.target_on, remark=row.remark, by=row.by, vendor=row.vendor, at=row.at,
        )  # fmt: skip
    row.answer, row.checked_on = given.answer, given.checked_on
    row.target_on, row.remark = given.target_on, given.remark
    row.version += 1
    row.by, row.vendor, row.at = user, vendor, timezone.now()
    row.save()


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""
