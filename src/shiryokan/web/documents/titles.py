"""The titles that nobody has looked at yet, with what the first pages propose: put right many at
once, after an upload or years after it."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import editors
from shiryokan.documents.models import Document, Origin
from shiryokan.documents.names import tidy
from shiryokan.web.documents.date_field import written
from shiryokan.web.documents.describing import ParticularsForm, form_for, names, saved
from shiryokan.web.documents.origin_fields import OriginFields

PER_PAGE = 20
"""Documents of a page: each is a form."""


class ForAllForm(OriginFields):
    """What is written for all that are chosen; blank leaves each as it is."""


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def titles(request: HttpRequest) -> HttpResponse:
    """Those that nobody has checked, and that lack a title that a person gave or a publisher; the
    doubtful ones first. ``batch`` narrows them to an upload, ``q`` to words of the title,
    ``all`` shows those too that somebody has looked at."""
    for_all = ForAllForm(request.POST if request.method == "POST" else None, prefix="all")
    kept: list[tuple[Document, ParticularsForm]] = []
    count = 0
    if request.method == "POST":
        count, kept = _saved_all(request, for_all)
        if count:
            message = ngettext("%(count)s件を保存しました。", "%(count)s件を保存しました。", count)
            messages.success(request, message % {"count": count})
        elif not request.POST.getlist("save"):
            messages.info(request, gettext("保存するものを選んでください。"))
    page = Paginator(_asked(request), PER_PAGE).get_page(request.GET.get("page"))
    typed = {document.pk for document, _form in kept}
    rows = kept + [
        (document, form_for(document, document.origin, prefix=document.pk))
        for document in page
        if document.pk not in typed
    ]
    context = {
        "rows": rows,
        "kept": typed,
        "page": page,
        "for_all": for_all,
        "asked": request.GET,
        **names(),
    }
    wrong = any(form.errors for _document, form in kept) or bool(for_all.errors)
    return render(request, "documents/titles.html", context, status=422 if wrong else 200)


def _asked(request: HttpRequest) -> QuerySet[Document]:
    rows = Document.objects.exclude(state=Document.State.STORED).prefetch_related(
        "origins__publisher", "origins__council", "origins__meeting"
    )
    if "all" not in request.GET:
        named = Origin.objects.filter(document=OuterRef("pk"), publisher__isnull=False)
        rows = rows.filter(Q(title_given=False) | ~Exists(named), checked=False)
    if (batch := _uuid(request.GET.get("batch", ""))) is not None:
        rows = rows.filter(intakes__batch=batch).distinct()
    if words := tidy(request.GET.get("q", ""), 200):
        rows = rows.filter(title__icontains=words)
    return rows.order_by("title_confidence", "-added_at", "pk")


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _saved_all(
    request: HttpRequest, for_all: ForAllForm
) -> tuple[int, list[tuple[Document, ParticularsForm]]]:
    """Save the documents that are chosen: how many were, and the forms of those that were not. Of
    the others what was written is kept too."""
    ids = [tidy(each, 100) for each in request.POST.getlist("document")][: PER_PAGE * 2]
    chosen = set(request.POST.getlist("save"))
    found = Document.objects.in_bulk(ids)
    valid = for_all.is_valid()
    count, kept = 0, []
    for document_id in ids:
        document = found.get(document_id)
        if document is None:
            continue
        form = ParticularsForm(
            _with(request.POST, document_id, for_all, chosen), prefix=document_id
        )
        if document_id not in chosen or not valid:
            unsaved = ParticularsForm(initial=_typed(request.POST, document_id), prefix=document_id)
            kept.append((document, unsaved))
        elif saved(document, form):
            count += 1
        else:
            kept.append((document, form))
    return count, kept


def _with(data: Any, prefix: str, for_all: ForAllForm, chosen: set[str]) -> Any:
    """A document's fields, those put in that were written for all."""
    if prefix not in chosen or not for_all.is_valid():
        return data
    data = data.copy()
    for name in ("publisher", "council", "meeting"):
        if value := for_all.cleaned_data[name]:
            data[f"{prefix}-{name}"] = value
    if (date := for_all.cleaned_data["date"]).day:
        data[f"{prefix}-date"] = written(date.day, date.precision)
    return data


def _typed(data: Any, prefix: str) -> dict[str, Any]:
    names = ParticularsForm.base_fields
    return {name: data.get(f"{prefix}-{name}", "") for name in names}
