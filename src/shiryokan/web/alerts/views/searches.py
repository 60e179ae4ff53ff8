"""The list of a person's searches; saving, changing, pausing and deleting one."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import members
from shiryokan.alerts import saved_searches
from shiryokan.alerts.models import Channel, SavedSearch
from shiryokan.alerts.news import feed_address, searches_of
from shiryokan.alerts.search import count, problem, tidied, words
from shiryokan.alerts.webhook import new_secret
from shiryokan.delivery.timetable import timetable
from shiryokan.documents.names import tidy
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.instance.public_address import public_address, public_base
from shiryokan.web.alerts.forms import SearchForm, initial_of

MOST_QUERY = 8000


def search_or_404(request: HttpRequest, search_id: uuid.UUID) -> SavedSearch:
    """The person's own search, or a 404 answer: others' are not even known to be there."""
    user = cast("User", request.user)
    return get_object_or_404(SavedSearch, pk=search_id, owner=user)


@members
def index(request: HttpRequest) -> HttpResponse:
    """A person's searches, with the number of their news."""
    user = cast("User", request.user)
    path = reverse("alerts:feed", args=[feed_address(user).key])
    return render(
        request,
        "alerts/searches.html",
        {
            "searches": searches_of(user).prefetch_related("channels"),
            "feed": public_address(request, path),
        },
    )


@members
def new(request: HttpRequest) -> HttpResponse:
    """The form that saves the search of the address's query string."""
    user = cast("User", request.user)
    query = tidied(request.GET.urlencode())
    wrong = _problem(user, query)
    if wrong:
        return render(request, "alerts/not_saved.html", {"problem": wrong}, status=422)
    known = SavedSearch.objects.filter(owner=user, query=query).first()
    if known:
        messages.info(request, gettext("この検索はもう保存してあります。"))
        return redirect("alerts:search", known.pk)
    form = SearchForm(
        request.POST or None,
        initial={"name": tidy(words(query), 200), "email": user.email},
    )
    if request.method == "POST" and form.is_valid():
        search = SavedSearch(
            owner=user,
            query=query,
            base=public_base(request),
            language=translation.get_language() or "ja",
        )
        search = saved_searches.save_once(search, form.cleaned_data, timezone.now())
        messages.success(
            request,
            gettext("検索を保存しました。これから資料館に入る文書で見つかったものを知らせます。"),
        )
        return redirect("alerts:search", search.pk)
    context = {
        "form": form,
        "saved_query": query,
        "words": words(query),
        "query": words(query),
        "now_found": count(query),
        "when": _when(),
    }
    return render(request, "alerts/form.html", context, status=422 if form.errors else 200)


def _problem(user: User, query: str) -> TranslatedExplanation | None:
    """Why the query cannot be saved, and what to do."""
    if len(query) > MOST_QUERY:
        return explain("query_long", {}, gettext)
    if wrong := problem(query):
        return wrong
    if SavedSearch.objects.filter(owner=user).count() >= saved_searches.MOST_SEARCHES:
        return explain("searches_many", {"most": saved_searches.MOST_SEARCHES}, gettext)
    return None


def _when() -> str:
    """When digests are sent, in words."""
    table = timetable()
    return gettext(
        "まとめて知らせるときは、毎日または毎週%(day)sの%(hour)s時（%(zone)s）に送ります。"
    ) % {"day": WEEKDAYS[table.weekday], "hour": table.hour, "zone": table.zone.key}


@members
def edit(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Change the name, and how its owner is notified."""
    search = search_or_404(request, search_id)
    user = cast("User", request.user)
    initial = {"email": user.email, **initial_of(search)}
    form = SearchForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        search.language = translation.get_language() or "ja"
        saved_searches.apply(search, form.cleaned_data, timezone.now())
        messages.success(request, gettext("変更しました。"))
        return redirect("alerts:search", search.pk)
    context = {
        "form": form,
        "search": search,
        "saved_query": search.query,
        "words": words(search.query),
        "query": words(search.query),
        "secret": search.channels.filter(kind=Channel.Kind.WEBHOOK).first(),
        "when": _when(),
    }
    return render(request, "alerts/form.html", context, status=422 if form.errors else 200)


@members
@require_POST
def pause(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Pause a search, or resume it."""
    search = search_or_404(request, search_id)
    if request.POST.get("active") == "yes":
        saved_searches.resume(search, timezone.now())
        messages.success(request, gettext("再開しました。これから入る文書を調べます。"))
    else:
        saved_searches.pause(search)
        messages.success(request, gettext("休止しました。再開するまで調べません。"))
    return redirect("alerts:search", search.pk)


@members
@require_POST
def secret(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Make a new secret for the webhook."""
    search = search_or_404(request, search_id)
    if search.channels.filter(kind=Channel.Kind.WEBHOOK).update(secret=new_secret()):
        messages.success(request, gettext("新しい鍵にしました。受け取る側の鍵も替えてください。"))
    return redirect("alerts:edit", search.pk)


@members
def delete(request: HttpRequest, search_id: uuid.UUID) -> HttpResponse:
    """Ask whether to delete a search, and do it."""
    search = search_or_404(request, search_id)
    if request.method == "POST":
        search.delete()
        messages.success(
            request, gettext("保存した検索「%(name)s」を消しました。") % {"name": search.name}
        )
        return redirect("alerts:searches")
    return render(request, "alerts/delete.html", {"search": search, "words": words(search.query)})
