"""The search: pages by document or one by one, and records, with facets; and suggestions."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.generic import RedirectView

from shiryokan.access.rules import public
from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.items.naming import items_named
from shiryokan.search.engine import FACETS, SearchError
from shiryokan.search.hints import help_for
from shiryokan.search.hit import Hit
from shiryokan.search.kinds import KINDS, PAGE, STRUCK, TITLES
from shiryokan.search.messages import ALL_TITLE, FACET_TITLES, SORTS, SOURCES, WHYS
from shiryokan.search.question import ALL, Question, marking
from shiryokan.search.results import SearchResults
from shiryokan.search.searcher import search as search_hits
from shiryokan.search.searcher import search_documents
from shiryokan.search.suggestions import suggestions
from shiryokan.semantic.jobs import is_on
from shiryokan.semantic.search import hybrid_search
from shiryokan.web.items.offered import offers
from shiryokan.web.registers.parameters import number_of
from shiryokan.web.search.parameters import (
    MOST,
    SEARCH_FORMS,
    address,
    view_of,
    words_alone,
)

MOST_PAGES = 500
DOCUMENTS_PER_PAGE = 10
NAMES_SHOWN = 12
"""Names of a facet that are shown; the rest unfolds."""
MOST_TYPED = 200
_UNREAD = (Document.State.STORED, Document.State.READ)


@public
def search(request: HttpRequest) -> HttpResponse:
    """What ``q`` finds, as the address narrows and orders it."""
    question = Question.from_parameters(request.GET).with_kind_of_words()
    context: dict[str, Any] = {
        "query": question.text,
        "question": question,
        "narrowed": question.is_narrowed,
        "kept": _kept(request),
        "document_count": Document.objects.count() if not question.text else 0,
    }
    if question.text:
        context |= _answered(request, question)
        # where something is missing from the results because it is not in the index yet
        context["unread"] = Document.objects.filter(state__in=_UNREAD).count()
    return render(request, "search/search.html", context)


search_with_slash = public(RedirectView.as_view(pattern_name="search:search", query_string=True))
"""The address that one types by the habit of other sites."""


def _answered(request: HttpRequest, question: Question) -> dict[str, Any]:
    at = number_of(request.GET, most=MOST_PAGES)
    view = view_of(request.GET, question)
    size = DOCUMENTS_PER_PAGE if view == "documents" else current.config().results_per_page
    hybrid = is_on() and question.kind == PAGE and "semantic" in request.GET
    if hybrid:
        view, size = "hits", current.config().results_per_page
        result = hybrid_search(question, offset=(at - 1) * size, limit=size)
    elif view == "documents":
        result = search_documents(question, offset=(at - 1) * size, limit=size)
    else:
        result = search_hits(question, offset=(at - 1) * size, limit=size, facets=True)
    nothing = not (result.total or result.problem or result.hits)
    return {
        "found": result,
        "problem": result.explanation,
        "view": view,
        "at": at,
        "more": result.more and at < MOST_PAGES,
        "kinds": _kinds(request, question, result),
        "facets": _facets(request, question, result),
        "sorts": [
            (address(request.GET, {"sort": None if name == "best" else name}), gettext(word), on)
            for name, word in SORTS.items()
            for on in [question.sort == name]
        ],
        "views": _views(request, question, view),
        "exact_address": address(request.GET, {"exact": None if question.exact else "1"}),
        "plain_address": address(words_alone(request.GET), {}),
        **(_help(request, question) if nothing else {}),
        "files": address(request.GET, {}),
        "exports": SEARCH_FORMS,
        "most": MOST if result.total > MOST else 0,
        "mark": marking(request.GET),
        "hits": [(hit, _label(hit)) for hit in result.hits] if view == "hits" else [],
        "named": offers(items_named(question.text, begun=True))
        if at == 1 and not question.is_narrowed
        else [],
        "hybrid": hybrid,
        "semantic_address": address(request.GET, {"semantic": None if hybrid else "1"})
        if is_on() and question.kind == PAGE
        else "",
    }


def _help(request: HttpRequest, question: Question) -> dict[str, Any]:
    """What helps on where nothing is found."""
    found = help_for(question)
    return {
        "missing": found.missing,
        "hints": [
            (address(request.GET, {"q": hint.query}), hint, gettext(WHYS[hint.why]))
            for hint in found.hints
        ],
    }


def _label(hit: Hit) -> str:
    """What a hit is, where it is not a page with the words on it."""
    if hit.semantic_only:
        return gettext("意味の近いページ")
    return gettext(TITLES[hit.kind]) if hit.record or hit.kind == STRUCK else ""


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    """Parameters that a new query keeps."""
    names = (
        *("kind", "publisher", "council", "ministry", "year", "sort", "view", "exact", "semantic"),
    )
    return [(name, value) for name in names if (value := request.GET.get(name))]


def _kinds(request: HttpRequest, question: Question, result: SearchResults) -> list[dict[str, Any]]:
    counts = result.counts.kinds
    rows = [(PAGE, counts.get(PAGE, 0))]
    rows += [(kind, counts.get(kind, 0)) for kind in KINDS if kind != PAGE]
    rows.append((ALL, sum(counts.values()) - counts.get(STRUCK, 0)))
    return [
        {
            "address": address(request.GET, {"kind": None if kind == PAGE else kind}),
            "title": gettext(TITLES.get(kind, ALL_TITLE)),
            # what is struck out is counted only where it is asked for
            "count": "" if kind == STRUCK and kind != question.kind else count,
            "current": kind == (question.kind or ALL),
        }
        for kind, count in rows
        if count or kind in (PAGE, STRUCK, ALL) or kind == question.kind
    ]


def _facets(
    request: HttpRequest, question: Question, result: SearchResults
) -> list[dict[str, Any]]:
    shown = []
    for name in FACETS:
        chosen = str(getattr(question, name) or "")
        rows = result.counts.facets.get(name, [])
        values = [
            (address(request.GET, {name: value}), value, count)
            for value, count in (sorted(rows, reverse=True) if name == "year" else rows)
            if value not in {"0", chosen}
        ]
        if values or chosen:
            shown.append(
                {
                    "title": gettext(FACET_TITLES[name]),
                    "chosen": chosen,
                    "without": address(request.GET, {name: None}),
                    "values": values[:NAMES_SHOWN],
                    "rest": values[NAMES_SHOWN:],
                }
            )
    return shown


def _views(request: HttpRequest, question: Question, view: str) -> list[tuple[str, str, bool]]:
    if question.kind != PAGE:
        return []
    return [
        (address(request.GET, {"view": None}), gettext("文書ごと"), view == "documents"),
        (address(request.GET, {"view": "hits"}), gettext("1ページずつ"), view == "hits"),
    ]


@public
def suggest(request: HttpRequest) -> JsonResponse:
    """Queries that go on from ``q``, for the list below the search field."""
    typed = request.GET.get("q", "")
    try:
        found = suggestions(typed) if 0 < len(typed) <= MOST_TYPED else []
    except SearchError:
        found = []
    rows = [
        {"query": s.query, "words": s.words, "from": gettext(SOURCES[s.source]), "count": s.count}
        for s in found
    ]
    return JsonResponse({"suggestions": rows})
