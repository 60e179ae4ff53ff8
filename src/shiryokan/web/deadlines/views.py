"""Deadlines: the table, the file, and the calendar at a secret address."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.readers import reading_as
from shiryokan.access.rules import always_public, members, public
from shiryokan.deadlines import calendar_feed
from shiryokan.deadlines.models import CalendarAddress
from shiryokan.deadlines.table import MOST, Chosen, days, kinds_of
from shiryokan.instance.feeds import SECONDS, feed_answer
from shiryokan.instance.public_address import public_base
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_file

PER_PAGE = 50
_PARAMETERS = ("from", "to", "kind", "q", "whose", "all")


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The days from today on, of the documents that whoever asks may see, and their own."""
    chosen = Chosen.of(request.GET.dict())
    found = days(chosen, request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = _query(request)
    address = None
    if request.user.is_authenticated:
        kept = CalendarAddress.objects.filter(owner=request.user).first()
        if kept is not None:
            path = reverse("deadlines:calendar", args=[kept.key])
            address = f"{public_base(request)}{path}" + (f"?{query}" if query else "")
    context = {
        "page": page,
        "chosen": chosen,
        "kinds": kinds_of(),
        "parameters": query,
        "address": address,
        "today": timezone.localdate(),
        "all": "all" in request.GET,
        "most": MOST if len(found) == MOST else 0,
    }
    answer = render(request, "deadlines/index.html", context)
    if address:
        answer["Cache-Control"] = "private, no-store"
    return answer


def _query(request: HttpRequest) -> str:
    given = request.GET.copy()
    for name in list(given):
        if name not in _PARAMETERS or not request.GET.get(name, "").strip():
            del given[name]
    return given.urlencode()


@public
@heavy
@require_safe
def table_file(request: HttpRequest) -> HttpResponse:
    """The table as CSV."""
    titles = {
        "day": gettext("期日"),
        "kind": gettext("種類"),
        "title": gettext("文書・用件"),
        "page": gettext("ページ"),
        "words": gettext("文"),
        "state": gettext("効力"),
        "address": gettext("アドレス"),
    }
    base = public_base(request)
    rows = [
        {
            "day": each.day.isoformat(),
            "kind": each.kind_title,
            "title": each.title,
            "page": each.page or "",
            "words": each.words,
            "state": each.state_title,
            "address": base + each.path,
        }
        for each in days(Chosen.of(request.GET.dict()), request.user)
    ]
    columns = [Column(name, title) for name, title in titles.items()]
    made = csv_file(Table("deadlines", gettext("期限"), columns, rows))
    answer = HttpResponse(made, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="deadlines.csv"'
    return answer


@members
@require_POST
def calendar_address(request: HttpRequest) -> HttpResponse:
    """Make a secret address, another one, or take it away."""
    user = cast("User", request.user)
    if request.POST.get("do") == "revoke":
        calendar_feed.revoke(user)
        messages.success(request, gettext("カレンダーのアドレスを使えなくしました。"))
    else:
        calendar_feed.renew(user)
        messages.success(
            request, gettext("カレンダーのアドレスを作りました。前のアドレスは使えません。")
        )
    return redirect("deadlines:index")


@always_public  # whoever knows the key in the address
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponseBase:
    """A person's days, at the address that only that person knows."""
    found = get_object_or_404(CalendarAddress.objects.select_related("owner"), key=key)
    if not found.owner.is_active:
        return HttpResponse(status=404)
    with reading_as(found.owner):
        chosen = Chosen.of(request.GET.dict())
        body = calendar_feed.calendar(days(chosen, found.owner), public_base(request))
    answer = feed_answer(request, body.decode(), calendar_feed.MEDIA_TYPE)
    answer["Cache-Control"] = f"private, max-age={SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    return answer
