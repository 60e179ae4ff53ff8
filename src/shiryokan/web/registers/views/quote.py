"""The address of words of a record: that of the page on which they stand, where they are marked."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from shiryokan.access.rules import public
from shiryokan.documents.models import Page
from shiryokan.documents.pages import page_from_row
from shiryokan.records.rows import extracted_record
from shiryokan.web.registers.views.record import MOST_SHEETS, record_or_404
from shiryokan.web.viewer.quotes import place_of, quote_answer, wants_json, words_problem


@public
def quote(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """From ``words`` of a record to the address at which they are marked; ``field`` names the field
    they were taken from. A script is given it, a reader is led there."""
    row = record_or_404(record_id)
    words, field = request.GET.get("words", "").strip(), request.GET.get("field", "")
    provenance = extracted_record(row).provenance
    traces = provenance.get(field) or [each for own in provenance.values() for each in own]
    numbers = sorted({place.page for trace in traces for place in trace.places})
    pages = Page.objects.filter(document=row.document, number__in=numbers).order_by("number")
    for page in pages[:MOST_SHEETS] if words else ():
        read = page_from_row(page)
        if boxes := place_of(read, words):
            path = reverse("viewer:page", args=[row.document_id, page.number])
            return quote_answer(request, path, read, boxes)
    wrong = words_problem(words)
    if wants_json(request):
        return JsonResponse({"problem": wrong}, status=422)
    messages.error(request, wrong)
    return redirect("registers:record", row.pk)
