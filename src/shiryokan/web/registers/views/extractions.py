"""What was taken out of a document: its registers, and what could not be placed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from shiryokan.access.rules import editors, public
from shiryokan.documents.models import Document
from shiryokan.documents.rereading import read_again
from shiryokan.i18n.explanations import explain
from shiryokan.records import models
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import none_code
from shiryokan.registers.messages import UNPLACED_REASONS
from shiryokan.web.numbers import whole_number
from shiryokan.web.registers.parameters import register_or_404


@public
def extractions(request: HttpRequest, document_id: str) -> HttpResponse:
    """The registers of a document, and for each what was left and why."""
    document = get_object_or_404(Document, pk=document_id)
    found = {e.register: e for e in models.Extraction.objects.filter(document=document)}
    registers = [_summary(name, found.get(name)) for name in REGISTERS]
    return render(
        request,
        "registers/extractions.html",
        {"document": document, "registers": registers, "waiting": not found},
    )


@editors
@require_POST
def extract_again(request: HttpRequest, document_id: str) -> HttpResponse:
    """Have the document read again, and its records extracted anew; corrections stay."""
    document = get_object_or_404(Document, pk=document_id)
    return redirect("uploads:rereading", read_again([document]))


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def read_all_again(request: HttpRequest, name: str) -> HttpResponse:
    """The documents from which a register's records are, or those of one of its series and years,
    to be read again all together."""
    register = register_or_404(name)
    series, year = (request.POST or request.GET).get("version", "").partition(".")[::2]
    found = models.Extraction.objects.filter(register=register, count__gt=0)
    versions = (
        found.exclude(series=None)
        .order_by("series__name", "year")
        .values_list("series", "year", "series__name")
        .distinct()
    )
    if (number := whole_number(series)) is not None:
        found = found.filter(series=number, year=whole_number(year))
    documents = Document.objects.filter(pk__in=found.values("document"))
    if request.method == "POST" and documents:
        return redirect("uploads:rereading", read_again(documents))
    context = {
        "name": register,
        "title": gettext(REGISTERS[register].title),
        "versions": [(f"{pk}.{of or ''}", of, title) for pk, of, title in versions],
        "version": f"{series}.{year}" if series else "",
        "documents": documents,
    }
    return render(request, "registers/read_again.html", context)


def _summary(name: str, extraction: models.Extraction | None) -> dict[str, Any]:
    left = extraction.unplaced if extraction else []
    return {
        "name": name,
        "title": gettext(REGISTERS[name].title),
        "extraction": extraction,
        "why": explain(none_code(name), {}, gettext)
        if extraction and extraction.state == models.Extraction.State.NONE
        else None,
        "left": [
            (u["page"], gettext(UNPLACED_REASONS.get(u["why"], u["why"])), u["text"][:200])
            for u in left[:200]
        ],
        "left_count": len(left),
    }
