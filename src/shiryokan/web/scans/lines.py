"""Doubtful lines beside their pictures: an editor confirms each or puts it right, and has the
next."""

from __future__ import annotations

from itertools import islice

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shiryokan.access.rules import editors
from shiryokan.documents.models import Document
from shiryokan.documents.pages import page_as_read
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.scans.corrections import (
    NoSuchLine,
    adopt_surer,
    correct_line,
    corrections_of,
    surer_lines,
    unplaced,
    withdraw_line,
)
from shiryokan.scans.doubtful import (
    DoubtfulLine,
    Place,
    doubtful_lines,
    following,
    line_at,
    preceding,
)
from shiryokan.scans.models import LONGEST_LINE, LineCorrection
from shiryokan.scans.progress import progress_of
from shiryokan.web.numbers import whole_number
from shiryokan.web.viewer.crops import crop_of
from shiryokan.web.viewer.views.documents import document_or_404

MOST = 50
"""Doubtful lines of one list, each with its picture."""
_MOST_CORRECTIONS = 200


@editors
@require_safe
def lines(request: HttpRequest, document_id: str) -> HttpResponse:
    """What is known of the lines of a document: the share, the doubtful ones, and what was put
    right."""
    document = document_or_404(document_id)
    known = progress_of(document)
    found = list(islice(doubtful_lines(document), MOST))
    context = {
        "document": document,
        "known": known,
        "share": known.share,
        "doubtful": [(each, _crop(document, each)) for each in found],
        "first": found[0] if found else None,
        "surer": surer_lines(document),
        "contradicted": contradicted_pages([document.pk]).get(document.pk, []),
        "corrections": _corrections(document),
        "unplaced": _unplaced(document),
    }
    return render(request, "scans/lines.html", context)


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, document_id: str, number: int, line: int) -> HttpResponse:
    """One line beside its picture. What is sent is kept, and the next doubtful line is shown."""
    document = document_or_404(document_id)
    place = Place(number, line)
    shown = line_at(document, place)
    if shown is None:
        raise Http404
    status = 200
    if request.method == "POST":
        words = request.POST.get("choice", request.POST.get("words", ""))
        try:
            correct_line(document, number, line, request.POST.get("seen", ""), words, request.user)  # type: ignore[arg-type]
        except NoSuchLine:
            messages.error(
                request,
                gettext("この行はその間に変わりました。画像と照らして、もう一度確かめてください。"),
            )
            status = 409
        else:
            done = (
                gettext("確かめました。") if words == shown.line.text else gettext("直しました。")
            )
            messages.success(request, done)
            after = following(document, place) or next(doubtful_lines(document), None)
            if after is None:
                return redirect("scans:lines", document.pk)
            return redirect("scans:line", document.pk, *after.place)
    return render(request, "scans/line.html", _shown(document, shown), status=status)


@editors
@require_POST
def adopt(request: HttpRequest, document_id: str) -> HttpResponse:
    """Have the picture's reading stand for lines of earlier recognition, and of wrong fonts, where
    it is surer."""
    document = document_or_404(document_id)
    count = adopt_surer(document, request.user)  # type: ignore[arg-type]
    message = gettext("%(count)s行を画像からの読みに替えました。元の文字は残り、取り消せます。")
    messages.success(request, message % {"count": count})
    return redirect("scans:lines", document.pk)


@editors
@require_POST
def withdraw(request: HttpRequest, document_id: str) -> HttpResponse:
    """Take back what was said of a line; what was read holds again."""
    document = document_or_404(document_id)
    number = whole_number(request.POST.get("correction", ""))
    correction = get_object_or_404(LineCorrection, document=document, pk=number)
    withdraw_line(correction, request.user)  # type: ignore[arg-type]
    messages.success(request, gettext("訂正を取り消しました。"))
    return redirect("scans:lines", document.pk)


def _shown(document: Document, shown: DoubtfulLine) -> dict[str, object]:
    after, before = following(document, shown.place), preceding(document, shown.place)
    return {
        "document": document,
        "shown": shown,
        "crop": _crop(document, shown),
        "alternatives": list(enumerate(shown.state.alternatives, 1)),
        "next": after.place if after else None,
        "previous": before.place if before else None,
        "left": sum(1 for _ in doubtful_lines(document)),
        "longest": LONGEST_LINE,
    }


def _crop(document: Document, shown: DoubtfulLine) -> object:
    return crop_of(document.pk, shown.place.page, [shown.line.bbox], shown.line.bbox)


def _corrections(document: Document) -> list[LineCorrection]:
    rows = LineCorrection.objects.filter(document=document, withdrawn_at=None)
    return list(rows.select_related("by").order_by("number", "y0")[:_MOST_CORRECTIONS])


def _unplaced(document: Document) -> list[LineCorrection]:
    """Corrections of lines that their pages do not have any more."""
    numbers = set(
        LineCorrection.objects.filter(document=document, withdrawn_at=None).values_list(
            "number", flat=True
        )
    )
    known = corrections_of(document.pk, numbers)
    rows = document.pages.filter(number__in=known)
    return [each for row in rows for each in unplaced(document.pk, row.number, page_as_read(row))]
