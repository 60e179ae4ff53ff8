"""The front page of checklists: whose assessments there are, and how far each is."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, members
from shiryokan.checklists.due import SOURCES, due_dates
from shiryokan.checklists.membership import (
    Role,
    may,
    organisations_of,
    role_in,
)
from shiryokan.checklists.models import Assessment, Checklist, Organisation
from shiryokan.checklists.progress import Progress, progress_of
from shiryokan.deadlines.sources import DueDate
from shiryokan.web.checklists.asked import person

_MOST_SHOWN = 60
_MOST_DUE = 12


class AssessmentRow(NamedTuple):
    """An assessment in a list."""

    assessment: Assessment
    progress: Progress
    late: bool


class OrganisationRow(NamedTuple):
    """An organisation with its newest assessments."""

    organisation: Organisation
    manages: bool
    rows: list[AssessmentRow]
    more: int


def rows_of(organisation: Organisation, year: int | None = None) -> list[AssessmentRow]:
    """The assessments of an organisation, the newest year first."""
    found = organisation.assessments.select_related("checklist", "facility", "vendor", "system")
    if year is not None:
        found = found.filter(year=year)
    rows = list(found.order_by("-year", "facility__name", "vendor__name", "system__name", "pk"))
    today, progress = timezone.localdate(), progress_of(rows)
    return [
        AssessmentRow(
            row, progress[row.pk],
            row.due is not None and row.due < today and not progress[row.pk].complete
            and row.ended_at is None,
        )
        for row in rows
    ]  # fmt: skip


@members
def index(request: HttpRequest) -> HttpResponse:
    """All assessments that somebody sees, by organisation; what is due; and what to do next where
    there is nothing yet."""
    user = request.user
    organisations = []
    for organisation in organisations_of(user):
        rows = rows_of(organisation)
        manages = may(role_in(organisation, user), Role.MANAGER)
        shown = _at_work(rows)[:_MOST_SHOWN]
        organisations.append(OrganisationRow(organisation, manages, shown, len(rows) - len(shown)))
    context = {
        "organisations": organisations,
        "due": _near(due_dates(person(request))),
        "checklists": Checklist.objects.count(),
        "makes_organisations": may_edit(user),
        "today": timezone.localdate(),
    }
    return render(request, "checklists/index.html", context)


def _at_work(rows: list[AssessmentRow]) -> list[AssessmentRow]:
    """Those of the newest year, and those of earlier years on which there is something to do."""
    newest = max((row.assessment.year for row in rows), default=0)
    return [
        row
        for row in rows
        if row.assessment.year == newest
        or (row.assessment.ended_at is None and (row.late or row.progress.changed))
    ]


def _near(found: list[tuple[str, DueDate]]) -> list[tuple[str, DueDate]]:
    soon = timezone.localdate() + datetime.timedelta(days=60)
    return [(gettext(SOURCES[name][0]), each) for name, each in found if each.day <= soon][
        :_MOST_DUE
    ]
