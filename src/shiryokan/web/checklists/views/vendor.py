"""A vendor's form, opened by a link without an account: that form and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.access.rules import always_public
from shiryokan.api.gate import caller
from shiryokan.api.throttling import Buckets
from shiryokan.checklists import links
from shiryokan.checklists.answering import answer
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import VendorLink
from shiryokan.checklists.progress import progress_of
from shiryokan.checklists.words import items_of, whole
from shiryokan.web.checklists.asked import given_of, told, version_of
from shiryokan.web.checklists.fill_view import ANSWERS, views_of
from shiryokan.web.checklists.saved import ConflictView, conflict_view, saved_answer

_TRIES_PER_MINUTE = 30
"""Secrets that one address of the net may try: 256 bits are guessed by nobody, and this is no
counter of who looks."""
_ANSWERS_PER_MINUTE = 120
"""Requests by one link: two a second, more than anybody types."""


def _linked(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """The view of a link that there is, and that is not asked too often. Its page is kept nowhere
    and sends its address to nobody."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str, *args: Any, **named: Any) -> HttpResponseBase:
        link = links.link_of(secret)
        if link is None:
            if (
                not Buckets.of_instance()
                .ask(f"vendor {_hidden(request)}", _TRIES_PER_MINUTE)
                .allowed
            ):
                return _too_often(request, 60)
            raise Http404
        asked = Buckets.of_instance().ask(f"vendor link {link.pk}", _ANSWERS_PER_MINUTE)
        if not asked.allowed:
            return _too_often(request, asked.wait)
        # whoever made the link gave the form away with it
        with reading_all_but_the_bin():
            response = view(request, secret, link, *args, **named)
        # "no-referrer" would have browsers post with the origin "null", which is refused as forged
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return opened


def _hidden(request: HttpRequest) -> str:

    # addresses of people are not kept, not even for a minute
    return salted_hmac("shiryokan.web.checklists.vendor", caller(request)).hexdigest()


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    answer = render(request, "site/429.html", {"seconds": wait}, status=429)
    answer["Retry-After"] = str(wait)
    return answer


@always_public
@never_cache
@_linked
def form(request: HttpRequest, secret: str, link: VendorLink) -> HttpResponse:
    """The form with the vendor's answers."""
    links.used(link)
    return _form(request, secret, link)


def _form(
    request: HttpRequest, secret: str, link: VendorLink, conflict: ConflictView | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    found = link.assessment
    items = items_of(found.checklist)
    context = {
        "assessment": found,
        "checklist": found.checklist,
        "whole": whole(found.checklist),
        "link": link,
        "secret": secret,
        "rows": views_of(found, items),
        "progress": progress_of([found])[found.pk],
        "writes": found.ended_at is None and links.in_time(link),
        "over": not links.in_time(link),
        "choices": ANSWERS,
        "today": timezone.localdate(),
        "conflict": conflict,
        "vendor_page": True,
    }
    return render(request, "checklists/vendor.html", context, status=status)


@always_public
@never_cache
@require_POST
@_linked
def answer_item(
    request: HttpRequest, secret: str, link: VendorLink, item_id: int
) -> HttpResponse | JsonResponse:
    """Answer one item of the link's form."""
    found = link.assessment
    rows = found.results.select_related("item", "vendor", "by", "assessment__checklist")
    result = get_object_or_404(rows, item=item_id)
    scripted = request.headers.get("accept") == "application/json"
    try:
        with transaction.atomic():
            links.check_in_time(link.pk)
            row = answer(result, given_of(request), version_of(request), vendor=found.vendor)
    except ChecklistError as error:
        if scripted:
            return saved_answer(error=error, assessment=found, named=False)
        messages.error(request, told(error))
        conflict = conflict_view(error)
        return _form(request, secret, link, conflict, 409 if conflict else 422)
    if scripted:
        return saved_answer(row=row, assessment=found, named=False)
    return redirect(f"{reverse('checklists:vendor', args=[secret])}#item-{result.item_id}")
