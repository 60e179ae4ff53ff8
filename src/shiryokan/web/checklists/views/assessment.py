"""Filling an assessment, item by item; its print; its steps."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.checklists import assessing, carrying
from shiryokan.checklists.answering import answer
from shiryokan.checklists.carrying import years_of
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role, may, role_in
from shiryokan.checklists.models import Assessment, Checklist, Organisation, Result
from shiryokan.checklists.progress import progress_of
from shiryokan.checklists.words import items_of, whole
from shiryokan.web.checklists.asked import (
    assessment_or_404,
    day_of,
    given_of,
    organisation_or_404,
    person,
    row_or_none,
    told,
    version_of,
)
from shiryokan.web.checklists.fill_view import ANSWERS, views_of
from shiryokan.web.checklists.saved import ConflictView, conflict_view, saved_answer
from shiryokan.web.numbers import whole_number


@members
@require_POST
def begin(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Begin an assessment of a facility or a vendor."""
    organisation = organisation_or_404(request, organisation_id, Role.MANAGER)
    post = request.POST
    try:
        checklist = row_or_none(Checklist.objects.all(), post.get("checklist", ""))
        if checklist is None:
            raise ChecklistError("checklist_no_items")
        of = post.get("of", "").partition("-")
        if of[2] == "all":
            return _begin_all(request, organisation, checklist, of[0])
        system = row_or_none(organisation.systems.all(), post.get("system", ""))
        made = assessing.begin(
            organisation, checklist, person(request),
            facility=row_or_none(organisation.facilities.all(), of[2])
            if of[0] == "facility" else None,
            vendor=row_or_none(organisation.vendors.all(), of[2]) if of[0] == "vendor" else None,
            system=system, due=day_of(post.get("due", "")),
            year=whole_number(post.get("year", ""), least=2000, most=2100),
        )  # fmt: skip
    except ChecklistError as error:
        messages.error(request, told(error))
        return redirect("checklists:organisation", organisation.pk)
    return redirect("checklists:assessment", made.pk)


def _begin_all(
    request: HttpRequest, organisation: Organisation, checklist: Checklist, kind: str
) -> HttpResponse:
    """Begin an assessment of each facility, or vendor, that has none of that form yet."""
    if kind not in ("facility", "vendor"):
        raise ChecklistError("checklist_whose")
    parts = organisation.facilities if kind == "facility" else organisation.vendors
    due, begun = day_of(request.POST.get("due", "")), 0
    year = whole_number(request.POST.get("year", ""), least=2000, most=2100)
    for part in parts.filter(ended_at=None):
        try:
            assessing.begin(
                organisation, checklist, person(request), due=due, year=year,
                **{kind: part},  # type: ignore[arg-type]
            )  # fmt: skip
        except ChecklistError as error:
            if error.code != "checklist_begun":
                raise
        else:
            begun += 1
    text = ngettext(
        "%(count)s件の自己点検を始めました。", "%(count)s件の自己点検を始めました。", begun
    )
    messages.success(request, text % {"count": begun})
    return redirect("checklists:organisation", organisation.pk)


@members
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The form to be filled, on one page."""
    return _filled(request, assessment_or_404(request, assessment_id))


def _filled(
    request: HttpRequest, found: Assessment, conflict: ConflictView | None = None, status: int = 200
) -> HttpResponse:
    role = role_in(found.organisation, request.user)
    items = items_of(found.checklist)
    years = years_of(found, items)
    progress = progress_of([found])[found.pk]
    context: dict[str, Any] = {
        "assessment": found,
        "checklist": found.checklist,
        "whole": whole(found.checklist),
        "rows": views_of(found, items, years),
        "years": years,
        "counts": years.counts if years.compared else None,
        "progress": progress,
        "writes": may(role, Role.ANSWERER) and found.ended_at is None,
        "may_answer": may(role, Role.ANSWERER),
        "manages": may(role, Role.MANAGER),
        "choices": ANSWERS,
        "today": timezone.localdate(),
        "conflict": conflict,
        "links": list(found.links.select_related("by")) if found.vendor_id else [],
        "has_workbook": hasattr(found.checklist, "workbook"),
    }
    return render(request, "checklists/assessment.html", context, status=status)


def _result_or_404(found: Assessment, item_id: int) -> Result:
    rows = found.results.select_related("item", "by", "vendor", "assessment__checklist")
    return get_object_or_404(rows, item=item_id)


@members
@require_POST
def answer_item(request: HttpRequest, assessment_id: int, item_id: int) -> HttpResponse:
    """Answer one item: by the page's script, which is answered in JSON, or by a plain form."""
    found = assessment_or_404(request, assessment_id, Role.ANSWERER)
    result = _result_or_404(found, item_id)
    scripted = request.headers.get("accept") == "application/json"
    try:
        if request.POST.get("last"):
            row = carrying.take_last(result, version_of(request), person(request))
        else:
            row = answer(result, given_of(request), version_of(request), user=person(request))
    except ChecklistError as error:
        if scripted:
            return saved_answer(error=error, assessment=found)
        messages.error(request, told(error))
        conflict = conflict_view(error)
        return _filled(request, found, conflict, 409 if conflict else 422)
    if scripted:
        return saved_answer(row=row, assessment=found)
    return redirect(f"{reverse('checklists:assessment', args=[found.pk])}#item-{result.item_id}")


@members
def history(request: HttpRequest, assessment_id: int, item_id: int) -> HttpResponse:
    """What was answered to one item, through all that was changed."""
    found = assessment_or_404(request, assessment_id)
    result = _result_or_404(found, item_id)
    item = next(each for each in items_of(found.checklist) if each.item.pk == item_id)
    context = {
        "assessment": found,
        "item": item,
        "result": result,
        "versions": list(result.versions.select_related("by", "vendor")),
        "evidence": list(result.evidence.all()),
        "actions": list(result.actions.select_related("owner")),
    }
    return render(request, "checklists/history.html", context)


@members
@require_POST
def step(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """End an assessment, open it again, begin its next round, say when it is due, or delete it."""
    found = assessment_or_404(request, assessment_id, Role.MANAGER)
    what = request.POST.get("step", "")
    try:
        match what:
            case "end":
                assessing.end(found)
            case "reopen":
                assessing.reopen(found)
            case "round":
                assessing.next_round(found, person(request))
            case "due":
                assessing.set_due(found, day_of(request.POST.get("due", "")))
            case "delete":
                assessing.delete(found)
                messages.success(request, gettext("自己点検を消しました。"))
                return redirect("checklists:organisation", found.organisation_id)
            case _:
                pass
    except ChecklistError as error:
        messages.error(request, told(error))
    return redirect("checklists:assessment", found.pk)


@members
def printed(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The whole form in its own order with every answer and every day, as an inspector asks for
    it."""
    found = assessment_or_404(request, assessment_id)
    items = items_of(found.checklist)
    rows = views_of(found, items)
    detailed = request.GET.get("evidence") == "1"
    context = {
        "assessment": found,
        "checklist": found.checklist,
        "whole": whole(found.checklist),
        "rows": rows,
        "columns": 4 + 2 * found.checklist.rounds + detailed,
        "rounds": range(1, found.checklist.rounds + 1),
        "progress": progress_of([found])[found.pk],
        "now": timezone.now(),
        "detailed": detailed,
    }
    return render(request, "checklists/print.html", context)
