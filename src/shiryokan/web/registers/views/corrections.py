"""An editor puts a field right, takes that back, or says which records belong together."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors
from shiryokan.records import models
from shiryokan.records.corrections import (
    NotCorrectable,
    correct,
    correctable,
    typed_value,
    withdraw,
)
from shiryokan.records.links import NotLinkable, say
from shiryokan.web.registers.views.record import record_or_404


@editors
@require_POST
def correct_field(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """Keep the correction that the form holds."""
    row = record_or_404(record_id)
    name = request.POST.get("field", "")
    field = next((f for f in correctable(row.register) if f.name == name), None)
    if field is None:
        return HttpResponseBadRequest(gettext("この項目は訂正できません。"))
    written = request.POST.get("value", "")
    note = request.POST.get("note", "").strip()
    user = cast("User", request.user)
    address = reverse("registers:record", args=[row.pk])
    try:
        correct(row, field, typed_value(field, written), user, note)
    except NotCorrectable:
        context = {"record": row, "field": field, "written": written, "note": note}
        context["title"] = gettext(field.title)
        return render(request, "registers/not_correctable.html", context, status=422)
    messages.success(
        request, gettext("「%(field)s」を訂正しました。") % {"field": gettext(field.title)}
    )
    return redirect(f"{address}#field-{name}")


@editors
@require_POST
def withdraw_correction(request: HttpRequest, record_id: uuid.UUID) -> HttpResponse:
    """Take the correction of a field back."""
    row = record_or_404(record_id)
    name = request.POST.get("field", "")
    withdraw(row, name, cast("User", request.user))
    messages.success(request, gettext("訂正を取り消し、抽出した値に戻しました。"))
    return redirect(f"{reverse('registers:record', args=[row.pk])}#field-{name}")


@editors
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Keep what an editor says of two records: the same thing, or not."""
    old = get_object_or_404(models.Record, pk=_uuid(request.POST.get("old", "")))
    new = get_object_or_404(models.Record, pk=_uuid(request.POST.get("new", "")))
    try:
        say(old, new, request.POST.get("same") == "yes", cast("User", request.user))
    except NotLinkable:
        return HttpResponseBadRequest(gettext("同じ台帳の、別の文書の項目を選んでください。"))
    messages.success(request, gettext("対応を記録しました。"))
    return redirect(
        reverse("registers:compare", args=[old.register])
        + f"?old={old.document_id}&new={new.document_id}"
    )


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
