"""The bin: what was deleted, until when it can be brought back, and the way to do so."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from shiryokan.access.rules import editors
from shiryokan.documents.bin import binned, grace, purge, put_in_bin, take_out_of_bin, until
from shiryokan.documents.models import Document
from shiryokan.documents.names import tidy


class DeleteForm(forms.Form):
    """Why a document is deleted."""

    because = forms.CharField(
        label=_("理由"), max_length=500,
        help_text=_("操作の記録に残ります。例: 公開元が取り下げたため"),
    )  # fmt: skip


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, document_id: str) -> HttpResponse:
    """Ask why, and put a document into the bin."""
    document = get_object_or_404(Document, pk=document_id)
    form = DeleteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        put_in_bin(document, form.cleaned_data["because"])
        message = gettext("「%(title)s」をごみ箱に入れました。%(days)s日のあいだ戻せます。")
        messages.success(request, message % {"title": document.title, "days": grace().days})
        return redirect("documents:bin")
    context = {"form": form, "document": document, "days": grace().days}
    return render(request, "documents/delete.html", context, status=422 if form.errors else 200)


@editors
@require_http_methods(["GET", "HEAD", "POST"])
def bin(request: HttpRequest) -> HttpResponse:
    """What is in the bin; brings one back, or, for administrators, removes it for good."""
    if request.method == "POST":
        return _emptied(request)
    rows = [(row, until(row)) for row in binned().order_by("-binned_at")]
    chosen = binned().filter(pk=tidy(request.GET.get("purge", ""), 100)).first()
    if chosen is not None and not getattr(request.user, "is_superuser", False):
        raise PermissionDenied
    return render(request, "documents/bin.html", {"rows": rows, "chosen": chosen})


def _emptied(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("restore") or request.POST.get("purge") or ""
    document = get_object_or_404(binned(), pk=tidy(wanted, 100))
    if "restore" in request.POST:
        take_out_of_bin(document)
        message = gettext("「%(title)s」を戻しました。まもなく検索でも見つかります。")
    elif not getattr(request.user, "is_superuser", False):
        raise PermissionDenied
    else:
        purge(document)
        message = gettext("「%(title)s」を完全に消しました。")
    messages.success(request, message % {"title": document.title})
    return redirect("documents:bin")
