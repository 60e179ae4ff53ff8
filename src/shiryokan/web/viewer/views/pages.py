"""One page: its picture with the text over it, the text beside it, its origin and citation."""

from __future__ import annotations

import bisect
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from shiryokan.access.rules import public
from shiryokan.documents.citation import bibtex, csl_json, japanese
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.i18n.explanations import explain
from shiryokan.paper import model as paper
from shiryokan.records.models import Record
from shiryokan.search.lexer import BadQuery
from shiryokan.search.marks import boxes_of, spans_on
from shiryokan.search.query import Query
from shiryokan.search.question import Question, marking
from shiryokan.search.searcher import matching_pages
from shiryokan.search.snippets import merged
from shiryokan.semantic.similar import similar_to
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.citations import cited
from shiryokan.web.viewer.doubts import doubts
from shiryokan.web.viewer.line_html import Marks, Span, excerpt_html
from shiryokan.web.viewer.overlay import overlay, overlay_doubts, rectangle
from shiryokan.web.viewer.page_text import page_text
from shiryokan.web.viewer.views.documents import document_or_404


def row_or_404(document: Document, number: int) -> Page:
    """The page's row, or a 404 answer."""
    return get_object_or_404(Page, document=document, number=number)


@public
def page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A page of a document."""
    document = document_or_404(document_id)
    if not 1 <= number <= document.page_count:
        raise Http404
    row = Page.objects.filter(document=document, number=number).first()
    read = page_from_row(row) if row else None
    asked = _asked(request)
    hits = _spans(document, read, asked)
    citation = cited(request, document, number)
    return render(
        request,
        "viewer/page.html",
        {
            "document": document,
            "number": number,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < document.page_count else None,
            "read": read,
            **(_shown(read, hits) if read else {}),
            "warnings": [explain(w.code, {}, gettext) for w in read.warnings] if read else [],
            "records": Record.objects.filter(document=document, page=number).order_by("position"),
            "similar": similar_to(document.pk, number),
            "outline": _current(document.outline, number),
            "query": request.GET.get("q", "").strip(),
            "asked": marking(request.GET),
            **_hits(read, document, number, asked, hits),
            "citation": japanese(citation),
            "bibtex": bibtex(citation),
            "csl": csl_json(citation),
        },
    )


def _asked(request: HttpRequest) -> Query | None:
    """The query whose hits are to be shown; nothing for none or for one that says nothing."""
    text = request.GET.get("q", "").strip()
    try:
        return Question(text=text, exact="exact" in request.GET).query() if text else None
    except BadQuery:
        return None


def _spans(document: Document, read: paper.Page | None, asked: Query | None) -> list[list[Span]]:
    """The hits on the page; a hit may begin on the page before it or end on the next one."""
    if asked is None or read is None:
        return []
    rows = document.pages.filter(number__in=(read.page - 1, read.page + 1))
    beside = {row.number: page_from_row(row) for row in rows}
    return spans_on(read, beside.get(read.page - 1), beside.get(read.page + 1), asked)


def _shown(read: paper.Page, hits: list[list[Span]]) -> dict[str, Any]:
    """The text beside the picture, the text over it, and the lines in doubt in both."""
    doubtful = doubts(read)
    marks = Marks(_line_hits(read, hits), {doubt.line_number: doubt for doubt in doubtful})
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
    number = whole_number(wanted, most=999_999) or 1
    return redirect("viewer:page", document.pk, max(1, min(number, document.page_count)))


def _hits(
    read: paper.Page | None,
    document: Document,
    number: int,
    asked: Query | None,
    hits: list[list[Span]],
) -> dict[str, Any]:
    """Boxes of the hits, and the pages before and after with further ones."""
    if asked is None or read is None:
        return {"hits": []}
    numbers = matching_pages(asked, document.pk)
    here = bisect.bisect_left(numbers, number)
    on_it = here < len(numbers) and numbers[here] == number
    return {
        "hits": [[rectangle(box) for box in boxes] for boxes in boxes_of(read, hits)],
        "hit_pages": len(numbers),
        "hit_place": here + 1 if on_it else None,
        "previous_hit": numbers[here - 1] if here > 0 else None,
        "next_hit": numbers[here + on_it] if here + on_it < len(numbers) else None,
    }


def _line_hits(read: paper.Page, hits: list[list[Span]]) -> dict[int, list[Span]]:
    """By number of a line, the parts of it that belong to hits."""
    spans = merged(span for hit in hits for span in hit)
    found: dict[int, list[Span]] = {}
    first = 0
    for number, (_, begin, line) in enumerate(read.lines()):
        end = begin + len(line.text)
        while first < len(spans) and spans[first][1] <= begin:
            first += 1
        for start, stop in spans[first:]:
            if start >= end:
                break
            part = max(start - begin, 0), min(stop - begin, len(line.text))
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
