"""The audit log: all of it, narrowed, and as a file, for administrators; for editors what was
done with one document."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from shiryokan.access.policies import heavy
from shiryokan.access.rules import administrators, editors
from shiryokan.audit import kinds
from shiryokan.audit.exports import record_export
from shiryokan.audit.models import AuditEntry, about, first_break
from shiryokan.documents.models import Document
from shiryokan.documents.names import tidy
from shiryokan.registers.export.table import Column, Table
from shiryokan.registers.export.text_files import csv_file
from shiryokan.web.audit.details import in_words
from shiryokan.web.audit.naming import Names

PER_PAGE = 100
MOST = 100_000
"""Entries of one file."""


@administrators
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """The newest first; ``?verify`` goes through the whole chain."""
    rows = _filtered(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    parameters = request.GET.copy()
    parameters.pop("page", None)
    context = {
        "page": page,
        "rows": _rows(page),
        "kinds": kinds.choices(),
        "asked": request.GET,
        "narrowed": parameters.urlencode(),
        "verified": "verify" in request.GET,
        "broken": first_break() if "verify" in request.GET else None,
    }
    answer = render(request, "audit/log.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@administrators
@heavy
@require_safe
def file(request: HttpRequest, suffix: str) -> HttpResponse:
    """What the address asks for: CSV for people, or JSON Lines by which the chain can be gone
    through elsewhere."""
    if suffix not in ("csv", "jsonl"):
        raise Http404
    rows = _rows(_filtered(request)[:MOST])
    if suffix == "csv":
        body, kind = csv_file(_table(rows)), "text/csv; charset=utf-8"
    else:
        lines = (_line(row) for row in rows)
        body, kind = "".join(lines).encode(), "application/x-ndjson"
    record_export(request, "deeds", "", suffix, len(rows))
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="audit.{suffix}"'
    answer["Cache-Control"] = "no-store"
    return answer


@editors
@require_safe
def history(request: HttpRequest, document_id: str) -> HttpResponse:
    """What was done with a document and its records, for whoever edits it."""
    document = get_object_or_404(Document, pk=document_id)
    rows = AuditEntry.objects.filter(about(document.pk))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"document": document, "page": page, "rows": _rows(page)}
    answer = render(request, "audit/history.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _filtered(request: HttpRequest) -> QuerySet[AuditEntry]:
    parameters, rows = request.GET, AuditEntry.objects.all()
    if who := tidy(parameters.get("who", ""), 254):
        numbers = User.objects.filter(Q(username=who) | Q(email__iexact=who))
        actors = [f"user:{pk}" for pk in numbers.values_list("pk", flat=True)]
        rows = rows.filter(actor__in=[*actors, who])
    if kinds.is_known(parameters.get("kind")):
        rows = rows.filter(kind=parameters["kind"])
    if what := tidy(parameters.get("about", ""), 200):
        rows = rows.filter(about(what) | Q(name__icontains=what))
    for name, lookup, days in (("from", "at__gte", 0), ("to", "at__lt", 1)):
        if day := _date(parameters.get(name, "")):
            midnight = datetime.datetime.combine(day, datetime.time())
            moment = timezone.make_aware(midnight) + datetime.timedelta(days=days)
            rows = rows.filter(**{lookup: moment})
    return rows


def _date(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _rows(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    found = list(entries)
    names = Names(found)
    return [_shown(entry, names) for entry in found]


def _shown(entry: AuditEntry, names: Names) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": timezone.localtime(entry.at),
        "who": names.actor(entry.actor),
        "actor": entry.actor,
        "kind": entry.kind,
        "what": entry.label,
        "about": entry.about,
        "name": entry.name,
        "details": entry.details,
        "for_people": {
            "about": names.about(entry),
            "address": names.path(entry),
            "details": in_words(entry, names),
        },
        "before": entry.before,
        "hash": entry.hash,
    }


def _line(row: dict[str, Any]) -> str:
    at = row["at"].astimezone(datetime.UTC).isoformat(timespec="microseconds")
    written = {name: value for name, value in row.items() if name != "for_people"}
    return json.dumps({**written, "at": at}, ensure_ascii=False) + "\n"


def _table(rows: list[dict[str, Any]]) -> Table:
    names = ("number", "at", "who", "actor", "what", "about", "name", "details", "before", "hash")
    shown = [
        {
            **row,
            "at": row["at"].isoformat(),
            "details": json.dumps(row["details"], ensure_ascii=False),
        }
        for row in rows
    ]
    return Table("audit", "audit", [Column(name, name) for name in names], shown)
