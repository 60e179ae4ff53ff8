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
from shiryokan.read.citing import cited
from shiryokan.read.views.documents import document_or_404
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
    row = document.pages.filter(number=number).first()
    read = page_from_row(row) if row else None
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
            "blocks": _blocks(read, query) if read else [],
            "overlay": _overlay(read) if read else [],
            "warnings": [explain(w.code, {}, gettext) for w in read.warnings] if read else [],
            "outline": _current(document.outline, number),
            "query": query,
            **_hits(read, document, number, query),
            "citation": japanese(citation),
            "bibtex": bibtex(citation),
            "csl": csl_json(citation),
        },
    )


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
        "hits": [_rectangle(box) for box in boxes(read, query)],
        "hit_pages": len(numbers),
        "hit_place": here + 1 if on_it else None,
        "previous_hit": numbers[here - 1] if here > 0 else None,
        "next_hit": numbers[here + on_it] if here + on_it < len(numbers) else None,
    }


def _rectangle(box: paper.Box) -> dict[str, float]:
    return {
        "x": round(box.x0, 2),
        "y": round(box.y0, 2),
        "width": round(box.x1 - box.x0, 2),
        "height": round(box.y1 - box.y0, 2),
    }


def _overlay(read: paper.Page) -> list[dict[str, Any]]:
    """Each line as SVG text at its true place. The baseline of a line's box is taken at 0.88 of
    its height, the usual ascent of Japanese fonts."""
    lines = []
    for line in (line for block in read.blocks for line in block.lines):
        x0, y0, x1, y1 = line.bbox
        vertical = line.direction == "ttb"
        thick = x1 - x0 if vertical else y1 - y0
        lines.append(
            {
                "text": line.text,
                "vertical": vertical,
                "size": round(max(thick, 1.0), 2),
                "x": round((x0 + x1) / 2, 2) if vertical else x0,
                "y": y0 if vertical else round(y0 + 0.88 * thick, 2),
                "length": round(max(y1 - y0 if vertical else x1 - x0, 1.0), 2),
                "box": _rectangle(line.bbox),
            }
        )
    return lines


def _blocks(read: paper.Page, query: str) -> list[dict[str, Any]]:
    """Blocks of lines; each line in parts, marked where a hit is."""
    try:
        spans = highlights(read.text, parse_checked(query)) if query else []
    except BadQuery:
        spans = []
    found, number, at = [], 0, 0
    for block in read.blocks:
        lines = []
        for line in block.lines:
            begin = max(read.text.find(line.text, at), at)
            at = begin + len(line.text)
            lines.append({"number": number, "parts": _parts(line.text, begin, spans)})
            number += 1
        found.append({"kind": block.kind, "lines": lines})
    return found


def _parts(text: str, begin: int, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    parts, at = [], 0
    for start, end in spans:
        a, b = max(start - begin, at), min(end - begin, len(text))
        if a < b:
            parts += [(text[at:a], False), (text[a:b], True)]
            at = b
    parts.append((text[at:], False))
    return [part for part in parts if part[0]]


def _current(outline: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The headings of the outline under which the page stands, from the top down."""
    path: list[dict[str, Any]] = []
    for item in outline:
        if item["page"] is not None and item["page"] > number:
            break
        path = [*(above for above in path if above["level"] < item["level"]), item]
    return path
