"""Handing in documents, and watching how far they are."""

from __future__ import annotations

import uuid
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from shiryokan.access.policies import AnyUser, heavy_when_posted, takes_files
from shiryokan.access.rules import adders, editors, may_add
from shiryokan.audit.actor import actor_of
from shiryokan.documents.batches import Report, Row, report
from shiryokan.documents.description import Description
from shiryokan.documents.models import Document, Intake
from shiryokan.documents.originals import TooManyBytes
from shiryokan.documents.receive import Handed, hand_in, handed_url, receive_upload
from shiryokan.i18n.explanations import explain
from shiryokan.instance import current
from shiryokan.web.uploads.forms import MOST_URLS, HandInForm

RECENT = 10


@adders
@heavy_when_posted
@takes_files(may_add)
def upload(request: HttpRequest) -> HttpResponse:
    """The form, and what was handed in lately."""
    form = HandInForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and (batch := _take(form)):
            address = reverse("uploads:batch", args=[batch])
            if request.headers.get("accept") == "application/json":
                return JsonResponse({"batch": address}, status=201)
            return redirect(address)
        if request.headers.get("accept") == "application/json":
            return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
        status = 422
    config = current.config()
    context = {
        "form": form,
        "most_bytes": config.upload_bytes,
        "most_mib": config.upload_bytes // (1024 * 1024),
        "most_files": config.upload_files,
        "most_pages": config.pages,
        "most_urls": MOST_URLS,
        "recent": _titled(_recent(request.user)),
    }
    return render(request, "uploads/upload.html", context, status=status)


def _take(form: HandInForm) -> uuid.UUID | None:
    """Keep what was handed in; None, with an error in the form, when a file is too large."""
    descriptions = form.descriptions()
    things: list[Handed] = []
    for file in form.cleaned_data["files"]:
        try:
            things.append(_received(file, next(descriptions)))
        except TooManyBytes as error:
            message = explain("too_large", {"limit": error.limit}, gettext).whole
            form.add_error("files", f"{file.name}: {message}")
    if form.errors:
        return None
    things += [handed_url(url, next(descriptions)) for url in form.cleaned_data["urls"]]
    return hand_in(things)


def _received(file: UploadedFile[Any], description: Description) -> Handed:
    return receive_upload(cast("BinaryIO", file), file.name or "", description)


@editors
@require_safe
def rereading(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """How far documents are that are read again."""
    now = _report_or_404(request, batch)
    address = reverse("uploads:rereading_json", args=[batch])
    return render(request, "uploads/rereading.html", {"address": address, **_shown(now)})


@editors
@require_safe
def rereading_json(request: HttpRequest, batch: uuid.UUID) -> JsonResponse:
    """The same as data, for the page's own script."""
    return JsonResponse(_shown(_report_or_404(request, batch)))


@adders
def batch(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """How far a batch is."""
    now = _report_or_404(request, batch)
    address = reverse("uploads:batch_json", args=[batch])
    return render(
        request, "uploads/batch.html", {"batch": batch, "address": address, **_shown(now)}
    )


@adders
def batch_json(request: HttpRequest, batch: uuid.UUID) -> JsonResponse:
    """The same as data, for the page's own script and for others."""
    return JsonResponse(_shown(_report_or_404(request, batch)))


def _of(user: AnyUser) -> QuerySet[Intake]:
    """What somebody handed in; of administrators, what all did."""
    if getattr(user, "is_superuser", False):
        return Intake.objects.all()
    return Intake.objects.filter(by=actor_of(user))


def _recent(user: AnyUser) -> QuerySet[Intake]:
    """Of those who are not signed in nobody is known to be who handed in before."""
    if not user.is_authenticated:
        return Intake.objects.none()
    handed = _of(user).exclude(kind=Intake.Kind.AGAIN)
    return handed.order_by("-created_at")[:RECENT]


def _titled(recent: QuerySet[Intake]) -> list[tuple[Intake, str]]:
    """Each with its document's title; without one that is not there yet, or not to be seen."""
    intakes = list(recent)
    found = Document.objects.filter(pk__in=[each.document_id for each in intakes])
    titles = dict(found.values_list("pk", "title"))
    return [(each, titles.get(each.document_id or "", "")) for each in intakes]


def _report_or_404(request: HttpRequest, batch: uuid.UUID) -> Report:
    """A batch of one's own; without signing in, one whose address, which nobody guesses, one
    knows."""
    if not _of(request.user).filter(batch=batch).exists():
        raise Http404
    return report(batch)


def _label(row: Row) -> str:
    if row.again and row.state == Intake.State.REFUSED:
        return gettext("読み直せませんでした（前のままです）")
    return str(Intake.State(row.state).label)


def _shown(now: Report) -> dict[str, object]:
    rows = []
    for row in now.rows:
        what, do = explain(row.error, row.details, gettext) if row.error else ("", "")
        rows.append(
            {
                "name": row.name,
                "title": row.title or row.name,
                "state": row.state,
                "label": _label(row),
                "address": reverse("viewer:document", args=[row.document]) if row.document else "",
                "pages": row.pages,
                "pages_read": row.pages_read,
                "problem": what,
                "remedy": do,
            }
        )
    return {
        "rows": rows,
        "ended": now.ended,
        "done": now.count(*Intake.ENDED),
        "all": len(now.rows),
        "pages": now.pages,
        "pages_read": now.pages_read,
    }
