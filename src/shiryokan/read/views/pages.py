"""One page: its picture with the text over it, the text beside it, its origin and citation."""

from __future__ import annotations

import bisect
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from shiryokan.library.citation import bibtex, csl_json, japanese
from shiryokan.library.models import Document, Page
from shiryokan.library.pages import page_from_row
from shiryokan.library.rules import public
from shiryokan.paper import model as paper
from shiryokan.paper.furniture import NEIGHBOURS, mark_furniture
from shiryokan.read.citing import cited
from shiryokan.read.doubts import doubts
from shiryokan.read.line_html import Marks, Span, excerpt_html
from shiryokan.read.overlay import overlay, overlay_doubts, rectangle
from shiryokan.read.page_text import page_text
from shiryokan.read.views.documents import document_or_404
from shiryokan.registry.models import Record
from shiryokan.search.finding import boxes, pages_found, parse_checked
from shiryokan.search.query_language import BadQuery
from shiryokan.search.snippets import highlights
from shiryokan.words.explanations import explain


def row_or_404(document: Document, number: int) -> Page:
    """The page's row, or a 404 answer."""
    return get_object_or_404(Page, document=document, number=number)


@public
def page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A page of a document."""
    document = document_or_404(document_id)
    if not 1 <= number <= document.page_count:
        raise Http404
    read = _among_neighbours(document, number)
    query = request.GET.get("q", "").strip()
    citation = cited(request, document, number)
    return render(
        request,
        "read/page.html",
        {
            "document": document,
            "number": number,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < document.page_count else None,
            "read": read,
            **(_shown(read, query) if read else {}),
            "warnings": [explain(w.code, {}, gettext) for w in read.warnings] if read else [],
            "records": Record.objects.filter(document=document, page=number).order_by("position"),
            "outline": _current(document.outline, number),
            "query": query,
            **_hits(read, document, number, query),
            "citation": japanese(citation),
            "bibtex": bibtex(citation),
            "csl": csl_json(citation),
        },
    )


def _among_neighbours(document: Document, number: int) -> paper.Page | None:
    """The page, if it is read, with its furniture marked: that is known by the pages around it."""
    around = (number - NEIGHBOURS, number + NEIGHBOURS)
    rows = document.pages.filter(number__range=around).order_by("number")
    pages = mark_furniture([page_from_row(row) for row in rows])
    return next((page for page in pages if page.page == number), None)


def _shown(read: paper.Page, query: str) -> dict[str, Any]:
    """The text beside the picture, the text over it, and the lines in doubt in both."""
    doubtful = doubts(read)
    marks = Marks(_line_hits(read, query), {doubt.line_number: doubt for doubt in doubtful})
    return {
        "text": page_text(read, marks),
        "overlay": overlay(read),
        "doubts": [(doubt, excerpt_html(doubt.line)) for doubt in doubtful],
        "overlay_doubts": overlay_doubts(doubtful),
    }


@public
def go(request: HttpRequest, document_id: str) -> HttpResponseRedirect:
    """From the jump box to a page, the nearest there is."""
    document = document_or_404(document_id)
    wanted = request.GET.get("page", "").strip()
    number = int(wanted) if wanted.isdigit() and len(wanted) < 7 else 1
    return redirect("read:page", document.pk, max(1, min(number, document.page_count)))


def _hits(read: paper.Page | None, document: Document, number: int, query: str) -> dict[str, Any]:
    """Boxes of the hits, and the pages before and after with further ones."""
    if not query or read is None:
        return {"hits": []}
    numbers = pages_found(query, document.pk)
    here = bisect.bisect_left(numbers, number)
    on_it = here < len(numbers) and numbers[here] == number
    return {
        "hits": [rectangle(box) for box in boxes(read, query)],
        "hit_pages": len(numbers),
        "hit_place": here + 1 if on_it else None,
        "previous_hit": numbers[here - 1] if here > 0 else None,
        "next_hit": numbers[here + on_it] if here + on_it < len(numbers) else None,
    }


def _line_hits(read: paper.Page, query: str) -> dict[int, list[Span]]:
    """By number of a line, the parts of it that the query's words match."""
    try:
        spans = highlights(read.text, parse_checked(query)) if query else []
    except BadQuery:
        return {}
    found: dict[int, list[Span]] = {}
    at = first = 0
    for number, line in enumerate(line for block in read.blocks for line in block.lines):
        begin = max(read.text.find(line.text, at), at)
        at = begin + len(line.text)
        while first < len(spans) and spans[first][1] <= begin:
            first += 1
        for start, end in spans[first:]:
            if start >= at:
                break
            part = max(start - begin, 0), min(end - begin, len(line.text))
            found.setdefault(number, []).append(part)
    return found


def _current(outline: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The headings of the outline under which the page stands, from the top down."""
    path: list[dict[str, Any]] = []
    for item in outline:
        if item["page"] is not None and item["page"] > number:
            break
        path = [*(above for above in path if above["level"] < item["level"]), item]
    return path
