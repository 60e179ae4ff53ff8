"""An organisation: its facilities, vendors and systems with their progress, and who is in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors, members
from shiryokan.checklists import membership, parts
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role
from shiryokan.checklists.models import (
    Checklist,
    Organisation,
    System,
)
from shiryokan.web.checklists.asked import organisation_or_404, person, row_or_none, told
from shiryokan.web.checklists.views.overview import AssessmentRow, rows_of
from shiryokan.web.numbers import whole_number


@editors
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """An organisation, which somebody manages."""
    name = request.POST.get("manager", "").strip()
    manager = User.objects.filter(username=name, is_active=True).first() if name else None
    try:
        if name and manager is None:
            raise ChecklistError("checklist_person")
        made = membership.new_organisation(request.POST.get("name", ""), manager or person(request))
    except ChecklistError as error:
        messages.error(request, told(error))
        return redirect("checklists:index")
    return redirect("checklists:organisation", made.pk)


@members
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """An organisation of whoever asks."""
    return _organisation(request, organisation_or_404(request, organisation_id))


def _organisation(
    request: HttpRequest, found: Organisation, status: int = 200, **more: Any
) -> HttpResponse:
    role = membership.role_in(found, request.user)
    years = sorted(set(found.assessments.values_list("year", flat=True)), reverse=True)
    asked = whole_number(request.GET.get("year", ""))
    year = asked if asked in years else (years[0] if years else None)
    rows = rows_of(found, year)
    context = {
        "organisation": found,
        "role": role,
        "writes": membership.may(role, Role.ANSWERER),
        "manages": membership.may(role, Role.MANAGER),
        "years": years,
        "year": year,
        "facilities": _beside(found.facilities.filter(ended_at=None), rows, "facility_id"),
        "vendors": _beside(found.vendors.filter(ended_at=None), rows, "vendor_id"),
        "systems": _systems(found, rows),
        "members": list(found.memberships.select_related("user")),
        "roles": Role.choices,
        "checklists": list(Checklist.objects.all()),
        "today": timezone.localdate(),
        "evidence": found.evidence.count(),
        "open_actions": found.actions.filter(done_on=None).count(),
        **more,
    }
    return render(request, "checklists/organisation.html", context, status=status)


def _beside(
    parts: Any, rows: list[AssessmentRow], column: str
) -> list[tuple[Any, list[AssessmentRow]]]:
    """Facilities or vendors, each with its assessments of the year."""
    return [
        (part, [row for row in rows if getattr(row.assessment, column) == part.pk])
        for part in parts
    ]


def _systems(
    found: Organisation, rows: list[AssessmentRow]
) -> list[tuple[System, list[AssessmentRow]]]:
    """Systems, each with its own assessments, or those of its vendor that are of no system."""
    result = []
    for system in found.systems.filter(ended_at=None).select_related("facility", "vendor"):
        own = [row for row in rows if row.assessment.system_id == system.pk]
        if not own and system.vendor_id:
            own = [
                row
                for row in rows
                if row.assessment.vendor_id == system.vendor_id and row.assessment.system_id is None
            ]
        result.append((system, own))
    return result


@members
@require_POST
def change_part(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Add a facility, a vendor or a system, give it another name, or say that it is no more."""
    found = organisation_or_404(request, organisation_id, Role.MANAGER)
    try:
        _change_part(request, found)
    except ChecklistError as error:
        messages.error(request, told(error))
        return _organisation(request, found, status=422, typed=request.POST)
    messages.success(request, gettext("書き込みました。"))
    return redirect("checklists:organisation", found.pk)


def _change_part(request: HttpRequest, found: Organisation) -> None:
    post = request.POST
    model = parts.KINDS.get(post.get("kind", ""))
    if model is None:
        raise ChecklistError("checklist_whose")
    key = whole_number(post.get("part", "")) or 0
    if post.get("step") == "end":
        parts.end_part(found, model, key)
        return
    parts.put_part(
        found, model, post.get("name", ""), key,
        facility=row_or_none(found.facilities.all(), post.get("facility", "")),
        vendor=row_or_none(found.vendors.all(), post.get("vendor", "")),
    )  # fmt: skip


@members
@require_POST
def change_member(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Take somebody in, give them another role, or take them out."""
    found = organisation_or_404(request, organisation_id, Role.MANAGER)
    user = User.objects.filter(username=request.POST.get("username", "").strip()).first()
    try:
        if user is None:
            raise ChecklistError("checklist_person")
        if request.POST.get("step") == "remove":
            membership.remove_member(found, user)
        elif not user.is_active:
            raise ChecklistError("checklist_person")
        else:
            role = request.POST.get("role", "")
            membership.put_member(found, user, Role(role) if role in Role.values else Role.ANSWERER)
    except ChecklistError as error:
        messages.error(request, told(error))
        return _organisation(request, found, status=422, typed=request.POST)
    messages.success(request, gettext("書き込みました。"))
    if membership.role_in(found, request.user) is None:
        return redirect("checklists:index")
    return redirect("checklists:organisation", found.pk)
