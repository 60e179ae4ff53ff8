"""The board: what is being written, what waits, and what no longer holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import heavy_when_posted
from shiryokan.access.rules import editors
from shiryokan.i18n.explanations import explain
from shiryokan.news import desk, drafting
from shiryokan.news.errors import NewsError
from shiryokan.news.models import Article
from shiryokan.news.publishing import may_approve
from shiryokan.news.shown import stale_articles
from shiryokan.records.models import Extraction
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.web.numbers import whole_number
from shiryokan.web.registers.editions import found_editions, named

MOST = 100
"""Articles of each list."""


@editors
def board(request: HttpRequest) -> HttpResponse:
    """All articles that somebody has to do something about, by what that is."""
    user = cast("User", request.user)
    rows = Article.objects.select_related("by", "edition")
    lists = {state: list(rows.filter(state=state)[:MOST]) for state in Article.State.values}
    context = {
        "drafts": lists["draft"],
        "waiting": [(each, may_approve(each, user)) for each in lists["waiting"]],
        "scheduled": lists["scheduled"],
        "published": lists["published"],
        "withdrawn": lists["withdrawn"],
        "stale": stale_articles()[:MOST],
        "choices": list(_choices()),
    }
    return render(request, "news/board.html", context)


def _choices() -> Iterable[tuple[str, list[tuple[Extraction, str]]]]:
    """The documents of each register of which there are two."""
    for name, register in REGISTERS.items():
        found = found_editions(name)
        if len(found) > 1:
            yield gettext(str(register.title)), named(found)


@editors
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """An empty draft."""
    try:
        made = desk.new_article(cast("User", request.user), request.POST.get("title", ""))
    except NewsError as error:
        messages.error(request, explain(error.code, error.details, gettext).whole)
        return redirect("news:desk")
    return redirect("news:edit", made.pk)


@editors
@heavy_when_posted
@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """A draft from the comparison of two documents."""
    found = [
        Extraction.objects.filter(
            pk=whole_number(request.POST.get(name, "")) or 0, state=Extraction.State.FOUND
        ).first()
        for name in ("old", "new")
    ]
    old, newer = found
    try:
        if old is None or newer is None:
            raise NewsError("news_same")
        made = drafting.article_from(cast("User", request.user), old, newer)
    except NewsError as error:
        messages.error(request, explain(error.code, error.details, gettext).whole)
        return redirect("news:desk")
    count = made.blocks.filter(kind="statement").count()
    messages.success(
        request,
        gettext("%(count)s個の文を書きました。確かでない変化は書かず、下に並べました。")
        % {"count": count},
    )
    return redirect("news:edit", made.pk)
