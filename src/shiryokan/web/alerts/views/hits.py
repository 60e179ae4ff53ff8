"""One saved search: its news, and what was sent of them."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.alerts.contents import marked_path
from shiryokan.alerts.delivery import send_again, try_channel
from shiryokan.alerts.models import Delivery, SavedSearchHit
from shiryokan.alerts.news import mark, news_of
from shiryokan.alerts.search import problem, words
from shiryokan.i18n.explanations import explain
from shiryokan.web.alerts.views.searches import search_or_404
from shiryokan.web.numbers import whole_number

RECENT = 20


@members
def search(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """What a search has found since it was saved, and what was sent."""
    shown = search_or_404(request, search_id)
    news, page = news_of(shown, request.GET.get("page"))
    deliveries = Delivery.objects.filter(channel__search=shown).select_related("channel")
    return render(
        request,
        "alerts/search.html",
        {
            "search": shown,
            "words": words(shown.query),
            "problem": problem(shown.query),
            "news": news,
            "page": page,
            "unread": shown.hits.filter(read_at=None).exists(),
            "channels": [(channel, _why(channel.stopped, {})) for channel in shown.channels.all()],
            "deliveries": [
                (delivery, _why(delivery.error, delivery.error_details))
                for delivery in deliveries[:RECENT]
            ],
        },
    )


def _why(code: str, details: dict[str, object]) -> str:
    return explain(code, details, gettext).whole if code else ""


@members
def open_hit(request: HttpRequest, hit_id: int) -> HttpResponse:
    """Note that a document's hits are read, and lead to the one that was chosen."""
    user = cast("User", request.user)
    hit = get_object_or_404(
        SavedSearchHit.objects.select_related("search"), pk=hit_id, search__owner=user
    )
    mark(hit.search, hit.document_id, timezone.now())
    return redirect(marked_path(hit, hit.search.query))


@members
@require_POST
def read(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Mark one document's hits, or all, as read; or as not read."""
    shown = search_or_404(request, search_id)
    document = request.POST.get("document", "")[:16]
    mark(shown, document, None if request.POST.get("as") == "unread" else timezone.now())
    page = request.POST.get("page", "")
    address = reverse("alerts:search", args=[shown.pk])
    return redirect(f"{address}?page={page}" if whole_number(page) else address)


@members
@require_POST
def try_out(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Send a message that only tries the channel."""
    shown = search_or_404(request, search_id)
    channel = shown.channels.filter(kind=request.POST.get("channel", "")).first()
    if channel:
        try_channel(channel)
        messages.info(
            request, gettext("試しに送ります。少し待ってこのページを開き直すと、結果が分かります。")
        )
    return redirect(reverse("alerts:search", args=[shown.pk]) + "#deliveries")


@members
@require_POST
def again(request: HttpRequest, delivery_id: uuid.UUID) -> HttpResponse:
    """Send a delivery that failed once more."""
    user = cast("User", request.user)
    delivery = get_object_or_404(Delivery, pk=delivery_id, channel__search__owner=user)
    if send_again(delivery):
        messages.info(request, gettext("もう一度送ります。"))
    return redirect(reverse("alerts:search", args=[delivery.channel.search_id]) + "#deliveries")
