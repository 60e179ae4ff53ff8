"""Links by which a vendor answers: made, shown once, and revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.checklists import links
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import Role
from shiryokan.instance.public_address import public_address
from shiryokan.web.checklists.asked import assessment_or_404, needed_day, person, told


@members
@require_POST
def make(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """A new link; its address is shown now, and never again."""
    found = assessment_or_404(request, assessment_id, Role.MANAGER)
    try:
        link, secret = links.make_link(
            found, person(request), needed_day(request.POST.get("until", ""))
        )
    except ChecklistError as error:
        messages.error(request, told(error))
        return redirect("checklists:assessment", found.pk)
    address = public_address(request, reverse("checklists:vendor", args=[secret]))
    answer = render(
        request, "checklists/link.html", {"assessment": found, "link": link, "address": address}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@members
@require_POST
def revoke(request: HttpRequest, assessment_id: int, link_id: int) -> HttpResponse:
    """Have a link lead nowhere."""
    found = assessment_or_404(request, assessment_id, Role.MANAGER)
    links.revoke(get_object_or_404(found.links.select_related("assessment__checklist"), pk=link_id))
    messages.success(request, gettext("リンクを取り消しました。"))
    return redirect("checklists:assessment", found.pk)
