"""Lists of documents, one document, and the search within it."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from shiryokan.access.rules import may_edit, public
from shiryokan.documents.citation import bibtex, csl_json, japanese
from shiryokan.documents.models import Council, Document, Publisher
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.instance import current
from shiryokan.parcels.taking import came_from
from shiryokan.scans import availability
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.scans.progress import OfDocument, progress_of
from shiryokan.search.question import Question, marking
from shiryokan.search.searcher import search_in_document
from shiryokan.web.documents.describing import form_for, names
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.citations import cited
from shiryokan.web.viewer.views.home import (
    counted_councils,
    counted_publishers,
    counted_years,
    listed_documents,
)

PER_PAGE = 30
MOST_FILTERS = 40


def document_or_404(document_id: str) -> Document:
    """The document with its origins, or a 404 answer."""
    return get_object_or_404(
        Document.objects.prefetch_related(
            "origins__publisher", "origins__council", "origins__meeting"
        ),
        pk=document_id,
    )


@public
def documents(request: HttpRequest) -> HttpResponse:
    """Documents by publisher, council and year."""
    chosen = listed_documents()
    publisher = council = None
    if (key := request.GET.get("publisher", "")).isdecimal():
        publisher = get_object_or_404(Publisher, pk=whole_number(key))
        chosen = chosen.filter(origins__publisher=publisher)
    if (key := request.GET.get("council", "")).isdecimal():
        council = get_object_or_404(Council, pk=whole_number(key))
        chosen = chosen.filter(origins__council=council)
    year = whole_number(request.GET.get("year", ""), least=MINYEAR, most=MAXYEAR)
    if year:
        chosen = chosen.filter(origins__date__year=year)
    page = Paginator(chosen.distinct(), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "viewer/documents.html",
        {
            "page": page,
            "publisher": publisher,
            "council": council,
            "year": str(year or ""),
            "publishers": counted_publishers()[:MOST_FILTERS],
            "councils": counted_councils()[:MOST_FILTERS],
            "years": counted_years()[:MOST_FILTERS],
        },
    )


@public
def document(request: HttpRequest, document_id: str) -> HttpResponse:
    """A document: its origin, outline and pages."""
    shown = document_or_404(document_id)
    whole = cited(request, shown, None)
    unreadable = set(shown.pages.filter(unreadable=True).values_list("number", flat=True))
    return render(
        request,
        "viewer/document.html",
        {
            "document": shown,
            "numbers": [(n, n in unreadable) for n in range(1, shown.page_count + 1)],
            "unreadable_count": len(unreadable),
            "reading": shown.state == Document.State.STORED,
            "citation": japanese(whole),
            "bibtex": bibtex(whole),
            "csl": csl_json(whole),
            "known": (known := progress_of(shown)),
            "share": known.share,
            "contradicted": contradicted_pages([shown.pk]).get(shown.pk, []),
            "picture_problem": _picture_problem(known),
            "parcel": came_from("document", shown.pk),
            **_editing(request, shown),
        },
    )


def _picture_problem(known: OfDocument) -> TranslatedExplanation | None:
    """Why pages without text are not read from their pictures, and what to do; None where they are,
    or where the setting says so."""
    if known.without_text and not availability.installed():
        return explain("ocr_missing", {}, gettext)
    return None


def _editing(request: HttpRequest, shown: Document) -> dict[str, Any]:
    """The form for the title and the origin, for who may edit them."""
    if not may_edit(request.user):
        return {}
    return {"form": form_for(shown, shown.origin), **names()}


@public
def find_in(request: HttpRequest, document_id: str) -> HttpResponse:
    """Pages of one document that hold the words of ``q``."""
    shown = document_or_404(document_id)
    query = request.GET.get("q", "").strip()
    per_page = current.config().results_per_page
    number = request.GET.get("page", "1")
    at = whole_number(number, least=1, most=99_999) or 1
    found = (
        search_in_document(
            Question(text=query, document=shown.pk, exact="exact" in request.GET),
            offset=(at - 1) * per_page,
            limit=per_page,
        )
        if query
        else None
    )
    if found and found.total and not found.hits:
        raise Http404
    return render(
        request,
        "viewer/find.html",
        {
            "document": shown,
            "query": query,
            "found": found,
            "problem": found.explanation if found else None,
            "hits": [(hit, "") for hit in found.hits] if found else [],
            "mark": marking(request.GET),
            "at": at,
            "more": bool(found and found.total > at * per_page),
        },
    )
