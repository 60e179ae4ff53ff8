"""An editor joins subjects, or parts them."""

from __future__ import annotations

import uuid
from typing import cast
from urllib.parse import urlsplit

import msgspec
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from shiryokan.access.rules import editors
from shiryokan.records import models
from shiryokan.records.comparisons import comparison, editions
from shiryokan.records.links import NotLinkable, say
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.subjects.subject import Subject, pin
from shiryokan.web.subjects.seen import seen_or_404


class Said(msgspec.Struct, frozen=True):
    """What an editor said of two records; each is None where it is not seen."""

    link: models.Link
    old: models.Record | None
    new: models.Record | None


def said_of(subject: Subject) -> list[Said]:
    """What editors said of a subject's records, the newest first."""
    own = Q(pk__in=[])
    for each in subject.places:
        own |= Q(old_document=each.document, old_key=each.key)
        own |= Q(new_document=each.document, new_key=each.key)
    links = models.Link.objects.filter(own, register=subject.register).select_related("by")
    found = []
    for link in links.order_by("-at"):
        ends = [
            models.Record.objects.filter(document=document, register=link.register, key=key)
            .select_related("document")
            .first()
            for document, key in (
                (link.old_document_id, link.old_key),
                (link.new_document_id, link.new_key),
            )
        ]
        if any(ends):
            found.append(Said(link, ends[0], ends[1]))
    return found


def perhaps_before(row: models.Record) -> models.Record | None:
    """The record of the version before that the comparison takes for the same, though not surely;
    None where there is none."""
    if REGISTERS[row.register].serial:
        return None
    found = editions(row.extraction)
    at = next((n for n, each in enumerate(found) if each.pk == row.extraction_id), 0)
    if at == 0:
        return None
    compared = comparison(found[at - 1], row.extraction)
    change = next((each for each in compared.changes if row.key in each.new and each.old), None)
    if change is None:
        return None
    rows = models.Record.objects.filter(extraction=found[at - 1], key=change.old[0])
    return rows.select_related("document", "extraction").first()


@editors
@require_POST
def links(request: HttpRequest, subject_id: uuid.UUID) -> HttpResponse:
    """Keep what an editor says of two records: ``old`` and ``new`` by their ids or addresses, and
    ``same`` or not."""
    seen = seen_or_404(subject_id)
    old, new = (_record(request.POST.get(name, "")) for name in ("old", "new"))
    same = request.POST.get("same") == "yes"
    try:
        say(old, new, same, cast("User", request.user))
    except NotLinkable:
        messages.error(request, gettext("同じ台帳の、別の文書の項目を選んでください。"))
        return redirect("subjects:subject", seen.id)
    # the address that is known stays that of what it was
    pin(seen.subject)
    messages.success(
        request,
        gettext("同じ主題としてつなぎました。") if same else gettext("別の主題として分けました。"),
    )
    return redirect("subjects:subject", seen.id)


def _record(text: str) -> models.Record:
    """The record of an id, or of the address of a record or of a subject."""
    text = text.strip()
    try:
        return get_object_or_404(models.Record, pk=uuid.UUID(text))
    except ValueError:
        pass
    try:
        match = resolve(urlsplit(text).path)
    except (Resolver404, ValueError):
        return get_object_or_404(models.Record, pk=None)
    if match.view_name == "subjects:subject":
        return seen_or_404(match.kwargs["subject_id"]).newest
    return get_object_or_404(models.Record, pk=match.kwargs.get("record_id"))
