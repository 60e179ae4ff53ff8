"""The board of what an organisation has to do."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.checklists import actions
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role, active_members, may, role_in
from shiryokan.checklists.models import AnswerKind, Organisation, Result
from shiryokan.web.checklists.asked import (
    check_role,
    needed_day,
    organisation_or_404,
    person,
    row_or_none,
    told,
)
from shiryokan.web.numbers import whole_number

_MOST_SHOWN = 500
_MOST_DONE = 100


@members
def board(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What is to be done, the earliest first, and what was done; and adding something."""
    found = organisation_or_404(request, organisation_id)
    if request.method != "POST":
        return _board(request, found)
    check_role(request, found, Role.ANSWERER)
    post = request.POST
    rows = Result.objects.filter(assessment__organisation=found).select_related("assessment")
    try:
        actions.add(
            found, person(request), post.get("title", ""), needed_day(post.get("due", "")),
            owner=_owner(found, post.get("owner", "")),
            result=row_or_none(rows, post.get("result", "")),
        )  # fmt: skip
    except ChecklistError as error:
        messages.error(request, told(error))
        return _board(request, found, 422)
    messages.success(request, gettext("対応を入れました。"))
    return redirect("checklists:actions", found.pk)


def _owner(found: Organisation, text: str) -> User | None:
    if not text:
        return None
    owner = row_or_none(active_members(found), text)
    if owner is None:
        raise ChecklistError("action_owner")
    return owner


def _board(request: HttpRequest, found: Organisation, status: int = 200) -> HttpResponse:
    rows = found.actions.select_related(
        "owner", "result__item", "result__assessment__checklist",
        "result__assessment__facility", "result__assessment__vendor",
    )  # fmt: skip
    nos = Result.objects.filter(
        assessment__organisation=found, answer=AnswerKind.NO, assessment__ended_at=None
    ).select_related("item", "assessment__checklist", "assessment__facility", "assessment__vendor")
    context = {
        "organisation": found,
        "open": list(rows.filter(done_on=None)[:_MOST_SHOWN]),
        "done": list(rows.filter(done_on__isnull=False).order_by("-done_on")[:_MOST_DONE]),
        "nos": list(nos.order_by("assessment_id", "item__position")[:_MOST_SHOWN]),
        "wanted": whole_number(request.GET.get("result", "")) or 0,
        "people": list(active_members(found)),
        "writes": may(role_in(found, request.user), Role.ANSWERER),
        "today": timezone.localdate(),
        "typed": request.POST,
    }
    return render(request, "checklists/actions.html", context, status=status)


@members
@require_POST
def step(request: HttpRequest, organisation_id: int, action_id: int) -> HttpResponse:
    """Say that something is done or is not, or have somebody else do it."""
    found = organisation_or_404(request, organisation_id, Role.ANSWERER)
    action = get_object_or_404(found.actions.select_related("organisation"), pk=action_id)
    try:
        if request.POST.get("step") == "owner":
            actions.hand_over(action, _owner(found, request.POST.get("owner", "")))
        else:
            actions.set_done(action, done=request.POST.get("step") == "done")
    except ChecklistError as error:
        messages.error(request, told(error))
    return redirect("checklists:actions", found.pk)
