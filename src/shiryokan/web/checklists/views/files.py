"""Assessments as files, and filled workbooks taken in."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import AnyUser, heavy, heavy_when_posted, takes_files
from shiryokan.access.rules import members
from shiryokan.audit.exports import record_export
from shiryokan.checklists import exchange
from shiryokan.checklists.carrying import last_assessment
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.making import previous_of
from shiryokan.checklists.membership import Role, organisations_of
from shiryokan.checklists.models import Assessment, Checklist
from shiryokan.checklists.words import whole
from shiryokan.i18n.explanations import explain
from shiryokan.registers.checklists.messages import PROBLEM_WORDS
from shiryokan.registers.checklists.model import Problem
from shiryokan.web.checklists.asked import assessment_or_404, person, told
from shiryokan.web.numbers import whole_number
from shiryokan.workbooks.errors import WorkbookError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_TOLD = 200


def in_an_organisation(user: AnyUser) -> bool:
    """Whether somebody may send files here: who is in an organisation at all."""
    return organisations_of(user).exists()


def problem_words(problem: Problem) -> str:
    """What a person has to look at."""
    return gettext(PROBLEM_WORDS[problem.code]) if problem.code in PROBLEM_WORDS else problem.code


def _readable(found: Assessment) -> Assessment:
    """Raises 404 where the words of the form may not be seen: a file of it would tell them."""
    if whole(found.checklist) == "closed":
        raise Http404
    return found


def _attached(data: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@members
@heavy
def export(request: HttpRequest, assessment_id: int, suffix: str) -> HttpResponse:
    """An assessment as a workbook of our own; with ``?own`` the workbook that the form came from,
    filled in."""
    found = _readable(assessment_or_404(request, assessment_id))
    if suffix != "xlsx":
        raise Http404
    if "own" not in request.GET:
        record_export(request, "assessment", str(found.pk), suffix, found.results.count())
        return _attached(exchange.workbook(found), XLSX, f"assessment-{found.pk}.xlsx")
    try:
        filled = exchange.filled_workbook(found)
    except WorkbookError as error:
        messages.error(request, explain(error.code, {}, gettext).whole)
        return redirect("checklists:assessment", found.pk)
    if filled is None:
        raise Http404
    if filled.unplaced or filled.problems:
        for problem in filled.problems[:_MOST_TOLD]:
            messages.warning(request, problem_words(problem))
    record_export(request, "assessment", str(found.pk), "own", found.results.count())
    return _attached(filled.data, XLSX, f"form-{found.pk}.xlsx")


@members
@heavy
def oscal(request: HttpRequest, assessment_id: int, part: str) -> HttpResponse:
    """A part of an assessment as OSCAL."""
    found = _readable(assessment_or_404(request, assessment_id))
    if part not in exchange.PARTS:
        raise Http404
    data = exchange.oscal_of(found, part)
    if data is None:
        messages.info(request, gettext("「いいえ」の項目がないので、計画（POA&M）はありません。"))
        return redirect("checklists:assessment", found.pk)
    record_export(request, "assessment", str(found.pk), f"oscal-{part}", found.results.count())
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _attached(text.encode(), "application/json", f"{part}-{found.pk}.json")


@members
@heavy_when_posted
@takes_files(in_an_organisation)
@require_POST
def take_in(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """What a filled workbook would change; and, once it was looked at, writing it."""
    found = _readable(assessment_or_404(request, assessment_id, Role.ANSWERER))
    sent = request.FILES.get("file")
    try:
        if request.POST.get("sealed"):
            return _written(request, found)
        if sent is None:
            raise ChecklistError("checklist_workbook")
        data = sent.read(exchange.MOST_BYTES + 1)
        made = exchange.read_in(found, data, _others(found))
        if made.refused:
            raise ChecklistError(made.refused)
    except WorkbookError as error:
        messages.error(request, explain(error.code, {}, gettext).whole)
        return redirect("checklists:assessment", found.pk)
    except ChecklistError as error:
        messages.error(request, told(error))
        return redirect("checklists:assessment", found.pk)
    context = {
        "assessment": found,
        "made": made,
        "problems": [
            (problem_words(each), each)
            for each in made.problems[:_MOST_TOLD]
            # a file of the earlier form is of another assessment, which is told as that
            if not (made.earlier and each.code == "other_assessment")
        ],
        "unusable": [(row, explain(code, {}, gettext).whole) for row, code in made.unusable],
        "sealed": exchange.sealed(found, person(request), made) if made.changes else "",
    }
    return render(request, "checklists/take_in.html", context)


def _written(request: HttpRequest, found: Assessment) -> HttpResponse:
    user = person(request)
    changes = exchange.unsealed(found, user, request.POST["sealed"])
    chosen = {number for text in request.POST.getlist("take") if (number := whole_number(text))}
    count = exchange.take_in(found, user, changes, chosen)
    text = ngettext("%(count)s項目を書き込みました。", "%(count)s項目を書き込みました。", count)
    messages.success(request, text % {"count": count})
    return redirect("checklists:assessment", found.pk)


def _others(found: Assessment) -> list[Checklist]:
    """Forms that a file may be of by mistake: the years before."""
    last = last_assessment(found)
    rows = [last.checklist if last is not None else None, previous_of(found.checklist)]
    known = {row.pk: row for row in rows if row is not None and row.pk != found.checklist_id}
    return list(known.values())
