"""One page: its picture with the text over it, the text beside it, its origin and citation."""

from __future__ import annotations

import bisect
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.policies import free
from shiryokan.access.rules import public
from shiryokan.documents.citation import bibtex, csl_json, japanese
from shiryokan.documents.models import Document, Page
from shiryokan.documents.page_places import FRAGMENT, PARAMETER
from shiryokan.documents.pages import page_from_row
from shiryokan.homes.reading import note
from shiryokan.i18n.explanations import TranslatedExplanation, explain
from shiryokan.instance.public_address import public_address
from shiryokan.paper import model as paper
from shiryokan.paper.model import Box
from shiryokan.paper.ocr.model import FROM_PICTURE
from shiryokan.paper.places import TextSpan, boxes_of, spans_in, words_of
from shiryokan.records.headings import heading
from shiryokan.records.models import Record
from shiryokan.remarks.shown import beside_page
from shiryokan.search.lexer import BadQuery
from shiryokan.search.marks import spans_on
from shiryokan.search.query import Query
from shiryokan.search.question import Question, marking
from shiryokan.search.searcher import matching_pages
from shiryokan.search.snippets import merged
from shiryokan.semantic.similar import similar_to
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.citations import cited
from shiryokan.web.viewer.crops import crop_in
from shiryokan.web.viewer.doubts import doubts
from shiryokan.web.viewer.known_lines import known_of
from shiryokan.web.viewer.line_html import Marked, Marks, excerpt_html
from shiryokan.web.viewer.overlay import overlay, overlay_doubts, rectangle
from shiryokan.web.viewer.page_text import page_text
from shiryokan.web.viewer.quotes import (
    LONGEST_WORDS,
    QuoteError,
    address_of,
    boxes_in,
    place_of,
    quote_answer,
    wants_json,
    words_problem,
)
from shiryokan.web.viewer.views.documents import document_or_404


def row_or_404(document: Document, number: int) -> Page:
    """The page's row, or a 404 answer."""
    return get_object_or_404(Page, document=document, number=number)


FIT_COOKIE = "fit"
"""How the picture is shown: ``page`` is the whole page, anything else its width."""
HIT_ANCHORS = ("hit", "last-hit")
"""By these an address leads to the first hit of a page and to the last."""
_YEAR = 31_536_000
_FULL, _CROWDED = 1_300, 2_600
"""Characters of a page that need a smaller hand to stand on one printed sheet, and the smallest."""
_LINES = 40
"""Lines, of cells for the most part, that take as much room as :data:`_FULL` characters."""
_MOST_CROPS = 30
"""Doubtful lines that are shown beside their pictures; the others are told and marked."""
_KEPT_WORDS = 1000
"""Characters of words that have no address which an address can hold, so that nothing is written
twice."""


@public
def page(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """A page of a document. ``q`` marks what a query finds, ``at`` a quote."""
    document = document_or_404(document_id)
    if not 1 <= number <= document.page_count:
        raise Http404
    if request.method == "GET":
        note(request.user, document.pk, number)
    row = Page.objects.filter(document=document, number=number).first()
    read = page_from_row(row) if row else None
    quoted, problem = _quoted(request, read)
    asked = None if quoted else _asked(request)
    hits = [quoted.spans] if quoted else _spans(document, read, asked)
    citation = cited(request, document, number)
    response = render(
        request,
        "viewer/page.html",
        {
            "document": document,
            "number": number,
            "previous": number - 1 if number > 1 else None,
            "next": number + 1 if number < document.page_count else None,
            "read": read,
            **(
                _shown(document, read, hits, (FRAGMENT,) if quoted else HIT_ANCHORS) if read else {}
            ),
            "from_picture": row is not None and row.source == Page.Source.PICTURE,
            "whole": request.COOKIES.get(FIT_COOKIE) == "page",
            "label": citation.label if citation.number_in_file else "",
            "crowding": _crowding(read) if read else "",
            "quoted": quoted,
            "quote_problem": problem,
            "words": request.GET.get("words", "")[:LONGEST_WORDS],
            "longest_words": LONGEST_WORDS,
            "warnings": _warnings(read),
            "records": [
                (record, heading(record))
                for record in Record.objects.filter(document=document, page=number).order_by(
                    "position"
                )
            ],
            "similar": similar_to(document.pk, number),
            "remarks": beside_page(request.user, document.pk, number),
            "remark_address": reverse("viewer:page", args=[document.pk, number]),
            "outline": _current(document.outline, number),
            "query": request.GET.get("q", "").strip(),
            "asked": marking(request.GET),
            **_hits(read, document, number, asked, hits),
            **({"hits": [[rectangle(box) for box in quoted.boxes]]} if quoted else {}),
            "citation": japanese(citation),
            "bibtex": bibtex(citation),
            "csl": csl_json(citation),
        },
    )
    patch_vary_headers(response, ("Cookie",))
    return response


def _warnings(read: paper.Page | None) -> list[TranslatedExplanation]:
    """What to take care of on a page; where its text is from is told beside what is known of it."""
    codes = [warning.code for warning in read.warnings] if read else []
    return [explain(code, {}, gettext) for code in codes if code != FROM_PICTURE]


def _crowding(read: paper.Page) -> str:
    """How small the text of a page is printed, so that it is one sheet. A line takes room too."""
    lines = sum(len(block.lines) for block in read.blocks)
    room = max(len(read.text), lines * _FULL // _LINES)
    return "crowded" if room > _CROWDED else "full" if room > _FULL else ""


class Quoted(NamedTuple):
    """Words of a page that an address names: where they stand in its text and on its picture."""

    spans: list[TextSpan]
    boxes: list[Box]
    words: str
    address: str


def _quoted(request: HttpRequest, read: paper.Page | None) -> tuple[Quoted | None, str]:
    """The quote that the address names, or what is wrong with it."""
    asked = request.GET.get(PARAMETER, "")
    if not asked or read is None:
        return None, ""
    try:
        boxes = boxes_in(asked)
    except QuoteError:
        return None, gettext(
            "引用の場所がアドレスから読み取れません。アドレスが途中で切れていないか確かめてください。"
        )
    spans = spans_in(read, boxes)
    if not spans:
        return None, gettext("アドレスの示す場所に、このページの文字はありません。")
    address = address_of(public_address(request, request.path), boxes, read, spans)
    return Quoted(spans, boxes, words_of(read, spans), address), ""


def _asked(request: HttpRequest) -> Query | None:
    """The query whose hits are to be shown; nothing for none or for one that says nothing."""
    text = request.GET.get("q", "").strip()
    try:
        return Question(text=text, exact="exact" in request.GET).query() if text else None
    except BadQuery:
        return None


def _spans(
    document: Document, read: paper.Page | None, asked: Query | None
) -> list[list[TextSpan]]:
    """The hits on the page; a hit may begin on the page before it or end on the next one."""
    if asked is None or read is None:
        return []
    rows = document.pages.filter(number__in=(read.page - 1, read.page + 1))
    beside = {row.number: page_from_row(row) for row in rows}
    return spans_on(read, beside.get(read.page - 1), beside.get(read.page + 1), asked)


def _shown(
    document: Document, read: paper.Page, hits: list[list[TextSpan]], anchors: tuple[str, ...]
) -> dict[str, Any]:
    """The text beside the picture, the text over it, and the lines in doubt in both."""
    known = known_of(document, read)
    doubtful = doubts(read, known.states)
    pictured = [doubt for doubt in doubtful if doubt.picture][:_MOST_CROPS]
    marks = Marks(
        _anchored(read, _line_hits(read, hits), anchors),
        {doubt.line_number: doubt for doubt in doubtful},
    )
    return {
        "text": page_text(read, marks),
        "overlay": overlay(read),
        "doubts": [
            (doubt, excerpt_html(doubt.line)) for doubt in doubtful if doubt not in pictured
        ],
        "known": known,
        "doubtful_lines": [
            (doubt, crop_in(document.pk, read.page, read, [doubt.line.bbox], doubt.line.bbox))
            for doubt in pictured
        ],
        "overlay_doubts": overlay_doubts(doubtful),
    }


@public
def quote(request: HttpRequest, document_id: str, number: int) -> HttpResponse:
    """From ``words`` that stand on a page to the address at which they are marked: of several
    places the one nearest to line ``line``. A script is given it, a reader is led there."""
    document = document_or_404(document_id)
    read = page_from_row(row_or_404(document, number))
    words = request.GET.get("words", "").strip()
    path = reverse("viewer:page", args=[document.pk, number])
    found = place_of(read, words, request.GET.get("line", "")) if words else None
    if found is None:
        wrong = words_problem(words)
        if wants_json(request):
            return JsonResponse({"problem": wrong}, status=422)
        messages.error(request, wrong)
        return redirect(f"{path}?{urlencode({'words': words[:_KEPT_WORDS]})}#quoting")
    return quote_answer(request, path, read, found)


@public
@free
@require_POST
def fit(request: HttpRequest) -> HttpResponse:
    """Remember in a cookie whether pictures show the whole page, and go back."""
    to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, request.is_secure()):
        to = reverse("viewer:home")
    response = HttpResponseRedirect(to)
    value = "page" if request.POST.get("fit") == "page" else "width"
    # the page's script writes it too
    response.set_cookie(
        FIT_COOKIE, value, max_age=_YEAR, samesite="Lax", secure=request.is_secure()
    )
    return response


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
    hits: list[list[TextSpan]],
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


def _line_hits(read: paper.Page, hits: list[list[TextSpan]]) -> dict[int, list[Marked]]:
    """By number of a line, the parts of it that belong to hits."""
    spans = merged(span for hit in hits for span in hit)
    # of hits that overlap, one mark, which is of the first of them
    firsts = sorted((span[0], number) for number, hit in enumerate(hits) for span in hit)
    found: dict[int, list[Marked]] = {}
    first = 0
    for number, (_, begin, line) in enumerate(read.lines()):
        end = begin + len(line.text)
        while first < len(spans) and spans[first][1] <= begin:
            first += 1
        for start, stop in spans[first:]:
            if start >= end:
                break
            hit = firsts[bisect.bisect_left(firsts, (start, -1))][1]
            part = Marked(max(start - begin, 0), min(stop - begin, len(line.text)), hit)
            found.setdefault(number, []).append(part)
    return found


def _anchored(
    read: paper.Page, marked: dict[int, list[Marked]], anchors: tuple[str, ...]
) -> dict[int, list[Marked]]:
    """The same, the first of ``anchors`` put at the first mark and the second at the last: of the
    text where there are any, for furniture is shown far from its place."""
    furniture = {
        number for number, (block, _, _) in enumerate(read.lines()) if block.kind == "furniture"
    }
    lines = [line for line in marked if line not in furniture] or list(marked)
    if not lines:
        return marked
    for anchor, line, at in zip(anchors, (min(lines), max(lines)), (0, -1), strict=False):
        part = marked[line][at]
        marked[line][at] = part._replace(anchors=(*part.anchors, anchor))
    return marked


def _current(outline: list[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """The headings of the outline under which the page stands, from the top down."""
    path: list[dict[str, Any]] = []
    for item in outline:
        if item["page"] is not None and item["page"] > number:
            break
        path = [*(above for above in path if above["level"] < item["level"]), item]
    return path
