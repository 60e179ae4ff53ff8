"""Feeds over HTTP."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from shiryokan.access.readers import reading_as
from shiryokan.access.rules import always_public, members, public
from shiryokan.alerts import feeds
from shiryokan.alerts.models import FeedAddress
from shiryokan.alerts.news import renew_feed_address
from shiryokan.alerts.search import problem, tidied
from shiryokan.instance.feeds import SECONDS, feed_answer
from shiryokan.instance.public_address import public_base


@public
@require_safe
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """What the same parameters find on the search page, newest documents first."""
    query = tidied(request.GET.urlencode())
    wrong = problem(query)
    if wrong:
        return HttpResponse(
            wrong.whole + "\n", status=400, content_type="text/plain; charset=utf-8"
        )
    return feed_answer(request, feeds.search_feed(query, public_base(request)))


@always_public  # whoever knows the key in the address
@require_safe
def private_feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """A person's news, at the address that only that person knows."""
    found = get_object_or_404(FeedAddress.objects.select_related("owner"), key=key)
    if not found.owner.is_active:
        return HttpResponse(status=404)
    base = public_base(request)
    address = base + reverse("alerts:feed", args=[key])
    with reading_as(found.owner):
        body = feeds.news_feed(found.owner, base, address)
    answer = feed_answer(request, body)
    answer["Cache-Control"] = f"private, max-age={SECONDS}"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@members
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """A new secret address; the old one leads nowhere."""
    renew_feed_address(cast("User", request.user))
    messages.success(request, gettext("新しいアドレスにしました。前のアドレスは使えません。"))
    return redirect("alerts:searches")
