"""What was taken out of a document: its registers, and what could not be placed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors, public
from shiryokan.documents.models import Document
from shiryokan.i18n.explanations import explain
from shiryokan.records import models
from shiryokan.records.extraction import queue_structuring
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import none_code
from shiryokan.registers.messages import UNPLACED_REASONS


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
    """Queue the document for being extracted anew; corrections stay."""
    document = get_object_or_404(Document, pk=document_id)
    queue_structuring(document.pk)
    messages.success(
        request, gettext("もう一度抽出します。しばらくして開き直してください。訂正は残ります。")
    )
    return redirect("registers:extractions", document.pk)


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
