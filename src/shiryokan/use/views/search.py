"""Full-text search over all pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from shiryokan.library import house
from shiryokan.library.models import Council, Publisher
from shiryokan.library.rules import public
from shiryokan.search.finding import find
from shiryokan.words.explanations import explain

MOST_PAGES = 500


@public
def search(request: HttpRequest) -> HttpResponse:
    """Pages that match ``q``, narrowed by ``publisher`` and ``council``."""
    query = request.GET.get("q", "").strip()
    publisher, council = request.GET.get("publisher", ""), request.GET.get("council", "")
    number = request.GET.get("page", "1")
    at = min(int(number), MOST_PAGES) if number.isdigit() and len(number) < 7 else 1
    at = max(at, 1)
    per_page = house.config().results_per_page
    found = (
        find(
            query,
            offset=(at - 1) * per_page,
            limit=per_page,
            publisher=publisher,
            council=council,
        )
        if query
        else None
    )
    problem = None
    if found and found.problem:
        code, position = found.problem
        problem = explain(code, {"position": position + 1}, gettext)
    return render(
        request,
        "use/search.html",
        {
            "query": query,
            "found": found,
            "problem": problem,
            "publisher": publisher,
            "council": council,
            "publishers": Publisher.objects.filter(origins__isnull=False).distinct(),
            "councils": Council.objects.filter(origins__isnull=False).distinct(),
            "at": at,
            "first": (at - 1) * per_page + 1,
            "last": (at - 1) * per_page + len(found.hits) if found else 0,
            "more": bool(found and found.total > at * per_page and at < MOST_PAGES),
        },
    )
