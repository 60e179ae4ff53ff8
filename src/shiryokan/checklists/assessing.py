"""Beginning, ending and deleting assessments, and their rounds."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from shiryokan.audit.kinds import Kind
from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.answering import Given, open_assessment, write
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import (
    Assessment,
    Checklist,
    Facility,
    Organisation,
    Result,
    System,
    Vendor,
)


def begin(
    organisation: Organisation, checklist: Checklist, user: User, *,
    facility: Facility | None = None, vendor: Vendor | None = None, system: System | None = None,
    year: int | None = None, due: datetime.date | None = None,
) -> Assessment:  # fmt: skip
    """Begin an assessment, with a result for each item. Raises :class:`ChecklistError` where it is
    there already, is of nobody, or of another organisation."""
    parts = [part for part in (facility, vendor, system) if part is not None]
    if (facility is None) == (vendor is None) or any(
        part.organisation_id != organisation.pk for part in parts
    ):
        raise ChecklistError("checklist_whose")
    wanted = Checklist.For.FACILITY if facility is not None else Checklist.For.VENDOR
    if checklist.answered_by != wanted:
        raise ChecklistError("checklist_not_for")
    items = list(checklist.items.order_by("position"))
    if not items:
        raise ChecklistError("checklist_no_items")
    try:
        with transaction.atomic():
            made = Assessment.objects.create(
                organisation=organisation, checklist=checklist, facility=facility, vendor=vendor,
                system=system, year=year or checklist.year, due=due, by=user,
            )  # fmt: skip
            Result.objects.bulk_create([Result(assessment=made, item=item) for item in items], 500)
            record(
                audit_kinds.ASSESSMENT_MADE, f"assessment:{made.pk}", checklist.title,
                organisation=organisation.pk,
            )  # fmt: skip
    except IntegrityError:
        raise ChecklistError("checklist_begun") from None
    return made


@transaction.atomic
def end(assessment: Assessment) -> None:
    """Have it over: nothing is answered any more."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.ended_at is None:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        _recorded(audit_kinds.ASSESSMENT_ENDED, row)


@transaction.atomic
def reopen(assessment: Assessment) -> None:
    """Have it answered again."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.ended_at is not None:
        row.ended_at = None
        row.save(update_fields=["ended_at"])
        _recorded(audit_kinds.ASSESSMENT_REOPENED, row)


@transaction.atomic
def next_round(assessment: Assessment, user: User) -> None:
    """Begin the next round of the year: what was answered stays as the round before. Raises
    :class:`ChecklistError` where the form asks for no more."""
    row = open_assessment(assessment.pk)
    if row.round >= row.checklist.rounds:
        raise ChecklistError("checklist_last_round")
    for result in row.results.select_for_update():
        day = result.checked_on.isoformat() if result.checked_on else ""
        result.earlier = [*result.earlier, [result.answer, day]]
        write(result, Given(target_on=result.target_on, remark=result.remark), user=user)
    row.round += 1
    row.save(update_fields=["round"])


@transaction.atomic
def set_due(assessment: Assessment, due: datetime.date | None) -> None:
    """Say by when it is to be answered."""
    Assessment.objects.filter(pk=assessment.pk).update(due=due)


@transaction.atomic
def delete(assessment: Assessment) -> None:
    """Delete one that nobody answered yet. Raises :class:`ChecklistError` for another: what was
    answered is shown to inspectors."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.results.filter(version__gt=0).exists():
        raise ChecklistError("checklist_answered")
    _recorded(audit_kinds.ASSESSMENT_DELETED, row)
    row.delete()


def _recorded(kind: Kind, row: Assessment) -> None:
    record(kind, f"assessment:{row.pk}", row.checklist.title, organisation=row.organisation_id)
