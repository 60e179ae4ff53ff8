"""Short courses on what a revision changed: made, set aside, assigned to all who quote it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted
from shiryokan.access.rules import editors
from shiryokan.learning import revisions
from shiryokan.learning.errors import LearningError
from shiryokan.records.models import Extraction
from shiryokan.web.learning.forms import day_of
from shiryokan.web.learning.views.desk import told
from shiryokan.web.numbers import whole_number


@editors
@heavy_when_posted
@require_POST
def step(request: HttpRequest) -> HttpResponse:
    """Make the course of a revision, say that none is needed, or assign it."""
    post, user = request.POST, cast("User", request.user)
    old, new = (_extraction(post.get(name, "")) for name in ("old", "new"))
    try:
        offer = revisions.offer_of(old, new)
        if post.get("step") == "aside":
            revisions.set_aside(user, offer)
        elif post.get("step") == "assign":
            _assign(request, offer, user)
        else:
            return _make(request, offer, user)
    except LearningError as error:
        messages.error(request, told(error))
    return redirect("learning:desk")


def _extraction(text: str) -> Extraction:
    found = Extraction.objects.filter(pk=whole_number(text) or 0, state=Extraction.State.FOUND)
    extraction = found.select_related("document").first()
    if extraction is None:
        raise Http404
    return extraction


def _make(request: HttpRequest, offer: revisions.Offer, user: User) -> HttpResponse:
    if offer.row is not None and offer.row.course_id is not None:
        # pressed twice: the course is there
        return redirect("learning:edit", offer.row.course_id)
    course = revisions.make_course(user, offer)
    count = course.exercises.count()
    if count:
        said = ngettext(
            "改定で変わったことを問う%(count)s問を作りました。ページと見比べて通し、公開してください。",
            "改定で変わったことを問う%(count)s問を作りました。ページと見比べて通し、公開してください。",
            count,
        )
        messages.success(request, said % {"count": count})
    else:
        messages.warning(
            request,
            gettext(
                "確かに問えることが見つからなかったので、空の講座を作りました。設問を書いてください。"
            ),
        )
    return redirect("learning:edit", course.pk)


def _assign(request: HttpRequest, offer: revisions.Offer, user: User) -> None:
    if offer.row is None:
        raise LearningError("learning_not_open")
    count = len(revisions.assign_to_all(offer.row, user, day_of(request.POST.get("due", ""))))
    said = ngettext("%(count)s人に指定しました。", "%(count)s人に指定しました。", count)
    messages.success(request, said % {"count": count})
