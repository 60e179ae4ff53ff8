"""How far the pictures are; administrators pause them, and have tried again what could not be
read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from shiryokan.access.rules import administrators, editors
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.scans import progress
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.web.viewer.views.documents import document_or_404

MOST = 100
"""Documents, and pages that could not be read, that are listed."""


@editors
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """How far all pictures are, and what share of each document's lines is verified."""
    found = progress.shares()
    wrong = contradicted_pages()
    # what needs somebody most comes first
    urgent = sorted(found, key=lambda pk: (-len(wrong.get(pk, ())), -found[pk].doubtful, pk))
    documents = Document.objects.defer("outline").in_bulk(urgent[:MOST])
    rows = [(documents[pk], found[pk], len(wrong.get(pk, ()))) for pk in urgent if pk in documents]
    answer = render(
        request,
        "scans/scans.html",
        {
            "now": progress.progress(),
            "config": current.config(),
            "rows": rows,
            "missing": explain("ocr_missing", {}, gettext),
            "failed": [
                (row, explain(row.error, {}, gettext)) for row in progress.failed_pages(MOST)
            ],
        },
    )
    answer["Cache-Control"] = "no-store"
    return answer


@administrators
@require_POST
def steer(request: HttpRequest) -> HttpResponse:
    """Pause the pictures, go on with them, or have tried again what could not be done."""
    match request.POST.get("do"):
        case "pause":
            progress.pause()
            messages.success(request, gettext("画像の読み取りを休ませました。"))
        case "resume":
            progress.resume()
            messages.success(request, gettext("画像の読み取りを再び始めました。"))
        case "again":
            count = progress.try_again()
            message = gettext("%(count)sページをもう一度読みます。")
            messages.success(request, message % {"count": count})
        case _:
            pass
    return redirect("scans:scans")


@editors
@require_POST
def check_all(request: HttpRequest, document_id: str) -> HttpResponse:
    """Have every page of a document held against its picture."""
    document = document_or_404(document_id)
    count = progress.check_whole(document)
    message = gettext("%(count)sページを画像と照合します。")
    messages.success(request, message % {"count": count})
    return redirect("scans:lines", document.pk)
